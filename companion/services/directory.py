"""The rows of the directory in the store: kept as the package said them, linked, and read together again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from companion.services.hsds_tables import TABLES
from companion.services.ids import Uid, packed, unpacked
from companion.services.listings import Gathered, Parts, Row
from companion.vault.connection import Store

_TOGETHER = 400  # services, and rows of one statement, read at once
REMOVED = "-"
"""In what was changed here: the row counts no more. It stays, so that the next import does not bring it back."""
OWNERS = ("service", "service_at_location", "location")
"""Tables whose rows listings are gathered from: only what belongs to them is linked."""

_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_Part = tuple[int, str, Row, bool]


def encode(data: Row) -> str:
    """A row as the store keeps it. Its id stands beside it, see `packed`."""
    return _write(data)


def effective(uid: Uid, data: str, local: str | None) -> Row:
    """A row as it is shown: what the package says, and over it what was changed here."""
    row: Row = json.loads(data)
    if local:
        row.update(json.loads(local))
        row = {column: value for column, value in row.items() if value}
    row["id"] = unpacked(uid)
    return row


def kept_edits(local: Row, data: Row, dropped: list[str]) -> Row:
    """What was changed here stays, but where the package now says the same, or the person chose the package's."""
    return {column: value for column, value in local.items() if column not in dropped and data.get(column, "") != value}


def owner_columns(table: str) -> dict[str, tuple[str, ...]]:
    """The columns by which a row of `table` belongs to a service, a door or a place, and to which of them."""
    keys = TABLES[table].keys if table in TABLES and table != "metadata" else {}
    return {
        column: OWNERS if target == "*" else (target,)
        for column, target in keys.items()
        if target == "*" or target in OWNERS
    }


def rows(store: Store, table: str) -> Iterator[Row]:
    """Every row of a table as it is shown, in the order of ids; without those of an import that still runs."""
    sql = (
        "SELECT uid, data, local FROM directory_row WHERE tbl = ? AND source NOT IN "
        "(SELECT id FROM directory_source WHERE pending) ORDER BY uid"
    )
    for uid, data, local in store.iterate(sql, (table,)):
        row = effective(uid, data, local)
        if REMOVED not in row:
            yield row


def tables(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    sql = (
        "SELECT tbl, COUNT(*) FROM directory_row WHERE source NOT IN "
        "(SELECT id FROM directory_source WHERE pending) GROUP BY tbl ORDER BY tbl"
    )
    return dict(store.query(sql))


class Gatherer:
    """Reads services with all that belongs to them, some hundred at a time.

    With `pending`, the id of a running import, as they will be when it is through: with its rows and changes, and
    without the invented sample directory.
    """

    def __init__(self, store: Store, pending: int | None = None) -> None:
        self._store = store
        self._pending = pending
        samples = {key for (key,) in store.query("SELECT id FROM directory_source WHERE sample = 1")}
        others = {key for (key,) in store.query("SELECT id FROM directory_source WHERE pending = 1")} - {pending}
        self._samples = samples
        makes_way = pending is not None and pending not in samples
        self._hidden = others | (samples if makes_way else set())
        self._changed = pending is not None and store.one("SELECT 1 FROM directory_change LIMIT 1") is not None
        self._columns = "row.id, row.tbl, row.uid, row.data, row.local, row.source, NULL, NULL"
        if self._changed:
            self._columns = (
                "row.id, row.tbl, row.uid, COALESCE(change.data, row.data), row.local, "
                "COALESCE(change.source, row.source), change.data, change.dropped"
            )
        self._join = " LEFT JOIN directory_change change ON change.row = row.id" if self._changed else ""
        self._terms = {row["id"]: row for _, _, row, _, _ in self._of("tbl = 'taxonomy_term'", ())}
        self._taxonomies = {row["id"]: row for _, _, row, _, _ in self._of("tbl = 'taxonomy'", ())}

    def keys(self) -> list[int]:
        """The row keys of all services."""
        source = "COALESCE(change.source, row.source)" if self._changed else "row.source"
        sql = f"SELECT row.id, {source} FROM directory_row row{self._join} WHERE row.tbl = 'service' ORDER BY row.id"  # noqa: S608
        return [key for key, source in self._store.query(sql) if source not in self._hidden]

    def services(self, keys: list[int] | None = None) -> Iterator[tuple[int, Gathered]]:
        """(row key of the service, the service gathered); all of them, or those of `keys`."""
        wanted = self.keys() if keys is None else keys
        for at in range(0, len(wanted), _TOGETHER):
            yield from self._batch(wanted[at : at + _TOGETHER])

    def _batch(self, keys: list[int]) -> Iterator[tuple[int, Gathered]]:
        found = {row[0]: row for row in self._in("row.id", keys)}
        parts = self._parts(keys)
        doors = {key: row for belonging in parts.values() for key, table, row, _ in belonging if table == OWNERS[1]}
        at_parts = self._parts(list(doors))
        places = self._by_uid("location", (row.get("location_id", "") for row in doors.values()))
        place_parts = self._parts([key for key, *_ in places.values()])
        owners = self._by_uid("organization", (row[2].get("organization_id", "") for row in found.values()))
        shared = self._by_uid(OWNERS[1], (row[2]["id"] for row in found.values()))
        for key in keys:
            if key not in found:
                continue
            _, _, row, edited, source = found[key]
            gathered = Gathered(_parts(row, edited, parts[key]), terms=self._terms, taxonomies=self._taxonomies)
            gathered.sample = source in self._samples
            gathered.shares_id = row["id"] in shared
            organization = owners.get(row.get("organization_id", ""))
            gathered.organization = organization[1] if organization else None
            for part, table, data, part_edited in sorted(parts[key], key=_by_id):
                if table == OWNERS[1] and data.get("service_id") == row["id"]:
                    place = places.get(data.get("location_id", ""))
                    here = _parts(place[1], place[2], place_parts[place[0]]) if place else None
                    gathered.doors.append((_parts(data, part_edited, at_parts[part]), here))
            yield key, gathered

    def _of(self, where: str, params: Iterable[object]) -> Iterator[tuple[int, str, Row, bool, int]]:
        sql = f"SELECT {self._columns} FROM directory_row row{self._join} WHERE {where}"  # noqa: S608
        for key, table, uid, data, local, source, change, dropped in self._store.query(sql, list(params)):
            if source not in self._hidden:
                edits = _edits_after(local, change, dropped)
                row = effective(uid, data, edits)
                if REMOVED not in row:
                    yield key, table, row, bool(edits), source

    def _in(self, column: str, values: list[Any]) -> Iterator[tuple[int, str, Row, bool, int]]:
        for at in range(0, len(values), _TOGETHER):
            some = values[at : at + _TOGETHER]
            yield from self._of(f"{column} IN ({','.join('?' * len(some))})", some)

    def _parts(self, owners: list[int]) -> dict[int, list[_Part]]:
        """What is linked to each owner. Links may be older than the rows: `_parts` of a row looks again."""
        found: dict[int, list[_Part]] = defaultdict(list)
        columns = f"link.owner, {self._columns}"
        for at in range(0, len(owners), _TOGETHER):
            some = owners[at : at + _TOGETHER]
            marks = ",".join("?" * len(some))
            sql = (
                f"SELECT {columns} FROM directory_link link JOIN directory_row row ON row.id = link.part{self._join} "  # noqa: S608
                f"WHERE link.owner IN ({marks})"
            )
            for owner, key, table, uid, data, local, source, change, dropped in self._store.query(sql, some):
                if source not in self._hidden:
                    edits = _edits_after(local, change, dropped)
                    row = effective(uid, data, edits)
                    if REMOVED not in row:
                        found[owner].append((key, table, row, bool(edits)))
        return found

    def _by_uid(self, table: str, uids: Iterable[str]) -> dict[str, tuple[int, Row, bool]]:
        wanted = sorted({packed(uid) for uid in uids if uid}, key=lambda uid: (isinstance(uid, str), uid))
        found: dict[str, tuple[int, Row, bool]] = {}
        for at in range(0, len(wanted), _TOGETHER):
            some = wanted[at : at + _TOGETHER]
            where = f"row.tbl = ? AND row.uid IN ({','.join('?' * len(some))})"
            for key, _, row, edited, _ in self._of(where, [table, *some]):
                found[row["id"]] = (key, row, edited)
        return found


def _edits_after(local: str | None, change: str | None, dropped: str | None) -> str | None:
    """What was changed here, as it will be when a running import is through."""
    if not local or change is None:
        return local
    kept = kept_edits(json.loads(local), json.loads(change), json.loads(dropped or "[]"))
    return encode(kept) if kept else None


def _by_id(part: _Part) -> str:
    return part[2]["id"]


def _by_table(part: _Part) -> tuple[str, str]:
    return part[1], part[2]["id"]


def _parts(row: Row, edited: bool, belonging: list[_Part]) -> Parts:
    """A row with what says of itself that it belongs to it."""
    parts = Parts(row, edited)
    uid = row["id"]
    for _, table, data, part_edited in sorted(belonging, key=_by_table) if len(belonging) > 1 else belonging:
        if any(data.get(column) == uid for column in _OWNING.get(table, ())):
            parts.parts[table].append(data)
            parts.edited = parts.edited or (part_edited and table not in (OWNERS[1], "service"))
    return parts


_OWNING = {table: tuple(owner_columns(table)) for table in TABLES}
