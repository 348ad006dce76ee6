"""The counts of all laptops of a team: taking bundles in, and reading the totals a report is made from.

A month of a laptop counts once it is whole, that is, over when the bundle was made. It counts in its own month, or, if
that month's report is out by then, in the month in which it arrives, as late entries do. While that report is not out
a newer revision replaces it; afterwards it stays as it was told, and the coordinator is shown that something changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from companion.errors import Problem
from companion.log.exchange import Laptop, Role, Team
from companion.log.exchange_bundle import Bundle, Counts, MonthCounts, place_map
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.log.store import LogStore
from companion.log.tally import CONTACT_KINDS, Kind, TallyRow


class Received(StrEnum):
    """What became of a month of a bundle."""

    NEW = "new"
    REPLACED = "replaced"
    SAME = "same"
    LATE = "late"  # its own month is out: counted in the month running now
    TOO_LATE = "too_late"  # out already with other numbers: stays as it was told


class Standing(StrEnum):
    """What of a laptop's month is here."""

    WHOLE = "whole"
    SO_FAR = "so_far"
    MISSING = "missing"
    NOT_YET_IN = "not_yet_in"


@dataclass(frozen=True)
class Taken:
    """A bundle that was taken in: whose, and what became of each of its months."""

    laptop: Laptop
    months: dict[Month, Received]


@dataclass(frozen=True)
class MonthStanding:
    """What of a laptop's month is here, in which month it counts, and whether it changed after that was out."""

    standing: Standing
    counted: Month | None = None
    changed_late: bool = False


def take(log: LogStore, bundle: Bundle, names: PlaceNames) -> Taken:
    """Take a bundle's months in, all or none of them.

    Raises `bundle.unknown_laptop` (nobody has admitted who signed it), `bundle.removed_laptop`, `bundle.already_here`,
    `bundle.older` (and nothing in it is new), `bundle.unknown_place`.
    """
    team = Team(log)
    with log.store.transaction():
        laptop = team.laptop_of(bundle.signer)
        if laptop is None:
            raise Problem("bundle.unknown_laptop")
        if not laptop.in_use:
            raise Problem("bundle.removed_laptop", laptop=laptop.code)
        places = place_map(bundle, log.places(), names)
        known = _known(log, laptop.code)
        wanted = [one for one in bundle.months if one.month not in known or known[one.month][0] < bundle.revision]
        if not wanted:
            raise Problem("bundle.already_here" if bundle.revision == laptop.revision else "bundle.older")
        done = {one.month: _take_month(log, laptop, bundle.revision, one, known, places) for one in wanted}
        log.store.execute(
            "UPDATE laptop SET revision = max(revision, ?), first = min(first, ?) WHERE code = ?",
            (bundle.revision, bundle.first.code, laptop.code),
        )
    return Taken(laptop, done)


Known = dict[Month, tuple[int, bool, Month]]  # revision, whole, counted
_Sums = dict[tuple[int, int, int, int], tuple[int, int, int]]  # area, site, kind, code: contacts, amount, greatest


def _known(log: LogStore, laptop: int) -> Known:
    found = log.store.query("SELECT month, revision, whole, counted FROM received_month WHERE laptop = ?", (laptop,))
    return {
        Month.from_code(month): (revision, bool(whole), Month.from_code(counted))
        for month, revision, whole, counted in found
    }


def _take_month(
    log: LogStore,
    laptop: Laptop,
    revision: int,
    one: MonthCounts,
    known: Known,
    places: dict[tuple[int, int], tuple[int, int]],
) -> Received:
    here = _summed(one.rows, places)
    through = log.counted_through()
    before = known.get(one.month)
    if before is not None and before[1] and before[2] <= through:
        return _note_late_change(log, laptop, revision, one, here)
    counted = one.month
    if one.month <= through:
        counted = before[2] if before is not None and before[1] else log.counting_month()
    log.store.execute("DELETE FROM received_tally WHERE laptop = ? AND month = ?", (laptop.code, one.month.code))
    log.store.execute("DELETE FROM received_month WHERE laptop = ? AND month = ?", (laptop.code, one.month.code))
    log.store.execute(
        "INSERT INTO received_month VALUES (?, ?, ?, ?, ?, 0)",
        (laptop.code, one.month.code, revision, int(one.whole), counted.code),
    )
    log.store.execute_many(
        "INSERT INTO received_tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(laptop.code, one.month.code, *key, *numbers) for key, numbers in here.items()],
    )
    if counted != one.month:
        return Received.LATE
    return Received.NEW if before is None else Received.REPLACED


def _note_late_change(log: LogStore, laptop: Laptop, revision: int, one: MonthCounts, here: _Sums) -> Received:
    """The month is out: what was told stays. Only whether something is different now is kept."""
    rows = log.store.query(
        "SELECT area, site, kind, code, contacts, amount, greatest FROM received_tally WHERE laptop = ? AND month = ?",
        (laptop.code, one.month.code),
    )
    same = {row[:4]: row[4:] for row in rows} == here
    log.store.execute(
        "UPDATE received_month SET revision = ?, changed_late = max(changed_late, ?) WHERE laptop = ? AND month = ?",
        (revision, int(not same), laptop.code, one.month.code),
    )
    return Received.SAME if same else Received.TOO_LATE


def _summed(rows: Iterable[Counts], places: dict[tuple[int, int], tuple[int, int]]) -> _Sums:
    """A month's totals by the places here; two places that are one here are added up."""
    sums: _Sums = {}
    for area, site, kind, code, contacts, amount, greatest in rows:
        key = (*places[area, site], kind, code)
        known = sums.get(key, (0, 0, 0))
        sums[key] = known[0] + contacts, known[1] + amount, max(known[2], greatest)
    return sums


# what a report is made from


def tallies(log: LogStore, first: Month, last: Month, kinds: Iterable[Kind] = CONTACT_KINDS) -> list[TallyRow]:
    """The totals counted from one month to another: this laptop's, and for a coordinator those of the whole team.

    Months whose contacts another laptop tells are left out: see `exchange`.
    """
    chosen = tuple(kinds)
    times = Team(log).times()
    if not times:
        return log.tallies(first, last, chosen)
    own = [
        row
        for row in log.tallies(first, last, chosen)
        if not any(time.told_by_others(Month.from_code(row.counted)) for time in times)
    ]
    wanted = ", ".join(str(int(kind)) for kind in chosen)
    statement = f"""
        SELECT m.counted, t.area, t.site, t.kind, t.code, t.contacts, t.amount, t.greatest
        FROM received_month AS m JOIN received_tally AS t ON t.laptop = m.laptop AND t.month = m.month
        WHERE m.whole = 1 AND m.counted BETWEEN ? AND ? AND t.kind IN ({wanted})
        ORDER BY m.counted, t.laptop, t.month, t.area, t.site, t.kind, t.code
    """  # noqa: S608  our own numbers
    received = [TallyRow._make(row) for row in log.store.query(statement, (first.code, last.code))]
    return own + [
        row
        for row in received
        if any(time.role is Role.COORDINATOR and time.holds(Month.from_code(row.counted)) for time in times)
    ]


def months(log: LogStore) -> list[Month]:
    """The months that count anything here or on a laptop of the team, oldest first."""
    received = log.store.query("SELECT DISTINCT counted FROM received_month WHERE whole = 1")
    return sorted({*log.months(), *(Month.from_code(code) for (code,) in received)})


def standing(log: LogStore, wanted: Sequence[Month]) -> list[tuple[Laptop, dict[Month, MonthStanding]]]:
    """For every laptop in use, what of these months is here."""
    found = log.store.query("SELECT laptop, month, whole, counted, changed_late FROM received_month")
    here = {
        (laptop, Month.from_code(month)): MonthStanding(
            Standing.WHOLE if whole else Standing.SO_FAR, Month.from_code(counted), bool(late)
        )
        for laptop, month, whole, counted, late in found
    }
    result = []
    for laptop in Team(log).laptops():
        if not laptop.in_use:
            continue
        absent = {
            month: MonthStanding(Standing.NOT_YET_IN if month < laptop.first else Standing.MISSING) for month in wanted
        }
        result.append((laptop, {month: here.get((laptop.code, month), absent[month]) for month in wanted}))
    return result


def missing(log: LogStore, wanted: Sequence[Month]) -> list[tuple[Laptop, tuple[Month, ...]]]:
    """Laptops of which a month is not here whole and that is not out yet; nothing on all but a coordinator's laptop."""
    if Team(log).role is not Role.COORDINATOR:
        return []
    through = log.counted_through()
    found = []
    for laptop, months_here in standing(log, [month for month in wanted if month > through]):
        lacking = tuple(m for m, one in months_here.items() if one.standing in (Standing.MISSING, Standing.SO_FAR))
        if lacking:
            found.append((laptop, lacking))
    return found
