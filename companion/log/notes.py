"""Notes of the team: the only words the log can hold, and only while the team has turned them on.

While notes are off there is no table for them, so no column of the log store can hold a word. A note belongs to a
contact and goes with it; at the latest it goes with the days, when its month is closed. Notes are never indexed, never
exported, and no report reads them.
"""

from __future__ import annotations

from dataclasses import dataclass

from companion.errors import Problem
from companion.log.free_pages import give_back
from companion.log.free_text import MOST_SIGNS, CheckedNote
from companion.log.months import Month
from companion.vault.connection import Store


@dataclass(frozen=True)
class Note:
    """A note, and the day and place of its contact. `day` is 0 where the contact has none."""

    contact: int
    month: Month
    day: int
    area: int
    words: str


class Notes:
    """The notes in an open log store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def are_on(self) -> bool:
        """Whether there is a place for notes."""
        return self._store.one("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'note'") is not None

    def turn_on(self) -> None:
        """Make a place for notes."""
        self._store.execute(_TABLE)

    def turn_off(self) -> int:
        """Erase every note and the place for them; how many notes that were."""
        if not self.are_on:
            return 0
        with self._store.transaction():
            (number,) = self._store.one("SELECT count(*) FROM note") or (0,)
            self._store.execute("DELETE FROM note")
            self._store.execute("DROP TABLE note")
        give_back(self._store)
        return int(number)

    def add(self, contact: int, note: CheckedNote) -> None:
        """Keep a note with a contact: part of the caller's transaction. Raises `log.notes_off`."""
        if not isinstance(note, CheckedNote):
            raise TypeError("only a checked note can be kept")
        if not self.are_on:
            raise Problem("log.notes_off")
        self._store.execute("INSERT INTO note VALUES (?, ?)", (contact, note.words))

    def all(self) -> list[Note]:
        """The notes, the latest first."""
        if not self.are_on:
            return []
        found = self._store.query(
            "SELECT note.contact, contact.month, contact.day, contact.area, note.words"
            " FROM note JOIN contact ON contact.id = note.contact ORDER BY contact.id DESC"
        )
        return [Note(contact, Month.from_code(month), day, area, words) for contact, month, day, area, words in found]

    def remove(self, contact: int) -> None:
        """Erase the note of a contact."""
        if self.are_on:
            self._store.execute("DELETE FROM note WHERE contact = ?", (contact,))


# The same bounds once more, in the table itself: short, no digit, no sign of an address.
_TABLE = f"""
CREATE TABLE IF NOT EXISTS note (
    contact INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND {MOST_SIGNS} AND words NOT GLOB '*[0-9@#/:_]*')
) STRICT
"""
