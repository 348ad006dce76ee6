"""Questions to the room, answered by the rules: the amount at the law's own line, the right answer, the choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from companion.rights.amounts import Amount, parse_amount
from companion.rights.answer import answer
from companion.rights.answered import Answer
from companion.rights.library import Library
from companion.rights.navigator import zones
from companion.rights.question import Question
from companion.vocabulary import Outcome
from companion.workshops.records import Ask, Where

LETTERS = "ABCD"
# In this order on the screen, whichever is right: where an answer stands must not tell.
_ORDER = (
    Outcome.CRIMINAL,
    Outcome.NO_OFFENCE,
    Outcome.TOLERATED,
    Outcome.DIVERSION,
    Outcome.ADMINISTRATIVE,
    Outcome.DEPENDS,
)
# Beside the right one: what people most often believe, first.
_OFTEN_BELIEVED = (Outcome.CRIMINAL, Outcome.NO_OFFENCE, Outcome.ADMINISTRATIVE, Outcome.DIVERSION, Outcome.DEPENDS)
_HALF, _MORE = Decimal("0.5"), Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that hands can be raised for."""

    letter: str
    outcome: Outcome
    right: bool


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as it is asked here and on this day, with its answer from the rules. `drawn` says that the amount
    comes from the law's own line, and not from the question's usual one."""

    ask: Ask
    question: Question
    answer: Answer
    choices: tuple[Choice, ...]
    drawn: bool

    @property
    def right(self) -> str:
        """The letter of the right choice."""
        return next(choice.letter for choice in self.choices if choice.right)


def pose(library: Library, ask: Ask, place: str, day: date) -> Posed | None:
    """The question in this place on this day; None where its law is not covered here: it is then left out."""
    bare = Question(place, ask.substance, day, act=ask.act, age=ask.age)
    line = _line(library, bare)
    amount = _amount(line, ask)
    question = replace(bare, amount=amount)
    given = answer(library, question)
    if given.outcome is Outcome.NOT_COVERED:
        return None
    return Posed(ask, question, given, choices(given.outcome), line is not None)


def choices(right: Outcome) -> tuple[Choice, ...]:
    """Four choices, the right one among them."""
    shown = [right, *(outcome for outcome in _OFTEN_BELIEVED if outcome is not right)][: len(LETTERS)]
    ordered = sorted(shown, key=_ORDER.index)
    return tuple(Choice(letter, outcome, outcome is right) for letter, outcome in zip(LETTERS, ordered, strict=True))


def _line(library: Library, question: Question) -> Amount | None:
    """The first line that the law draws here for this substance."""
    found = zones(library, question)
    return found[0].high if found else None


def _amount(line: Amount | None, ask: Ask) -> Amount:
    if line is None:
        return parse_amount(ask.usual)
    if ask.where is Where.LINE:
        return line
    value = line.value * (_HALF if ask.where is Where.UNDER else _MORE)
    if line.measure not in ("mass", "volume"):  # plants and tablets come whole
        value = max(Decimal(1), line.value // 2) if ask.where is Where.UNDER else line.value + 1
    return Amount(value, line.unit)


def hands_right(posed: Posed, hands: Mapping[str, int]) -> int:
    """How many hands went up for the right choice."""
    return hands.get(posed.right, 0)


def filled(text: str, words: Mapping[str, Any]) -> str:
    """A sentence with its figures put in: `%(amount)s`, `%(substance)s`, `%(place)s`, `%(age)s`."""
    return text % words
