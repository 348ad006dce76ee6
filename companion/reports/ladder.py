"""The ladder: which months of which family are told at which level. Why it is built so stands in `disclosure`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from companion.log.ledger import Entry, Ledger
from companion.log.months import Month
from companion.log.places import Places
from companion.log.store import LogStore
from companion.log.tally import REPORTED, TallyRow
from companion.reports import families
from companion.reports.families import AGE_GENDER, CONTACTS, FAMILIES, Family, Level
from companion.reports.periods import Period, PeriodKind, ending_with

K_LEAST, K_MOST, K_DEFAULT = 3, 100, 5


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

    It is a function of the tallies, the declared places, `k` and what is out already; never of who asks for what.
    """

    def __init__(self, places: Places, k: int, through: Month, out: Iterable[Entry]) -> None:
        self.places = places
        self.k = k
        self.through = through
        self.units: dict[tuple[int, Month], Entry] = {}
        self.climbs: dict[tuple[int, Period], tuple[Rung, ...]] = {}
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

    def step(self, family: Family, period: Period, tallies: Mapping[Month, Sequence[TallyRow]]) -> None:
        """When `period` ends: tell the months of it that still wait, if the rule lets them out together."""
        pool = self._waiting(family, period)
        if not pool:
            return
        rows = [row for month in pool for row in tallies.get(month, ())]
        rungs: list[Rung] = []
        for number in range(self._floor(family, pool), self.ceiling(family, period)):
            level = family.levels[number]
            seen = families.look(family, level, rows, self.places, self.k)
            if seen is None:
                continue
            if seen.failing == 0:
                rungs.append(Rung(level, RungState.SHOWN, seen.cells, 0))
                self._tell(Entry(family.number, pool, number, self.k, seen.counts))
                break
            rungs.append(Rung(level, RungState.HELD_BACK, seen.cells, seen.failing))
        self.climbs[family.number, period] = tuple(rungs)

    def _waiting(self, family: Family, period: Period) -> tuple[Month, ...]:
        """The months of a period not told yet; of other families than "contacts" only whole units of that one."""
        pool = {month for month in period.months if (family.number, month) not in self.units}
        if family is not CONTACTS:
            atoms = self.units_within(CONTACTS, period.months)
            pool = {month for unit in atoms if pool.issuperset(unit.months) for month in unit.months}
        return tuple(sorted(pool))

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
    tallies: dict[Month, list[TallyRow]] = {}
    for row in log.tallies(first, last, REPORTED):
        tallies.setdefault(Month.from_code(row.counted), []).append(row)
    made = Plan(log.places(), k, last, Ledger(log).entries())
    month = first
    while month <= last:
        wanted = FAMILIES if month.year == period.first.year else (CONTACTS,)
        for ended in ending_with(month):
            for family in wanted:
                made.step(family, ended, tallies)
        month = month.plus(1)
    return made


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
        counts = families.coarser(family, entry.cells, source, level, made.places)
        if family is CONTACTS:
            if not families.expected_places(level, made.places):
                continue
            seen = families.weigh_contacts(counts, level, made.places, made.k)
        else:
            seen = families.weigh_plain(counts, made.k)
        if seen.failing == 0:
            return Entry(entry.family, entry.months, number, made.k, seen.counts)
    return None
