"""Tiles in one row, in two, or one below the other: as many beside each other as have room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QStyle, QWidget

from companion.ui import theme
from companion.ui.widgets.items_layout import ItemsLayout


class _Grid(ItemsLayout):
    def __init__(self, parent: QWidget, most: int) -> None:
        super().__init__(parent)
        self._most = most
        self._gap = theme.space(10)

    def heightForWidth(self, width: int) -> int:
        wide, lines = self._lines(width)
        return sum(self._high(line, wide) for line in lines) + self._gap * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        wide, lines = self._lines(rect.width())
        parent = self.parentWidget()
        y = rect.y()
        spare = max(0, rect.height() - self.heightForWidth(rect.width())) // max(1, len(lines))
        for line in lines:
            high = self._high(line, wide) + spare
            for index, item in enumerate(line):
                spot = QRect(rect.x() + index * (wide + self._gap), y, wide, high)
                item.setGeometry(QStyle.visualRect(parent.layoutDirection(), rect, spot) if parent else spot)
            y += high + self._gap

    def _lines(self, width: int) -> tuple[int, list[list[QLayoutItem]]]:
        """The width of a tile, and the tiles of each line: halves, so that no line has one left over."""
        least = self.minimumSize().width()
        across = min(self._most, len(self._items))
        while across > 1 and (width - self._gap * (across - 1)) / across < least:
            across = (across + 1) // 2
        wide = (width - self._gap * (across - 1)) // max(1, across)
        return wide, [self._items[at : at + across] for at in range(0, len(self._items), max(1, across))]

    def _high(self, line: list[QLayoutItem], wide: int) -> int:
        return max(item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height() for item in line)


class TileGrid(QWidget):
    """Holds tiles of equal width, `most` or fewer beside each other; they share the height there is."""

    def __init__(self, most: int = 4) -> None:
        super().__init__()
        self._grid = _Grid(self, most)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, tile: QWidget) -> None:
        """Put a tile at the end."""
        self._grid.addWidget(tile)
