"""The Reports page: only what was released is shown and written, and exporting says what it fixes."""

from __future__ import annotations

import csv
import io
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion import clock
from companion.log import sample
from companion.log.contacts import Contact
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.reports import went_out
from companion.reports.export_csv import export_csv
from companion.reports.layouts import Layout
from companion.reports.period_words import inline, months_joined, title
from companion.reports.periods import Period, PeriodKind
from companion.reports.release import release
from companion.reports.tables import Dimension, Heading
from companion.reports.went_out import Format
from companion.ui.reports import file_choice
from companion.ui.reports.export_card import ExportCard
from companion.ui.reports.looking import Looking
from companion.ui.reports.months_card import MonthsCard, bars
from companion.ui.reports.reports_page import ReportsPage
from companion.ui.reports.table_card import TableCard
from companion.ui.shell import Shell
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.text import Text
from tests.ui.stage import Stage, settle
from tests.ui.states_log import TODAY
from tests.ui.states_reports import a_year

NAMES = PlaceNames({1: "North", 2: "=Centre", 3: "<i>River</i>"}, sample.SITE_LABELS)
OCTOBER = Period.parse("2026-10")


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def shell(stage: Stage, qtbot: QtBot) -> Shell:
    """The Reports after a year of contacts, showing October."""
    session = stage.session()
    session.set("place_names", NAMES.as_setting())
    session.contacts.set_places(sample.PLACES)
    session.contacts.add_many((contact, contact.month) for contact in a_year())
    return show(stage, qtbot)


def show(stage: Stage, qtbot: QtBot) -> Shell:
    made = Shell(stage.session())
    with qtbot.waitSignal(page_of(made).shown):
        made.go("reports")
    stage.show(made)
    return made


@pytest.fixture
def page(shell: Shell) -> ReportsPage:
    return page_of(shell)


def page_of(shell: Shell) -> ReportsPage:
    page = shell.page("reports")
    assert isinstance(page, ReportsPage)
    return page


def said(page: ReportsPage) -> MessageLine:
    assert isinstance(page.message, MessageLine)
    return page.message


def exported(page: ReportsPage, path: Path, qtbot: QtBot, form: Format = Format.CSV) -> None:
    page.choose_file = lambda suggested: path
    with qtbot.waitSignal(page.shown):
        page.export(form)


def asking(page: ReportsPage) -> ExportCard:
    assert isinstance(page.message, ExportCard)
    return page.message


def test_it_opens_on_the_last_month_that_is_over_and_shows_what_is_released(page: ReportsPage) -> None:
    report = release(page.session.contacts, OCTOBER)
    assert page.heading.text() == "October 2026"
    assert page.headline is not None
    assert page.headline.numbers["contacts"].text() == "412"
    for card in page.tables.values():
        released = next(table for table in report.tables if table.code == card.released.code)
        shown = {cell: int(text.text().replace(",", "")) for cell, text in card.numbers.items()}
        assert shown == dict(released.table.cells)
    assert {layout.value for layout in page.tables} == {table.code for table in report.tables} - {
        "by_month",
        "needles_by_month",
    }


def test_names_of_places_are_plain_words(page: ReportsPage) -> None:
    words = [text for text in page.findChildren(Text) if "River" in text.text()]
    assert words and all(text.textFormat() == Qt.TextFormat.PlainText for text in words)


def test_exporting_says_what_it_fixes_and_the_file_holds_the_released_tables(
    page: ReportsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    asked: list[str] = []
    path = tmp_path / "october.csv"

    def choose(suggested: str) -> Path:
        asked.append(suggested)
        return path

    page.choose_file = choose
    page.export_button.setFocus()
    QTest.keyClick(page.export_button, Qt.Key.Key_Return)
    assert "fixes October 2026 for good" in asking(page).words()
    assert not path.exists() and page.session.contacts.counted_through() < OCTOBER.last
    asking(page).forms.set_value(Format.CSV.value)
    with qtbot.waitSignal(page.shown):
        go = asking(page).go
        assert go is QApplication.focusWidget()
        QTest.keyClick(go, Qt.Key.Key_Return)
    assert asked == ["report-2026-10.csv"]
    assert page.session.contacts.counted_through() == OCTOBER.last
    report = release(page.session.contacts, OCTOBER)
    assert path.read_bytes() == export_csv(report.tables, NAMES)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))[1:]
    written = {(row["row"], row["place"]): row["value"] for row in rows if row["table"] == "contacts"}
    for (row, column), text in page.tables[Layout.CONTACTS].numbers.items():
        place = f"area_{column.code}" if column.dimension is Dimension.AREA else column.dimension.value
        assert written[row.code or row.dimension.value, place] == text.text()
    assert said(page).kind == "ok" and "october.csv" in said(page).words()
    assert page.held_back is not None and "is fixed" in page.held_back.fixed.words()


def test_a_fixed_period_is_exported_again_without_a_warning(page: ReportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    exported(page, tmp_path / "a.csv", qtbot)
    page.choose_file = lambda suggested: tmp_path / "b.csv"
    page.export_button.click()
    assert asking(page).words() == "" and asking(page).forms.value() == Format.CSV.value
    with qtbot.waitSignal(page.shown):
        asking(page).go.click()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_nothing_is_fixed_while_no_file_was_chosen(page: ReportsPage) -> None:
    page.choose_file = lambda suggested: None
    page.ask_export()
    page.export()
    assert page.session.contacts.counted_through() < OCTOBER.last
    assert not page.session.tasks.busy
    QTest.keyClick(page.export_button, Qt.Key.Key_Escape)
    assert page.message is None


def test_a_file_that_cannot_be_written_says_what_to_do(page: ReportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    exported(page, tmp_path / "no such folder" / "a.csv", qtbot)
    assert said(page).kind == "error" and "no such folder" in said(page).words()
    assert page.session.contacts.counted_through() < OCTOBER.last and went_out.listed(page.session.contacts) == []
    page.choose_file = lambda suggested: tmp_path / "b.csv"
    action = said(page).action
    assert action is not None
    with qtbot.waitSignal(page.shown):
        action.click()
    assert (tmp_path / "b.csv").exists()


def test_periods_by_keyboard(page: ReportsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(page.before, Qt.Key.Key_Return)
    assert page.heading.text() == "September 2026"
    segment = page.kinds._segments["month"]
    segment.setFocus()
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(segment, Qt.Key.Key_Right)
    assert page.heading.text() == "3rd quarter 2026"
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(page.kinds._segments["quarter"], Qt.Key.Key_Right)
    assert page.heading.text() == "Second half of 2026"
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(page.kinds._segments["half_year"], Qt.Key.Key_Right)
    assert page.heading.text() == "2026"
    assert not page.after.isEnabled() and page.before.isEnabled()
    assert page.report is not None and page.report.is_open
    assert not page.export_button.isEnabled()
    assert "not over" in page.export_button.accessibleDescription()
    with qtbot.waitSignal(page.shown):
        QTest.keyClick(page.kinds._segments["year"], Qt.Key.Key_Right)
    assert page.heading.text() == "September 2026"


def test_a_slower_report_does_not_replace_a_later_one(page: ReportsPage, qtbot: QtBot) -> None:
    page.step(-1)
    with qtbot.waitSignal(page.shown):
        page.step(-1)
    settle(QApplication.instance())  # type: ignore[arg-type]
    assert page.report is not None and str(page.report.period) == "2026-08"
    assert page.heading.text() == "August 2026"


def test_what_takes_long_shows_progress(page: ReportsPage, qtbot: QtBot) -> None:
    """The store is busy in another thread, as while a large import is written."""
    free, held = threading.Event(), threading.Event()

    def hold() -> None:
        with page.session.log.transaction():
            held.set()
            free.wait(30)

    keeper = threading.Thread(target=hold)
    keeper.start()
    held.wait(30)
    with qtbot.waitSignal(page.shown):
        page.look(Looking(PeriodKind.MONTH, Month(2026, 8), Month(2025, 11), Month(2026, 11)))
        qtbot.waitUntil(lambda: isinstance(page.message, ProgressPanel))
        free.set()
    keeper.join()
    assert page.message is None and page.heading.text() == "August 2026"


def test_the_ladder_tells_each_rung_with_its_reason(page: ReportsPage) -> None:
    assert page.held_back is not None
    told = [(item.kind, item.title, item.words) for item in page.held_back.items]
    assert told[:2] == [
        ("held", "Each site, each service", "Held back. 5 of 30 cells are under 5."),
        ("shown", "Each area, each service", "Shown here and in the export. Every cell is 5 or more."),
    ]
    assert told[4][:2] == ("waits", "Age and gender wait")
    assert "together with the 4th quarter of 2026" in told[4][2]
    assert told[5][:2] == ("info", "First time here: 64")


def test_another_rule_counts_anew(page: ReportsPage, shell: Shell, qtbot: QtBot) -> None:
    page.session.set("disclosure_k", 20)
    with qtbot.waitSignal(page.shown):
        shell.go("reports")
    assert page.report is not None and page.report.k == 20
    assert len(page.tables[Layout.CONTACTS].released.table.columns) == 1


def test_a_month_too_small_shows_no_table_and_says_why(stage: Stage, qtbot: QtBot) -> None:
    log = stage.session().contacts
    log.add_many([(Contact(Month(2026, 9)), Month(2026, 9))] * 30 + [(Contact(Month(2026, 10)), Month(2026, 10))] * 3)
    page = page_of(show(stage, qtbot))
    assert page.tables == {}
    assert page.headline is not None and page.headline.numbers["contacts"].text() == "–"
    assert page.held_back is not None
    assert [item.kind for item in page.held_back.items].count("shown") == 0
    assert page.months is not None
    assert [(bar.label, bar.value) for bar in page.months.bars] == [("Sept", 30), ("Oct", None)]


def test_an_empty_log_leads_to_the_first_contact(stage: Stage) -> None:
    shell = stage.shell("reports")
    stage.show(shell)
    page = page_of(shell)
    assert not page.export_button.isVisible() and not page.kinds.isVisible()
    assert page.heading.text() == "Reports"


def test_a_contact_logged_meanwhile_is_counted(page: ReportsPage, shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shown):
        page.step(1)
    assert page.headline is not None
    before = int(page.headline.numbers["contacts"].text())
    page.session.contacts.save(Contact.on(clock.today(), area=1, site=1))
    with qtbot.waitSignal(page.shown):
        page.session.log_changed.emit()
    assert int(page.headline.numbers["contacts"].text()) == before + 1


def test_a_change_of_language_keeps_the_period(page: ReportsPage, shell: Shell, stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shown):
        page.step(-2)
    stage.dress("xr")
    shell.rebuild()
    other = page_of(shell)
    qtbot.waitUntil(lambda: other.report is not None)
    assert str(other.report.period) == "2026-08"  # type: ignore[union-attr]
    assert other.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_only_released_tables_are_shown_or_drawn(page: ReportsPage) -> None:
    assert page.report is not None
    plain = page.report.tables[0].table
    with pytest.raises(TypeError):
        TableCard(plain, NAMES)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        MonthsCard(plain, Month(2026, 10))  # type: ignore[arg-type]
    contacts = page.report.table(Layout.CONTACTS)
    assert contacts is not None
    with pytest.raises(TypeError):
        MonthsCard(contacts, Month(2026, 10))


def test_months_told_together_are_one_bar(stage: Stage) -> None:
    log = stage.session().contacts
    for number, many in ((1, 30), (2, 3), (3, 3), (4, 9)):
        month = Month(2026, number)
        log.add_many([(Contact(month), month)] * many)
    report = release(log, Period.parse("2026-04"))
    table = report.table(Layout.BY_MONTH)
    assert table is not None
    assert [(bar.label, bar.value) for bar in bars(table, Month(2026, 11))] == [
        ("Jan", 30),
        ("Feb–Mar", 6),
        ("Apr", 9),
    ]


def test_a_year_says_which_months_it_covers(page: ReportsPage, qtbot: QtBot) -> None:
    assert page.looking is not None
    with qtbot.waitSignal(page.shown):
        page.look(page.looking.of_kind(PeriodKind.YEAR))
    words = [text.text() for text in page.tables[Layout.CONTACTS].findChildren(Text)]
    assert "Covers January to November." in words
    assert Heading(Dimension.GENDER, "female") in {row for row, _ in page.tables[Layout.AGE_GENDER].numbers}


def test_periods_in_words() -> None:
    assert [inline(Period.parse(text)) for text in ("2026-02", "2026-Q4", "2026-H1", "2026-H2", "2026")] == [
        "February 2026",
        "the 4th quarter of 2026",
        "the first half of 2026",
        "the second half of 2026",
        "2026",
    ]
    assert title(Period.parse("2026-Q4")) == "4th quarter 2026"
    months = [Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 3)]
    assert months_joined(months) == "November 2025 to January 2026 and March 2026"
    assert months_joined(months[2:], Period.parse("2026-Q1")) == "January and March"


def test_where_one_looks_first_and_how_far_one_can_go() -> None:
    months = [Month(2026, 3), Month(2026, 10), Month(2026, 11)]
    looking = Looking.first(months, Month(2026, 11), datetime(2026, 11, 20, tzinfo=UTC).date())
    assert str(looking.period) == "2026-10"
    on_last_day = Looking.first(months, Month(2026, 11), datetime(2026, 11, 30, tzinfo=UTC).date())
    assert str(on_last_day.period) == "2026-11" and on_last_day.step(1) is None
    only_this = Looking.first([Month(2026, 11)], Month(2026, 11), datetime(2026, 11, 20, tzinfo=UTC).date())
    assert str(only_this.period) == "2026-11" and only_this.step(-1) is None
    quarter = looking.of_kind(PeriodKind.QUARTER)
    assert quarter.step(1) is None
    before = quarter.step(-1)
    assert before is not None and str(before.of_kind(PeriodKind.MONTH).period) == "2026-09"


def test_the_dialog_asks_for_a_file_with_the_right_ending(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[tuple[str, str]] = []

    class Dialog(QFileDialog):
        def exec(self) -> int:  # a person would choose here
            seen.append((self.defaultSuffix(), Path(self.selectedFiles()[0]).name))
            return answer

    monkeypatch.setattr(file_choice, "QFileDialog", Dialog)
    parent = Text("x")
    answer = 1
    chosen = file_choice.ask_where(parent, "report-2026-10.csv")
    assert chosen is not None and chosen.name == "report-2026-10.csv"
    answer = 0
    assert file_choice.ask_where(parent, "report-2026-10.csv") is None
    assert seen == [("csv", "report-2026-10.csv")] * 2
    parent.deleteLater()
