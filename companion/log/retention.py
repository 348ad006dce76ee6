"""Closing a month: its days are dropped, its rows renumbered, and what was there is overwritten on the disk.

A month stays open for a few days after its end, so that the week's picture does not break on the first of the month.
"""

from __future__ import annotations

from datetime import date, timedelta

from companion.errors import Problem
from companion.log import rows
from companion.log.months import Month
from companion.log.store import LogStore

DAYS_OPEN_AFTER_END = 7


def months_to_close(log: LogStore, today: date) -> list[Month]:
    """The months that still hold days and ended more than `DAYS_OPEN_AFTER_END` days ago."""
    months = [Month.of(date.fromisoformat(str(day))) for (day,) in log.store.query("SELECT day FROM tally_day")]
    return sorted({month for month in months if month.last_day + timedelta(days=DAYS_OPEN_AFTER_END) < today})


def close_ended_months(log: LogStore, today: date) -> list[Month]:
    """Close every month whose time has come; which they were."""
    months = months_to_close(log, today)
    for month in months:
        close_month(log, month, today)
    return months


def close_month(log: LogStore, month: Month, today: date) -> int:
    """Drop the days of a month's contacts and the order they came in; how many contacts that were.

    The totals are untouched: reports stay as they are. The rows are written again sorted by what they say, so their
    new numbers tell nothing. What stood there before is overwritten (`secure_delete`, set by the store), free pages
    are given back where the file can do that, and the write-ahead log, which still has the old pages, is emptied.
    Raises `log.month_still_open` while the month is running.
    """
    if today <= month.last_day:
        raise Problem("log.month_still_open", month=str(month))
    with log.store.transaction():
        found = log.store.query(_SORTED, rows.bounds(month))
        log.store.execute("DELETE FROM contact WHERE id > ? AND id < ?", rows.bounds(month))
        log.store.execute_many(rows.INSERT, found)
        days = (month.code * 100, month.code * 100 + 99)
        log.store.execute("DELETE FROM tally_day WHERE day BETWEEN ? AND ?", days)
    log.forget_undo()
    log.store.execute("PRAGMA incremental_vacuum")
    log.store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(found)


_WITHOUT_DAY = rows.COLUMNS.replace("day", "0", 1)
_ORDER = rows.COLUMNS.replace("day, ", "", 1)
_SORTED = f"SELECT {_WITHOUT_DAY} FROM contact WHERE id > ? AND id < ? ORDER BY {_ORDER}"  # noqa: S608  our own names
