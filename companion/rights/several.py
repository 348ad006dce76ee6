"""Several answers into one: of several drugs carried together the strictest answer counts, whatever else is in the bag.

Each drug is answered with the others beside it (see `together`). What is not covered is no comfort: beside it only a
crime is certain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeVar

from companion.rights.answered import Answer, Fork
from companion.rights.question import Question
from companion.vocabulary import Certainty, Outcome, Setting

T = TypeVar("T")
Again = Callable[[Question], Answer]
# The strictest last. What no rule speaks of may be anything, so that only a crime outweighs it.
_ORDER = (
    Outcome.NO_OFFENCE,
    Outcome.TOLERATED,
    Outcome.ADMINISTRATIVE,
    Outcome.DIVERSION,
    Outcome.NOT_COVERED,
    Outcome.CRIMINAL,
)
_FIRMEST = (Certainty.SETTLED, Certainty.DISCRETIONARY, Certainty.DISPUTED)
# Of the person and the place: the same for every drug in the bag.
_SHARED = ("age", "setting", "dependent", "earlier")


def combined(question: Question, found: Sequence[Answer], again: Again) -> Answer:
    """The answer for all of them. `again` answers the whole question, for a circumstance that is then said."""
    possible = _joint([answer.possible for answer in found])
    main = _main(found, possible)
    covered = [answer for answer in found if answer.rule is not None]
    outcome = next(iter(possible)) if len(possible) == 1 else Outcome.DEPENDS
    forks: tuple[Fork, ...] = ()
    if outcome is Outcome.NOT_COVERED and covered:
        outcome, main = Outcome.DEPENDS, _main(covered, _joint([answer.possible for answer in covered]))
        forks = (Fork("substance", {answer.question.substance: answer.outcome for answer in found}),)
    elif outcome is Outcome.DEPENDS:
        forks = tuple(_forks(question, found, again))
    return replace(
        main,
        question=question,
        outcome=outcome,
        certainty=_certainty(found, main, possible),
        touched=_once(rule for answer in found for rule in answer.touched),
        depends_on=forks,
        reason=main.reason if outcome is Outcome.NOT_COVERED else None,
        citations=_once((*main.citations, *(c for answer in found for c in answer.citations))),
        doubts=_once(doubt for answer in found for doubt in answer.doubts),
        warnings=_once((*main.warnings, *(code for answer in found for code in answer.warnings))),
        above=None,
        possible=possible,
        parts=tuple(found),
        sum=main.sum or next((answer.sum for answer in found if answer.sum), None),
    )


def _once(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple({id(row) if not isinstance(row, str) else row: row for row in rows}.values())


def _strictest(outcomes: Iterable[Outcome]) -> Outcome:
    return max(outcomes, key=_ORDER.index)


def _joint(sets: Sequence[frozenset[Outcome]]) -> frozenset[Outcome]:
    return frozenset(_strictest(each) for each in product(*sets))


def _main(found: Sequence[Answer], possible: frozenset[Outcome]) -> Answer:
    """The one that says what all of them come to, the firmest of several; else the one that can end worst."""
    same = [answer for answer in found if answer.possible == possible]
    if same:
        return min(same, key=lambda answer: _FIRMEST.index(answer.certainty))
    return max(found, key=lambda answer: _ORDER.index(_strictest(answer.possible)))


def _certainty(found: Sequence[Answer], main: Answer, possible: frozenset[Outcome]) -> Certainty:
    """A firm crime stays one, whatever is beside it; else the whole is as firm as its least firm part."""
    if possible == {Outcome.CRIMINAL}:
        return main.certainty
    return max((answer.certainty for answer in found), key=_FIRMEST.index)


def _forks(question: Question, found: Sequence[Answer], again: Again) -> Iterator[Fork]:
    told: set[str] = set()
    forks = []
    for index, answer in enumerate(found):
        others = [other.possible for other in (*found[:index], *found[index + 1 :])]
        for fork in answer.depends_on:
            shared = fork.dimension in _SHARED or fork.dimension.startswith("given.")
            if shared and fork.dimension in told:
                continue
            told.add(fork.dimension)
            if shared:
                leads = {v: again(_said(question, fork.dimension, v)).outcome for v in fork.leads_to}
                forks.append(replace(fork, leads_to=leads))
            else:
                leads = {value: _with(outcome, others) for value, outcome in fork.leads_to.items()}
                forks.append(replace(fork, leads_to=leads, substance=answer.question.substance))
    telling = [fork for fork in forks if len(set(fork.leads_to.values())) > 1]
    yield from telling or forks


def _with(outcome: Outcome, others: Sequence[frozenset[Outcome]]) -> Outcome:
    if outcome is Outcome.DEPENDS:
        return outcome
    joint = _joint([frozenset((outcome,)), *others])
    return next(iter(joint)) if len(joint) == 1 else Outcome.DEPENDS


def _said(question: Question, dimension: str, value: str) -> Question:
    """The question with one value of a class said: the rules do not tell the others of the class apart."""
    first = value.split(", ")[0]
    if dimension.startswith("given."):
        return replace(question, given={**question.given, dimension.removeprefix("given."): first})
    match dimension:
        case "age":
            return replace(question, age=int(first.rstrip("+").partition("-")[0]))
        case "setting":
            return replace(question, setting=Setting(first))
        case "dependent":
            return replace(question, dependent=first == "yes")
        case _:
            return replace(question, earlier=first == "yes")
