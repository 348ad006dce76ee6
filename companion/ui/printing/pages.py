"""A document as set pages, each able to paint itself: the same for the preview, the PDF and the printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter

from companion.printing import qr_code
from companion.printing.document import A4, Document
from companion.printing.text import every_text
from companion.ui.printing import card, typefaces
from companion.ui.printing.boxes import INK, Box, Framed, Leaf, Stack
from companion.ui.printing.typefaces import mm
from companion.ui.printing.typesetting import Typesetter

_MOST_PAGES = 200


@dataclass
class SetPage:
    """One page: its size in mm, and what stands where on it (units from the upper left corner)."""

    width: float
    height: float
    placed: list[tuple[Box, float, float]] = field(default_factory=list)

    def paint(self, painter: QPainter) -> None:
        """Draw it; the painter's unit is that of `typefaces`."""
        for box, x, y in self.placed:
            box.paint(painter, x, y)

    def leaves(self) -> Iterator[Leaf]:
        """Where each line of text stands."""
        for box, x, y in self.placed:
            yield from box.leaves(x, y)


@dataclass
class SetDocument:
    """All pages; `missing` are characters that no bundled font has, `overfull` names faces whose text does not fit."""

    pages: list[SetPage]
    missing: list[str]
    overfull: list[str]


def set_document(document: Document) -> SetDocument:
    """Set the document. Nothing is cut: what cannot be shown or does not fit is told."""
    missing = typefaces.missing(text for text, _ in every_text(document))
    if document.faces:
        made = card.pages(document)
        pages = [SetPage(210, 297, placed) for placed in made.pages]
        overfull = made.overfull
    else:
        pages, overfull = _flowing(document), []
    if document.across:
        for page in pages:
            page.placed += _bands(document, page)
    return SetDocument(pages, missing, overfull)


def _bands(document: Document, page: SetPage) -> list[tuple[Box, float, float]]:
    """White on black along the upper and the lower edge, where a printer still prints and no text stands."""
    setter = Typesetter(A4, document.language, mm(page.width - 20))
    words = setter.text(document.across, setter.style_at(9, weight=600, side="center", white=True, heading=True))
    band = Framed(words, 0, mm(0.4), lambda painter, box: painter.fillRect(box, INK))
    return [(band, mm(10), mm(5)), (band, mm(10), mm(page.height - 5) - band.height)]


def _flowing(document: Document) -> list[SetPage]:
    paper = document.paper
    setter = Typesetter(paper, document.language, mm(paper.width - 2 * paper.margin))
    foot = setter.stack(document.foot) if document.foot else None
    runner = _Runner(setter, document)
    top, bottom = mm(paper.margin), mm(paper.height - paper.margin) - runner.height
    pages: list[SetPage] = []
    rest: Box | None = setter.stack(document.blocks)
    while rest is not None and len(pages) < _MOST_PAGES:
        page = SetPage(paper.width, paper.height)
        first, following = rest.part(bottom - top)
        if first is None:  # taller than a page and not to be parted: it is shown as far as the page goes
            first, following = _forced(rest)
        page.placed.append((first, mm(paper.margin), top))
        pages.append(page)
        rest = following
    if foot is not None:
        used = pages[-1].placed[0][0].height + setter.space(1.2) if pages else 0
        if not pages or top + used + foot.height > bottom:
            pages.append(SetPage(paper.width, paper.height))
        pages[-1].placed.append((foot, mm(paper.margin), bottom - foot.height))
    for number, page in enumerate(pages, 1):
        runner.put(page, number, len(pages))
    return pages


def _forced(rest: Box) -> tuple[Box, Box | None]:
    """The first of what is left, though it is too tall, and what follows it."""
    if isinstance(rest, Stack) and len(rest.children) > 1:
        head = Stack(rest.children[:1], rest.width)
        return head, Stack(rest.children[1:], rest.width)
    return rest, None


class _Runner:
    """The line at the bottom of every page: what it is, and which page of how many."""

    def __init__(self, setter: Typesetter, document: Document) -> None:
        self._setter, self._document = setter, document
        self._style = setter.style_at(max(setter.paper.least, setter.paper.small))
        wide = setter.width - setter.space(6)
        self._words = setter.text(document.running, self._style, width=wide) if document.running else None
        line = self._style.font().pixelSize() * self._style.lines
        self._gap = mm(4)
        self.height = max(line, self._words.height if self._words else 0) + self._gap

    def put(self, page: SetPage, number: int, count: int) -> None:
        """Add the line to a page; a single page needs no number."""
        setter, paper = self._setter, self._document.paper
        left, y = mm(paper.margin), mm(paper.height - paper.margin) - self.height + self._gap
        if self._words is not None:
            x = left + setter.width - self._words.width if setter.leftwards else left
            page.placed.append((self._words, x, y))
        if count > 1:
            words = qr_code.counted(number, count, self._document.language)
            style = setter.style_at(self._style.points, side="end")
            box = setter.text(words, style, width=setter.space(5.5))
            x = left if setter.leftwards else left + setter.width - box.width
            page.placed.append((box, x, y))
