"""Saving contacts and keeping their totals, in the encrypted log store.

What the store knows about time: the day a contact happened while its month is open, afterwards the month. No time of
day is kept anywhere. Rows are numbered as they arrive, so within an open month their order tells the order of a day's
contacts; closing the month (`retention`) drops the days and renumbers the rows in an order that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from companion import clock
from companion.errors import Problem
from companion.log import rows
from companion.log.contacts import Contact, Service, check
from companion.log.months import Month
from companion.log.places import Places
from companion.log.tally import (
    DayTally,
    Kind,
    MonthTally,
    TallyRow,
    added,
    day_adds,
    day_of,
    month_tally,
    place_of,
    service_code,
    sums,
)
from companion.vault.connection import Store


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
        self._last: SavedContact | None = None
        self._places: Places | None = None

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
        return max(Month.of(clock.today()), self.counted_through().plus(1))

    def counted_through(self) -> Month:
        """The last month for which counting is over because its report has gone out."""
        row = self.store.one("SELECT month FROM counted_through WHERE id = 1")
        return Month.from_code(row[0]) if row and row[0] else Month(2000, 1)

    def count_through(self, month: Month) -> None:
        """Say that counting is over up to `month`; never taken back. Part of the transaction that fills the ledger."""
        self.store.execute("UPDATE counted_through SET month = max(month, ?) WHERE id = 1", (month.code,))

    def save(self, contact: Contact) -> SavedContact:
        """Save a contact with its totals in one transaction; it is on the disk when this returns.

        Raises the first finding of `check` as a `Problem` whose fact `field` names the field; nothing is saved then.
        """
        findings = check(contact, self._places or self.places(), clock.today())
        if findings:
            raise findings[0].problem()
        with self.store.transaction():
            counted = self.counting_month()
            number = self.store.execute(rows.INSERT, rows.row_of(contact, counted))
            self._add_to_totals(contact, counted)
            for day in day_adds([contact]):
                self.store.execute(_ADD_DAY, day)
        self._last = SavedContact(number, contact, counted)
        return self._last

    def _add_to_totals(self, contact: Contact, counted: Month) -> None:
        """One statement for all: a contact touches a dozen totals that stand on one page."""
        place = place_of(contact, counted)
        entries = added(contact)
        values = [value for kind, code, amount in entries for value in (*place, int(kind), code, 1, amount, amount)]
        self.store.execute(_ADD.replace(_ROW, ", ".join([_ROW] * len(entries))), values)

    def add_many(self, contacts: Iterable[tuple[Contact, Month]]) -> int:
        """Save many contacts, each with the month it is counted in, in one transaction; how many they were.

        For sample data and imports: the caller has checked them. Undo does not reach them.
        """
        batch = list(contacts)
        with self.store.transaction():
            self.store.execute_many(rows.INSERT, [rows.row_of(contact, counted) for contact, counted in batch])
            self.store.execute_many(_ADD, [(*key, *total) for key, total in sums(batch).items()])
            self.store.execute_many(_ADD_DAY, day_adds(contact for contact, _ in batch))
        self._last = None
        return len(batch)

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
            self.store.execute("DELETE FROM contact WHERE id = ?", (last.id,))
            self._take_from_totals(last)
            if day := day_of(last.contact):
                (taken,) = day_adds([last.contact])
                self.store.execute(_TAKE_DAY, (*taken[1:], day))
                self.store.execute("DELETE FROM tally_day WHERE day = ? AND contacts = 0", (day,))
        self._last = None
        return last

    def forget_undo(self) -> None:
        """Nothing can be undone any more: the vault is being locked, or rows were renumbered."""
        self._last = None

    def _take_from_totals(self, saved: SavedContact) -> None:
        place = place_of(saved.contact, saved.counted)
        for kind, code, amount in added(saved.contact):
            greatest = self._greatest(saved, code) if kind == Kind.AMOUNT else 0
            self.store.execute(_TAKE, (amount, greatest, *place, kind, code))
        self.store.execute("DELETE FROM tally WHERE counted = ? AND area = ? AND site = ? AND contacts = 0", place)

    def _greatest(self, saved: SavedContact, code: int) -> int:
        """The largest amount of one contact among those that remain."""
        column = rows.AMOUNTS[code - 1].value
        limits = (*rows.bounds(saved.counted), saved.contact.area, saved.contact.site)
        row = self.store.one(_GREATEST.format(column=column), limits)
        return int(row[0]) if row else 0

    # looking back

    def today(self) -> DayTally:
        """What happened today."""
        return self._days(clock.today(), clock.today())[0]

    def this_week(self) -> list[DayTally]:
        """The days of this week from Monday to today. Days of a closed month are empty."""
        today = clock.today()
        return self._days(today - timedelta(days=today.weekday()), today)

    def _days(self, first: date, last: date) -> list[DayTally]:
        found = {
            row[0]: row[1:]
            for row in self.store.query(_DAYS, (int(first.strftime("%Y%m%d")), int(last.strftime("%Y%m%d"))))
        }
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [DayTally(day, *found.get(int(day.strftime("%Y%m%d")), ())) for day in days]

    def month(self, month: Month | None = None) -> MonthTally:
        """The totals counted in a month (by default the one counting now), for the team's own eyes."""
        chosen = month or self.counting_month()
        return month_tally(chosen, self.tallies(chosen, chosen))

    def tallies(self, first: Month, last: Month) -> list[TallyRow]:
        """Every total counted from one month to another: a few hundred rows a month, however many the contacts."""
        return [TallyRow(*row) for row in self.store.query(_TALLIES, (first.code, last.code))]

    def months(self) -> list[Month]:
        """The months that count anything, oldest first."""
        return [Month.from_code(row[0]) for row in self.store.query("SELECT DISTINCT counted FROM tally ORDER BY 1")]

    def contacts(self) -> Iterator[tuple[Contact, Month]]:
        """Every contact with the month it counts in: for recounts and for erasing, never for a report."""
        for row in self.store.iterate(f"SELECT {rows.COLUMNS} FROM contact ORDER BY id"):  # noqa: S608  our own names
            yield rows.contact_of(row)


_KEEP_AREA = "INSERT INTO area VALUES (?, 1) ON CONFLICT (code) DO UPDATE SET in_use = 1"
_KEEP_SITE = "INSERT INTO site VALUES (?, ?, 1) ON CONFLICT (code) DO UPDATE SET in_use = 1"
_GREATEST = "SELECT coalesce(max({column}), 0) FROM contact WHERE id > ? AND id < ? AND area = ? AND site = ?"
_ROW = "(?, ?, ?, ?, ?, ?, ?, ?)"
_ADD = """
INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts, amount = amount + excluded.amount,
    greatest = max(greatest, excluded.greatest)
"""
_TAKE = """
UPDATE tally SET contacts = contacts - 1, amount = amount - ?, greatest = ?
WHERE counted = ? AND area = ? AND site = ? AND kind = ? AND code = ?
"""
_ADD_DAY = """
INSERT INTO tally_day VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts,
    needles_given = needles_given + excluded.needles_given, needles_back = needles_back + excluded.needles_back,
    naloxone_doses = naloxone_doses + excluded.naloxone_doses, sent_on = sent_on + excluded.sent_on
"""
_TAKE_DAY = """
UPDATE tally_day SET contacts = contacts - ?, needles_given = needles_given - ?, needles_back = needles_back - ?,
    naloxone_doses = naloxone_doses - ?, sent_on = sent_on - ? WHERE day = ?
"""
_DAYS = "SELECT * FROM tally_day WHERE day BETWEEN ? AND ? ORDER BY day"
_TALLIES = "SELECT * FROM tally WHERE counted BETWEEN ? AND ? ORDER BY counted, area, site, kind, code"
