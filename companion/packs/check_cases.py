"""The cases that people who do not program write: each question with the answer it must get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from companion.errors import Problem
from companion.rights.amounts import parse_amount
from companion.rights.answer import Answer, answer
from companion.rights.documents import Document
from companion.rights.fields import Fields, Finding
from companion.rights.library import Library
from companion.rights.question import Item, Question
from companion.rights.records import Jurisdiction
from companion.rights.thresholds import plain
from companion.vocabulary import Act, Setting


def check(library: Library, place: Jurisdiction, document: Document) -> list[Finding]:
    """A finding for every case that is answered otherwise, and for every case that cannot be asked."""
    findings: list[Finding] = []
    head = Fields(document.get("cases", {}), "cases.toml", "", findings)
    rows = head.tables("case")
    head.done()
    if not rows:
        findings.append(Finding("cases.toml", "", "content.no_cases", {}))
    for fields in rows:
        question = _question(fields, place)
        expected = fields.table("expect", needed=True)
        if question is not None:
            findings += _compare(fields, expected, answer(library, question))
        fields.done()
    return findings


def _question(fields: Fields, place: Jurisdiction) -> Question | None:
    fields.text("note", needed=False)
    amount = fields.text("amount", needed=False)
    given = fields.table("given")
    weight = fields.text("weight", needed=False)
    try:
        return Question(
            place=place.id,
            substance=fields.text("substance"),
            on=fields.day("on", needed=False) or place.as_of,
            act=fields.code("act", Act, Act.POSSESS),
            amount=parse_amount(amount) if amount else None,
            setting=_setting(fields),
            age=fields.whole("age"),
            dependent=_yes_no(fields, "dependent"),
            earlier=_yes_no(fields, "earlier"),
            purity=_purity(fields),
            given={name: given.text(name) for name in given.keys()},  # noqa: SIM118  a method of ours
            also=_also(fields.table("also")),
            weight=parse_amount(weight) if weight else None,
        )
    except Problem as problem:
        fields.note("amount", "content." + problem.code.removeprefix("rights."), value=amount)
        return None


def _also(fields: Fields) -> tuple[Item, ...]:
    """`{ cocaine = "1.2 g", ketamine = "any" }`."""
    texts = {name: fields.text(name) for name in fields.keys()}  # noqa: SIM118  a method of ours
    return tuple(Item(name, None if text == "any" else parse_amount(text)) for name, text in texts.items())


def _purity(fields: Fields) -> Decimal | None:
    """A percentage, as text: "20"."""
    text = fields.text("purity", needed=False)
    return Decimal(text) / 100 if text else None


def _setting(fields: Fields) -> Setting | None:
    return fields.code("setting", Setting, Setting.PUBLIC) if fields.raw("setting") else None


def _yes_no(fields: Fields, key: str) -> bool | None:
    value = fields.raw(key)
    if value not in (None, "yes", "no", True, False):
        fields.note(key, "content.unknown_code", value=value, known="yes, no")
    return None if value is None else value in ("yes", True)


def _compare(fields: Fields, expected: Fields, got: Answer) -> Iterator[Finding]:
    facts: Mapping[str, Any] = {
        "outcome": str(got.outcome),
        "relation": str(got.threshold.relation) if got.threshold and got.threshold.relation else "none",
        "rule": got.rule.id if got.rule else "none",
        "certainty": str(got.certainty),
        "reason": str(got.reason) if got.reason else "none",
        "threshold": plain(got.threshold.amount) if got.threshold else "none",
        "total": format(float(got.sum.total), "g") if got.sum else "none",
    }
    for key, value in facts.items():
        wanted = expected.text(key, needed=False)
        if wanted and wanted != value:
            yield _differs(fields, key, wanted, value)
    wanted_forks = set(expected.texts("depends_on"))
    forks = {fork.dimension for fork in got.depends_on}
    if wanted_forks and wanted_forks != forks:
        yield _differs(fields, "depends_on", ", ".join(sorted(wanted_forks)), ", ".join(sorted(forks)))
    warned = set(expected.texts("warnings")) - {code.removeprefix("warning.") for code in got.warnings}
    for code in sorted(warned):
        yield _differs(fields, "warnings", code, "none")
    doubted = {code for code in got.warnings if code.endswith("unconfirmed") or code == "day-not-known"}
    unconfirmed = bool(doubted or got.doubts)
    wanted_doubt = expected.flag("unconfirmed")
    if wanted_doubt is not None and wanted_doubt is not unconfirmed:
        yield _differs(fields, "unconfirmed", str(wanted_doubt).lower(), str(unconfirmed).lower())
    expected.done()


def _differs(fields: Fields, key: str, wanted: str, got: str) -> Finding:
    note = fields.raw("note") or ""
    facts = {"key": key, "expected": wanted, "got": got, "note": str(note)}
    return Finding("cases.toml", f"{fields.path}.expect.{key}", "content.case_differs", facts)
