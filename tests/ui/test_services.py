"""Services: from a typed word to the detail by keyboard, filters, honest hours, hostile names, taking a list in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion import clock
from companion.i18n import catalogs
from companion.services import sample
from companion.services.opening_hours import Kind
from companion.services.records import Feature, Language, ServiceKind
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.ui.services import standing
from companion.ui.services.filters import Filters
from companion.ui.services.import_job import ImportJob, Phase
from companion.ui.services.import_view import ImportView
from companion.ui.services.plain_text import one_line, paragraphs
from companion.ui.services.reach_line import ReachLine
from companion.ui.services.services_page import ServicesPage
from companion.ui.shell import Shell
from companion.ui.widgets.hours_week import HoursWeek, UncheckedHours
from companion.ui.widgets.text import Text
from tests.services.builders import FAULTY, folder, service
from tests.ui.stage import Stage, settle
from tests.ui.states_services import FRIDAY, SPOT, hostile_package


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Friday 20 November 2026, 17:24, in every test here."""
    with clock.frozen(FRIDAY):
        yield


def in_window(stage: Stage, **target: object) -> tuple[Shell, ServicesPage]:
    shell = stage.shell("services", **target)
    stage.show(shell)
    page = shell.page("services")
    assert isinstance(page, ServicesPage)
    return shell, page


def with_sample(stage: Stage, **target: object) -> tuple[Shell, ServicesPage]:
    sample.load(stage.session().library)
    stage.session().set("service_place", SPOT)
    return in_window(stage, **target)


def press(key: Qt.Key, widget: QWidget | None = None) -> None:
    """A key on whatever has the focus."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key)


def shown_names(page: ServicesPage) -> list[str]:
    model = page.browse.listings
    return [listing.name for at in range(model.rowCount()) if (listing := model.listing(at))]


def test_from_a_typed_word_to_the_detail_by_keyboard_alone(stage: Stage) -> None:
    shell, page = with_sample(stage)
    assert QApplication.focusWidget() is page.browse.search.edit
    QTest.keyClicks(page.browse.search.edit, "needle")
    assert page.browse.listings.rowCount() == page.browse.listings.total == 15
    press(Qt.Key.Key_Down)
    second = page.browse.listings.listing(1)
    assert second is not None and page.browse.detail.listing is not None
    assert page.browse.detail.listing.id == second.id
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.browse.detail.pane
    assert one_line(second.name) in page.browse.detail.pane.accessibleName()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.browse.search.edit
    stage.clear(shell)


def test_a_phone_number_can_be_reached_and_copied(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.search.set_text("checking point")
    press(Qt.Key.Key_Return, page.browse.search.edit)
    reached = []
    for _ in range(6):
        press(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    settle(stage.app)
    (line,) = page.browse.detail.findChildren(ReachLine)
    assert reached[1:4] == [line.edit, page.browse.detail.pocket_button, page.browse.detail.refer_button]
    assert line.edit.accessibleName() == "Phone"
    line.edit.setFocus(Qt.FocusReason.TabFocusReason)
    assert line.edit.selectedText() == "000 000 000"
    stage.clear(shell)


def test_filters_narrow_the_list_and_show_that_they_do(stage: Stage) -> None:
    shell, page = with_sample(stage)
    everything = page.browse.listings.total
    page.browse.bar.quick[Feature.FREE].click()
    free = page.browse.listings.total
    assert 0 < free < everything
    page.browse.bar.more_chip.click()
    panel = page.browse.panel
    assert panel is not None
    page.browse.bar.more_chip.setFocus()
    press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None and panel.isAncestorOf(focus)
    panel.kinds.chip(ServiceKind.NALOXONE).click()
    panel.languages.chip("uk").click()
    assert 0 < page.browse.listings.total < free
    assert [chip.text() for chip in page.browse.bar.extra] == ["Naloxone", "українська"]
    for at in range(page.browse.listings.rowCount()):
        listing = page.browse.listings.listing(at)
        assert listing is not None and Feature.FREE in listing.features and ServiceKind.NALOXONE in listing.kinds
    page.browse.bar.extra[0].click()
    assert page.browse.bar.filters.kinds == frozenset() and panel.kinds.values() == []
    panel.clear.click()
    assert page.browse.listings.total == everything and not page.browse.bar.quick[Feature.FREE].isChecked()
    panel.done.click()
    assert page.browse.panel is None and QApplication.focusWidget() is page.browse.bar.more_chip
    stage.clear(shell)


def test_home_s_way_in_opens_kind_and_open_now(stage: Stage) -> None:
    shell, page = with_sample(stage, kind="needle_syringe", open_now=True)
    assert page.browse.bar.filters == Filters(open_now=True, kinds=frozenset({ServiceKind.NEEDLE_SYRINGE}))
    assert page.browse.bar.quick["open_now"].isChecked()
    for at in range(page.browse.listings.rowCount()):
        listing = page.browse.listings.listing(at)
        assert listing is not None and listing.now.kind == Kind.OPEN
    stage.clear(shell)


def test_a_listing_opens_from_elsewhere_and_one_that_is_gone_says_so(stage: Stage) -> None:
    sample.load(stage.session().library)
    wanted = ServiceStore(stage.session().library).search(SearchQuery(text="night van"))[0]
    shell, page = in_window(stage, listing=wanted.id)
    assert page.browse.detail.listing is not None and page.browse.detail.listing.id == wanted.id
    page.open(listing="gone")
    assert page.message is not None and page.message.words().startswith("This service is no longer in the directory.")
    stage.clear(shell)


def test_hours_that_were_not_understood_are_never_open(stage: Stage) -> None:
    shell, page = with_sample(stage)
    unchecked = 0
    for at in range(page.browse.listings.rowCount()):
        listing, row = page.browse.listings.listing(at), page.browse.listings.row(at)
        assert listing is not None
        if listing.schedule.hours is not None:
            continue
        unchecked += 1
        assert row.state.words == "Hours not checked" and row.state.icon == "phone" and "Open" not in row.spoken
        page.browse.results.view.pick(at)
        assert not any(week.isVisible() for week in page.browse.detail.findChildren(HoursWeek))
        assert any(written.isVisible() for written in page.browse.detail.findChildren(UncheckedHours))
        assert "Open" not in page.browse.detail.words()
    assert unchecked
    stage.clear(shell)


@pytest.mark.parametrize(
    ("hours", "status", "words", "more"),
    [
        ("Mo-Fr 10:00-20:00", "active", "Open until 20:00", ""),
        ("24/7", "active", "Open day and night", ""),
        ("Mo-Fr 18:00-02:00", "active", "Opens 18:00", ""),
        ("Mo-Fr 09:00-12:00; Sa 10:00-12:00", "active", "Closed now", "Opens tomorrow 10:00"),
        ("Mo 10:00-12:00", "active", "Closed today", "Opens Mon 10:00"),
        ("Mo-Fr 10:00+", "active", "Not sure if it is open", "Ask before you go"),
        ("by appointment", "active", "Hours not checked", "Ask before you go"),
        ("24/7", "temporarily closed", "Closed for now", ""),
        ("24/7", "open", "Not clear if it is running", "Ask before you go"),
    ],
)
def test_a_door_is_said_to_stand_as_it_does(
    hours: str, status: str, words: str, more: str, stage: Stage, tmp_path: Path
) -> None:
    store = ServiceStore(stage.session().library)
    store.import_package(folder(tmp_path / "list", service("Door", hours=hours, status=status)))
    (listing,) = store.search(SearchQuery())
    said = standing.standing(listing, clock.now())
    assert (said.words, said.more) == (words, more)


@pytest.mark.parametrize("width", [1280, 640])
def test_the_week_has_seven_days_however_narrow(width: int, stage: Stage) -> None:
    sample.load(stage.session().library)
    shell = stage.shell("services", text="example drop-in")
    stage.show(shell, (width, 760))
    page = shell.page("services")
    assert isinstance(page, ServicesPage)
    page.browse.read()
    settle(stage.app)
    (week,) = [one for one in page.browse.detail.findChildren(HoursWeek) if one.isVisible()]
    assert len(week.accessibleName().splitlines()) == 7
    assert week.height() >= week.sizeHint().height() and week.width() >= week.minimumSizeHint().width()
    stage.dress(text_scale=2.0)
    shell.rebuild()
    again = shell.page("services")
    assert isinstance(again, ServicesPage)
    settle(stage.app)
    names = [text.text() for text in again.browse.detail.findChildren(Text) if text.isVisible()]
    shown = [one for one in again.browse.detail.findChildren(HoursWeek) if one.isVisible()]
    assert bool(shown) == (width == 1280)
    assert shown or {"Mon", "Sun", "closed", "14:00\u2060–\u206018:00"} <= set(names)
    stage.clear(shell)


@pytest.mark.parametrize(
    ("days", "begins", "fresh"),
    [
        (0, "Confirmed today, 20 November 2026", True),
        (1, "Confirmed 19 November 2026, 1 day ago", True),
        (17, "Confirmed 3 November 2026, 17 days ago", True),
        (120, "Confirmed 23 July 2026, 4 months ago", True),
        (184, "Last confirmed 20 May 2026, 6 months ago. Ask", False),
        (1000, "Last confirmed 24 February 2024, 2 years ago. Ask", False),
        (-1, "The directory says confirmed on 21 November 2026, a day still to come.", False),
    ],
)
def test_the_age_of_a_confirmation_is_said(days: int, begins: str, fresh: bool) -> None:
    assured = FRIDAY.date() - timedelta(days=days)
    assert standing.confirmed_in_full(assured, FRIDAY.date()).startswith(begins)
    assert standing.is_fresh(assured, FRIDAY.date()) is fresh
    assert not standing.is_fresh(None, FRIDAY.date())


def test_confirming_keeps_today_and_can_be_taken_back(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.search.set_text("drop-in")
    page.browse.read()
    page.browse.detail.confirm_button.click()
    listing = page.browse.detail.listing
    assert listing is not None and listing.assured_date == date(2026, 11, 20)
    message = page.browse.detail.message
    assert message is not None and message.kind == "ok" and message.action is not None
    message.action.click()
    again = page.store.listing(listing.id)
    assert again is not None and again.assured_date == date(2026, 11, 3) and not again.edited_locally
    stage.clear(shell)


def test_distances_are_counted_from_a_service_one_chooses_or_from_nowhere(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.search.set_text("night van")
    page.browse.detail.here_button.click()
    assert stage.session().get("service_place")["label"] == "Example Night Van"
    assert page.head.place.text() == "Example Night Van"
    assert page.browse.detail.listing is not None and page.browse.detail.listing.distance == 0
    assert not page.browse.detail.here_button.isVisible()
    page.head.place_forgotten.emit()
    assert stage.session().get("service_place") is None and not page.head.place.isVisible()
    assert page.browse.detail.listing.distance is None
    stage.clear(shell)


def test_names_from_a_list_are_only_ever_plain_text(stage: Stage) -> None:
    ServiceStore(stage.session().library).import_package(hostile_package(stage.folder / "hostile"))
    shell, page = in_window(stage, text="gnorw")
    page.browse.read()
    assert "<img src=file:///etc/passwd> gnorw eht yaw" in page.browse.detail.words()
    assert "<b>Bold</b> & <a href='x'>link</a>\n\nAnother paragraph." in page.browse.detail.words()
    for label in shell.findChildren(QLabel):
        assert isinstance(label, Text) and label.textFormat() == Qt.TextFormat.PlainText
    stage.clear(shell)


def test_what_steers_a_line_is_taken_out_and_spelling_is_kept() -> None:
    assert one_line("a\u202eb\u2066c\x07\nd\ted") == "abc d ed"
    assert one_line("می\u200cخواهم") == "می\u200cخواهم"
    assert max(len(word) for word in one_line("W" * 500).split()) == 40
    assert paragraphs("one\r\n\r\n\r\n\r\ntwo") == "one\n\ntwo"


def test_a_language_is_called_as_it_calls_itself_where_we_have_the_letters() -> None:
    assert standing.language_name(Language("uk", "Ukrainian")) == "українська"
    assert standing.language_name(Language("bn", "বাংলা")) == "Bangla"
    assert standing.language_name(Language("zz-nothing", "Romani")) == "Romani"


def test_a_large_directory_shows_some_rows_and_fetches_more(stage: Stage, tmp_path: Path) -> None:
    many = [service(f"Door {number:03}") for number in range(130)]
    ServiceStore(stage.session().library).import_package(folder(tmp_path / "many", *many))
    shell, page = in_window(stage)
    model, card = page.browse.listings, page.browse.results
    assert (model.rowCount(), model.total) == (50, 130)
    assert card.more.text() == "80 more"
    while card.more.isVisible():
        card.more.click()
    names = shown_names(page)
    assert len(names) == len(set(names)) == 130 and names == sorted(names)
    page.browse.search.set_text("door 12")
    assert model.rowCount() == model.total == 10
    stage.clear(shell)


def test_nothing_found_says_what_to_try(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.bar.quick[Feature.FREE].click()
    page.browse.search.set_text("qqqq")
    assert "qqqq" in page.browse.results.nothing.text() and page.browse.detail.isHidden()
    page.browse.results.unfilter.click()
    assert page.browse.bar.filters == Filters()
    press(Qt.Key.Key_Escape, page.browse.search.edit)
    assert page.browse.search.text() == "" and page.browse.listings.total == 38
    stage.clear(shell)


def test_in_a_narrow_window_list_and_detail_come_one_after_the_other(stage: Stage) -> None:
    sample.load(stage.session().library)
    shell = stage.shell("services")
    stage.show(shell, (760, 700))
    page = shell.page("services")
    assert isinstance(page, ServicesPage)
    browse = page.browse
    assert browse.folded and browse.results.isVisible() and not browse.detail.isVisible()
    press(Qt.Key.Key_Return, browse.search.edit)
    settle(stage.app)
    assert browse.detail.isVisible() and not browse.results.isVisible()
    press(Qt.Key.Key_Escape)
    settle(stage.app)
    assert browse.results.isVisible() and QApplication.focusWidget() is browse.results.view
    shell.resize(1280, 800)
    settle(stage.app)
    assert browse.results.isVisible() and browse.detail.isVisible()
    stage.clear(shell)


def test_another_language_keeps_what_was_typed_and_chosen(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.search.set_text("needles")
    page.browse.bar.quick[Feature.NO_ID].click()
    page.browse.results.view.pick(2)
    chosen = page.browse.detail.listing
    catalogs.use("pt")  # what the program does when the shell asks to be dressed
    shell.rebuild()
    settle(stage.app)
    again = shell.page("services")
    assert isinstance(again, ServicesPage) and again is not page
    assert again.browse.search.text() == "needles" and again.browse.bar.quick[Feature.NO_ID].isChecked()
    assert chosen is not None and again.browse.detail.listing is not None
    assert again.browse.detail.listing.id == chosen.id
    stage.clear(shell)


# taking a list in


def importing(stage: Stage) -> tuple[Shell, ServicesPage, ImportView]:
    shell, page = in_window(stage, importing=True)
    assert page.importing is not None
    return shell, page, page.importing


def test_an_empty_directory_leads_to_taking_a_list_in(stage: Stage) -> None:
    shell, page = in_window(stage)
    assert page.empty.isVisible() and not page.browse.isVisible()
    assert page.empty.action is not None
    press(Qt.Key.Key_Return, page.empty.action)
    assert page.importing is not None and QApplication.focusWidget() is page.importing.action
    page.importing.back.click()
    assert page.importing is None and page.empty.isVisible()
    stage.clear(shell)


def test_a_faulty_list_is_read_shown_and_taken_in_as_far_as_it_is_sound(stage: Stage, qtbot: QtBot) -> None:
    sample.load(stage.session().library)
    shell, page, view = importing(stage)
    view.choose(lambda parent: FAULTY)
    qtbot.waitUntil(lambda: view.job.phase == Phase.CHECKED)
    assert page.store.has_sample()  # nothing was touched yet
    assert view.findings is not None
    model = view.findings.findings
    said = [str(model.data(model.index(at))) for at in range(model.rowCount())]
    assert said[0] == "Not taken: 2"
    assert any(one_line(words).startswith("services.csv, row 4 · “name” is empty") for words in said)
    assert view.action is not None and view.action.text() == "Take in 3 services"
    with qtbot.waitSignal(stage.session().services_changed):
        view.action.click()
    assert view.job.phase == Phase.DONE
    assert view.message is not None
    assert view.message.words() == "3 services were taken in. The directory has 3 entries now."
    assert not page.store.has_sample()
    assert view.action.text() == "Show the services"
    view.action.click()
    settle(stage.app)
    assert page.importing is None and page.browse.isVisible() and page.browse.listings.total == 3
    assert not page.head.sample_tag.isVisible()
    stage.clear(shell)


def test_stopping_leaves_the_directory_as_it_was(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    sample.load(stage.session().library)
    many = folder(tmp_path / "many", *[service(f"Door {number}") for number in range(450)])
    shell, page, view = importing(stage)
    view.choose(lambda parent: many)
    qtbot.waitUntil(lambda: view.job.phase == Phase.CHECKED)
    view.job.take()
    assert view.job.phase == Phase.IMPORTING and view.progress is not None and view.progress.stop is not None
    view.progress.stop.click()
    qtbot.waitUntil(lambda: view.job.phase != Phase.IMPORTING)
    assert ImportJob.of(stage.session()).phase == Phase.CHECKED and view.job.stopped
    assert view.message is not None and view.message.kind == "info" and "Nothing was changed" in view.message.words()
    assert page.store.has_sample() and page.store.find(SearchQuery()).total == 38
    stage.clear(shell)


def test_what_is_no_list_is_refused_with_the_next_step(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    lone = folder(tmp_path / "p", service("Room")) / "services.csv"
    shell, page, view = importing(stage)
    view.choose(lambda parent: lone)
    qtbot.waitUntil(lambda: view.job.problem is not None)
    assert view.job.phase == Phase.IDLE
    assert view.message is not None and view.message.kind == "error"
    assert "Choose the folder it is in" in view.message.words()
    view.choose(lambda parent: None)  # they changed their mind
    assert view.message is not None and view.job.path == lone
    assert page.store.is_empty()
    stage.clear(shell)


def test_an_import_goes_on_while_the_page_is_built_in_another_language(stage: Stage, qtbot: QtBot) -> None:
    shell, _, view = importing(stage)
    view.choose(lambda parent: FAULTY)
    shell.rebuild()
    again = shell.page("services")
    assert isinstance(again, ServicesPage) and again.importing is not None
    job = ImportJob.of(stage.session())
    qtbot.waitUntil(lambda: job.phase == Phase.CHECKED)
    assert again.importing.action is not None and again.importing.action.text() == "Take in 3 services"
    stage.clear(shell)


def test_rows_are_read_aloud_as_name_kind_and_state(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.search.set_text("example drop-in")
    model = page.browse.listings
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Example Drop-in. Needles and syringes · Naloxone. Open until 20:00. ")
    stage.clear(shell)


def test_a_minute_later_the_same_service_stays_chosen_and_its_state_is_new(stage: Stage) -> None:
    shell, page = with_sample(stage)
    page.browse.search.set_text("example drop-in")
    chosen = page.browse.detail.listing
    with clock.frozen(datetime.fromisoformat("2026-11-20T20:01")):
        page.browse._tick()
    now = page.browse.detail.listing
    assert chosen is not None and now is not None and now.id == chosen.id
    assert (chosen.now.kind, now.now.kind) == (Kind.OPEN, Kind.CLOSED)
    stage.clear(shell)
