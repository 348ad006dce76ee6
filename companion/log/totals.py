"""The table of totals: brought up to date when it is read, so that saving a contact costs one row and no more.

Contacts that arrived since are counted in memory for the moment, and written into the table by the next reading that
may write. The contact that can still be undone is left out of the table, so totals only ever grow. `totalled` says per
month up to which row its contacts are in the table; crash or no crash, each contact is counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from companion.log import rows, tally
from companion.log.months import Month
from companion.log.tally import Kind, Place, TallyRow, Totals
from companion.vault.connection import Store


class TotalStore:
    """Totals of contacts and incidents in an open log store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, place: Place, totals: Totals) -> None:
        """Add to the totals of a place, in one statement: part of the caller's transaction."""
        found = [value for row in tally.rows_of(place, totals) for value in row]
        marks = ", ".join([_ROW_MARKS] * len(totals))
        self._store.execute(f"INSERT INTO tally VALUES {marks} {_ADDING}", found)  # noqa: S608  marks alone

    def take(self, place: Place, totals: Totals) -> None:
        """Take from the totals of a place, nothing is left of what counts nothing. For incidents alone."""
        self._store.execute_many(
            _TAKE, [(*place, int(kind), code, contacts) for (kind, code), (contacts, _, _) in totals.items()]
        )
        self._store.execute("DELETE FROM tally WHERE counted = ? AND area = ? AND site = ? AND contacts = 0", place)

    def bring_up(self, keep_out: int = 0, at_least: int = 1) -> dict[Place, Totals]:
        """Count what is not in the table yet; from the contact with the number `keep_out` on nothing goes in.

        Gives the totals of what still stands outside: of such contacts, of a month with fewer than `at_least`, which
        are not worth a commit, or of all in a store that is only read.
        """
        left: dict[Place, Totals] = {}
        if not any(self._waiting()):
            return left
        with self._store.transaction() if self._may_write else nullcontext():
            for month, after in self._waiting():
                self._bring_up_month(month, after, keep_out, at_least, left)
        return left

    def mark(self, month: Month) -> None:
        """Say that every contact of a month stands in the table: they have been counted, renumbered or erased."""
        last = self._store.one("SELECT max(id) FROM contact WHERE id > ? AND id < ?", rows.bounds(month))
        self._store.execute("DELETE FROM totalled WHERE counted = ?", (month.code,))
        if last and last[0]:
            self._store.execute("INSERT INTO totalled VALUES (?, ?)", (month.code, last[0]))

    def has(self, month: Month, number: int) -> bool:
        """Whether the contact with that number is in the table already."""
        row = self._store.one("SELECT id FROM totalled WHERE counted = ?", (month.code,))
        return row is not None and row[0] >= number

    def rows(self, first: Month, last: Month, kinds: Iterable[Kind], keep_out: int = 0) -> list[TallyRow]:
        """The totals counted from one month to another, in order of month, area, site, kind and code."""
        chosen = [int(kind) for kind in kinds]
        outside = self.bring_up(keep_out, _WORTH_A_COMMIT)
        wanted = ", ".join(map(str, chosen))
        statement = f"SELECT * FROM tally WHERE counted BETWEEN ? AND ? AND kind IN ({wanted}) ORDER BY 1, 2, 3, 4, 5"  # noqa: S608  our own numbers
        found = [*map(TallyRow._make, self._store.query(statement, (first.code, last.code)))]
        further = [
            row
            for place, totals in outside.items()
            if first.code <= place[0] <= last.code
            for row in tally.rows_of(place, totals)
            if row.kind in chosen
        ]
        return _joined(found, further) if further else found

    def months_with_contacts(self) -> list[Month]:
        """The months whose contacts are still there one by one, oldest first: one look per month, however many."""
        found: list[Month] = []
        after = 0
        while (row := self._store.one(_NEXT_MONTH, (after,))) is not None:
            found.append(Month.from_code(row[0]))
            after = rows.bounds(found[-1])[1]
        return found

    @property
    def _may_write(self) -> bool:
        return not self._store.read_only and self._store.one("PRAGMA query_only") != (1,)

    def _waiting(self) -> Iterator[tuple[Month, int]]:
        """Months with contacts that are not in the table, and after which number those stand."""
        known: dict[int, int] = dict(self._store.query("SELECT counted, id FROM totalled"))
        for month in self.months_with_contacts():
            first, end = rows.bounds(month)
            after = known.get(month.code, first)
            last = self._store.one("SELECT max(id) FROM contact WHERE id > ? AND id < ?", (first, end))
            if last and last[0] > after:
                yield month, after

    def _bring_up_month(
        self, month: Month, after: int, keep_out: int, at_least: int, left: dict[Place, Totals]
    ) -> None:
        end = rows.bounds(month)[1]
        (last_there,) = self._store.one("SELECT max(id) FROM contact WHERE id > ? AND id < ?", (after, end)) or (after,)
        writing = self._may_write and last_there - after >= at_least
        inside: dict[Place, Totals] = {}
        last = after
        statement = f"SELECT id, {rows.COLUMNS} FROM contact WHERE id > ? AND id < ? ORDER BY id"  # noqa: S608
        for number, *values in self._store.iterate(statement, (after, end)):
            contact, counted = rows.contact_of(values)
            stays_out = not writing or number >= keep_out > 0
            place = tally.place_of(contact, counted)
            tally.add((left if stays_out else inside).setdefault(place, {}), tally.of_contact(contact))
            last = last if stays_out else number
        for place, totals in inside.items():
            self.add(place, totals)
        if last > after:
            self._store.execute("INSERT OR REPLACE INTO totalled VALUES (?, ?)", (month.code, last))


def _joined(found: list[TallyRow], further: list[TallyRow]) -> list[TallyRow]:
    by_key = {row[:5]: row for row in found}
    for row in further:
        known = by_key.get(row[:5])
        if known is None:
            by_key[row[:5]] = row
        else:
            sums = known.contacts + row.contacts, known.amount + row.amount, max(known.greatest, row.greatest)
            by_key[row[:5]] = TallyRow(*row[:5], *sums)
    return [by_key[key] for key in sorted(by_key)]


_NEXT_MONTH = "SELECT counted FROM contact WHERE id >= ? ORDER BY id LIMIT 1"
_WORTH_A_COMMIT = 100
_ROW_MARKS = "(?, ?, ?, ?, ?, ?, ?, ?)"
_ADDING = """
ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts, amount = amount + excluded.amount,
greatest = max(greatest, excluded.greatest)
"""
_TAKE = """
UPDATE tally SET contacts = contacts - ?6 WHERE counted = ?1 AND area = ?2 AND site = ?3 AND kind = ?4 AND code = ?5
"""
