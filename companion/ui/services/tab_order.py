"""The order of Tab for what is made later than its neighbours: Qt's own order is that of making."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(first: QWidget, others: Iterable[QWidget]) -> QWidget:
    """Let Tab go from `first` through `others`; the last of them."""
    for other in others:
        QWidget.setTabOrder(first, other)
        first = other
    return first


def stops(root: QWidget) -> list[QWidget]:
    """What takes the keyboard by click or Tab in `root`, in the order of making."""
    return [widget for widget in root.findChildren(QWidget) if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]
