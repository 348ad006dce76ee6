"""Taking a list in: choose it, see what is wrong with it, take it in whole or not at all, see what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.services.hsds_import import ImportResult
from companion.ui import theme
from companion.ui.services import file_choice
from companion.ui.services.changes_view import ChangesView, changes_words
from companion.ui.services.findings_view import FindingsView
from companion.ui.services.import_job import ImportJob, Phase
from companion.ui.services.mapping_view import MappingView
from companion.ui.services.plain_text import one_line
from companion.ui.widgets.buttons import Button, IconButton, primary, secondary
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.chips import Choice
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

Ask = Callable[[QWidget], Path | None]


class ImportView(QWidget):
    """Shows where `job` stands. `left` asks to go back to the list, `copy_wanted` to save a copy of it (as what).

    `ask_file` and `ask_folder` open the dialogs.
    """

    left = Signal()
    copy_wanted = Signal(str)

    def __init__(
        self,
        job: ImportJob,
        *,
        sample: bool,
        empty: bool = True,
        ask_file: Ask = file_choice.ask_for_file,
        ask_folder: Ask = file_choice.ask_for_folder,
    ) -> None:
        super().__init__()
        self.job, self._sample, self._empty = job, sample, empty
        self._shows_changes = False
        self.ask_file, self.ask_folder = ask_file, ask_folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        head = QHBoxLayout()
        head.setSpacing(theme.space(14))
        self.back = IconButton("back", tr("Back to the services"), on_click=self.left.emit)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(tr("Import a list"), "h1"), 1)
        column.addLayout(head)
        panes = QWidget()
        self._columns = ColumnsLayout(panes, shares=(344, 766), stack_below=900)
        column.addWidget(panes, 1)
        self._side: QWidget | None = None
        self._main: QWidget | None = None
        self.progress: ProgressPanel | None = None
        self.findings: FindingsView | None = None
        self.mapping: MappingView | None = None
        self.changes: ChangesView | None = None
        self.message: MessageLine | None = None
        self.action: Button | None = None
        job.changed.connect(self._show)
        job.progressed.connect(self._show_progress)
        self._show()

    def choose(self, ask: Ask) -> None:
        """Have a list chosen and read through."""
        path = ask(self)
        if path is not None:
            self.job.check(path)

    def focus_action(self) -> None:
        """Give the keyboard to what comes next."""
        target = self.action or (self.progress.stop if self.progress else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        """Build both columns for the phase."""
        had_focus = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) is not None else False
        for old in (self._side, self._main):
            if old is not None:
                self._columns.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.progress = self.findings = self.message = self.action = self.mapping = self.changes = None
        self._side, self._main = self._make_side(), self._make_main()
        self._place()
        if had_focus:
            self.focus_action()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Side by side; one below the other what matters now is above: the choice, then what came of it."""
        if self._side is None or self._main is None:
            return
        order = [self._side, self._main]
        if self._columns.stacks(self.width()) and self.job.phase != Phase.IDLE:
            order.reverse()
        there = [item.widget() for at in range(self._columns.count()) if (item := self._columns.itemAt(at))]
        if there == order:
            return
        for widget in order:
            self._columns.removeWidget(widget)
            self._columns.addWidget(widget)
            widget.show()
        self._columns.invalidate()

    # the start column: which list, and what is promised

    def _make_side(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(self._which_card())
        column.addWidget(self._promise_card(), 1)
        if not self._empty and not self.job.busy:
            column.addWidget(self._copy_card())
        return holder

    def _which_card(self) -> Card:
        card = Card(tr("Which list"))
        path, idle = self.job.path, self.job.phase == Phase.IDLE
        if path is not None:
            row = QHBoxLayout()
            row.setSpacing(theme.space(10))
            row.addWidget(Glyph("source", "accent", 22), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(one_line(path.name), "lead"), 1)
            card.body.addLayout(row)
        words = tr(
            "A spreadsheet (CSV, XLSX), a map (GeoJSON), or a directory in the open format HSDS: a zip, a JSON file "
            "or a folder of CSV files."
        )
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=theme.space(8), line_gap=theme.space(8))
        make = primary if idle else secondary
        file = make(tr("Choose a file"), size="medium", on_click=lambda: self.choose(self.ask_file))
        folder = secondary(tr("Choose a folder"), size="medium", on_click=lambda: self.choose(self.ask_folder))
        for button in (file, folder):
            button.setEnabled(not self.job.busy)
            flow.addWidget(button)
        if idle:
            self.action = file
        card.body.addWidget(buttons)
        return card

    def _promise_card(self) -> Card:
        card = Card(tr("What you can rely on"))
        promises = [
            tr("Nothing is kept until you have seen what is wrong with it."),
            tr("All of it or nothing: stopped half-way, the directory is as it was."),
            tr("What your team has changed stays, unless you say otherwise."),
            tr("You can go on working meanwhile."),
            tr("Names of contact persons are left out."),
        ]
        if self._sample:
            promises.append(tr("The invented sample directory makes way for it."))
        for promise in promises:
            row = QHBoxLayout()
            row.setSpacing(theme.space(10))
            row.addWidget(Glyph("check", "ok", 20), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(promise, "label", weight=400), 1)
            card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _copy_card(self) -> Card:
        card = Card(tr("Save a copy of the list"))
        formats = [
            Option("hsds", tr("For other programs (HSDS)")),
            Option("csv", tr("For a spreadsheet (CSV)")),
            Option("geojson", tr("For a map (GeoJSON)")),
        ]
        self.copy = Select(tr("Save a copy of the list"), formats, placeholder=tr("Choose a form"))
        self.copy.changed.connect(self._copy)
        card.body.addWidget(self.copy)
        return card

    def _copy(self, kind: str) -> None:
        self.copy.set_value(None)
        self.copy_wanted.emit(kind)

    # the end column: where it stands

    def _make_main(self) -> QWidget:
        if self.job.busy:
            return self._progress_panel()
        if self.job.phase == Phase.MAPPING and self.job.sheet is not None and self.job.mapping is not None:
            view = MappingView(self.job.sheet, self.job.mapping)
            view.chosen.connect(self.job.check_as)
            view.left.connect(self._not_now)
            self.mapping, self.action = view, view.action
            return view
        if self.job.result is not None and self.job.phase in (Phase.CHECKED, Phase.DONE):
            return self._result_card(self.job.result, done=self.job.phase == Phase.DONE)
        card = Card()
        if self.job.problem is not None:
            self.message = self._trouble()
            card.body.addWidget(self.message)
        words = tr("Choose a list. It is read through first, and you see what was found in it.")
        card.body.addWidget(EmptyState("download", words), 1)
        return card

    def _progress_panel(self) -> ProgressPanel:
        title = tr("Taking the list in") if self.job.writing else tr("Reading the list")
        self.progress = ProgressPanel(title, on_stop=self.job.stop)
        self.action = self.progress.stop
        self._show_progress(*self.job.progress)
        return self.progress

    def _show_progress(self, done: int, total: int) -> None:
        if self.progress is None:
            return
        safe = tr("Nothing is kept if you stop.")
        share = trn("%(n)s per cent done.", "%(n)s per cent done.", round(100 * done / total) if total else 0)
        self.progress.set_progress(done, total, f"{share} {safe}")

    def _result_card(self, result: ImportResult, *, done: bool) -> Card:
        card = Card(margin=0, gap=0)
        card.body.setContentsMargins(1, theme.space(18), 1, theme.space(16))
        top, side = QVBoxLayout(), theme.space(20)
        top.setContentsMargins(side, 0, side, theme.space(14))
        top.setSpacing(theme.space(10))
        top.addWidget(Text(tr("What was taken in") if done else tr("What was found in it"), "h3"))
        if done:
            self.message = MessageLine("ok", _taken_words(result))
        elif self.job.problem is not None:
            self.message = self._trouble()
        if self.message is not None:
            top.addWidget(self.message)
        for words in _summary(result, done=done):
            top.addWidget(Text(words, "body"))
        card.body.addLayout(top)
        card.body.addWidget(Divider())
        if result.changes and not done:
            top.addWidget(self._switch(result))
        if result.changes and self._shows_changes and not done:
            self.changes = ChangesView(result, self.job.theirs)
            self.changes.changed.connect(self._choose_theirs)
            card.body.addWidget(self.changes, 1)
        elif result.findings:
            self.findings = FindingsView(result.findings)
            card.body.addWidget(self.findings, 1)
        else:
            card.body.addStretch(1)
        card.body.addWidget(Divider())
        card.body.addWidget(self._end_line(result, done=done))
        return card

    def _switch(self, result: ImportResult) -> Segmented:
        """Between what is wrong and what changes."""
        found = tr("%(name)s: %(count)s", name=tr("Findings"), count=locales.number(len(result.findings)))
        choices = [Choice("findings", found), Choice("changes", changes_words(result))]
        value = "changes" if self._shows_changes else "findings"
        switch = Segmented(choices, value, name=tr("What to look at"))
        switch.changed.connect(self._switched)
        return switch

    def _switched(self, value: str) -> None:
        self._shows_changes = value == "changes"
        self._show()

    def _choose_theirs(self) -> None:
        assert self.changes is not None
        self.job.theirs = frozenset(self.changes.theirs)

    def _end_line(self, result: ImportResult, *, done: bool) -> QWidget:
        holder, buttons = QWidget(), QWidget()
        column, side = QVBoxLayout(holder), theme.space(20)
        column.setContentsMargins(side, theme.space(14), side, 0)
        column.addWidget(buttons)
        row = FlowLayout(buttons, gap=theme.space(12), line_gap=theme.space(8))
        services = result.rows["service"]
        if done:
            self.action = primary(tr("Show the services"), size="medium", on_click=self.left.emit)
            row.addWidget(self.action)
        elif services or result.rows.total():
            words = trn("Take in %(n)s service", "Take in %(n)s services", services)
            self.action = primary(words, size="medium", on_click=self.job.take)
            row.addWidget(self.action)
            row.addWidget(secondary(tr("Not now"), size="medium", on_click=self._not_now))
        return holder

    def _not_now(self) -> None:
        self.job.forget()
        self.left.emit()

    def _trouble(self) -> MessageLine:
        """What went wrong; a stop the person asked for is no error."""
        problem = self.job.problem
        assert problem is not None
        if not self.job.stopped:
            return MessageLine.of(problem)
        words = tr("Nothing was changed: the directory is as it was before.")
        return MessageLine("info", words, title=tr("Stopped."), icon="info")


def _taken_words(result: ImportResult) -> str:
    taken = trn("%(n)s service was taken in.", "%(n)s services were taken in.", result.rows["service"])
    there = trn("The directory has %(n)s entry now.", "The directory has %(n)s entries now.", result.listings)
    return f"{taken} {there}"


def _summary(result: ImportResult, *, done: bool) -> list[str]:
    """What is in the list, what is not taken and, after the import, what was new."""
    parts = [
        trn("%(n)s service", "%(n)s services", result.rows["service"]),
        trn("%(n)s organisation", "%(n)s organisations", result.rows["organization"]),
        trn("%(n)s place", "%(n)s places", result.rows["location"]),
    ]
    words = [tr("Sound: %(parts)s.", parts=locales.joined(parts))]
    if done:
        numbers = {name: locales.number(getattr(result, name)) for name in ("added", "changed", "same")}
        words[0] = tr("Rows of the list: %(added)s new, %(changed)s changed, %(same)s as they were.", **numbers)
    if result.refused:
        refused = trn("%(n)s row cannot be taken.", "%(n)s rows cannot be taken.", result.refused)
        if done:
            refused = trn("%(n)s row was not taken.", "%(n)s rows were not taken.", result.refused)
        words.append(refused)
    if result.missing > 0 and not done:
        words.append(
            trn(
                "%(n)s service of the directory is not in this list. It stays.",
                "%(n)s services of the directory are not in this list. They stay.",
                result.missing,
            )
        )
    if not result.findings:
        words.append(tr("Nothing is wrong with it."))
    return words
