"""Hears that somebody uses the keyboard or the pointer, without looking at every event of every widget.

Qt hands input to the window first, so the window that has the focus is watched, menus and lists included. A filter on
the whole application would run Python for each of the thousands of events of building a page.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from companion.ui import screen_capture

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_MOVES = frozenset({QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchUpdate})


class InputWatch(QObject):
    """`keyed`: a key went down. `pressed`: a button or finger did. `moved`: the pointer or wheel moved."""

    keyed = Signal()
    pressed = Signal()
    moved = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            self.keyed.emit()
        elif kind in _PRESSES:
            self.pressed.emit()
        elif kind in _MOVES:
            self.moved.emit()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # installed twice it would be asked twice
            window.installEventFilter(self)
            if screen_capture.can_be_left_out():
                screen_capture.leave_out(int(window.winId()))  # menus and lists are windows of their own
