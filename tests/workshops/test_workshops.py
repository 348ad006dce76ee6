"""Workshops: read with every fault named, answered by the law of any place and day, kept as numbers only."""

from __future__ import annotations

import tomllib
import zlib
from dataclasses import fields as fields_of
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from companion.building.tree import CONTENT
from companion.errors import Problem
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.packed import Layer
from companion.vocabulary import Act, Outcome
from companion.workshops.asking import LETTERS, choices, filled, pose
from companion.workshops.deck import lay_out
from companion.workshops.library import workshops
from companion.workshops.reading import read_workshop, texts
from companion.workshops.records import Ask, Audience, Kind, Theme, Where, Workshop
from companion.workshops.session import MOST_HANDS, Given, Session

DAY = date(2026, 11, 20)
SHIPPED = sorted(path.stem for path in (CONTENT / "workshops").glob("*.toml"))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.folder(CONTENT)


def shipped(name: str) -> Workshop:
    table = tomllib.loads((CONTENT / "workshops" / f"{name}.toml").read_text(encoding="utf-8"))
    workshop, findings = read_workshop(name, table)
    assert findings == []
    return workshop


def table(**changes: Any) -> dict[str, Any]:
    """A small workshop that is as it should be, with changes."""
    ask = {"id": "a", "theme": "where", "text": "%(amount)s of %(substance)s?", "substance": "heroin"}
    parts = [
        {"id": "q", "kind": "quiz", "title": "Quiz", "minutes": 5, "ask": [ask]},
        {"id": "again", "kind": "quiz_again", "again": "q", "title": "Again", "minutes": 5},
    ]
    return {"title": "T", "about": "for all", "audience": "peers", "as_of": DAY, "part": parts, **changes}


# Reading


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_has_every_kind_of_part_and_no_figure_of_its_own(name: str) -> None:
    workshop = shipped(name)
    assert {Kind.SLIDES, Kind.QUIZ, Kind.SCENARIOS, Kind.QUIZ_AGAIN} <= {part.kind for part in workshop.parts}
    for text in texts(workshop):
        assert not any(letter.isdigit() for letter in text.source), f"{text.field}: a figure must come from the law"


def test_both_audiences_are_served() -> None:
    assert {shipped(name).audience for name in SHIPPED} == set(Audience)


@pytest.mark.parametrize(
    ("broken", "field", "code"),
    [
        ({"title": ""}, "title", "content.empty"),
        ({"audience": "teachers"}, "audience", "content.unknown_code"),
        ({"people": 0}, "people", "content.out_of_range"),
        ({"speaker": "somebody"}, "speaker", "content.unknown_key"),
        ({"part": [{"id": "q", "kind": "quiz", "title": "Quiz"}]}, "part[q]", "content.empty"),
        (
            {"part": [{"id": "x", "kind": "quiz_again", "again": "nowhere", "title": "X"}]},
            "part[x].again",
            "content.unknown_name",
        ),
        ({"part": [{"id": "e", "kind": "explore", "title": "E"}] * 2}, "part[e]", "content.duplicate_id"),
    ],
)
def test_a_fault_is_named_with_its_field(broken: dict[str, Any], field: str, code: str) -> None:
    assert read_workshop("w", table())[1] == []
    found = read_workshop("w", table(**broken))[1]
    assert (field, code) in [(finding.field, finding.code) for finding in found]
    assert found[0].file == "workshops/w.toml"


def test_an_amount_that_is_none_is_named() -> None:
    broken = table()
    broken["part"][0]["ask"][0]["usual"] = "much"
    assert [finding.code for finding in read_workshop("w", broken)[1]] == ["content.bad_amount"]


def test_every_sentence_has_its_own_key() -> None:
    for name in SHIPPED:
        keys = [text.key for text in texts(shipped(name))]
        assert len(keys) == len(set(keys))


# In a language


def layer(names: dict[str, dict[str, Any]], issued: str = "2026-11-01", withdrawn: tuple[str, ...] = ()) -> Layer:
    def read(name: str) -> bytes:
        import json

        return json.dumps(names[name], default=str).encode()

    return Layer(issued, "2027-11-01", frozenset(withdrawn), frozenset(names), read)


def test_a_translation_is_shown_until_its_english_changes() -> None:
    kept = {"w.title": [zlib.crc32(b"T"), "Titel"], "w.about": [zlib.crc32(b"something else"), "für alle"]}
    found = workshops([layer({"workshops/w.json": table(), "translations/workshops/de.json": kept})], "de")
    assert [(one.title, one.about) for one in found] == [("Titel", "for all")]


def test_a_newer_pack_counts_and_a_withdrawn_workshop_is_gone() -> None:
    older, newer = table(title="Old"), table(title="New")
    layers = [
        layer({"workshops/w.json": newer}, "2026-11-02"),
        layer({"workshops/w.json": older, "workshops/x.json": table()}),
    ]
    assert [one.title for one in workshops(layers, "en")] == ["New", "T"]
    gone = layer({}, "2026-11-03", withdrawn=("workshops/x",))
    assert [one.id for one in workshops([*layers, gone], "en")] == ["w"]


# Answers from the law


def ask(**changes: Any) -> Ask:
    return Ask(**{"id": "a", "theme": Theme.WHERE, "text": "?", "substance": "heroin", **changes})


@pytest.mark.parametrize(("where", "grams"), [(Where.UNDER, "0.5"), (Where.LINE, "1"), (Where.OVER, "1.5")])
def test_the_amount_stands_at_the_laws_own_line(library: Library, where: Where, grams: str) -> None:
    posed = pose(library, ask(where=where), "pt", DAY)
    assert posed is not None
    assert posed.question.amount is not None
    assert (posed.question.amount.value, posed.question.amount.unit) == (Decimal(grams), "g")
    assert posed.drawn


def test_without_a_line_the_usual_amount_is_asked_about(library: Library) -> None:
    posed = pose(library, ask(substance="heroin", act=Act.SHARE, usual="3 g"), "pt", DAY)
    assert posed is not None
    assert not posed.drawn
    assert posed.question.amount is not None
    assert posed.question.amount.value == 3


def test_the_right_answer_is_the_laws(library: Library) -> None:
    for day, right in ((date(2000, 1, 1), Outcome.CRIMINAL), (DAY, Outcome.DIVERSION)):
        posed = pose(library, ask(), "pt", day)
        assert posed is not None
        assert posed.answer == answer(library, posed.question)
        assert [choice.outcome for choice in posed.choices if choice.right] == [right]


def test_what_is_not_covered_is_left_out_and_said(library: Library) -> None:
    deck = lay_out(library, shipped("officers"), "kg", DAY)
    assert "passing" in deck.left_out
    assert all(frame.posed is None or frame.posed.ask.id != "passing" for frame in deck.frames)


def test_every_place_can_be_taught(library: Library) -> None:
    for place in library.places():
        for name in SHIPPED:
            deck = lay_out(library, shipped(name), place, DAY)
            assert sum(frame.posed is not None for frame in deck.frames) >= 5, place


@pytest.mark.parametrize("right", [outcome for outcome in Outcome if outcome is not Outcome.NOT_COVERED])
def test_one_of_four_choices_is_right_and_their_order_does_not_tell(right: Outcome) -> None:
    shown = choices(right)
    assert [choice.letter for choice in shown] == list(LETTERS)
    assert [choice.outcome for choice in shown if choice.right] == [right]
    assert len({choice.outcome for choice in shown}) == len(LETTERS)


def test_the_agenda_adds_up(library: Library) -> None:
    workshop = shipped("know-your-rights")
    assert workshop.minutes == sum(part.minutes for part in workshop.parts) == 90
    deck = lay_out(library, workshop, "pt", DAY)
    assert len(deck.starts()) == len(workshop.parts)


def test_a_sentence_takes_its_figures() -> None:
    assert filled("%(amount)s of %(substance)s", {"amount": "1 g", "substance": "heroin"}) == "1 g of heroin"


# A session


def session(library: Library) -> Session:
    return Session(lay_out(library, read_workshop("w", table())[0], "pt", DAY), people=12)


def test_the_first_quiz_keeps_its_answers_for_the_second(library: Library) -> None:
    run = session(library)
    assert run.forward()
    assert run.frame.part.kind is Kind.QUIZ_AGAIN
    assert not run.revealed
    assert run.forward()
    assert run.revealed
    assert run.at_end
    assert not run.forward()
    assert run.back()
    assert not run.revealed


def test_hands_become_shares_by_theme_and_nothing_else_is_kept(library: Library) -> None:
    run = session(library)
    right = run.frame.posed.right if run.frame.posed else ""
    wrong = next(letter for letter in LETTERS if letter != right)
    run.count(right, 3)
    run.count(wrong, 9)
    assert run.counted() == 12
    run.forward()
    run.count(right, 9)
    run.count(wrong, 3)
    given = run.result(date(2026, 11, 20))
    assert (given.month, given.people, given.workshop) == (date(2026, 11, 1), 12, "w")
    assert given.before[Theme.WHERE].percent == 25
    assert given.after[Theme.WHERE].percent == 75
    assert {field.name for field in fields_of(Given)} == {"month", "workshop", "audience", "people", "before", "after"}


@pytest.mark.parametrize("hands", [-1, MOST_HANDS + 1])
def test_more_hands_than_a_hall_holds_are_refused(library: Library, hands: int) -> None:
    run = session(library)
    with pytest.raises(Problem) as refused:
        run.count("A", hands)
    assert refused.value.code == "workshop.too_many_hands"
    assert run.counted() == 0
