"""A kind of incident as a tile: chosen, it shows a tick as well as its border."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Tile

_LEAST = 190  # px at 100 %: three in a row on a laptop


class KindTile(Tile):
    """Room for the tick is kept always, so that nothing moves when a kind is chosen."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text, icon, across=True, checkable=True)
        self.setFont(theme.font("label", weight=600))

    def heightForWidth(self, width: int) -> int:
        words = painting.text_height(self.text(), self.font(), self._words_width(width))
        return max(theme.space(56), words + theme.space(20))

    def minimumSizeHint(self) -> QSize:
        width = max(self._least_width(), theme.scaled(_LEAST))
        return QSize(width, self.heightForWidth(width))

    def _words_width(self, width: int) -> int:
        return super()._words_width(width) - theme.icon_size(18) - theme.space(6)

    def _paint_key(self, painter: QPainter, ink: str) -> None:
        if not self.isChecked():
            return
        side = theme.icon_size(18)
        spot = QRectF(self.width() - theme.space(12) - side, (self.height() - side) / 2, side, side)
        tick = icons.pixmap("check", "accent" if ink == "text" else ink, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(painting.mirrored(self, spot).topLeft(), tick)
