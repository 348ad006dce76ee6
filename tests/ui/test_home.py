"""Home: from a word typed to an answer by keyboard alone, logging in one touch and taking it back, calm and full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion import clock
from companion.i18n import catalogs
from companion.log.places import PlaceNames, Places
from companion.services import sample
from companion.ui.home.home_page import HomePage
from companion.ui.home.reliance import law_to_check, services_to_check
from companion.ui.home.searching import Found
from companion.ui.navigator.navigator_view import NavigatorView
from companion.ui.rights.rights_page import RightsPage
from companion.ui.rights.topic_view import TopicView
from companion.ui.shell import Shell
from tests.ui.stage import Stage, settle

TODAY = datetime.fromisoformat("2026-11-20T17:24")


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Friday 20 November 2026, 17:24, in every test here."""
    with clock.frozen(TODAY):
        yield


class Went:
    """A window that only writes down where it was asked to go."""

    def __init__(self) -> None:
        self.to: list[tuple[str, dict[str, object]]] = []

    def go(self, key: str, **target: object) -> None:
        self.to.append((key, target))

    def back(self) -> None:
        raise AssertionError("nothing on Home leads back")

    def lock(self) -> None:
        raise AssertionError("nothing on Home locks")

    def speak(self, language: str) -> None:
        self.to.append(("speak", {"language": language}))


def home_alone(stage: Stage) -> tuple[HomePage, Went]:
    went = Went()
    page = HomePage(stage.session(), went)
    stage.show(page)
    page.appear()  # as the window does once it has made a page
    return page, went


def home_in_window(stage: Stage) -> tuple[Shell, HomePage]:
    shell = stage.shell("home")
    stage.show(shell)
    page = shell.page("home")
    assert isinstance(page, HomePage)
    return shell, page


def press(key: Qt.Key, widget: QWidget | None = None) -> None:
    """A key on whatever has the focus."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def type_in(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def test_from_a_typed_amount_to_the_answer_by_keyboard_alone(stage: Stage) -> None:
    shell, _ = home_in_window(stage)
    shell.search()
    type_in("0.8 g heroin")
    press(Qt.Key.Key_Return)
    rights = shell.page("rights")
    assert shell.current == "rights" and isinstance(rights, RightsPage)
    view = rights.view
    assert isinstance(view, NavigatorView) and view.panel.banner is not None
    assert view.panel.banner.outcome == "diversion"
    assert view.panel.bar is not None
    assert "however pure" in view.panel.bar.accessibleName()
    assert view.asked()["amount"] == "0.8"
    stage.clear(shell)


@pytest.mark.parametrize(
    ("typed", "substance", "amount", "unit"),
    [
        ("heroin", "heroin", None, None),
        ("cavalo", "heroin", None, None),
        ("800 mg heroina", "heroin", "800", "mg"),
        ("0,8g heroin", "heroin", "0.8", "g"),
        ("2 comprimidos mdma", "mdma", "2", "tablet"),
        ("mdma 2 pills", "mdma", "2", "tablet"),
    ],
)
def test_a_substance_leads_into_the_question(
    typed: str, substance: str, amount: str | None, unit: str | None, stage: Stage
) -> None:
    page, went = home_alone(stage)
    page.search.set_text(typed)
    press(Qt.Key.Key_Return, page.search.edit)
    ((key, target),) = went.to
    assert (key, target["substance"], target.get("amount"), target.get("unit")) == ("rights", substance, amount, unit)
    assert page.search.text() == ""
    stage.clear(page)


def test_a_name_that_means_several_substances_offers_each(stage: Stage) -> None:
    page, _ = home_alone(stage)
    page.search.set_text("1 g speed")
    titles = [row.accessibleName() for row in page.results.rows[:2]]
    assert "Amphetamine" in titles[0] and "Methamphetamine" in titles[1]
    stage.clear(page)


def test_the_search_goes_over_rights_and_services_together(stage: Stage) -> None:
    sample.load(stage.session().library)
    page, went = home_alone(stage)
    page.search.set_text("needle")
    kinds = {found.page for found in page.results._found}
    assert kinds == {"rights", "services"}
    at = next(index for index, found in enumerate(page.results._found) if found.page == "services")
    for _ in range(at):
        press(Qt.Key.Key_Down, page.search.edit)
    press(Qt.Key.Key_Return, page.search.edit)
    assert went.to[-1][0] == "services" and went.to[-1][1]["listing"]
    stage.clear(page)


def found_everywhere(page: HomePage, text: str, qtbot: QtBot) -> list[Found]:
    """What stands there when the other places have been read, too."""
    with qtbot.waitSignal(page.read_everywhere):
        page.search.set_text(text)
    return page.results._found


def test_the_search_covers_every_place_after_the_own_and_the_services(stage: Stage, qtbot: QtBot) -> None:
    sample.load(stage.session().library)
    page, _ = home_alone(stage)
    stage.session().set("place", "pt")
    found = found_everywhere(page, "needle", qtbot)
    order = ["own" if f.target.get("place") == "pt" else f.page if f.page == "services" else "else" for f in found]
    assert order == sorted(order, key=("own", "services", "else").index)
    assert set(order) == {"own", "services", "else"}
    stage.clear(page)


@pytest.mark.parametrize(
    ("typed", "place", "substance"),
    [("smack oregon", "us-or", "heroin"), ("0.05 g ma túy đá viet nam", "vn", "methamphetamine")],
)
def test_a_question_about_another_place_is_asked_there(
    typed: str, place: str, substance: str, stage: Stage, qtbot: QtBot
) -> None:
    page, went = home_alone(stage)
    stage.session().set("place", "pt")
    found_everywhere(page, typed, qtbot)
    press(Qt.Key.Key_Return, page.search.edit)
    ((_, target),) = went.to
    assert (target["place"], target["substance"]) == (place, substance)
    stage.clear(page)


def test_a_street_name_finds_the_pages_that_say_the_proper_name(stage: Stage, qtbot: QtBot) -> None:
    page, _ = home_alone(stage)
    stage.session().set("place", "pt")
    found = found_everywhere(page, "pervitin", qtbot)
    assert any(f.target.get("place") not in ("pt", None) for f in found)
    stage.clear(page)


def test_home_reads_no_other_place_before_somebody_types(stage: Stage, qtbot: QtBot) -> None:
    page, _ = home_alone(stage)
    assert page._searching is None
    found_everywhere(page, "h", qtbot)
    assert page._searching is not None
    assert all(page._searching._rights.ready(place) for place in stage.session().rights.places())
    stage.clear(page)


def test_what_was_marked_stays_marked_when_more_is_found(stage: Stage, qtbot: QtBot) -> None:
    page, _ = home_alone(stage)
    stage.session().set("place", "pt")
    with qtbot.waitSignal(page.read_everywhere):
        page.search.set_text("police")
        press(Qt.Key.Key_Down, page.search.edit)
        marked, before = page.results.marked(), len(page.results.rows)
    assert len(page.results.rows) > before
    assert page.results.marked() == marked
    stage.clear(page)


def test_a_found_page_opens_at_its_section(stage: Stage) -> None:
    shell, page = home_in_window(stage)
    page.search.set_text("psychology")
    found = next(one for one in page.results._found if one.target.get("topic") == "commission")
    assert found.target["section"]
    page.results.opened.emit(found)
    settle(stage.app)
    rights = shell.page("rights")
    assert isinstance(rights, RightsPage) and isinstance(rights.view, TopicView)
    assert rights.view.sheet.section(str(found.target["section"])) is not None
    stage.clear(shell)


def test_escape_empties_the_search_and_brings_the_cards_back(stage: Stage) -> None:
    page, _ = home_alone(stage)
    page.search.set_text("qqqq")
    assert page.results.isVisible() and not page.results.rows and page.cards is not None
    assert not page.cards.isVisible()
    press(Qt.Key.Key_Escape, page.search.edit)
    assert page.cards.isVisible() and not page.results.isVisible()
    stage.clear(page)


def test_a_digit_logs_a_contact_at_once_and_undo_takes_it_back(stage: Stage) -> None:
    session = stage.session()
    shell, page = home_in_window(stage)
    assert page.cards is not None
    page.place.setFocus()
    press(Qt.Key.Key_1)
    card = page.cards.quick_log
    assert session.contacts.today().contacts == 1 and session.contacts.today().needles_given == 10
    assert card.message is not None and card.message.words() == "Saved: 10 needles."
    assert card.message.action is not None
    press(Qt.Key.Key_Return, card.message.action)
    assert session.contacts.today().contacts == 0
    assert "Taken back" in card.message.words()
    stage.clear(shell)


def test_a_digit_in_the_search_field_logs_nothing(stage: Stage) -> None:
    shell, page = home_in_window(stage)
    page.focus_search()
    type_in("123")
    assert page.search.text() == "123"
    assert stage.session().contacts.today().contacts == 0
    stage.clear(shell)


def test_a_quick_contact_is_counted_where_the_card_says(stage: Stage) -> None:
    session = stage.session()
    session.set("place_names", PlaceNames({1: "North", 2: "River"}, {1: "Bus", 2: "Drop-in"}).as_setting())
    session.contacts.set_places(Places((1, 2), {1: 1, 2: 2}))
    page, _ = home_alone(stage)
    assert page.cards is not None
    page.cards.quick_log.set_place("2-2")
    page.cards.quick_log.tiles["naloxone"].click()
    ((contact, _),) = list(session.contacts.contacts())
    assert (contact.area, contact.site, contact.naloxone_doses) == (2, 2, 2)
    assert page.cards.quick_log.message is not None
    assert page.cards.quick_log.message.words() == "Saved: a naloxone kit (2 doses), Drop-in."
    stage.clear(page)


def test_undo_after_the_month_was_reported_says_why_not(stage: Stage) -> None:
    session = stage.session()
    page, _ = home_alone(stage)
    assert page.cards is not None
    page.cards.quick_log.tiles["talk"].click()
    session.contacts.count_through(session.contacts.counting_month())
    page.cards.quick_log.undo()
    assert page.cards.quick_log.message is not None and page.cards.quick_log.message.kind == "error"
    stage.clear(page)


def test_home_is_calm_until_a_law_changed_since_the_last_visit(stage: Stage) -> None:
    session = stage.session()
    page, _ = home_alone(stage)
    assert page.calm and page.cards is not None and page.cards.law_news is None
    session._visit_before = date(2023, 9, 1)
    page.appear()
    assert not page.calm and page.cards.law_news is not None
    assert 1 <= len(page.cards.law_news.rows) <= 3
    stage.clear(page)


def test_a_passed_review_date_ends_the_calm_and_is_named(stage: Stage) -> None:
    page, _ = home_alone(stage)
    assert page.calm
    review_by = stage.session().rights.jurisdiction("pt").review_by
    with clock.frozen(datetime.combine(review_by + timedelta(days=1), TODAY.time())):
        page.appear()
        assert not page.calm
        assert law_to_check(stage.session())[0].icon == "hourglass"
    stage.clear(page)


def test_what_nobody_confirmed_for_six_months_is_counted(stage: Stage) -> None:
    session = stage.session()
    assert services_to_check(session) == []
    sample.load(session.library)
    (before,) = services_to_check(session)
    with clock.frozen(TODAY + timedelta(days=400)):
        (later,) = services_to_check(session)
    assert before.title != later.title and later.title == "38 services"


def test_the_interface_changes_to_portuguese_from_home(stage: Stage) -> None:
    shell, page = home_in_window(stage)
    page.search.set_text("heroína")
    page.languages.setFocus()
    press(Qt.Key.Key_Space)
    popup = page.languages.popup
    assert popup is not None
    press(Qt.Key.Key_Right, popup.own.chip("en"))
    settle(stage.app)
    assert stage.session().get("language") == "pt"
    catalogs.use("pt")  # what the program does when the shell asks to be dressed
    shell.rebuild()
    again = shell.page("home")
    assert isinstance(again, HomePage) and again is not page
    assert again.search.text() == "heroína"
    stage.clear(shell)


def test_the_client_s_language_is_kept_and_shown(stage: Stage) -> None:
    page, _ = home_alone(stage)
    page.languages.click()
    assert page.languages.popup is not None
    page.languages.popup.client.chip("pt").click()
    assert stage.session().client_language == "pt"
    assert page.languages.text() == "English + português"
    page.languages.popup.close()
    stage.clear(page)


def test_every_control_can_be_reached_by_tab(stage: Stage) -> None:
    sample.load(stage.session().library)
    shell, page = home_in_window(stage)
    page.place.setFocus(Qt.FocusReason.TabFocusReason)
    reached = [page.place]
    for _ in range(60):
        press(Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is page.place:
            break
        reached.append(now)  # type: ignore[arg-type]
    assert page.cards is not None
    wanted = [page.languages, page.search.edit, page.ways_in.chips["stopped"], page.cards.quick_log.tiles["needles"]]
    wanted += [page.cards.open_now.rows[0], page.cards.lines["law"]]
    order = [reached.index(widget) for widget in wanted]  # type: ignore[arg-type]
    assert order == sorted(order)
    stage.clear(shell)
