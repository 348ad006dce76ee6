"""Totals are brought up when they are read, count each contact once, and survive what may happen in between."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import clock
from companion.errors import Problem
from companion.log import totals as totals_module
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import TallyRow, rows_of, sums
from companion.vault.kdf import Cost
from companion.vault.vault import Vault
from tests.log.conftest import PLACES, TODAY
from tests.log.generate import any_contact
from tests.log.test_store import KIT, TALK, totals

NOVEMBER = Month(2026, 11)


def recounted(log: LogStore) -> list[TallyRow]:
    """The totals of every contact that is there, from the contacts alone."""
    return sorted(row for place, found in sums(log.contacts()).items() for row in rows_of(place, found))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["save", "undo", "read", "many", "other", "forget", "write"]), max_size=25), st.data())
def test_whatever_is_done_the_totals_equal_a_recount(log: LogStore, steps: list[str], data: st.DataObject) -> None:
    chance = random.Random(data.draw(st.integers(0, 9999)))
    for table in ("contact", "tally", "totalled"):
        log.store.execute(f"DELETE FROM {table}")
    log.forget()
    for step in steps:
        contact = any_contact(chance, Month(2026, 10), PLACES)
        if step == "save":
            log.save(contact)
        elif step == "undo" and log.can_undo is not None:
            try:
                log.undo()
            except Problem as problem:
                assert problem.code == "log.nothing_to_undo"  # another road has counted it meanwhile
        elif step == "read":
            assert totals(log) == recounted(log)
        elif step == "many":
            log.add_many((contact, Month(2026, 10 + number % 2)) for number in range(3))
        elif step == "other":
            LogStore(log.store).save(contact)
        elif step == "forget":
            log.forget()
        elif step == "write":
            LogStore(log.store).totals.bring_up()
    assert totals(log) == recounted(log)
    log.totals.bring_up()
    assert totals(LogStore(log.store)) == recounted(log)


def test_what_can_be_undone_is_counted_but_not_written_down(log: LogStore) -> None:
    log.save(KIT)
    log.save(TALK)
    log.totals.bring_up(keep_out=log.can_undo.id if log.can_undo else 0)
    assert log.store.one("SELECT sum(contacts) FROM tally WHERE kind = 1") == (1,)
    assert log.month().contacts == 2
    log.undo()
    assert log.month().contacts == 1


def test_a_contact_that_another_road_has_counted_cannot_be_undone_halfway(log: LogStore) -> None:
    log.save(KIT)
    LogStore(log.store).totals.bring_up()
    with pytest.raises(Problem, match=r"log\.nothing_to_undo"):
        log.undo()
    assert log.month().contacts == 1


def test_a_few_contacts_are_not_worth_a_commit_and_many_are(log: LogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals_module, "_WORTH_A_COMMIT", 3)
    log.add_many([(KIT, NOVEMBER)] * 2)
    assert log.month().contacts == 2
    assert log.store.one("SELECT count(*) FROM tally") == (0,)
    log.add_many([(KIT, NOVEMBER)])
    assert log.month().contacts == 3
    assert log.store.one("SELECT contacts FROM tally WHERE kind = 1") == (3,)


def test_a_vault_that_can_only_be_read_tells_the_same_totals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, passphrase = tmp_path / "vault", "quiet river lamp doorway"
    with clock.frozen(TODAY):
        with Vault.create(folder, passphrase, cost=Cost(8 * 1024 * 1024, 1)) as vault:
            log = LogStore(vault.log)
            log.set_places(PLACES)
            log.add_many([(KIT, NOVEMBER)] * 200)
            expected = totals(log)
            log.save(TALK)
        monkeypatch.setattr("companion.vault.vault.os.access", lambda path, mode: False)
        with Vault.unlock(folder, passphrase) as vault:
            assert vault.read_only
            assert LogStore(vault.log).month().contacts == 201
            assert len(totals(LogStore(vault.log))) > len(expected)


def test_a_second_connection_that_only_reads_counts_what_waits(log: LogStore) -> None:
    log.save(KIT)
    with log.store.reader() as reader:
        assert LogStore(reader).month().contacts == 1


def test_a_code_of_a_later_version_needs_no_column(log: LogStore) -> None:
    log.totals.add((NOVEMBER.code, 1, 1), {(7, 77): (3, 0, 0)})
    assert TallyRow(NOVEMBER.code, 1, 1, 7, 77, 3) in totals(log)
