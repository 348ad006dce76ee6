"""HSDS JSON (nested records) as rows of the same tables as a tabular package.

HSDS JSON repeats a phone or a location wherever it is used; repeated records become one row that belongs to all.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from companion.services.hsds_tables import NESTED, TABLES, table_of_file
from companion.services.records import Finding, Severity

MOST_DEPTH = 40
ROOM = uuid.UUID("6b2f1c0e-3f61-5d0c-9f2b-2f6a3f0c7a11")  # for ids made here, so that they are the same every time
_PAGES = ("contents", "content", "items", "data", "results", "records")
_SINGLE = {
    "organization": "organization_id",
    "program": "program_id",
    "location": "location_id",
    "service": "service_id",
    "taxonomy_term": "taxonomy_term_id",
    "taxonomy_detail": "taxonomy_id",
    "unit": "unit_id",
}

Row = dict[str, str]


def rows_of(documents: list[tuple[str, Any]], findings: list[Finding]) -> Iterator[tuple[str, str, int, Row]]:
    """(file, table, number of the record it came with, row) for every record; findings are added as they are met.

    `documents`: (file, document) of all that belongs together; a record may be repeated in another file.
    """
    flat = _Flat(findings)
    for file, document in documents:
        if flat.file != file:
            flat.number = 0
        flat.file = file
        for table, record in _records(document):
            flat.number += 1
            if isinstance(record, dict) and table:
                flat.add(record, table)
            else:
                findings.append(Finding(Severity.ERROR, "row.not_object", file, flat.number))
    for file, column in sorted(flat.unknown):
        findings.append(Finding(Severity.INFO, "column.unknown", file, None, column))
    for table in [*TABLES, *sorted({name for name, _ in flat.rows} - set(TABLES))]:
        for (name, _), (file, first, row) in flat.rows.items():
            if name == table:
                yield file, table, first, row


def _records(document: Any) -> Iterator[tuple[str, Any]]:
    """The records of a page, a list, a set of tables or a single record, each with its table ("" if unclear)."""
    if isinstance(document, list):
        for record in document:
            yield _kind(record), record
        return
    if not isinstance(document, dict):
        yield "", document
        return
    for key in _PAGES:
        if isinstance(document.get(key), list):
            yield from _records(document[key])
            return
    tables = {key: value for key, value in document.items() if _table(key) and isinstance(value, list)}
    if tables and "id" not in document:
        for key, value in tables.items():
            for record in value:
                yield _table(key), record
        return
    yield _kind(document), document


def _table(key: str) -> str:
    """The table of a key: its own name, its plural, or the name of its CSV file."""
    if key in TABLES:
        return key
    file = table_of_file(key) if key.endswith(".csv") else None
    return file.name if file else NESTED.get(key, "")


def _kind(record: Any) -> str:
    """Which table a record without a label belongs to, from what it holds."""
    if not isinstance(record, dict):
        return ""
    if isinstance(record.get("location"), dict) or {"service_id", "location_id"} <= record.keys():
        return "service_at_location"
    if record.keys() & {"status", "service_at_locations", "organization", "organization_id"}:
        return "service"
    if record.keys() & {"location_type", "addresses", "latitude"}:
        return "location"
    if record.keys() & {"organization_identifiers", "legal_status", "website", "programs", "locations"}:
        return "organization"
    if record.keys() & {"parent_id", "taxonomy_detail", "taxonomy", "term_uri", "code"}:
        return "taxonomy_term"
    if "name" not in record:
        return ""
    return "taxonomy" if "version" in record else "service"


class _Flat:
    """Collects rows while walking nested records."""

    def __init__(self, findings: list[Finding]) -> None:
        self.file = ""
        self.findings = findings
        self.number = 0
        self.rows: dict[tuple[str, str], tuple[str, int, Row]] = {}
        self.unknown: set[tuple[str, str]] = set()

    def add(self, record: dict[str, Any], table: str, given: Row | None = None, depth: int = 0) -> str:
        """Keep a record and all it holds; its id. `given`: what follows from where it is nested."""
        row: Row = {}
        inside: list[tuple[str, str, list[dict[str, Any]]]] = []
        for column, value in record.items():
            nested = _nested(column, value)
            if nested is not None and depth < MOST_DEPTH:
                inside.append((column, NESTED[column], nested))
            elif (text := _text(value)) != "":
                row[column] = text
                if column not in TABLES[table].columns:
                    self.unknown.add((self.file, column))
        row = (given or {}) | row
        row["id"] = row.get("id") or str(uuid.uuid5(ROOM, json.dumps([table, row], sort_keys=True)))
        if "id" not in record:
            self.findings.append(Finding(Severity.WARNING, "id.missing", self.file, self.number, "id"))
        for column, name, records in inside:
            if column in _SINGLE and _SINGLE[column] in TABLES[table].columns:
                context = {"organization_id": row["organization_id"]} if _lacks_owner(name, row) else {}
                row[_SINGLE[column]] = self.add(records[0], name, context, depth + 1)
                for other in records[1:]:
                    self.add(other, name, context, depth + 1)
        uid = self._keep(table, row)
        for column, name, records in inside:
            if not (column in _SINGLE and _SINGLE[column] in TABLES[table].columns):
                for part in records:
                    self.add(part, name, _owner(name, table, uid), depth + 1)
        return uid

    def _keep(self, table: str, row: Row) -> str:
        key = (table, row["id"])
        if key not in self.rows:
            self.rows[key] = (self.file, self.number, row)
            return row["id"]
        kept = self.rows[key][2]
        differing = {column for column in kept.keys() & row.keys() if kept[column] != row[column]}
        owners = differing & TABLES[table].keys.keys()
        if differing - owners:
            found = Finding(Severity.WARNING, "id.twice", self.file, self.number, min(differing - owners), row["id"])
            self.findings.append(found)
        if owners:
            copy = row | {"id": str(uuid.uuid5(ROOM, json.dumps([row["id"], [row[name] for name in sorted(owners)]])))}
            if (table, copy["id"]) not in self.rows:
                self.findings.append(Finding(Severity.INFO, "id.shared", self.file, self.number, table, row["id"]))
            return self._keep(table, copy)
        kept.update({column: value for column, value in row.items() if column not in kept})
        return row["id"]


def _nested(column: str, value: Any) -> list[dict[str, Any]] | None:
    """The records under `column`, or None when it holds a plain value."""
    if column not in NESTED:
        return None
    records = value if isinstance(value, list) else [value]
    return records if records and all(isinstance(record, dict) for record in records) else None


def _lacks_owner(table: str, row: Row) -> bool:
    return table == "program" and "organization_id" in row


def _owner(table: str, owner: str, uid: str) -> Row:
    """The columns that say to whom a nested record belongs."""
    if table == "attribute":
        return {"link_id": uid, "link_entity": owner}
    if table == "metadata":
        return {"resource_id": uid, "resource_type": owner}
    column = "taxonomy_id" if owner == "taxonomy" else f"{owner}_id"
    return {column: uid} if column in TABLES[table].columns else {}


def _text(value: Any) -> str:
    """A value as a CSV cell would hold it."""
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
