"""Equal tiles that fill what room there is, and are never smaller than their words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from companion.ui.widgets.items_layout import ItemsLayout


class FilledGrid(ItemsLayout):
    """`wide` columns where the room is wider than high, `tall` where it is not; fewer where words need it.

    Rows share the height; with `most` (px) none is higher than that.
    """

    def __init__(self, parent: QWidget, *, wide: int, tall: int, gap: int = 18, most: int = 0) -> None:
        super().__init__(parent)
        self._wide, self._tall, self._gap, self._most = wide, tall, gap, most

    def heightForWidth(self, width: int) -> int:
        columns = self._columns(width)
        heights = self._heights(width, columns)
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width, self.heightForWidth(width) if width else 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        shown, parent = self._shown(), self.parentWidget()
        if not shown:
            return
        columns = self._columns(rect.width())
        heights = self._heights(rect.width(), columns)
        spare = rect.height() - sum(heights) - self._gap * (len(heights) - 1)
        if spare > 0:
            even = (rect.height() - self._gap * (len(heights) - 1)) // len(heights)
            even = min(even, self._most) if self._most else even
            if max(heights) <= even:
                heights = [even] * len(heights)
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        width = (rect.width() - self._gap * (columns - 1)) // columns
        y = rect.y()
        for row, height in enumerate(heights):
            for at, item in enumerate(shown[row * columns : (row + 1) * columns]):
                spot = QRect(rect.x() + at * (width + self._gap), y, width, height)
                item.setGeometry(QStyle.visualRect(direction, rect, spot))
            y += height + self._gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _columns(self, width: int) -> int:
        parent = self.parentWidget()
        window = parent.window().size() if parent else QSize(1280, 800)
        wanted = self._wide if window.width() >= window.height() else self._tall
        widest = max((item.minimumSize().width() for item in self._shown()), default=1)
        return max(1, min(wanted, len(self._shown()) or 1, (width + self._gap) // max(1, widest + self._gap)))

    def _heights(self, width: int, columns: int) -> list[int]:
        shown = self._shown()
        each = (width - self._gap * (columns - 1)) // columns
        rows = [shown[at : at + columns] for at in range(0, len(shown), columns)]
        return [max(_tall(item, each) for item in row) for row in rows]


def _tall(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.minimumSize().height()
