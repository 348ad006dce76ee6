"""The Incidents page by keyboard and touch: guided, coarse, undone until the vault is locked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from companion import clock
from companion.log.incidents import ByWhom, Done, Incident, IncidentKind, IncidentSetting, Solved
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.ui.incidents.incident_page import IncidentPage
from companion.ui.log.log_page import LogPage
from companion.ui.shell import Shell
from tests.ui.stage import Stage
from tests.ui.states_log import TODAY

PLACES = Places(areas=(1, 2))
NAMES = PlaceNames({1: "North", 2: "<b>River</b>"})
NOVEMBER = Month(2026, 11)


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def shell(stage: Stage) -> Shell:
    stage.session().set("place_names", NAMES.as_setting())
    stage.session().contacts.set_places(PLACES)
    made = stage.shell("log")
    stage.show(made)
    return made


@pytest.fixture
def page(shell: Shell) -> IncidentPage:
    log = shell.page("log")
    assert isinstance(log, LogPage)
    log.draft.take({"area": 2})
    log.incident.click()
    found = shell.page("incidents")
    assert isinstance(found, IncidentPage)
    return found


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def kept(page: IncidentPage) -> list[Incident]:
    return [incident for incident, _ in page.session.incidents.all()]


def test_the_log_leads_there_and_its_place_on_the_rail_stays_lit(page: IncidentPage, shell: Shell) -> None:
    assert shell.current == "incidents"
    assert shell.rail.buttons["log"].isChecked()
    assert page.draft.area == 2
    assert QApplication.focusWidget() is page.kinds.tiles[IncidentKind.SEARCH]


def test_an_incident_by_keyboard_alone(page: IncidentPage) -> None:
    press(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    page.rest.by_whom.chip("police").setFocus()
    press(Qt.Key.Key_Space)
    page.rest.setting.chip("street").setFocus()
    press(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert kept(page) == [
        Incident(
            NOVEMBER,
            frozenset({IncidentKind.SEARCH, IncidentKind.TAKEN}),
            ByWhom.POLICE,
            IncidentSetting.STREET,
            area=2,
        )
    ]
    assert page.draft.is_empty
    assert page.draft.area == 2
    press(Qt.Key.Key_Return)  # a second Enter makes no second incident
    assert len(kept(page)) == 1
    assert page.message is not None
    assert "Nothing is chosen yet" in page.message.words()


def test_tab_goes_through_the_questions_in_order_and_ends_at_save(page: IncidentPage) -> None:
    visited: list[QWidget] = []
    for _ in range(200):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
        if focus is page.save_button:
            break
        press(Qt.Key.Key_Tab)
    groups = [page.rest.by_whom, page.rest.setting, page.rest.done, page.rest.solved, page.rest.area]
    places = [next(at for at, stop in enumerate(visited) if group.isAncestorOf(stop)) for group in groups]
    assert places == sorted(places)
    assert all(tile in visited for tile in page.kinds.tiles.values())
    assert visited[-1] is page.save_button


def test_everything_that_can_be_answered_is_saved(page: IncidentPage) -> None:
    page.kinds.tiles[IncidentKind.MONEY].click()
    page.rest.by_whom.chip("police").click()
    page.rest.setting.chip("police_station").click()
    page.rest.done.chip("complaint").click()
    page.rest.done.chip("legal_aid").click()
    page.rest.solved.chip("partly").click()
    page.rest.area.chip("1").click()
    page.rest.month.set_value("202609")
    page._changed()
    assert page.where.text() == "North, September 2026."
    page.save()
    assert kept(page) == [
        Incident(
            Month(2026, 9),
            frozenset({IncidentKind.MONEY}),
            ByWhom.POLICE,
            IncidentSetting.POLICE_STATION,
            area=1,
            done=frozenset({Done.COMPLAINT, Done.LEGAL_AID}),
            solved=Solved.PARTLY,
        )
    ]


def test_nothing_wanted_and_something_done_exclude_each_other(page: IncidentPage) -> None:
    page.rest.done.chip("complaint").click()
    page.rest.done.chip("nothing_wanted").click()
    assert page.draft.done == {Done.NOTHING_WANTED}
    page.rest.done.chip("legal_aid").click()
    assert page.draft.done == {Done.LEGAL_AID}


def test_what_is_missing_is_said_beside_its_question_and_nothing_chosen_is_lost(page: IncidentPage) -> None:
    page.kinds.tiles[IncidentKind.VIOLENCE].click()
    page.save()
    questions = page.rest.questions
    assert questions["by_whom"].error()
    assert questions["setting"].error()
    assert not questions["done"].error()
    assert kept(page) == []
    page.rest.by_whom.chip("police").click()
    assert not questions["by_whom"].error()
    assert page.kinds.kinds() == {IncidentKind.VIOLENCE}
    page.draft = page.draft.settled(Places())
    page.rest.area.set_value(None)
    page.rest.setting.chip("street").click()
    page.save()
    assert questions["area"].error()
    assert kept(page) == []


def test_undo_brings_the_answers_back_and_works_until_the_month_is_reported(page: IncidentPage) -> None:
    for _ in range(2):
        page.kinds.tiles[IncidentKind.SEARCH].click()
        page.rest.by_whom.chip("court").click()
        page.rest.setting.chip("other").click()
        page.save()
    assert page.totals.count.text() == "2 rights violations"
    assert not page.undo_link.isHidden()
    page.undo_link.click()
    assert len(kept(page)) == 1
    assert page.draft.by_whom is ByWhom.COURT
    assert page.totals.count.text() == "1 rights violation"
    assert page.undo_link.isHidden()
    page.save()
    Ledger(page.session.contacts).record([], through=NOVEMBER)
    page.reload()
    assert page.undo_link.isHidden()


def test_no_field_takes_a_word(page: IncidentPage) -> None:
    assert not [one for one in page.findChildren(QWidget) if isinstance(one, QLineEdit | QTextEdit)]


def test_names_of_areas_are_plain_text_and_all_that_is_kept_is_said(page: IncidentPage) -> None:
    page.kinds.tiles[IncidentKind.SEARCH].click()
    page.rest.by_whom.chip("police").click()
    assert page.words.text() == "Searched without reason. Who: Police."
    assert page.where.text() == "<b>River</b>, November 2026."
    assert page.where.textFormat() == Qt.TextFormat.PlainText


def test_what_was_answered_outlives_a_new_language(page: IncidentPage, shell: Shell) -> None:
    page.kinds.tiles[IncidentKind.FINE].click()
    page.rest.solved.chip("no").click()
    shell.rebuild()
    again = shell.page("incidents")
    assert isinstance(again, IncidentPage)
    assert again.kinds.kinds() == {IncidentKind.FINE}
    assert again.rest.solved.value() == "no"


def test_legal_aid_and_how_to_complain_are_one_touch_away(page: IncidentPage, shell: Shell) -> None:
    from companion.ui.incidents.side_cards import ComplainCard
    from companion.ui.widgets.buttons import Button

    card = page.findChildren(ComplainCard)[0]
    aid = next(button for button in card.findChildren(Button) if button.text() == "Legal aid")
    aid.click()
    assert shell.current == "services"
