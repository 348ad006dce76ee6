"""The pocket card on A4: faces of 85 x 54 mm, in strips of two, to be cut out and folded.

On a printer that prints one side, the inside stands below the outside and upside down: cut the strip out, fold it along
the long line so that the printing is outside, then in the middle. With `two_sided` the outsides are one page and the
insides the next, to be printed on both sides, turned along the long edge.
"""

from __future__ import annotations

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
    overfull: list[str] = []
    faces = [_SetFace(face, document.paper) for face in document.faces]
    overfull = [face.face.name for face in faces if not face.fits]
    if locales.right_to_left(document.language):  # the outside's front is at the left, and reading starts at the right
        faces = [face for at in range(0, len(faces), 2) for face in reversed(faces[at : at + 2])]
    width, height = document.paper.width, document.paper.height
    outside, inside = _Strip(faces[:2], document.paper), _Strip(faces[2:4], document.paper)
    left = mm((_PAGE[0] - 2 * width) / 2)
    if document.two_sided and len(faces) > 2:
        made = [_two_sided(strip, left, height) for strip in (outside, inside)]
    else:
        made = [_one_sided(outside, inside if len(faces) > 2 else None, left, height)]
    made[0] += _instructions(document)
    return CardPages(made, overfull)


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
    """A face set as large as it fits, its foot at the bottom."""

    def __init__(self, face: Face, paper: Paper) -> None:
        self.face, self._margin = face, mm(paper.margin)
        self.width, self.height = mm(paper.width), mm(paper.height)
        scale, least = 1.0, paper.least / paper.body
        while True:
            self._body, self._foot = self._set(paper, scale)
            if self._used() <= self.height - 2 * self._margin + 1:
                self.fits = True
                break
            if scale <= least:
                self.fits = False
                break
            scale = max(least, scale - _SHRINK)

    def _set(self, paper: Paper, scale: float) -> tuple[Stack, Stack]:
        setter = Typesetter(paper, self.face.language, mm(paper.width) - 2 * self._margin, scale)
        return setter.stack(self.face.blocks), setter.stack(self.face.foot)

    def _used(self) -> float:
        return self._body.height + (self._foot.height + mm(1) if self._foot.height else 0)

    def _placed(self, x: float, y: float) -> Placed:
        inner = x + self._margin
        foot = y + self.height - self._margin - self._foot.height
        return [(self._body, inner, y + self._margin), (self._foot, inner, foot)]

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for box, across, down in self._placed(x, y):
            box.paint(painter, across, down)

    def leaves(self, x: float, y: float) -> list[Leaf]:  # type: ignore[override]
        return [leaf for box, across, down in self._placed(x, y) for leaf in box.leaves(across, down)]


class _Strip(Box):
    """Two faces beside each other."""

    def __init__(self, faces: list[_SetFace], paper: Paper) -> None:
        self._faces = faces
        self.width, self.height = mm(2 * paper.width), mm(paper.height)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for at, face in enumerate(self._faces):
            face.paint(painter, x + at * face.width, y)

    def leaves(self, x: float, y: float) -> list[Leaf]:  # type: ignore[override]
        return [leaf for at, face in enumerate(self._faces) for leaf in face.leaves(x + at * face.width, y)]


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

    def leaves(self, x: float, y: float) -> list[Leaf]:  # type: ignore[override]
        turned = []
        for rect, text in self._inner.leaves(0, 0):
            left, top = x + self.width - rect.right(), y + self.height - rect.bottom()
            turned.append((QRectF(left, top, rect.width(), rect.height()), text))
        return turned


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
