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


def test_the_order_after_closing_does_not_depend_on_the_order_before(log: LogStore) -> None:
    batch = filled(log)
    close_month(log, OCTOBER, date(2026, 11, 20))
    first = list(log.contacts())
    log.store.execute("DELETE FROM contact")
    log.store.execute("UPDATE log_state SET closed_through = 0")
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


def test_a_contact_of_a_closed_month_has_no_day_whenever_it_is_typed_in(log: LogStore) -> None:
    late = Contact.on(date(2026, 10, 30), area=1, site=1)
    log.save(late)
    log.save(TALK)
    close_month(log, OCTOBER, date(2026, 11, 20))
    assert log.closed_through() == OCTOBER
    log.save(late)
    assert log.store.query("SELECT month, day FROM contact ORDER BY id") == [(202610, 0), (202611, 20), (202610, 0)]
    assert log.can_undo is not None
    assert log.can_undo.contact.day == 0


def test_closing_a_month_closes_those_before_it(log: LogStore) -> None:
    filled(log)
    september = Month(2026, 9)
    log.add_many([(Contact(month=september, day=3, area=1, site=1), september)])
    assert close_month(log, OCTOBER, date(2026, 11, 20)) == 41
    assert log.store.one("SELECT count(*) FROM contact WHERE day > 0") == (0,)
    assert months_to_close(log, date(2026, 11, 20)) == []


def test_what_was_undoable_is_not_any_more_because_rows_were_renumbered(log: LogStore) -> None:
    log.save(KIT)
    with clock.frozen(datetime(2026, 12, 20, tzinfo=UTC)):
        close_month(log, Month(2026, 11), date(2026, 12, 20))
        assert log.can_undo is None


def test_undo_never_takes_a_row_that_was_renumbered_by_another_road(log: LogStore) -> None:
    filled(log, 10)
    with clock.frozen(datetime(2026, 10, 31, tzinfo=UTC)):
        log.save(replace(KIT, month=OCTOBER))
    before = totals(log)
    close_month(LogStore(log.store), OCTOBER, date(2026, 11, 20))
    with pytest.raises(Problem) as caught:
        log.undo()
    assert caught.value.code == "log.nothing_to_undo"
    assert totals(log) == before
