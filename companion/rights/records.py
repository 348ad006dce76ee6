"""The law as records: what the content says, typed. Made by `reading`, used by `rules` and `answer`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from companion.rights.amounts import Amount
from companion.vocabulary import Basis, Certainty, Model, Outcome, ReviewState

# What a doubt names instead of rules when it belongs to every answer.
EVERY_RULE = "all"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was read: a law, a ruling, a page. `date` is the date of the text, or of its reading."""

    id: str
    title: str
    title_en: str
    address: str
    date: date
    kind: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it: `lei-30-2000`, `art. 2`."""

    source: str
    pinpoint: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Who has read a statement, and when."""

    state: ReviewState
    on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of a limit. `includes`: exactly this amount is still within. `or_active`: within as well as long as the
    pure substance is at or below that many grams (so that only passing both weights is over). `at`: the strength that
    the law's figure assumes ("2 % THC"); stronger material reaches the line sooner."""

    amount: Amount
    includes: bool
    or_active: Decimal | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Several drugs against one limit: the shares of their own lines in the tables `of` are added up, and `most` is
    still within (or not, as the edges say). It counts from so many `kinds` on."""

    most: Fraction
    of: tuple[str, ...]
    kinds: int = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """A dated table of amounts: for each substance it names, one edge per measure. One that only adds up shares of
    other tables (`together`) has no edges of its own. `from_late`, `until_late`: see `Rule`."""

    id: str
    from_: date
    until: date | None
    basis: Basis
    edges: Mapping[str, tuple[Edge, ...]]
    citations: tuple[Citation, ...]
    title: str = ""
    not_a_permission: bool = False
    unconfirmed: str = ""
    doubts: Mapping[str, str] = field(default_factory=dict)
    together: Together | None = None
    from_late: date | None = None
    until_late: date | None = None

    def in_force(self, on: date, late: bool = False) -> bool:
        """Whether the table held on that day; `until` is the first day it no longer does."""
        return _holds(self, on, late)

    def edge(self, substance: str, measure: str) -> Edge | None:
        """The line for the substance in that measure, if the table draws one."""
        return next((edge for edge in self.edges.get(substance, ()) if edge.amount.measure == measure), None)


def _holds(record: Limit | Rule, on: date, late: bool) -> bool:
    start = record.from_late if late and record.from_late else record.from_
    end = record.until_late if late and record.until_late else record.until
    return start <= on and (end is None or on < end)


@dataclass(frozen=True, slots=True)
class Rule:
    """A box: holds where all its conditions hold; a dimension it does not name is open (None).

    Of a start or end that is known to the month or year alone, `from_` and `until` are the first day that it can be and
    `from_late` and `until_late` the first day after that span. `unread`: the law's own text was not read; JSON says
    `disputed`, and `unconfirmed` says what is not known.
    """

    id: str
    place: str
    from_: date
    until: date | None
    acts: frozenset[str] | None
    substances: frozenset[str] | None
    within: tuple[str, ...]
    beyond: tuple[str, ...]
    settings: frozenset[str] | None
    age_from: int | None
    age_below: int | None
    dependent: bool | None
    earlier: bool | None
    given: Mapping[str, frozenset[str]]
    only_if_said: frozenset[str]
    excepts: frozenset[str]
    outcome: Outcome
    certainty: Certainty
    decided_by: str
    leads_to: Mapping[str, Outcome]
    citations: tuple[Citation, ...]
    because: str
    steps: tuple[str, ...]
    refuse: tuple[str, ...]
    sanctions: tuple[str, ...]
    warnings: tuple[str, ...]
    topics: tuple[str, ...]
    as_of: date
    review: Review
    unconfirmed: str = ""
    from_late: date | None = None
    until_late: date | None = None
    unread: bool = False

    def in_force(self, on: date, late: bool = False) -> bool:
        """Whether the rule held on that day; `until` is the first day it no longer does."""
        return _holds(self, on, late)

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """What it can end in: its outcome, or what each decision of its decider leads to."""
        return frozenset(self.leads_to.values()) if self.leads_to else frozenset((self.outcome,))


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A dimension that one place alone knows ("registered as a grower"). Values that are numbers ("0", "1", "2+") are
    counts: any number finds its own."""

    id: str
    ask: str
    values: Mapping[str, str]
    usual: str

    def value(self, said: str) -> str | None:
        """The value that was meant: itself, or the count that a number belongs to; None where there is none."""
        if said in self.values:
            return said
        if not said.isdecimal():
            return None
        counts = [int(name[:-1]) for name in self.values if re.fullmatch(r"\d+\+", name)]
        fitting = [count for count in counts if int(said) >= count]
        return f"{max(fitting)}+" if fitting else None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A step, refusal, sanction, warning or label: words, their sources, and what of it is not confirmed."""

    id: str
    text: str
    when: str = ""
    headline: str = ""
    deadline_hours: int | None = None
    citations: tuple[Citation, ...] = ()
    unconfirmed: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a topic, with its own sources."""

    id: str
    heading: str
    text: str
    citations: tuple[Citation, ...]
    unconfirmed: str
    practice: bool
    as_of: date
    review: Review


@dataclass(frozen=True, slots=True)
class Topic:
    """A plain-language page: "Stopped by police"."""

    id: str
    order: int
    icon: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    citations: tuple[Citation, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class ModelPeriod:
    """Which of INPUD's models, or crime, described the place, and when."""

    model: Model
    from_: date
    until: date | None
    note: str
    citations: tuple[Citation, ...]
    as_of: date
    unconfirmed: str = ""


@dataclass(frozen=True, slots=True)
class LawChange:
    """A dated change of the law; `reverses` names the change that it takes back."""

    id: str
    place: str
    on: date
    precision: str
    title: str
    summary: str
    direction: str
    status: str
    reverses: str
    before: Outcome | None
    after: Outcome | None
    citations: tuple[Citation, ...]
    unconfirmed: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not known and matters; shown with the answers of `rules` (`EVERY_RULE`: all) and on the pages `topics`.
    `as_of`: not known on that day either."""

    id: str
    text: str
    rules: frozenset[str]
    topics: frozenset[str]
    citations: tuple[Citation, ...]
    as_of: date

    def about(self, rules: Iterable[Rule]) -> bool:
        """Whether it belongs to an answer that comes of these rules."""
        return EVERY_RULE in self.rules or any(rule.id in self.rules for rule in rules)


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody to call, write or complain to."""

    id: str
    kind: str
    name: str
    what: str
    phone: str
    web: str
    citations: tuple[Citation, ...]
    unconfirmed: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Everything about one place. `as_of`: known to be true up to. `review_by`: to be looked at again by. `tier`:
    `full` or `short`, how much must be told of it."""

    id: str
    name: str
    parent: str
    languages: tuple[str, ...]
    client_languages: tuple[str, ...]
    emergency_number: str
    as_of: date
    review_by: date
    review: Review
    summary: str
    summary_outcome: Outcome
    summary_citations: tuple[Citation, ...]
    models: tuple[ModelPeriod, ...]
    changes: tuple[LawChange, ...]
    doubts: tuple[Doubt, ...]
    bodies: tuple[Body, ...]
    sources: Mapping[str, Source]
    limits: tuple[Limit, ...]
    rules: tuple[Rule, ...]
    circumstances: Mapping[str, Circumstance]
    phrases: Mapping[str, Phrase]
    topics: tuple[Topic, ...]
    tier: str = "short"

    def topic(self, id_: str) -> Topic | None:
        """The page of that id, or None."""
        return next((topic for topic in self.topics if topic.id == id_), None)

    def limit(self, id_: str, on: date, late: bool = False) -> Limit | None:
        """The version of that table that held on the day, or None."""
        return next((limit for limit in self.limits if limit.id == id_ and limit.in_force(on, late)), None)

    def model_on(self, on: date) -> ModelPeriod | None:
        """The model on the day, or None."""
        return next((m for m in self.models if m.from_ <= on and (m.until is None or on < m.until)), None)
