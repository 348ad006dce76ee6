"""Which way the law went for a small amount for own use: the dated changes put end to end, and what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.records import Jurisdiction, LawChange
from companion.vocabulary import Outcome

# A road for these in one is a road for "a small amount"; where one of them goes elsewhere there is none.
_MAIN = ("cannabis", "cocaine", "heroin")
# Where the rules say otherwise for one of these, the road stands and says so.
_ALSO = ("amphetamine", "mdma", "methamphetamine")

# From the strictest. "It depends" can end in a crime, so it stands right below it.
STRICTEST_FIRST = (
    Outcome.CRIMINAL,
    Outcome.DEPENDS,
    Outcome.DIVERSION,
    Outcome.ADMINISTRATIVE,
    Outcome.TOLERATED,
    Outcome.NO_OFFENCE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One outcome, from a day to the first day it no longer holds. `change` began it; None: it held before the first
    change that is recorded, and `from_` is only the first day it is known for. `not_for`: substances for which the
    rules of that time say otherwise."""

    outcome: Outcome
    from_: date
    until: date | None
    change: LawChange | None
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A change that a later one took back, and from when to when it held; `exact`: both days are known to the day."""

    change: LawChange
    until: date
    exact: bool


@dataclass(frozen=True, slots=True)
class History:
    """Stretches without a gap, the oldest first. None when nothing is recorded, or when the changes do not make one
    line (`broken`): then they are about different drugs or amounts, and one line would tell an untruth."""

    stretches: tuple[Stretch, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    broken: bool = False

    def on(self, day: date) -> Stretch | None:
        """The stretch that held on the day, or None before the first."""
        return next((s for s in self.stretches if s.from_ <= day and (s.until is None or day < s.until)), None)


def history(library: Library, place: str, today: date) -> History:
    """What the changes in force by `today` say. They must agree with each other, with the rules of their time for the
    drugs most asked about, and end in what the place's one sentence says today; else the history is `broken`."""
    found = line(library.jurisdiction(place), today)
    made = []
    for stretch in found.stretches:
        if stretch.change is not None:
            otherwise = [name for name in (*_MAIN, *_ALSO) if _otherwise(library, place, name, stretch)]
            if set(otherwise) & set(_MAIN):
                return History(broken=True)
            stretch = replace(stretch, not_for=tuple(otherwise))
        made.append(stretch)
    return replace(found, stretches=tuple(made))


def _otherwise(library: Library, place: str, substance: str, stretch: Stretch) -> bool:
    """Whether rules answer for the substance on the stretch's first day, and none of them can end in its outcome."""
    answered = answer(library, Question(place, substance, on=stretch.from_))
    possible = {outcome for rule in answered.touched for outcome in rule.outcomes}
    return bool(possible) and stretch.outcome not in {*possible, answered.outcome}


def line(place: Jurisdiction, today: date) -> History:
    """The changes alone, put end to end: they agree with each other and with the place's one sentence, or `broken`."""
    in_force = [change for change in place.changes if change.status == "in_force" and change.on <= today]
    told = sorted((change for change in in_force if change.before or change.after), key=lambda change: change.on)
    if not told:
        return History()
    made: list[Stretch] = []
    for change in told:
        if change.before and not made:
            made.append(Stretch(change.before, _known_from(place, change.on), None, None))
        if made and change.before not in (None, made[-1].outcome):
            return History(broken=True)
        if change.after and (not made or change.after is not made[-1].outcome):
            if made:
                made[-1] = replace(made[-1], until=change.on)
            made.append(Stretch(change.after, change.on, None, change))
    if not made or made[-1].outcome is not place.summary_outcome:
        return History(broken=True)
    return History(tuple(made), _taken_back(made))


def _known_from(place: Jurisdiction, on: date) -> date:
    """The first day for which the place's state before its first change is recorded."""
    before = on - timedelta(days=1)
    period = place.model_on(before)
    return period.from_ if period else before


def _taken_back(stretches: Sequence[Stretch]) -> tuple[TakenBack, ...]:
    """Each change that made the law turn and was undone by a later turn; undone in two steps, until the last."""
    turns = [stretch.change for stretch in stretches if stretch.change]
    found = []
    for change in turns:
        undone = [later for later in turns if later.reverses == change.id]
        if undone:
            last = max(undone, key=lambda later: later.on)
            exact = change.precision == last.precision == "day"
            found.append(TakenBack(change, last.on, exact))
    return tuple(found)
