"""The values that the OpenStreetMap reference evaluator tests itself with: nothing is open here that is not open there.

`tests/data/hours/reference.json` says when the reference (opening_hours.js 3.15.0) calls each of them open.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from companion.services.opening_hours import Holidays, Hours, Kind, parse

REFERENCE = Path(__file__).parents[1] / "data" / "hours" / "reference.json"
PLAIN = re.compile(r"(?i)(?:24/7|mo|tu|we|th|fr|sa|su|off|closed|open|\d{1,2}:\d\d|[-,; ])+")


@dataclass(frozen=True)
class Case:
    """A value, the span of time it was tried in, and the minutes after its beginning that the reference calls open."""

    value: str
    begin: datetime
    end: datetime
    open: tuple[tuple[int, int], ...] | None


def cases() -> list[Case]:
    document = json.loads(REFERENCE.read_text(encoding="utf-8"))
    return [
        Case(
            value, datetime.fromisoformat(begin), datetime.fromisoformat(end), None if spans is None else _spans(spans)
        )
        for value, begin, end, spans in document["values"]
    ]


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    certain = (span.split("-") for span in text.split() if not span.endswith("?"))
    return tuple((int(start), int(end)) for start, end in certain)


def opened(hours: Hours, case: Case, holidays: Holidays | None = None) -> list[tuple[int, int]]:
    """When we call it open, in minutes after the beginning."""
    found = []
    days = (case.end - case.begin).days + 2
    for day in hours_days(case.begin.date(), days):
        for span in (part for part in hours.week(day, holidays)[0].segments if part.kind == Kind.OPEN):
            at = (datetime.combine(day, datetime.min.time()) - case.begin) // timedelta(minutes=1)
            start, end = max(0, at + span.start), min((case.end - case.begin) // timedelta(minutes=1), at + span.end)
            if start < end:
                found.append((start, end))
    return found


def hours_days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=step) for step in range(count)]


def covered(span: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    """Whether every minute of `span` is in one of the others."""
    at = span[0]
    for start, end in sorted(others):
        if start <= at < end:
            at = end
    return at >= span[1]


@pytest.mark.parametrize("holidays", [None, Holidays(public_years=frozenset(range(2010, 2030)))])
def test_nothing_is_open_that_the_reference_calls_closed_or_unknown(holidays: Holidays | None) -> None:
    """Also when we are told that no day is a holiday, where the reference is not told so and knows none."""
    asked = [case for case in cases() if holidays is None or "PH" not in case.value.upper()]
    evaluated = [(case, hours) for case in asked if (hours := parse(case.value)) is not None]
    assert len(evaluated) > 100
    bolder = [
        (case.value, span)
        for case, hours in evaluated
        for span in opened(hours, case, holidays)
        if case.open is None or not covered(span, case.open)
    ]
    assert bolder == []


def test_most_plain_weeks_are_evaluated() -> None:
    """Of the values made of weekdays and times alone that the reference takes, three in five at least."""
    plain = [case for case in cases() if case.open is not None and PLAIN.fullmatch(case.value.strip())]
    assert len(plain) >= 60
    assert sum(parse(case.value) is not None for case in plain) >= 0.6 * len(plain)


def test_the_values_are_those_of_the_reference() -> None:
    """What this file proves would be worth nothing if most values were refused or never open."""
    found = cases()
    assert len(found) > 500
    assert sum(bool(case.open) for case in found) > 300
