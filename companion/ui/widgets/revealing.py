"""Bringing something into sight, or under the keyboard, wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def reveal(widget: QWidget) -> None:
    """Scroll every pane around `widget` so that it is seen."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()


def focus_into(control: QWidget) -> None:
    """Give the keyboard to `control`, or to the first thing in it that takes it."""
    inner = [control, *control.findChildren(QWidget)]
    stop = next((one for one in inner if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()), control)
    stop.setFocus(Qt.FocusReason.TabFocusReason)
