"""The form asks what splits the answer here, and nothing else; the drawing's zones are the rules' own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from companion.rights.amounts import amount_of
from companion.rights.library import Library
from companion.rights.navigator import worth_asking, zones
from companion.rights.question import Item, Question
from companion.vocabulary import Outcome
from tests.rights import content
from tests.rights.test_answer import CHILD, ROOM

DAY = date(2025, 1, 1)


def test_nothing_is_asked_that_splits_nothing(tmp_path: Path) -> None:
    library = Library.folder(content.write(tmp_path))
    assert worth_asking(library, Question("xa", "heroin", DAY, amount=amount_of(1, "g"))) == []


def test_what_splits_is_asked_even_after_it_was_answered(tmp_path: Path) -> None:
    cut = content.RULES.replace("outcome = ", 'except = ["child", "room"]\noutcome = ')
    extra = CHILD.replace("outcome", 'except = ["room"]\noutcome') + ROOM
    library = Library.folder(content.write(tmp_path, {"xa/rules.toml": cut + extra}))
    question = Question("xa", "heroin", DAY, amount=amount_of(1, "g"), age=15)
    asked = {asking.dimension: asking for asking in worth_asking(library, question)}
    assert set(asked) == {"age", "setting"}
    assert asked["age"].values == ("0-15", "16+")
    assert asked["age"].decides


def test_zones_are_cut_at_the_lines(tmp_path: Path) -> None:
    library = Library.folder(content.write(tmp_path))
    for substance, line, includes in (("heroin", Decimal(1), True), ("cocaine", Decimal(2), False)):
        low, high = zones(library, Question("xa", substance, DAY))
        assert (low.outcome, high.outcome) == (Outcome.ADMINISTRATIVE, Outcome.CRIMINAL)
        assert low.high is not None
        assert high.low is not None
        assert low.high.base == high.low.base == line
        assert low.includes is includes
    assert zones(library, Question("xa", "khat", DAY)) == []
    assert zones(library, Question("xa", "heroin", date(2010, 1, 1))) == []
    assert zones(library, Question("xa", "heroin", DAY, amount=amount_of(1, "tablet"))) == []


def test_another_drug_brings_its_own_questions(tmp_path: Path) -> None:
    rules = content.RULES + CHILD.replace('substance = ["hard"]', 'substance = ["khat"]').replace(
        'only_if_said = ["age"]\n', ""
    )
    rules += """
[[rule]]
id = "grown-up"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["khat"]
age = { from = 16 }
outcome = "criminal"
because = "crime"
"""
    library = Library.folder(content.write(tmp_path, {"xa/rules.toml": rules, "xa/cases.toml": ""}))
    alone = Question("xa", "heroin", DAY, amount=amount_of(1, "g"))
    assert worth_asking(library, alone) == []
    beside = replace(alone, also=(Item("khat"),))
    assert [(asking.dimension, asking.values) for asking in worth_asking(library, beside)] == [("age", ("0-15", "16+"))]


def test_ages_are_cut_at_every_line_of_every_drug() -> None:
    library = Library.bundled()
    question = Question("ca-bc", "cocaine", date(2023, 6, 1), amount=amount_of(1, "g"), also=(Item("cannabis"),))
    asked = {asking.dimension: asking.values for asking in worth_asking(library, question)}
    assert asked["age"] == ("0-17", "18", "19+")
