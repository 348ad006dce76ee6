"""Content tables into records. Never stops at a fault: everything wrong comes back as findings with file and field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from companion.errors import Problem
from companion.rights.amounts import Amount, parse_amount
from companion.rights.fields import NO_DAY, Fields, Finding
from companion.rights.records import (
    Body,
    Circumstance,
    Citation,
    Doubt,
    Edge,
    Jurisdiction,
    LawChange,
    Limit,
    ModelPeriod,
    Phrase,
    Review,
    Rule,
    Section,
    Source,
    Together,
    Topic,
)
from companion.vocabulary import Basis, Certainty, Model, Outcome, ReviewState

PHRASE_KINDS = ("because", "step", "refuse", "sanction", "warning", "label")
TIERS = ("short", "full")
UNREAD = "unconfirmed"  # a certainty of content alone: the law's text was not read
Document = Mapping[str, Any]


def read_jurisdiction(document: Document) -> tuple[Jurisdiction, list[Finding]]:
    """The place that `document` (see `documents.read_folder`) describes, and every fault met on the way."""
    findings: list[Finding] = []
    head = Fields(document.get("jurisdiction", {}), "jurisdiction.toml", "", findings)
    place = head.text("id")
    as_of = head.needed_day("as_of")
    review = _review(head, Review(ReviewState.DRAFT))
    law = Fields(document.get("rules", {}), "rules.toml", "", findings)
    groups = _groups(law.table("groups"))
    words = Fields(document.get("texts", {}), "texts.toml", "", findings)
    listed = Fields(document.get("sources", {}), "sources.toml", "", findings)
    record = Jurisdiction(
        id=place,
        name=head.text("name"),
        parent=head.text("parent", needed=False),
        languages=head.texts("languages", needed=True),
        client_languages=head.texts("client_languages"),
        emergency_number=head.text("emergency_number"),
        as_of=as_of,
        review_by=head.needed_day("review_by"),
        review=review,
        summary=head.text("summary"),
        summary_outcome=head.code("summary_outcome", Outcome, Outcome.NOT_COVERED),
        summary_citations=_citations(head, "summary_sources"),
        models=tuple(_model(row, as_of) for row in head.tables("model")),
        changes=tuple(_change(row, place) for row in head.tables("change")),
        doubts=tuple(_doubt(row, as_of) for row in head.tables("doubt")),
        bodies=tuple(_body(row) for row in head.tables("body")),
        sources={row.id: row for row in (_source(fields) for fields in listed.tables("source"))},
        limits=tuple(_limit(row) for row in law.tables("limit")),
        rules=tuple(_rule(row, place, groups, as_of, review) for row in law.tables("rule")),
        circumstances={row.id: row for row in (_circumstance(fields) for fields in law.tables("circumstance"))},
        phrases=_phrases(words),
        topics=tuple(
            sorted((_topic(row, name, findings, as_of, review) for name, row in _topic_rows(document)), key=_by_order)
        ),
        tier=head.text("tier", needed=False) or TIERS[0],
    )
    if record.tier not in TIERS:
        head.note("tier", "content.unknown_code", value=record.tier, known=", ".join(TIERS))
        record = replace(record, tier=TIERS[0])
    head.raw("content_limit")
    for fields in (head, law, words, listed):
        fields.done()
    return record, findings


def _topic_rows(document: Document) -> list[tuple[str, Mapping[str, Any]]]:
    return sorted(document.get("topics", {}).items())


def _by_order(topic: Topic) -> tuple[int, str]:
    return topic.order, topic.id


def _citations(fields: Fields, key: str = "sources") -> tuple[Citation, ...]:
    return tuple(_citation(text) for text in fields.texts(key))


@cache
def _citation(text: str) -> Citation:
    """Most statements of a place rest on the same few articles."""
    source, _, pinpoint = text.partition(":")
    return Citation(source.strip(), pinpoint.strip())


def _review(fields: Fields, usual: Review) -> Review:
    if not isinstance(fields.raw("review"), dict):
        return usual
    row = fields.table("review")
    review = Review(row.code("state", ReviewState, ReviewState.DRAFT), row.day("on", needed=False), "")
    review = Review(review.state, review.on, row.text("by", needed=False))
    if review.state is not ReviewState.DRAFT and not (review.by and review.on):
        row.note("by", "content.review_without_name")
    row.done()
    return review


def _groups(fields: Fields) -> dict[str, frozenset[str]]:
    return {name: frozenset(fields.texts(name)) for name in fields.keys()}  # noqa: SIM118  a method of ours


def _source(fields: Fields) -> Source:
    row = Source(
        fields.text("id"),
        fields.text("title"),
        fields.text("title_en", needed=False),
        fields.text("address"),
        fields.needed_day("date"),
        fields.text("kind", needed=False) or "law",
    )
    fields.done()
    return row


def _model(fields: Fields, as_of: date) -> ModelPeriod:
    row = ModelPeriod(
        fields.code("model", Model, Model.CRIMINALISED),
        fields.needed_day("from"),
        fields.day("until", needed=False),
        fields.text("note", needed=False),
        _citations(fields),
        fields.day("as_of", needed=False) or as_of,
        fields.text("unconfirmed", needed=False),
    )
    fields.done()
    return row


def _outcome(fields: Fields, key: str) -> Outcome | None:
    return fields.code(key, Outcome, Outcome.NOT_COVERED) if fields.raw(key) else None


def _change(fields: Fields, place: str) -> LawChange:
    row = LawChange(
        id=fields.text("id"),
        place=place,
        on=fields.needed_day("on"),
        precision=fields.text("precision", needed=False) or "day",
        title=fields.text("title"),
        summary=fields.text("summary"),
        direction=fields.text("direction", needed=False) or "neutral",
        status=fields.text("status", needed=False) or "in_force",
        reverses=fields.text("reverses", needed=False),
        before=_outcome(fields, "before"),
        after=_outcome(fields, "after"),
        citations=_citations(fields),
        unconfirmed=fields.text("unconfirmed", needed=False),
    )
    for key, known in _CHANGE_WORDS.items():
        if getattr(row, key) not in known:
            fields.note(key, "content.unknown_code", value=getattr(row, key), known=", ".join(known))
    fields.done()
    return row


_CHANGE_WORDS = {
    "precision": ("day", "month", "year"),
    "direction": ("milder", "stricter", "neutral"),
    "status": ("in_force", "failed", "struck_down", "announced"),
}


def _doubt(fields: Fields, as_of: date) -> Doubt:
    row = Doubt(
        fields.text("id"),
        fields.text("text"),
        frozenset(fields.texts("rules")),
        frozenset(fields.texts("topics")),
        _citations(fields),
        fields.day("as_of", needed=False) or as_of,
    )
    fields.done()
    return row


def _body(fields: Fields) -> Body:
    row = Body(
        fields.text("id"),
        fields.text("kind"),
        fields.text("name"),
        fields.text("what", needed=False),
        fields.text("phone", needed=False),
        fields.text("web", needed=False),
        _citations(fields),
        fields.text("unconfirmed", needed=False),
    )
    fields.done()
    return row


def _amount(fields: Fields, key: str, text: object) -> Amount | None:
    try:
        return parse_amount(str(text))
    except Problem as problem:
        fields.note(key, "content." + problem.code.removeprefix("rights."), value=text)
        return None


def _edges(fields: Fields) -> tuple[Edge, ...]:
    includes = fields.raw("up_to") is not None
    if includes == (fields.raw("under") is not None):
        fields.note("", "content.one_edge")
        return ()
    key = "up_to" if includes else "under"
    active_text = fields.text("or_active_up_to", needed=False)
    active = _amount(fields, "or_active_up_to", active_text) if active_text else None
    strength = fields.text("at", needed=False)
    found = (_amount(fields, key, text) for text in fields.texts(key))
    return tuple(Edge(amount, includes, active.base if active else None, strength) for amount in found if amount)


def _limit(fields: Fields) -> Limit:
    name = fields.text("id")
    together = _together(fields, name)
    table = fields.table("of", needed=together is None or name in together.of)
    edges: dict[str, tuple[Edge, ...]] = {}
    doubts: dict[str, str] = {}
    for substance, row in table.named():
        edges[substance] = _edges(row)
        doubt = row.text("unconfirmed", needed=False)
        if doubt:
            doubts[substance] = doubt
        row.done()
    if not fields.raw("basis"):
        fields.note("basis", "content.limit_without_basis")
    start, start_late = fields.span("from")
    end, end_late = fields.span("until", needed=False)
    record = Limit(
        id=name,
        from_=start or NO_DAY,
        until=end,
        basis=fields.code("basis", Basis, Basis.GROSS),
        edges=edges,
        citations=_citations(fields),
        title=fields.text("title", needed=False),
        not_a_permission=bool(fields.flag("not_a_permission")),
        unconfirmed=fields.text("unconfirmed", needed=False),
        doubts=doubts,
        together=together,
        from_late=start_late,
        until_late=end_late,
    )
    fields.done()
    return record


def _together(fields: Fields, name: str) -> Together | None:
    """`together = { shares = 1, of = [this table and others], kinds = 1 }`; `of` is this table alone if not said."""
    row = fields.table("together")
    if not isinstance(fields.raw("together"), dict):
        return None
    most, kinds = row.whole("shares"), row.whole("kinds")
    if most is None or most < 1 or fields.raw("basis") != Basis.GROSS:
        fields.note("together", "content.together_not_countable")
    together = Together(Fraction(most or 1), row.texts("of") or (name,), kinds or 1)
    row.done()
    return together


def _choice(fields: Fields, key: str) -> frozenset[str] | None:
    found = fields.texts(key)
    return frozenset(found) if found else None


def _leads(fields: Fields) -> dict[str, Outcome]:
    table = fields.table("leads_to")
    return {key: table.code(key, Outcome, Outcome.NOT_COVERED) for key in table.keys()}  # noqa: SIM118


def _rule(fields: Fields, place: str, groups: Mapping[str, frozenset[str]], as_of: date, review: Review) -> Rule:
    substances = _choice(fields, "substance")
    if substances is not None:
        substances = frozenset().union(*(groups.get(name, frozenset((name,))) for name in substances))
    age = fields.table("age")
    given = fields.table("given")
    start, start_late = fields.span("from")
    end, end_late = fields.span("until", needed=False)
    unread = fields.raw("certainty") == UNREAD
    record = Rule(
        id=fields.text("id"),
        place=place,
        from_=start or NO_DAY,
        until=end,
        acts=_choice(fields, "act"),
        substances=substances,
        within=fields.texts("within"),
        beyond=fields.texts("beyond"),
        settings=_choice(fields, "setting"),
        age_from=age.whole("from"),
        age_below=age.whole("below"),
        dependent=fields.flag("dependent"),
        earlier=fields.flag("earlier"),
        given={key: frozenset(given.texts(key)) for key in given.keys()},  # noqa: SIM118
        only_if_said=frozenset(fields.texts("only_if_said")),
        excepts=frozenset(fields.texts("except")),
        outcome=fields.code("outcome", Outcome, Outcome.NOT_COVERED),
        certainty=Certainty.DISPUTED if unread else fields.code("certainty", Certainty, Certainty.SETTLED),
        decided_by=fields.text("decided_by", needed=False),
        leads_to=_leads(fields),
        citations=_citations(fields),
        because=fields.text("because"),
        steps=fields.texts("steps"),
        refuse=fields.texts("refuse"),
        sanctions=fields.texts("sanctions"),
        warnings=fields.texts("warnings"),
        topics=fields.texts("topics"),
        as_of=fields.day("as_of", needed=False) or as_of,
        review=_review(fields, review),
        unconfirmed=fields.text("unconfirmed", needed=unread),
        from_late=start_late,
        until_late=end_late,
        unread=unread,
    )
    age.done()
    fields.done()
    return record


def _circumstance(fields: Fields) -> Circumstance:
    table = fields.table("values", needed=True)
    values = {key: table.text(key) for key in table.keys()}  # noqa: SIM118
    record = Circumstance(fields.text("id"), fields.text("ask"), values, fields.text("usual"))
    fields.done()
    return record


def _phrases(words: Fields) -> dict[str, Phrase]:
    phrases: dict[str, Phrase] = {}
    for kind in PHRASE_KINDS:
        for name, fields in words.table(kind).named():
            hours, days = fields.whole("deadline_hours"), fields.whole("deadline_days")
            phrases[f"{kind}.{name}"] = Phrase(
                id=name,
                text=fields.text("text"),
                when=fields.text("when", needed=kind == "step"),
                headline=fields.text("headline", needed=kind == "because"),
                deadline_hours=hours if hours is not None else (None if days is None else days * 24),
                citations=_citations(fields),
                unconfirmed=fields.text("unconfirmed", needed=False),
            )
            fields.done()
    return phrases


def _topic(row: Mapping[str, Any], name: str, findings: list[Finding], as_of: date, review: Review) -> Topic:
    fields = Fields(row, f"topics/{name}.toml", "", findings)
    order = fields.whole("order")
    own = _review(fields, review)
    topic = Topic(
        id=fields.text("id"),
        order=999 if order is None else order,
        icon=fields.text("icon"),
        title=fields.text("title"),
        summary=fields.text("summary"),
        keywords=fields.texts("keywords"),
        citations=_citations(fields),
        sections=tuple(_section(part, as_of, own) for part in fields.tables("section")),
    )
    if topic.id != name:
        fields.note("id", "content.id_is_not_file", value=topic.id)
    fields.done()
    return topic


def _section(fields: Fields, as_of: date, review: Review) -> Section:
    section = Section(
        id=fields.text("id"),
        heading=fields.text("heading"),
        text=fields.text("text"),
        citations=_citations(fields),
        unconfirmed=fields.text("unconfirmed", needed=False),
        practice=bool(fields.flag("practice")),
        as_of=fields.day("as_of", needed=False) or as_of,
        review=_review(fields, review),
    )
    fields.done()
    return section
