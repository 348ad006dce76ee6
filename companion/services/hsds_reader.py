"""Reads a list (HSDS folder, zip or JSON, GeoJSON, a spreadsheet) into plain rows of text.

Within limits, in memory, running nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from companion import files
from companion.errors import Problem
from companion.services import flat_records, geojson, sheets
from companion.services.hsds_json import rows_of
from companion.services.hsds_tables import TABLES, table_of_file
from companion.services.mapping import MANY, Mapping, guess
from companion.services.records import Finding, Severity

MIB = 1024 * 1024
MOST_BYTES = 256 * MIB  # one file, packed or not
MOST_UNPACKED = 768 * MIB
MOST_FILES = 500
MOST_RATIO = 200  # text packs to a tenth; a bomb to a thousandth
MOST_FIELD = 128 * 1024
_JSON = (".json", ".ndjson", ".jsonl", ".geojson")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_END = "\x1a end of file \x1a"
_NO_LISTS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"II*\x00",
    b"MM\x00*",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"<!DOCTYPE",
    b"<html",
    b"\x7fELF",
    b"MZ",
    b"ID3",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
"""How files begin that hold no list a program can read: pages, pictures, sound, programs, other archives."""


@dataclass(frozen=True)
class SourceRow:
    """A row as text: `row` counts as a spreadsheet does (the header is 1), in JSON the records from 1.

    `made`: by us, from a flat list that knows no tables; then nothing is missing from it that HSDS asks for.
    """

    file: str
    row: int
    table: str
    data: dict[str, str]
    made: bool = False


@dataclass
class Package:
    """An opened package: `rows()` gives every row once, in an order in which what is pointed to comes first.

    `findings` grows while rows are read.
    """

    name: str
    size: int
    findings: list[Finding] = field(default_factory=list)
    _parts: list[tuple[str, str]] = field(default_factory=list)
    _json: list[tuple[str, Any]] | None = None
    _sheet: tuple[sheets.Sheet, Mapping] | None = None
    _archive: zipfile.ZipFile | None = None
    _folder: Path | None = None
    _sizes: dict[str, int] = field(default_factory=dict)
    _made: Counter[str] = field(default_factory=Counter)
    done: int = 0

    def rows(self) -> Iterator[SourceRow]:
        """Every row. `done` of `size` bytes are read so far."""
        if self._sheet is not None:
            yield from self._lines(*self._sheet)
            return
        if self._json is not None:
            for name, document in self._json:
                yield from self._points(name, document) if geojson.is_geojson(document) else ()
            plain = [(name, document) for name, document in self._json if not geojson.is_geojson(document)]
            yield from self._records(plain) if plain else ()
            return
        order = list(TABLES)
        for table, member in sorted(
            self._parts, key=lambda part: (order.index(part[0]) if part[0] in order else len(order), part[1])
        ):
            yield from self._csv(member, table)
            self.done += self._sizes.get(member, 0)

    def _records(self, documents: list[tuple[str, Any]]) -> Iterator[SourceRow]:
        try:
            for file, table, number, data in rows_of(documents, self.findings):
                self.done = min(self.size, self.done + 200)
                yield SourceRow(file, number, table, data)
        except RecursionError as error:
            raise Problem("services.json_unreadable", file=self.name) from error

    def _points(self, file: str, document: dict[str, Any]) -> Iterator[SourceRow]:
        for number, record in geojson.records_of(document, file, self.findings):
            self.done = min(self.size, self.done + 500)
            yield from self._flat(file, number, record)

    def _lines(self, sheet: sheets.Sheet, mapping: Mapping) -> Iterator[SourceRow]:
        """The lines of a spreadsheet, by what its columns mean."""
        for number, cells in sheet.lines():
            if len(cells) > len(mapping.headers) and any(cells[len(mapping.headers) :]):
                self.findings.append(Finding(Severity.ERROR, "row.broken", sheet.name, number))
                continue
            self.done = min(self.size, self.done + sum(map(len, cells)) + len(cells))
            record: dict[str, str] = {}
            for header, name, cell in zip(mapping.headers, mapping.fields, cells, strict=False):
                key = name or header
                if cell:
                    joined = name in MANY and record.get(key)
                    record[key] = f"{record[key]}{', ' if name == 'street' else '; '}{cell}" if joined else cell
            yield from self._flat(sheet.name, number, record)

    def _flat(self, file: str, number: int, record: dict[str, str]) -> Iterator[SourceRow]:
        if not record.get("name"):
            self.findings.append(Finding(Severity.ERROR, "field.missing", file, number, "name"))
            return
        if not record.get("id"):
            first = flat_records.id_of(record)
            self._made[first] += 1
            record["id"] = flat_records.id_of(record, self._made[first])
        for table, row in flat_records.rows_of(record):
            yield SourceRow(file, number, table, row, made=True)

    def _csv(self, member: str, table: str) -> Iterator[SourceRow]:
        file = PurePosixPath(member).name
        rows = self._cells(member, file)
        _, header = next(rows, (1, []))
        columns = self._columns(file, table, header)
        if not columns:
            return
        for number, cells in rows:
            if not any(cells):
                continue
            if len(cells) > len(header):
                self.findings.append(Finding(Severity.ERROR, "row.broken", file, number))
                continue
            data = {columns[at]: cell.strip() for at, cell in enumerate(cells) if at in columns and cell.strip()}
            yield SourceRow(file, number, table, data)

    def _cells(self, member: str, file: str) -> Iterator[tuple[int, list[str]]]:
        """Every row with the number of its last line. Raises `services.csv_broken`, `file.not_utf8`."""
        csv.field_size_limit(MOST_FIELD)
        reader = csv.reader(chain(self._text(member), [_END]), delimiter=self._delimiter(member))
        begin = 1
        try:
            for cells in reader:
                # The mark comes back as a row of its own, unless a quotation mark that is never closed swallowed it
                # with all the rows before it.
                if cells and cells[-1].endswith(_END):
                    if cells != [_END]:
                        raise Problem("services.csv_broken", file=file, row=begin)
                    return
                yield reader.line_num, cells
                begin = reader.line_num + 1
        except csv.Error as error:
            raise Problem("services.csv_broken", file=file, row=reader.line_num) from error
        except UnicodeDecodeError as error:
            raise Problem("file.not_utf8", file=file, byte=error.start) from error

    def _columns(self, file: str, table: str, header: list[str]) -> dict[int, str]:
        """Position → column; what HSDS does not know is kept and told."""
        columns: dict[int, str] = {}
        known = TABLES[table].columns if table in TABLES else None
        for at, cell in enumerate(header):
            name = cell.strip()
            if not name:
                continue
            if name in columns.values():
                self.findings.append(Finding(Severity.WARNING, "column.twice", file, 1, name))
                continue
            if known is not None and name not in known:
                self.findings.append(Finding(Severity.INFO, "column.unknown", file, 1, name))
            columns[at] = name
        if not columns:
            self.findings.append(Finding(Severity.WARNING, "file.empty", file))
        return columns

    def _delimiter(self, member: str) -> str:
        header = self._raw(member).readline(64 * 1024).decode("utf-8", "replace")
        return max(",;\t", key=header.count)

    def _text(self, member: str) -> io.TextIOWrapper:
        return io.TextIOWrapper(self._raw(member), encoding="utf-8-sig", newline="")

    def _raw(self, member: str) -> io.BufferedReader | io.BytesIO:
        if self._archive is not None:
            try:
                stream = self._archive.open(member)
            except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
                raise Problem("services.zip_broken", file=self.name) from error
            return io.BufferedReader(_Limited(stream, self._sizes[member]))
        assert self._folder is not None
        return io.BytesIO(files.read_bytes(self._folder / member, limit=MOST_BYTES))


class _Limited(io.RawIOBase):
    """A zip member that may not give more bytes than it announced."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Problem("services.zip_broken") from error
        self._left -= len(data)
        if self._left < 0:
            raise Problem("services.zip_unsafe")
        buffer[: len(data)] = data
        return len(data)


@dataclass(frozen=True)
class Held:
    """A zipped package that stands in memory: the directory of a content pack."""

    name: str
    data: bytes


def open_package(path: Path | Held, mapping: Mapping | None = None) -> Package:
    """Open a folder, a zip, a JSON or GeoJSON file, or a spreadsheet, read as `mapping` says or as it seems to be.

    Raises `services.not_hsds`, `services.not_a_list`, `services.lone_csv`, `services.no_name_column`,
    `services.zip_…`, `services.json_…`, `services.csv_broken`, `services.sheet_empty` and `file.…`.
    """
    if isinstance(path, Held):
        return _zip(path.name, path.data)
    if path.is_dir():
        return _folder(path)
    if path.name.casefold() == "datapackage.json":
        return _folder(path.parent)  # the list of what a package holds: the folder it lies in is meant
    data = files.read_bytes(path, limit=MOST_BYTES)
    if sheet := sheet_of(path, data):
        return _spreadsheet(sheet, mapping)
    if data[:4] == b"PK\x03\x04":
        return _zip(path.name, data)
    return _json(path.name, data)


def sheet_of(path: Path, data: bytes | None = None) -> sheets.Sheet | None:
    """The spreadsheet in a file, None where it is something else that can be read. Raises as `open_package`."""
    if path.is_dir():
        return None
    data = files.read_bytes(path, limit=MOST_BYTES) if data is None else data
    begin = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    if data.startswith(_NO_LISTS) or begin.startswith(_NO_LISTS):
        raise Problem("services.not_a_list", file=path.name)
    if data[:4] == b"PK\x03\x04":
        return sheets.read(path.name, data) if _is_workbook(path.name, data) else None
    if begin[:1] in (b"{", b"[") or path.suffix.casefold() in _JSON:
        return None
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Problem("services.not_a_list", file=path.name)
    if table_of_file(path.name) and any((path.parent / name).is_file() for name in _COMPANY - {path.name.casefold()}):
        raise Problem("services.lone_csv", file=path.name)
    return sheets.read(path.name, data)


_COMPANY = frozenset({"services.csv", "organizations.csv", "locations.csv", "service_at_location.csv"})


def _is_workbook(name: str, data: bytes) -> bool:
    """Whether a zip is an XLSX file; one that is another kind of document is none we can read."""
    names = set(sheets.opened_zip(name, data).namelist())
    if names & {"word/document.xml", "mimetype", "ppt/presentation.xml", "AndroidManifest.xml"}:
        raise Problem("services.not_a_list", file=name)
    return "xl/workbook.xml" in names


def _spreadsheet(sheet: sheets.Sheet, mapping: Mapping | None) -> Package:
    mapping = mapping if mapping and mapping.headers == sheet.headers else guess(sheet.headers, sheet.samples)
    if mapping.column("name") is None:
        raise Problem("services.no_name_column", file=sheet.name)
    package = Package(sheet.name, len(sheet.data), findings=list(sheet.findings), _sheet=(sheet, mapping))
    for header, name in zip(mapping.headers, mapping.fields, strict=True):
        if not name:
            package.findings.append(Finding(Severity.INFO, "column.kept", sheet.name, None, header))
    return package


def _folder(path: Path) -> Package:
    try:
        sizes = {child.name: child.stat().st_size for child in path.iterdir() if child.is_file()}
    except OSError as error:
        raise Problem("file.not_allowed", file=path.name) from error
    names = sorted(sizes)
    package = Package(path.name, sum(sizes.values()), _folder=path, _sizes=sizes)
    listed = _listed(files.read_bytes(path / "datapackage.json", limit=MIB)) if "datapackage.json" in names else {}
    _choose(package, names, listed)
    return package


def _zip(name: str, data: bytes) -> Package:
    archive = sheets.opened_zip(name, data)
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MOST_FILES or sum(info.file_size for info in members) > MOST_UNPACKED:
        raise Problem("services.zip_unsafe", file=name)
    for info in members:
        place = PurePosixPath(info.filename)
        packed_hard = info.file_size > MIB and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if place.is_absolute() or ".." in place.parts or "\\" in info.filename or ":" in info.filename:
            raise Problem("services.zip_unsafe", file=name)
        if packed_hard or info.file_size > MOST_BYTES or info.flag_bits & 0x1:
            raise Problem("services.zip_unsafe", file=name)
    sizes = {info.filename: info.file_size for info in members}
    package = Package(name, sum(sizes.values()), _archive=archive, _sizes=sizes)
    descriptors = sorted((part for part in sizes if PurePosixPath(part).name == "datapackage.json"), key=len)
    listed: dict[str, str] = {}
    if descriptors:
        root = PurePosixPath(descriptors[0]).parent
        raw = package._raw(descriptors[0]).read(MIB)
        listed = {str(root / file): table for file, table in _listed(raw).items()}
    visible = [part for part in sizes if "__MACOSX" not in part and not PurePosixPath(part).name.startswith(".")]
    only_json = [part for part in visible if part.casefold().endswith(_JSON)]
    if not any(part.casefold().endswith(".csv") for part in visible) and only_json:
        documents = [part for member in sorted(only_json) for part in _documents(member, package._raw(member).read())]
        return Package(name, sum(sizes[member] for member in only_json), _json=documents)
    _choose(package, visible, listed)
    return package


def _listed(raw: bytes) -> dict[str, str]:
    """File → table, as a datapackage.json says; what cannot be read says nothing."""
    try:
        resources = json.loads(raw.decode("utf-8-sig")).get("resources", [])
        return {str(part["path"]): str(part["name"]) for part in resources if isinstance(part.get("path"), str)}
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return {}


def _choose(package: Package, names: list[str], listed: dict[str, str]) -> None:
    """Decide which files are which tables. Raises `services.not_hsds` when none is."""
    for name in sorted(names):
        if not name.casefold().endswith(".csv"):
            continue
        table = TABLES.get(listed.get(name, "")) or table_of_file(name)
        if table is None:
            package.findings.append(Finding(Severity.INFO, "file.unknown", PurePosixPath(name).name))
        stem = PurePosixPath(name).name.casefold().removesuffix(".csv")
        package._parts.append((table.name if table else stem, name))
    for name in sorted(set(listed) - set(names)):
        if not name.startswith(("http:", "https:")):
            package.findings.append(Finding(Severity.INFO, "file.missing", PurePosixPath(name).name))
    if not any(table in TABLES for table, _ in package._parts):
        raise Problem("services.not_hsds", file=package.name)


def _json(name: str, data: bytes) -> Package:
    return Package(name, len(data), _json=_documents(name, data))


def _documents(name: str, data: bytes) -> list[tuple[str, Any]]:
    """The documents of a JSON file: one, or one in each line."""
    name = PurePosixPath(name).name
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("file.not_utf8", file=name, byte=error.start) from error
    if not text.lstrip().startswith(("{", "[")):
        raise Problem("services.not_hsds", file=name)
    try:
        return [(name, _loaded(text))]
    except json.JSONDecodeError as first:
        try:
            return [(name, _loaded(line)) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise Problem("services.json_broken", file=name, line=first.lineno) from first
    except (ValueError, RecursionError) as error:
        raise Problem("services.json_unreadable", file=name) from error


def _loaded(text: str) -> Any:
    """The JSON document. Half a character (JSON can write it, no store can hold it) becomes the sign for unreadable."""
    document = json.loads(text)
    if not _HALF.search(text):
        return document
    written = json.dumps(document, ensure_ascii=False)
    return json.loads(written.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
