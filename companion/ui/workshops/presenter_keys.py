"""Keys of the presenter's page that must work while a number is typed: the room waits for Space, not for a space."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_PASSED = (Qt.Key.Key_Space, Qt.Key.Key_H)


class PresenterKeys(QObject):
    """Lets Space and H pass by the fields of numbers, which would swallow them."""

    def pass_by(self, holder: QWidget) -> None:
        """Let them pass by every field in `holder`."""
        for field in holder.findChildren(QLineEdit):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _PASSED:
            event.ignore()
            return True
        return False
