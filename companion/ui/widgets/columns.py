"""Panes side by side while there is room, one below the other where there is not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from companion.ui import theme
from companion.ui.widgets.items_layout import ItemsLayout


class ColumnsLayout(ItemsLayout):
    """Items share the width by `shares` from `stack_below` px on (at 100 % text; from 150 % they always stack).

    Side by side every item is as tall as the layout; stacked each gets the height it asks for, the last one the rest.
    """

    def __init__(
        self, parent: QWidget | None = None, *, shares: Sequence[int] = (1, 1), gap: int = 18, stack_below: int = 900
    ) -> None:
        super().__init__(parent)
        self._shares, self._gap, self._stack_below = tuple(shares), theme.space(gap), stack_below

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def stacks(self, width: int) -> bool:
        """Whether the items stand one below the other in `width`."""
        return width < self._stack_below * theme.current().text_scale or theme.current().text_scale >= 1.5

    def heightForWidth(self, width: int) -> int:
        return self._height(width, least=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self._height(width, least=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._items]
        widest, tallest = (max((get(size) for size in least), default=0) for get in (QSize.width, QSize.height))
        return QSize(widest, tallest)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        if self.stacks(rect.width()):
            self._stack(rect)
            return
        x = rect.x()
        for item, width in zip(self._items, self._widths(rect.width()), strict=True):
            item.setGeometry(QStyle.visualRect(direction, rect, QRect(x, rect.y(), width, rect.height())))
            x += width + self._gap

    def _stack(self, rect: QRect) -> None:
        y = rect.y()
        for index, item in enumerate(self._items):
            last = index == len(self._items) - 1
            wanted = _tall(item, rect.width(), least=False)
            room = max(rect.bottom() + 1 - y, _tall(item, rect.width(), least=True))
            height = room if last else min(wanted, room)
            item.setGeometry(QRect(rect.x(), y, rect.width(), height))
            y += height + self._gap

    def _height(self, width: int, *, least: bool) -> int:
        if self.stacks(width):
            tall = [
                _tall(item, width, least=least and index == len(self._items) - 1)
                for index, item in enumerate(self._items)
            ]
            return sum(tall) + self._gap * max(0, len(tall) - 1)
        pairs = zip(self._items, self._widths(width), strict=True)
        return max((_tall(item, share, least=least) for item, share in pairs), default=0)

    def _widths(self, width: int) -> list[int]:
        """Each item's share; none is narrower than it can be."""
        room = width - self._gap * max(0, len(self._items) - 1)
        shares = [*self._shares, *[1] * len(self._items)][: len(self._items)]
        widths = [room * share // sum(shares) for share in shares]
        for index, item in enumerate(self._items):
            lack = item.minimumSize().width() - widths[index]
            if lack > 0:
                widest = max(range(len(widths)), key=lambda at: widths[at])
                widths[index] += lack
                widths[widest] -= lack
        if widths:
            widths[-1] += room - sum(widths)
        return widths


def _tall(item: QLayoutItem, width: int, *, least: bool) -> int:
    if item.hasHeightForWidth():
        return item.minimumHeightForWidth(width) if least else item.heightForWidth(width)
    return item.minimumSize().height() if least else item.sizeHint().height()
