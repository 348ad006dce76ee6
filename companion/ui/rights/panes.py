"""Two panes beside each other where there is room, else one below the other; which, follows from the width alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QStyle, QWidget

from companion.ui import theme
from companion.ui.widgets.items_layout import ItemsLayout
from companion.ui.widgets.scroll import Scroll

_STACKED_FROM = 1.5  # times the usual size of text


class PanesLayout(ItemsLayout):
    """The first pane takes `share` of the width (below 1) or that many px at 100 % (above 1), the second the rest.

    Panes that are `Scroll`s scroll alone while they stand side by side, at least `least` px high, and are as tall as
    their content when they are stacked. From `from_width` px on the panes stand side by side, if text is not larger
    than 150 % and both have room.
    """

    def __init__(
        self, parent: QWidget | None = None, *, share: float, gap: int = 20, from_width: int = 820, least: int = 420
    ) -> None:
        super().__init__(parent)
        self._share, self._gap = share, theme.space(gap)
        self._from, self._least = from_width, least

    def beside(self, width: int) -> bool:
        """Whether the panes stand side by side in `width` px."""
        if len(self._shown()) < 2 or theme.current().text_scale >= _STACKED_FROM or width < self._from:
            return False
        first, second = self._widths(width)
        items = self._shown()
        return first >= items[0].minimumSize().width() and second >= items[1].minimumSize().width()

    def heightForWidth(self, width: int) -> int:
        items = self._shown()
        if self.beside(width):
            return max(self._alone(item, wide) for item, wide in zip(items, self._widths(width), strict=True))
        return sum(_full(item, width) for item in items) + self._gap * max(0, len(items) - 1)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        items, width = self._shown(), rect.width()
        if self.beside(width):
            first, second = self._widths(width)
            spots = [
                QRect(rect.x(), rect.y(), first, rect.height()),
                QRect(rect.x() + first + self._gap, rect.y(), second, rect.height()),
            ]
        else:
            spots, y = [], rect.y()
            for item in items:
                high = _full(item, width)
                spots.append(QRect(rect.x(), y, width, high))
                y += high + self._gap
            if spots:  # what is left over belongs to the last pane
                spots[-1].setBottom(max(spots[-1].bottom(), rect.bottom()))
        parent = self.parentWidget()
        for item, spot in zip(items, spots, strict=True):
            item.setGeometry(QStyle.visualRect(parent.layoutDirection(), rect, spot) if parent else spot)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _widths(self, width: int) -> tuple[int, int]:
        room = width - self._gap
        first = round(room * self._share) if self._share < 1 else theme.scaled(round(self._share))
        return first, room - first

    def _alone(self, item: QLayoutItem, width: int) -> int:
        return min(self._least, _full(item, width)) if isinstance(item.widget(), Scroll) else _full(item, width)


def _full(item: QLayoutItem, width: int) -> int:
    """The height at which nothing of the pane has to scroll."""
    widget = item.widget()
    if isinstance(widget, Scroll):
        layout = widget.content.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else widget.content.sizeHint().height()
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.minimumSize().height()


class HeadLayout(ItemsLayout):
    """A page's first line: the first item takes what the second leaves, which stands at the end; the second goes below
    where the first would have to break."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 12) -> None:
        super().__init__(parent)
        self._gap = theme.space(gap)

    def heightForWidth(self, width: int) -> int:
        return sum(high for high, _ in self._lines(width)) + self._gap // 2 * (len(self._lines(width)) - 1)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        y = rect.y()
        for high, items in self._lines(rect.width()):
            x = rect.x()
            for index, item in enumerate(items):
                wide = min(item.sizeHint().width(), rect.width())
                if index == 0 and len(items) == 2:
                    wide = rect.width() - self._gap - items[1].sizeHint().width()
                elif item is self._items[0]:
                    wide = rect.width()
                tall = min(high, _full(item, wide))
                spot = QRect(x, y + (high - tall) // 2, wide, tall)
                item.setGeometry(QStyle.visualRect(parent.layoutDirection(), rect, spot) if parent else spot)
                x += wide + self._gap
            y += high + self._gap // 2

    def _lines(self, width: int) -> list[tuple[int, list[QLayoutItem]]]:
        """The lines, each with its height, px."""
        if not self._items:
            return []
        if self.sizeHint().width() <= width:
            return [(self.sizeHint().height(), list(self._items))]
        return [(_full(item, min(width, max(width, item.minimumSize().width()))), [item]) for item in self._items]
