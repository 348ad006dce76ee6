"""Tables on paper: lines between rows, heads repeated on every page, silhouettes as marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from companion.printing.document import Bar, Cell, Mark, Table
from companion.ui.printing import ink
from companion.ui.printing.boxes import INK, THIN, Box, Drawn, Framed, Row, Rows, Stack, Style, TextBox, pen
from companion.ui.printing.typefaces import mm

if TYPE_CHECKING:
    from companion.ui.printing.typesetting import Typesetter

_MARK_MM, _SMALL_MARK_MM, _RING_MM = 6.5, 4.2, 1.3


def table(setter: Typesetter, block: Table) -> Box:
    """The block as boxes; a caption stays with the head."""
    widths = _widths(setter, block)
    head = _head(setter, block, widths)
    rows = [_row(setter, block, row, widths) for row in block.rows]
    made: Box = Rows(head, rows, setter.width)
    if block.caption:
        caption = setter.text(block.caption, setter.style(weight=600))
        caption.with_next = True
        made.above = setter.space(0.3)
        made = Stack([caption, made], setter.width)
    made.above = setter.space(0.9)
    return made


def _pad(setter: Typesetter) -> float:
    return setter.space(0.35)


def _widths(setter: Typesetter, block: Table) -> list[float]:
    """By share, but no column narrower than its longest word."""
    shares = sum(column.share for column in block.columns)
    wanted = [setter.width * column.share / shares for column in block.columns]
    least = [_least(setter, block, at) for at in range(len(block.columns))]
    short = sum(max(0.0, need - width) for need, width in zip(least, wanted, strict=True))
    spare = [max(0.0, width - need) for need, width in zip(least, wanted, strict=True)]
    if not short or not sum(spare):
        return wanted
    taken = min(1.0, short / sum(spare))
    return [
        max(need, width) if need > width else width - extra * taken
        for need, width, extra in zip(least, wanted, spare, strict=True)
    ]


def _least(setter: Typesetter, block: Table, at: int) -> float:
    words = block.columns[at].heading.split()
    for row in block.rows:
        cell = row[at]
        words += cell.split() if isinstance(cell, str) else [cell.words] if isinstance(cell, Bar) else []
    bold = setter.style(block.size, weight=600)
    longest = max((TextBox(word, bold, setter.width).natural_width for word in _longest(words)), default=0.0)
    picture = mm(_MARK_MM + 2 * _RING_MM) if block.columns[at].outcome else 0.0
    return max(longest, picture) + 2 * _pad(setter) + 2


def _longest(words: list[str]) -> list[str]:
    """The few words that may be widest: measuring all of a long table would take a second."""
    return sorted(words, key=len, reverse=True)[:4]


def _style(setter: Typesetter, block: Table, at: int, *, head: bool) -> Style:
    column = block.columns[at]
    side = "center" if column.outcome else "end" if column.numbers else "start"
    return setter.style(block.size, weight=600 if head or at == 0 else 400, side=side)


def _head(setter: Typesetter, block: Table, widths: list[float]) -> Box:
    cells: list[Box] = []
    for at, (column, width) in enumerate(zip(block.columns, widths, strict=True)):
        inner = width - 2 * _pad(setter)
        parts: list[Box] = [_picture(setter, column.outcome, inner)] if column.outcome else []
        parts.append(setter.text(column.heading, _style(setter, block, at, head=True), width=inner))
        cells.append(_padded(setter, Stack(parts, inner), width))
    tall = max(cell.height for cell in cells)
    level: list[Box] = [Stack([_space(cell.width, tall - cell.height), cell], cell.width) for cell in cells]
    row = _lined(setter, block, level, widths, heavy=True)
    if not block.groups:
        return row
    return Stack([_groups(setter, block, widths), row], setter.width)


def _groups(setter: Typesetter, block: Table, widths: list[float]) -> Box:
    cells: list[Box] = []
    at = 0
    for words, span in block.groups:
        width = sum(widths[at : at + span])
        style = setter.style(block.size, weight=600, side="center")
        cells.append(_padded(setter, setter.text(words, style, width=width - 2 * _pad(setter)), width))
        at += span
    return Row(cells, setter.width, setter.language, 0)


def _row(setter: Typesetter, block: Table, row: tuple[Cell, ...], widths: list[float]) -> Box:
    cells: list[Box] = []
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        inner = width - 2 * _pad(setter)
        made: Box
        if isinstance(cell, Mark):
            made = _mark(setter, cell, inner)
        elif isinstance(cell, Bar):
            made = _bar(setter, block, at, cell, inner)
        else:
            made = setter.text(cell, _style(setter, block, at, head=False), width=inner)
        cells.append(_padded(setter, made, width))
    tall = max(cell.height for cell in cells)
    level: list[Box] = []
    for at, box in enumerate(cells):
        down = (tall - box.height) / 2 if isinstance(row[at], Mark) else 0.0
        level.append(Stack([_space(box.width, down), box], box.width))
    return _lined(setter, block, level, widths, heavy=False)


def _bar(setter: Typesetter, block: Table, at: int, cell: Bar, width: float) -> Box:
    """A number at the end of the column, and a bar that ends where the longest number begins."""
    style, leftwards = _style(setter, block, at, head=False), setter.leftwards
    words = setter.text(cell.words, style, width=width)
    widest = max(
        TextBox(each.words, style, width).natural_width for row in block.rows if isinstance(each := row[at], Bar)
    )
    longest = max(0.0, width - widest - setter.space(0.6))
    length, high = longest * cell.share, setter.space(0.55)

    def ground(painter: QPainter, box: QRectF) -> None:
        left = box.right() - longest if leftwards else box.left() + longest - length
        painter.fillRect(QRectF(left, box.center().y() - high / 2, length, high), INK)

    return Framed(words, 0, 0, ground)


def _lined(setter: Typesetter, block: Table, cells: list[Box], widths: list[float], *, heavy: bool) -> Box:
    leftwards = setter.leftwards

    def ground(painter: QPainter, box: QRectF) -> None:
        thick = THIN * (2 if heavy else 1)
        painter.fillRect(QRectF(box.left(), box.bottom() - thick, box.width(), thick), INK)
        across = 0.0
        for column, width in zip(block.columns, widths, strict=True):
            x = box.right() - across if leftwards else box.left() + across
            if column.thick_before or column.outcome:
                painter.setPen(_upright(thick=column.thick_before))
                painter.drawLine(round(x), round(box.top()), round(x), round(box.bottom()))
            across += width

    return Framed(Row(cells, setter.width, setter.language, 0), 0, 0, ground)


def _upright(*, thick: bool) -> QPen:
    if thick:
        return pen(THIN * 2.2)
    dotted = pen(THIN)
    dotted.setDashPattern([1, 3])
    return dotted


def _padded(setter: Typesetter, inner: Box, width: float) -> Box:
    return Framed(inner, _pad(setter), setter.space(0.22), lambda painter, box: None, width)


def _space(width: float, height: float) -> Box:
    return Drawn(width, height, lambda painter, box: None)


def _picture(setter: Typesetter, outcome: str, width: float) -> Box:
    mirror, side = setter.leftwards, mm(_MARK_MM)

    def draw(painter: QPainter, box: QRectF) -> None:
        target = QRectF(box.center().x() - side / 2, box.top(), side, side)
        ink.silhouette(painter, target, outcome, mirror=mirror)

    return Drawn(width, side * 1.1, draw)


def _mark(setter: Typesetter, mark: Mark, width: float) -> Box:
    mirror = setter.leftwards
    side = mm(_SMALL_MARK_MM if mark.small else _MARK_MM)
    whole = side + 2 * mm(_RING_MM)

    def draw(painter: QPainter, box: QRectF) -> None:
        centre = box.center()
        if mark.ringed:
            ink.ring(painter, QRectF(centre.x() - whole / 2, centre.y() - whole / 2, whole, whole), dotted=True)
        if mark.outcome:
            target = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
            ink.silhouette(painter, target, mark.outcome, mirror=mirror)

    return Drawn(width, whole, draw)
