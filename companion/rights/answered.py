"""An answer as records: what the law does, the line that decides, and what it depends on. Made by `answer`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from companion.rights.amounts import Amount
from companion.rights.question import Question
from companion.rights.records import Citation, Doubt, Limit, Rule
from companion.rights.together import Sum
from companion.vocabulary import Basis, Certainty, NotCovered, Outcome, Relation


@dataclass(frozen=True, slots=True)
class Threshold:
    """The line that decides. `relation` is where the weighed amount stands to it, with all that the law adds to it:
    None when none was said, or when its unit cannot be compared. `at` is the strength that the law's figure assumes,
    where it does."""

    limit: Limit
    amount: Amount
    basis: Basis
    includes: bool
    relation: Relation | None
    at: str = ""
    substance: str = ""


@dataclass(frozen=True, slots=True)
class Fork:
    """A circumstance that decides: each value of `dimension` with the outcome it leads to. `owner` names who decides
    where it is somebody's discretion (a label of the place's texts). `substance`: which one it is about, where there
    are several."""

    dimension: str
    leads_to: Mapping[str, Outcome]
    owner: str = ""
    substance: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law does. `rule` explains it (None when not covered); `touched` are all rules that could hold,
    `possible` all it can come to.

    `above` is the answer of the law above the place's own, where that is another. Where several drugs were named,
    `parts` is the answer for each, with the others beside it; the strictest counts. `sum`: what the law adds up.
    """

    question: Question
    outcome: Outcome
    certainty: Certainty
    rule: Rule | None = None
    touched: tuple[Rule, ...] = ()
    threshold: Threshold | None = None
    depends_on: tuple[Fork, ...] = ()
    reason: NotCovered | None = None
    citations: tuple[Citation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    above: Answer | None = None
    possible: frozenset[Outcome] = frozenset()
    parts: tuple[Answer, ...] = ()
    sum: Sum | None = None
