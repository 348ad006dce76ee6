"""An ordinary spreadsheet (CSV or XLSX) as lines of text: which columns there are, and what stands in them."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from companion.errors import Problem
from companion.services.records import Finding, Severity

MOST_COLUMNS = 500
MOST_FIELD = 128 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
_MOST_RATIO = 400
_SAMPLES = 20
# Spreadsheets of East Asia take the wide signs for the narrow ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_END = "\x1a end of file \x1a"
_HEADER_AMONG = 20  # lines in which a header is looked for


@dataclass
class Sheet:
    """A list as it lies there: its headers and, read anew each time, its lines with their numbers (header: 1)."""

    name: str
    data: bytes
    findings: list[Finding] = field(default_factory=list)
    headers: tuple[str, ...] = ()
    samples: list[list[str]] = field(default_factory=list)
    _header_at: int = 1

    @property
    def is_workbook(self) -> bool:
        return self.data[:2] == b"PK"

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Every line below the headers that says anything."""
        for number, cells in self._all():
            if number > self._header_at and any(cells):
                yield number, [cell if len(cell) < 2 else plain_again(cell) for cell in cells]

    def _all(self) -> Iterator[tuple[int, list[str]]]:
        return _workbook_lines(self.name, self.data) if self.is_workbook else _csv_lines(self.name, self.data)


def read(name: str, data: bytes) -> Sheet:
    """The list in a file. Raises `services.csv_broken`, `services.zip_unsafe`, `services.zip_broken`,
    `services.sheet_empty`."""
    sheet = Sheet(name, data)
    if not sheet.is_workbook and _encoding(data) == "cp1252":
        sheet.findings.append(Finding(Severity.WARNING, "encoding.guessed", name))
    first = []
    for number, cells in sheet._all():
        first.append((number, cells))
        if len(first) > _HEADER_AMONG + _SAMPLES:
            break
    widest = max((sum(bool(cell) for cell in cells) for _, cells in first[:_HEADER_AMONG]), default=0)
    # Titles and notes often stand above the headers: those are the first line that is filled nearly as far as any.
    at = next((at for at, (_, cells) in enumerate(first) if sum(map(bool, cells)) >= max(1, widest - 1)), None)
    if at is None or widest > MOST_COLUMNS:
        raise Problem("services.sheet_empty", file=name)
    sheet._header_at, cells = first[at]
    sheet.headers = _distinct(cells)
    sheet.samples = [cells for _, cells in first[at + 1 :] if any(cells)][:_SAMPLES]
    return sheet


def plain_again(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it; see `flat_export.plain_cell`."""
    return cell[1:] if cell[0] == "'" and cell.lstrip("'").startswith(FORMULA) else cell


def _distinct(cells: list[str]) -> tuple[str, ...]:
    """Headers by which columns can be told apart; an empty one is named by its place."""
    found: list[str] = []
    for number, cell in enumerate(cells, start=1):
        header = " ".join(cell.split()) or f"column {number}"
        while header in found:
            header += " +"
        found.append(header)
    return tuple(found)


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"  # what spreadsheets of Western Europe write
    return "utf-8-sig"


def _csv_lines(name: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = data.decode(_encoding(data), "replace")
    head = "\n".join(text[: 64 * 1024].splitlines()[:_HEADER_AMONG])
    csv.field_size_limit(MOST_FIELD)
    stream = io.StringIO(text + ("" if text.endswith(("\n", "\r")) else "\n") + _END, newline="")
    reader = csv.reader(stream, delimiter=max(",;\t", key=head.count))
    begin = 1
    try:
        for cells in reader:
            if cells and cells[-1].endswith(_END):
                if cells != [_END]:
                    raise Problem("services.csv_broken", file=name, row=begin)
                return
            yield reader.line_num, [cell.strip() for cell in cells]
            begin = reader.line_num + 1
    except csv.Error as error:
        raise Problem("services.csv_broken", file=name, row=reader.line_num) from error


def _workbook_lines(name: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The first sheet that has any lines; what formulas came to, not the formulas."""
    _refuse_bomb(name, data)
    import openpyxl  # 0.1 s: only who opens a workbook pays for it
    from openpyxl.utils.exceptions import InvalidFileException

    faults = (InvalidFileException, zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, OSError)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                some = False
                for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
                    cells = [_written(value) for value in row]
                    if any(cells):
                        some = True
                        yield number, cells
                if some:
                    return
        finally:
            book.close()
    except faults as error:
        raise Problem("services.zip_broken", file=name) from error


def opened_zip(name: str, data: bytes) -> zipfile.ZipFile:
    """A zip in memory. Raises `services.zip_broken`, also for a kind of zip that Python's own module does not read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Problem("services.zip_broken", file=name) from error


def _refuse_bomb(name: str, data: bytes) -> None:
    infos = opened_zip(name, data).infolist()
    huge = any(info.file_size > _MOST_RATIO * max(info.compress_size, 1024) for info in infos)
    if huge or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Problem("services.zip_unsafe", file=name)


def _written(value: object) -> str:
    """A cell's value as a CSV file would say it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
