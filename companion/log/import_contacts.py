"""Takes a file of contacts, or of totals, into the log: all of it in one transaction, or nothing.

Counts that come in half are counted wrong, so one faulty line keeps the whole file out, and all faults are told in one
run. A contact counts in its own month as long as the month's report is not out, else in the month counting now. The
same file a second time is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from companion import clock
from companion.errors import Problem
from companion.log import import_totals
from companion.log.contacts import (
    Age,
    Amount,
    Asked,
    Contact,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Test,
    Topic,
    check,
)
from companion.log.import_rows import (
    ImportFinding,
    RowReader,
    SourceFile,
    area_and_site,
    counting_in,
    left_out,
    read,
)
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.log.store import LogStore

_CODED: Mapping[str, tuple[type[StrEnum], StrEnum]] = {
    "setting": (ContactSetting, ContactSetting.OUTREACH),
    "gender": (Gender, Gender.NOT_ASKED),
    "age": (Age, Age.NOT_ASKED),
    "first_this_year": (Asked, Asked.NOT_ASKED),
    "first_this_month": (Asked, Asked.NOT_ASKED),
    "naloxone_for": (NaloxoneFor, NaloxoneFor.NOT_ASKED),
    "naloxone_kit": (NaloxoneKit, NaloxoneKit.NOT_ASKED),
}
_SETS: Mapping[str, type[StrEnum]] = {"referrals": Referral, "topics": Topic, "tests": Test}
FIELDS = ("date", "month", "area", "site", "times", *_CODED, *_SETS, *(amount.value for amount in Amount))
MOST_TIMES = 10_000


@dataclass(frozen=True)
class ImportResult:
    """What became of a file. `taken` is False where a fault kept it out; then nothing changed."""

    name: str
    taken: bool
    contacts: int
    totals: int
    findings: tuple[ImportFinding, ...]

    @property
    def faults(self) -> int:
        """How many findings stop the import."""
        return sum(not finding.left_out for finding in self.findings)


def import_file(log: LogStore, path: Path, names: PlaceNames) -> ImportResult:
    """Take a file of contacts or totals in. Raises `log.import_form`, `log.import_empty`, `log.imported_before`."""
    source, today = read(path), clock.today()
    _refuse_known(log, source)
    if "total" in source.fields:
        return _take_totals(log, source, names, today)
    source.findings += left_out(source, frozenset(FIELDS))
    number = sum(times for _, _, times in _contacts(log, source, names, today))
    if any(not finding.left_out for finding in source.findings):
        return ImportResult(source.name, False, 0, 0, _sorted(source))
    with log.store.transaction():
        _note(log, source)
        log.add_many(
            (contact, counted) for contact, counted, times in _contacts(log, source, names, today) for _ in range(times)
        )
    return ImportResult(source.name, True, number, 0, _sorted(source))


def _take_totals(log: LogStore, source: SourceFile, names: PlaceNames, today: date) -> ImportResult:
    source.findings += left_out(source, frozenset(import_totals.FIELDS))
    found = import_totals.totals(source, log, names, today)
    if any(not finding.left_out for finding in source.findings):
        return ImportResult(source.name, False, 0, 0, _sorted(source))
    with log.store.transaction():
        _note(log, source)
        for place, totals in found.items():
            log.totals.add(place, totals)
    return ImportResult(source.name, True, 0, len(source.rows), _sorted(source))


def _contacts(
    log: LogStore, source: SourceFile, names: PlaceNames, today: date
) -> Iterator[tuple[Contact, Month, int]]:
    """The sound contacts with the month that counts them, and how often each is there. What is wrong is noted."""
    places = log.places()
    counting, through = log.counting_month(), log.counted_through()
    for line, row in source.rows:
        reader = RowReader(source, line, row)
        when, (area, site) = reader.when(), area_and_site(reader, places, names)
        values: dict[str, Any] = {field: reader.code(field, *coded) for field, coded in _CODED.items()}
        values |= {field: reader.codes(field, kind) for field, kind in _SETS.items()}
        values |= {amount.value: reader.number(amount.value) for amount in Amount}
        times = reader.number("times", 1)
        if not 1 <= times <= MOST_TIMES:
            reader.refuse("times", "log.out_of_bounds", least=1, most=MOST_TIMES)
        if when is None or not reader.sound:
            continue
        contact = Contact(month=when[0], day=when[1], area=area, site=site, **values)
        for finding in check(contact, places, today):
            reader.refuse(finding.field, finding.code, **dict(finding.facts))
        if reader.sound:
            yield (
                _without_late_day(contact, log.closed_through()),
                counting_in(when[0], today, counting, through),
                times,
            )


def _without_late_day(contact: Contact, closed: Month) -> Contact:
    """The days of a closed month are dropped already."""
    return replace(contact, day=0) if contact.day and contact.month <= closed else contact


def _refuse_known(log: LogStore, source: SourceFile) -> None:
    where = "part1 = ? AND part2 = ? AND part3 = ? AND part4 = ?"
    if log.store.one(f"SELECT 1 FROM imported_file WHERE {where}", _parts(source)):  # noqa: S608  our own names
        raise Problem("log.imported_before", file=source.name)


def _note(log: LogStore, source: SourceFile) -> None:
    """Remember the file by its digest: the same one again would count everything twice."""
    log.store.execute("INSERT INTO imported_file VALUES (?, ?, ?, ?)", _parts(source))


def _parts(source: SourceFile) -> list[int]:
    return [int.from_bytes(source.digest[begin : begin + 8], "big", signed=True) for begin in range(0, 32, 8)]


def _sorted(source: SourceFile) -> tuple[ImportFinding, ...]:
    return tuple(sorted(source.findings, key=lambda finding: (finding.line, finding.field)))
