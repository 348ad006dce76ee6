"""Today's contacts as strokes in fives, the way they are counted on paper. Never mirrored: a tally is a tally."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting

_STROKE, _GAP, _HIGH = 16, 28, 52  # distance of strokes, gap between fives, height, px at 100 %


class TallyMarks(QWidget):
    """`count` strokes, wrapped into the width; `description` says the number in words."""

    def __init__(self, count: int = 0, description: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._count = 0
        self.set_count(count, description)

    def set_count(self, count: int, description: str) -> None:
        self._count = count
        self.setAccessibleName(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 3 * self._group()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._group(), theme.icon_size(_HIGH))

    def heightForWidth(self, width: int) -> int:
        groups = -(-self._count // 5)
        lines = max(1, -(-groups // self._per_line(width)))
        return lines * (theme.icon_size(_HIGH) + theme.space(12)) - theme.space(12) + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        pen = QPen(theme.colour("accent"), theme.icon_size(5))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        per_line, high = self._per_line(self.width()), theme.icon_size(_HIGH)
        rtl = painting.right_to_left(self)
        for group in range(-(-self._count // 5)):
            line, place = divmod(group, per_line)
            x = place * self._group() + theme.icon_size(6)
            if rtl:
                x = self.width() - (place + 1) * self._group() + theme.icon_size(6)
            y = line * (high + theme.space(12)) + 3
            self._paint_group(painter, x, y, min(5, self._count - 5 * group), high)
        painter.end()

    def _paint_group(self, painter: QPainter, x: float, y: float, strokes: int, high: float) -> None:
        step = theme.icon_size(_STROKE)
        for stroke in range(min(4, strokes)):
            lean = (0, -3, -3, -2)[stroke]  # drawn by a hand
            left = x + theme.icon_size(5) + stroke * step
            painter.drawLine(QPointF(left + 3, y + 1), QPointF(left + 3 + lean, y + high - 1))
        if strokes == 5:
            painter.drawLine(QPointF(x - 2, y + high * 0.74), QPointF(x + 4.4 * step, y + high * 0.22))

    def _group(self) -> int:
        return theme.icon_size(4 * _STROKE + _GAP + 5)

    def _per_line(self, width: int) -> int:
        return max(1, width // self._group())
