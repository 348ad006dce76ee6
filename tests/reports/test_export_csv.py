"""A CSV file says by itself what it covers, hides nothing in a formula, and names nobody."""

from __future__ import annotations

import csv
import getpass
import io
import platform

import pytest

from companion import __version__
from companion.i18n import catalogs
from companion.log import sample
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.log.store import LogStore
from companion.reports.export_csv import COLUMNS, export_csv, safe, spans
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.release import publish, release

NAMES = sample.names()
QUARTER = Period.parse("2026-Q3")


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_number_stands_with_its_period_coverage_rule_and_program(year: LogStore) -> None:
    report = publish(year, QUARTER)
    first, *found = lines(export_csv(report.tables, NAMES))
    assert list(first.values()) == [tag for _, tag in COLUMNS]
    assert all(tag.startswith("#") for tag in first.values())
    assert {line["period"] for line in found} == {"2026-Q3"}
    assert {line["program"] for line in found} == {f"Companion {__version__}"}
    assert {line["rule"] for line in found} == {"whole tables only; every cell 5 contacts or more"}
    assert {line["months_covered"] for line in found if line["table"] == "contacts"} == {"2026-07--2026-09"}
    assert {line["unit"] for line in found if line["table"] == "supplies"} == {"things"}
    assert all(value for line in found for key, value in line.items() if not key.startswith(("place", "category")))


def test_it_holds_the_released_cells_and_no_other_number(year: LogStore) -> None:
    report = release(year, QUARTER)
    found = lines(export_csv(report.tables, NAMES))[1:]
    expected = sorted(number for table in report.tables for number in table.table.cells.values())
    assert sorted(int(line["value"]) for line in found) == expected
    north = [line for line in found if (line["row"], line["place"]) == ("needle_exchange", "area_1")]
    contacts = report.table(Layout.CONTACTS)
    assert contacts is not None
    assert [(line["place_label"], int(line["value"])) for line in north] == [
        ("North", contacts.table.number(contacts.table.rows[0], contacts.table.columns[0]))
    ]


def test_the_same_tables_give_the_same_bytes_and_nothing_of_the_machine(year: LogStore) -> None:
    report = release(year, QUARTER)
    data = export_csv(report.tables, NAMES)
    assert data == export_csv(release(year, QUARTER).tables, NAMES)
    text = data.decode("utf-8-sig").lower()
    assert getpass.getuser().lower() not in text or getpass.getuser().lower() in "companion"
    assert platform.node().lower() not in text
    assert "2026-11-20" not in text


def test_labels_follow_the_language_and_codes_do_not(year: LogStore) -> None:
    tables = release(year, QUARTER).tables
    english = lines(export_csv(tables, NAMES))
    catalogs.use("xx")
    pseudo = lines(export_csv(tables, NAMES))
    assert [line["row"] for line in english] == [line["row"] for line in pseudo]
    assert [line["row_label"] for line in english] != [line["row_label"] for line in pseudo]


@pytest.mark.parametrize("text", ["=1+1", "+351", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|cmd"])
def test_no_cell_starts_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_a_place_named_like_a_formula_stays_a_name(year: LogStore) -> None:
    report = release(year, QUARTER)
    found = lines(export_csv(report.tables, PlaceNames(areas={1: "=HYPERLINK(1)"})))
    assert "'=HYPERLINK(1)" in {line["place_label"] for line in found}
    assert not {line["place_label"] for line in found if line["place_label"].startswith("=")}
    assert safe("North") == "North"


def test_only_released_tables_are_accepted(year: LogStore) -> None:
    report = release(year, QUARTER)
    with pytest.raises(TypeError, match="released tables"):
        export_csv([report.tables[0].table], NAMES)  # type: ignore[list-item]


def test_runs_of_months_are_shortened() -> None:
    months = [Month(2025, 12), Month(2026, 1), Month(2026, 2), Month(2026, 5)]
    assert spans(months) == "2025-12--2026-02 2026-05"
    assert spans([]) == ""
