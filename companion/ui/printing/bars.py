"""The amount against the law's lines on paper: zones hatched, lines named above, the marker and the outcomes below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from companion.printing.document import Size, ThresholdBar, Zone
from companion.ui.printing import ink
from companion.ui.printing.boxes import INK, PAPER, THIN, Beside, Box, Drawn, Framed, Leaf, Stack, TextBox, pen
from companion.ui.printing.typefaces import mm

if TYPE_CHECKING:
    from companion.ui.printing.typesetting import Typesetter

_BAR_MM = 7
_SWATCH_MM = (11, 4.2)


def bar(setter: Typesetter, block: ThresholdBar) -> Box:
    """The block as one box that is never parted."""
    parts: list[Box] = [_Gauge(setter, block)]
    parts += [_legend(setter, zone) for zone in block.zones]
    if block.nothing:
        parts.append(setter.text(block.nothing, setter.style(Size.SMALL), above=setter.space(0.2)))
    parts.append(setter.text(block.in_words, setter.style(), above=setter.space(0.4)))
    framed = Framed(Stack(parts, setter.width), 0, 0, lambda painter, box: None)
    framed.above = setter.space(0.6)
    return framed


class _Gauge(Box):
    """The bar with a label for each line above it, and one for what was weighed below."""

    def __init__(self, setter: Typesetter, block: ThresholdBar) -> None:
        self.width, self._block, self._leftwards = setter.width, block, setter.leftwards
        small = setter.style(Size.SMALL)
        self._labels = [_label(setter, small.points, line.words, line.note, line.at) for line in block.lines]
        self._top = sum(box.height for box, _ in self._labels) + mm(0.8)
        self._below: tuple[TextBox, float] | None = None
        if block.marker is not None and block.marker_words:
            self._below = _label(setter, small.points, block.marker_words, "", block.marker)
        self.height = self._top + mm(_BAR_MM)
        if self._below is not None:
            self.height += self._below[0].height + mm(2.4)

    def _x(self, at: float) -> float:
        return self.width * (1 - at if self._leftwards else at)

    def _placed(self) -> Iterator[tuple[TextBox, float, float]]:
        y = 0.0
        for box, across in self._labels:
            yield box, across, y
            y += box.height
        if self._below is not None:
            yield self._below[0], self._below[1], self._top + mm(_BAR_MM + 2.4)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for box, across, down in self._placed():
            yield from box.leaves(x + across, y + down)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        bar_box = QRectF(x, y + self._top, self.width, mm(_BAR_MM))
        painter.save()
        top = y
        for zone in self._block.zones:
            left, right = sorted((self._x(zone.start), self._x(zone.end)))
            _zone(painter, QRectF(x + left, bar_box.top(), right - left, bar_box.height()), zone.outcome)
        if not self._block.zones:
            ink.rounded_box(painter, bar_box, dashed=True)
        for line, (box, _) in zip(self._block.lines, self._labels, strict=True):
            across = x + self._x(line.at)
            painter.setPen(pen())
            painter.drawLine(QPointF(across, top), QPointF(across, bar_box.top()))
            painter.setPen(pen(THIN * 2.4))
            painter.drawLine(QPointF(across, bar_box.top() - mm(0.8)), QPointF(across, bar_box.bottom() + mm(0.8)))
            top += box.height
        if self._block.marker is not None:
            self._draw_marker(painter, x + self._x(self._block.marker), bar_box)
        painter.restore()
        for box, across, down in self._placed():
            painter.fillRect(QRectF(x + across, y + down, box.width, box.height), PAPER)  # over the lines of others
            box.paint(painter, x + across, y + down)

    def _draw_marker(self, painter: QPainter, across: float, box: QRectF) -> None:
        """A black arrow from below, with a white edge that keeps it from the hatching."""
        tip, wide = box.center().y(), mm(2)
        low = box.bottom() + mm(2)
        arrow = QPolygonF([QPointF(across, tip), QPointF(across - wide, low), QPointF(across + wide, low)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(THIN * 1.5, ink=PAPER))
        painter.setBrush(INK)
        painter.drawPolygon(arrow)


def _zone(painter: QPainter, box: QRectF, outcome: str) -> None:
    ink.hatch(painter, box, outcome)
    dashed = pen(THIN, Qt.PenStyle.DashLine if outcome in ink.UNSURE else Qt.PenStyle.SolidLine)
    painter.setPen(dashed)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(THIN / 2, THIN / 2, -THIN / 2, -THIN / 2))


def _label(setter: Typesetter, points: float, words: str, note: str, at: float) -> tuple[TextBox, float]:
    """A text as near to its place on the bar as the page lets it be, and how far from the left it stands."""
    style = setter.style_at(points)
    measured = setter.text(note, style, lead=words)
    width = min(setter.width, measured.natural_width + 2)
    box = setter.text(note, style, lead=words, width=width)
    spot = setter.width * (1 - at if setter.leftwards else at)
    left = spot - width if spot + width > setter.width else spot
    return box, max(0.0, left)


def _legend(setter: Typesetter, zone: Zone) -> Box:
    """What a zone means: a piece of its hatching, the silhouette, the words."""
    style = setter.style(Size.SMALL, weight=600)
    line = style.font().pixelSize() * style.lines
    wide, high = (mm(length) for length in _SWATCH_MM)
    mirror = setter.leftwards

    def draw(painter: QPainter, box: QRectF) -> None:
        swatch = QRectF(box.right() - wide if mirror else box.left(), box.top() + (line - high) / 2, wide, high)
        _zone(painter, swatch, zone.outcome)
        x = box.left() if mirror else box.right() - high
        ink.silhouette(painter, QRectF(x, swatch.top(), high, high), zone.outcome, mirror=mirror)

    sign = Drawn(wide + mm(1.5) + high, line, draw)
    inner = setter.text(zone.words, style, width=setter.width - sign.width - setter.space(0.5))
    row = Beside(sign, inner, setter.width, setter.language)
    row.above = setter.space(0.2)
    return row
