"""The export ledger: every figure that has left the building, at which level, fixed for ever.

It speaks in numbers (families, levels, categories, places); what they mean stands in `companion.reports.families`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from companion.errors import Problem
from companion.log.months import Month
from companion.log.store import LogStore

Cell = tuple[int, int]  # category, place


@dataclass(frozen=True)
class Entry:
    """A set of months of one family of figures, published together at one level with one rule `k`."""

    family: int
    months: tuple[Month, ...]
    level: int
    k: int
    cells: Mapping[Cell, int]


class Ledger:
    """What was published from this log."""

    def __init__(self, log: LogStore) -> None:
        self._log = log
        self._store = log.store

    def entries(self) -> list[Entry]:
        """Everything ever published, in the order it was."""
        months: dict[int, list[Month]] = {}
        for unit, month in self._store.query("SELECT unit, month FROM released_month ORDER BY unit, month"):
            months.setdefault(unit, []).append(Month.from_code(month))
        cells: dict[int, dict[Cell, int]] = {}
        for unit, category, place, value in self._store.query("SELECT * FROM released_cell ORDER BY 1, 2, 3"):
            cells.setdefault(unit, {})[category, place] = value
        units = self._store.query("SELECT id, family, level, k FROM released_unit ORDER BY id")
        return [
            Entry(family, tuple(months.get(unit, ())), level, k, cells.get(unit, {}))
            for unit, family, level, k in units
        ]

    def record(self, entries: Iterable[Entry], through: Month) -> int:
        """Write down what is about to leave the building, and end counting up to `through`; how many were new.

        One transaction, before any file is written: should the file fail, the ledger says more than went out, never
        less. What stands there already must be the same, else `reports.ledger_conflict` and nothing is written.
        """
        with self._store.transaction():
            known = {(entry.family, entry.months): entry for entry in self.entries()}
            new = [entry for entry in entries if not _same(known.get((entry.family, entry.months)), entry)]
            taken = {(family, month) for family, months in known for month in months}
            for entry in new:
                if taken & {(entry.family, month) for month in entry.months}:
                    raise Problem("reports.ledger_conflict", months=", ".join(map(str, entry.months)))
                self._write(entry)
            self._log.count_through(through)
        return len(new)

    def _write(self, entry: Entry) -> None:
        unit = self._store.execute(
            "INSERT INTO released_unit (family, level, k) VALUES (?, ?, ?)", (entry.family, entry.level, entry.k)
        )
        self._store.execute_many(
            "INSERT INTO released_month VALUES (?, ?, ?)", [(entry.family, month.code, unit) for month in entry.months]
        )
        self._store.execute_many(
            "INSERT INTO released_cell VALUES (?, ?, ?, ?)",
            [(unit, category, place, value) for (category, place), value in entry.cells.items()],
        )


def _same(known: Entry | None, entry: Entry) -> bool:
    return known is not None and (known.level, dict(known.cells)) == (entry.level, dict(entry.cells))
