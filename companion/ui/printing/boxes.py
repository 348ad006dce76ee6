"""What a page is put together from: boxes that know their height, paint themselves and can be parted between pages.

Lengths are units of `typefaces` (a twentieth of a point). A box is made for one width and never changes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from companion.i18n import locales
from companion.ui.printing import typefaces

INK = QColor(Qt.GlobalColor.black)
PAPER = QColor(Qt.GlobalColor.white)
THIN = typefaces.mm(0.35)
"""The thinnest line that an old printer draws whole."""
_NO_ROOM = 0.5
_NOT_LEFTWARDS = r"[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*"
_LATIN_ALONE = re.compile(f"{_NOT_LEFTWARDS}[A-Za-z]{_NOT_LEFTWARDS}")
_LEAST_LINES = 2

Leaf = tuple[QRectF, str]
Parted = tuple["Box | None", "Box | None"]


class Box:
    """Base of all. `above` is the empty paper before it, dropped at the top of a page; `with_next` keeps it together
    with what follows (a heading)."""

    width: float = 0
    height: float = 0
    above: float = 0
    with_next: bool = False

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the upper left corner at that point."""

    def part(self, room: float) -> Parted:
        """What fits into so much height, and the rest. `(None, self)` where nothing does or it cannot be parted."""
        return None, self

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        """Where each text of it stands, for checks."""
        yield from ()


@dataclass
class Style:
    """How a text is set. `lines`: height of a line as a multiple of the type's size."""

    points: float
    language: str
    weight: int = 400
    lines: float = 1.38
    ink: QColor = field(default_factory=lambda: INK)
    side: str = "start"

    def font(self, weight: int | None = None) -> QFont:
        """The font of it, heavier if said."""
        return typefaces.font(self.points, self.language, weight or self.weight)


class TextBox(Box):
    """A paragraph, its first `lead` characters in bold. Parted between lines, two at least on either side."""

    def __init__(self, text: str, style: Style, width: float, *, lead: int = 0) -> None:
        self.width, self._style = width, style
        self.text = text
        self._layout = self._laid_out(typefaces.shown(text), lead)
        self._first, self._end = 0, self._layout.lineCount()
        self.height = self._end * self._line_height

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self._end - self._first

    @property
    def natural_width(self) -> float:
        """How wide its widest line is."""
        return max((self._layout.lineAt(i).naturalTextWidth() for i in range(self._first, self._end)), default=0.0)

    @property
    def _line_height(self) -> float:
        return self._style.font().pixelSize() * self._style.lines

    def _laid_out(self, text: str, lead: int) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), self._style.font())
        layout.setTextOption(self._option())
        if lead:
            bold = QTextLayout.FormatRange()
            bold.start, bold.length = 0, lead
            form = QTextCharFormat()
            form.setFont(self._style.font(600))
            bold.format = form
            layout.setFormats([bold])
        layout.beginLayout()
        number = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            slack = self._line_height - line.ascent() - line.descent()
            line.setPosition(QPointF(0, number * self._line_height + slack / 2))
            number += 1
        layout.endLayout()
        return layout

    def _option(self) -> QTextOption:
        leftwards = locales.right_to_left(self._style.language)
        sides = {
            "start": Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft,
            "end": Qt.AlignmentFlag.AlignLeft if leftwards else Qt.AlignmentFlag.AlignRight,
            "center": Qt.AlignmentFlag.AlignHCenter,
        }
        # Absolute: else a Latin name in an Arabic column would stand at the other side.
        option = QTextOption(sides[self._style.side] | Qt.AlignmentFlag.AlignAbsolute)
        # Latin alone (a name, "1 of 2" where no translation is) reads left to right wherever it stands.
        turned = leftwards and not _LATIN_ALONE.fullmatch(self.text)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(self._style.ink)
        top = y - self._first * self._line_height
        for number in range(self._first, self._end):
            self._layout.lineAt(number).draw(painter, QPointF(x, top))

    def part(self, room: float) -> Parted:
        fit = int((room + _NO_ROOM) // self._line_height)
        fit = min(fit, self.lines - _LEAST_LINES)
        if fit < _LEAST_LINES:
            return None, self
        return self._some(self._first, self._first + fit), self._some(self._first + fit, self._end)

    def _some(self, first: int, end: int) -> TextBox:
        part = TextBox.__new__(TextBox)
        part.width, part._style, part.text, part._layout = self.width, self._style, self.text, self._layout
        part._first, part._end = first, end
        part.height = (end - first) * self._line_height
        part.above = self.above if first == self._first else 0
        return part

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        top = y - self._first * self._line_height
        for number in range(self._first, self._end):
            line = self._layout.lineAt(number)
            natural = line.naturalTextRect().translated(x, top)
            start, length = line.textStart(), line.textLength()
            yield natural, self._layout.text()[start : start + length]


class Drawn(Box):
    """A picture of a fixed size: `draw` is given the painter and its rectangle."""

    def __init__(self, width: float, height: float, draw: Callable[[QPainter, QRectF], object]) -> None:
        self.width, self.height, self._draw = width, height, draw

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        self._draw(painter, QRectF(x, y, self.width, self.height))
        painter.restore()


class Stack(Box):
    """Boxes below one another, parted between them."""

    def __init__(self, children: Sequence[Box], width: float) -> None:
        self.width, self.children = width, list(children)
        self.height = sum(child.height + (child.above if at else 0) for at, child in enumerate(self.children))

    def _placed(self) -> Iterator[tuple[Box, float]]:
        y = 0.0
        for at, child in enumerate(self.children):
            y += child.above if at else 0
            yield child, y
            y += child.height

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for child, down in self._placed():
            child.paint(painter, x, y + down)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for child, down in self._placed():
            yield from child.leaves(x, y + down)

    def part(self, room: float) -> Parted:
        if self.height <= room + _NO_ROOM:
            return self, None
        kept: list[Box] = []
        rest: list[Box] = []
        for at, (child, down) in enumerate(self._placed()):
            if down + child.height <= room + _NO_ROOM:
                kept.append(child)
                continue
            head, tail = child.part(room - down)
            kept += [head] if head is not None else []
            rest = ([tail] if tail is not None else []) + self.children[at + 1 :]
            break
        while kept and kept[-1].with_next:
            rest.insert(0, kept.pop())
        if not kept:
            return None, self
        first = Stack(kept, self.width)
        first.above = self.above
        return first, Stack(rest, self.width) if rest else None


class Row(Box):
    """Boxes beside each other, in the direction of `language`; each is parted for itself."""

    def __init__(self, children: Sequence[Box], width: float, language: str, gap: float) -> None:
        self.width, self.children, self.language, self.gap = width, list(children), language, gap
        self.height = max((child.height for child in self.children), default=0.0)
        self.between: Callable[[QPainter, float, float, float], object] | None = None
        """Draws what parts two children: given the painter, x, top and bottom."""

    def _placed(self) -> Iterator[tuple[Box, float]]:
        across = 0.0
        leftwards = locales.right_to_left(self.language)
        for child in self.children:
            yield child, self.width - across - child.width if leftwards else across
            across += child.width + self.gap

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for at, (child, across) in enumerate(self._placed()):
            child.paint(painter, x + across, y)
            if at and self.between is not None:
                leftwards = locales.right_to_left(self.language)
                edge = across + child.width + self.gap / 2 if leftwards else across - self.gap / 2
                self.between(painter, x + edge, y, y + self.height)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for child, across in self._placed():
            yield from child.leaves(x + across, y)

    def part(self, room: float) -> Parted:
        if self.height <= room + _NO_ROOM:
            return self, None
        firsts: list[Box] = []
        rests: list[Box] = []
        for child in self.children:
            head, tail = (child, None) if child.height <= room + _NO_ROOM else child.part(room)
            firsts.append(head or _empty(child.width))
            rests.append(tail or _empty(child.width))
        if not any(child.height for child in firsts):
            return None, self
        return self._with(firsts, self.above), self._with(rests, 0)

    def _with(self, children: Sequence[Box], above: float) -> Row:
        row = Row(children, self.width, self.language, self.gap)
        row.between, row.above = self.between, above
        return row


def _empty(width: float) -> Box:
    return Stack([], width)


class Framed(Box):
    """A box with paper around it and a ground painted behind: never parted."""

    def __init__(
        self,
        inner: Box,
        across: float,
        down: float,
        ground: Callable[[QPainter, QRectF], object],
        width: float | None = None,
    ) -> None:
        self.inner, self._across, self._down, self._ground = inner, across, down, ground
        self.width = width if width is not None else inner.width + 2 * across
        self.height = inner.height + 2 * down

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        self._ground(painter, QRectF(x, y, self.width, self.height))
        painter.restore()
        self.inner.paint(painter, x + self._across, y + self._down)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        yield from self.inner.leaves(x + self._across, y + self._down)


class Beside(Box):
    """A sign at the start and a box after it: list items, icons. The sign goes with the first line."""

    def __init__(self, sign: Box, inner: Box, width: float, language: str) -> None:
        self._sign, self._inner, self.width, self._language = sign, inner, width, language
        self.height = max(sign.height, inner.height)

    def _across(self) -> tuple[float, float]:
        leftwards = locales.right_to_left(self._language)
        return (self.width - self._sign.width, 0.0) if leftwards else (0.0, self.width - self._inner.width)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        sign, inner = self._across()
        self._sign.paint(painter, x + sign, y)
        self._inner.paint(painter, x + inner, y)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        sign, inner = self._across()
        yield from self._sign.leaves(x + sign, y)
        yield from self._inner.leaves(x + inner, y)

    def part(self, room: float) -> Parted:
        head, tail = self._inner.part(room)
        if head is None or tail is None or self._sign.height > room:
            return None, self
        first = Beside(self._sign, head, self.width, self._language)
        first.above = self.above
        return first, Beside(_empty(self._sign.width), tail, self.width, self._language)


class Rows(Box):
    """A table: rows that are never parted, below a head that is repeated on each page."""

    def __init__(self, head: Box, rows: Sequence[Box], width: float) -> None:
        self._head, self._rows, self.width = head, list(rows), width
        self.height = head.height + sum(row.height for row in self._rows)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for row in (self._head, *self._rows):
            row.paint(painter, x, y)
            y += row.height

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for row in (self._head, *self._rows):
            yield from row.leaves(x, y)
            y += row.height

    def part(self, room: float) -> Parted:
        if self.height <= room + _NO_ROOM:
            return self, None
        used, fit = self._head.height, 0
        while fit < len(self._rows) and used + self._rows[fit].height <= room + _NO_ROOM:
            used += self._rows[fit].height
            fit += 1
        if fit == 0:
            return None, self
        first = Rows(self._head, self._rows[:fit], self.width)
        first.above = self.above
        return first, Rows(self._head, self._rows[fit:], self.width)


def pen(width: float = THIN, style: Qt.PenStyle = Qt.PenStyle.SolidLine, ink: QColor = INK) -> QPen:
    """A pen in units with flat ends."""
    made = QPen(ink, width, style)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return made
