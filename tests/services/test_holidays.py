"""Holidays come from a file with its source, complete for the years it names, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from companion import paths
from companion.errors import Problem
from companion.services import holidays
from companion.services.opening_hours import Kind, parse
from tests.services.builders import wall

GOOD = """
public_years = [2026]
source = "An invented act"
address = "https://example.org/act"
read_on = 2026-11-20
[[public]]
day = 2026-12-25
name = "A feast"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "zz.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_with_a_source_decides(tmp_path: Path) -> None:
    found = holidays.read(written(tmp_path, GOOD))
    hours = parse("Mo-Fr 10:00-18:00; PH off")
    assert hours is not None
    assert hours.state(wall(2026, 12, 25, 11), found).kind == Kind.CLOSED
    assert hours.state(wall(2026, 12, 24, 11), found).kind == Kind.OPEN
    assert hours.state(wall(2027, 12, 24, 11), found).kind == Kind.UNKNOWN
    assert found.is_holiday("sh", date(2026, 12, 25)) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (('source = "An invented act"', ""), "source"),
        (('address = "https://example.org/act"', ""), "address"),
        (("read_on = 2026-11-20", ""), "read_on"),
        (("day = 2026-12-25", "day = 2027-12-25"), "public"),
        (("day = 2026-12-25", 'day = "Christmas"'), "public"),
        (("[[public]]", "[[public"), "toml"),
    ],
)
def test_a_list_that_leaves_something_out_is_refused(tmp_path: Path, change: tuple[str, str], field: str) -> None:
    with pytest.raises(Problem) as caught:
        holidays.read(written(tmp_path, GOOD.replace(*change)))
    assert (caught.value.code, caught.value.facts["field"]) == ("services.holidays_wrong", field)


def test_where_no_list_ships_none_is_claimed() -> None:
    assert holidays.of_place("xx") is None


def test_every_list_that_ships_can_be_used() -> None:
    for path in paths.resources("holidays").glob("*.toml"):
        assert holidays.of_place(path.stem) is not None
