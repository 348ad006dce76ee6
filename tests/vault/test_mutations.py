"""Damage of every kind, seeded: a clear refusal or an honest finding, never a crash, never silence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault.backup import trial
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault
from tests.endurance import rounds
from tests.vault import PASSPHRASE

EACH = rounds(100, 20_000)
HEADER_CODES = {"vault.header_damaged", "vault.newer", "vault.store_damaged"}
STORE_CODES = {"vault.store_damaged"}


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """The bytes with a bit flipped, a stretch overwritten, cut out, put in, doubled or exchanged, or the end gone."""
    data = bytearray(whole)
    at, length = chance.randrange(len(data)), chance.choice((1, 16, 300, 4096))
    match chance.randrange(6):
        case 0:
            data[at] ^= 1 << chance.randrange(8)
        case 1:
            data[at : at + length] = chance.randbytes(len(data[at : at + length]))
        case 2:
            del data[at : at + length]
        case 3:
            data[at:at] = chance.randbytes(length)
        case 4:
            other = chance.randrange(len(data))
            stretch = min(length, len(data) - max(at, other))
            data[at : at + stretch], data[other : other + stretch] = (
                data[other : other + stretch],
                data[at : at + stretch],
            )
        case _:
            del data[at:]
    return bytes(data)


def what_happens(folder: Path) -> set[str]:
    """Codes of the refusal, or of what a check of the opened vault finds."""
    try:
        with Vault.unlock(folder, PASSPHRASE) as vault:
            return {finding.code for finding in vault.verify()}
    except Problem as problem:
        return {problem.code}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("header.key", HEADER_CODES | {"vault.finding_header_damaged"}),
        ("library.db", STORE_CODES | {"vault.finding_page"}),
        ("log.db", STORE_CODES | {"vault.finding_page"}),
    ],
)
def test_every_damage_is_refused_or_found(folder: Path, name: str, codes: set[str]) -> None:
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        for store in (vault.library, vault.log):
            store.execute("CREATE TABLE filling (text TEXT)")
            store.execute_many("INSERT INTO filling VALUES (?)", (("x" * 300 + str(n),) for n in range(60)))
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    chance = random.Random(f"{name} 20261120")
    for number in range(EACH):
        damaged = mutated(whole[name], chance)
        for path in folder.iterdir():
            path.unlink()
        for other, data in whole.items():
            (folder / other).write_bytes(damaged if other == name else data)
        found = what_happens(folder)
        assert found <= codes, f"{name}, mutation {number}: {found}"
        assert found or damaged == whole[name], f"{name}, mutation {number} went unnoticed"
        if found & STORE_CODES:  # what is refused is left as it is, for whoever can mend it
            assert (folder / name).read_bytes() == damaged


@pytest.mark.parametrize("at", [0, 7, 15])
def test_a_salt_that_was_changed_on_the_disk_is_found(closed: Path, at: int) -> None:
    """The vault opens all the same, because the salt that counts stands in the slot."""
    data = bytearray((closed / "log.db").read_bytes())
    data[at] ^= 1
    (closed / "log.db").write_bytes(data)
    assert what_happens(closed) == {"vault.finding_page"}


def test_an_undamaged_vault_is_found_sound(closed: Path) -> None:
    assert what_happens(closed) == set()


@pytest.mark.parametrize("name", ["header.key", "library.db", "log.db"])
def test_every_damage_of_a_backup_is_refused_by_its_trial(folder: Path, tmp_path: Path, name: str) -> None:
    """What a trial calls sound is sound: byte for byte, or only in the header, whose slot still opened."""
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        for store in (vault.library, vault.log):
            store.execute("CREATE TABLE filling (text TEXT)")
            store.execute_many("INSERT INTO filling VALUES (?)", (("x" * 300 + str(n),) for n in range(60)))
        made = vault.backup(tmp_path / "stick")
    whole = (made / name).read_bytes()
    chance = random.Random(f"backup {name} 20261120")
    for number in range(EACH // (1 if name == "header.key" else 2)):
        damaged = mutated(whole, chance)
        (made / name).write_bytes(damaged)
        try:
            trial(made, PASSPHRASE)
        except Problem as problem:
            assert problem.code in HEADER_CODES | STORE_CODES, f"{name}, mutation {number}: {problem}"
        else:
            assert damaged == whole or name == "header.key", f"{name}, mutation {number} went unnoticed"
    (made / name).write_bytes(whole)
    trial(made, PASSPHRASE)
