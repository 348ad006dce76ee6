"""The pocket card: 170 x 54 mm folded once to 85 x 54. Outside the cover and the dates, inside two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.i18n.catalogs import catalog, tr
from companion.printing import qr_code, text
from companion.printing import told as tell
from companion.printing.document import (
    CARD,
    Block,
    Codes,
    Column,
    Columns,
    Document,
    Face,
    Heading,
    Notice,
    Paragraph,
    Size,
)
from companion.printing.sheets import Wanted
from companion.printing.told import Told, ToldPart

_MOST_SOURCES = 60  # characters: what the back has room for beside a code


def document(first: Told, beside: Told | None, wanted: Wanted) -> Document:
    """The card. Without a second language the text goes on over both inner faces."""
    parts = tell.chosen(first, wanted.parts)
    outside = (_back(first, parts, plain=wanted.plain_cover), _front(first, plain=wanted.plain_cover))
    inside: tuple[Face, ...]
    if beside is not None:
        inside = (_inner(first, parts, wanted), _inner(beside, tell.chosen(beside, wanted.parts), wanted))
    else:
        start = _inner(first, parts, wanted)
        inside = (replace(start, goes_on=True), Face((), first.language, name=start.name))
    return Document(first.title, first.language, CARD, faces=(*outside, *inside), two_sided=wanted.two_sided)


def _front(told: Told, *, plain: bool) -> Face:
    name = tr("the front")
    if plain:
        return Face((), told.language, name=name)
    notices = tuple(Notice(notice.kind, notice.text) for notice in told.standing.notices)
    return Face((tell.heading(told), Paragraph(told.gist, size=Size.LARGE)), told.language, notices, name)


def _back(told: Told, parts: Sequence[ToldPart], *, plain: bool) -> Face:
    """Codes beside the dates. A plain cover names no law and no place."""
    stands = told.standing
    words: list[Block] = [*tell.again(told)]
    if not plain:
        cited = tell.short_sources(told, parts, _MOST_SOURCES)
        words += [Paragraph(line, size=Size.SMALL) for line in (stands.known, cited) if line]
    words += [Paragraph(tell.printed(told), size=Size.SMALL), *tell.emergency(told, Size.BODY)]
    code = _code_text(told, parts)
    name = tr("the back")
    if not code:
        return Face(tuple(words), told.language, name=name)
    caption = catalog(told.language).tr("The text for a phone")
    sides = (Column((Codes((code,), (caption,)),), told.language, 1.25), Column(tuple(words), told.language))
    return Face((Columns(sides),), told.language, name=name)


def _code_text(told: Told, parts: Sequence[ToldPart]) -> str:
    """As much as one code holds: what matters most comes first."""
    dated = tell.standing_text(told, parts)
    short = text.blocks((*tell.again(told), *tell.emergency(told)), told.language)
    gist = told.brief or told.gist
    for body in (f"{gist}\n{dated}", f"{gist}\n{short}", gist):
        found = f"{told.title}\n{body}"
        if len(found.encode()) <= qr_code.LIMIT:
            return found
    return ""


def _inner(told: Told, parts: Sequence[ToldPart], wanted: Wanted) -> Face:
    """One language. Under a plain cover the inside says what it is about."""
    blocks: list[Block] = []
    foot: tuple[Block, ...] = ()
    if wanted.plain_cover:
        blocks += [Heading(told.title), Paragraph(told.gist)]
        stands = told.standing
        dated = (stands.place, stands.known, tell.short_sources(told, parts, _MOST_SOURCES))
        foot = (*stands.notices, Paragraph(" · ".join(part for part in dated if part), size=Size.SMALL))
    for part in parts:
        blocks += tell.part_blocks(part, 3)
    return Face(tuple(blocks), told.language, foot, tr("the inside"))
