"""No column of the log can hold a name."""

from __future__ import annotations

import pytest

from companion.log.contacts import MOST, Amount, Contact
from companion.log.store import LogStore
from companion.vault.connection import ConstraintBroken
from tests.log.test_store import KIT

# The store's own sign that the key was right; the log writes nothing there.
NOT_OURS = {"canary"}


def columns(log: LogStore) -> list[tuple[str, str, str]]:
    tables = [name for (name,) in log.store.query("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        (table, name, kind)
        for table in tables
        if table not in NOT_OURS and not table.startswith("sqlite_")
        for _, name, kind, *_ in log.store.query(f"PRAGMA table_info({table})")
    ]


def test_every_column_is_a_whole_number_in_a_strict_table(log: LogStore) -> None:
    found = columns(log)
    assert {"contact", "tally", "log_state", "released_cell", "area", "site"} <= {table for table, _, _ in found}
    assert {kind for _, _, kind in found} == {"INTEGER"}
    strict = {name: bool(flag) for _, name, _, _, _, flag in log.store.query("PRAGMA table_list")}
    assert all(strict[table] for table, _, _ in found)


@pytest.mark.parametrize("word", ["Ana Silva", "912 345 678", "1987-03-14", "Rua das Flores 3"])
def test_no_column_of_a_contact_takes_a_word(log: LogStore, word: str) -> None:
    log.save(KIT)
    for table, name, _ in columns(log):
        if table == "contact":
            with pytest.raises(Exception, match=r"cannot store TEXT|datatype mismatch"):
                log.store.execute(f"UPDATE contact SET {name} = ?", (word,))


def test_no_column_of_a_contact_takes_a_number_as_long_as_a_telephone_number(log: LogStore) -> None:
    log.save(KIT)
    for table, name, _ in columns(log):
        if table == "contact":
            with pytest.raises(ConstraintBroken):
                log.store.execute(f"UPDATE contact SET {name} = 912345678")


def test_the_store_takes_what_the_form_takes_and_no_more(log: LogStore) -> None:
    for amount in Amount:
        log.save(Contact.on(KIT.month.first_day, area=1, site=1, **{amount.value: MOST[amount]}))
        with pytest.raises(ConstraintBroken):
            log.store.execute(f"UPDATE contact SET {amount.value} = {MOST[amount] + 1}")


def test_there_is_no_time_of_day_anywhere(log: LogStore) -> None:
    names = {name for _, name, _ in columns(log)}
    assert not {name for name in names if any(word in name for word in ("time", "hour", "minute", "moment"))}
