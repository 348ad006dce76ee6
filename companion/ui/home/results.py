"""What a search found, as rows: arrows go through them while the cursor stays in the search field, Enter opens one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from companion.i18n.catalogs import tr
from companion.ui.home.searching import Found
from companion.ui.rights.rows import IconRow
from companion.ui.widgets.card import Card
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text


class Results(Card):
    """`opened` carries the `Found` that was pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=12, gap=2)
        self.rows: list[IconRow] = []
        self._found: list[Found] = []
        self._nothing = Text("", "body", "text2")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        self.body.addWidget(self._nothing)

    def show_found(self, found: list[Found], text: str) -> None:
        """Show these; say so when nothing was found."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self._found = found
        self.rows = [self._row(one) for one in found]
        for row in self.rows:
            self.body.addWidget(row)
        nothing = tr("Nothing was found for “%(text)s”. Try another word, or fewer.", text=text.strip())
        self._nothing.setText("" if found else nothing)
        self._nothing.setVisible(not found)
        self._mark(0)

    def show_more(self, found: list[Found], text: str) -> None:
        """Show these as well; what was marked stays marked."""
        if found != self._found:
            marked = self._found[self._at()] if self._found else None
            self.show_found(found, text)
            if marked in self._found:
                self._mark(self._found.index(marked))

    def mark_next(self, step: int) -> None:
        """Mark the next row, or the one before."""
        if self.rows:
            self._mark(max(0, min(len(self.rows) - 1, self._at() + step)))

    def take(self) -> None:
        """Open the marked row."""
        if self.rows:
            self.opened.emit(self._found[self._at()])

    def marked(self) -> str:
        """What the marked row says, for a screen reader."""
        return self.rows[self._at()].accessibleName() if self.rows else self._nothing.text()

    def _at(self) -> int:
        return next((index for index, row in enumerate(self.rows) if row.current), 0)

    def _mark(self, at: int) -> None:
        for index, row in enumerate(self.rows):
            row.set_current(index == at)

    def _row(self, found: Found) -> IconRow:
        row = IconRow(found.icon, found.title, found.words, on_click=lambda: self.opened.emit(found))
        row.add_end(Tag(found.kind, "plain"))
        return row
