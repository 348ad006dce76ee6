"""What was copied here does not stay in the clipboard: 15 seconds later, and when the program goes, it is emptied.

What somebody copied elsewhere is left alone. A history of the clipboard, where the system keeps one, is out of reach.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS = 15_000


class ClipboardWatch(QObject):
    """Empties the clipboard after what this program put there has stood in it long enough to be used.

    What changes while a window of ours has the focus was copied here; not every system says whose it is.
    """

    def __init__(self, parent: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours: dict[QClipboard.Mode, int] = {}
        self._timer = QTimer(self, interval=kept_ms, singleShot=True)
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._changed)

    def clear(self) -> None:
        """Empty what is still ours. On X11 and Wayland the marked text has a clipboard of its own."""
        self._timer.stop()
        ours, self._ours = self._ours, {}
        for mode, copied in ours.items():
            if hash(self._clipboard.text(mode)) == copied:
                self._clipboard.clear(mode)

    def _changed(self, mode: QClipboard.Mode) -> None:
        if QGuiApplication.focusWindow() is None:
            self._ours.pop(mode, None)
            return
        text = self._clipboard.text(mode)
        if text:
            self._ours[mode] = hash(text)
            self._timer.start()
