"""What every painted widget needs: mirrored rectangles, rounded shapes, hatching, and text that knows its side.

Text is measured and drawn by the same rules here, so that a box made by `text_height` never clips what `draw_text`
puts in it.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOption, QWidget

from companion.ui import theme

_ENDLESS = 1_000_000.0
_Absolute = Qt.AlignmentFlag.AlignAbsolute


def right_to_left(widget: QWidget) -> bool:
    """Whether this widget (not its text) runs from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirrored(widget: QWidget, rect: QRectF) -> QRectF:
    """`rect`, given as if the widget ran left to right, on the side where it belongs."""
    if not right_to_left(widget):
        return rect
    return QRectF(widget.width() - rect.right(), rect.top(), rect.width(), rect.height())


def mirrored_x(widget: QWidget, x: float) -> float:
    """`x`, given as if left to right, where it belongs."""
    return widget.width() - x if right_to_left(widget) else x


def alignment(side: str, rtl: bool) -> Qt.AlignmentFlag:
    """`start`, `end` or `center` as a flag that Qt does not turn round again by the script of the text."""
    if side == "center":
        return Qt.AlignmentFlag.AlignHCenter
    left = (side == "start") != rtl
    return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight) | _Absolute


def begin(widget: QWidget) -> QPainter:
    """A smooth painter on `widget`; call `end()` on it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setLayoutDirection(widget.layoutDirection())
    return painter


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """A rounded rectangle inside `rect`, its border wholly within; the radius is never over half a side."""
    inset = width / 2 if edge is not None else 0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    limit = max(0.0, min(radius - inset, inner.height() / 2, inner.width() / 2))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    pen = QPen(Qt.PenStyle.NoPen) if edge is None else QPen(edge, width)
    if dashed and edge is not None:
        pen.setDashPattern([3 / width, 2.5 / width])
    painter.setPen(pen)
    painter.drawRoundedRect(inner, limit, limit)


def rounded_path(rect: QRectF, radius: float) -> QPainterPath:
    """The outline of a rounded rectangle, to clip with."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def hatched(
    painter: QPainter, rect: QRectF, base: QColor, line: QColor, *, gap: float = 11, width: float = 4.5
) -> None:
    """Fill `rect` with slanting stripes: the law counts something in here that nobody has measured."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, base)
    painter.setPen(QPen(line, width))
    x = rect.left() - rect.height()
    while x < rect.right() + rect.height():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += gap
    painter.restore()


def text_width(text: str, font: QFont) -> int:
    """Width of `text` in one line, px."""
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1


def line_height(text: str, font: QFont) -> int:
    """Height of `text` in one line, px: a word in a taller script than the font's own needs more than the font says."""
    return max(text_height(text, font, _ENDLESS), ceil(QFontMetricsF(font).height()))


def text_height(text: str, font: QFont, width: float) -> int:
    """Height of `text` wrapped into `width`, px."""
    if not text:
        return 0
    metrics = QFontMetricsF(font)
    return ceil(metrics.boundingRect(QRectF(0, 0, max(1.0, width), _ENDLESS), int(_WRAP), text).height())


def longest_word(text: str, font: QFont) -> int:
    """Width of the widest word, px: what a wrapped text needs at least."""
    metrics = QFontMetricsF(font)
    return max((ceil(metrics.horizontalAdvance(word)) + 1 for word in text.split()), default=0)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    ink: QColor,
    *,
    side: str = "start",
    middle: bool = False,
) -> None:
    """Draw `text` as plain text, wrapped into `rect`, at the side where the painter's widget starts or ends."""
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    vertical = Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(alignment(side, rtl) | vertical | _WRAP), text)


_WRAP = Qt.TextFlag.TextWordWrap


def paint_ring(painter: QPainter, rect: QRectF, radius: float, role: str = "focus") -> None:
    """The focus ring: 3 px, to be drawn 3 px outside what has the focus."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(role), 3))
    painter.drawRoundedRect(rect, radius, radius)


def hovered(widget: QWidget) -> bool:
    """Whether the pointer is over an enabled widget."""
    option = QStyleOption()
    option.initFrom(widget)
    return widget.isEnabled() and widget.underMouse()
