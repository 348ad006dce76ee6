"""Saving, undoing and looking back; totals that always equal a recount of the contacts."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Amount, Contact, Referral, Service, Topic
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.places import Places
from companion.log.store import LogStore
from companion.log.tally import TallyRow, rows_of, sums
from companion.vault.vault import Vault
from tests.log.conftest import PLACES
from tests.log.generate import any_contact, contacts, fill, recount

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 20)
TALK = Contact.on(TODAY, area=1, site=1, topics=frozenset({Topic.RIGHTS}))
KIT = Contact.on(TODAY, area=2, site=3, needles_given=10, needles_back=6, naloxone_doses=2)


def totals(log: LogStore) -> list[TallyRow]:
    return log.tallies(Month(2000, 1), Month(2999, 12))


def refused(code: str, run: object, *arguments: object) -> Problem:
    with pytest.raises(Problem) as caught:
        run(*arguments)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


def test_a_saved_contact_is_there_when_the_vault_is_opened_again(tmp_path: Path) -> None:
    from companion.vault.kdf import Cost

    folder = tmp_path / "vault"
    with clock.frozen(datetime(2026, 11, 20, tzinfo=UTC)):
        with Vault.create(folder, "quiet river lamp doorway", cost=Cost(8 * 1024 * 1024, 1)) as vault:
            log = LogStore(vault.log)
            log.set_places(PLACES)
            log.save(KIT)
        with Vault.unlock(folder, "quiet river lamp doorway") as vault:
            again = LogStore(vault.log)
            assert list(again.contacts()) == [(KIT, NOVEMBER)]
            assert again.today().needles_given == 10
            assert again.can_undo is None


def test_today_this_week_and_this_month(log: LogStore) -> None:
    log.save(TALK)
    log.save(KIT)
    log.save(Contact.on(date(2026, 11, 18), area=1, site=2, referrals=frozenset({Referral.HOUSING})))
    today, week, month = log.today(), log.this_week(), log.month()
    assert (today.contacts, today.needles_given, today.needles_back, today.naloxone_doses, today.sent_on) == (
        2,
        10,
        6,
        2,
        0,
    )
    assert [(day.day.isoformat(), day.contacts) for day in week] == [
        ("2026-11-16", 0),
        ("2026-11-17", 0),
        ("2026-11-18", 1),
        ("2026-11-19", 0),
        ("2026-11-20", 2),
    ]
    assert week[2].sent_on == 1
    assert (month.month, month.contacts) == (NOVEMBER, 3)
    assert month.services[Service.RIGHTS_ADVICE] == 1
    assert month.amounts[Amount.NEEDLES_GIVEN] == 10
    assert log.months() == [NOVEMBER]


def test_a_wrong_contact_is_refused_and_nothing_of_it_is_kept(log: LogStore) -> None:
    problem = refused("log.out_of_bounds", log.save, Contact.on(TODAY, area=1, site=1, needles_given=-3))
    assert problem.facts["field"] == "needles_given"
    assert (list(log.contacts()), totals(log), log.can_undo) == ([], [], None)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(contacts(PLACES, (Month(2026, 10), NOVEMBER)).filter(lambda one: one.day <= 20), max_size=5), st.data())
def test_undo_leaves_everything_as_it_was(log: LogStore, before: list[Contact], data: st.DataObject) -> None:
    for contact in before:
        log.save(contact)
    rows, days, kept = totals(log), log.this_week(), list(log.contacts())
    last = data.draw(contacts(PLACES, (Month(2026, 10), NOVEMBER)).filter(lambda one: one.day <= 20))
    log.save(last)
    assert totals(log) != rows
    assert log.undo().contact == last
    assert (totals(log), log.this_week(), list(log.contacts())) == (rows, days, kept)
    refused("log.nothing_to_undo", log.undo)


def test_only_the_last_contact_can_be_undone_and_only_until_it_is_forgotten(log: LogStore) -> None:
    refused("log.nothing_to_undo", log.undo)
    log.save(TALK)
    log.save(KIT)
    assert log.undo().contact == KIT
    refused("log.nothing_to_undo", log.undo)
    log.save(KIT)
    log.forget()
    refused("log.nothing_to_undo", log.undo)
    assert [contact for contact, _ in log.contacts()] == [TALK, KIT]


def test_a_contact_whose_month_has_been_reported_can_no_longer_be_undone(log: LogStore) -> None:
    log.save(KIT)
    Ledger(log).record([], through=NOVEMBER)
    assert log.can_undo is None
    refused("log.nothing_to_undo", log.undo)
    assert log.month(NOVEMBER).contacts == 1


def test_a_late_entry_counts_in_the_month_it_is_typed_in(log: LogStore) -> None:
    saved = log.save(Contact.on(date(2026, 10, 30), area=1, site=1, needles_given=5))
    assert saved.counted == NOVEMBER
    assert log.month(Month(2026, 10)).contacts == 0
    assert log.month(NOVEMBER).amounts[Amount.NEEDLES_GIVEN] == 5
    assert log.store.query("SELECT month, day, counted FROM contact") == [(202610, 30, 202611)]


def test_the_days_in_memory_are_those_on_the_disk(log: LogStore) -> None:
    log.save(TALK)
    assert log.today().contacts == 1
    log.save(KIT)
    Ledger(log).record([], through=NOVEMBER)
    log.save(KIT)
    log.save(Contact.on(date(2026, 11, 17), area=1, site=1, referrals=frozenset({Referral.HOUSING})))
    assert log.today().contacts == 3
    assert log.this_week() == LogStore(log.store).this_week()


def test_what_is_typed_in_after_the_report_counts_in_the_next_month(log: LogStore) -> None:
    Ledger(log).record([], through=NOVEMBER)
    assert log.save(TALK).counted == Month(2026, 12)
    assert log.month().contacts == 1
    assert log.today().contacts == 1
    with clock.frozen(datetime(2025, 3, 1, tzinfo=UTC)):  # a clock set back reopens nothing
        assert log.counting_month() == Month(2026, 12)


def test_counting_never_goes_back(log: LogStore) -> None:
    Ledger(log).record([], through=NOVEMBER)
    Ledger(log).record([], through=Month(2026, 3))
    assert log.counted_through() == NOVEMBER


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_many_at_once_add_up_to_the_same_as_one_by_one(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    batch = [any_contact(chance, Month(2026, 10), PLACES) for _ in range(12)]
    with clock.frozen(datetime(2026, 10, 31, tzinfo=UTC)):
        with Vault.throw_away(tmp_path_factory.mktemp("one") / "v") as first:
            one_by_one = LogStore(first.log)
            one_by_one.set_places(PLACES)
            for contact in batch:
                one_by_one.save(contact)
            expected = totals(one_by_one), one_by_one.this_week(), list(one_by_one.contacts())
        with Vault.throw_away(tmp_path_factory.mktemp("many") / "v") as second:
            at_once = LogStore(second.log)
            at_once.set_places(PLACES)
            assert at_once.add_many((contact, contact.month) for contact in batch) == 12
            assert (totals(at_once), at_once.this_week(), list(at_once.contacts())) == expected


def test_totals_equal_a_recount_of_the_contacts(log: LogStore) -> None:
    chance = random.Random(5)
    batch = [any_contact(chance, Month(2026, 10), PLACES) for _ in range(200)]
    log.add_many((contact, contact.month) for contact in batch)
    month = log.month(Month(2026, 10))
    counted: Counter[str] = Counter({"contacts": month.contacts})
    counted.update({service.value: number for service, number in month.services.items()})
    counted.update({f"amount:{amount.value}": number for amount, number in month.amounts.items()})
    assert counted == recount(contact for contact, _ in log.contacts())


def test_generated_contacts_have_the_totals_of_a_recount(tmp_path: Path) -> None:
    with Vault.throw_away(tmp_path / "v") as vault:
        log = LogStore(vault.log)
        fill(log, 500, Month(2026, 10), months=3)
        kept = list(log.contacts())
        assert Counter(counted for _, counted in kept) == {
            Month(2026, 8): 166,
            Month(2026, 9): 167,
            Month(2026, 10): 167,
        }
        expected = [row for place, numbers in sums(kept).items() for row in rows_of(place, numbers)]
        assert totals(log) == sorted(expected)


def test_places_are_retired_and_never_change_their_area(log: LogStore) -> None:
    log.declare_impossible(3, [Service.NALOXONE])
    assert log.places().impossible == {(3, 3)}
    log.set_places(Places(areas=(1,), sites={1: 1}))
    assert (log.places().areas, dict(log.places().sites), log.places().area_of(3)) == ((1,), {1: 1}, 2)
    refused("log.unknown_area", log.save, KIT)
    refused("log.site_moved", log.set_places, Places(areas=(1,), sites={3: 1}))
    log.set_places(PLACES)
    assert log.places().sites == PLACES.sites


def test_a_team_without_places_logs_without_them(tmp_path: Path) -> None:
    with clock.frozen(datetime(2026, 11, 20, tzinfo=UTC)), Vault.throw_away(tmp_path / "v") as vault:
        log = LogStore(vault.log)
        log.save(Contact.on(TODAY))
        refused("log.unknown_area", log.save, Contact.on(TODAY, area=1))
        assert log.today().contacts == 1
