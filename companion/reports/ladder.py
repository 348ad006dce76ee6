"""The ladder: which months of which family are told at which level. Why it is built so stands in `disclosure`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from companion.log import exchange_counts
from companion.log.contacts import Amount
from companion.log.exchange import Team
from companion.log.ledger import Entry, Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import Kind
from companion.reports import cells, families, rule
from companion.reports.cells import Tallies
from companion.reports.declared import shape_of
from companion.reports.families import AGE_GENDER, AMOUNTS, CONTACTS, FAMILIES, ROOTS, Family, Level, Shape
from companion.reports.periods import Period, PeriodKind, ending_with

_BACK_KINDS = (Kind.CONTACTS, Kind.SERVICE, Kind.AMOUNT)
K_LEAST, K_MOST, K_DEFAULT, K_OUTSIDE = 3, 20, 5, 10
# What is told for twelve months back, into the year before: contacts, and the things a chart shows going out and back.
_BACK = (CONTACTS, AMOUNTS[Amount.NEEDLES_GIVEN], AMOUNTS[Amount.NEEDLES_BACK])


class RungState(StrEnum):
    """What became of a level."""

    HELD_BACK = "held_back"
    LATER = "later"
    SHOWN = "shown"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Rung:
    """A level that was looked at: how many cells it has, how many hold it back (None where nobody counted).

    The counts are for the team's own screen. They never go into a file.
    """

    level: Level
    state: RungState
    cells: int | None = None
    failing: int | None = None


class Plan:
    """What may be told of a log up to a month, and how it came to that. Made by `plan`, from the log and its ledger.

    It is a function of the tallies, what was declared, `k` and what is out already; never of who asks for what.
    `elsewhere` are months whose contacts another laptop tells.
    """

    def __init__(
        self, places: Shape, k: int, through: Month, out: Iterable[Entry], elsewhere: Iterable[Month] = ()
    ) -> None:
        self.places = places
        self.k = k
        self.through = through
        self.elsewhere = frozenset(elsewhere)
        self.units: dict[tuple[int, Month], Entry] = {}
        self.climbs: dict[tuple[int, Period], tuple[Rung, ...]] = {}
        self.tallies = Tallies(())
        for entry in out:
            self._tell(entry)

    def units_within(self, family: Family, months: Sequence[Month]) -> list[Entry]:
        """The units of a family that lie wholly within these months, in order of time."""
        wanted = set(months)
        found = {
            unit.months: unit
            for month in months
            if (unit := self.units.get((family.number, month))) and wanted.issuperset(unit.months)
        }
        return sorted(found.values(), key=lambda unit: unit.months)

    def step(self, family: Family, period: Period) -> None:
        """When `period` ends: tell the months of it that still wait, if the rule lets them out together."""
        for pool in self._pools(family, period):
            self._try(family, period, pool)

    def _try(self, family: Family, period: Period, pool: tuple[Month, ...]) -> None:
        rows = self.tallies.of(pool)
        rungs: list[Rung] = []
        for number in range(self._floor(family, pool), self.ceiling(family, period)):
            level = family.levels[number]
            seen = rule.look(family, level, rows, self.places, self.k)
            if seen is None:
                continue
            if seen.failing == 0:
                rungs.append(Rung(level, RungState.SHOWN, seen.cells, 0))
                self._tell(Entry(family.number, pool, number, self.k, seen.counts))
                break
            rungs.append(Rung(level, RungState.HELD_BACK, seen.cells, seen.failing))
        self.climbs[family.number, period] = tuple(rungs)

    def _pools(self, family: Family, period: Period) -> list[tuple[Month, ...]]:
        """The months of a period not told yet that may be told together.

        Of other families than the roots only whole units of their root. And where a family says something about a
        service, months of which the services are out and months of which they are not are never mixed: else what is
        told of both together, less what is out of the first, would tell the services of the second.
        """
        pool = {
            month for month in period.months if (family.number, month) not in self.units and month not in self.elsewhere
        }
        if family in ROOTS:
            return [tuple(sorted(pool))] if pool else []
        atoms = [unit for unit in self.units_within(family.root, period.months) if pool.issuperset(unit.months)]
        with_services = [unit for unit in atoms if CONTACTS.levels[unit.level] is not Level.TOTAL]
        if family.amount is not None:
            without = [unit for unit in atoms if CONTACTS.levels[unit.level] is Level.TOTAL]
            groups = [with_services, without]
        else:
            groups = [with_services if family.whole is not None else atoms]
        return [tuple(sorted(month for unit in group for month in unit.months)) for group in groups if group]

    def _floor(self, family: Family, pool: Sequence[Month]) -> int:
        """The finest level a family may try: things are told no finer than the contacts they were given in."""
        if family.amount is None:
            return 0
        coarsest = max(self.units[CONTACTS.number, month].level for month in pool)
        return min(coarsest, len(family.levels) - 1)

    def ceiling(self, family: Family, period: Period) -> int:
        """How many levels are tried: age and gender apart only when the year is over and nothing finer can come."""
        return 1 if family is AGE_GENDER and period.kind is not PeriodKind.YEAR else len(family.levels)

    def _tell(self, entry: Entry) -> None:
        for month in entry.months:
            self.units[entry.family, month] = entry


def plan(log: LogStore, period: Period, k: int = K_DEFAULT, through: Month | None = None) -> Plan:
    """What may be told for `period` and the eleven months before its end, as it stands when `through` has ended.

    `through` is by default the period's last month, so a report is the same whenever it is made. What the ledger says
    is out comes first and stays as it is.
    """
    last = through or period.last
    first = Month(period.last.plus(-11).year, 1)
    around = _told_with(period, last)
    rows = exchange_counts.tallies(log, min(around), last, families.KINDS)
    if first < min(around):
        rows += exchange_counts.tallies(log, first, min(around).plus(-1), _BACK_KINDS)
    months = [first.plus(number) for number in range((last.year - first.year) * 12 + last.number - first.number + 1)]
    times = Team(log).times()
    elsewhere = [month for month in months if any(time.told_by_others(month) for time in times)]
    made = Plan(shape_of(log), k, last, Ledger(log).entries(), elsewhere)
    made.tallies = Tallies(rows)
    for month in months:
        for ended in ending_with(month):
            for family in _BACK if around.isdisjoint(ended.months) else FAMILIES:
                made.step(family, ended)
    return made


def _told_with(period: Period, through: Month) -> set[Month]:
    """The months that can be in a unit with a month of `period`: those of every period around it that has ended."""
    around = set(period.months)
    for month in period.months:
        for kind in PeriodKind:
            longer = Period.containing(month, kind)
            if longer.last <= through:
                around.update(longer.months)
    return around


def strict_enough(made: Plan, family: Family, entry: Entry) -> Entry | None:
    """A unit as it may be told under the plan's rule.

    One that went out under a smaller `k` is summed up until its cells are large enough. Of things it isn't known any
    more how many contacts gave them, so those are left out.
    """
    if entry.k >= made.k:
        return entry
    if family.amount is not None:
        return None
    for number in range(entry.level, len(family.levels)):
        source, level = family.levels[entry.level], family.levels[number]
        if not families.expected_places(level, made.places):
            continue
        counts = cells.coarser(family, entry.cells, source, level, made.places)
        seen = rule.weigh(family, counts, level, made.places, made.k)
        if seen.failing == 0:
            return Entry(entry.family, entry.months, number, made.k, seen.counts)
    return None
