"""The bundled content: Portugal's cases, and properties that hold for every question about every place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import paths
from companion.packs import validator
from companion.packs.strings import strings
from companion.rights import documents
from companion.rights.amounts import Amount
from companion.rights.answer import Answer, answer
from companion.rights.library import Library
from companion.rights.question import Item, Question
from companion.rights.reading_out import answer_document
from companion.vocabulary import Act, Outcome, Setting

CONTENT = paths.resources("content")
PLACES = documents.places_in(CONTENT)
SEVERITY = {
    Outcome.NO_OFFENCE: 0,
    Outcome.TOLERATED: 1,
    Outcome.ADMINISTRATIVE: 2,
    Outcome.DIVERSION: 2,
    Outcome.CRIMINAL: 4,
}


@cache
def bundled() -> Library:
    return Library.bundled()


@pytest.mark.parametrize("place", PLACES)
def test_content_is_without_fault(place: str) -> None:
    """Cases, contradictions, holes, sources, words: everything that `companion content check` looks at."""
    found = validator.check_place(CONTENT, place)
    assert [finding for finding in found if finding.severity == "error"] == []


def test_viet_nams_answers_quote_the_drug_law_of_2026_only_from_its_first_day() -> None:
    """Rehab became longer that day: an answer about the day before must not tell of it."""
    first_day, quoted = date(2026, 7, 1), 0
    place, wording = bundled().jurisdiction("vn"), bundled().wording("vn", "en")
    for rule in place.rules:
        names = [*(f"step.{name}" for name in rule.steps), *(f"sanction.{name}" for name in rule.sanctions)]
        cited = [*rule.citations, *(row for name in names for row in wording.phrase(name).citations)]
        if any(row.source == "law-120" for row in cited):
            quoted += 1
            assert rule.from_ >= first_day, rule.id
    assert quoted


def questions(**fixed: st.SearchStrategy[object]) -> st.SearchStrategy[Question]:
    parts: dict[str, st.SearchStrategy[object]] = {
        "place": st.sampled_from(PLACES),
        "substance": st.sampled_from([s.id for s in bundled().substances.all]),
        "on": st.dates(date(1990, 1, 1), date(2035, 1, 1)),
        "act": st.sampled_from(list(Act)),
        "amount": st.none() | amounts(),
        "setting": st.none() | st.sampled_from(list(Setting)),
        "age": st.none() | st.integers(0, 99),
        "dependent": st.none() | st.booleans(),
        "earlier": st.none() | st.booleans(),
        "also": st.just(()) | st.lists(items(), max_size=3).map(tuple),
        **fixed,
    }
    return st.builds(Question, **parts)


def items() -> st.SearchStrategy[Item]:
    return st.builds(Item, st.sampled_from([s.id for s in bundled().substances.all]), st.none() | amounts())


def amounts() -> st.SearchStrategy[Amount]:
    number = st.decimals("0.001", "5000", places=3)
    return st.builds(Amount, number, st.sampled_from(["g", "mg", "ml", "tablet", "plant", "blotter"]))


@given(questions())
def test_every_question_gets_one_answer_with_its_reasons(question: Question) -> None:
    got = answer(bundled(), question)
    assert isinstance(got, Answer)
    if got.outcome is Outcome.NOT_COVERED:
        assert got.reason is not None
    else:
        assert got.rule is not None
        assert got.citations
    assert (got.outcome is Outcome.DEPENDS) == bool(got.depends_on)
    document = answer_document(got, bundled(), "pt")
    assert "{" not in document["because"] + document["headline"]
    for source in document["sources"]:
        assert source["date"] <= document["as_of"]
    if got.rule is not None:
        assert {citation.source for citation in got.rule.citations} <= {row["id"] for row in document["sources"]}


@given(questions(amount=amounts()), st.decimals("1.001", "50", places=3))
def test_more_is_never_milder(question: Question, factor: Decimal) -> None:
    assert question.amount is not None
    more = Amount(question.amount.value * factor, question.amount.unit)
    little, much = answer(bundled(), question), answer(bundled(), replace(question, amount=more))
    if little.outcome in SEVERITY and much.outcome in SEVERITY:
        assert SEVERITY[little.outcome] <= SEVERITY[much.outcome]
    if little.outcome is Outcome.CRIMINAL:
        assert much.outcome is Outcome.CRIMINAL


@given(questions(amount=amounts()), items())
def test_something_else_too_is_never_milder(question: Question, item: Item) -> None:
    """Whatever is put into the bag beside, the answer is at least as hard; an open one stays open or becomes harder."""
    alone, beside = answer(bundled(), question), answer(bundled(), replace(question, also=(*question.also, item)))
    if alone.outcome in SEVERITY and beside.outcome in SEVERITY:
        assert SEVERITY[alone.outcome] <= SEVERITY[beside.outcome]
    if alone.outcome is Outcome.CRIMINAL:
        assert beside.outcome is Outcome.CRIMINAL
    if Outcome.CRIMINAL in alone.possible:
        assert Outcome.CRIMINAL in beside.possible


def test_every_language_of_a_place_is_read_out() -> None:
    """No placeholder is left standing, in any language."""
    for place in PLACES:
        library = bundled()
        for language in library.languages(place):
            wording = library.wording(place, language)
            for topic in library.jurisdiction(place).topics:
                for section in topic.sections:
                    assert "{" not in wording.section(topic, section, "text")


def test_portugal_is_whole_in_both_its_languages() -> None:
    library = bundled()
    topics = library.jurisdiction("pt").topics
    assert len(topics) >= 14
    assert all(library.wording("pt", "pt").is_translated(topic) for topic in topics)
    done = documents.translated(CONTENT / "pt" / "po" / "pt.po")
    assert [row.key for row in strings(library.jurisdiction("pt")) if row.key not in done] == []
