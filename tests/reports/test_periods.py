"""Periods nest, and are read as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import Problem
from companion.log.months import Month
from companion.reports.periods import Period, PeriodKind, ending_with

periods = st.builds(
    Period.containing,
    st.builds(Month, st.integers(2001, 2900), st.integers(1, 12)),
    st.sampled_from(PeriodKind),
)


@given(periods)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_a_period_lies_whole_in_the_next_longer_one(period: Period) -> None:
    assert period.last == period.months[-1]
    assert period.last_day == period.last.last_day
    assert period.plus(1).first == period.last.plus(1)
    longer = period.longer
    if longer is None:
        assert period.kind is PeriodKind.YEAR
    else:
        assert set(period.months) < set(longer.months)


@pytest.mark.parametrize(
    ("text", "first", "months"),
    [("2026-10", "2026-10", 1), ("2026-q3", "2026-07", 3), ("2026-H1", "2026-01", 6), (" 2026 ", "2026-01", 12)],
)
def test_what_a_coordinator_types(text: str, first: str, months: int) -> None:
    period = Period.parse(text)
    assert (str(period.first), len(period.months)) == (first, months)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26-10", "1999", "2026-1", "October", "٢٠٢٦"]
)
def test_what_is_no_period_is_refused_with_the_words_typed(text: str) -> None:
    with pytest.raises(Problem) as caught:
        Period.parse(text)
    assert (caught.value.code, caught.value.facts) == ("reports.unknown_period", {"period": text})


def test_june_ends_a_month_a_quarter_and_a_half_year() -> None:
    assert [str(period) for period in ending_with(Month(2026, 6))] == ["2026-06", "2026-Q2", "2026-H1"]
    assert [str(period) for period in ending_with(Month(2026, 5))] == ["2026-05"]
    assert [str(period) for period in ending_with(Month(2026, 12))] == ["2026-12", "2026-Q4", "2026-H2", "2026"]


def test_a_quarter_begins_where_quarters_begin_and_months_are_months() -> None:
    with pytest.raises(ValueError, match="no quarter begins"):
        Period(PeriodKind.QUARTER, Month(2026, 2))
    with pytest.raises(ValueError, match="no such month"):
        Month(2026, 13)
