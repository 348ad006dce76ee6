"""Which period is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from companion.log.months import Month
from companion.reports.periods import Period, PeriodKind

KINDS = tuple(PeriodKind)


@dataclass(frozen=True)
class Looking:
    """Which period is looked at: a kind of period, and the month it has to hold. Within what was ever counted."""

    kind: PeriodKind
    month: Month
    earliest: Month
    latest: Month

    @staticmethod
    def first(months: Sequence[Month], counting: Month, today: date) -> Looking:
        """At first the last month that is over, because that is the one to report; `months` count something."""
        running = Month.of(today)
        over = running if today == running.last_day else running.plus(-1)
        month = max((one for one in months if one <= over), default=counting)
        return Looking(PeriodKind.MONTH, month, min([month, *months]), counting)

    @property
    def period(self) -> Period:
        return Period.containing(self.month, self.kind)

    def of_kind(self, kind: PeriodKind) -> Looking:
        """The period of another kind around the same month."""
        return Looking(kind, self.month, self.earliest, self.latest)

    def step(self, periods: int) -> Looking | None:
        """The period that many later or earlier; None where nothing was counted yet or the time has not come."""
        moved = self.period.plus(periods)
        if moved.last < self.earliest or moved.first > self.latest:
            return None
        month = min(max(moved.last, self.earliest), self.latest)
        return Looking(self.kind, month, self.earliest, self.latest)

    def within(self, months: Sequence[Month], counting: Month) -> Looking:
        """The same, after something was counted meanwhile."""
        earliest = min([self.month, *months])
        return Looking(self.kind, min(self.month, counting), earliest, counting)
