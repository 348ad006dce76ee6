"""Looks at every row of a package: what is wrong with it, and whether it can be taken."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from companion.services.hsds_tables import CHOICES, DATES, NUMBERS, PERSONS, STATUSES, TABLES, TIMES
from companion.services.ids import Known, Uid, packed
from companion.services.records import Finding, Severity

if TYPE_CHECKING:
    from companion.services.hsds_reader import SourceRow

MOST_ALIKE = 50  # findings of one code, file and field that are told one by one; errors always are
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_TIME = re.compile(r"([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:?\d\d)?")
_POINTED_TO = frozenset(target for table in TABLES.values() for target in table.keys.values())
_MOST_SHOWN = 120  # characters of a value in a finding


class Checker:
    """Checks rows one after the other.

    `findings` holds what was noticed, `taken` how many rows of each table are sound.

    `known(table, id)` gives the key of a row that is there already from an earlier import.
    """

    def __init__(
        self,
        findings: list[Finding],
        known: Known = lambda table, uid: None,
        *,
        keep_names: bool = False,
    ) -> None:
        self.findings = findings
        self.taken: Counter[str] = Counter()
        self._known = known
        self._keep_names = keep_names
        self._alike: Counter[tuple[str, str, str]] = Counter()
        self._ids: dict[str, dict[Uid, int]] = {}
        self._waiting: list[tuple[SourceRow, str, str, str]] = []
        self._names: Counter[str] = Counter()
        self._count: dict[str, int] = {}

    def check(self, row: SourceRow) -> dict[str, str] | None:
        """The row as it is to be kept, or None with a finding that names it."""
        data = dict(row.data)
        if not self._keep_names:
            self._names[row.file] += _drop_names(row.table, data)
        if row.table == "service" and not data.get("name"):
            self._add(Severity.ERROR, "field.missing", row, "name", data.get("id", ""))
            return None
        uid = self._identify(row, data)
        if uid is None:
            return None
        self._check_fields(row, data)
        self._check_keys(row, data)
        self.taken[row.table] += 1
        return data

    def finish(self) -> None:
        """What can only be said at the end: links that nothing answered, and counts."""
        for row, column, table, value in self._waiting:
            if not self._is_there(table, value):
                self._add(Severity.WARNING, "key.unknown", row, column, value)
        for (code, file, field), count in sorted(self._alike.items()):
            if count > MOST_ALIKE:
                found = Finding(Severity.INFO, "findings.more", file, None, field, code, count - MOST_ALIKE)
                self.findings.append(found)
        for file, count in sorted((+self._names).items()):
            self.findings.append(Finding(Severity.INFO, "names.dropped", file, None, "name", "", count))

    def _identify(self, row: SourceRow, data: dict[str, str]) -> str | None:
        """The row's id; None when another row with other content has it already."""
        uid = data.get("id", "")
        if not uid:
            uid = data["id"] = made_id(row.table, data)
            self._add(Severity.WARNING, "id.missing", row, "id", "")
        short = packed(uid)
        if short is uid and row.table in TABLES and not row.made and not _UUID.fullmatch(uid):
            self._add(Severity.WARNING, "id.not_uuid", row, "id", uid)
        ids = self._ids.setdefault(row.table, {})
        content = hash(frozenset(data.items()))
        if ids.setdefault(short, content) != content:
            if row.table in _POINTED_TO or row.made:
                self._add(Severity.ERROR, "id.twice", row, "id", uid)
                return None
            # Nothing points to such a row, so another id loses nothing, and leaving it out would.
            self._add(Severity.WARNING, "id.renewed", row, "id", uid)
            data["id"] = uid = made_id(row.table, data)
            ids.setdefault(packed(uid), content)
        # The same row once more says nothing new.
        if len(ids) == self._count.get(row.table, 0):
            return None
        self._count[row.table] = len(ids)
        return uid

    def _check_fields(self, row: SourceRow, data: dict[str, str]) -> None:
        table = TABLES.get(row.table)
        if table is None:
            return
        for column in table.required if not row.made else ():
            if not data.get(column) and (row.table, column) not in PERSONS:
                self._add(Severity.WARNING, "field.missing", row, column, "")
        faults = _FAULTS[row.table]
        for column, value in data.items():
            fault = faults.get(column)
            if fault is not None and (code := fault(value)):
                self._add(Severity.WARNING, code, row, column, value)

    def _check_keys(self, row: SourceRow, data: dict[str, str]) -> None:
        table = TABLES.get(row.table)
        for column, target in table.keys.items() if table else ():
            value = data.get(column, "")
            if value and not self._is_there(target, value):
                self._waiting.append((row, column, target, value))

    def _is_there(self, table: str, uid: str) -> bool:
        if table == "*":
            short = packed(uid)
            in_package = any(short in ids for ids in self._ids.values())
            return in_package or any(self._known(name, uid) is not None for name in TABLES)
        return packed(uid) in self._ids.get(table, ()) or self._known(table, uid) is not None

    def _add(self, severity: Severity, code: str, row: SourceRow, field: str, value: str) -> None:
        key = (code, row.file, field)
        self._alike[key] += 1
        if severity == Severity.ERROR:
            self._alike[key] -= 1
        elif self._alike[key] > MOST_ALIKE:
            return
        self.findings.append(Finding(severity, code, row.file, row.row, field, value[:_MOST_SHOWN]))


def _drop_names(table: str, data: dict[str, str]) -> int:
    """Leave out the names of people, and say how many: a directory on a lost laptop must not be a list of staff."""
    columns = [column for name, column in PERSONS if name == table and column in data]
    if table == "metadata" and data.get("resource_type") == "contact" and data.get("field_name") == "name":
        columns += [column for column in ("previous_value", "replacement_value") if column in data]
    for column in columns:
        del data[column]
    return len(columns)


def made_id(table: str, data: dict[str, str]) -> str:
    """An id for a row without one, the same each time for the same content."""
    import json
    import uuid

    from companion.services.hsds_json import ROOM

    return str(uuid.uuid5(ROOM, json.dumps([table, data], sort_keys=True, ensure_ascii=False)))


def number(value: str) -> float | None:
    """A finite number as HSDS writes it, or None."""
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def iso_date(value: str) -> date | None:
    """A date as HSDS writes it (a time after it is ignored), or None."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d([T ].*)?", value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _date_fault(value: str) -> str:
    return "" if iso_date(value) else "date.bad"


def _time_fault(value: str) -> str:
    return "" if _TIME.fullmatch(value) else "time.bad"


def _number_fault(column: str) -> Callable[[str], str]:
    most = {"latitude": 90.0, "longitude": 180.0}.get(column, math.inf)

    def fault(value: str) -> str:
        found = number(value)
        if found is None:
            return "number.bad"
        return f"{column}.range" if abs(found) > most else ""

    return fault


def _choice_fault(allowed: frozenset[str], code: str) -> Callable[[str], str]:
    return lambda value: "" if value in allowed else code


def _faults_of(table: str) -> dict[str, Callable[[str], str]]:
    """For each column that can be wrong: what gives the code of what is wrong with a value, or ""."""
    found: dict[str, Callable[[str], str]] = dict.fromkeys(DATES, _date_fault)
    found |= dict.fromkeys(TIMES, _time_fault)
    found |= {column: _number_fault(column) for column in NUMBERS if column in TABLES[table].columns}
    found |= {
        column: _choice_fault(allowed, "choice.unknown") for (name, column), allowed in CHOICES.items() if name == table
    }
    if table == "service":
        found["status"] = _choice_fault(STATUSES, "status.unknown")
    return found


_FAULTS = {table: _faults_of(table) for table in TABLES}
