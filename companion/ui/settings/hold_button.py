"""A button for what cannot be undone: held for five seconds, with the mouse, a finger or the space bar."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from companion.ui import theme
from companion.ui.widgets import painting

HOLD_SECONDS = 5.0
_STEP_MS = 50


class HoldButton(QAbstractButton):
    """Emits `held` once it was held down for the whole time; let go before, and nothing happens."""

    held = Signal()

    def __init__(self, text: str, seconds: float = HOLD_SECONDS) -> None:
        super().__init__()
        self._seconds, self._since = seconds, 0.0
        self.setText(text)
        self.setAccessibleName(text)
        self.setFont(theme.font("body", weight=600))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._go_on)
        self.pressed.connect(self._begin)
        self.released.connect(self._end)

    def sizeHint(self) -> QSize:
        line = painting.line_height(self.text(), self.font())
        height = max(theme.space(50), line + theme.space(18))
        return QSize(painting.text_width(self.text(), self.font()) + theme.space(70), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        fill = theme.colour("errtint" if self.isDown() else "surface")
        edge = theme.colour("err")
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, fill=fill, edge=edge, width=2)
        side = theme.space(26)
        ring = painting.mirrored(self, QRectF(theme.space(14), (self.height() - side) / 2, side, side))
        inner = ring.adjusted(3, 3, -3, -3)
        painter.setPen(QPen(theme.faded("err", 0.3), 4))
        painter.drawEllipse(inner)
        painter.setPen(QPen(edge, 4))
        painter.drawArc(inner, 90 * 16, -round(360 * 16 * self._share()))
        start = theme.space(52)
        words = painting.mirrored(self, QRectF(start, 0, self.width() - start - theme.space(12), self.height()))
        painting.draw_text(painter, words, self.text(), self.font(), theme.colour("errink"), middle=True)
        painter.end()

    def _share(self) -> float:
        return min(1.0, (time.monotonic() - self._since) / self._seconds) if self._timer.isActive() else 0.0

    def _begin(self) -> None:
        self._since = time.monotonic()
        self._timer.start()

    def _go_on(self) -> None:
        self.update()
        if self._share() >= 1.0:
            self._timer.stop()
            self.setDown(False)
            self.held.emit()

    def _end(self) -> None:
        self._timer.stop()
        self.update()
