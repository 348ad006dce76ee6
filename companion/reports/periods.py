"""The periods a report can be about. They nest: months in quarters, quarters in half-years, half-years in years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from companion.errors import Problem
from companion.log.months import Month


class PeriodKind(StrEnum):
    """From the shortest to the longest; the order is the order in which a report waits."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @cached_property
    def months(self) -> int:
        """How many months it has."""
        return _LENGTH[self]


_LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_FORMS = {
    PeriodKind.MONTH: re.compile(r"(2\d{3})-(0[1-9]|1[0-2])", re.ASCII),
    PeriodKind.QUARTER: re.compile(r"(2\d{3})-Q([1-4])", re.ASCII),
    PeriodKind.HALF_YEAR: re.compile(r"(2\d{3})-H([12])", re.ASCII),
    PeriodKind.YEAR: re.compile(r"(2\d{3})", re.ASCII),
}


@dataclass(frozen=True)
class Period:
    """One period: its kind and its first month."""

    kind: PeriodKind
    first: Month

    def __post_init__(self) -> None:
        if (self.first.number - 1) % self.kind.months:
            raise ValueError(f"no {self.kind} begins in {self.first}")

    @staticmethod
    def parse(text: str) -> Period:
        """Read `2026-10`, `2026-Q3`, `2026-H1` or `2026`. Raises `reports.unknown_period`."""
        for kind, form in _FORMS.items():
            if match := form.fullmatch(text.strip().upper()):
                year, number = int(match[1]), int(match[2]) if match.lastindex == 2 else 1
                return Period(kind, Month(year, (number - 1) * kind.months + 1))
        raise Problem("reports.unknown_period", period=text)

    @staticmethod
    def containing(month: Month, kind: PeriodKind = PeriodKind.MONTH) -> Period:
        """The period of that kind in which `month` lies."""
        return Period(kind, Month(month.year, (month.number - 1) // kind.months * kind.months + 1))

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self.first.plus(number) for number in range(self.kind.months))

    @property
    def last(self) -> Month:
        """Its last month."""
        return self.first.plus(self.kind.months - 1)

    @property
    def last_day(self) -> date:
        return self.last.last_day

    @property
    def longer(self) -> Period | None:
        """The next longer period it lies in; None for a year."""
        kinds = list(PeriodKind)
        place = kinds.index(self.kind) + 1
        return Period.containing(self.first, kinds[place]) if place < len(kinds) else None

    def plus(self, periods: int) -> Period:
        """The period that many later (or earlier, if negative)."""
        return Period(self.kind, self.first.plus(periods * self.kind.months))

    def __str__(self) -> str:
        """As it is typed: 2026-10, 2026-Q3, 2026-H1, 2026."""
        number = (self.first.number - 1) // self.kind.months + 1
        forms = {
            PeriodKind.MONTH: f"-{number:02d}",
            PeriodKind.QUARTER: f"-Q{number}",
            PeriodKind.HALF_YEAR: f"-H{number}",
        }
        return f"{self.first.year:04d}{forms.get(self.kind, '')}"


@cache
def ending_with(month: Month) -> tuple[Period, ...]:
    """The periods whose last month is `month`, the shortest first."""
    periods = [Period.containing(month, kind) for kind in PeriodKind]
    return tuple(period for period in periods if period.last == month)
