"""The doorway alone: what the window shows while the screens behind it are being brought.

Importing and building them takes longer than everything else at start. A person sees the window at once, and what they
type meanwhile waits in the window's queue for the field that is about to stand there.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from companion.ui import theme
from companion.ui.widgets import night


class Doorway(QWidget):
    """Emits `seen` once, when it has been painted for the first time. Asks for no font and no icon."""

    seen = Signal()

    def __init__(self, *, first: bool, rtl: bool) -> None:
        """`first`: the scene of first start; otherwise the lock screen's."""
        super().__init__()
        self._first, self._rtl, self._told = first, rtl, False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self._first:
            night.fill(painter, whole, theme.colour("bg"))
            start = whole.width() - night.PANEL if self._rtl else 0.0
            panel = QRectF(start, 0, night.PANEL, whole.height())
            painter.setClipRect(panel)
            night.paint_way_in(painter, panel, self._rtl)
        else:
            night.paint_door(painter, whole, night.usual_door(whole))
        painter.end()
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.seen.emit)
