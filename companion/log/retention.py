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
    """The months that are not closed yet and ended more than `DAYS_OPEN_AFTER_END` days ago."""
    closed = log.closed_through()
    due = [month for month in log.months() if month.last_day + timedelta(days=DAYS_OPEN_AFTER_END) < today]
    return [month for month in due if month > closed]


def close_ended_months(log: LogStore, today: date) -> list[Month]:
    """Close every month whose time has come; which they were."""
    months = months_to_close(log, today)
    if months:
        close_month(log, months[-1], today)
    return months


def close_month(log: LogStore, month: Month, today: date) -> int:
    """Close a month and every earlier one: drop the days and the order of their contacts; how many contacts that were.

    The totals are untouched: reports stay as they are. The rows are written again sorted by what they say, so their
    new numbers tell nothing. What stood there before is overwritten (`secure_delete`, set by the store), free pages
    are given back where the file can do that, and the write-ahead log, which still has the old pages, is emptied.
    Contacts of a closed month that are counted in a later one lose their day as well.
    Raises `log.month_still_open` while the month is running.
    """
    if today <= month.last_day:
        raise Problem("log.month_still_open", month=str(month))
    closed = log.closed_through()
    closing = [one for one in log.months() if closed < one <= month]
    with log.store.transaction():
        log.totals.bring_up()
        number = sum(_drop_days_and_order(log, one) for one in closing)
        log.store.execute(_LATE, (rows.bounds(month)[1], month.code))
        log.store.execute("UPDATE log_state SET closed_through = max(closed_through, ?)", (month.code,))
    log.forget()
    log.store.execute("PRAGMA incremental_vacuum")
    log.store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return number


def _drop_days_and_order(log: LogStore, month: Month) -> int:
    found = log.store.query(_SORTED, rows.bounds(month))
    log.store.execute("DELETE FROM contact WHERE id > ? AND id < ?", rows.bounds(month))
    log.store.execute_many(rows.INSERT, found)
    log.totals.mark(month)
    return len(found)


_WITHOUT_DAY = rows.COLUMNS.replace("day", "0", 1)
_ORDER = rows.COLUMNS.replace("day, ", "", 1)
_SORTED = f"SELECT {_WITHOUT_DAY} FROM contact WHERE id > ? AND id < ? ORDER BY {_ORDER}"  # noqa: S608  our own names
_LATE = "UPDATE contact SET day = 0 WHERE id > ? AND month <= ? AND day > 0"
