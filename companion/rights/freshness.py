"""How old the law shown here is: the one place that compares a day of review with today.

Today is never earlier than the latest day this program has evidence of: the day the newest pack was issued, and the
highest date that the open vault has seen. A clock that was set back does not make content young again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from companion import clock

if TYPE_CHECKING:
    from companion.rights.library import Library


@dataclass(frozen=True, slots=True)
class Freshness:
    """`overdue`: the day by which it was to be looked at again has passed. `today` is the day that was taken for
    today; `clock_behind` says that the computer's own date is earlier than that."""

    review_by: date
    today: date
    overdue: bool
    clock_behind: bool


def freshness(library: Library, place: str) -> Freshness:
    """How fresh the law of a place is. Every screen, statement and print that shows it asks this."""
    review_by = library.jurisdiction(place).review_by
    day = today(library)
    return Freshness(review_by, day, day > review_by, clock.today() < day)


def today(library: Library) -> date:
    """Today, or the latest day there is evidence of where the clock lags behind."""
    return max(clock.today(), library.floor)
