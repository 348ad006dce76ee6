"""A big counter to be tapped: what a tap saves, and how often it was tapped on this walk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from companion.i18n import locales
from companion.i18n.catalogs import trn
from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Tile

_LEAST = 240  # px at 100 %


class WalkTile(Tile):
    """The number large, the words below it; a finger finds it without looking."""

    def __init__(self, text: str, icon: str, key: str) -> None:
        super().__init__(text, icon, key=key)
        self.setFont(theme.font("body", weight=600))
        self._number = 0
        self.set_number(0)

    @property
    def number(self) -> int:
        """How often it was tapped."""
        return self._number

    def set_number(self, number: int) -> None:
        """Show how often it was tapped."""
        self._number = number
        self.setAccessibleDescription(trn("%(n)s contact on this walk", "%(n)s contacts on this walk", number))
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        width = max(self._least_width(), theme.scaled(_LEAST))
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        words = painting.text_height(self.text(), self.font(), self._words_width(width))
        number = painting.line_height("0", theme.font("timer"))
        return max(theme.space(160), 2 * theme.space(14) + number + theme.space(8) + words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        ink = self._paint_shape(painter)
        margin, side = theme.space(14), theme.icon_size(28)
        spot = painting.mirrored(self, QRectF(margin, margin, side, side))
        picture = icons.pixmap(self._icon, "accent" if ink == "text" else ink, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), picture)
        self._paint_key(painter, ink)
        width = self._words_width(self.width())
        words = painting.text_height(self.text(), self.font(), width)
        foot = self.height() - margin - words
        box = painting.mirrored(self, QRectF(margin, foot, width, words))
        painting.draw_text(painter, box, self.text(), self.font(), theme.colour(ink))
        self._paint_number(painter, ink, foot)
        painter.end()

    def _paint_number(self, painter: QPainter, ink: str, foot: float) -> None:
        if not self._number:
            return
        font, number = theme.font("timer"), locales.number(self._number)
        tall = painting.line_height(number, font)
        box = QRectF(theme.space(14), foot - tall - theme.space(2), self.width() - 2 * theme.space(14), tall)
        colour = theme.colour("accent" if ink == "text" else ink)
        painting.draw_text(painter, painting.mirrored(self, box), number, font, colour)
