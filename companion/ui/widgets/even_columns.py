"""Equal columns: as many as fit, the rest below. For a row of figures or of small fields."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from companion.ui.widgets.items_layout import ItemsLayout


class EvenColumns(ItemsLayout):
    """Items share the width evenly; when they do not fit in one line, they go on in as few lines as can be."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 12, line_gap: int = 12) -> None:
        super().__init__(parent)
        self._gap, self._line_gap = gap, line_gap

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in least), default=0), max((size.height() for size in least), default=0)
        )

    def columns(self, width: int) -> int:
        """How many columns there are in `width`: the fewest lines, evenly filled."""
        shown = self._shown()
        widest = max((item.minimumSize().width() for item in shown), default=1)
        fitting = max(1, min(len(shown), (width + self._gap) // max(1, widest + self._gap)))
        lines = -(-len(shown) // fitting)
        return -(-len(shown) // lines) if lines else 1

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        shown, parent = self._shown(), self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        columns = self.columns(rect.width())
        width = (rect.width() - self._gap * (columns - 1)) // columns
        y = rect.y()
        for first in range(0, len(shown), columns):
            line = shown[first : first + columns]
            tall = max(_tall(item, width) for item in line)
            for index, item in enumerate(line):
                spot = QRect(rect.x() + index * (width + self._gap), y, width, tall)
                if place:
                    item.setGeometry(QStyle.visualRect(direction, rect, spot))
            y += tall + self._line_gap
        return max(0, y - self._line_gap - rect.y())


def _tall(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
