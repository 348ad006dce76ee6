"""Disclosure control: what may leave the building, and the only door it leaves by.

**The ladder.** Each family of figures has levels fixed in advance (`families`), and time has four: month, quarter,
half-year, year. When a month ends, the family's *whole* table is told at the finest level where every cell is `k` or
more, or was declared impossible beforehand. If a cell is smaller the whole table goes up a level. If even the coarsest
level has a small cell the month waits: with the quarter it is tried again together with the other waiting months, then
with the half-year, then with the year, and then never. No cell is ever starred, merged or rounded.

**Why longer periods cannot be asked about freely.** Suppose January and March are out and February was too small. A
quarter's total would give February away by subtraction. So every contact is told once: a *unit* is a set of months of
one family told at one level, no month is in two units of a family (the ledger's primary key), and a quarter or year is
only ever the sum of units that lie wholly within it, at the coarsest level among them. It says which months it covers.
Whoever has all reports together knows the units and nothing besides: the rest are their sums.

**Why different families don't give each other away.** Each family's table has the same grand total, the contacts of its
months. Were the ages of a quarter told over three months of which February's contacts are not out, the totals would
again give February away. So a family's unit is always a union of whole units of the family "contacts", told already.
Then, given the units of "contacts", each other family shares out the same known totals by a question of its own. Such
tables form a tree, and in a tree the most any combination of answers can be is the smallest of the told cells it lies
in: `k` or more. Nothing smaller than `k` can be proved small, so nothing small can be pinned.

**Rows that overlap.** A contact counts in each service it got. Beside the contacts of a place each row also tells how
many did *not* get the service; both sides are held to `k`. A contact may have none of the services, so no sum of rows
says how many overlap. "First this year" lies within "first this month", so the two are one question with answers that
exclude each other.

**Kinds** of referrals, tests and incidents overlap too, and here each contact (or incident) of the whole has at least
one. So the kinds' sum less the whole says how many have more than one: it must be 0, or `k` or more. What they are
kinds of is told by the services, so they wait for months whose services are out. Talking about rights is a service
already, and is not told again among the topics.

**Months with and without services** are never mixed in a unit that says something about a service. Doses of naloxone
are at least as many as the contacts that got them: told for January and February together, less the contacts of
January, they would bound February's. The attacker of the tests finds that at once where the two are mixed.

**Incidents** are no contacts. They have a tree of their own, with the number of incidents as its root.

**Codes that cannot occur** (a prison, for a team that never goes there) are declared beforehand and have no cell. A
cell that occurs in spite of that holds its table back.

**Several laptops.** A contact is told by its laptop's report or by its team's, never by both (`log.exchange`), so the
ladder that holds is the one of the report that tells it, over all laptops in it. Two reports about different contacts
add up to nothing that is smaller than their own cells.

**Things** (needles, doses) are told no finer than the contacts of the same months, only where `k` or more contacts gave
them and none gave over half.

**Late entries** are counted in the month they are typed in, so a month that is out never changes (`log.store`).

**Limits.** `k` contacts may be fewer than `k` people. Who knows of one contact sees k-1 others. That a table was held
back says that *some* cell of the finer one is small, not which; a month without even a total had fewer than `k`
contacts. A recipient who is told another rule `k` later learns no more: what is out stays as it is. Whoever knows one
laptop's counts, as those who work with it do, can take them off the team's.
"""

from __future__ import annotations

from companion.log.ledger import Entry
from companion.log.months import Month
from companion.reports import layouts
from companion.reports.families import Level
from companion.reports.ladder import Plan
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.tables import Table

_DOOR = object()


class ReleasedTable:
    """A table that may leave the building: what previews, exports and printing accept, and nothing else.

    There is one way to get one: `release`, from a plan. `entries` are the units it is a sum of, for the ledger.
    """

    def __init__(self, door: object, code: str, period: Period, level: Level, k: int, table: Table) -> None:
        if door is not _DOOR:
            raise TypeError("a table is released by companion.reports.disclosure.release, and by nothing else")
        self.code = code
        self.period = period
        self.level = level
        self.k = k
        self.table = table
        self.entries: tuple[Entry, ...] = ()

    @property
    def months(self) -> tuple[Month, ...]:
        """The months any of its numbers cover."""
        return tuple(sorted({month for months in self.table.months.values() for month in months}))


def release(made: Plan, period: Period, layout: Layout) -> ReleasedTable | None:
    """The table for a period, summed from the units that lie wholly within it; None if there is nothing to tell."""
    built = layouts.build(made, period, layout)
    if built is None:
        return None
    level, table, entries = built
    released = ReleasedTable(_DOOR, layout.value, period, level, min(entry.k for entry in entries), table)
    released.entries = tuple(entries)
    return released
