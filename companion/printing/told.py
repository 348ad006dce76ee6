"""Something to tell, in one language, before it has a shape: card, leaflet, large print and poster are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import catalog
from companion.printing import text
from companion.printing.document import (
    Block,
    Heading,
    IconLine,
    Kind,
    Notice,
    Paragraph,
    Point,
    Points,
    Size,
    Sources,
    Together,
)
from companion.vocabulary import ReviewState

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it can be relied on: what always stands on paper. Texts are whole and in the language told; what does not
    apply is empty."""

    place: str
    known: str = ""
    notices: tuple[Notice, ...] = ()
    again: str = ""
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part that can be left out, with the sources it rests on (rows of `rights.reading_out`). Where room is short the
    parts of the lowest `rank` stay. `whole` parts are never parted between pages."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    sources: tuple[Record, ...] = ()
    rank: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """`gist` is the one sentence that a card's cover and a poster carry; `opening` says the same for a whole page, with
    the answer's sign where there is one. `sources` are those of the gist. `icon` may be `outcome_…` too.
    `brief` is what one small code holds where the gist alone would be of no use."""

    language: str
    title: str
    gist: str
    opening: tuple[Block, ...]
    parts: tuple[ToldPart, ...]
    standing: Standing
    sources: tuple[Record, ...] = ()
    icon: str = ""
    brief: str = ""


def standing(place: str, record: Record, language: str, emergency: str) -> Standing:
    """The standing of a topic's or an answer's document (see `rights.reading_out`)."""
    words = catalog(language)
    known = record.get("as_of")
    due = date.fromisoformat(record["review_by"]) if record.get("review_by") else None
    return Standing(
        place=place,
        known=words.tr("known true up to %(known)s", known=_long(known, language)) if known else "",
        notices=tuple(_notices(record, due, language)),
        # A date is never broken between its day and its month.
        again=locales.long_date(due, language).replace(" ", "\u00a0") if due else "",
        emergency=emergency,
    )


def _long(day: str, language: str) -> str:
    return locales.long_date(date.fromisoformat(day), language)


def _notices(record: Record, due: date | None, language: str) -> Iterator[Notice]:
    words = catalog(language)
    review = record.get("review")
    if review and review["state"] == ReviewState.CHECKED_BY_LAWYER:
        sentence = words.tr("Checked by a local lawyer")
        if review["on"]:
            sentence = words.tr("Checked by a local lawyer, %(date)s", date=_long(review["on"], language))
        yield Notice(Kind.CHECKED, sentence)
    elif review:
        yield Notice(Kind.DRAFT, words.tr("Draft: no local lawyer has checked this"))
    if due is not None and record.get("overdue"):
        yield Notice(Kind.OVERDUE, words.tr("Review date passed on %(date)s", date=locales.long_date(due, language)))


def source_line(source: Record, language: str) -> str:
    """The source with every place cited in it, its date, and where it was read."""
    named = ", ".join([_short(source, language), *source["pinpoints"]])
    return f"{named} ({source['date']}) {source['address'] or ''}".strip()


def _short(source: Record, language: str) -> str:
    english = source.get("title_en") if language.startswith("en") else ""
    return str(english or source["title"])


def text_blocks(written: str) -> tuple[Block, ...]:
    """Content's own writing as blocks: paragraphs parted by empty lines, lines with "- " as list items."""
    found: list[Block] = []
    for paragraph in written.strip().split("\n\n"):
        points: list[Point] = []
        for line in paragraph.split("\n"):
            if line.startswith("- "):
                points.append(Point(line[2:].strip()))
            elif points:
                points[-1] = Point(f"{points[-1].text} {line.strip()}")
            elif line.strip():
                found.append(Paragraph(line.strip()))
        if points:
            found.append(Points(tuple(points)))
    return tuple(found)


def again(told: Told) -> tuple[Block, ...]:
    """ "Check again after", white on black; nothing where no date is set."""
    if not told.standing.again:
        return ()
    lead = catalog(told.language).tr("Check again after")
    return (Notice(Kind.AGAIN, told.standing.again, lead),)


def emergency(told: Told, size: Size = Size.LARGE) -> tuple[Block, ...]:
    """The number to call."""
    if not told.standing.emergency:
        return ()
    lead = catalog(told.language).tr("Emergency")
    return (IconLine("phone", told.standing.emergency, lead, size, strong=True),)


def cited(told: Told, parts: Sequence[ToldPart]) -> list[Record]:
    """The sources of what is printed, each once with every place that is cited in it."""
    found: dict[str, dict[str, Any]] = {}
    for source in (*told.sources, *(source for part in parts for source in part.sources)):
        row = found.setdefault(source["id"], {**source, "pinpoints": []})
        row["pinpoints"] = list(dict.fromkeys([*row["pinpoints"], *source["pinpoints"]]))
    return list(found.values())


def sources(told: Told, parts: Sequence[ToldPart]) -> tuple[Block, ...]:
    """Every source in full under its heading."""
    lines = tuple(source_line(source, told.language) for source in cited(told, parts))
    return (Sources(lines, catalog(told.language).tr("Sources")),) if lines else ()


def short_sources(told: Told, parts: Sequence[ToldPart], most: int = 0) -> str:
    """The names of the sources in one line, for paper with little room. With `most`, about so many characters of them,
    and how many more there are."""
    names = list(dict.fromkeys(_short(source, told.language) for source in cited(told, parts)))
    named = [name for at, name in enumerate(names) if not most or at == 0 or len("; ".join(names[: at + 1])) <= most]
    left = len(names) - len(named)
    if left:
        named.append(catalog(told.language).trn("and %(n)s more source", "and %(n)s more sources", left))
    return "; ".join(named)


def printed(told: Told) -> str:
    """The day it was printed."""
    return catalog(told.language).tr("Printed on %(date)s.", date=locales.long_date(clock.today(), told.language))


def chosen(told: Told, ids: Sequence[str] | None) -> tuple[ToldPart, ...]:
    """The parts with those ids; all where nothing was chosen."""
    return tuple(part for part in told.parts if ids is None or part.id in ids)


def for_phone(told: Told, parts: Sequence[ToldPart] | None = None) -> str:
    """All of it as text: a telephone keeps what the paper says, with its date and its doubts."""
    body: list[str] = [text.blocks(told.opening, told.language).replace("\n\n", "\n")]
    parts = told.parts if parts is None else parts
    for part in parts:
        body.append(text.lines_of((part.heading, text.blocks(part.blocks, told.language).replace("\n\n", "\n"))))
    return text.lines_of((*body, standing_text(told, parts)), "\n\n")


def standing_text(told: Told, parts: Sequence[ToldPart]) -> str:
    """Dates, review, sources and emergency number in a few lines."""
    stands = told.standing
    first = [stands.place, stands.known]
    lines = [" · ".join(part for part in first if part), *(text.blocks((n,), told.language) for n in stands.notices)]
    lines += [text.blocks((*again(told), *emergency(told)), told.language).replace("\n\n", "\n")]
    lines.append(short_sources(told, parts))
    return text.lines_of(lines)


def part_blocks(part: ToldPart, level: int = 2) -> tuple[Block, ...]:
    """A part under its heading."""
    blocks = (Heading(part.heading, level), *part.blocks)
    return (Together(blocks),) if part.whole else blocks


def heading(told: Told) -> Heading:
    """The title of the page, the place above it."""
    return Heading(told.title, 1, told.standing.place, told.icon)
