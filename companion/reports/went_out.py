"""What left the building and when, for the team's own page; and the one road by which a report goes out.

**In which order.** A file nobody wrote down must not exist, and nothing should be written down of a file that could not
be made. So the report is made in memory, room for it is taken on the disk (zeros), the ledger is committed, and only
then are the bytes written and the file given its name. A full disk or a stick that cannot be written is found before
anything is fixed; a crash in between leaves a ledger that says more than went out, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from companion import clock, files
from companion.errors import Problem
from companion.log.months import Month
from companion.log.store import LogStore
from companion.reports.layouts import Layout
from companion.reports.periods import Period, PeriodKind
from companion.reports.release import Report, publish

Render = Callable[[Report], bytes]


class Format(StrEnum):
    """In which form something went out. The order is how the list numbers them: add at the end."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"
    DHIS2_JSON = "dhis2"
    DHIS2_CSV = "dhis2_csv"
    JSON = "json"
    TABLE = "table"
    PAPER = "paper"


@dataclass(frozen=True)
class WentOut:
    """One file or print-out. `written` is false for a file that failed after the ledger was written."""

    day: date
    period: Period
    format: Format
    k: int
    layouts: tuple[Layout, ...]
    written: bool


@dataclass(frozen=True)
class Outcome:
    """What became of it: the report as it went out, and why the file could not be written, if it could not.

    With a `failure` the period is fixed all the same, and can be written again.
    """

    report: Report
    path: Path | None = None
    failure: Problem | None = None


def go_out(
    log: LogStore,
    period: Period,
    k: int,
    form: Format,
    render: Render,
    path: Path,
    *,
    only: Layout | None = None,
    without_missing: bool = False,
) -> Outcome:
    """Publish a report and write it to `path`, owner-only, whole or not at all.

    `render` makes the file's bytes from the report that went out. Raises what `publish`, `render` and the file system
    raise while nothing is fixed yet; a file that fails later is told in `failure`.
    """
    reserved: files.Reserved | None = None
    try:
        with log.store.transaction():
            report = publish(log, period, k, only, without_missing=without_missing)
            data = render(report)
            reserved = files.reserve(path, len(data))
            number = _note(log, report, form, written=False)
    except BaseException:
        if reserved is not None:
            reserved.give_up()
        raise
    try:
        reserved.fill(data)
    except Problem as problem:
        return Outcome(report, path, problem)
    log.store.execute("UPDATE went_out SET written = 1 WHERE id = ?", (number,))
    return Outcome(report, path)


def shown_outside(
    log: LogStore, period: Period, k: int, form: Format, *, only: Layout | None = None, without_missing: bool = False
) -> Report:
    """Publish a report that leaves by another road than a file: on paper, or printed by a command."""
    with log.store.transaction():
        report = publish(log, period, k, only, without_missing=without_missing)
        _note(log, report, form, written=True)
    return report


def listed(log: LogStore) -> list[WentOut]:
    """Everything that went out, the newest first."""
    found = log.store.query("SELECT day, first, months, format, k, tables, written FROM went_out ORDER BY id DESC")
    return [
        WentOut(
            date(day // 10000, day // 100 % 100, day % 100),
            Period(_kind(months), Month.from_code(first)),
            tuple(Format)[form - 1],
            k,
            tuple(layout for number, layout in enumerate(Layout) if tables >> number & 1),
            bool(written),
        )
        for day, first, months, form, k, tables, written in found
    ]


def _note(log: LogStore, report: Report, form: Format, *, written: bool) -> int:
    today = clock.today()
    return log.store.execute(
        "INSERT INTO went_out (day, first, months, format, k, tables, written) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            today.year * 10000 + today.month * 100 + today.day,
            report.period.first.code,
            report.period.kind.months,
            tuple(Format).index(form) + 1,
            report.k,
            _bits(table.code for table in report.tables),
            int(written),
        ),
    )


def _bits(codes: Iterable[str]) -> int:
    places = {layout.value: number for number, layout in enumerate(Layout)}
    return sum(1 << places[code] for code in set(codes))


def _kind(months: int) -> PeriodKind:
    return next(kind for kind in PeriodKind if kind.months == months)
