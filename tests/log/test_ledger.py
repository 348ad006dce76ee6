"""What has gone out is written down once and never changed."""

from __future__ import annotations

import pytest

from companion.errors import Problem
from companion.log.ledger import Entry, Ledger
from companion.log.months import Month
from companion.log.store import LogStore

JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)
FIRST = Entry(1, (JANUARY,), 1, 5, {(0, 1): 30, (1, 1): 12})
TOGETHER = Entry(1, (FEBRUARY, MARCH), 3, 5, {(0, 0): 9})


def test_entries_come_back_as_they_were_written(log: LogStore) -> None:
    ledger = Ledger(log)
    assert ledger.record([FIRST, TOGETHER], through=MARCH) == 2
    assert ledger.entries() == [FIRST, TOGETHER]
    assert log.counted_through() == MARCH


def test_writing_the_same_again_changes_nothing(log: LogStore) -> None:
    ledger = Ledger(log)
    ledger.record([FIRST], through=JANUARY)
    assert ledger.record([FIRST, TOGETHER], through=MARCH) == 1
    assert ledger.entries() == [FIRST, TOGETHER]


@pytest.mark.parametrize(
    "second",
    [
        Entry(1, (JANUARY,), 0, 5, {(0, 1): 30}),
        Entry(1, (JANUARY,), 1, 5, {(0, 1): 31, (1, 1): 12}),
        Entry(1, (JANUARY, FEBRUARY), 3, 5, {(0, 0): 40}),
    ],
)
def test_a_month_never_goes_out_twice_in_different_ways(log: LogStore, second: Entry) -> None:
    ledger = Ledger(log)
    ledger.record([FIRST], through=JANUARY)
    with pytest.raises(Problem) as caught:
        ledger.record([TOGETHER, second], through=MARCH)
    assert caught.value.code == "reports.ledger_conflict"
    assert ledger.entries() == [FIRST]
    assert log.counted_through() == JANUARY
