"""The name of a key in a small frame: the keyboard's way to the thing beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting


class KeyCap(QWidget):
    """Shows `key` as it is printed on the key; decoration only, so it has no accessible name."""

    def __init__(self, key: str, *, ink: str = "text2", edge: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._ink, self._edge = key, ink, edge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return cap_size(self._key)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        paint_cap(painter, QRectF(self.rect()), self._key, self._ink, self._edge)
        painter.end()


def cap_size(key: str) -> QSize:
    """The size of the frame around `key`, px."""
    font = theme.font("caption", weight=500)
    return QSize(painting.text_width(key, font) + theme.space(14), round(font.pixelSize() * 1.55))


def paint_cap(painter: QPainter, rect: QRectF, key: str, ink: str, edge: str) -> None:
    """Paint the key into `rect`; its bottom edge is thicker, as on a keyboard."""
    line = theme.colour(edge)
    painting.rounded(painter, rect, theme.RADIUS_TAG - 1, edge=line)
    painter.fillRect(QRectF(rect.left() + 4, rect.bottom() - 2, rect.width() - 8, 1), line)
    font = theme.font("caption", weight=500)
    painting.draw_text(painter, rect, key, font, theme.colour(ink), side="center", middle=True)
