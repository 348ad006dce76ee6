"""The leaflet on A4, the same in large print, and the poster."""

from __future__ import annotations

from collections.abc import Sequence

from companion.i18n.catalogs import catalog
from companion.printing import qr_code
from companion.printing import told as tell
from companion.printing.document import (
    A4,
    LARGE_PRINT,
    POSTER,
    Block,
    Codes,
    Column,
    Columns,
    Document,
    Heading,
    Paper,
    Paragraph,
    Rule,
    Size,
)
from companion.printing.sheets import Shape, Wanted
from companion.printing.told import Told, ToldPart

MOST_CODES = 8
_PAPERS: dict[Shape, Paper] = {Shape.LEAFLET: A4, Shape.LARGE: LARGE_PRINT, Shape.POSTER: POSTER}


def document(first: Told, beside: Told | None, wanted: Wanted) -> Document:
    """The document for the shape wanted. Two languages stand beside each other on A4, one after the other elsewhere."""
    both = [first] if beside is None else [first, beside]
    if beside is not None and wanted.shape is Shape.LEAFLET:
        blocks = _side_by_side(both, wanted.parts)
    else:
        blocks = [block for told in both for block in _one(told, tell.chosen(told, wanted.parts), wanted.shape)]
    if wanted.shape is not Shape.POSTER:
        blocks += _codes(first, tell.chosen(first, wanted.parts))
    running = " · ".join(part for part in (first.standing.place, first.title, first.standing.known) if part)
    foot = _foot(first, tell.chosen(first, wanted.parts), wanted.shape)
    return Document(first.title, first.language, _PAPERS[wanted.shape], tuple(blocks), foot, running)


def _one(told: Told, parts: Sequence[ToldPart], shape: Shape) -> list[Block]:
    if shape is Shape.POSTER:
        opening: tuple[Block, ...] = (Paragraph(told.gist, size=Size.LARGE), *told.standing.notices)
    else:
        opening = (*told.opening, *told.standing.notices)
    blocks: list[Block] = [tell.heading(told), *opening]
    for part in parts:
        blocks += tell.part_blocks(part)
    return blocks


def _side_by_side(both: Sequence[Told], ids: Sequence[str] | None) -> list[Block]:
    """Row by row, so that what belongs together stands at one height."""

    def row(blocks: Sequence[Sequence[Block]]) -> Columns:
        return Columns(
            tuple(Column(tuple(each), told.language) for each, told in zip(blocks, both, strict=True)), parted=True
        )

    heads = [[tell.heading(told)] for told in both]
    openings = [[*told.opening, *told.standing.notices] for told in both]
    rows: list[Block] = [row(heads), row(openings)]
    for parts in zip(*(tell.chosen(told, ids) for told in both), strict=True):
        rows.append(row([tell.part_blocks(part, 3) for part in parts]))
    return rows


def _codes(told: Told, parts: Sequence[ToldPart]) -> list[Block]:
    """The text as codes, where they are few enough to be of use on paper."""
    held = qr_code.parts(tell.for_phone(told, parts), told.language, title=told.title)
    if len(held) > MOST_CODES:
        return []
    words = catalog(told.language)
    captions = qr_code.captions(len(held), told.language)
    heading = words.tr("The text for a phone")
    note = words.tr("Each square holds a part of this text. A phone reads it without internet.") if held[1:] else ""
    return [Heading(heading, 3), Codes(held, captions, note)]


def _foot(told: Told, parts: Sequence[ToldPart], shape: Shape) -> tuple[Block, ...]:
    """Dates, sources and the number to call; where type is large, sources by name alone."""
    cited = tell.sources(told, parts)
    short = tell.short_sources(told, parts)
    if shape is not Shape.LEAFLET and short:
        cited = (Paragraph(short, f"{catalog(told.language).tr('Sources')}:", size=Size.SMALL),)
    first = Column((*tell.again(told), Paragraph(tell.printed(told), size=Size.SMALL)), told.language)
    second = Column(tell.emergency(told), told.language)
    return (Rule(), *cited, Columns((first, second)))
