"""What the ministry's DHIS2 calls our figures and places: a list that the coordinator fills in.

One row of eight codes: what it is (`figure`, `place`, `dataset`), our table, row and category (of a place: its code in
the second column), and theirs: data element (of a dataset: its identifier), category option combination, attribute
option combination, organisation unit. Identifiers or codes, as the receiving DHIS2 is told to read them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from companion.errors import Problem
from companion.log.places import Places
from companion.reports import layouts
from companion.reports.export_csv import heading_code, place_code
from companion.reports.layouts import Layout
from companion.reports.tables import Dimension, Heading

FIGURE, PLACE, DATASET = "figure", "place", "dataset"
COLUMNS = (
    "what",
    "table",
    "row",
    "category",
    "data_element",
    "category_option_combo",
    "attribute_option_combo",
    "org_unit",
)
LIMIT = 4 * 1024 * 1024
_CODE = re.compile(r"[A-Za-z0-9_.\-]{0,60}", re.ASCII)
Ours = tuple[str, str, str, str]  # what, table, row, category


@dataclass(frozen=True)
class CodeRow:
    """One row of the list: ours, and theirs (empty where nothing is filled in)."""

    what: str
    table: str = ""
    row: str = ""
    category: str = ""
    data_element: str = ""
    category_option_combo: str = ""
    attribute_option_combo: str = ""
    org_unit: str = ""

    @property
    def ours(self) -> Ours:
        return self.what, self.table, self.row, self.category

    @property
    def filled(self) -> bool:
        """Whether any of their codes is there."""
        return bool(self.data_element or self.category_option_combo or self.attribute_option_combo or self.org_unit)

    def as_list(self) -> list[str]:
        """The eight codes."""
        return [getattr(self, name) for name in COLUMNS]


@dataclass(frozen=True)
class Codes:
    """The list, looked up by what is ours."""

    rows: Mapping[Ours, CodeRow]

    @staticmethod
    def from_setting(value: object) -> Codes:
        """The list as the setting `dhis2_codes` holds it; a row that is none is left out."""
        found = value if isinstance(value, list) else []
        rows = [CodeRow(*row) for row in found if isinstance(row, list) and len(row) == len(COLUMNS)]
        return Codes({row.ours: row for row in rows})

    def as_setting(self) -> list[list[str]]:
        """The rows with any code of theirs, to be kept."""
        return [row.as_list() for row in self.rows.values() if row.filled]

    def figure(self, table: str, row: str, category: str) -> CodeRow | None:
        """What DHIS2 calls a figure; None where no data element is filled in."""
        found = self.rows.get((FIGURE, table, row, category))
        return found if found is not None and found.data_element else None

    def org_unit(self, place: str) -> str:
        """What DHIS2 calls a place, or ""."""
        found = self.rows.get((PLACE, place, "", ""))
        return found.org_unit if found is not None else ""

    @property
    def dataset(self) -> str:
        """The identifier of the data set, or ""."""
        found = self.rows.get((DATASET, "", "", ""))
        return found.data_element if found is not None else ""


def template(places: Places, codes: Codes) -> list[CodeRow]:
    """Every row there can be, with what is filled in already: the data set, the places, each figure."""
    wanted = [CodeRow(DATASET), *(CodeRow(PLACE, code) for code in _place_codes(places))]
    wanted += [CodeRow(FIGURE, table.value, row, category) for table, row, category in figures()]
    known = dict(codes.rows)
    rows = [known.pop(row.ours, row) for row in wanted]
    return rows + [row for row in known.values() if row.what == PLACE]  # places that were retired meanwhile


def _place_codes(places: Places) -> Iterator[str]:
    yield place_code(layouts.ALL_PLACES)
    for area in places.areas:
        yield place_code(Heading(Dimension.AREA, str(area)))
        for site in places.sites_of(area):
            yield place_code(Heading(Dimension.SITE, str(site)))


def figures() -> Iterator[tuple[Layout, str, str]]:
    """Table, row and category of every figure that a report of any period can hold."""
    for layout in Layout:
        for row, category in layouts.possible_cells(layout):
            yield layout, heading_code(row), heading_code(category) if category is not None else ""


def write(rows: Iterable[CodeRow]) -> bytes:
    """The list as CSV, to be filled in with a spreadsheet."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.as_list() for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def read(text: str, file: str) -> Codes:
    """The list from CSV. Raises `reports.mapping_unreadable` with the first line that cannot be understood."""
    found: dict[Ours, CodeRow] = {}
    known = {(FIGURE, table.value, row, category) for table, row, category in figures()}
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";" if _semicolons(text) else ",", strict=True)
    number = 0
    try:
        for number, cells in enumerate(lines, 1):
            stripped = [cell.strip() for cell in cells]
            if number == 1:
                if stripped != list(COLUMNS):
                    raise Problem("reports.mapping_unreadable", file=file, line=number)
            elif any(stripped):
                row = _row(stripped, known)
                if row is None or row.ours in found:
                    raise Problem("reports.mapping_unreadable", file=file, line=number)
                found[row.ours] = row
    except csv.Error as error:
        raise Problem("reports.mapping_unreadable", file=file, line=number + 1) from error
    if not number:
        raise Problem("reports.mapping_unreadable", file=file, line=1)
    return Codes(found)


def _semicolons(text: str) -> bool:
    """Spreadsheets of many countries part cells with semicolons."""
    first = text.split("\n", 1)[0]
    return first.count(";") > first.count(",")


def _row(cells: Sequence[str], known: set[Ours]) -> CodeRow | None:
    if len(cells) != len(COLUMNS) or not all(_CODE.fullmatch(cell) for cell in cells):
        return None
    row = CodeRow(*cells)
    if row.what == FIGURE:
        return row if row.ours in known else None
    if row.what == PLACE:
        fits = re.fullmatch(r"all_places|(area|site)_[1-9][0-9]{0,2}", row.table) and not (row.row or row.category)
        return row if fits else None
    return row if row.ours == (DATASET, "", "", "") else None


def with_row(codes: Codes, row: CodeRow) -> Codes:
    """The list with one row changed; their codes are cut down to what DHIS2 allows."""
    kept = {name: getattr(row, name) if _CODE.fullmatch(getattr(row, name)) else "" for name in COLUMNS[4:]}
    return Codes({**codes.rows, row.ours: replace(row, **kept)})


def allowed(text: str) -> bool:
    """Whether `text` can be one of their codes."""
    return _CODE.fullmatch(text) is not None
