"""Closing a month drops its days and its order, and changes no total."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Contact
from companion.log.months import Month
from companion.log.retention import close_ended_months, close_month, months_to_close
from companion.log.store import LogStore
from tests.log.conftest import PLACES
from tests.log.generate import any_contact
from tests.log.test_store import KIT, TALK, totals

OCTOBER = Month(2026, 10)


def filled(log: LogStore, number: int = 40) -> list[Contact]:
    chance = random.Random(3)
    batch = [any_contact(chance, OCTOBER, PLACES) for _ in range(number)]
    log.add_many((contact, OCTOBER) for contact in batch)
    return batch


def test_closing_drops_days_and_order_and_keeps_contacts_and_totals(log: LogStore) -> None:
    batch, before = filled(log), totals(log)
    log.save(TALK)
    assert close_month(log, OCTOBER, date(2026, 11, 20)) == 40
    kept = [contact for contact, counted in log.contacts() if counted == OCTOBER]
    assert all(contact.day == 0 for contact in kept)
    assert Counter(kept) == Counter(replace(contact, day=0) for contact in batch)
    assert kept != [replace(contact, day=0) for contact in batch]
    assert [row for row in totals(log) if row.counted == OCTOBER.code] == before
    assert log.today().contacts == 1
    assert log.store.query("SELECT day FROM tally_day") == [(20261120,)]


def test_the_order_after_closing_does_not_depend_on_the_order_before(log: LogStore) -> None:
    batch = filled(log)
    close_month(log, OCTOBER, date(2026, 11, 20))
    first = list(log.contacts())
    log.store.execute("DELETE FROM contact")
    log.add_many((contact, OCTOBER) for contact in reversed(batch))
    close_month(log, OCTOBER, date(2026, 11, 20))
    assert list(log.contacts()) == first


def test_a_running_month_stays_open(log: LogStore) -> None:
    with pytest.raises(Problem) as caught:
        close_month(log, Month(2026, 11), date(2026, 11, 30))
    assert caught.value.code == "log.month_still_open"


def test_months_are_closed_a_week_after_their_end(log: LogStore) -> None:
    filled(log)
    assert months_to_close(log, date(2026, 11, 7)) == []
    assert close_ended_months(log, date(2026, 11, 8)) == [OCTOBER]
    assert close_ended_months(log, date(2026, 11, 8)) == []


def test_a_closed_month_takes_late_entries_without_their_day(log: LogStore) -> None:
    log.save(Contact.on(date(2026, 10, 30), area=1, site=1))
    assert months_to_close(log, date(2026, 11, 20)) == [OCTOBER]  # the day's own total goes too
    close_ended_months(log, date(2026, 11, 20))
    assert log.store.query("SELECT * FROM tally_day") == []


def test_what_was_undoable_is_not_any_more_because_rows_were_renumbered(log: LogStore) -> None:
    log.save(KIT)
    with clock.frozen(datetime(2026, 12, 20, tzinfo=UTC)):
        close_month(log, Month(2026, 11), date(2026, 12, 20))
        assert log.can_undo is None
