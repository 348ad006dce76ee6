"""All law changes of a place, or of every place, dated, the newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.rights.library import Library
from companion.ui import theme
from companion.ui.rights.law_changes import ChangeEntry, documents
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.text import Text


class ChangesView(QWidget):
    """Every change with what it did, its doubts and its sources."""

    def __init__(self, library: Library, place: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        card = Card(gap=8)
        self.entries: list[ChangeEntry] = []
        for change in documents(library, catalogs.language(), place):
            if self.entries:
                card.body.addWidget(Divider())
            self.entries.append(ChangeEntry(change))
            card.body.addWidget(self.entries[-1])
        if not self.entries:
            card.body.addWidget(Text(tr("No law change is recorded for this place.")))
        column.addWidget(card)
        column.addStretch(1)
