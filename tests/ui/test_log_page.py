"""The Log page by keyboard: three seconds a contact, one undo, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from companion import clock
from companion.log.contacts import Contact, Gender, NaloxoneFor, Referral, Topic
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.ui.log.draft import BLANK
from companion.ui.log.log_page import LogPage
from companion.ui.shell import Shell
from tests.ui.stage import Stage, settle
from tests.ui.states_log import TODAY

PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1})
NAMES = PlaceNames({1: "North", 2: "<b>River</b>"}, {1: "Bus", 2: "Streets"})
LATER = 400


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
def page(shell: Shell) -> LogPage:
    return page_of(shell)


def page_of(shell: Shell) -> LogPage:
    page = shell.page("log")
    assert isinstance(page, LogPage)
    return page


def press(*keys: Qt.Key, shift: bool = False) -> None:
    """Press keys on whatever has the keyboard."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)


def said(page: LogPage) -> str:
    assert page.message is not None
    return page.message.words()


def stand_at(page: LogPage, area: int, site: int = 0) -> None:
    page.draft.take({"area": area, "site": site})
    page._show_draft()


def test_three_contacts_by_keyboard_and_one_undone(page: LogPage) -> None:
    press(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert "Choose" in page.about.rows["area"].error()
    press(Qt.Key.Key_Down)  # from no area to the second
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_3, Qt.Key.Key_Return)
    press(Qt.Key.Key_2, Qt.Key.Key_Enter)
    log = page.session.contacts
    assert (log.today().contacts, log.today().needles_given, log.today().naloxone_doses) == (3, 10, 2)
    assert page.today.count.text() == "3 contacts"
    QTest.keyClick(page.presets.tiles["needles"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert log.today().contacts == 2
    assert page.today.count.text() == "2 contacts"
    assert page.today.numbers["naloxone_doses"].text() == "0"
    assert "Taken back: 2 doses of naloxone." in said(page)
    QTest.keyClick(page.presets.tiles["needles"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "nothing to undo" in said(page)
    assert log.today().contacts == 2


def test_tab_goes_through_the_form_in_order_and_ends_at_save(page: LogPage) -> None:
    page.presets.focus()
    visited: list[QWidget] = []
    for _ in range(LATER):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
        if focus is page.this_one.save:
            break
        press(Qt.Key.Key_Tab)
    given, back = (page.supplies.steppers[name].field for name in ("needles_given", "needles_back"))
    stops = [page.presets.tiles["needles"], page.presets.tiles["talk"], given, back, page.this_one.save]
    places = [visited.index(stop) for stop in stops]
    assert places == sorted(places)
    groups = [*page.about.chosen.groups.values(), page.about.area, page.about.police]
    groups += [several.group for several in page.about.several.values()]
    for group in groups:
        assert group is not None
        assert any(group.isAncestorOf(stop) for stop in visited), group.accessibleName()


def test_numbers_are_typed_jumped_and_never_turned_by_the_wheel(page: LogPage) -> None:
    stand_at(page, 2)
    field = page.supplies.steppers["needles_given"].field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "12")  # digits stay in the field, though 1 and 2 are keys of presets
    assert page.draft.preset is None
    press(Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Space)  # the second jump
    assert page.draft.contact().needles_given == 22
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert page.draft.contact().needles_given == 22
    press(Qt.Key.Key_Return)
    assert page.session.contacts.today().needles_given == 22


def test_every_field_of_a_contact_is_saved_as_chosen(page: LogPage) -> None:
    page.choose("naloxone")
    page.supplies.steppers["needles_back"].step_by(7)
    page.supplies.show_rare(True)
    page.supplies.steppers["reversals"].step_by(1)
    kit = page.supplies._kit.groups["naloxone_for"]
    kit.chip("someone_else").click()
    page.about.area.chip("1").click()
    page.about.site.chip("2").click()
    page.about.chosen.groups["gender"].chip("other_or_trans").click()
    page.about.several["topics"].more.click()
    page.about.several["topics"].group.chip("violence").click()
    page.about.several["referrals"].group.chip("legal_aid").click()
    assert page.about.police is not None
    page.about.police.chip("1").click()
    page.save()
    ((contact, _),) = page.session.contacts.contacts()
    assert contact == Contact.on(
        clock.today(),
        area=1,
        site=2,
        naloxone_doses=2,
        needles_back=7,
        reversals=1,
        naloxone_for=NaloxoneFor.SOMEONE_ELSE,
        gender=Gender.OTHER_OR_TRANS,
        topics=frozenset({Topic.VIOLENCE}),
        referrals=frozenset({Referral.LEGAL_AID}),
        police_interference=1,
    )
    assert page.draft.is_empty
    assert (page.draft.values["area"], page.draft.values["site"]) == (1, 2)


def test_enter_twice_does_not_make_two_contacts(page: LogPage) -> None:
    stand_at(page, 2)
    page.choose("talk")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.session.contacts.today().contacts == 1
    assert "Nothing is filled in yet" in said(page)


def test_enter_on_the_rail_does_not_save(page: LogPage, shell: Shell) -> None:
    stand_at(page, 2)
    page.choose("talk")
    shell.rail.setFocus()
    button = next(one for one in shell.rail.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    button.setFocus()
    press(Qt.Key.Key_Return)
    assert page.session.contacts.today().contacts == 0


def test_enter_on_more_opens_and_saves_nothing(page: LogPage) -> None:
    stand_at(page, 2)
    page.choose("talk")
    page.about.several["topics"].more.setFocus()
    press(Qt.Key.Key_Return)
    assert page.about.several["topics"].all_shown
    assert QApplication.focusWidget() is page.about.several["topics"].group.chip("bloodborne")
    page.supplies.more.setFocus()
    press(Qt.Key.Key_Return)
    assert page.supplies.rare_shown
    assert page.session.contacts.today().contacts == 0


def test_presets_give_way_to_each_other_and_leave_what_was_typed(page: LogPage) -> None:
    page.choose("needles")
    page.supplies.steppers["needles_back"].step_by(6)
    page.choose("naloxone")
    values = page.draft.values
    assert (values["needles_given"], values["needles_back"], values["naloxone_doses"]) == (0, 6, 2)
    page.choose("talk")
    assert (page.draft.values["needles_back"], page.draft.values["naloxone_doses"]) == (6, 0)


def test_as_last_repeats_what_was_saved_but_not_where(page: LogPage) -> None:
    assert not page.presets.tiles["last"].isEnabled()
    stand_at(page, 1, 1)
    page.draft.take({"needles_given": 30, "gender": Gender.FEMALE})
    page._show_draft()
    page.save()
    stand_at(page, 2)
    press(Qt.Key.Key_4, Qt.Key.Key_Return)
    saved = [contact for contact, _ in page.session.contacts.contacts()]
    assert [(one.needles_given, one.gender, one.area) for one in saved] == [
        (30, Gender.FEMALE, 1),
        (30, Gender.FEMALE, 2),
    ]


def test_what_is_wrong_stands_beside_its_field_and_goes_when_corrected(page: LogPage) -> None:
    stand_at(page, 2)
    page.draft.take({"needles_given": 20_000})
    page._show_draft()
    page.save()
    row = page.supplies.rows["needles_given"]
    assert "9999" in row.error()
    assert QApplication.focusWidget() is page.supplies.steppers["needles_given"].field
    assert page.session.contacts.today().contacts == 0
    page.supplies.steppers["needles_given"].step_by(-19_990)
    assert row.error() == ""
    page.save()
    assert page.session.contacts.today().needles_given == 10


def test_contradicting_answers_are_told(page: LogPage) -> None:
    stand_at(page, 2)
    page.about.chosen.groups["first_this_year"].chip("yes").click()
    page.about.chosen.groups["first_this_month"].chip("no").click()
    page.save()
    assert "first time this year" in page.about.rows["first_this_month"].error()


def test_a_full_disk_is_told_and_the_form_keeps_what_was_typed(page: LogPage) -> None:
    stand_at(page, 2)
    store = page.session.log
    (pages,) = store.one("PRAGMA page_count") or (0,)
    store.one(f"PRAGMA max_page_count = {pages}")
    for _ in range(LATER):
        page.choose("needles")
        page.supplies.steppers["needles_back"].set_value(6)
        page._changed()
        page.save()
        assert page.message is not None
        if page.message.kind == "error":
            break
    assert "disk is full" in said(page)
    before = page.session.contacts.today().contacts
    assert (page.draft.values["needles_given"], page.supplies.steppers["needles_back"].count()) == (10, 6)
    store.one(f"PRAGMA max_page_count = {pages + 100}")
    press(Qt.Key.Key_Return)
    assert page.message is not None and page.message.kind == "ok"
    assert page.session.contacts.today().contacts == before + 1


def test_undo_puts_it_into_the_form_again_when_asked(page: LogPage) -> None:
    stand_at(page, 1, 2)
    page.draft.take({"needles_given": 100, "tests": BLANK["tests"]})
    page._show_draft()
    page.save()
    assert page.message is not None and page.message.action is not None
    page.message.action.click()
    assert page.session.contacts.today().contacts == 0
    assert page.message is not None and page.message.action is not None
    page.message.action.click()
    assert page.draft.contact() == Contact.on(clock.today(), area=1, site=2, needles_given=100)
    page.supplies.steppers["needles_given"].step_by(-90)
    page.save()
    assert page.session.contacts.today().needles_given == 10


def test_a_late_entry_is_said_before_it_is_saved(page: LogPage) -> None:
    stand_at(page, 2)
    page.choose("talk")
    page.draft.day = date(2026, 10, 30)
    page._show_draft()
    assert page.this_one.late.text() == "Late entry for Friday 30 October. It counts in November 2026."
    page.save()
    ((contact, counted),) = page.session.contacts.contacts()
    assert (contact.month, counted) == (Month(2026, 10), Month(2026, 11))
    assert page.about.read_day() == date(2026, 10, 30)  # the next one of the same list
    page.choose("talk")
    page.about.day.set_value(date(2026, 11, 18))
    page.about.day.changed.emit()
    page.save()
    days = page.session.contacts.this_week()
    assert [day.contacts for day in days] == [0, 0, 1, 0, 0]


def test_switched_off_fields_are_not_there(page: LogPage, shell: Shell) -> None:
    page.choose("needles")
    page.supplies.steppers["needles_back"].step_by(4)
    page.session.set("fields_off", ["needles_back", "gender", "naloxone_doses", "topics", "police_interference"])
    shell.go("log")
    assert {"needles_back", "naloxone_doses"}.isdisjoint(page.supplies.steppers)
    assert "gender" not in page.about.chosen.groups and "topics" not in page.about.several
    assert page.about.police is None and "naloxone" not in page.presets.tiles
    assert (page.draft.values["needles_given"], page.draft.values["needles_back"]) == (10, 0)
    press(Qt.Key.Key_2)  # the key of a preset that is not there does nothing
    assert page.draft.preset == "needles"
    page.session.set("fields_off", [name for name in BLANK if name not in ("setting", "area", "site")])
    shell.go("log")
    assert page.supplies.is_empty and not page.supplies.isVisible()


def test_new_places_are_offered_when_one_comes_back(page: LogPage, shell: Shell) -> None:
    stand_at(page, 1, 1)
    page.session.contacts.set_places(Places(areas=(1,), sites={2: 1}, retired_sites={1: 1}))
    shell.go("log")
    assert (page.draft.values["area"], page.draft.values["site"]) == (1, 2)
    assert [chip.text() for chip in page.about.site._chips.values()] == ["Streets"]


def test_a_change_of_language_keeps_what_was_typed(page: LogPage, shell: Shell, stage: Stage) -> None:
    stand_at(page, 1, 2)
    page.choose("talk")
    page.save()
    page.draft.take({"needles_given": 17, "condoms": 3, "gender": Gender.MALE})
    page._show_draft()
    stage.dress("xr")
    shell.rebuild()
    settle(stage.app)
    other = page_of(shell)
    assert other is not page
    assert other.supplies.steppers["needles_given"].count() == 17
    assert other.supplies.rare_shown and other.supplies.steppers["condoms"].count() == 3
    assert other.about.chosen.groups["gender"].value() == "male"
    assert other.presets.tiles["last"].isEnabled()
    assert other.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert said(other).startswith("[")


def test_a_contact_saved_elsewhere_can_be_undone_here(page: LogPage, shell: Shell) -> None:
    shell.go("settings")
    page.session.contacts.save(Contact.on(clock.today(), area=1, site=2, needles_given=10))
    page.session.log_changed.emit()
    shell.go("log")
    assert said(page) == "Last one saved: 10 needles given. Streets."
    assert (page.draft.values["area"], page.draft.values["site"]) == (1, 2)
    page.undo()
    assert page.session.contacts.today().contacts == 0


def test_another_page_can_ask_for_a_preset_or_an_empty_form(shell: Shell, page: LogPage) -> None:
    shell.go("log", preset="naloxone")
    assert page.draft.values["naloxone_doses"] == 2
    shell.go("log", new=True)
    assert page.draft.is_empty
    shell.go("log", preset="no such")
    assert page.draft.is_empty


def test_names_are_shown_as_they_are_written(page: LogPage) -> None:
    stand_at(page, 2)
    page.choose("talk")
    assert page.this_one.words.text() == "A talk. Outreach, <b>River</b>."
    assert page.this_one.words.textFormat() == Qt.TextFormat.PlainText


def test_save_stays_in_sight_beside_the_form_and_follows_it_when_stacked(page: LogPage, shell: Shell) -> None:
    def bottom() -> int:
        return page.this_one.save.mapTo(shell, QPoint(0, page.this_one.save.height())).y()

    page.choose("needles")
    settle(QApplication.instance())  # type: ignore[arg-type]
    assert bottom() <= shell.height()
    shell.resize(1100, 660)
    settle(QApplication.instance())  # type: ignore[arg-type]
    assert bottom() <= shell.height()
    assert not page.today.week.isVisible()
    shell.resize(760, 660)
    settle(QApplication.instance())  # type: ignore[arg-type]
    form = page.form.mapTo(shell, QPoint(0, page.form.height())).y()
    assert page.this_one.mapTo(shell, QPoint(0, 0)).y() >= form
    assert page.form.height() >= page.form.content.height()


def test_the_month_stands_beside_today(page: LogPage) -> None:
    page.session.contacts.add_many([(Contact.on(date(2026, 11, 2), area=2, needles_given=30), Month(2026, 11))])
    stand_at(page, 2)
    page.choose("needles")
    page.save()
    assert (page.today.numbers["needles_given"].text(), page.today.month_numbers["needles_given"].text()) == (
        "10",
        "40",
    )
    assert page.today.month_line.text() == "November 2026"
    assert page.today.month_count.text() == "2 contacts"


def test_for_whom_each_field_is_kept_is_one_touch_away_and_goes_again(page: LogPage) -> None:
    rows = [*page.supplies.rows.values(), *page.about.rows.values()]
    assert all(row.purpose.isHidden() and row.purpose.text() for row in rows)
    page.purpose_link.click()
    assert not any(row.purpose.isHidden() for row in rows)
    page.purpose_link.click()
    assert all(row.purpose.isHidden() for row in rows)


def test_a_service_or_a_topic_begins_a_contact_that_one_key_saves(page: LogPage, shell: Shell) -> None:
    stand_at(page, 2)
    shell.go("log", preset="referral", kind="opioid_agonist_treatment")
    assert page.draft.contact().referrals == {Referral.TREATMENT}
    assert QApplication.focusWidget() is page.this_one.save
    press(Qt.Key.Key_Return)
    shell.go("log", preset="topic", kind="rights")
    press(Qt.Key.Key_Return)
    shell.go("log", preset="referral", kind="a kind of a later version")
    assert page.draft.contact().referrals == {Referral.OTHER}
    shell.go("log", preset="nonsense", kind="rights")
    saved = [contact for contact, _ in page.session.contacts.contacts()]
    assert [(one.referrals, one.topics) for one in saved] == [
        (frozenset({Referral.TREATMENT}), frozenset()),
        (frozenset(), frozenset({Topic.RIGHTS})),
    ]


def test_a_note_is_asked_only_where_the_team_wants_notes(page: LogPage, shell: Shell) -> None:
    assert page.notes is None
    page.session.contacts.notes.turn_on()
    page.appear()
    assert page.notes is not None
    stand_at(page, 2)
    page.notes.edit.edit.setText("Ana wants gloves")
    page.save()
    assert "“Ana” could be a name." in page.notes.field.error()
    assert page.session.contacts.today().contacts == 0
    assert page.notes.text() == "Ana wants gloves"
    page.notes.edit.edit.setText("wants gloves")
    page.save()
    assert [note.words for note in page.session.contacts.notes.all()] == ["wants gloves"]
    assert page.notes.text() == ""
    page._remove_note(page.session.contacts.notes.all()[0].contact)
    assert page.session.contacts.notes.all() == []
    assert page.session.contacts.today().contacts == 1


def test_older_notes_are_shown_when_asked_for(page: LogPage) -> None:
    page.session.contacts.notes.turn_on()
    page.appear()
    assert page.notes is not None
    for word in ("tea", "coffee", "gloves", "socks"):
        stand_at(page, 2)
        page.notes.edit.edit.setText(f"wants {word}")
        page.save()
    assert page.notes.more.text() == "1 older note"
    page.notes.more.click()
    assert page.notes.more.isHidden()
