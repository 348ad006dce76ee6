"""A note for the team, where the team has turned notes on: checked word by word, and gone with the days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import locales, messages
from companion.i18n.catalogs import tr, trn
from companion.log.free_text import MOST_SIGNS
from companion.log.notes import Note
from companion.ui import theme
from companion.ui.widgets.buttons import IconButton, LinkButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.text import Text

_SHOWN = 3


class NotesCard(Card):
    """`changed` tells that something was typed; `removed` asks for a note to be erased."""

    changed = Signal()

    def __init__(self, on_remove: Callable[[int], object]) -> None:
        super().__init__(tr("A note for the team"), gap=8)
        self._on_remove = on_remove
        self._notes: list[Note] = []
        self._all = False
        hint = tr("Common words only: no name, number, date or address. It is erased when the month closes.")
        self.edit = TextField(tr("Note"))
        self.edit.edit.setMaxLength(2 * MOST_SIGNS)  # what is too long is said, never cut down unseen
        self.edit.changed.connect(lambda _: self.changed.emit())
        self.field = Field(tr("Note"), self.edit, hint=hint)
        self.body.addWidget(self.field)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(4))
        self.body.addWidget(self._list)
        self.more = LinkButton("", on_click=self._show_all)
        self.body.addWidget(self.more)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def set_text(self, words: str) -> None:
        """Show a draft's note."""
        if words != self.edit.text():
            self.edit.set_text(words)

    def set_error(self, problem: Problem | None) -> None:
        """Say what is wrong below the field; None takes it away."""
        message = messages.explain(problem) if problem else None
        words = f"{message.title} {message.explanation} {message.next_step}" if message else ""
        self.field.set_error(words)
        self.edit.set_wrong(problem is not None)

    def show_notes(self, notes: list[Note]) -> None:
        """Show the notes there are, the latest first; the older ones when asked for."""
        self._notes = notes
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = notes if self._all else notes[:_SHOWN]
        for note in shown:
            self._column.addWidget(self._line(note))
        left = len(notes) - len(shown)
        words = trn("%(n)s older note", "%(n)s older notes", left)
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(left > 0)

    def _show_all(self) -> None:
        self._all = True
        self.show_notes(self._notes)

    def _line(self, note: Note) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(10))
        first = note.month.first_day
        when = locales.medium_date(first.replace(day=note.day)) if note.day else locales.month_year(first)
        row.addWidget(Text(when, "label", "text2", weight=400, wrap=False))
        row.addWidget(Text(note.words, "label", weight=400), 1)
        erase = partial(self._on_remove, note.contact)
        row.addWidget(IconButton("x", tr("Erase this note"), framed=False, ink="text2", on_click=erase))
        return holder
