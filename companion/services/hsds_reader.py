"""Reads an HSDS package (folder, zip or JSON) into plain rows of text, within limits, in memory, running nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from companion import files
from companion.errors import Problem
from companion.services.hsds_json import rows_of
from companion.services.hsds_tables import TABLES, table_of_file
from companion.services.records import Finding, Severity

MIB = 1024 * 1024
MOST_BYTES = 256 * MIB  # one file, packed or not
MOST_UNPACKED = 768 * MIB
MOST_FILES = 500
MOST_RATIO = 200  # text packs to a tenth; a bomb to a thousandth
MOST_FIELD = 128 * 1024
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_END = "\x1a end of file \x1a"


@dataclass(frozen=True)
class SourceRow:
    """A row as text: `row` counts as a spreadsheet does (the header is 1), in JSON the records from 1."""

    file: str
    row: int
    table: str
    data: dict[str, str]


@dataclass
class Package:
    """An opened package: `rows()` gives every row once, in an order in which what is pointed to comes first.

    `findings` grows while rows are read.
    """

    name: str
    size: int
    findings: list[Finding] = field(default_factory=list)
    _parts: list[tuple[str, str]] = field(default_factory=list)
    _json: list[Any] | None = None
    _archive: zipfile.ZipFile | None = None
    _folder: Path | None = None
    _sizes: dict[str, int] = field(default_factory=dict)
    done: int = 0

    def rows(self) -> Iterator[SourceRow]:
        """Every row. `done` of `size` bytes are read so far."""
        if self._json is not None:
            yield from self._records(self._json)
            return
        order = list(TABLES)
        for table, member in sorted(
            self._parts, key=lambda part: (order.index(part[0]) if part[0] in order else len(order), part[1])
        ):
            yield from self._csv(member, table)
            self.done += self._sizes.get(member, 0)

    def _records(self, documents: list[Any]) -> Iterator[SourceRow]:
        try:
            for table, number, data in rows_of(documents, self.name, self.findings):
                self.done = min(self.size, self.done + 200)
                yield SourceRow(self.name, number, table, data)
        except RecursionError as error:
            raise Problem("services.json_unreadable", file=self.name) from error

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


def open_package(path: Path) -> Package:
    """Open a folder, a zip or a JSON file.

    Raises `services.not_hsds`, `services.zip_unsafe`, `services.zip_broken`, `services.json_…` and `file.…`.
    """
    if path.is_dir():
        return _folder(path)
    if path.name.casefold() == "datapackage.json":
        return _folder(path.parent)  # the list of what a package holds: the folder it lies in is meant
    data = files.read_bytes(path, limit=MOST_BYTES)
    if data[:4] == b"PK\x03\x04":
        return _zip(path.name, data)
    if path.suffix.casefold() == ".csv":
        raise Problem("services.lone_csv", file=path.name)
    return _json(path.name, data)


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
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Problem("services.zip_broken", file=name) from error
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
    only_json = [part for part in visible if part.casefold().endswith((".json", ".ndjson", ".jsonl"))]
    if not any(part.casefold().endswith(".csv") for part in visible) and len(only_json) == 1:
        return _json(only_json[0], package._raw(only_json[0]).read())
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
    if not any(table in ("service", "organization", "location") for table, _ in package._parts):
        raise Problem("services.not_hsds", file=package.name)


def _json(name: str, data: bytes) -> Package:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("file.not_utf8", file=name, byte=error.start) from error
    if not text.lstrip().startswith(("{", "[")):
        raise Problem("services.not_hsds", file=name)
    try:
        return Package(name, len(data), _json=[_loaded(text)])
    except json.JSONDecodeError as first:
        try:
            return Package(name, len(data), _json=[_loaded(line) for line in text.splitlines() if line.strip()])
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
