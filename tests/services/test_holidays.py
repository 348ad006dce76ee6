"""Holidays come from a list with its source, complete for the years it names, or not at all."""

from __future__ import annotations

import json
import tomllib
from datetime import date

import pytest

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


def test_a_list_with_a_source_decides() -> None:
    found = holidays.read(tomllib.loads(GOOD), "holidays.toml")
    hours = parse("Mo-Fr 10:00-18:00; PH off")
    assert hours is not None
    assert hours.state(wall(2026, 12, 25, 11), found).kind == Kind.CLOSED
    assert hours.state(wall(2026, 12, 24, 11), found).kind == Kind.OPEN
    assert hours.state(wall(2027, 12, 24, 11), found).kind == Kind.UNKNOWN
    assert found.is_holiday("sh", date(2026, 12, 25)) is None


def test_a_pack_and_an_editors_folder_say_the_same() -> None:
    table = tomllib.loads(GOOD)
    packed = json.loads(json.dumps(table, default=date.isoformat))
    assert holidays.read(packed, "xa.json") == holidays.read(table, "holidays.toml")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        (('source = "An invented act"', ""), "source", "missing_key"),
        (('source = "An invented act"', "source = 3"), "source", "wrong_type"),
        (('address = "https://example.org/act"', ""), "address", "missing_key"),
        (("read_on = 2026-11-20", ""), "read_on", "missing_key"),
        (("read_on = 2026-11-20", 'read_on = "in May"'), "read_on", "bad_date"),
        (("public_years = [2026]", 'public_years = ["2026"]'), "public_years", "wrong_type"),
        (("public_years = [2026]", "public_years = 2026"), "public_years", "wrong_type"),
        (("[[public]]", "[public]"), "public", "wrong_type"),
        (("[[public]]", "[[school]]"), "school[0].day", "holiday_year"),
        (("[[public]]", "[[feasts]]"), "feasts", "unknown_key"),
        (("day = 2026-12-25", "day = 2027-12-25"), "public[0].day", "holiday_year"),
        (("day = 2026-12-25", 'day = "Christmas"'), "public[0].day", "bad_date"),
        (("day = 2026-12-25", "day = 2026-12-25T10:00:00"), "public[0].day", "bad_date"),
        (('name = "A feast"', ""), "public[0].name", "missing_key"),
        (('name = "A feast"', 'name = "A feast"\nof = "xa"'), "public[0].of", "unknown_key"),
        (("[[public]]", '[[public]]\nday = 2026-12-25\nname = "Twice"\n[[public]]'), "public[1].day", "duplicate_id"),
    ],
)
def test_a_list_that_leaves_something_out_is_refused(change: tuple[str, str], field: str, code: str) -> None:
    table = tomllib.loads(GOOD.replace(*change))
    assert [(where, what) for where, what, _ in holidays.faults(table)] == [(field, f"content.{code}")]
    with pytest.raises(Problem) as caught:
        holidays.read(table, "xa.json")
    assert (caught.value.code, caught.value.facts) == ("services.holidays_wrong", {"file": "xa.json", "field": field})
