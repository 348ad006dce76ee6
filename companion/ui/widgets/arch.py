"""The doorway inside the program: faint behind Home, small on an empty page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.night import arch_path


class Arch(QWidget):
    """A small doorway with an icon in it, for pages with nothing on them yet."""

    def __init__(self, icon: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.icon_size(60), theme.icon_size(72))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        shape = arch_path(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.fillPath(shape, theme.colour("arch"))
        if theme.high_contrast():
            painter.setPen(theme.colour("archink"))
            painter.drawPath(shape)
        side = theme.icon_size(28)
        picture = icons.pixmap(self._icon, "archink", side, ratio=self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2 + 2, picture)
        painter.end()


def paint_backdrop(painter: QPainter, rect: QRectF) -> None:
    """Home's faint doorway: the arch's colour fading from 85 to 18 %, in the dark the lamp's from 20 to 3."""
    look = theme.current().theme
    if look.high_contrast:
        return
    role, above, below = ("lamp", 0.20, 0.03) if look.name == "dark" else ("arch", 0.85, 0.18)
    fade = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    fade.setColorAt(0, theme.faded(role, above))
    fade.setColorAt(1, theme.faded(role, below))
    painter.fillPath(arch_path(rect), fade)
