"""An update from a stick: who signed it, how new it is, what changes for people; then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.i18n.catalogs import tr
from companion.packs.importer import Incoming
from companion.rights import freshness
from companion.ui import theme
from companion.ui.packs import update_cards
from companion.ui.packs.changes_card import ChangesCard
from companion.ui.packs.file_choice import ask_for_pack
from companion.ui.packs.update_job import Phase, UpdateJob
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, IconButton, primary, secondary
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.stacked import stacked_cards
from companion.ui.widgets.text import Text

Ask = Callable[[QWidget], Path | None]


class UpdatePage(Page):
    """`open(pack=PATH)` reads a pack; without one, a button asks for it. `ask` is the system's dialog."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.ask: Ask = ask_for_pack
        self.job = UpdateJob.of(session)
        self.back_button = IconButton("back", tr("Back"), on_click=self._leave)
        self.header.addWidget(self.back_button)
        self.set_heading(tr("Update from a stick"))
        panes = QWidget()
        self._columns = ColumnsLayout(panes, shares=(344, 766), stack_below=900)
        self.column.addWidget(panes, 1)
        self._shown: list[QWidget] = []
        self.progress: ProgressPanel | None = None
        self.message: MessageLine | None = None
        self.action: Button | None = None
        self.job.changed.connect(self._show)
        self.job.progressed.connect(self._show_progress)
        self._show()

    def open(self, **target: object) -> None:
        """Read the pack that was dragged here or given when the program was started."""
        path = target.get("pack")
        if isinstance(path, Path):
            self.job.read(path)

    def choose(self) -> None:
        """Have a pack chosen and read."""
        path = self.ask(self)
        if path is not None:
            self.job.read(path)

    def _leave(self) -> None:
        if self.job.phase in (Phase.DONE, Phase.READ):
            self.job.forget()
        self.navigation.go("settings", section="content")

    def _show(self) -> None:
        """Build both columns for the phase; the keyboard goes to what comes next."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        for old in self._shown:
            self._columns.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.progress = self.message = self.action = None
        looked = self.job.looked
        if looked is not None and not self.job.busy and self.job.phase != Phase.IDLE:
            self._shown = [self._side(looked), self._changes(looked)]
        else:
            self._shown = [self._start_card(), self._main()]
        for widget in self._shown:
            self._columns.addWidget(widget)
            widget.show()
        self.back_button.setEnabled(self.job.phase != Phase.KEEPING)
        if had_focus and self.action is not None:
            self.action.setFocus(Qt.FocusReason.TabFocusReason)

    def _start_card(self) -> QWidget:
        card = Card(tr("Which pack"))
        if self.job.path is not None:
            card.body.addWidget(Text(" ".join(self.job.path.name.split()), "lead"))
        words = tr("A file that ends in “.companionpack”. You can also drag it onto this window.")
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        buttons = QWidget()
        row = FlowLayout(buttons, gap=theme.space(8), line_gap=theme.space(8))
        self.action = primary(tr("Choose a pack"), size="medium", icon="usb", on_click=self.choose)
        self.action.setEnabled(not self.job.busy)
        row.addWidget(self.action)
        card.body.addWidget(buttons)
        return stacked_cards(card, update_cards.promises())

    def _main(self) -> QWidget:
        if self.job.busy:
            reading = self.job.phase == Phase.READING
            title = tr("Reading the pack") if reading else tr("Taking the pack in")
            words = tr("Nothing is kept if you stop. You may pull the stick out.")
            self.progress = ProgressPanel(title, words, on_stop=self.job.stop)
            self.action = self.progress.stop
            return self.progress
        card = Card()
        if self.job.problem is not None:
            self.message = MessageLine.of(self.job.problem)
            card.body.addWidget(self.message)
        empty = tr("Choose a pack. Its signature is checked first, and you see what changes before anything does.")
        card.body.addWidget(EmptyState("download", empty), 1)
        return card

    def _show_progress(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress.set_progress(done, total, tr("Nothing is kept if you stop. You may pull the stick out."))

    def _side(self, looked: Incoming) -> QWidget:
        today = freshness.today(self.session.rights)
        cards: list[QWidget] = [update_cards.signers(looked), update_cards.age(looked, max(today, clock.today()))]
        cards.append(update_cards.checked(looked))
        return stacked_cards(*cards)

    def _changes(self, looked: Incoming) -> QWidget:
        card = ChangesCard(looked, self.session.place, self.session.language)
        if self.job.problem is not None:
            self.message = MessageLine.of(self.job.problem)
        elif self.job.phase == Phase.DONE:
            self.message = MessageLine(
                "ok", tr("It is in use now. What was there before is kept until the next update.")
            )
        if self.message is not None:
            card.messages.addWidget(self.message)
        card.body.addWidget(Divider())
        card.body.addLayout(self._end_line())
        return card

    def _end_line(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, theme.space(6), 0, 0)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=theme.space(12), line_gap=theme.space(8))
        if self.job.phase == Phase.DONE:
            self.action = primary(tr("Show the law"), size="medium", on_click=self._show_law)
            row.addWidget(self.action)
        else:
            self.action = primary(tr("Use this update"), on_click=self.job.keep)
            row.addWidget(self.action)
            row.addWidget(secondary(tr("Not now"), on_click=self._leave))
        line = QHBoxLayout()
        line.addWidget(buttons, 1)
        column.addLayout(line)
        if self.job.phase != Phase.DONE:
            safe = tr(
                "All of it or nothing. You may pull the stick out now. The old law is kept until the next update."
            )
            column.addWidget(Text(safe, "label", "text2", weight=400))
        return column

    def _show_law(self) -> None:
        self.job.forget()
        self.navigation.go("rights")
