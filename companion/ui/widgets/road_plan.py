"""What a road shows: lanes, stretches between bends, numbered stops, brackets; all words ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Leg:
    """One stretch in one lane. `back`: the bend that begins it took an earlier change back. `words` tell it whole."""

    outcome: str
    start: date
    end: date
    back: bool
    words: str


@dataclass(frozen=True)
class Stop:
    """A dated change: its number on the road and what a screen reader says of it."""

    day: date
    number: int
    words: str


@dataclass(frozen=True)
class Bracket:
    """How long something lasted that was taken back."""

    start: date
    end: date
    words: str


@dataclass(frozen=True)
class RoadPlan:
    """`lanes`: (outcome, its word), strictest first. Legs follow each other without a gap and end `today`.

    `start` is where the axis begins. After `known` the road is hatched and named `unchecked`; `full_unchecked` says
    that in a sentence ("" when known up to today). `left`: what stands in a lane that was left again.
    """

    lanes: Sequence[tuple[str, str]]
    legs: Sequence[Leg]
    stops: Sequence[Stop]
    brackets: Sequence[Bracket]
    start: date
    known: date
    today: date
    today_words: str
    unchecked: str
    full_unchecked: str
    left: str

    def lane(self, outcome: str) -> int:
        """The row of an outcome, 0 on top."""
        return next(row for row, (name, _) in enumerate(self.lanes) if name == outcome)

    def word(self, outcome: str) -> str:
        """What the outcome is called in this place."""
        return next(word for name, word in self.lanes if name == outcome)

    def leg_on(self, day: date) -> Leg | None:
        """The stretch of a day on the road; the last one also holds today."""
        found = [leg for leg in self.legs if leg.start <= day]
        return found[-1] if found else None
