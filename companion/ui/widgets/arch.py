"""The lit doorway: behind the lock screen and first start, faint behind Home, small on an empty page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPolygonF, QRadialGradient
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting


def arch_path(rect: QRectF) -> QPainterPath:
    """A doorway filling `rect`: straight sides under a half circle."""
    radius = min(rect.width() / 2, rect.height())
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(QRectF(rect.left(), rect.top(), rect.width(), 2 * radius), 180, -180)
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


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


def paint_night(
    painter: QPainter, rect: QRectF, door: QRectF, *, frame: float = 22, depth: float | None = None
) -> None:
    """Wall, glow, floor, the light that falls out, and the frame of the doorway `door` (its foot is the floor's edge).

    The light reaches `depth` px into the room, by default to the edge. The scene is the same by day and night; in high
    contrast only the frame is left.
    """
    if theme.high_contrast():
        painter.fillRect(rect, theme.colour("bg"))
        painter.setPen(theme.colour("archink"))
        painter.drawPath(arch_path(door))
        return
    light, dark = theme.load("light").colours, theme.load("dark").colours
    wall, night, lamp = light["rail"], QColor(dark["rail"]), theme.colour("lamp")
    base = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    dusk = QColor(light["railactive"])
    base.setColorAt(0, theme.blend(QColor(wall), night, 0.45))
    base.setColorAt(1, theme.blend(QColor(wall), dusk, 0.35))
    painter.fillRect(rect, base)
    _paint_glow(painter, rect, door, lamp)
    _paint_floor(
        painter, rect, door, lamp, theme.blend(QColor(wall), night, 0.6), depth or rect.bottom() - door.bottom()
    )
    outer = door.adjusted(-frame, -frame, frame, 0)
    painter.fillPath(arch_path(outer), dusk)


def _paint_glow(painter: QPainter, rect: QRectF, door: QRectF, lamp: QColor) -> None:
    glow = QRadialGradient(QPointF(door.center().x(), door.center().y() + door.height() * 0.1), door.width() * 1.25)
    for stop, alpha in ((0.0, 0.34), (0.45, 0.20), (0.75, 0.07), (1.0, 0.0)):
        shade = QColor(lamp)
        shade.setAlphaF(alpha)
        glow.setColorAt(stop, shade)
    painter.fillRect(rect, glow)


def _paint_floor(painter: QPainter, rect: QRectF, door: QRectF, lamp: QColor, dark: QColor, depth: float) -> None:
    painter.fillRect(QRectF(rect.left(), door.bottom(), rect.width(), rect.bottom() - door.bottom()), dark)
    reach = door.bottom() + depth
    spread = min(door.width() * 0.5, depth * 1.45)
    light = QPolygonF(
        [
            door.bottomLeft(),
            door.bottomRight(),
            QPointF(door.right() + spread, reach),
            QPointF(door.left() - spread, reach),
        ]
    )
    path = QPainterPath()
    path.addPolygon(light)
    fade = QLinearGradient(QPointF(0, door.bottom()), QPointF(0, reach))
    near, far = QColor(lamp), QColor(lamp)
    near.setAlphaF(0.82)
    far.setAlphaF(0.12 if reach >= rect.bottom() else 0.0)
    fade.setColorAt(0, near)
    fade.setColorAt(1, far)
    painter.fillPath(path, fade)
