"""Spreadsheets and DHIS2 files: released tables only, nothing alive in them, nobody named, a withheld cell absent."""

from __future__ import annotations

import getpass
import io
import json
import platform
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from companion import __version__
from companion.errors import Problem
from companion.log import sample
from companion.log.places import PlaceNames
from companion.log.store import LogStore
from companion.reports import dhis2_codes, export_dhis2
from companion.reports.dhis2_codes import DATASET, FIGURE, PLACE, CodeRow, Codes
from companion.reports.export_csv import export_csv
from companion.reports.export_xlsx import export_xlsx
from companion.reports.indicators import CANNOT_BE_KNOWN
from companion.reports.layouts import OVER_TIME, Layout
from companion.reports.periods import Period
from companion.reports.release import Report, release
from companion.reports.rendering import ending, renderer
from companion.reports.sample import declare
from companion.reports.went_out import Format

OCTOBER = Period.parse("2026-10")
NAMES = PlaceNames({1: "=cmd|'/c calc'!A0", 2: "http://river.example", 3: "Ana"}, sample.SITE_LABELS)

# As the platform's guide for developers describes a data value set: identifiers, a period in its own form, and values
# as strings; no value that is empty.
DATA_VALUE_SET = {
    "type": "object",
    "additionalProperties": False,
    "required": ["dataValues"],
    "properties": {
        "dataSet": {"$ref": "#/$defs/id"},
        "completeDate": {"type": "string"},
        "period": {"$ref": "#/$defs/period"},
        "orgUnit": {"$ref": "#/$defs/id"},
        "attributeOptionCombo": {"$ref": "#/$defs/id"},
        "dataValues": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/value"}},
    },
    "$defs": {
        "id": {"type": "string", "pattern": r"^[A-Za-z0-9_.\-]{1,60}$"},
        "period": {"type": "string", "pattern": r"^[0-9]{4}((0[1-9]|1[0-2])|Q[1-4]|S[12])?$"},
        "value": {
            "type": "object",
            "additionalProperties": False,
            "required": ["dataElement", "period", "orgUnit", "value"],
            "properties": {
                "dataElement": {"$ref": "#/$defs/id"},
                "period": {"$ref": "#/$defs/period"},
                "orgUnit": {"$ref": "#/$defs/id"},
                "categoryOptionCombo": {"$ref": "#/$defs/id"},
                "attributeOptionCombo": {"$ref": "#/$defs/id"},
                "value": {"type": "string", "pattern": r"^[0-9]+$"},
                "comment": {"type": "string", "minLength": 1},
            },
        },
    },
}


@pytest.fixture
def october(year: LogStore) -> Report:
    declare(year)
    return release(year, OCTOBER)


def everything(year: LogStore) -> Codes:
    """A code for every figure and place there can be."""
    rows = dhis2_codes.template(year.places(), Codes({}))
    filled = [
        replace(row, org_unit=f"ou{number}") if row.what == PLACE else replace(row, data_element=f"de{number}")
        for number, row in enumerate(rows)
    ]
    return Codes({row.ours: row for row in filled})


def test_a_spreadsheet_holds_the_released_numbers_and_nothing_alive(october: Report) -> None:
    data = export_xlsx(october, NAMES)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["report", *(t.code for t in october.tables), "indicators", "cannot_be_known"]
    for released in october.tables:
        sheet = book[released.code]
        numbers = sorted(
            cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n" and cell.value
        )
        assert numbers == sorted(released.table.cells.values())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"} and not any(cell.hyperlink for cell in cells)
    assert any(cell.value == NAMES.areas[1] for cell in cells)  # as text, in its own words
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name).decode("utf-8", "replace") for name in packed.namelist()}
    assert not any("<f>" in text or "hyperlink" in text for text in parts.values())


def test_a_spreadsheet_says_what_it_is_and_names_nobody(october: Report) -> None:
    data = export_xlsx(october, NAMES)
    assert data == export_xlsx(october, NAMES)
    book = openpyxl.load_workbook(io.BytesIO(data))
    words = " ".join(str(cell.value) for row in book["report"].iter_rows() for cell in row if cell.value)
    assert "2026-10" in words and f"Companion {__version__}" in words and "every cell 5 contacts or more" in words
    assert "Contacts by age and gender: Not told yet" in words and "Covers October." in words
    unknowable = [row[0].value for row in book["cannot_be_known"].iter_rows(min_row=2)]
    assert len(unknowable) == len(CANNOT_BE_KNOWN)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        moments = {info.date_time for info in packed.infolist()}
        properties = {
            re.sub(r"\{.*\}", "", element.tag): element.text
            for element in ElementTree.fromstring(packed.read("docProps/core.xml"))
        }
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert not properties.get("creator") and not properties.get("lastModifiedBy")
    assert properties["created"] == properties["modified"] == "2000-01-01T00:00:00Z"
    for secret in (getpass.getuser(), platform.node()):
        assert secret.encode() not in data


def test_held_back_figures_have_words_and_no_number(october: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx(october, NAMES)))
    rows = {row[0].value: row[2].value for row in book["indicators"].iter_rows(min_row=2)}
    assert rows["contacts"] == 412 and rows["women"] == "held back"


def test_dhis2_json_has_the_documented_shape(year: LogStore) -> None:
    declare(year)
    codes = everything(year)
    for text, period in (("2026-10", "202610"), ("2026-Q3", "2026Q3"), ("2026-H1", "2026S1"), ("2026", "2026")):
        report = release(year, Period.parse(text))
        document = json.loads(export_dhis2.export_json(report.tables, codes))
        Draft202012Validator(DATA_VALUE_SET).validate(document)
        assert document["period"] == period
        assert {value["period"] for value in document["dataValues"]} == {period}
        assert document["dataSet"] == codes.dataset


def test_every_dhis2_value_is_a_released_number_and_what_is_withheld_is_absent(year: LogStore, october: Report) -> None:
    codes = everything(year)
    values = export_dhis2.data_values(october.tables, codes)
    ours = {row.data_element: row for row in codes.rows.values() if row.what == FIGURE}
    places = {row.org_unit: row.table for row in codes.rows.values() if row.what == PLACE}
    told = 0
    for value in values:
        row = ours[value.data_element]
        released = october.table(Layout(row.table))
        assert released is not None
        numbers = [
            number
            for (heading, column), number in released.table.cells.items()
            if row.row.endswith(heading.code or heading.dimension.value)
            and places[value.org_unit] in (f"{column.dimension.value}_{column.code}".rstrip("_"), "all_places")
            and (not row.category or row.category in (column.code, column.dimension.value))
        ]
        assert value.value in numbers
        told += 1
    with_places = [table for table in october.tables if Layout(table.code) not in OVER_TIME]
    parts = [
        cell
        for table in with_places
        for cell in table.table.cells
        if len(table.table.columns) == 1 or cell[1].dimension.value != "all_places"
    ]
    assert told == len(parts)
    assert october.table(Layout.AGE_GENDER) is None
    assert not [value for value in values if ours[value.data_element].table == "age_gender"]


def test_sums_over_places_go_out_only_where_a_place_has_no_code(year: LogStore, october: Report) -> None:
    codes = everything(year)
    units = {value.org_unit for value in export_dhis2.data_values(october.tables[:1], codes)}
    assert units == {codes.org_unit(f"area_{area}") for area in (1, 2, 3)}
    fewer = Codes({ours: row for ours, row in codes.rows.items() if ours != (PLACE, "area_2", "", "")})
    units = {value.org_unit for value in export_dhis2.data_values(october.tables[:1], fewer)}
    assert units == {codes.org_unit("all_places")}


def test_a_part_of_a_period_says_so(year: LogStore) -> None:
    report = release(year, Period.parse("2026"))
    values = export_dhis2.data_values(report.tables[:1], everything(year))
    assert {value.comment for value in values} == {"covers 2026-01--2026-11"}
    whole = release(year, OCTOBER).tables[:1]
    assert {value.comment for value in export_dhis2.data_values(whole, everything(year))} == {""}


def test_dhis2_csv_is_read_by_position(year: LogStore, october: Report) -> None:
    codes = everything(year)
    lines = export_dhis2.export_csv(october.tables, codes).decode().split("\r\n")
    assert lines[0].split(",") == list(export_dhis2.COLUMNS)
    first = lines[1].split(",")
    value = export_dhis2.data_values(october.tables, codes)[0]
    assert (first[0], first[1], first[2], first[5]) == (value.data_element, "202610", value.org_unit, str(value.value))
    assert first[6] == first[7] == ""


def test_nothing_mapped_and_nothing_released_are_told(october: Report) -> None:
    with pytest.raises(Problem, match="nothing_mapped"):
        export_dhis2.export_json(october.tables, Codes({}))
    plain = october.tables[0].table
    for export in (export_dhis2.export_json, export_dhis2.export_csv):
        with pytest.raises(TypeError):
            export([plain], Codes({}))  # type: ignore[list-item]


def test_the_list_of_codes_goes_out_and_comes_back(year: LogStore) -> None:
    codes = everything(year)
    rows = dhis2_codes.template(year.places(), codes)
    assert rows[0].what == DATASET and {row.table for row in rows if row.what == PLACE} >= {"all_places", "site_6"}
    text = dhis2_codes.write(rows).decode("utf-8-sig")
    assert dhis2_codes.read(text, "codes.csv").rows == codes.rows
    assert dhis2_codes.read(text.replace(",", ";"), "codes.csv").rows == codes.rows
    kept = Codes.from_setting(codes.as_setting())
    assert kept.rows == codes.rows
    assert Codes.from_setting([["too", "short"], 5, None]).rows == {}


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("", 1),
        ("a,b", 1),
        ("figure,contacts,needle_exchange,,de1,,", 2),
        ("figure,contacts,no_such_row,,de1,,,", 2),
        ("figure,contacts,needle_exchange,,a b,,,", 2),
        ("place,harbour,,,,,,ou1", 2),
        ("somebody,,,,de1,,,", 2),
        ("place,area_1,,,,,,ou1\nplace,area_1,,,,,,ou2", 3),
        ('place,"area_1', 2),
    ],
)
def test_a_list_that_cannot_be_understood_names_the_line(lines: str, line: int) -> None:
    head = ",".join(dhis2_codes.COLUMNS)
    text = lines if line == 1 else f"{head}\n{lines}\n"
    with pytest.raises(Problem) as caught:
        dhis2_codes.read(text, "codes.csv")
    assert caught.value.facts == {"file": "codes.csv", "line": line}


def test_a_code_is_changed_alone_and_kept_only_if_it_is_one() -> None:
    codes = dhis2_codes.with_row(Codes({}), CodeRow(FIGURE, "contacts", "naloxone", data_element="abc"))
    assert codes.figure("contacts", "naloxone", "") is not None
    assert dhis2_codes.with_row(codes, CodeRow(FIGURE, "contacts", "naloxone", data_element="a b")).as_setting() == []
    assert dhis2_codes.allowed("A.b-1_") and not dhis2_codes.allowed("ä")


def test_each_form_is_rendered(year: LogStore, october: Report) -> None:
    codes = everything(year)
    assert renderer(Format.CSV, NAMES, codes)(october) == export_csv(october.tables, NAMES)
    assert renderer(Format.XLSX, NAMES, codes)(october)[:2] == b"PK"
    assert json.loads(renderer(Format.DHIS2_JSON, NAMES, codes)(october))["period"] == "202610"
    assert renderer(Format.DHIS2_CSV, NAMES, codes)(october).startswith(b"dataelement,")
    assert [ending(form) for form in (Format.XLSX, Format.DHIS2_JSON, Format.DHIS2_CSV)] == ["xlsx", "json", "csv"]
