"""A clicked week and its text say the same, whatever is drawn; what is more than a week cannot be drawn."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.services.opening_hours import Kind, parse
from companion.services.week_hours import CELLS, EMPTY, STEP, cells_of, from_cells, text_of, week_of
from tests.endurance import rounds

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Fr 10:00-18:00", "Mo-Fr 10:00-18:00"),
        ("Mo-Fr 10:00-12:00,14:00-18:00; Sa 10:00-13:00", "Mo-Fr 10:00-12:00,14:00-18:00; Sa 10:00-13:00"),
        ("24/7", "24/7"),
        ("", ""),
        ("10:00-12:00", "Mo-Su 10:00-12:00"),
        ("Mo,We,Fr 10:00-12:00", "Mo 10:00-12:00; We 10:00-12:00; Fr 10:00-12:00"),
        ("Mo-Fr 10:00-18:00; We off", "Mo-Tu 10:00-18:00; Th-Fr 10:00-18:00"),
        ("Mo-Fr 10:00-12:00, We 14:00-16:00", "Mo-Tu 10:00-12:00; We 10:00-12:00,14:00-16:00; Th-Fr 10:00-12:00"),
        ("Fr 22:00-02:00", "Fr 22:00-02:00"),
        ("Mo-Su 20:00-26:00", "Mo-Su 20:00-02:00"),
    ],
)
def test_a_plain_week_is_drawn_and_written_again(text: str, said: str) -> None:
    week = week_of(text)
    assert week is not None
    assert text_of(week) == said
    assert text_of(from_cells(cells_of(week))) == said


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 10:00-18:00; PH off",
        "Nov-Mar: Mo 10:00-12:00",
        "Th[1] 18:00-20:00",
        "17:00+",
        'Mo 10:00-12:00 "ring"',
        "Mo 10:10-12:00",
        "Mo 10:00-12:00; Mo 11:00-11:30 off",
        "by appointment",
    ],
)
def test_what_is_more_than_a_week_of_half_hours_cannot_be_drawn(text: str) -> None:
    assert week_of(text) is None


@settings(max_examples=rounds(120, 20_000))
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, CELLS - 1), st.integers(1, 30)), max_size=12))
def test_the_text_of_a_drawing_is_open_exactly_where_it_is_drawn(strokes: list[tuple[int, int, int]]) -> None:
    cells = cells_of(EMPTY)
    for day, start, length in strokes:
        for cell in range(start, min(CELLS, start + length)):
            cells[day][cell] = True
    text = text_of(from_cells(cells))
    hours = parse(text or "off")
    assert hours is not None, text
    for said, drawn in zip(hours.week(MONDAY), cells, strict=True):
        for cell, is_open in enumerate(drawn):
            kind = next(part.kind for part in said.segments if part.end > cell * STEP)
            assert (kind == Kind.OPEN) == is_open, (text, said.date, cell)
