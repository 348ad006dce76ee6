"""A report: what may be told of a period, what is held back and why, and the moment it goes out.

Looking at a report changes nothing, and shows no table that an export of the same moment would not hold. Publishing
writes the ledger first, so that a month is fixed before anybody has the file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from companion import clock
from companion.errors import Problem
from companion.log import exchange_counts
from companion.log.contacts import Amount
from companion.log.exchange import Role, Team
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import Kind, amount_code
from companion.reports import layouts
from companion.reports.disclosure import ReleasedTable
from companion.reports.disclosure import release as release_table
from companion.reports.families import AGE_GENDER, AMOUNTS, CONTACTS, FAMILIES, FIRST_TIME, Family, Level
from companion.reports.indicators import HEADLINE, Figure, figures
from companion.reports.ladder import K_DEFAULT, K_LEAST, K_MOST, Plan, Rung, RungState, plan
from companion.reports.layouts import Layout
from companion.reports.periods import Period, PeriodKind
from companion.reports.tables import Dimension


class NoteCode(StrEnum):
    """What has to be said beside the figures."""

    CONTACTS_NOT_PEOPLE = "contacts_not_people"
    ROWS_OVERLAP = "rows_overlap"
    FIRST_TIME_COUNTS_WRONG = "first_time_counts_wrong"
    MONTHS_MISSING = "months_missing"
    NOT_OVER = "not_over"
    FIXED = "fixed"
    WILL_BE_FIXED = "will_be_fixed"
    TOLD_BY_TEAM = "told_by_team"
    LAPTOPS_MISSING = "laptops_missing"
    OTHERS_KNOW_THEIRS = "others_know_theirs"


@dataclass(frozen=True)
class Note:
    """A note, and the months it is about, if any."""

    code: NoteCode
    months: tuple[Month, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """What became of a family's levels: what is shown, what was held back, and what still waits for which period.

    `rungs` run from the finest level to the coarsest. Their counts of small cells are for the screen, never for a file.
    `nothing`: nothing of the kind was logged in the period, so there is nothing to hold back either.
    """

    family: Family
    rungs: tuple[Rung, ...]
    months_told: tuple[Month, ...]
    months_waiting: tuple[Month, ...]
    waits_for: Period | None
    nothing: bool = False


@dataclass(frozen=True)
class Report:
    """Everything a screen or a file needs. `is_open`: the period is not over, so nothing of it can go out yet.

    `things_held` were logged but are told in no table. `laptops` is how many laptops' counts are in it, `missing` how
    many of the team's have not sent all of the period, `told_by_team` says that this laptop's counts of the period are
    told by its team's coordinator.
    """

    period: Period
    k: int
    is_open: bool
    is_fixed: bool
    headline: tuple[Figure, ...]
    indicators: tuple[Figure, ...]
    tables: tuple[ReleasedTable, ...]
    ladders: tuple[Ladder, ...]
    notes: tuple[Note, ...]
    things_held: tuple[Amount, ...] = ()
    laptops: int = 1
    missing: int = 0
    told_by_team: bool = False

    def table(self, layout: Layout) -> ReleasedTable | None:
        """The table of that kind, if it is told."""
        return next((table for table in self.tables if table.code == layout.value), None)


def release(log: LogStore, period: Period, k: int = K_DEFAULT) -> Report:
    """The report of `period` under the rule `k` (every cell `k` contacts or more).

    Raises `reports.unknown_rule` for a `k` outside 3 to 20 and `reports.future_period` for a period not begun.
    """
    if not K_LEAST <= k <= K_MOST:
        raise Problem("reports.unknown_rule", k=k, least=K_LEAST, most=K_MOST)
    counting = log.counting_month()
    if period.first > counting:
        raise Problem("reports.future_period", period=str(period))
    made = plan(log, period, k, through=min(period.last, counting))
    tables = tuple(table for layout in Layout if (table := release_table(made, period, layout)) is not None)
    by_code = {table.code: table for table in tables}
    ladders = tuple(_ladder(made, period, family, by_code.get(family.code)) for family in _ON_LADDERS)
    team = _team(log, period)
    is_open = not _can_go_out(log, period)
    is_fixed = log.counted_through() >= period.last
    return Report(
        period=period,
        k=k,
        is_open=is_open,
        is_fixed=is_fixed,
        headline=figures(tables, HEADLINE),
        indicators=figures(tables),
        tables=tables,
        ladders=ladders,
        notes=_notes(tables, ladders[0], team, is_open=is_open, is_fixed=is_fixed),
        things_held=_things_held(made, period, tables),
        laptops=team.laptops,
        missing=len(team.missing),
        told_by_team=team.told_by_others,
    )


def _things_held(made: Plan, period: Period, tables: tuple[ReleasedTable, ...]) -> tuple[Amount, ...]:
    """Numbers that were logged in the period and are told in no table."""
    told = {row.code for table in tables for row in table.table.rows if row.dimension is Dimension.AMOUNT}
    rows = made.tallies.of(period.months)
    return tuple(one for one in AMOUNTS if one.value not in told and rows.get((Kind.AMOUNT, amount_code(one))))


# Families with a ladder of their own on the screen: the first three always, the others where something was logged.
_ON_LADDERS = (
    CONTACTS,
    AGE_GENDER,
    FIRST_TIME,
    *(family for family in FAMILIES if family.amount is None and family not in (CONTACTS, AGE_GENDER, FIRST_TIME)),
)


@dataclass(frozen=True)
class _InTeam:
    """What a team of several laptops means for a period."""

    laptops: int
    missing: tuple[Month, ...]
    told_by_others: bool


def _team(log: LogStore, period: Period) -> _InTeam:
    team = Team(log)
    times = team.times()
    if not times:
        return _InTeam(1, (), False)
    told_by_others = all(any(time.told_by_others(month) for time in times) for month in period.months)
    laptops = 1
    missing: tuple[Month, ...] = ()
    if team.role is Role.COORDINATOR:
        laptops += sum(laptop.in_use for laptop in team.laptops())
        lacking = [months for _, months in exchange_counts.missing(log, period.months)]
        missing = tuple(max(months) for months in lacking)
    return _InTeam(laptops, missing, told_by_others)


def publish(
    log: LogStore, period: Period, k: int = K_DEFAULT, only: Layout | None = None, *, without_missing: bool = False
) -> Report:
    """The report of a period that is over, written down in the ledger; afterwards its tables may go into files.

    With `only` one table goes out, is all the report holds, and the rest stays unpublished. `without_missing`: go
    ahead though laptops of the team have not sent all of it; what they send later counts in the month it arrives.
    Raises `reports.not_over`, `reports.nothing_to_tell`, `reports.told_by_team`, `reports.laptops_missing`.
    """
    with log.store.transaction():
        if not _can_go_out(log, period):
            raise Problem("reports.not_over", period=str(period), until=period.last_day.isoformat())
        report = release(log, period, k)
        if report.told_by_team:
            raise Problem("reports.told_by_team", period=str(period))
        if report.missing and not without_missing:
            raise Problem("reports.laptops_missing", period=str(period), laptops=report.missing)
        tables = [table for table in report.tables if only is None or table.code == only.value]
        if not tables:
            raise Problem("reports.nothing_to_tell", period=str(period), k=k)
        entries = {(entry.family, entry.months): entry for table in tables for entry in table.entries}
        Ledger(log).record(entries.values(), through=period.last)
    notes = _notes(report.tables, report.ladders[0], _team(log, period), is_open=False, is_fixed=True)
    return replace(report, is_open=False, is_fixed=True, tables=tuple(tables), notes=notes)


def _can_go_out(log: LogStore, period: Period) -> bool:
    """From its last day on, or when its last month is closed already: what is typed in later counts in the next."""
    return clock.today() >= period.last_day or log.counted_through() >= period.last


def _ladder(made: Plan, period: Period, family: Family, table: ReleasedTable | None) -> Ladder:
    told = table.months if table else ()
    begun = tuple(month for month in period.months if month <= made.through)
    waiting = tuple(month for month in begun if (family.number, month) not in made.units)
    tried = made.climbs.get((family.number, period), ()) if period.kind is PeriodKind.MONTH else ()
    rungs = _all_rungs(made, period, family, tried, table.level if table else None)
    nothing = family.kind is not None and not made.tallies.of(period.months).get((family.kind, 0))
    return Ladder(family, rungs, told, waiting, _waits_for(made, period) if waiting else None, nothing)


def _waits_for(made: Plan, period: Period) -> Period | None:
    """The first period that is not over and that this one lies in (or is): where waiting months are tried again."""
    longer: Period | None = period
    while longer is not None and longer.last <= made.through:
        longer = longer.longer
    return longer


def _all_rungs(
    made: Plan, period: Period, family: Family, tried: tuple[Rung, ...], shown: Level | None
) -> tuple[Rung, ...]:
    """A rung for every level the team has, with the counts where this period was tried by itself."""
    counted = {rung.level: rung for rung in tried}
    rungs: list[Rung] = []
    reached = False
    for number, level in enumerate(family.levels):
        if not layouts.applies(level, made.places):
            continue
        if reached:
            state = RungState.NOT_NEEDED
        elif level is shown:
            state, reached = RungState.SHOWN, True
        else:
            state = RungState.HELD_BACK if number < made.ceiling(family, period) else RungState.LATER
        rung = counted.get(level)
        rungs.append(Rung(level, state, rung.cells if rung else None, rung.failing if rung else None))
    return tuple(rungs)


def _notes(
    tables: tuple[ReleasedTable, ...], contacts: Ladder, team: _InTeam, *, is_open: bool, is_fixed: bool
) -> tuple[Note, ...]:
    notes = [Note(NoteCode.CONTACTS_NOT_PEOPLE)]
    codes = {table.code for table in tables}
    if Layout.CONTACTS.value in codes:
        notes.append(Note(NoteCode.ROWS_OVERLAP))
    if Layout.FIRST_TIME.value in codes:
        notes.append(Note(NoteCode.FIRST_TIME_COUNTS_WRONG))
    if team.told_by_others:
        notes.append(Note(NoteCode.TOLD_BY_TEAM))
    if team.missing:
        notes.append(Note(NoteCode.LAPTOPS_MISSING))
    if team.laptops > 1:
        notes.append(Note(NoteCode.OTHERS_KNOW_THEIRS))
    if contacts.months_waiting and not team.told_by_others:
        notes.append(Note(NoteCode.MONTHS_MISSING, contacts.months_waiting))
    if is_open:
        notes.append(Note(NoteCode.NOT_OVER))
    else:
        notes.append(Note(NoteCode.FIXED if is_fixed else NoteCode.WILL_BE_FIXED))
    return tuple(notes)
