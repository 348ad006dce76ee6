"""Closing a month drops its days and its order, and changes no total."""

from __future__ import annotations

import io
import os
import random
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from companion import clock
from companion.cli.main import main
from companion.errors import Problem
from companion.log import free_text
from companion.log.contacts import Contact
from companion.log.incidents import ByWhom, Incident, IncidentKind, IncidentLog, IncidentSetting
from companion.log.months import Month
from companion.log.retention import (
    MONTHS_KEPT,
    Kept,
    close_ended_months,
    close_month,
    is_due,
    keep_promise,
    months_to_close,
    schedule,
)
from companion.log.store import LogStore
from companion.vault.connection import Store, StoreRole
from companion.vault.kdf import Cost
from companion.vault.migrator import migrate, migrations
from companion.vault.vault import Vault
from tests.log.conftest import PLACES, TODAY
from tests.log.generate import any_contact
from tests.log.test_store import KIT, TALK, totals

PASSPHRASE = "quiet river lamp doorway"
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


def incident_of(month: Month) -> Incident:
    return Incident(month, frozenset({IncidentKind.SEARCH}), ByWhom.POLICE, IncidentSetting.STREET, area=1)


def spread(log: LogStore) -> None:
    """Contacts and an incident of each month from June to November, and a late one of June typed in in November."""
    chance = random.Random(4)
    for number in range(6, 12):
        month = Month(2026, number)
        batch = [replace(any_contact(chance, month, PLACES), day=1) for _ in range(5)]
        log.add_many((contact, month) for contact in batch)
        IncidentLog(log).add_many([(incident_of(month), month)])
    log.add_many([(Contact(month=Month(2026, 6), day=3, area=1, site=1), Month(2026, 11))])


def kept_months(log: LogStore) -> set[int]:
    rows = log.store.query("SELECT month FROM contact UNION SELECT month FROM incident")
    return {month for (month,) in rows}


def test_what_will_go_is_told_with_its_days_before_it_goes(log: LogStore) -> None:
    spread(log)
    told = schedule(log, 3)
    assert [str(one.month) for one in told] == [f"2026-{number:02}" for number in range(6, 12)]
    june, november = told[0], told[-1]
    assert (june.contacts, june.incidents, june.all_goes) == (6, 1, date(2026, 10, 1))
    assert (november.days_go, november.all_goes) == (date(2026, 12, 8), date(2027, 3, 1))
    assert kept_months(log) == set(range(202606, 202612))  # telling changes nothing


@pytest.mark.parametrize("months", MONTHS_KEPT)
def test_contacts_and_incidents_go_on_the_day_that_was_told_and_not_before(log: LogStore, months: int) -> None:
    spread(log)
    told = schedule(log, months)
    before, incidents_before = totals(log), IncidentLog(log).tallies(Month(2026, 6), Month(2026, 11))
    for today in (told[2].all_goes - timedelta(days=1), told[2].all_goes):
        keep_promise(log, months, today)
        expected = {one.month.code for one in told if one.all_goes > today}
        assert kept_months(log) == expected
        assert not is_due(log, months, today)
    assert totals(log) == before
    assert IncidentLog(log).tallies(Month(2026, 6), Month(2026, 11)) == incidents_before


def test_nothing_is_due_twice_and_a_longer_age_brings_nothing_back(log: LogStore) -> None:
    spread(log)
    today = date(2026, 11, 20)
    assert is_due(log, 3, today)
    first = keep_promise(log, 3, today)
    assert (first.closed[-1], first.contacts, first.incidents) == (OCTOBER, 11, 2)  # June and July, and the late one
    assert keep_promise(log, 12, today) == Kept()
    assert keep_promise(log, 1, today).contacts == 10  # August and September are past the shorter age


def test_totals_of_erased_months_still_grow_by_late_entries(log: LogStore) -> None:
    spread(log)
    keep_promise(log, 1, date(2026, 11, 20))
    june = [row for row in totals(log) if row.counted == 202606]
    late = Contact(month=Month(2026, 6), area=1, site=1, needles_given=3)
    log.add_many([(late, Month(2026, 6))])
    grown = [row for row in totals(log) if row.counted == 202606]
    assert sum(row.contacts for row in grown if row.kind == 1) == sum(row.contacts for row in june if row.kind == 1) + 1
    keep_promise(log, 1, date(2026, 11, 20))
    assert [row for row in totals(log) if row.counted == 202606] == grown


def readable_store(path: Path) -> Store:
    """A log store in clear, so that its pages can be searched: the same schema and settings, without the cipher."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    store = Store(connection, path, bytearray())
    store.execute("PRAGMA auto_vacuum = INCREMENTAL")
    store._prepare()
    migrate(store, migrations(StoreRole.LOG))
    return store


def on_disk(path: Path) -> bytes:
    """The store's file and what stands beside it."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


# Two neighbouring numbers of a contact as SQLite writes them; nowhere else do they stand side by side.
MARK = (7777).to_bytes(2, "big") + (8888).to_bytes(2, "big")


@pytest.mark.parametrize("step", ["erase", "undo", "note"])
def test_what_was_erased_stands_in_no_page_and_its_room_is_given_back(tmp_path: Path, step: str) -> None:
    path = tmp_path / "log.db"
    with clock.frozen(TODAY), readable_store(path) as store:
        log = LogStore(store)
        log.set_places(PLACES)
        marked = Contact(month=Month(2026, 6), area=1, site=1, foil_pipes=7777, water_swabs=8888)
        if step == "undo":
            log.save(marked)
            assert MARK in on_disk(path)
            log.undo()
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert MARK not in on_disk(path)
            return
        if step == "note":
            log.notes.turn_on()
            log.save(KIT, free_text.checked("bigger bandages wanted", free_text.Vocabulary.of(WORDS)))
            assert b"bandages" in on_disk(path)
            log.notes.turn_off()
            assert b"bandages" not in on_disk(path)
            return
        log.add_many((replace(marked, day=1 + number % 28), marked.month) for number in range(3000))
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        large = path.stat().st_size
        assert MARK in on_disk(path)
        keep_promise(log, 3, TODAY.date())
        assert MARK not in on_disk(path)
        assert store.one("PRAGMA freelist_count") == (0,)
        assert path.stat().st_size < large / 2
        assert path.with_name("log.db-wal").stat().st_size == 0


WORDS = frozenset({"bigger", "bandages", "wanted"})


def test_copies_made_before_an_update_do_not_outlive_what_was_erased(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with clock.frozen(TODAY), Vault.create(folder, PASSPHRASE, cost=Cost(8 * 1024 * 1024, 1)) as vault:
        log = LogStore(vault.log)
        backups = folder / "backups"
        backups.mkdir()
        for name, day in (("log-0001.db", 12), ("log-0002.db", 14), ("library-0001.db", 1)):
            (backups / name).write_bytes(b"copy")
            moment = datetime(2026, 11, day, 12, tzinfo=UTC).timestamp()
            os.utime(backups / name, (moment, moment))
        assert is_due(log, 3, TODAY.date())
        keep_promise(log, 3, TODAY.date())
        assert sorted(path.name for path in backups.iterdir()) == ["library-0001.db", "log-0002.db"]
        assert not is_due(log, 3, TODAY.date())


def backup_of_june(folder: Path) -> Path:
    """A backup with one contact in it, of the last day of June."""
    june = datetime(2026, 6, 30, tzinfo=UTC)
    with clock.frozen(june), Vault.create(folder / "vault", PASSPHRASE, cost=Cost(8 * 1024 * 1024, 1)) as vault:
        log = LogStore(vault.log)
        log.set_places(PLACES)
        log.save(Contact.on(june.date(), area=1, site=1, needles_given=5))
        return vault.backup(folder / "stick")


def test_an_old_backup_that_is_brought_back_is_rolled_up_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = backup_of_june(tmp_path)
    stdin = SimpleNamespace(buffer=io.BytesIO(f"{PASSPHRASE}\n".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    with clock.frozen(TODAY):
        words = ["vault", "restore", str(made), "--vault", str(tmp_path / "back"), "--passphrase-stdin"]
        assert main(words) == 0
        capsys.readouterr()
        with Vault.unlock(tmp_path / "back", PASSPHRASE) as vault:
            log = LogStore(vault.log)
            assert log.store.one("SELECT count(*) FROM contact") == (0,)
            assert log.month(Month(2026, 6)).contacts == 1


def test_a_store_that_cannot_give_pages_back_is_written_anew_once(log: LogStore) -> None:
    log.store.execute("PRAGMA auto_vacuum = NONE")
    log.store.execute("VACUUM")
    assert log.store.one("PRAGMA auto_vacuum") == (0,)
    spread(log)
    keep_promise(log, 1, date(2026, 11, 20))
    assert log.store.one("PRAGMA auto_vacuum") == (2,)
    assert log.store.damage() == []


def test_progress_is_told_step_by_step(log: LogStore) -> None:
    spread(log)
    steps: list[tuple[int, int]] = []
    keep_promise(log, 3, date(2026, 11, 20), lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
