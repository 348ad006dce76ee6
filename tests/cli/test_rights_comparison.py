"""`companion rights compare`: a table, JSON, a spreadsheet's file, a page to print."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.cli.main import main
from companion.cli.rights_comparison import as_csv
from companion.rights import comparison
from companion.rights.library import Library


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        code = main(["rights", "compare", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_table_says_for_whom_and_up_to_when(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "pt", "us-ca")
    assert (code, err) == (0, "")
    assert "8 Mar 2025" in out and "No local lawyer has checked these" in out and "Check again after" in out
    assert "A crime. Only for some:" in " ".join(out.split()) and "Every other drug is criminalised" in out
    assert max(len(line) for line in out.splitlines()) <= 120


def test_json_holds_the_places_asked_for_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "us-or", "us-or", "--on", "2022-01-01", "--json")
    rows = json.loads(out)
    assert code == 0
    assert [(row["id"], row["on"], row["general"]) for row in rows] == [
        ("us-or", "2022-01-01", "decriminalised_administrative")
    ]


def test_without_a_place_all_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--json")
    assert sorted(row["id"] for row in json.loads(out)) == Library.bundled().places()


def test_an_unknown_place_is_said_and_nothing_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "zz", "--format", "html", "-o", str(tmp_path / "places.html"))
    assert code == 1 and out == "" and "zz" in err
    assert list(tmp_path.iterdir()) == []


def test_the_page_and_the_spreadsheet_are_written_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    page, table = tmp_path / "places.html", tmp_path / "places.csv"
    assert run(capsys, "pt", "no", "--format", "html", "-o", str(page)) == (0, "", "")
    assert run(capsys, "pt", "no", "--format", "csv", "-o", str(table)) == (0, "", "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["id"], row["as_of"], row["review_state"]) for row in rows] == [
        ("pt", "2025-03-08", "draft"),
        ("no", "2026-04-13", "draft"),
    ]


def test_no_cell_of_the_spreadsheet_is_a_formula() -> None:
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        row = comparison.documents(Library.bundled(), ["pt"], clock.today(), "en")[0]
    text = as_csv([{**row, "name": "=1+1", "note": "@SUM(A1)"}]).decode("utf-8-sig")
    assert ",'=1+1," in text and ",'@SUM(A1)," in text
