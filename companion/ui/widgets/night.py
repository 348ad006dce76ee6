"""The lit doorway at night, behind the lock screen and first start.

It is the first thing that is painted at all, so this file asks for nothing but colours.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QGradient, QLinearGradient, QPainter, QPainterPath, QPolygonF, QRadialGradient

from companion.ui import theme

# The doorway of the lock screen, px: its width, its least height, and how far its foot is from the window's.
DOOR, HEIGHT, FLOOR = 440, 578, 104
PANEL = 400  # px of first start's picture, at the side where reading begins


def usual_door(rect: QRectF) -> QRectF:
    """Where the lock screen's doorway stands in a window of the usual size."""
    width = min(float(DOOR), rect.width() - 48)
    bottom = rect.height() - FLOOR
    top = max(8.0, bottom - HEIGHT)
    return QRectF((rect.width() - width) / 2, top, width, bottom - top)


def fill(painter: QPainter, shape: QPainterPath | QRectF, ink: QColor | QGradient) -> None:
    """Fill a shape, by the one way that does not make PySide build the enumerations of brush styles and with them all
    of Qt's others, which takes three times as long as painting the scene: a path, and a brush made of a gradient."""
    if isinstance(ink, QColor):
        plain, ink = ink, QLinearGradient()
        ink.setColorAt(0, plain)
    if isinstance(shape, QRectF):
        box, shape = shape, QPainterPath()
        shape.addRect(box)
    painter.fillPath(shape, QBrush(ink))


def paint_door(painter: QPainter, rect: QRectF, door: QRectF) -> None:
    """The lock screen's scene: the night, and a door that stands open."""
    paint_night(painter, rect, door)
    fill(painter, arch_path(door), door_colour())


def paint_way_in(painter: QPainter, rect: QRectF, rtl: bool) -> None:
    """First start's scene: a door at the top of `rect` and its leaf, on the far side of where reading begins."""
    floor = min(420.0, rect.height() * 0.525)
    door = QRectF(rect.center().x() - 80, max(16.0, floor - 288), 160, min(288.0, floor - 16))
    paint_night(painter, rect, door, frame=12, depth=100)
    fill(painter, arch_path(door), door_colour())
    if theme.high_contrast():
        return
    across = door.left() + 2 if rtl else door.right() - 66
    leaf = QRectF(across, door.top() + 74, 64, door.height() - 74)
    fill(painter, arch_path(leaf), theme.colour("arch"))
    knob = QPainterPath()
    knob.addEllipse(QRectF(across + (48 if rtl else 8), door.top() + 206, 8, 8))
    fill(painter, knob, theme.colour("archink"))


def arch_path(rect: QRectF) -> QPainterPath:
    """A doorway filling `rect`: straight sides under a half circle."""
    radius = min(rect.width() / 2, rect.height())
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(QRectF(rect.left(), rect.top(), rect.width(), 2 * radius), 180, -180)
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def door_colour() -> QColor:
    """What shines in the doorway: the surface, warmed by the lamp."""
    return theme.mixed("surface", "arch", 0.3)


def paint_night(
    painter: QPainter, rect: QRectF, door: QRectF, *, frame: float = 22, depth: float | None = None
) -> None:
    """Wall, glow, floor, the light that falls out, and the frame of the doorway `door` (its foot is the floor's edge).

    The light reaches `depth` px into the room, by default to the edge. The scene is the same by day and night; in high
    contrast only the frame is left.
    """
    if theme.high_contrast():
        fill(painter, rect, theme.colour("bg"))
        painter.setPen(theme.colour("archink"))
        painter.drawPath(arch_path(door))
        return
    light, dark = theme.load("light").colours, theme.load("dark").colours
    wall, night, lamp = light["rail"], QColor(dark["rail"]), theme.colour("lamp")
    base = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    dusk = QColor(light["railactive"])
    base.setColorAt(0, theme.blend(QColor(wall), night, 0.45))
    base.setColorAt(1, theme.blend(QColor(wall), dusk, 0.35))
    fill(painter, rect, base)
    _paint_glow(painter, rect, door, lamp)
    _paint_floor(
        painter, rect, door, lamp, theme.blend(QColor(wall), night, 0.6), depth or rect.bottom() - door.bottom()
    )
    outer = door.adjusted(-frame, -frame, frame, 0)
    fill(painter, arch_path(outer), dusk)


def _paint_glow(painter: QPainter, rect: QRectF, door: QRectF, lamp: QColor) -> None:
    glow = QRadialGradient(QPointF(door.center().x(), door.center().y() + door.height() * 0.1), door.width() * 1.25)
    for stop, alpha in ((0.0, 0.34), (0.45, 0.20), (0.75, 0.07), (1.0, 0.0)):
        glow.setColorAt(stop, _see_through(lamp, alpha))
    fill(painter, rect, glow)


def _paint_floor(painter: QPainter, rect: QRectF, door: QRectF, lamp: QColor, dark: QColor, depth: float) -> None:
    fill(painter, QRectF(rect.left(), door.bottom(), rect.width(), rect.bottom() - door.bottom()), dark)
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
    fade.setColorAt(0, _see_through(lamp, 0.82))
    fade.setColorAt(1, _see_through(lamp, 0.12 if reach >= rect.bottom() else 0.0))
    fill(painter, path, fade)


def _see_through(colour: QColor, alpha: float) -> QColor:
    return QColor.fromRgbF(colour.redF(), colour.greenF(), colour.blueF(), alpha)
