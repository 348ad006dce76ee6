"""What names something that is not there, and dates that contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from companion import clock
from companion.rights.amounts import UNITS
from companion.rights.documents import Document
from companion.rights.fields import Finding
from companion.rights.records import EVERY_RULE, Citation, Jurisdiction, Rule
from companion.vocabulary import Act, Outcome, Setting

_DIMENSIONS = frozenset({"age", "setting", "dependent", "earlier", "amount"})


def check(place: Jurisdiction, document: Document, substances: set[str]) -> list[Finding]:
    """Findings about names and dates of one place."""
    return [
        *_duplicates(place, document),
        *_citations(place),
        *_limits(place, substances),
        *(finding for rule in place.rules for finding in _rule(place, rule, substances)),
        *_changes(place),
        *_models(place),
        *_doubts(place),
    ]


def _error(file: str, field: str, code: str, **facts: object) -> Finding:
    return Finding(file, field, f"content.{code}", {name: str(value) for name, value in facts.items()})


def _duplicates(place: Jurisdiction, document: Document) -> Iterator[Finding]:
    lists: list[tuple[str, str, Iterable[str]]] = [
        ("rules.toml", "rule", (rule.id for rule in place.rules)),
        ("jurisdiction.toml", "change", (change.id for change in place.changes)),
        ("jurisdiction.toml", "doubt", (doubt.id for doubt in place.doubts)),
        ("jurisdiction.toml", "body", (body.id for body in place.bodies)),
        ("sources.toml", "source", (row.get("id", "") for row in document.get("sources", {}).get("source", []))),
    ]
    lists += [(f"topics/{t.id}.toml", "section", (section.id for section in t.sections)) for t in place.topics]
    for file, kind, names in lists:
        for name, count in Counter(names).items():
            if count > 1:
                yield _error(file, f"{kind}[{name}]", "duplicate_id", value=name)
    for limit in place.limits:
        for other in place.limits:
            if other is not limit and other.id == limit.id and _overlap(limit.from_, limit.until, other.from_):
                yield _error("rules.toml", f"limit[{limit.id}]", "limit_versions_overlap", value=limit.id)


def _overlap(start: date, end: date | None, other: date) -> bool:
    return start <= other and (end is None or other < end)


def _cited(place: Jurisdiction) -> Iterator[tuple[str, str, tuple[Citation, ...], date, bool]]:
    """Each statement: its file, field, citations, the day it is known to be true up to, and if it may have none."""
    yield "jurisdiction.toml", "summary_sources", place.summary_citations, place.as_of, False
    for index, model in enumerate(place.models):
        yield "jurisdiction.toml", f"model[{index}].sources", model.citations, place.as_of, False
    for change in place.changes:
        yield "jurisdiction.toml", f"change[{change.id}].sources", change.citations, date.max, bool(change.unconfirmed)
    for limit in place.limits:
        yield "rules.toml", f"limit[{limit.id}].sources", limit.citations, place.as_of, False
    for rule in place.rules:
        yield "rules.toml", f"rule[{rule.id}].sources", rule.citations, rule.as_of, False
    for name, phrase in place.phrases.items():
        free = bool(phrase.unconfirmed) or not name.startswith(("step.", "sanction."))
        yield "texts.toml", f"{name}.sources", phrase.citations, date.max, free
    for topic in place.topics:
        for section in topic.sections:
            field = f"section[{section.id}].sources"
            known, free = section.as_of, bool(section.unconfirmed)
            yield f"topics/{topic.id}.toml", field, section.citations, known, free


def _citations(place: Jurisdiction) -> Iterator[Finding]:
    for file, field, citations, known, free in _cited(place):
        if not citations and not free:
            yield _error(file, field, "no_source")
        for citation in citations:
            source = place.sources.get(citation.source)
            if source is None:
                yield _error(file, field, "unknown_source", value=citation.source)
            elif source.date > known:
                yield _error(file, field, "source_after_known", value=source.id, date=source.date, known=known)


def _limits(place: Jurisdiction, substances: set[str]) -> Iterator[Finding]:
    for limit in place.limits:
        field = f"limit[{limit.id}]"
        if limit.until is not None and limit.until <= limit.from_:
            yield _error("rules.toml", field, "dates_contradict", start=limit.from_, end=limit.until)
        for name in limit.together.of if limit.together else ():
            if name not in {other.id for other in place.limits}:
                yield _error("rules.toml", f"{field}.together", "unknown_name", value=name)
        for substance, edges in limit.edges.items():
            if substance not in substances:
                yield _error("rules.toml", f"{field}.of.{substance}", "unknown_substance", value=substance)
            for edge in edges:
                if edge.amount.unit not in UNITS or (
                    limit.basis == "active_substance" and edge.amount.measure != "mass"
                ):
                    yield _error(
                        "rules.toml", f"{field}.of.{substance}", "unit_cannot_be_compared", value=edge.amount.unit
                    )


def _rule(place: Jurisdiction, rule: Rule, substances: set[str]) -> Iterator[Finding]:
    field = f"rule[{rule.id}]"
    if rule.until is not None and rule.until <= rule.from_:
        yield _error("rules.toml", field, "dates_contradict", start=rule.from_, end=rule.until)
    for key, names, known in _names_of(place, rule, substances):
        for name in names:
            if name not in known:
                yield _error("rules.toml", f"{field}.{key}", "unknown_name", value=name)
    if rule.outcome is Outcome.DEPENDS and not (rule.decided_by and len(rule.outcomes) > 1):
        yield _error("rules.toml", field, "depends_on_nothing")
    if rule.outcome is not Outcome.DEPENDS and rule.leads_to:
        yield _error("rules.toml", f"{field}.leads_to", "leads_without_depends")
    for name, values in rule.given.items():
        known_values = place.circumstances[name].values if name in place.circumstances else {}
        for value in values - set(known_values):
            yield _error("rules.toml", f"{field}.given.{name}", "unknown_name", value=value)


def _names_of(
    place: Jurisdiction, rule: Rule, substances: set[str]
) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    phrases = {name: [key.partition(".")[2] for key in place.phrases if key.startswith(f"{name}.")] for name in _KINDS}
    yield "act", rule.acts or (), set(Act)
    yield "substance", rule.substances or (), substances
    yield "setting", rule.settings or (), set(Setting)
    yield "within", rule.within, {limit.id for limit in place.limits}
    yield "beyond", rule.beyond, {limit.id for limit in place.limits}
    yield "except", rule.excepts, {other.id for other in place.rules}
    yield "given", rule.given, place.circumstances
    yield "only_if_said", rule.only_if_said, _DIMENSIONS | {f"given.{name}" for name in place.circumstances}
    yield "because", [rule.because], phrases["because"]
    yield "steps", rule.steps, phrases["step"]
    yield "refuse", rule.refuse, phrases["refuse"]
    yield "sanctions", rule.sanctions, phrases["sanction"]
    yield "warnings", rule.warnings, phrases["warning"]
    yield "topics", rule.topics, {topic.id for topic in place.topics}
    yield "decided_by", [rule.decided_by] if rule.decided_by else (), phrases["label"]
    yield "leads_to", rule.leads_to, phrases["label"]


_KINDS = ("because", "step", "refuse", "sanction", "warning", "label")


def _changes(place: Jurisdiction) -> Iterator[Finding]:
    names = {change.id for change in place.changes}
    starts = {day for rule in place.rules for day in (rule.from_, rule.until)} | {m.from_ for m in place.models}
    starts |= {day for limit in place.limits for day in (limit.from_, limit.until)}
    for change in place.changes:
        field = f"change[{change.id}]"
        if change.reverses and change.reverses not in names:
            yield _error("jurisdiction.toml", f"{field}.reverses", "unknown_name", value=change.reverses)
        tells = change.before is not change.after  # what it was, what it became, or both
        if tells and change.status == "in_force" and change.on not in starts:
            yield _error("jurisdiction.toml", field, "change_without_rule", date=change.on)


def _models(place: Jurisdiction) -> Iterator[Finding]:
    if not place.models:
        yield _error("jurisdiction.toml", "model", "no_model")
    for earlier, later in zip(place.models, place.models[1:], strict=False):
        if earlier.until != later.from_:
            yield _error("jurisdiction.toml", "model", "models_not_gapless", date=later.from_)
    if place.models and place.models[-1].until is not None:
        yield _error("jurisdiction.toml", "model", "models_not_gapless", date=place.models[-1].until)
    if clock.today() > place.review_by:
        facts = {"date": place.review_by.isoformat()}
        yield Finding("jurisdiction.toml", "review_by", "content.review_passed", facts, "warning")
    if place.review_by <= place.as_of:
        yield _error("jurisdiction.toml", "review_by", "dates_contradict", start=place.as_of, end=place.review_by)


def _doubts(place: Jurisdiction) -> Iterator[Finding]:
    rules, topics = {rule.id for rule in place.rules} | {EVERY_RULE}, {topic.id for topic in place.topics}
    for doubt in place.doubts:
        for name in sorted((doubt.rules - rules) | (doubt.topics - topics)):
            yield _error("jurisdiction.toml", f"doubt[{doubt.id}]", "unknown_name", value=name)
