"""Steps on paper: across the page with a line through their numbers where there is room, else below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from companion.i18n import locales
from companion.printing.document import Size, Step, Steps
from companion.ui.printing import ink
from companion.ui.printing.boxes import INK, THIN, Beside, Box, Drawn, Row, Stack
from companion.ui.printing.typefaces import UNITS_PER_POINT, mm

if TYPE_CHECKING:
    from companion.ui.printing.typesetting import Typesetter

_MOST_ACROSS = 5
_LEAST_COLUMN_MM = 30


def steps(setter: Typesetter, block: Steps) -> Box:
    """The block as boxes."""
    count = len(block.steps)
    wide = setter.width / max(count, 1) >= mm(_LEAST_COLUMN_MM) * setter.points() / 12
    made = (
        _across(setter, block) if 1 < count <= _MOST_ACROSS and wide and not setter.dense else _upright(setter, block)
    )
    made.above = setter.space(0.6)
    return made


def numbered_ring(setter: Typesetter, number: int, points: float) -> Box:
    """A number in a ring, as high as a line of that size, or a little higher."""
    style = setter.style_at(points)
    line = style.font().pixelSize() * style.lines
    side = points * UNITS_PER_POINT * (1.2 if setter.dense else 1.45)
    shown = locales.number(number, setter.language)
    font = setter.style_at(points * 0.82, weight=600).font()

    def draw(painter: QPainter, box: QRectF) -> None:
        spot = QRectF(box.left(), box.top() + (line - side) / 2, side, side)
        ink.ring(painter, spot)
        painter.setFont(font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, shown)

    return Drawn(side, line, draw)


def _upright(setter: Typesetter, block: Steps) -> Box:
    rows: list[Box] = []
    for number, step in enumerate(block.steps, 1):
        sign = numbered_ring(setter, number, setter.points())
        inner = setter.within(setter.width - sign.width - setter.space(0.6))
        lead = f"{step.when}:" if step.when else ""
        parts: list[Box] = [inner.text(step.text, inner.style(), lead=lead)]
        parts += [inner.doubt(step.doubt)] if step.doubt else []
        row = Beside(sign, Stack(parts, inner.width), setter.width, setter.language)
        row.above = setter.space(0.45)
        rows.append(row)
    return Stack(rows, setter.width)


def _across(setter: Typesetter, block: Steps) -> Box:
    gap = mm(4)
    count = len(block.steps)
    width = (setter.width - gap * (count - 1)) / count
    columns = [_column(setter.within(width), number, step, count, gap) for number, step in enumerate(block.steps, 1)]
    return Row(columns, setter.width, setter.language, gap)


def _column(setter: Typesetter, number: int, step: Step, count: int, gap: float) -> Box:
    ring = numbered_ring(setter, number, setter.points())
    leftwards = setter.leftwards

    def draw(painter: QPainter, box: QRectF) -> None:
        start = box.right() - ring.width if leftwards else box.left()
        ring.paint(painter, start, box.top())
        if number < count:
            y = box.top() + ring.height / 2
            length = box.width() - ring.width + gap
            line = QRectF(start - length if leftwards else start + ring.width, y - THIN / 2, length, THIN)
            painter.fillRect(line, INK)

    small = setter.style(Size.SMALL)
    parts: list[Box] = [Drawn(setter.width, ring.height, draw)]
    if step.when:
        parts.append(setter.text(step.when, setter.style_at(small.points, weight=600), above=setter.space(0.15)))
    parts.append(setter.text(step.text, small))
    parts += [setter.doubt(step.doubt)] if step.doubt else []
    return Stack(parts, setter.width)
