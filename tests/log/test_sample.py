"""The demonstration's invented year."""

from __future__ import annotations

from collections import Counter
from datetime import date

from companion.log import sample
from companion.log.contacts import check
from companion.log.months import Month
from companion.log.store import LogStore

TODAY = date(2026, 11, 20)


def test_it_is_the_same_every_time_sound_and_busy_enough() -> None:
    first, second = list(sample.contacts(TODAY)), list(sample.contacts(TODAY))
    assert first == second
    assert not [finding for contact in first for finding in check(contact, sample.PLACES, TODAY)]
    months = Counter(contact.month for contact in first)
    assert len(months) == 13
    assert months[Month(2026, 10)] == 412
    assert all(300 <= number <= 420 for month, number in months.items() if month != Month.of(TODAY))


def test_it_fills_a_log_with_names_for_its_places(log: LogStore) -> None:
    log.set_places(sample.PLACES)
    number = sample.fill(log, TODAY)
    assert log.month(Month(2026, 10)).contacts == 412
    assert sum(log.month(month).contacts for month in log.months()) == number
    assert set(sample.AREA_LABELS) == set(sample.PLACES.areas)
    assert set(sample.SITE_LABELS) == set(sample.PLACES.sites)


def test_it_works_on_the_first_of_a_month() -> None:
    assert list(sample.contacts(date(2026, 1, 1)))[-1].month == Month(2026, 1)
