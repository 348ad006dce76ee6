"""A workshop's table into records. Everything wrong comes back as findings with file and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from companion.errors import Problem
from companion.rights.amounts import parse_amount
from companion.rights.fields import Fields, Finding
from companion.vocabulary import Act
from companion.workshops.records import Ask, Audience, Drawn, Kind, Part, Slide, Theme, Where, Workshop

MOST_PARTS, MOST_ROWS, MOST_MINUTES, MOST_PEOPLE = 20, 40, 600, 500


def read_workshop(id_: str, table: Mapping[str, Any]) -> tuple[Workshop, list[Finding]]:
    """The workshop of this table (the file `ID.toml`), and every fault met on the way."""
    findings: list[Finding] = []
    fields = Fields(table, f"workshops/{id_}.toml", "", findings)
    workshop = Workshop(
        id=id_,
        title=fields.text("title"),
        about=fields.text("about"),
        audience=fields.code("audience", Audience, Audience.PEERS),
        icon=fields.text("icon", needed=False) or "people",
        people=_between(fields, "people", 15, MOST_PEOPLE),
        as_of=fields.needed_day("as_of"),
        parts=tuple(_part(row) for row in fields.tables("part")[:MOST_PARTS]),
        handout=fields.texts("handout"),
    )
    _check(workshop, fields)
    fields.done()
    return workshop, findings


def _part(fields: Fields) -> Part:
    part = Part(
        id=fields.text("id"),
        kind=fields.code("kind", Kind, Kind.SLIDES),
        title=fields.text("title"),
        about=fields.text("about", needed=False),
        minutes=_between(fields, "minutes", 5, MOST_MINUTES),
        slides=tuple(_slide(row) for row in fields.tables("slide")[:MOST_ROWS]),
        asks=tuple(_ask(row) for row in fields.tables("ask")[:MOST_ROWS]),
        again=fields.text("again", needed=False),
        notes=fields.texts("notes"),
    )
    fields.done()
    return part


def _slide(fields: Fields) -> Slide:
    drawn = fields.code("drawn", Drawn, Drawn.SUMMARY) if fields.raw("drawn") else None
    slide = Slide(
        id=fields.text("id"),
        heading=fields.text("heading"),
        points=fields.texts("points"),
        drawn=drawn,
        topic=fields.text("topic", needed=False),
        notes=fields.texts("notes"),
    )
    fields.done()
    return slide


def _ask(fields: Fields) -> Ask:
    ask = Ask(
        id=fields.text("id"),
        theme=fields.code("theme", Theme, Theme.WHERE),
        text=fields.text("text"),
        substance=fields.text("substance"),
        act=fields.code("act", Act, Act.POSSESS) if fields.raw("act") else Act.POSSESS,
        where=fields.code("where", Where, Where.UNDER) if fields.raw("where") else Where.UNDER,
        usual=fields.text("usual", needed=False) or "1 g",
        age=_between(fields, "age", 24, 120),
        notes=fields.texts("notes"),
    )
    try:
        parse_amount(ask.usual)
    except Problem:
        fields.note("usual", "content.bad_amount", value=ask.usual)
    fields.done()
    return ask


def _between(fields: Fields, key: str, usual: int, most: int) -> int:
    """A whole number from 1 to `most`; `usual` where none is written."""
    value = fields.whole(key)
    if value is None:
        return usual
    if not 1 <= value <= most:
        fields.note(key, "content.out_of_range", value=value, least=1, most=most)
        return usual
    return value


def _check(workshop: Workshop, fields: Fields) -> None:
    """Names that are given twice or lead nowhere, parts with nothing in them, figures written where none belong."""
    seen: set[str] = set()
    for part in workshop.parts:
        inside = [slide.id for slide in part.slides] + [ask.id for ask in part.asks]
        for name in (part.id, *(f"{part.id}.{row}" for row in inside)):
            if name in seen:
                fields.note(f"part[{name}]", "content.duplicate_id", value=name)
            seen.add(name)
        if part.again and part.again not in {other.id for other in workshop.parts if other.kind is Kind.QUIZ}:
            fields.note(f"part[{part.id}].again", "content.unknown_name", value=part.again)
        asks = part.kind in (Kind.QUIZ, Kind.SCENARIOS)
        if (asks and not part.asks) or (part.kind is Kind.SLIDES and not part.slides):
            fields.note(f"part[{part.id}]", "content.empty")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence of a workshop that translators translate: its key, its English, the field where it stands."""

    key: str
    source: str
    field: str


def texts(workshop: Workshop) -> Iterator[Text]:
    """Every sentence of a workshop, in its order."""
    yield Text(f"{workshop.id}.title", workshop.title, "title")
    yield Text(f"{workshop.id}.about", workshop.about, "about")
    for at, line in enumerate(workshop.handout):
        yield Text(f"{workshop.id}.handout.{at}", line, f"handout[{at}]")
    for part in workshop.parts:
        where = f"{workshop.id}.{part.id}"
        yield Text(f"{where}.title", part.title, f"part[{part.id}].title")
        if part.about:
            yield Text(f"{where}.about", part.about, f"part[{part.id}].about")
        yield from _lines(f"{where}.notes", part.notes, f"part[{part.id}].notes")
        for slide in part.slides:
            field = f"part[{part.id}].slide[{slide.id}]"
            yield Text(f"{where}.{slide.id}.heading", slide.heading, f"{field}.heading")
            yield from _lines(f"{where}.{slide.id}.points", slide.points, f"{field}.points")
            yield from _lines(f"{where}.{slide.id}.notes", slide.notes, f"{field}.notes")
        for ask in part.asks:
            field = f"part[{part.id}].ask[{ask.id}]"
            yield Text(f"{where}.{ask.id}.text", ask.text, f"{field}.text")
            yield from _lines(f"{where}.{ask.id}.notes", ask.notes, f"{field}.notes")


def _lines(key: str, lines: tuple[str, ...], field: str) -> Iterator[Text]:
    for at, line in enumerate(lines):
        yield Text(f"{key}.{at}", line, f"{field}[{at}]")
