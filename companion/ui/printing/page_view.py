"""A set page on the screen: white paper at any size, painted by the same hand as the print."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.printing.boxes import PAPER
from companion.ui.printing.pages import SetPage
from companion.ui.printing.typefaces import mm
from companion.ui.widgets import painting

_WIDEST, _LEAST = 820, 260


def picture(page: SetPage, width: int) -> QImage:
    """The page as a picture so many pixels wide."""
    height = max(1, round(width * page.height / page.width))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(width / mm(page.width), width / mm(page.width))
    page.paint(painter)
    painter.end()
    return image


class PageView(QWidget):
    """Shows one page, as wide as there is room. `words` is what stands on it, for those who do not see it."""

    def __init__(self) -> None:
        super().__init__()
        self._page: SetPage | None = None
        self._picture: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, page: SetPage, name: str, words: str) -> None:
        """Show another page."""
        self._page, self._picture = page, None
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self._height(min(width, self._widest()))

    def sizeHint(self) -> QSize:
        return QSize(self._widest(), self._height(self._widest()))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self._height(_LEAST))

    def _widest(self) -> int:
        return theme.scaled(_WIDEST)

    def _height(self, width: int) -> int:
        return round(width * self._page.height / self._page.width) if self._page is not None else width

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        width = min(self.width(), self._widest())
        ratio = self.devicePixelRatioF()
        wanted = round(width * ratio)
        if self._picture is None or self._picture.width() != wanted:
            self._picture = picture(self._page, wanted)
            self._picture.setDevicePixelRatio(ratio)
        painter = painting.begin(self)
        left = (self.width() - width) // 2
        painter.drawImage(left, 0, self._picture)
        painter.setPen(theme.colour("control"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(left, 0, width - 1, self._height(width) - 1)
        painter.end()
