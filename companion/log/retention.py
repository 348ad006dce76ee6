"""What the log lets go of, and when.

A month stays open for a few days after its end, so that the week's picture does not break on the first of the month.
Then it is closed: its days are dropped and its rows renumbered. So many months later as the team chose its contacts and
incidents are erased one by one; their totals stay, so no report changes. What stood on the disk is overwritten
(`secure_delete`, set by the store), free pages are given back, and the write-ahead log, which still has the old pages,
is emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from companion.errors import Problem
from companion.log import incidents, rows
from companion.log.free_pages import give_back
from companion.log.months import Month
from companion.log.store import LogStore
from companion.vault.backup import old_copies, remove_copies

DAYS_OPEN_AFTER_END = 7
MONTHS_KEPT = (1, 2, 3, 6, 12)  # what a team can choose: so many months after the end of theirs contacts are erased
DAYS_COPIES_STAY = 7  # a copy made before an update holds what is erased here, so it does not stay

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Going:
    """A month whose contacts and incidents are still kept one by one: when its days go, and when the rest."""

    month: Month
    contacts: int
    incidents: int
    has_days: bool
    days_go: date
    all_goes: date


@dataclass(frozen=True)
class Kept:
    """What was done: months whose days were dropped, and how many contacts and incidents were erased."""

    closed: tuple[Month, ...] = ()
    contacts: int = 0
    incidents: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.closed or self.contacts or self.incidents)


def days_go(month: Month) -> date:
    """The first day on which the days of a month are dropped."""
    return month.last_day + timedelta(days=DAYS_OPEN_AFTER_END + 1)


def all_goes(month: Month, months_kept: int) -> date:
    """The first day on which the contacts and incidents of a month are erased."""
    return max(month.plus(months_kept).last_day + timedelta(days=1), days_go(month))


def schedule(log: LogStore, months_kept: int) -> list[Going]:
    """What is kept one by one and when it goes, the oldest month first; nothing is changed."""
    numbers: dict[int, tuple[int, int, int]] = {
        month: (contacts, 0, days) for month, contacts, days in log.store.query(_CONTACTS_BY_MONTH)
    }
    for month, many in log.store.query(_INCIDENTS_BY_MONTH):
        contacts, _, days = numbers.get(month, (0, 0, 0))
        numbers[month] = contacts, many, days
    return [
        Going(month, contacts, many, days > 0, days_go(month), all_goes(month, months_kept))
        for month, (contacts, many, days) in ((Month.from_code(code), one) for code, one in sorted(numbers.items()))
    ]


def is_due(log: LogStore, months_kept: int, today: date) -> bool:
    """Whether `keep_promise` would have something to do: cheap, asked at every unlock."""
    limit = _erased_through(months_kept, today)
    past = any(month <= limit for month in _months(log))
    return past or bool(months_to_close(log, today) or _old_copies(log, today))


def keep_promise(log: LogStore, months_kept: int, today: date, progress: Progress | None = None) -> Kept:
    """Close the months whose time has come, erase what is past the team's age, and give the space back.

    `progress(done, total)` counts steps. One transaction erases, so a crash leaves all or nothing of it.
    """
    tell = progress or (lambda done, total: None)
    closing = months_to_close(log, today)
    tell(0, 3)
    if closing:
        close_month(log, closing[-1], today)
    tell(1, 3)
    contacts, number = erase_through(log, _erased_through(months_kept, today))
    tell(2, 3)
    if closing or contacts or number:
        give_back(log.store)
    remove_copies(_old_copies(log, today))
    tell(3, 3)
    return Kept(tuple(closing), contacts, number)


def months_to_close(log: LogStore, today: date) -> list[Month]:
    """The months that are not closed yet and ended more than `DAYS_OPEN_AFTER_END` days ago."""
    closed = log.closed_through()
    return [month for month in _months(log) if days_go(month) <= today and month > closed]


def close_ended_months(log: LogStore, today: date) -> list[Month]:
    """Close every month whose time has come; which they were."""
    months = months_to_close(log, today)
    if months:
        close_month(log, months[-1], today)
    return months


def close_month(log: LogStore, month: Month, today: date) -> int:
    """Close a month and every earlier one: drop the days and the order of their contacts; how many contacts that were.

    The totals are untouched: reports stay as they are. The rows are written again sorted by what they say, so their
    new numbers tell nothing; notes of the team go with the days. Contacts of a closed month that are counted in a later
    one lose their day as well. Raises `log.month_still_open` while the month is running.
    """
    if today <= month.last_day:
        raise Problem("log.month_still_open", month=str(month))
    closed = log.closed_through()
    closing = [one for one in _months(log) if closed < one <= month]
    with log.store.transaction():
        log.totals.bring_up()
        number = sum(_drop_days_and_order(log, one) for one in closing)
        log.store.execute(_LATE, (rows.bounds(month)[1], month.code))
        log.store.execute("UPDATE log_state SET closed_through = max(closed_through, ?)", (month.code,))
    log.forget()
    give_back(log.store)
    return number


def erase_through(log: LogStore, month: Month) -> tuple[int, int]:
    """Erase every contact and incident that happened in `month` or earlier; how many. Their totals stay."""
    if not any(one <= month for one in _months(log)):
        return 0, 0
    with log.store.transaction():
        log.totals.bring_up()
        numbers = [
            int((log.store.one(f"SELECT count(*) FROM {table} WHERE month <= ?", (month.code,)) or (0,))[0])  # noqa: S608
            for table in ("contact", "incident")
        ]
        log.store.execute("DELETE FROM contact WHERE month <= ?", (month.code,))
        log.store.execute("DELETE FROM incident WHERE month <= ?", (month.code,))
        for counted in {*log.totals.months_with_contacts(), *_marked(log)}:
            log.totals.mark(counted)
        log.store.execute("UPDATE log_state SET erased_through = max(erased_through, ?)", (month.code,))
    log.forget()
    return numbers[0], numbers[1]


_CONTACTS_BY_MONTH = "SELECT month, count(*), sum(day > 0) FROM contact GROUP BY month"
_INCIDENTS_BY_MONTH = "SELECT month, count(*) FROM incident GROUP BY month"


def _old_copies(log: LogStore, today: date) -> list[Path]:
    return old_copies(log.store, today - timedelta(days=DAYS_COPIES_STAY))


def _erased_through(months_kept: int, today: date) -> Month:
    """The last month that is past the team's age."""
    month = Month.of(today).plus(-months_kept)
    while all_goes(month, months_kept) > today:
        month = month.plus(-1)
    return month


def _months(log: LogStore) -> list[Month]:
    """The months by which contacts and incidents stand, oldest first; a late one stands by the month it counts in."""
    late = log.store.one("SELECT min(month) FROM contact WHERE month < counted")
    found = {*log.totals.months_with_contacts(), *_of_codes(log.store.query("SELECT DISTINCT month FROM incident"))}
    found |= {*_of_codes(log.store.query("SELECT DISTINCT counted FROM incident"))}
    return sorted(found | ({Month.from_code(late[0])} if late and late[0] else set()))


def _of_codes(found: Iterable[tuple[int]]) -> set[Month]:
    return {Month.from_code(code) for (code,) in found}


def _marked(log: LogStore) -> set[Month]:
    return _of_codes([(row[0],) for row in log.store.query("SELECT counted FROM totalled")])


def _drop_days_and_order(log: LogStore, month: Month) -> int:
    found = log.store.query(_SORTED, rows.bounds(month))
    log.store.execute("DELETE FROM contact WHERE id > ? AND id < ?", rows.bounds(month))
    log.store.execute_many(rows.INSERT, found)
    log.totals.mark(month)
    incidents.shuffle(log, month)
    return len(found)


_WITHOUT_DAY = rows.COLUMNS.replace("day", "0", 1)
_ORDER = rows.COLUMNS.replace("day, ", "", 1)
_SORTED = f"SELECT {_WITHOUT_DAY} FROM contact WHERE id > ? AND id < ? ORDER BY {_ORDER}"  # noqa: S608  our own names
_LATE = "UPDATE contact SET day = 0 WHERE id > ? AND month <= ? AND day > 0"
