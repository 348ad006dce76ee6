"""Reads a file of counts, CSV or JSON, into rows of text, and the parts all kinds of rows share: month, place, number.

A file is somebody else's: columns that are none of the log's are named and left out, never kept, because a list of
contacts from another program may well have a column of names.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from companion import files
from companion.errors import Fact, Problem
from companion.log.months import Month
from companion.log.places import PlaceNames, Places

LIMIT = 64 * 1024 * 1024
_DATE = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
Code = TypeVar("Code", bound=StrEnum)
Row = dict[str, str]


@dataclass(frozen=True)
class ImportFinding:
    """What is wrong with a line of a file. `left_out` only tells what is not read; anything else stops the import."""

    line: int
    field: str
    code: str
    facts: tuple[tuple[str, Fact], ...] = ()
    left_out: bool = False

    def problem(self) -> Problem:
        """The finding as an error, for its sentences."""
        return Problem(self.code, **dict(self.facts))


@dataclass
class SourceFile:
    """A file that was read: its name, the fields it has, its rows by line, and what was found so far."""

    name: str
    digest: bytes
    fields: tuple[str, ...]
    rows: list[tuple[int, Row]]
    findings: list[ImportFinding] = field(default_factory=list)


def read(path: Path) -> SourceFile:
    """Read a file of counts. Raises `log.import_form`, `log.import_empty`, `file.…`."""
    import hashlib

    data = files.read_bytes(path, limit=LIMIT)
    digest = hashlib.sha256(data).digest()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("file.not_utf8", file=path.name, byte=error.start) from error
    read_ = _read_json if text.lstrip()[:1] in ("[", "{") else _read_csv
    source = read_(path.name, digest, text)
    if not source.rows:
        raise Problem("log.import_empty", file=path.name)
    return source


def _read_csv(name: str, digest: bytes, text: str) -> SourceFile:
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        fields = tuple(cell.strip().casefold() for cell in next(lines, ()))
        source = SourceFile(name, digest, fields, [])
        source.findings += [
            ImportFinding(1, one, "log.field_twice", (("word", one),)) for one in {*fields} if fields.count(one) > 1
        ]
        for cells in lines:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(fields):
                    source.findings.append(ImportFinding(lines.line_num, "", "log.cells_missing"))
                source.rows.append((lines.line_num, {k: v.strip() for k, v in zip(fields, cells, strict=False)}))
    except csv.Error as error:
        raise Problem("log.import_form", file=name) from error
    return source


def _read_json(name: str, digest: bytes, text: str) -> SourceFile:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("log.import_form", file=name) from error
    if isinstance(found, dict):
        found = next((found[key] for key in ("contacts", "totals") if key in found), None)
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise Problem("log.import_form", file=name)
    entries = ({str(key).casefold(): _text(value) for key, value in entry.items()} for entry in found)
    rows = [*enumerate(entries, 1)]
    return SourceFile(name, digest, tuple(dict.fromkeys(key for _, row in rows for key in row)), rows)


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    return "" if value is None else str(value).strip()


class RowReader:
    """Reads the cells of one line; what is wrong is added to the file's findings."""

    def __init__(self, source: SourceFile, line: int, row: Row) -> None:
        self._source, self._line, self._row = source, line, row
        self.sound = True

    def refuse(self, name: str, code: str, **facts: Fact) -> None:
        """Say what is wrong with a field."""
        self._source.findings.append(ImportFinding(self._line, name, code, tuple(facts.items())))
        self.sound = False

    def text(self, name: str) -> str:
        """A cell; empty where it is missing."""
        return self._row.get(name, "")

    def when(self) -> tuple[Month, int] | None:
        """The month and the day (0: none given) of the field `date`, or `month` alone."""
        written = self.text("date") or self.text("month")
        match = _DATE.fullmatch(written)
        if match is None:
            self.refuse("date", "log.no_month")
            return None
        month, day = Month(int(match[1]), int(match[2])), int(match[3] or 0)
        if day > month.last_day.day:
            self.refuse("date", "log.no_month")
            return None
        return month, day

    def number(self, name: str, default: int = 0) -> int:
        """A whole number."""
        written = self.text(name)
        if not written:
            return default
        if not _NUMBER.fullmatch(written):
            self.refuse(name, "log.no_number", word=_shown(written))
            return default
        return int(written)

    def code(self, name: str, kind: type[Code], default: Code) -> Code:
        """One of the choices of a field."""
        written = self.text(name).casefold()
        return default if not written else self._choice(name, kind, written) or default

    def codes(self, name: str, kind: type[Code]) -> frozenset[Code]:
        """Several choices, with blanks, semicolons or bars between them."""
        written = re.split(r"[\s;|,]+", self.text(name).casefold())
        found = (self._choice(name, kind, one) for one in written if one)
        return frozenset(one for one in found if one is not None)

    def _choice(self, name: str, kind: type[Code], written: str) -> Code | None:
        try:
            return kind(written)
        except ValueError:
            choices = ", ".join(one.value for one in kind)
            self.refuse(name, "log.unknown_word", word=_shown(written), choices=choices)
            return None

    def place(self, name: str, known: Mapping[int, str], numbers: tuple[int, ...]) -> int:
        """An area or a site, by its number or its name; 0 where the cell is empty."""
        written = self.text(name)
        if not written:
            return 0
        by_name = {label.casefold(): number for number, label in known.items()}
        number = int(written) if _NUMBER.fullmatch(written) else by_name.get(written.casefold(), -1)
        if number not in numbers:
            self.refuse(name, "log.unknown_place", word=_shown(written))
            return 0
        return number


def area_and_site(reader: RowReader, places: Places, names: PlaceNames) -> tuple[int, int]:
    """Where: a site alone tells its area."""
    area = reader.place("area", names.areas, places.areas)
    site = reader.place("site", names.sites, tuple(places.sites))
    return area or places.area_of(site), site


def left_out(source: SourceFile, known: frozenset[str]) -> Iterator[ImportFinding]:
    """The columns that are none of the log's: named, and not read."""
    for name in source.fields:
        if name not in known:
            yield ImportFinding(1, "", "log.unknown_field", (("word", _shown(name)),), left_out=True)


def counting_in(month: Month, today: date, counting: Month, counted_through: Month) -> Month:
    """The month that counts what happened in `month`: itself as long as its report is not out."""
    return month if counted_through < month <= Month.of(today) else max(month, counting)


def _shown(text: str) -> str:
    """At most so much of a cell is said again: it may be anything."""
    return text[:30]
