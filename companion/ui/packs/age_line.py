"""How new a pack is: what one has on one side, the pack on the other, and the way between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting

_HEIGHT = 22
_DOT = 8


class AgeLine(QWidget):
    """A hollow dot for what one has (or none), an arrow, a full dot for what came. Its words stand beside it."""

    def __init__(self, description: str, *, have: bool = True) -> None:
        super().__init__()
        self._have = have
        self.setAccessibleName(description)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(160), theme.space(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        middle, width, dot = self.height() / 2, self.width(), float(theme.space(_DOT))
        if painting.right_to_left(self):
            painter.translate(width, 0)
            painter.scale(-1, 1)
        line = QPen(theme.colour("control"), 1.5)
        painter.setPen(line)
        painter.drawLine(QPointF(0, middle), QPointF(width, middle))
        start, end = dot * 2.5, width - dot * 2.5
        painter.setPen(QPen(theme.colour("accent"), 4))
        tip = end - dot * 1.8
        painter.drawLine(QPointF(start if self._have else 0, middle), QPointF(tip, middle))
        head = [
            QPointF(tip - dot * 0.8, middle - dot * 0.8),
            QPointF(tip, middle),
            QPointF(tip - dot * 0.8, middle + dot * 0.8),
        ]
        painter.drawPolyline(QPolygonF(head))
        if self._have:
            painter.setPen(QPen(theme.colour("control"), 3))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(_round(start, middle, dot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(_round(end, middle, dot * 1.15))
        painter.end()


def _round(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
