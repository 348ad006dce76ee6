"""The pocket card on A4: faces of 85 x 54 mm, in strips of two, to be cut out and folded.

On a printer that prints one side, the inside stands below the outside and upside down: cut the strip out, fold it along
the long line so that the printing is outside, then in the middle. With `two_sided` the outsides are one page and the
insides the next, to be printed on both sides, turned along the long edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from companion.i18n import locales
from companion.i18n.catalogs import catalog
from companion.printing.document import A4, Document, Face, Paper
from companion.ui.printing import ink
from companion.ui.printing.boxes import THIN, Box, Drawn, Leaf, Stack, pen
from companion.ui.printing.typefaces import mm
from companion.ui.printing.typesetting import Typesetter

_SHRINK = 0.04
_PAGE = (210.0, 297.0)
_TOP_MM = 44.0

Placed = list[tuple[Box, float, float]]


@dataclass
class CardPages:
    """What stands on each page, and the faces whose text does not fit at the least size."""

    pages: list[Placed]
    overfull: list[str]


def pages(document: Document) -> CardPages:
    """The card's pages: as many copies as a page holds."""
    paper = document.paper
    faces = [_largest(face, paper) for face in document.faces[:2]] + _inside(document.faces[2:4], paper)
    overfull = list(dict.fromkeys(face.name for face in faces if not face.fits))
    if locales.right_to_left(document.language):  # the outside's front is at the left, and reading starts at the right
        faces = [face for at in range(0, len(faces), 2) for face in reversed(faces[at : at + 2])]
    outside, inside = _Strip(faces[:2], paper), _Strip(faces[2:4], paper)
    left = mm((_PAGE[0] - 2 * paper.width) / 2)
    if document.two_sided and len(faces) > 2:
        made = [_two_sided(strip, left, paper.height) for strip in (outside, inside)]
    else:
        made = [_one_sided(outside, inside if len(faces) > 2 else None, left, paper.height)]
    made[0] += _instructions(document)
    return CardPages(made, overfull)


def _scales(paper: Paper) -> list[float]:
    """From the paper's own sizes down to its least, in small steps."""
    least = paper.least / paper.body
    steps = int((1 - least) / _SHRINK)
    return [*(1 - at * _SHRINK for at in range(steps + 1)), least]


def _set(face: Face, paper: Paper, scale: float) -> _SetFace:
    """One face at one scale, all of its text on it."""
    setter = Typesetter(paper, face.language, mm(paper.width - 2 * paper.margin), scale)
    return _SetFace(face.name, paper, setter.stack(face.blocks), setter.stack(face.foot))


def _largest(face: Face, paper: Paper) -> _SetFace:
    """The face as large as its text lets it be."""
    tried = [_set(face, paper, 1.0)]
    for scale in _scales(paper)[1:]:
        if tried[-1].fits:
            break
        tried.append(_set(face, paper, scale))
    return tried[-1]


def _inside(faces: Sequence[Face], paper: Paper) -> list[_SetFace]:
    """The inner faces, both in one size: where two languages stand there, the longer one decides."""
    goes_on = len(faces) == 2 and faces[0].goes_on
    made: list[_SetFace] = []
    for scale in _scales(paper):
        made = _spread(faces[0], faces[1], paper, scale) if goes_on else [_set(face, paper, scale) for face in faces]
        if all(face.fits for face in made):
            break
    return made


def _spread(first: Face, second: Face, paper: Paper, scale: float) -> list[_SetFace]:
    """Text that goes on from one face to the next between two lines."""
    one = _set(first, paper, scale)
    whole, empty = one.body, Stack([], one.body.width)
    head, tail = whole.part(one.room)
    halves = [each if isinstance(each, Stack) else empty for each in (head, tail)]
    start = _SetFace(first.name, paper, halves[0], one.foot)
    return [start, _SetFace(second.name, paper, halves[1], empty)]


def _two_sided(strip: _Strip, left: float, height: float) -> Placed:
    tops = [mm(_TOP_MM + at * height) for at in range(4)]
    marks = _Marks(strip.width, mm(height), tops, [], two_sided=True)
    return [*((strip, left, top) for top in tops), (marks, left, 0)]


def _one_sided(outside: _Strip, inside: _Strip | None, left: float, height: float) -> Placed:
    whole = height * (2 if inside else 1)
    tops = [mm(_TOP_MM + at * (whole + 8)) for at in range(2)]
    placed: Placed = []
    for top in tops:
        placed.append((outside, left, top))
        if inside is not None:
            placed.append((_Turned(inside), left, top + mm(height)))
    folds = [top + mm(height) for top in tops] if inside else []
    return [*placed, (_Marks(outside.width, mm(whole), tops, folds, two_sided=False), left, 0)]


class _SetFace(Box):
    """A face that is set: its text at the top, its foot at the bottom."""

    def __init__(self, name: str, paper: Paper, body: Stack, foot: Stack) -> None:
        self.name, self.body, self.foot, self._margin = name, body, foot, mm(paper.margin)
        self.width, self.height = mm(paper.width), mm(paper.height)

    @property
    def room(self) -> float:
        """The height that its text may have."""
        return self.height - 2 * self._margin - (self.foot.height + mm(1) if self.foot.height else 0)

    @property
    def fits(self) -> bool:
        """Whether all of it stands within the margins."""
        return self.body.height <= self.room + 1

    def _placed(self, x: float, y: float) -> Placed:
        inner = x + self._margin
        foot = y + self.height - self._margin - self.foot.height
        return [(self.body, inner, y + self._margin), (self.foot, inner, foot)]

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for box, across, down in self._placed(x, y):
            box.paint(painter, across, down)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for box, across, down in self._placed(x, y):
            yield from box.leaves(across, down)


class _Strip(Box):
    """Two faces beside each other."""

    def __init__(self, faces: list[_SetFace], paper: Paper) -> None:
        self._faces = faces
        self.width, self.height = mm(2 * paper.width), mm(paper.height)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for at, face in enumerate(self._faces):
            face.paint(painter, x + at * face.width, y)

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for at, face in enumerate(self._faces):
            yield from face.leaves(x + at * face.width, y)


class _Turned(Box):
    """A box upside down: once folded away backwards it stands upright."""

    def __init__(self, inner: Box) -> None:
        self._inner = inner
        self.width, self.height = inner.width, inner.height

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.translate(x + self.width, y + self.height)
        painter.rotate(180)
        self._inner.paint(painter, 0, 0)
        painter.restore()

    def leaves(self, x: float, y: float) -> Iterator[Leaf]:
        for rect, text in self._inner.leaves(0, 0):
            left, top = x + self.width - rect.right(), y + self.height - rect.bottom()
            yield QRectF(left, top, rect.width(), rect.height()), text


class _Marks(Box):
    """Where to cut and where to fold, for every copy on the page."""

    def __init__(self, width: float, height: float, tops: list[float], folds: list[float], *, two_sided: bool) -> None:
        self.width, self._each, self._tops, self._folds, self._two_sided = width, height, tops, folds, two_sided

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.setPen(pen(THIN))
        for top in self._tops:
            painter.drawRect(QRectF(x, y + top, self.width, self._each))
        for top in self._tops:
            middle = x + self.width / 2
            ink.dashed_line(painter, QPointF(middle, y + top), QPointF(middle, y + top + self._each))
        for fold in self._folds:
            ink.dashed_line(painter, QPointF(x, y + fold), QPointF(x + self.width, y + fold))
        painter.restore()


def _instructions(document: Document) -> Placed:
    """How to cut and fold, in the page's language, and a ruler that shows whether the printer kept the size."""
    words = catalog(document.language)
    setter = Typesetter(A4, document.language, mm(_PAGE[0] - 2 * 20))
    style = setter.style_at(9.5)
    if document.two_sided:
        how = words.tr(
            "Print both sides, turned along the long edge. Cut along the lines and fold in the middle, front outside."
        )
    else:
        how = words.tr(
            "Cut along the outer lines. Fold along the long dashed line, printing outside, then in the middle."
        )
    size = words.tr("Print at full size (100 %): this line is then 85 mm long.")
    parts = [setter.text(how, style), setter.text(size, style, above=setter.space(0.3))]
    stack = Stack([*parts, _ruler(setter)], setter.width)
    return [(stack, mm(20), mm(14))]


def _ruler(setter: Typesetter) -> Box:
    length, leftwards = mm(85), setter.leftwards

    def draw(painter: QPainter, box: QRectF) -> None:
        start = box.right() - length if leftwards else box.left()
        painter.setPen(pen(THIN * 1.4))
        y = box.center().y()
        painter.drawLine(QPointF(start, y), QPointF(start + length, y))
        for x in (start, start + length):
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    made = Drawn(setter.width, mm(3), draw)
    made.above = setter.space(0.4)
    return made
