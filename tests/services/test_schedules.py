"""HSDS schedule rows become hours only when every part of them is understood."""

from __future__ import annotations

import pytest

from companion.services.opening_hours import Kind
from companion.services.schedules import schedule
from tests.services.builders import wall

FRIDAY = wall(2026, 11, 20, 11)
PLAIN = {"freq": "WEEKLY", "byday": "MO,FR", "opens_at": "10:00:00", "closes_at": "12:00:00"}


def test_plain_rows_are_understood_together() -> None:
    found = schedule([PLAIN, {**PLAIN, "byday": "FR", "opens_at": "14:00", "closes_at": "16:00"}])
    assert found.hours is not None
    assert found.hours.state(FRIDAY).kind == Kind.OPEN
    assert found.hours.state(FRIDAY.replace(hour=13)).kind == Kind.CLOSED
    assert found.hours.state(FRIDAY.replace(hour=15)).kind == Kind.OPEN


def test_dates_bound_what_is_known() -> None:
    hours = schedule([{**PLAIN, "valid_from": "2026-01-01", "valid_to": "2026-11-30"}]).hours
    assert hours is not None
    assert hours.state(FRIDAY).kind == Kind.OPEN
    assert hours.state(wall(2026, 12, 4, 11)).kind == Kind.UNKNOWN


def test_a_day_of_the_month_is_understood() -> None:
    hours = schedule([{**PLAIN, "freq": "MONTHLY", "byday": "3FR"}]).hours
    assert hours is not None
    assert hours.state(FRIDAY).kind == Kind.OPEN
    assert hours.state(wall(2026, 11, 13, 11)).kind == Kind.CLOSED


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Not on public holidays"},
        {"notes": "ask first"},
        {"interval": "2"},
        {"count": "3"},
        {"bymonthday": "2"},
        {"byweekno": "41"},
        {"timezone": "3"},
        {"freq": "DAILY"},
        {"byday": ""},
        {"byday": "FRIDAY"},
        {"byday": "2FR"},
        {"freq": "MONTHLY"},
        {"opens_at": ""},
        {"opens_at": "10:00+01:00"},
        {"closes_at": "10:00"},
        {"valid_from": "spring"},
    ],
)
def test_anything_more_is_shown_and_not_believed(change: dict[str, str]) -> None:
    found = schedule([{**PLAIN, **change}])
    assert found.hours is None
    assert found.as_written


def test_one_doubtful_row_makes_all_doubtful() -> None:
    assert schedule([PLAIN, {**PLAIN, "byday": "TU", "notes": "maybe"}]).hours is None
    assert schedule([PLAIN, {**PLAIN, "byday": "TU", "valid_to": "2026-11-30"}]).hours is None


def test_the_untouched_value_in_notes_wins() -> None:
    found = schedule([{**PLAIN, "notes": "opening_hours: Sa 08:00-09:00"}])
    assert found.as_written == ("Sa 08:00-09:00",)
    assert found.hours is not None
    assert found.hours.state(FRIDAY).kind == Kind.CLOSED
    assert schedule([{"notes": "opening_hours: when the light is on"}]).hours is None
    assert schedule([{"notes": "opening_hours: 24/7"}, {"notes": "opening_hours: off"}]).hours is None
    assert schedule([{"notes": "opening_hours: 24/7"}, PLAIN]).hours is None


def test_no_rows_say_nothing() -> None:
    assert schedule([]).hours is None
