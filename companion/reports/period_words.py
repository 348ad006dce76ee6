"""Periods and months in the words of the language in use."""

from __future__ import annotations

from collections.abc import Sequence

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.reports.periods import Period, PeriodKind

_LEAST_RUN = 3


def title(period: Period) -> str:
    """As a heading: October 2026, 4th quarter 2026, Second half of 2026, 2026."""
    year = str(period.first.year)
    if period.kind is PeriodKind.QUARTER:
        return tr("%(quarter)s %(year)s", quarter=_quarter(period), year=year)
    if period.kind is PeriodKind.HALF_YEAR:
        first = period.first.number == 1
        return tr("First half of %(year)s", year=year) if first else tr("Second half of %(year)s", year=year)
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
