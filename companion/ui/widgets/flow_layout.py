"""A layout that fills a line and goes on to the next, from the side where the window starts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from companion.ui.widgets.items_layout import ItemsLayout


class FlowLayout(ItemsLayout):
    """Items side by side, wrapped; `gap` between items and `line_gap` between lines, px. Lines centre their items."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._gap, self._line_gap = gap, line_gap

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in least), default=0), max((size.height() for size in least), default=0)
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = 0
        for item in self._shown():
            hint = item.sizeHint()
            size = QSize(max(item.minimumSize().width(), min(hint.width(), rect.width())), hint.height())
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if lines[-1] and x + size.width() > rect.width():
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        y = rect.y()
        for line in lines:
            tall = max((size.height() for _, size in line), default=0)
            if place:
                self._place(line, rect, y, tall)
            y += tall + self._line_gap
        return max(0, y - self._line_gap - rect.y())

    def _place(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, y: int, tall: int) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        x = rect.x()
        for item, size in line:
            spot = QRect(QPoint(x, y + (tall - size.height()) // 2), size)
            item.setGeometry(QStyle.visualRect(direction, rect, spot))
            x += size.width() + self._gap
