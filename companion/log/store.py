"""Saving contacts and keeping their totals, in the encrypted log store.

What the store knows about time: the day a contact happened while its month is open, afterwards the month. No time of
day is kept anywhere. Rows are numbered as they arrive, so within an open month their order tells the order of a day's
contacts; closing the month (`retention`) drops the days and renumbers the rows in an order that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from companion import clock
from companion.errors import Problem
from companion.log import rows
from companion.log.contacts import Contact, Service, check
from companion.log.free_text import CheckedNote
from companion.log.months import Month
from companion.log.notes import Notes
from companion.log.places import Places
from companion.log.tally import CONTACT_KINDS, DayTally, Kind, MonthTally, TallyRow, month_tally, service_code
from companion.log.totals import TotalStore
from companion.vault.connection import Store

BEFORE_ALL = Month(2000, 1)


@dataclass(frozen=True)
class SavedContact:
    """A contact that is on the disk, and the month whose report counts it."""

    id: int
    contact: Contact
    counted: Month


class LogStore:
    """The contact log in an open vault. One per vault: it remembers which contact can still be undone."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.totals = TotalStore(store)
        self.notes = Notes(store)
        self._last: SavedContact | None = None
        self._places: Places | None = None
        self._days: dict[date, DayTally] = {}
        self._days_of: frozenset[Month] = frozenset()

    # places

    def places(self) -> Places:
        """The team's areas and sites."""
        areas = self.store.query("SELECT code FROM area WHERE in_use = 1 ORDER BY code")
        sites = self.store.query("SELECT code, area, in_use FROM site ORDER BY code")
        impossible = self.store.query("SELECT site, service FROM impossible")
        self._places = Places(
            areas=tuple(code for (code,) in areas),
            sites={code: area for code, area, in_use in sites if in_use},
            impossible=frozenset((site, service) for site, service in impossible),
            retired_sites={code: area for code, area, in_use in sites if not in_use},
        )
        return self._places

    def set_places(self, places: Places) -> None:
        """Declare the team's areas and sites; what is no longer in the list is retired and its number never reused.

        Raises `log.site_moved` if a site would change its area: totals that have gone out would no longer add up.
        """
        for site, area in places.sites.items():
            if self.places().area_of(site) not in (0, area):
                raise Problem("log.site_moved", site=site)
        with self.store.transaction():
            self.store.execute("UPDATE area SET in_use = 0")
            self.store.execute("UPDATE site SET in_use = 0")
            self.store.execute("DELETE FROM impossible")
            self.store.execute_many(_KEEP_AREA, [(area,) for area in places.areas])
            self.store.execute_many(_KEEP_SITE, places.sites.items())
            self.store.execute_many("INSERT INTO impossible VALUES (?, ?)", sorted(places.impossible))
        self._places = None

    def declare_impossible(self, site: int, services: Iterable[Service]) -> None:
        """Say that a site never gives these services, so that its empty cells hold nothing back."""
        codes = [(site, service_code(service)) for service in services]
        with self.store.transaction():
            self.store.execute("DELETE FROM impossible WHERE site = ?", (site,))
            self.store.execute_many("INSERT INTO impossible VALUES (?, ?)", codes)
        self._places = None

    # saving

    def counting_month(self) -> Month:
        """The month in whose report a contact typed in now is counted: this one, or the next if its report is out.

        A clock set back cannot reopen a month that has been reported.
        """
        return self._state()[0]

    def counted_through(self) -> Month:
        """The last month for which counting is over because its report has gone out."""
        row = self.store.one("SELECT counted_through FROM log_state")
        return Month.from_code(row[0]) if row and row[0] else BEFORE_ALL

    def count_through(self, month: Month) -> None:
        """Say that counting is over up to `month`; never taken back. Part of the transaction that fills the ledger."""
        self.store.execute("UPDATE log_state SET counted_through = max(counted_through, ?)", (month.code,))

    def closed_through(self) -> Month:
        """The last month whose days have been dropped."""
        return self._state()[1]

    def _state(self) -> tuple[Month, Month]:
        """The month counting now, and the last one closed: read anew each time, because another road may change it."""
        counted, closed = self.store.one("SELECT counted_through, closed_through FROM log_state") or (0, 0)
        after = Month.from_code(counted).plus(1) if counted else BEFORE_ALL
        return max(Month.of(clock.today()), after), Month.from_code(closed) if closed else BEFORE_ALL

    def save(self, contact: Contact, note: CheckedNote | None = None) -> SavedContact:
        """Save a contact; it is on the disk when this returns. Its totals follow when somebody reads them.

        Raises the first finding of `check` as a `Problem` whose fact `field` names the field; nothing is saved then.
        """
        findings = check(contact, self._places or self.places(), clock.today())
        if findings:
            raise findings[0].problem()
        with self.store.transaction():
            counted, closed = self._state()
            if contact.day and contact.month <= closed:
                contact = replace(contact, day=0)  # the days of that month are dropped already
            number = self.store.execute(rows.INSERT, rows.row_of(contact, counted))
            if note is not None and note.words:
                self.notes.add(number, note)
        self._last = SavedContact(number, contact, counted)
        if contact.day and self._days_of:
            when = contact.month.first_day.replace(day=contact.day)
            self._days[when] = self._days.get(when, DayTally(when)).plus(contact)
        return self._last

    def add_many(self, contacts: Iterable[tuple[Contact, Month]]) -> int:
        """Save many contacts, each with the month it is counted in, in one transaction; how many they were.

        For sample data and imports: the caller has checked them. They are taken one after the other, so a million of
        them need no more memory than one. Undo does not reach them.
        """
        number = 0

        def written() -> Iterator[tuple[int, ...]]:
            nonlocal number
            for contact, counted in contacts:
                number += 1
                yield rows.row_of(contact, counted)

        with self.store.transaction():
            self.store.execute_many(rows.INSERT, written())
        self.forget()
        return number

    # undo

    @property
    def can_undo(self) -> SavedContact | None:
        """The contact that `undo` would take back, if any."""
        if self._last is not None and self._last.counted <= self.counted_through():
            self._last = None
        return self._last

    def undo(self) -> SavedContact:
        """Take back the contact saved last, as if it had never been; only once, and only until the next one.

        Raises `log.nothing_to_undo`, also when its month has been reported meanwhile.
        """
        last = self.can_undo
        if last is None:
            raise Problem("log.nothing_to_undo")
        with self.store.transaction():
            row = self.store.one(f"SELECT {rows.COLUMNS} FROM contact WHERE id = ?", (last.id,))  # noqa: S608
            counted = self.totals.has(last.counted, last.id)  # and so is out of our hands, as when renumbered
            if counted or row != rows.row_of(last.contact, last.counted):
                raise Problem("log.nothing_to_undo")
            self.store.execute("DELETE FROM contact WHERE id = ?", (last.id,))
        self.forget()
        return last

    def forget(self) -> None:
        """Nothing can be undone any more and the days are looked up anew: rows were changed by another road."""
        self._last = None
        self._days, self._days_of = {}, frozenset()

    # looking back

    def today(self) -> DayTally:
        """What happened today."""
        return self._between(clock.today(), clock.today())[0]

    def this_week(self) -> list[DayTally]:
        """The days of this week from Monday to today. Days of a closed month are empty."""
        today = clock.today()
        return self._between(today - timedelta(days=today.weekday()), today)

    def _between(self, first: date, last: date) -> list[DayTally]:
        """The days, kept in memory once the rows of their months have been read: saving then adds to them."""
        months = frozenset({Month.of(first), Month.of(last), self.counting_month()})
        if months != self._days_of:
            found = [row for month in months for row in self.store.query(_DAYS, rows.bounds(month))]
            self._days, self._days_of = {}, months
            for month_code, day, *numbers in found:
                when = Month.from_code(month_code).first_day.replace(day=day)
                known = self._days.get(when, DayTally(when))
                self._days[when] = known.joined(DayTally(when, *numbers))
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [self._days.get(day, DayTally(day)) for day in days]

    def month(self, month: Month | None = None) -> MonthTally:
        """The totals counted in a month (by default the one counting now), for the team's own eyes."""
        chosen = month or self.counting_month()
        return month_tally(chosen, self.tallies(chosen, chosen))

    def tallies(self, first: Month, last: Month, kinds: Iterable[Kind] = CONTACT_KINDS) -> list[TallyRow]:
        """The totals counted from one month to another: a few hundred a month, however many the contacts."""
        return self.totals.rows(first, last, kinds, self._last.id if self._last else 0)

    def months(self) -> list[Month]:
        """The months that count anything, oldest first."""
        counted = self.store.query("SELECT DISTINCT counted FROM tally")
        return sorted({Month.from_code(row[0]) for row in counted} | {*self.totals.months_with_contacts()})

    def contacts(self) -> Iterator[tuple[Contact, Month]]:
        """Every contact with the month it counts in: for recounts and for erasing, never for a report."""
        for row in self.store.iterate(f"SELECT {rows.COLUMNS} FROM contact ORDER BY id"):  # noqa: S608  our own names
            yield rows.contact_of(row)


_KEEP_AREA = "INSERT INTO area VALUES (?, 1) ON CONFLICT (code) DO UPDATE SET in_use = 1"
_KEEP_SITE = "INSERT INTO site VALUES (?, ?, 1) ON CONFLICT (code) DO UPDATE SET in_use = 1"
_DAYS = """
SELECT month, day, count(*), sum(needles_given), sum(needles_back), sum(naloxone_doses), sum(referrals > 0)
FROM contact WHERE id > ? AND id < ? AND day > 0 GROUP BY month, day
"""
