"""What was copied here does not stay in the clipboard: 15 seconds later, and when the program goes, it is emptied.

What somebody copied elsewhere is left alone. A history of the clipboard, where the system keeps one, is out of reach.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

KEPT_MS = 15_000


class ClipboardWatch(QObject):
    """Empties the clipboard after what this program put there has stood in it long enough to be used."""

    def __init__(self, parent: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._timer = QTimer(self, interval=kept_ms, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._changed)
        self._clipboard.selectionChanged.connect(self._changed)

    def clear(self) -> None:
        """Empty what is still ours. On X11 and Wayland the marked text has a clipboard of its own."""
        self._timer.stop()
        if self._clipboard.ownsClipboard():
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _changed(self) -> None:
        if self._clipboard.ownsClipboard() or (self._clipboard.supportsSelection() and self._clipboard.ownsSelection()):
            self._timer.start()
