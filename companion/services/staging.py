"""A running import: its rows wait in the store beside the others, unseen, until all of them are there.

Everything is written in short transactions, so that people go on searching, confirming and saving meanwhile. Only the
last step makes it all count at once. What a stop, a fault or a power cut leaves behind is never seen by anybody, and
taken away before the next import.
"""

from __future__ import annotations

import json

from companion import clock
from companion.services import indexing
from companion.services.directory import OWNERS, encode, kept_edits, owner_columns, tables
from companion.services.hsds_tables import TABLES
from companion.services.ids import Known, Uid, packed
from companion.services.listings import Row
from companion.services.search_index import Columns, IndexState
from companion.vault.connection import Store

_TOGETHER = 5000  # rows written in one transaction
_SWEPT = 20_000  # rows taken away in one transaction


class Staging:
    """Rows of one import on their way in. `added` and `changed` count them."""

    def __init__(self, store: Store, name: str, *, sample: bool = False) -> None:
        self._store = store
        sweep(store)
        self.source = store.execute(
            "INSERT INTO directory_source (name, imported_on, sample, pending) VALUES (?, ?, ?, 1)",
            (name, clock.today().isoformat(), int(sample)),
        )
        last = store.one("SELECT COALESCE(MAX(id), 0) FROM directory_row")
        self._last = int(last[0]) if last else 0
        self._rows: list[tuple[int, str, Uid, str, int]] = []
        self._links: list[tuple[int, int]] = []
        self._changes: list[tuple[int, str, str, int]] = []
        self._keys: dict[str, dict[Uid, int]] = {table: {} for table in OWNERS}
        self._known = known_in(store)
        self._owning = {table: list(owner_columns(table).items()) for table in TABLES}
        self.added = self.changed = 0

    def add(self, table: str, data: Row) -> None:
        """A row that is new."""
        self._last += 1
        uid = packed(data["id"])
        if table in self._keys:
            self._keys[table][uid] = self._last
        self._link(table, self._last, data)
        text = encode({column: value for column, value in data.items() if column != "id"})
        self._rows.append((self._last, table, uid, text, self.source))
        self.added += 1
        if len(self._rows) >= _TOGETHER:
            self.flush()

    def change(self, key: int, table: str, data: Row, text: str, dropped: list[str]) -> None:
        """What a row that is there will say; of what was changed here, `dropped` columns go."""
        if table in self._keys:
            self._keys[table][packed(data["id"])] = key
        self._link(table, key, data)
        self._changes.append((key, text, json.dumps(dropped), self.source))
        self.changed += 1
        if len(self._changes) >= _TOGETHER:
            self.flush()

    def _link(self, table: str, key: int, data: Row) -> None:
        for column, owners in self._owning.get(table, ()):
            value = data.get(column)
            for owner in owners if value else ():
                found = self._keys[owner].get(packed(value or ""))
                found = found if found is not None else self._known(owner, value or "")
                if found is not None:
                    self._links.append((found, key))

    def flush(self) -> None:
        """Write what waits."""
        with self._store.transaction():
            self._store.execute_many(
                "INSERT INTO directory_row (id, tbl, uid, data, source) VALUES (?, ?, ?, ?, ?)", self._rows
            )
            self._store.execute_many("INSERT OR IGNORE INTO directory_link (owner, part) VALUES (?, ?)", self._links)
            self._store.execute_many(
                "INSERT INTO directory_change (row, data, dropped, source) VALUES (?, ?, ?, ?)", self._changes
            )
        self._rows, self._links, self._changes = [], [], []

    def finish(self, generation: int) -> None:
        """Make rows, changes and the index of `generation` count, all at once."""
        store = self._store
        with store.transaction():
            for key, local, data, dropped in store.query(
                "SELECT row.id, row.local, change.data, change.dropped FROM directory_change change "
                "JOIN directory_row row ON row.id = change.row WHERE row.local IS NOT NULL"
            ):
                kept = kept_edits(json.loads(local), json.loads(data), json.loads(dropped))
                store.execute("UPDATE directory_row SET local = ? WHERE id = ?", (encode(kept) if kept else None, key))
            store.execute(
                "UPDATE directory_row SET data = change.data, source = change.source "
                "FROM directory_change change WHERE change.row = directory_row.id"
            )
            store.execute("DELETE FROM directory_change")
            remove_sample(store, but=self.source)
            store.execute("UPDATE directory_source SET pending = 0 WHERE id = ?", (self.source,))
            Columns(store, generation).write("counts", tables(store))
            IndexState(store).use(generation)
            for (service,) in store.query("SELECT service FROM directory_touched"):
                indexing.reindex_service(store, service)
            store.execute("DELETE FROM directory_touched")


def known_in(store: Store) -> Known:
    """The key of a row that an earlier import brought."""
    if store.one("SELECT 1 FROM directory_row LIMIT 1") is None:
        return lambda table, uid: None
    sql = (
        "SELECT row.id FROM directory_row row JOIN directory_source source ON source.id = row.source "
        "WHERE row.tbl = ? AND row.uid = ? AND source.pending = 0"
    )

    def known(table: str, uid: str) -> int | None:
        row = store.one(sql, (table, packed(uid)))
        return int(row[0]) if row else None

    return known


def running(store: Store) -> bool:
    """Whether an import is on its way, or was broken off."""
    return store.one("SELECT 1 FROM directory_source WHERE pending = 1") is not None


def sweep(store: Store) -> None:
    """Take away what an import that did not finish has left."""
    pending = [key for (key,) in store.query("SELECT id FROM directory_source WHERE pending = 1")]
    for source in pending:
        span = store.one("SELECT MIN(id), MAX(id) FROM directory_row WHERE source = ?", (source,))
        first, last = span if span and span[0] is not None else (1, 0)
        for at in range(first, last + 1, _SWEPT):
            with store.transaction():
                end = min(at + _SWEPT, last + 1)
                store.execute("DELETE FROM directory_link WHERE owner >= ? AND owner < ?", (at, end))
                store.execute("DELETE FROM directory_row WHERE id >= ? AND id < ? AND source = ?", (at, end, source))
        store.execute("DELETE FROM directory_source WHERE id = ?", (source,))
    for table in ("directory_change", "directory_touched"):
        store.execute(f"DELETE FROM {table}")  # noqa: S608
    indexing.sweep(store)


def remove_sample(store: Store, but: int = 0) -> bool:
    """Take the rows of the invented directory out; whether there were any."""
    samples = [key for (key,) in store.query("SELECT id FROM directory_source WHERE sample = 1 AND id <> ?", (but,))]
    for source in samples:
        mine = "(SELECT id FROM directory_row WHERE source = ?)"
        store.execute(f"DELETE FROM directory_link WHERE owner IN {mine}", (source,))  # noqa: S608
        store.execute("DELETE FROM directory_row WHERE source = ?", (source,))
        store.execute("DELETE FROM directory_source WHERE id = ?", (source,))
    return bool(samples)
