"""Cards one below the other, at the height each asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui import theme


def stacked_cards(*cards: QWidget, gap: int = 14) -> QWidget:
    """A pane of these cards; what room is left stays below them."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(gap))
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return holder
