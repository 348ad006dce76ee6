"""Released tables for DHIS2: `dataValueSets` as JSON, and its CSV, which is read by the place of the columns.

A figure goes out if the coordinator has given its code; a cell that is not told is absent, never 0. DHIS2 adds areas up
by itself, so either every place of a table goes out or the sum over all places, never both. Values are strings, as the
platform documents them. The person who stored a value is left out, and so is the time.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion.errors import Problem
from companion.reports.dhis2_codes import Codes
from companion.reports.disclosure import ReleasedTable
from companion.reports.export_csv import heading_code, is_place, place_code, spans
from companion.reports.layouts import OVER_TIME, Layout
from companion.reports.periods import Period, PeriodKind
from companion.reports.tables import Dimension, Heading

COLUMNS = (
    "dataelement",
    "period",
    "orgunit",
    "categoryoptioncombo",
    "attributeoptioncombo",
    "value",
    "storedby",
    "lastupdated",
    "comment",
    "followup",
)


@dataclass(frozen=True)
class DataValue:
    """One number as DHIS2 takes it. `comment` says which months it covers where they are not all of the period."""

    data_element: str
    period: str
    org_unit: str
    category_option_combo: str
    attribute_option_combo: str
    value: int
    comment: str


def period_code(period: Period) -> str:
    """202611, 2026Q4, 2026S2, 2026."""
    year = f"{period.first.year:04d}"
    number = (period.first.number - 1) // period.kind.months + 1
    match period.kind:
        case PeriodKind.MONTH:
            return f"{year}{number:02d}"
        case PeriodKind.QUARTER:
            return f"{year}Q{number}"
        case PeriodKind.HALF_YEAR:
            return f"{year}S{number}"
        case PeriodKind.YEAR:
            return year


def export_json(tables: Sequence[ReleasedTable], codes: Codes) -> bytes:
    """The tables as a data value set. Raises `reports.nothing_mapped` if no figure has a code."""
    values = data_values(tables, codes)
    head = {"dataSet": codes.dataset} if codes.dataset else {}
    document = {**head, "period": values[0].period, "dataValues": [_entry(value) for value in values]}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def export_csv(tables: Sequence[ReleasedTable], codes: Codes) -> bytes:
    """The tables as DHIS2's CSV. Raises `reports.nothing_mapped` if no figure has a code."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in data_values(tables, codes):
        combos = (one.category_option_combo, one.attribute_option_combo)
        writer.writerow([one.data_element, one.period, one.org_unit, *combos, one.value, "", "", one.comment, ""])
    return stream.getvalue().encode()


def data_values(tables: Sequence[ReleasedTable], codes: Codes) -> list[DataValue]:
    """Every number of the tables that has a code, once."""
    found: dict[tuple[str, ...], DataValue] = {}
    for released in tables:
        if not isinstance(released, ReleasedTable):
            raise TypeError("only released tables can be exported")
        for value in _values(released, codes):
            key = (value.data_element, value.org_unit, value.category_option_combo, value.attribute_option_combo)
            found.setdefault(key, value)
    if not found:
        raise Problem("reports.nothing_mapped")
    return list(found.values())


def _values(released: ReleasedTable, codes: Codes) -> Iterator[DataValue]:
    if Layout(released.code) in OVER_TIME:
        return
    table = released.table
    columns = _columns(released, codes)
    for row in table.rows:
        months = table.months.get(row, released.months)
        whole = set(months) == set(released.period.months)
        for column in columns:
            value = table.number(row, column)
            category = "" if is_place(column) else heading_code(column)
            figure = codes.figure(released.code, heading_code(row), category)
            unit = codes.org_unit(place_code(column if is_place(column) else _ALL))
            if value is None or figure is None or not unit:
                continue
            yield DataValue(
                figure.data_element,
                period_code(released.period),
                figure.org_unit or unit,
                figure.category_option_combo,
                figure.attribute_option_combo,
                value,
                "" if whole else f"covers {spans(months)}",
            )


_ALL = Heading(Dimension.ALL_PLACES)


def _columns(released: ReleasedTable, codes: Codes) -> list[Heading]:
    """The places of a table if each has a code, else the sum over all; categories are all taken."""
    columns = list(released.table.columns)
    single = [column for column in columns if is_place(column) and column.code]
    if not single:
        return columns
    return single if all(codes.org_unit(place_code(column)) for column in single) else [_ALL]


def _entry(value: DataValue) -> dict[str, str]:
    entry = {
        "dataElement": value.data_element,
        "period": value.period,
        "orgUnit": value.org_unit,
        "categoryOptionCombo": value.category_option_combo,
        "attributeOptionCombo": value.attribute_option_combo,
        "value": str(value.value),
        "comment": value.comment,
    }
    return {name: text for name, text in entry.items() if text}
