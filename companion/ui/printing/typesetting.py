"""Blocks set as boxes: which size, which sign, which box each kind of block becomes on a paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from companion.i18n import locales
from companion.printing import qr_code
from companion.printing.document import (
    AnswerMark,
    Block,
    Codes,
    Columns,
    Fold,
    Gap,
    Heading,
    IconLine,
    Kind,
    Notice,
    Paper,
    Paragraph,
    Points,
    Rule,
    Size,
    Sources,
    Steps,
    Table,
    ThresholdBar,
    Together,
    WordGrid,
)
from companion.printing.text import doubt_words
from companion.ui.printing import bars, ink, steps, tables
from companion.ui.printing.boxes import INK, PAPER, THIN, Beside, Box, Drawn, Framed, Row, Stack, Style, TextBox, pen
from companion.ui.printing.typefaces import UNITS_PER_POINT, is_arabic, mm

_DENSE = 0.4  # on a card every line counts
_MODULE_MM, _DENSE_MODULE_MM = 0.42, 0.4
"""Side of a QR module: 0.4 mm is the least that an old telephone reads."""


class Typesetter:
    """Sets blocks of one language into boxes of one width. `scale` shrinks type that must fit a face."""

    def __init__(self, paper: Paper, language: str, width: float, scale: float = 1.0) -> None:
        self.paper, self.language, self.width, self.scale = paper, language, width, scale
        self.dense = paper.height < 100

    @property
    def leftwards(self) -> bool:
        """Whether the language runs from right to left."""
        return locales.right_to_left(self.language)

    def points(self, size: Size = Size.BODY) -> float:
        """The size of type in points, never under the least of the paper."""
        wanted = {
            Size.BODY: self.paper.body,
            Size.SMALL: self.paper.small,
            Size.LARGE: self.paper.body * 1.22,
        }[size]
        return max(self.paper.least, wanted * self.scale)

    def space(self, share: float) -> float:
        """Empty paper, as a share of the body's size."""
        return self.points() * UNITS_PER_POINT * share * (_DENSE if self.dense else 1)

    def style(self, size: Size = Size.BODY, *, weight: int = 400, side: str = "start", white: bool = False) -> Style:
        """How text of that size is set here."""
        return self.style_at(self.points(size), weight=weight, side=side, white=white)

    def style_at(
        self, points: float, *, weight: int = 400, side: str = "start", white: bool = False, heading: bool = False
    ) -> Style:
        """How text of so many points is set here; lines stand closer in headings and on a card."""
        lines = 1.24 if heading else 1.22 if self.dense else 1.4
        if is_arabic(self.language):
            lines += 0.2
        elif self.language.startswith("vi"):
            lines += 0.06  # marks above marks
        made = Style(points, self.language, weight, lines, side=side)
        if white:
            made.ink = PAPER
        return made

    def text(
        self, text: str, style: Style, *, lead: str = "", apart: str = " ", width: float | None = None, above: float = 0
    ) -> TextBox:
        """A paragraph with a bold beginning, and what parts that from the rest."""
        whole = f"{lead}{apart}{text}".strip() if lead else text
        box = TextBox(whole, style, self.width if width is None else width, lead=len(lead))
        box.above = above
        return box

    def within(self, width: float, language: str | None = None) -> Typesetter:
        """The same for a narrower column, or for another language."""
        return Typesetter(self.paper, language or self.language, width, self.scale)

    def signed(self, name: str, text: str, style: Style, *, lead: str = "", white: bool = False) -> Box:
        """A line beside an icon that is about as high as the line."""
        line = style.font().pixelSize() * style.lines
        side = style.points * UNITS_PER_POINT * 1.25
        mirror = self.leftwards

        def draw(painter: QPainter, box: QRectF) -> None:
            target = QRectF(box.left(), box.top() + (line - side) / 2, side, side)
            ink.icon(painter, target, name, white=white, mirror=mirror)

        inner = self.text(text, style, lead=lead, width=self.width - side - self.space(0.4))
        return Beside(Drawn(side, line, draw), inner, self.width, self.language)

    def doubt(self, words: str) -> Box:
        """A pencil and what is not confirmed."""
        return self.signed("draft", doubt_words(words, self.language), self.style(Size.SMALL))

    def stack(self, blocks: Sequence[Block]) -> Stack:
        """All blocks below one another."""
        return Stack([_SETTERS[type(block)](self, block) for block in blocks], self.width)


def _heading(setter: Typesetter, block: Heading) -> Box:
    points = {1: setter.paper.title, 2: setter.paper.body * 1.25, 3: setter.paper.body * 1.06}[block.level]
    style = setter.style_at(max(setter.paper.least, points * setter.scale), weight=600, heading=True)
    side = style.points * UNITS_PER_POINT * 1.7 if block.icon else 0.0
    width = setter.width - side - (setter.space(0.6) if side else 0)
    parts: list[Box] = [setter.text(block.text, style, width=width)]
    if block.above:
        parts.insert(0, setter.text(block.above, setter.style(weight=500), width=width))
    words: Box = Stack(parts, width)
    if side:
        words = _with_picture(setter, words, block.icon, side)
    words.above = setter.space({1: 1.2, 2: 1.3, 3: 0.9}[block.level])
    words.with_next = True
    return words


def _with_picture(setter: Typesetter, words: Box, name: str, side: float) -> Box:
    """A title with its icon at the end of the line."""
    mirror = setter.leftwards
    picture = Drawn(side, side, lambda painter, box: ink.icon(painter, box, name, mirror=mirror))
    return Row([words, picture], setter.width, setter.language, setter.width - words.width - side)


def _paragraph(setter: Typesetter, block: Paragraph) -> Box:
    weight = 600 if block.strong or block.size is Size.LARGE else 400
    style = setter.style(block.size, weight=weight)
    return setter.text(block.text, style, lead=block.lead, above=setter.space(0.5))


def _points(setter: Typesetter, block: Points) -> Box:
    rows: list[Box] = []
    for number, point in enumerate(block.points, 1):
        sign = _number(setter, number, block.size) if block.numbered else _dot(setter, block.size)
        inner = setter.within(setter.width - sign.width - setter.space(0.5))
        words = inner.text(point.text, inner.style(block.size), lead=point.lead)
        parts: list[Box] = [words]
        if point.doubt:
            parts.append(inner.doubt(point.doubt))
        row = Beside(sign, Stack(parts, inner.width), setter.width, setter.language)
        row.above = setter.space(0.35)
        rows.append(row)
    stack = Stack(rows, setter.width)
    stack.above = setter.space(0.45)
    return stack


def _number(setter: Typesetter, number: int, size: Size) -> Box:
    return steps.numbered_ring(setter, number, setter.points(size))


def _dot(setter: Typesetter, size: Size) -> Box:
    points = setter.points(size) * UNITS_PER_POINT
    style = setter.style(size)
    line = style.font().pixelSize() * style.lines

    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen())
        painter.setBrush(style.ink)
        painter.drawEllipse(QPointF(box.center().x(), box.top() + line / 2), points * 0.16, points * 0.16)

    return Drawn(points * 0.7, line, draw)


def _answer(setter: Typesetter, block: AnswerMark) -> Box:
    sign = min(mm(26), setter.width * 0.2)
    pad = setter.space(0.8)
    inner = setter.within(setter.width - sign - 2 * pad)
    parts: list[Box] = [inner.text(block.word, inner.style(weight=600))]
    if block.sentence:
        large = inner.style_at(inner.points(Size.BODY) * 1.35, weight=600, heading=True)
        parts.append(inner.text(block.sentence, large))
    if block.text:
        parts.append(inner.text(block.text, inner.style(), above=inner.space(0.2)))
    parts += [_lead(inner, outcome, words) for outcome, words in block.leads]
    words = Stack(parts, inner.width)
    sides = Row([_empty_sign(sign), words], sign + inner.width + pad, setter.language, pad)

    def ground(painter: QPainter, box: QRectF) -> None:
        _answer_ground(painter, box, sign, block.outcome, setter.leftwards)

    framed = Framed(sides, 0, pad, ground, setter.width)
    framed.above = setter.space(0.8)
    return framed


def _empty_sign(width: float) -> Box:
    return Drawn(width, width * 0.62, lambda painter, box: None)


def _answer_ground(painter: QPainter, box: QRectF, sign: float, outcome: str, leftwards: bool) -> None:
    block = QRectF(box.right() - sign if leftwards else box.left(), box.top(), sign, box.height())
    painter.save()
    painter.setClipRect(block)
    ink.rounded_box(painter, box, filled=True, radius=2.5)
    painter.restore()
    ink.rounded_box(painter, box, radius=2.5, width=THIN * 1.4)
    side = min(sign * 0.62, box.height() * 0.7)
    picture = QRectF(block.center().x() - side / 2, block.center().y() - side / 2, side, side)
    ink.silhouette(painter, picture, outcome, white=True, mirror=leftwards)


def _lead(setter: Typesetter, outcome: str, words: str) -> Box:
    style = setter.style()
    line = style.font().pixelSize() * style.lines
    side = setter.space(1.25)
    mirror = setter.leftwards

    def draw(painter: QPainter, box: QRectF) -> None:
        target = QRectF(box.left(), box.top() + (line - side) / 2, side, side)
        ink.silhouette(painter, target, outcome, mirror=mirror)

    inner = setter.text(words, style, width=setter.width - side - setter.space(0.5))
    row = Beside(Drawn(side, line, draw), inner, setter.width, setter.language)
    row.above = setter.space(0.2)
    return row


def _notice(setter: Typesetter, block: Notice) -> Box:
    small = setter.style(Size.SMALL if setter.dense or block.kind is Kind.NOTE else Size.BODY)
    if block.kind is Kind.NOTE:
        noted = setter.signed(block.icon or "info", block.text, setter.style(), lead=block.lead)
        noted.above = setter.space(0.5)
        return noted
    white = block.kind in (Kind.AGAIN, Kind.OVERDUE)
    style = setter.style_at(small.points, weight=600 if white else 500, white=white)
    name = block.icon or {Kind.DRAFT: "draft", Kind.CHECKED: "shield", Kind.OVERDUE: "hourglass"}.get(block.kind, "")
    em = style.points * UNITS_PER_POINT
    across, down = 0.7 * em, 0.3 * em
    inner = setter.within(setter.width - 2 * across)
    side = style.points * UNITS_PER_POINT * 1.25 + setter.space(0.4) if name else 0.0
    apart = "\n" if block.kind is Kind.AGAIN else " "  # the date alone on its line, so that it is found
    measured = inner.text(block.text, style, lead=block.lead, apart=apart, width=inner.width - side)
    # As wide as its words: a box across the whole page would look like a heading.
    tight = inner.within(min(inner.width, measured.natural_width + side + 2))
    words = (
        tight.signed(name, block.text, style, lead=block.lead, white=white)
        if name
        else tight.text(block.text, style, lead=block.lead, apart=apart)
    )
    framed = Framed(words, across, down, lambda painter, box: _notice_ground(painter, box, block.kind))
    row = Row([framed], setter.width, setter.language, 0)
    row.above = setter.space(0.6)
    return row


def _notice_ground(painter: QPainter, box: QRectF, kind: Kind) -> None:
    ink.rounded_box(painter, box, filled=kind in (Kind.AGAIN, Kind.OVERDUE), dashed=kind is Kind.DRAFT)


def _sources(setter: Typesetter, block: Sources) -> Box:
    parts: list[Box] = [_heading(setter, Heading(block.heading, 3))] if block.heading else []
    style = setter.style(Size.SMALL)
    parts += [setter.text(line, style, above=setter.space(0.15)) for line in block.lines]
    stack = Stack(parts, setter.width)
    stack.above = setter.space(0.5)
    return stack


_LEAST_CODE_MM = 34


def _codes(setter: Typesetter, block: Codes) -> Box:
    gap, style = mm(6), setter.style(Size.SMALL, weight=600, side="center")
    modules = [qr_code.side(part) for part in block.parts]
    # A code of few modules is drawn larger: no smaller than the others, and easier to read.
    least = 0.0 if setter.dense else mm(_LEAST_CODE_MM)
    widths = [max(least, side * mm(_DENSE_MODULE_MM if setter.dense else _MODULE_MM)) for side in modules]
    widest = max(widths)
    in_a_row = max(1, int((setter.width + gap) // (widest + gap)))
    cells: list[Box] = []
    for part, caption, width in zip(block.parts, block.captions, widths, strict=True):
        drawn = Drawn(width, width, _code_drawer(part))
        cells.append(Stack([drawn, setter.text(caption, style, width=width)], width))
    rows: list[Box] = [
        Row(cells[at : at + in_a_row], setter.width, setter.language, gap) for at in range(0, len(cells), in_a_row)
    ]
    unparted: list[Box] = [Framed(row, 0, 0 if setter.dense else mm(1), lambda painter, box: None) for row in rows]
    if block.note:
        unparted.append(setter.text(block.note, setter.style(Size.SMALL)))
    stack = Stack(unparted, setter.width)
    stack.above = setter.space(0.8)
    return stack


def _code_drawer(part: str) -> Callable[[QPainter, QRectF], None]:
    return lambda painter, box: ink.code(painter, box, part)


def _rule(setter: Typesetter, block: Rule) -> Box:
    height = THIN * 1.2
    line = Drawn(setter.width, height, lambda painter, box: painter.fillRect(box, INK))
    line.above = setter.space(0.8)
    return line


def _fold(setter: Typesetter, block: Fold) -> Box:
    style = setter.style(Size.SMALL, side="center")
    margin, gap = mm(setter.paper.margin), setter.space(0.8)
    words = setter.text(block.text, style)
    natural = words.natural_width

    def draw(painter: QPainter, box: QRectF) -> None:
        y, middle = box.center().y(), box.center().x()
        for start, end in (
            (box.left() - margin, middle - natural / 2 - gap),
            (middle + natural / 2 + gap, box.right() + margin),
        ):
            ink.dashed_line(painter, QPointF(start, y), QPointF(end, y))

    framed = Framed(words, 0, 0, draw)
    framed.above = setter.space(1.2)
    return framed


def _grid(setter: Typesetter, block: WordGrid) -> Box:
    gap = mm(7)
    count = block.columns
    width = (setter.width - gap * (count - 1)) / count
    down = -(-len(block.words) // count)
    columns: list[Box] = []
    for start in range(0, len(block.words), down):
        rows = [_grid_word(setter, start + at + 1, word, width) for at, word in enumerate(block.words[start:][:down])]
        columns.append(Stack(rows, width))
    row = Row(columns, setter.width, setter.language, gap)
    row.above = setter.space(1)
    return row


def _grid_word(setter: Typesetter, number: int, word: str, width: float) -> Box:
    count = setter.style(side="end")
    inner = setter.within(width)
    sign = TextBox(locales.number(number, setter.language), count, setter.space(1.8))
    large = setter.style_at(setter.points() * 1.4, weight=600)
    words = inner.text(word, large, width=width - sign.width - setter.space(0.7))
    level = (words.height - sign.height) / 2
    beside = Beside(Framed(sign, 0, level, lambda painter, box: None), words, width, setter.language)

    def ground(painter: QPainter, box: QRectF) -> None:
        painter.fillRect(QRectF(box.left(), box.bottom() - THIN, box.width(), THIN), INK)

    return Framed(beside, 0, setter.space(0.3), ground, width)


def _icon_line(setter: Typesetter, block: IconLine) -> Box:
    weight = 600 if block.strong else 400
    style = setter.style(block.size, weight=weight)
    signed = setter.signed(block.icon, block.text, style, lead=block.lead)
    signed.above = setter.space(0.5)
    return signed


def _columns(setter: Typesetter, block: Columns) -> Box:
    gap = mm(4 if setter.dense else 8)
    room = setter.width - gap * (len(block.columns) - 1)
    shares = sum(column.share for column in block.columns)
    cells = [
        setter.within(room * column.share / shares, column.language).stack(column.blocks) for column in block.columns
    ]
    row = Row(cells, setter.width, setter.language, gap)
    if block.parted:
        row.between = lambda painter, x, top, bottom: painter.fillRect(QRectF(x, top, THIN, bottom - top), INK)
    row.above = setter.space(0.8)
    return row


def _together(setter: Typesetter, block: Together) -> Box:
    stack = setter.stack(block.blocks)
    framed = Framed(stack, 0, 0, lambda painter, box: None)
    framed.above = stack.children[0].above if stack.children else 0
    return framed


def _gap(setter: Typesetter, block: Gap) -> Box:
    def draw(painter: QPainter, box: QRectF) -> None:
        if not block.room_to_write:
            return
        y = box.top() + mm(9)
        while y <= box.bottom() + 1:
            painter.fillRect(QRectF(box.left(), y - THIN, box.width(), THIN), INK)
            y += mm(9)

    return Drawn(setter.width, mm(block.height), draw)


_SETTERS: Mapping[type, Callable[[Typesetter, Any], Box]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Table: tables.table,
    AnswerMark: _answer,
    ThresholdBar: bars.bar,
    Steps: steps.steps,
    Notice: _notice,
    Sources: _sources,
    Codes: _codes,
    Fold: _fold,
    Rule: _rule,
    WordGrid: _grid,
    IconLine: _icon_line,
    Columns: _columns,
    Together: _together,
    Gap: _gap,
}
