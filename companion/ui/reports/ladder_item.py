"""One rung of the ladder, or one reason: a mark at the start, a title, a sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.text import Text

_SIDE = 36  # px at 100 %
# kind: fill, edge, dashed, icon, ink of the icon
_MARKS = {
    "shown": ("ok", None, False, "check", "surface"),
    "held": (None, "control", True, "x", "text2"),
    "waits": (None, "control", True, "clock", "text2"),
    "unused": (None, "line", False, None, "text2"),
    "info": ("well", None, False, "info", "text2"),
}


class LadderItem(QWidget):
    """`kind`: shown, held, waits, unused, info. `leads_on` draws the line to the next rung."""

    def __init__(self, kind: str, title: str, words: str, *, leads_on: bool = False) -> None:
        super().__init__()
        self.kind, self.title, self.words = kind, title, words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        row.addWidget(_Mark(kind, leads_on))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, theme.space(12))
        column.setSpacing(0)
        column.addWidget(Text(title, "body", weight=600))
        column.addWidget(Text(words, "label", "text2", weight=400))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.setAccessibleName(f"{title}. {words}")


class _Mark(QWidget):
    """The disc, and the line down to the next one."""

    def __init__(self, kind: str, leads_on: bool) -> None:
        super().__init__()
        self._kind, self._leads_on = kind, leads_on
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        return QSize(theme.icon_size(_SIDE), theme.icon_size(_SIDE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        side = theme.icon_size(_SIDE)
        if self._leads_on:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(side / 2, side), QPointF(side / 2, self.height()))
        self._paint_disc(painter, side)
        painter.end()

    def _paint_disc(self, painter: QPainter, side: int) -> None:
        fill, edge, dashed, icon, ink = _MARKS[self._kind]
        painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        pen = QPen(Qt.PenStyle.NoPen)
        if edge or theme.high_contrast():
            pen = QPen(theme.colour(edge or "control"), 2)
            if dashed:
                pen.setDashPattern([2, 1.6])
        painter.setPen(pen)
        painter.drawEllipse(QRectF(0, 0, side, side).adjusted(1, 1, -1, -1))
        if icon:
            picture = round(side * 0.52)
            at = (side - picture) // 2
            painter.drawPixmap(at, at, icons.pixmap(icon, ink, picture, ratio=self.devicePixelRatioF()))
