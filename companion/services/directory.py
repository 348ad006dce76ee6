"""The rows of the directory in the store: kept as the package said them, linked, and read together again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from companion.services.hsds_tables import TABLES
from companion.services.listings import Gathered, Parts, Row
from companion.vault.connection import Store

_TOGETHER = 400  # services, and rows of one statement, read at once


def encode(data: Row) -> str:
    """A row as the store keeps it."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def effective(data: str, local: str | None) -> Row:
    """A row as it is shown: what the package says, and over it what was changed here."""
    row: Row = json.loads(data)
    if local:
        row.update(json.loads(local))
        row = {column: value for column, value in row.items() if value}
    return row


def relink(store: Store) -> None:
    """Say anew which row belongs to which."""
    store.execute("DELETE FROM directory_link")
    there = list(tables(store))
    for name in there:
        for column, target in TABLES[name].keys.items() if name in TABLES else ():
            for owner in there if target == "*" else [target]:
                store.execute(
                    "INSERT OR IGNORE INTO directory_link (owner, part) SELECT owner.id, part.id "
                    "FROM directory_row part JOIN directory_row owner "
                    "ON owner.tbl = :owner AND owner.uid = json_extract(part.data, :path) WHERE part.tbl = :name",
                    {"path": f"$.{column}", "name": name, "owner": owner},
                )


def rows(store: Store, table: str) -> Iterator[Row]:
    """Every row of a table as it is shown, in the order of ids."""
    for data, local in store.iterate("SELECT data, local FROM directory_row WHERE tbl = ? ORDER BY uid", (table,)):
        yield effective(data, local)


def tables(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    return dict(store.query("SELECT tbl, COUNT(*) FROM directory_row GROUP BY tbl ORDER BY tbl"))


class Gatherer:
    """Reads services with all that belongs to them, some hundred at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._terms = {row["id"]: row for row in rows(store, "taxonomy_term")}
        self._taxonomies = {row["id"]: row for row in rows(store, "taxonomy")}
        self._samples = {key for (key,) in store.query("SELECT id FROM directory_source WHERE sample = 1")}

    def services(self, keys: list[int] | None = None) -> Iterator[tuple[int, Gathered]]:
        """(row key of the service, the service gathered); all of them, or those of `keys`."""
        if keys is None:
            keys = [key for (key,) in self._store.query("SELECT id FROM directory_row WHERE tbl = 'service'")]
        for at in range(0, len(keys), _TOGETHER):
            yield from self._batch(keys[at : at + _TOGETHER])

    def _batch(self, keys: list[int]) -> Iterator[tuple[int, Gathered]]:
        found = self._rows("id", keys)
        parts = self._parts(keys)
        doors = {
            key: row for rows_ in parts.values() for key, table, row, _, _ in rows_ if table == "service_at_location"
        }
        at_parts = self._parts(list(doors))
        places = self._by_uid("location", {row.get("location_id", "") for row in doors.values()})
        place_parts = self._parts([key for key, *_ in places.values()])
        owners = self._by_uid("organization", {row.get("organization_id", "") for _, row, _, _ in found.values()})
        shared = self._by_uid("service_at_location", {row["id"] for _, row, _, _ in found.values()})
        for key in keys:
            if key not in found:
                continue
            _, row, edited, source = found[key]
            gathered = Gathered(_parts(row, edited, parts[key]), terms=self._terms, taxonomies=self._taxonomies)
            gathered.sample = source in self._samples
            gathered.shares_id = row["id"] in shared
            organization = owners.get(row.get("organization_id", ""))
            gathered.organization = organization[1] if organization else None
            for part, table, data, part_edited, _ in sorted(parts[key], key=lambda each: each[2]["id"]):
                if table == "service_at_location" and data.get("service_id") == row["id"]:
                    place = places.get(data.get("location_id", ""))
                    here = _parts(place[1], place[2], place_parts[place[0]]) if place else None
                    gathered.doors.append((_parts(data, part_edited, at_parts[part]), here))
            yield key, gathered

    def _rows(self, column: str, values: list[int]) -> dict[int, tuple[str, Row, bool, int]]:
        marks = ",".join("?" * len(values))
        found = self._store.query(
            f"SELECT id, tbl, data, local, source FROM directory_row WHERE {column} IN ({marks})",  # noqa: S608
            values,
        )
        return {key: (table, effective(data, local), bool(local), source) for key, table, data, local, source in found}

    def _parts(self, owners: list[int]) -> dict[int, list[tuple[int, str, Row, bool, int]]]:
        found: dict[int, list[tuple[int, str, Row, bool, int]]] = defaultdict(list)
        for at in range(0, len(owners), _TOGETHER):
            some = owners[at : at + _TOGETHER]
            marks = ",".join("?" * len(some))
            for owner, key, table, data, local in self._store.query(
                "SELECT link.owner, row.id, row.tbl, row.data, row.local FROM directory_link link "  # noqa: S608
                f"JOIN directory_row row ON row.id = link.part WHERE link.owner IN ({marks})",
                some,
            ):
                found[owner].append((key, table, effective(data, local), bool(local), owner))
        return found

    def _by_uid(self, table: str, uids: set[str]) -> dict[str, tuple[int, Row, bool]]:
        wanted = sorted(uids - {""})
        found: dict[str, tuple[int, Row, bool]] = {}
        for at in range(0, len(wanted), _TOGETHER):
            some = wanted[at : at + _TOGETHER]
            marks = ",".join("?" * len(some))
            for key, uid, data, local in self._store.query(
                f"SELECT id, uid, data, local FROM directory_row WHERE uid IN ({marks}) AND tbl = ?",  # noqa: S608
                [*some, table],
            ):
                found[uid] = (key, effective(data, local), bool(local))
        return found


def _parts(row: Row, edited: bool, belonging: list[tuple[int, str, Row, bool, int]]) -> Parts:
    parts = Parts(row, edited)
    for _, table, data, part_edited, _ in sorted(belonging, key=lambda each: (each[1], each[2]["id"])):
        parts.parts[table].append(data)
        parts.edited = parts.edited or (part_edited and table not in ("service_at_location", "service"))
    return parts
