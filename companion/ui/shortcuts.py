"""The keyboard's ways through the window, in one table; the rail and the tips show them from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

QUICK_EXIT = "F12"
SEARCH = "Ctrl+K"
LOCK = "Ctrl+L"
SETTINGS = "Ctrl+,"
HELP = "F1"


def place(number: int) -> str:
    """The keys that lead to the rail's places, counted from 1."""
    return f"Ctrl+{number}"


def bind(window: QWidget, keys: str, act: Callable[[], object]) -> QShortcut:
    """Let `keys` do `act` anywhere in `window`, once per press."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(lambda: act())
    return shortcut


def shown(keys: str) -> str:
    """The keys as they are printed on the screen: "Ctrl K"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
