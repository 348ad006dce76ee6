"""Changing a listing in place: each field goes to the row it came from, and what the package said stays beside it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping

from companion import clock
from companion.errors import Problem
from companion.services import flat_records
from companion.services.directory import REMOVED, effective, encode, owner_columns
from companion.services.hsds_checks import iso_date, number
from companion.services.hsds_tables import STATUSES, TABLES
from companion.services.ids import packed
from companion.services.indexing import reindex_service
from companion.services.kinds import TAXONOMY
from companion.services.listings import HIDDEN_FROM, NOBODY, Row
from companion.services.records import Audience, Feature, ServiceKind
from companion.services.schedules import PREFIX
from companion.services.staging import running
from companion.vault.connection import Store

SERVICE_FIELDS = frozenset(TABLES["service"].columns) - {"id", "organization_id", "program_id", "last_modified"}
ADDRESS_FIELDS = {"street": "address_1", "city": "city", "postal_code": "postal_code"}
PLACE_FIELDS = frozenset({"transportation", "latitude", "longitude"})
FIELDS = SERVICE_FIELDS | set(ADDRESS_FIELDS) | PLACE_FIELDS | {"phone", "hours", "kinds", "features", HIDDEN_FROM}
"""What can be changed of a listing: columns of its service, and parts of its door. Several codes with blanks."""
RECORD_FIELDS = {
    "fees": "fees_description",
    "eligibility": "eligibility_description",
    "application": "application_process",
}
"""Fields of a flat record that are called otherwise here."""
_DOOR = "service_at_location"
_CODES = {"kinds": frozenset(map(str, ServiceKind)), "features": frozenset(map(str, Feature))}


class Editor:
    """Changes one listing, within the caller's transaction."""

    def __init__(self, store: Store, service: int, uid: str) -> None:
        """`service`: the row key of its service. `uid`: the listing's id."""
        self._store = store
        self._service = service
        row = store.one("SELECT uid, data, local, source FROM directory_row WHERE id = ?", (service,))
        assert row is not None
        self._source = row[3]
        self._service_id = effective(*row[:3])["id"]
        door = self._by_uid(_DOOR, uid)
        self._door = door if door and door[1].get("service_id") == self._service_id else None

    def apply(self, changes: Mapping[str, str]) -> None:
        """Keep the changes, which `check` let pass, and bring the index up to date. Raises `services.not_editable`."""
        address = {column: changes[field] for field, column in ADDRESS_FIELDS.items() if field in changes}
        place = {field: changes[field] for field in PLACE_FIELDS & changes.keys()}
        location = self._location() if address or place else None
        if (address or place) and location is None:
            raise Problem("services.not_editable", field=min({*address, *place}))
        self._set(self._service, {field: changes[field] for field in SERVICE_FIELDS & changes.keys()})
        if location is not None:
            self._set(location[0], place)
            self._set_part(location, "address", address)
        if "phone" in changes:
            self._set_phone(changes["phone"])
        if "hours" in changes:
            self._set_hours(changes["hours"])
        for field in {"kinds", "features"} & changes.keys():
            self._set_terms(set(changes[field].split()), _CODES[field])
        if HIDDEN_FROM in changes:
            self._set(self._door[0] if self._door else self._service, {HIDDEN_FROM: changes[HIDDEN_FROM] or NOBODY})
        services = {self._service} | (self._sharing(location[0]) if location is not None else set())
        for service in sorted(services):
            reindex_service(self._store, service)
            if running(self._store):
                self._store.execute("INSERT OR IGNORE INTO directory_touched (service) VALUES (?)", (service,))

    def _set_phone(self, value: str) -> None:
        """The number that stands first in the listing."""
        owners = [owner for owner in (self._door, (self._service, {"id": self._service_id})) if owner]
        for owner in owners:
            if self._linked(owner[0], "phone"):
                self._set_part(owner, "phone", {"number": value})
                return
        self._set_part(owners[0], "phone", {"number": value})

    def _set_hours(self, text: str) -> None:
        """One opening_hours value instead of all that the schedules of this door said."""
        owner = self._door or (self._service, {"id": self._service_id})
        rows = self._linked(owner[0], "schedule")
        if not rows:
            self._set_part(owner, "schedule", {"notes": f"{PREFIX} {text}"} if text else {})
        keep = {"id", *TABLES["schedule"].keys}
        for key, row in rows:
            blank = {column: "" for column in row if column not in keep}
            said = blank | {"notes": f"{PREFIX} {text}" if text else ""}
            self._set(key, said if key == rows[0][0] else {REMOVED: "1"})

    def _set_terms(self, wanted: set[str], codes: frozenset[str]) -> None:
        """Our own terms of the service among `codes`: those wanted and no others."""
        there: set[str] = set()
        for key, row in self._linked(self._service, "attribute"):
            term = self._by_uid("taxonomy_term", row.get("taxonomy_term_id", ""))
            code = term[1].get("code", "") if term and term[1].get("taxonomy") == TAXONOMY else ""
            if code in codes - wanted:
                self._set(key, {REMOVED: "1"})
            else:
                there.add(code)
        for code in sorted(wanted - there):
            for table, row in flat_records.term_rows(self._service_id, code):
                key = insert(self._store, table, row, self._source)
                if table == "attribute":  # one that was taken off before says it again
                    self._set(key, {REMOVED: ""})

    def _set_part(self, owner: tuple[int, Row], table: str, changes: Row) -> None:
        """Change the first row of `table` that belongs to `owner`; make one where there is none."""
        if not changes:
            return
        rows = self._linked(owner[0], table)
        if rows:
            self._set(rows[0][0], changes)
            return
        column = {"address": "location_id"}.get(table) or (_DOOR + "_id" if self._door == owner else "service_id")
        row = {"id": str(uuid.uuid4()), column: owner[1]["id"]} | changes
        insert(self._store, table, row, self._source)

    def _set(self, key: int, changes: Row) -> None:
        if not changes:
            return
        row = self._store.one("SELECT data, local FROM directory_row WHERE id = ?", (key,))
        assert row is not None
        data, local = json.loads(row[0]), json.loads(row[1] or "{}")
        local |= changes
        local = {column: value for column, value in local.items() if data.get(column, "") != value}
        sql = "UPDATE directory_row SET local = ? WHERE id = ?"
        self._store.execute(sql, (encode(local) if local else None, key))

    def _location(self) -> tuple[int, Row] | None:
        uid = self._door[1].get("location_id", "") if self._door else ""
        return self._by_uid("location", uid) if uid else None

    def _by_uid(self, table: str, uid: str) -> tuple[int, Row] | None:
        sql = "SELECT id, uid, data, local FROM directory_row WHERE tbl = ? AND uid = ?"
        row = self._store.one(sql, (table, packed(uid)))
        return (row[0], effective(*row[1:])) if row else None

    def _linked(self, owner: int, table: str) -> list[tuple[int, Row]]:
        """The rows of a table that belong to an owner, in the order in which a listing shows them."""
        found = self._store.query(
            "SELECT row.id, row.uid, row.data, row.local FROM directory_link link JOIN directory_row row "
            "ON row.id = link.part WHERE link.owner = ? AND row.tbl = ? AND row.source NOT IN "
            "(SELECT id FROM directory_source WHERE pending)",
            (owner, table),
        )
        there = ((key, effective(*row)) for key, *row in found)
        return sorted(((key, row) for key, row in there if REMOVED not in row), key=lambda each: each[1]["id"])

    def _sharing(self, location: int) -> set[int]:
        """The services that have a door at a place."""
        found = set()
        for _, door in self._linked(location, _DOOR):
            service = self._by_uid("service", door.get("service_id", ""))
            if service is not None:
                found.add(service[0])
        return found


def add(store: Store, record: Row) -> str:
    """A service that somebody types in, as a flat record with a name; the id of its listing. Within a transaction."""
    source = store.one("SELECT id FROM directory_source WHERE name = '' AND pending = 0 AND sample = 0")
    mine = (
        source[0]
        if source
        else store.execute(
            "INSERT INTO directory_source (name, imported_on) VALUES ('', ?)", (clock.today().isoformat(),)
        )
    )
    service = 0
    record = record | {"id": str(uuid.uuid4())}
    for table, row in flat_records.rows_of(record):
        key = insert(store, table, row, mine)
        service = key if table == "service" else service
    reindex_service(store, service)
    return record["id"]


def insert(store: Store, table: str, row: Row, source: int) -> int:
    """Put a row in as something that was changed here, linked to what it belongs to; its key. One there stays."""
    uid = packed(row["id"])
    there = store.one("SELECT id FROM directory_row WHERE tbl = ? AND uid = ?", (table, uid))
    if there is not None:
        return int(there[0])
    local = encode({column: value for column, value in row.items() if column != "id"})
    sql = "INSERT INTO directory_row (tbl, uid, data, local, source) VALUES (?, ?, '{}', ?, ?)"
    key = store.execute(sql, (table, uid, local, source))
    for column, owners in owner_columns(table).items():
        for owner in owners if row.get(column) else ():
            store.execute(
                "INSERT OR IGNORE INTO directory_link (owner, part) "
                "SELECT id, ? FROM directory_row WHERE tbl = ? AND uid = ?",
                (key, owner, packed(row[column])),
            )
    return key


def check(changes: Mapping[str, str]) -> None:
    """Raises `services.not_editable`, `services.bad_value` with the field."""
    for field, value in changes.items():
        _check(field, value)


def _check(field: str, value: str) -> None:
    if field not in FIELDS:
        raise Problem("services.not_editable", field=field)
    wrong = False
    if field in ("latitude", "longitude") and value:
        degrees = number(value)
        wrong = degrees is None or abs(degrees) > (90 if field == "latitude" else 180)
    elif field == "assured_date":
        wrong = iso_date(value) is None
    elif field == "status":
        wrong = value not in STATUSES
    elif field == "name":
        wrong = not value.strip()
    elif field == HIDDEN_FROM:
        wrong = not set(value.split()) <= {audience.value for audience in Audience}
    elif field in _CODES:
        wrong = not set(value.split()) <= _CODES[field]
    if wrong:
        raise Problem("services.bad_value", field=field)
