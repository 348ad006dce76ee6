"""Periods and months in the words of the language in use, and which period is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.reports.periods import Period, PeriodKind

_LEAST_RUN = 3
KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


def title(period: Period) -> str:
    """As a heading: October 2026, 4th quarter 2026, 2026."""
    year = str(period.first.year)
    if period.kind is PeriodKind.QUARTER:
        return tr("%(quarter)s %(year)s", quarter=_quarter(period), year=year)
    return inline(period)


def inline(period: Period) -> str:
    """Inside a sentence: October 2026, the 4th quarter of 2026, the second half of 2026, 2026."""
    year = str(period.first.year)
    match period.kind:
        case PeriodKind.MONTH:
            return locales.month_year(period.first.first_day)
        case PeriodKind.QUARTER:
            return tr("the %(quarter)s of %(year)s", quarter=_quarter(period), year=year)
        case PeriodKind.HALF_YEAR if period.first.number == 1:
            return tr("the first half of %(year)s", year=year)
        case PeriodKind.HALF_YEAR:
            return tr("the second half of %(year)s", year=year)
        case PeriodKind.YEAR:
            return year


def _quarter(period: Period) -> str:
    return str(locales.locale().quarters["stand-alone"]["wide"][(period.first.number + 2) // 3])


def short_month(month: Month, *, narrow: bool = False) -> str:
    """Oct, or O: for the foot of a chart."""
    return str(locales.locale().months["stand-alone"]["narrow" if narrow else "abbreviated"][month.number])


def months_joined(months: Sequence[Month], period: Period | None = None) -> str:
    """The months by name, three and more in a row by the first and the last; with the year, if not in `period`'s."""
    year = period.first.year if period is not None else None
    runs: list[list[Month]] = []
    for month in months:
        if runs and runs[-1][-1].plus(1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    said: list[str] = []
    for run in runs:
        if len(run) < _LEAST_RUN:
            said += [_month(month, year) for month in run]
            continue
        first = _month(run[0], run[-1].year)
        said.append(tr("%(first)s to %(last)s", first=first, last=_month(run[-1], year)))
    return locales.joined(said)


def _month(month: Month, year: int | None) -> str:
    """The month's name, with its year unless that is `year`."""
    if month.year != year:
        return locales.month_year(month.first_day)
    return str(locales.locale().months["stand-alone"]["wide"][month.number])


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
