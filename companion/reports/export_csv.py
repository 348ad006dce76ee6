"""A released table as CSV: one number per line, with everything that is needed to read it on the same line.

The second line holds HXL hashtags, so that humanitarian tools know the columns. Nothing says who made the file, on
which machine or when; the same table gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from companion import __version__
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.reports.disclosure import ReleasedTable
from companion.reports.labels import heading_label
from companion.reports.layouts import Layout, unit_of
from companion.reports.tables import Dimension, Heading

COLUMNS = (
    ("period", "#date+period"),
    ("months_covered", "#date+list+months"),
    ("table", "#meta+table"),
    ("level", "#meta+level"),
    ("row", "#indicator+code"),
    ("row_label", "#indicator+name"),
    ("place", "#loc+code"),
    ("place_label", "#loc+name"),
    ("category", "#indicator+category+code"),
    ("category_label", "#indicator+category+name"),
    ("value", "#indicator+value+num"),
    ("unit", "#indicator+unit"),
    ("rule", "#meta+rule"),
    ("program", "#meta+program"),
)
_PLACES = (Dimension.AREA, Dimension.SITE, Dimension.ALL_PLACES)
_NOT_ASKED = "not_asked"  # an answer to several questions
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|")


def export_csv(tables: Sequence[ReleasedTable], names: PlaceNames) -> bytes:
    """The tables as one CSV file in UTF-8 with a byte order mark, which spreadsheets need to read accents.

    Accepts released tables only (`TypeError` otherwise). A cell that is not told has no line; it is never 0 for that.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerow([tag for _, tag in COLUMNS])
    for released in tables:
        if not isinstance(released, ReleasedTable):
            raise TypeError("only released tables can be exported")
        for line in _lines(released, names):
            writer.writerow([cell if isinstance(cell, int) else safe(cell) for cell in line])
    return stream.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: a quote goes before signs that would start one."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def rule_text(k: int) -> str:
    """The rule as it stands in files: for machines and for anybody who checks, in English whatever the language."""
    return f"whole tables only; every cell {k} contacts or more"


def _lines(released: ReleasedTable, names: PlaceNames) -> list[list[str | int]]:
    table = released.table
    lines: list[list[str | int]] = []
    for row in table.rows:
        covered = spans(table.months.get(row, released.months))
        for column in table.columns:
            value = table.number(row, column)
            if value is None:
                continue
            place, category = (column, None) if is_place(column) else (None, column)
            lines.append(
                [
                    str(released.period),
                    covered,
                    released.code,
                    released.level.value,
                    heading_code(row),
                    heading_label(row, names),
                    *_words(place, names),
                    *_words(category, names),
                    value,
                    unit_of(Layout(released.code)).value,
                    rule_text(released.k),
                    f"Companion {__version__}",
                ]
            )
    return lines


def spans(months: Sequence[Month]) -> str:
    """Months as ISO 8601 writes them, runs shortened: `2026-01--2026-03 2026-05`."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and runs[-1][-1].plus(1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}--{run[-1]}" for run in runs)


def heading_code(heading: Heading) -> str:
    """A row's or category's code in files and in the list of DHIS2 codes; the same never means two things."""
    if heading.code == _NOT_ASKED:
        return f"{heading.dimension.value}_{heading.code}"
    return heading.code or heading.dimension.value


def place_code(heading: Heading) -> str:
    """A place's code in files and in the list of DHIS2 codes: `area_1`, `site_3`, `all_places`."""
    return f"{heading.dimension.value}_{heading.code}" if heading.code else heading.dimension.value


def is_place(heading: Heading) -> bool:
    """Whether a column is a place, and not a category."""
    return heading.dimension in _PLACES


def _words(heading: Heading | None, names: PlaceNames) -> tuple[str, str]:
    if heading is None:
        return "", ""
    return place_code(heading) if is_place(heading) else heading_code(heading), heading_label(heading, names)
