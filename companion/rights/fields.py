"""Reading one table of content field by field, collecting every fault with its file and field instead of stopping."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

E = TypeVar("E", bound=StrEnum)
NO_DAY = date(1, 1, 1)  # stands where a day is missing


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of content: which file, which field, what (a code with facts). Severity `error` or `warning`."""

    file: str
    field: str
    code: str
    facts: Mapping[str, str]
    severity: str = "error"


class Fields:
    """A table of content being read. Each getter notes a finding for what is missing or of the wrong kind and returns
    an empty value of the right kind, so that one run reports everything. `done` notes keys that nobody asked for."""

    def __init__(self, table: Mapping[str, Any], file: str, path: str, findings: list[Finding]) -> None:
        self._table = table
        self.file = file
        self.path = path
        self.findings = findings
        self._asked: set[str] = set()

    def note(self, key: str, code: str, severity: str = "error", **facts: object) -> None:
        """Add a finding about `key` of this table."""
        field = f"{self.path}.{key}" if self.path and key else (key or self.path)
        told = {name: str(value) for name, value in facts.items()}
        self.findings.append(Finding(self.file, field, code, told, severity))

    def _get(self, key: str, kind: type | tuple[type, ...], needed: bool) -> Any:
        self._asked.add(key)
        value = self._table.get(key)
        if value is None:
            if needed:
                self.note(key, "content.missing_key")
            return None
        if type(value) is kind:
            return value
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.note(key, "content.wrong_type", got=type(value).__name__)
            return None
        return value

    def text(self, key: str, *, needed: bool = True) -> str:
        """A text, its outer white space dropped."""
        value = self._table.get(key)
        if type(value) is not str:  # what is as it should be is most of all content, and takes no more than this
            value = self._get(key, str, needed)
            return value.strip() if value else ""
        self._asked.add(key)
        text = value.strip()
        if needed and not text:
            self.note(key, "content.empty")
        return text

    def day(self, key: str, *, needed: bool = True) -> date | None:
        """A date (compiled content writes it as ISO text)."""
        value = self._get(key, (date, str), needed)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.note(key, "content.bad_date", value=value)
                return None
        return value if isinstance(value, date) else None

    def span(self, key: str, *, needed: bool = True) -> tuple[date | None, date | None]:
        """A day that may be known to the month or the year alone ("2018-10", "2018"): the first day it can be, and the
        first day after all that it can be (None where the day is known)."""
        value = self._table.get(key)
        if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d{2})?", value):
            return self.day(key, needed=needed), None
        self._asked.add(key)
        year, _, month = value.partition("-")
        try:
            first = date(int(year), int(month or 1), 1)
        except ValueError:
            self.note(key, "content.bad_date", value=value)
            return None, None
        if not month:
            return first, date(first.year + 1, 1, 1)
        return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)

    def needed_day(self, key: str) -> date:
        """A date that must be there; a placeholder day (with its finding) where it is not."""
        return self.day(key) or NO_DAY

    def whole(self, key: str) -> int | None:
        """A whole number, or None where absent."""
        value = self._get(key, int, False)
        return value if isinstance(value, int) else None

    def flag(self, key: str) -> bool | None:
        """True, false, or None where absent."""
        value = self._get(key, bool, False)
        return value if isinstance(value, bool) else None

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self._get(key, (list, str), needed)
        if not value:
            return ()
        if isinstance(value, str):
            return (value,)
        for item in value:
            if type(item) is not str:
                self.note(key, "content.wrong_type", got="list")
                return ()
        return tuple(value)

    def code(self, key: str, kind: type[E], default: E) -> E:
        """One of the codes of `kind`."""
        value = self.text(key, needed=False)
        if not value:
            return default
        try:
            return kind(value)
        except ValueError:
            self.note(key, "content.unknown_code", value=value, known=", ".join(kind))
            return default

    def table(self, key: str, *, needed: bool = False) -> Fields:
        """A table inside this one (empty where absent)."""
        value = self._get(key, dict, needed)
        return Fields(value or {}, self.file, f"{self.path}.{key}" if self.path else key, self.findings)

    def tables(self, key: str) -> list[Fields]:
        """A list of tables; each is named by its `id` where it has one, by its place in the list otherwise."""
        value = self._get(key, list, False) or []
        rows = []
        for index, row in enumerate(value):
            if not isinstance(row, dict):
                self.note(key, "content.wrong_type", got=type(row).__name__)
                continue
            name = row.get("id") if isinstance(row.get("id"), str) else str(index)
            rows.append(Fields(row, self.file, f"{key}[{name}]", self.findings))
        return rows

    def named(self) -> list[tuple[str, Fields]]:
        """The tables of a table, by their names: `[step.at-once]` …"""
        rows = []
        for name, row in self._table.items():
            self._asked.add(name)
            if not isinstance(row, dict):
                self.note(name, "content.wrong_type", got=type(row).__name__)
                continue
            rows.append((name, Fields(row, self.file, f"{self.path}.{name}" if self.path else name, self.findings)))
        return rows

    def raw(self, key: str) -> Any:
        """The value as it stands, for fields of several kinds."""
        self._asked.add(key)
        return self._table.get(key)

    def keys(self) -> list[str]:
        """Every key of the table; asking for them all counts as reading them."""
        self._asked.update(self._table)
        return list(self._table)

    def done(self) -> None:
        """Note every key that was never asked for: a misspelt key must not be silently ignored."""
        for key in self._table:
            if key not in self._asked:
                self.note(key, "content.unknown_key")
