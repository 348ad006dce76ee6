"""A log of the schema before opens with every total it had, and new codes fit."""

from __future__ import annotations

import random
import re
from pathlib import Path

from companion.log import rows, tally
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import Kind
from companion.vault.connection import Store, StoreRole
from companion.vault.keyslots import StoreKey
from companion.vault.migrator import migrate, migrations, version
from tests.log.conftest import PLACES
from tests.log.generate import any_contact

OCTOBER = Month(2026, 10)
# What the columns of the wide row were called, for the kinds that had a code each.
PREFIXES = {
    "service": Kind.SERVICE,
    "gave": Kind.AMOUNT,
    "people": Kind.PEOPLE,
    "first": Kind.FIRST_TIME,
    "setting": Kind.SETTING,
    "referral": Kind.REFERRAL,
    "topic": Kind.TOPIC,
    "test": Kind.TEST,
    "naloxone": Kind.NALOXONE_USE,
}


def wide_columns() -> list[str]:
    sql = next(step.sql for step in migrations(StoreRole.LOG) if step.number == 1)
    table = re.search(r"CREATE TABLE tally \((.*?)PRIMARY KEY", sql, re.DOTALL)
    assert table is not None
    return re.findall(r"^\s+(\w+) INTEGER", table[1], re.MULTILINE)


def wide_row(place: tally.Place, totals: tally.Totals) -> dict[str, int]:
    """The totals as the first version kept them, told by the order of columns: each prefix lists its codes in turn."""
    columns = wide_columns()
    found = dict.fromkeys(columns, 0) | dict(zip(("counted", "area", "site"), place, strict=True))
    found["contacts"] = totals[Kind.CONTACTS, 0][0]
    for prefix, kind in PREFIXES.items():
        names = [name for name in columns if name.startswith(f"{prefix}_")]
        pairs = {Kind.PEOPLE: 3, Kind.FIRST_TIME: 3, Kind.NALOXONE_USE: 3}
        for number, name in enumerate(names):
            if kind in pairs:
                code = number // pairs[kind] * 10 + number % pairs[kind]
            else:
                code = number + (1 if kind in (Kind.SERVICE, Kind.AMOUNT) else 0)
            contacts, amount, greatest = totals.get((kind, code), (0, 0, 0))
            found[name] = contacts
            if kind is Kind.AMOUNT:
                found[name.replace("gave_", "sum_")] = amount
                found[name.replace("gave_", "most_")] = greatest
    return found


def test_a_log_of_the_first_version_keeps_its_contacts_and_totals(tmp_path: Path) -> None:
    chance = random.Random(9)
    contacts = [any_contact(chance, OCTOBER, PLACES) for _ in range(300)]
    with Store.create(tmp_path / "log.db", StoreRole.LOG, StoreKey.new(), b"v" * 16) as store:
        known = migrations(StoreRole.LOG)
        migrate(store, known[:1])
        for area in PLACES.areas:
            store.execute("INSERT INTO area VALUES (?, 1)", (area,))
        store.execute_many("INSERT INTO site VALUES (?, ?, 1)", PLACES.sites.items())
        store.execute_many(rows.INSERT, [rows.row_of(contact, OCTOBER) for contact in contacts])
        expected = tally.sums((contact, OCTOBER) for contact in contacts)
        for place, totals in expected.items():
            wide = wide_row(place, totals)
            marks = ", ".join("?" * len(wide))
            store.execute(f"INSERT INTO tally ({', '.join(wide)}) VALUES ({marks})", list(wide.values()))
        assert migrate(store, known) == len(known) - 1
        assert version(store) == known[-1].number
        log = LogStore(store)
        assert [contact for contact, _ in log.contacts()] == contacts
        told = log.tallies(OCTOBER, OCTOBER)
        assert told == sorted(row for place, found in expected.items() for row in tally.rows_of(place, found))
        assert store.damage() == []
        store.execute("UPDATE contact SET gender = 9, topics = 1 << 20 WHERE id = (SELECT min(id) FROM contact)")
