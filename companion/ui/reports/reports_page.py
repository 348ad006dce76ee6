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
from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.reports.indicators import CANNOT_BE_KNOWN
from companion.reports.labels import NOTE_LABELS, PERIOD_LABELS
from companion.reports.layouts import Layout
from companion.reports.periods import PeriodKind
from companion.reports.release import NoteCode, Report, release
from companion.ui import theme
from companion.ui.page import Navigation, Page
from companion.ui.reports.exporting import Exported, export
from companion.ui.reports.file_choice import ask_where
from companion.ui.reports.headline_card import HeadlineCard
from companion.ui.reports.held_back_card import HeldBackCard
from companion.ui.reports.months_card import MonthsCard
from companion.ui.reports.period_words import KINDS, Looking, inline, title
from companion.ui.reports.table_card import TableCard
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, IconButton
from companion.ui.widgets.card import Card
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


class ReportsPage(Page):
    """`shown` tells that a report stands on the page (or the sentence why not). `choose_file` asks where to save.

    It opens on the last month that is over, because that is the one to report.
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
        months, counting = log.months(), log.counting_month()
        if not months:
            self.looking = None
            self._show_empty()
        elif self.looking is None:
            self.look(Looking.first(months, counting, clock.today()))
        else:
            self.look(self.looking.within(months, counting))

    def state(self) -> dict[str, object]:
        """Which period one stood at."""
        return {"looking": self.looking}

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        looking = state.get("looking")
        if isinstance(looking, Looking):
            self.looking = looking

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
        asked, log, k = self._asked, self.session.contacts, int(self.session.get("disclosure_k"))
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

    def ask_export(self) -> None:
        """Say that exporting fixes the period before it does; one that is fixed is exported at once."""
        if self.report is None or self.report.is_open or not self.report.tables:
            return
        if self.report.is_fixed:
            self.export()
            return
        self._say(
            MessageLine(
                "warning",
                tr(
                    "Its numbers never change afterwards: late entries count in the month they are typed in. "
                    "All tables shown here go into the file."
                ),
                title=tr("Exporting fixes %(period)s for good.", period=inline(self.report.period)),
                icon="lock",
                action=tr("Choose where to save"),
                on_action=self.export,
            ),
            focus=True,
        )

    def export(self) -> None:
        """Ask for a file, fix the period, write. Nothing is fixed while no file was chosen."""
        report = self.report
        path = self.choose_file(f"report-{report.period}.csv") if report is not None else None
        if report is None or path is None:
            return
        log, names = self.session.contacts, self._names()
        self._say(None)
        self.export_button.setEnabled(False)
        self._slow.start()
        self.session.tasks.run(
            self,
            lambda ticket: export(log, report.period, report.k, names, path),
            success=self._exported,
            failure=self._not_exported,
        )

    # the header

    def _make_header(self) -> None:
        self.before = IconButton("back", tr("Earlier"), on_click=lambda: self.step(-1))
        self.heading = Text("", "h1")
        self.after = IconButton("arrow", tr("Later"), on_click=lambda: self.step(1))
        choices = [Choice(kind.value, tr(PERIOD_LABELS[kind])) for kind in KINDS]
        self.kinds = Segmented(choices, PeriodKind.MONTH.value, name=tr("Period"))
        self.kinds.changed.connect(self._kind_chosen)
        self.export_button = Button(tr("Export"), "primary", icon="download", on_click=self.ask_export)
        period = QWidget()
        moving = QHBoxLayout(period)
        moving.setContentsMargins(0, 0, 0, 0)
        moving.setSpacing(theme.space(12))
        for widget in (self.before, self.heading, self.after):
            moving.addWidget(widget)
        line = QWidget()
        flow = FlowLayout(line, gap=theme.space(20), line_gap=theme.space(10))
        flow.addWidget(period)
        flow.addWidget(self.kinds)
        self.header.addWidget(line, 1)
        self.header.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.header)

    def _show_header(self) -> None:
        looking = self.looking
        self.heading.setText(title(looking.period) if looking else tr("Reports"))
        self.before.setEnabled(looking is not None and looking.step(-1) is not None)
        self.after.setEnabled(looking is not None and looking.step(1) is not None)
        for widget in (self.before, self.after, self.kinds, self.export_button):
            widget.setVisible(looking is not None)
        if looking is not None:
            self.kinds.set_value(looking.kind.value)
        self._show_export()

    def _show_export(self) -> None:
        """Nothing of a period that is not over can go out; the line beside the tables says until when."""
        report = self.report
        ready = report is not None and self.looking is not None and report.period == self.looking.period
        able = ready and report is not None and not report.is_open and bool(report.tables)
        self.export_button.setEnabled(able)
        reason = "" if able or report is None else tr(NOTE_LABELS[NoteCode.NOT_OVER]) if report.is_open else ""
        self.export_button.setToolTip(reason)
        self.export_button.setAccessibleDescription(reason)

    def _kind_chosen(self, kind: str) -> None:
        if self.looking is not None:
            self.look(self.looking.of_kind(PeriodKind(kind)))

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

    def _exported(self, done: Exported) -> None:
        self._slow.stop()
        if done.failure is not None:
            message = MessageLine.of(done.failure, action=tr("Save elsewhere"), on_action=self.export)
        else:
            words = tr(
                "Saved as “%(file)s”, readable by you alone. The numbers of %(period)s are fixed now.",
                file=done.path.name,
                period=inline(done.report.period),
            )
            message = MessageLine("ok", words)
        self._say(message)
        self.session.log_changed.emit()
        if not self.isVisible():
            self.appear()

    def _not_exported(self, problem: Problem) -> None:
        self._slow.stop()
        self._say(MessageLine.of(problem))
        self._show_export()

    def _say_busy(self) -> None:
        panel = ProgressPanel(tr("Counting"), tr("The numbers are put together. Nothing is changed by looking."))
        panel.set_progress(0, 0, tr("The numbers are put together. Nothing is changed by looking."))
        self._say(panel)

    def _say(self, message: QWidget | None, *, focus: bool = False) -> None:
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
        if focus and isinstance(message, MessageLine) and message.action is not None:
            message.show()
            message.action.setFocus(Qt.FocusReason.TabFocusReason)

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
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.headline = HeadlineCard(report.headline)
        column.addWidget(self.headline)
        if report.table(Layout.CONTACTS) is None:
            column.addWidget(_nothing_told(report))
        self._add_tables(column, report)
        column.addWidget(_cannot_be_known())
        column.addStretch(1)
        self.held_back = HeldBackCard(report)
        self._left, self._right = PaneScroll(left), PaneScroll(self.held_back)
        self._columns.addWidget(self._left)
        self._columns.addWidget(self._right)
        self._stacked = None
        self._arrange(self._columns.stacks(self.panes.width()))
        self._left.verticalScrollBar().setValue(places)

    def _add_tables(self, column: QVBoxLayout, report: Report) -> None:
        """Every table an export of this moment would hold, the chart after the first."""
        names = self._names()
        by_month = report.table(Layout.BY_MONTH)
        for layout in (Layout.CONTACTS, Layout.BY_MONTH, Layout.SUPPLIES, Layout.AGE_GENDER, Layout.FIRST_TIME):
            released = report.table(layout)
            if layout is Layout.BY_MONTH and by_month is not None:
                self.months = MonthsCard(by_month, self._through())
                column.addWidget(self.months)
            elif released is not None:
                overlap = layout is Layout.CONTACTS and len(released.table.rows) > 1
                aside = tr(NOTE_LABELS[NoteCode.ROWS_OVERLAP]) if overlap else ""
                self.tables[layout] = TableCard(released, names, aside=aside)
                column.addWidget(self.tables[layout])

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


def _nothing_told(report: Report) -> Card:
    """Why there is no table, in a place where one would be."""
    card = Card(tr("Nothing of %(period)s can be told", period=inline(report.period)))
    words = tr(
        "Every table would hold a number under %(k)s, which could point at somebody. What is held back now is tried "
        "again together with the months around it.",
        k=report.k,
    )
    card.body.addWidget(Text(words, "body", "text2"))
    return card


def _cannot_be_known() -> Card:
    """What funders ask for and an anonymous log cannot say."""
    card = Card(tr("What this log cannot say"), gap=8)
    for unknowable in CANNOT_BE_KNOWN:
        card.body.addWidget(Text(tr(unknowable.label), "label", weight=600))
        card.body.addWidget(Text(tr(unknowable.reason), "label", "text2", weight=400))
    return card
