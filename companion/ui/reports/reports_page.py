"""The Reports page: a period, its figures, tables and chart, what is held back and why, and the export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.log import exchange_counts
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.printing.sheets import Ready
from companion.reports.dhis2_codes import Codes
from companion.reports.labels import NOTE_LABELS, PERIOD_LABELS
from companion.reports.layouts import Layout
from companion.reports.period_words import inline, title
from companion.reports.periods import PeriodKind
from companion.reports.release import NoteCode, Report, release
from companion.reports.rendering import ending
from companion.reports.went_out import Format, Outcome
from companion.ui import theme
from companion.ui.page import Navigation, Page
from companion.ui.reports import exporting
from companion.ui.reports.codes_view import CodesView
from companion.ui.reports.export_card import ExportCard
from companion.ui.reports.exporting import Wish
from companion.ui.reports.file_choice import ask_where
from companion.ui.reports.headline_card import HeadlineCard
from companion.ui.reports.held_back_card import HeldBackCard
from companion.ui.reports.laptops_view import LaptopsView
from companion.ui.reports.ledger_view import LedgerView
from companion.ui.reports.looking import KINDS, Looking
from companion.ui.reports.months_card import MonthsCard
from companion.ui.reports.never_view import NeverView
from companion.ui.reports.report_cards import ReportCards
from companion.ui.reports.table_card import TableCard
from companion.ui.reports.view import SideView
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, IconButton, LinkButton
from companion.ui.widgets.chips import Choice
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.pane_scroll import PaneScroll
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.text import Text

_SHARES = (76, 35)
_SLOW_MS = 500
OWN, OUTSIDE = "own", "outside"
_RULE = {OWN: "disclosure_k", OUTSIDE: "disclosure_k_outside"}
LEDGER, LAPTOPS, CODES, NEVER = "ledger", "laptops", "codes", "never"
VIEWS: dict[str, tuple[str, type[SideView]]] = {
    LEDGER: (N_("What has gone out"), LedgerView),
    LAPTOPS: (N_("Your team’s laptops"), LaptopsView),
    NEVER: (N_("What you never do"), NeverView),
    CODES: (N_("DHIS2 codes"), CodesView),
}


class ReportsPage(Page):
    """`shown` tells that a report stands on the page (or the sentence why not). `choose_file` asks where to save.

    It opens on the last month that is over, because that is the one to report. `open(view=…)` shows a side view:
    `ledger`, `laptops`, `never` or `codes`.
    """

    shown = Signal()

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.choose_file: Callable[[str], Path | None] = partial(ask_where, self)
        self.report: Report | None = None
        self.looking: Looking | None = None
        self.message: QWidget | None = None
        self.held_back: HeldBackCard | None = None
        self.headline: HeadlineCard | None = None
        self.tables: dict[Layout, TableCard] = {}
        self.months: MonthsCard | None = None
        self.view: SideView | None = None
        self._view_name = ""
        self.audience = OWN
        self.form = Format.XLSX
        self._left: PaneScroll | None = None
        self._right: PaneScroll | None = None
        self._asked = 0
        self._stacked: bool | None = None
        self._slow = QTimer(self, interval=_SLOW_MS, singleShot=True)
        self._slow.timeout.connect(self._say_busy)
        self._make_header()
        self.messages = QWidget()
        QVBoxLayout(self.messages).setContentsMargins(0, 0, 0, 0)
        self.messages.hide()
        self.column.addWidget(self.messages)
        self.panes = QWidget()
        self._columns = ColumnsLayout(self.panes, shares=_SHARES)
        self.column.addWidget(self.panes, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(lambda: self._say(None))
        session.log_changed.connect(self._changed)

    # what the window asks of a page

    def appear(self) -> None:
        """Look at what is counted by now."""
        log = self.session.contacts
        months, counting = exchange_counts.months(log), log.counting_month()
        if self.view is not None:
            self.view.refresh()
        if not months:
            self.looking = None
            self._show_empty()
        elif self.looking is None:
            self.look(Looking.first(months, counting, clock.today()))
        else:
            self.look(self.looking.within(months, counting))

    def state(self) -> dict[str, object]:
        """Which period one stood at."""
        return {"looking": self.looking, "audience": self.audience, "view": self._view_name}

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        looking = state.get("looking")
        if isinstance(looking, Looking):
            self.looking = looking
        if state.get("audience") == OUTSIDE:
            self.audience = OUTSIDE
            self.audiences.set_value(OUTSIDE)
        if state.get("view") in VIEWS:
            self.show_view(str(state["view"]))

    def open(self, **target: object) -> None:
        """Show a side view."""
        if target.get("view") in VIEWS:
            self.show_view(str(target["view"]))

    def show_view(self, name: str) -> None:
        """Put a side view in front of the report."""
        self._drop_view()
        heading, kind = VIEWS[name]
        self._view_name = name
        self.view = kind(self.session, tr(heading), self.leave_view)
        self.view.refresh()
        self.column.addWidget(self.view, 1)
        for widget in self._of_report():
            widget.hide()
        self.view.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_view(self) -> None:
        """Back to the report, which is made anew."""
        self._drop_view()
        for widget in self._of_report():
            widget.setVisible(widget is not self.messages or self.message is not None)
        self.appear()

    def _drop_view(self) -> None:
        if self.view is not None:
            self.column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view, self._view_name = None, ""

    def _of_report(self) -> tuple[QWidget, ...]:
        return (self.top, self.ways, self.messages, self.panes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self.column.contentsMargins()
        self._arrange(self._columns.stacks(self.width() - margins.left() - margins.right()))

    # what a person does

    def look(self, looking: Looking) -> None:
        """Make the report of a period in the background and show it."""
        if self.looking is not None and self.looking.period != looking.period:
            self._say(None)
        self.looking = looking
        self._show_header()
        self._asked += 1
        asked, log, k = self._asked, self.session.contacts, int(self.session.get(_RULE[self.audience]))
        self._slow.start()
        self.session.tasks.run(
            self,
            lambda ticket: release(log, looking.period, k),
            success=lambda report: self._arrived(asked, report),
            failure=lambda problem: self._failed(asked, problem),
        )

    def step(self, periods: int) -> None:
        """Go to the period before or after."""
        moved = self.looking.step(periods) if self.looking is not None else None
        if moved is not None:
            self.look(moved)

    def ask_export(self, form: Format | None = None) -> None:
        """Ask in which form, and say what giving the report away fixes."""
        if self.report is None or self.report.is_open or not self.report.tables:
            return
        card = ExportCard(self.report, form or self.form, self.export, lambda: self._say(None))
        self._say(card)
        card.show()
        card.take_focus()

    def export(self, form: Format | None = None) -> None:
        """Ask for a file, fix the period, write; paper goes to the print page. Nothing is fixed before a choice."""
        report = self.report
        if report is None:
            return
        self.form = form or self.form
        wish = Wish(report.period, report.k, self.form, without_missing=bool(report.missing))
        if self.form is Format.PAPER:
            self._print(wish)
            return
        path = self.choose_file(f"report-{report.period}.{ending(self.form)}")
        if path is None:
            return
        log, names, invented = self.session.contacts, self._names(), self.session.demo
        codes = Codes.from_setting(self.session.get("dhis2_codes"))
        self._say(None)
        self.export_button.setEnabled(False)
        if self.form is Format.PDF:  # set by Qt, which wants this thread
            try:
                self._exported(exporting.export(log, wish, names, codes, path, invented=invented))
            except Problem as problem:
                self._not_exported(problem)
            return
        self._slow.start()
        self.session.tasks.run(
            self,
            lambda ticket: exporting.export(log, wish, names, codes, path, invented=invented),
            success=self._exported,
            failure=self._not_exported,
        )

    def _print(self, wish: Wish) -> None:
        """Write down that it goes out on paper, and show the pages."""
        try:
            report = exporting.publish_on_paper(self.session.contacts, wish)
        except Problem as problem:
            self._not_exported(problem)
            return
        self._say(None)
        self.session.log_changed.emit()
        self.navigation.go("print", sheet=Ready(exporting.sheet(report, self._names(), invented=self.session.demo)))

    # the header

    def _make_header(self) -> None:
        self.before = IconButton("back", tr("Earlier"), on_click=lambda: self.step(-1))
        self.heading = Text("", "h1")
        self.after = IconButton("arrow", tr("Later"), on_click=lambda: self.step(1))
        choices = [Choice(kind.value, tr(PERIOD_LABELS[kind])) for kind in KINDS]
        self.kinds = Segmented(choices, PeriodKind.MONTH.value, name=tr("Period"))
        self.kinds.changed.connect(self._kind_chosen)
        self.audiences = Segmented(
            [Choice(OWN, tr("Our organisation")), Choice(OUTSIDE, tr("Outside"))], self.audience, name=tr("For whom")
        )
        self.audiences.changed.connect(self._audience_chosen)
        self.print_button = Button(
            tr("Print"), "secondary", icon="printer", on_click=lambda: self.ask_export(Format.PAPER)
        )
        self.export_button = Button(tr("Export"), "primary", icon="download", on_click=lambda: self.ask_export())
        period = QWidget()
        moving = QHBoxLayout(period)
        moving.setContentsMargins(0, 0, 0, 0)
        moving.setSpacing(theme.space(12))
        for step in (self.before, self.heading, self.after):
            moving.addWidget(step)
        line = QWidget()
        flow = FlowLayout(line, gap=theme.space(20), line_gap=theme.space(10))
        for widget in (period, self.kinds):
            flow.addWidget(widget)
        self.top = QWidget()
        self.header.setContentsMargins(0, 0, 0, 0)
        self.header.addWidget(line, 1)
        for button in (self.print_button, self.export_button):
            self.header.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.top.setLayout(self.header)
        self.column.addWidget(self.top)
        self.ways = self._make_ways()
        self.column.addWidget(self.ways)

    def _make_ways(self) -> QWidget:
        """For whom the report is, and the ways to the side views."""
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(20), line_gap=theme.space(6))
        flow.addWidget(self.audiences)
        self.links = {
            name: LinkButton(tr(heading), on_click=partial(self.show_view, name))
            for name, (heading, _) in VIEWS.items()
        }
        for link in self.links.values():
            flow.addWidget(link)
        return row

    def _show_header(self) -> None:
        looking = self.looking
        self.heading.setText(title(looking.period) if looking else tr("Reports"))
        self.before.setEnabled(looking is not None and looking.step(-1) is not None)
        self.after.setEnabled(looking is not None and looking.step(1) is not None)
        for widget in (self.before, self.after, self.kinds, self.audiences, self.print_button, self.export_button):
            widget.setVisible(looking is not None)
        if looking is not None:
            self.kinds.set_value(looking.kind.value)
        self._show_export()

    def _show_export(self) -> None:
        """Nothing of a period that is not over can go out; the line beside the tables says until when."""
        report = self.report
        ready = report is not None and self.looking is not None and report.period == self.looking.period
        able = ready and report is not None and not (report.is_open or report.told_by_team)
        able = able and report is not None and bool(report.tables)
        reason = "" if able or report is None else tr(NOTE_LABELS[NoteCode.NOT_OVER]) if report.is_open else ""
        for button in (self.export_button, self.print_button):
            button.setEnabled(able)
            button.setToolTip(reason)
            button.setAccessibleDescription(reason)

    def _kind_chosen(self, kind: str) -> None:
        if self.looking is not None:
            self.look(self.looking.of_kind(PeriodKind(kind)))

    def _audience_chosen(self, audience: str) -> None:
        self.audience = audience
        if self.looking is not None:
            self.look(self.looking)

    # results

    def _changed(self) -> None:
        if self.isVisible():
            self.appear()

    def _arrived(self, asked: int, report: Report) -> None:
        """The report that was asked for last; an earlier one that took longer is let go of."""
        if asked != self._asked:
            return
        self._slow.stop()
        if isinstance(self.message, ProgressPanel):
            self._say(None)
        self.report = report
        self._show_report(report)
        self._show_export()
        self.shown.emit()

    def _failed(self, asked: int, problem: Problem) -> None:
        if asked != self._asked:
            return
        self._slow.stop()
        self._say(MessageLine.of(problem))
        self.shown.emit()

    def _exported(self, done: Outcome) -> None:
        self._slow.stop()
        if done.failure is not None:
            message = MessageLine.of(done.failure, action=tr("Save elsewhere"), on_action=self.export)
        else:
            words = tr(
                "Saved as “%(file)s”, readable by you alone. The numbers of %(period)s are fixed now.",
                file=done.path.name if done.path else "",
                period=inline(done.report.period),
            )
            message = MessageLine("ok", words)
        self._say(message)
        self.session.log_changed.emit()
        if not self.isVisible():
            self.appear()

    def _not_exported(self, problem: Problem) -> None:
        self._slow.stop()
        elsewhere = tr("Save elsewhere") if problem.code.startswith("file.") else ""
        self._say(MessageLine.of(problem, action=elsewhere, on_action=self.export))
        self._show_export()
        self.shown.emit()

    def _say_busy(self) -> None:
        panel = ProgressPanel(tr("Counting"), tr("The numbers are put together. Nothing is changed by looking."))
        panel.set_progress(0, 0, tr("The numbers are put together. Nothing is changed by looking."))
        self._say(panel)

    def _say(self, message: QWidget | None) -> None:
        layout = self.messages.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.message = message
        self.messages.setVisible(message is not None)
        if message is None:
            return
        layout.addWidget(message)

    # the panes

    def _show_empty(self) -> None:
        self._show_header()
        self._clear()
        words = tr("Nothing is counted yet. Log a contact, and its month can be looked at here.")
        empty = EmptyState("bars", words, action=tr("Log a contact"), on_action=lambda: self.navigation.go("log"))
        self._columns.addWidget(empty)
        self.shown.emit()

    def _show_report(self, report: Report) -> None:
        places = self._left.verticalScrollBar().value() if self._left is not None else 0
        self._clear()
        cards = ReportCards(report, self._names(), self._through())
        self.headline, self.tables, self.months = cards.headline, cards.tables, cards.months
        self.held_back = HeldBackCard(report)
        self._left, self._right = PaneScroll(cards), PaneScroll(self.held_back)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._right)
        self._stacked = None
        self._arrange(self._columns.stacks(self.panes.width()))
        self._left.verticalScrollBar().setValue(places)

    def _through(self) -> Month:
        assert self.looking is not None
        return self.looking.latest

    def _clear(self) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.tables, self.months, self.held_back, self.headline = {}, None, None, None
        self._left = self._right = None

    def _arrange(self, stacked: bool) -> None:
        """Side by side both panes scroll by themselves; stacked the page does."""
        if stacked != self._stacked:
            self._stacked = stacked
            for pane in (self._left, self._right):
                if pane is not None:
                    pane.set_whole(stacked)

    def _names(self) -> PlaceNames:
        return PlaceNames.from_setting(self.session.get("place_names"))
