"""The whole vault: made whole or not at all, opened by its passphrase alone, and a sentence for all that goes wrong."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from companion.errors import ExitCode, Problem
from companion.vault import kdf
from companion.vault.connection import Store, StoreRole
from companion.vault.header_file import read_header
from companion.vault.kdf import FLOOR, SMALLEST, Cost
from companion.vault.keyslots import Header, SlotContent, SlotKind
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE, contents, setting

MARKER = "purpleheron"


# Making, opening, closing


def test_what_is_saved_is_there_after_unlocking(folder: Path) -> None:
    assert not Vault.exists(folder)
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
        assert vault.verify() == []
    assert Vault.exists(folder)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert setting(vault) == [('"pt"',)]
        assert vault.log.query("SELECT role FROM canary") == [("log",)]
        assert not vault.read_only


def test_the_two_stores_have_keys_and_salts_of_their_own(closed: Path) -> None:
    header = read_header(closed)
    opened = header.open_slot(kdf.derive(PASSPHRASE, header.salt, header.cost))
    assert opened is not None
    library, log = opened[1].library, opened[1].log
    assert log is not None
    assert len({library.key, log.key}) == len({library.salt, log.salt}) == 2
    with pytest.raises(Problem, match=r"vault\.store_damaged"):
        Store.open(closed / "log.db", StoreRole.LOG, library, header.vault_id)


def test_everything_belongs_to_its_owner_alone(vault: OpenVault) -> None:
    vault.log.execute("PRAGMA user_version")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (vault.folder, *vault.folder.rglob("*"))}
    assert modes.pop(vault.folder.name) == 0o700
    assert set(modes.values()) == {0o600}


def test_a_closed_vault_answers_nothing(vault: OpenVault) -> None:
    vault.close()
    vault.close()
    with pytest.raises(Problem, match=r"vault\.closed"):
        vault.library.query("SELECT 1")
    Vault.unlock(vault.folder, PASSPHRASE).close()


def test_creating_takes_what_the_device_can_pay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Cost] = []

    def derive(_passphrase: str, _salt: bytes, cost: Cost) -> bytes:
        asked.append(cost)
        return bytes(32)

    monkeypatch.setattr(kdf, "calibrate", lambda: FLOOR)
    monkeypatch.setattr(kdf, "derive", derive)
    Vault.create(folder, PASSPHRASE).close()
    assert asked == [FLOOR]
    assert Vault.info(folder).cost == FLOOR


def test_a_vault_is_never_made_over_another(closed: Path) -> None:
    before = contents(closed)
    with pytest.raises(Problem, match=r"vault\.exists"):
        Vault.create(closed, OTHER, cost=SMALLEST)
    with pytest.raises(Problem, match=r"vault\.exists"):
        Vault.throw_away(closed)
    assert contents(closed) == before


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("mine", encoding="utf-8")
    Vault.create(folder, PASSPHRASE, cost=SMALLEST).close()
    assert (folder / "letter.txt").read_text(encoding="utf-8") == "mine"


# Passphrases


@pytest.mark.parametrize(
    ("weak", "code"),
    [
        ("", "passphrase.too_short"),
        ("short", "passphrase.too_short"),
        ("          ", "passphrase.too_short"),
        ("123456789012", "passphrase.only_digits"),
        ("2024-11-20 17:30", "passphrase.only_digits"),
        ("١٢٣٤٥٦٧٨٩٠١٢", "passphrase.only_digits"),
        ("password1", "passphrase.easy_to_guess"),
        ("aaaaaaaaaaaaaa", "passphrase.easy_to_guess"),
    ],
)
def test_a_weak_passphrase_is_refused_and_nothing_is_made(folder: Path, weak: str, code: str) -> None:
    with pytest.raises(Problem) as refused:
        Vault.create(folder, weak, cost=SMALLEST)
    assert refused.value.code == code
    assert refused.value.exit_code is ExitCode.INPUT_AT_FAULT
    assert not folder.exists()


@pytest.mark.parametrize(
    "passphrase",
    ["Зелёный чайник у окна", "صندلی آبی کنار پنجره", "紫色の傘と灯台", "สี่ร่มม่วงใต้ฝนตก", "élan vital à côté du pré"],
)
def test_passphrases_in_any_script_open_however_they_were_typed(folder: Path, passphrase: str) -> None:
    Vault.create(folder, unicodedata.normalize("NFD", passphrase), cost=SMALLEST).close()
    Vault.unlock(folder, unicodedata.normalize("NFC", passphrase)).close()


def test_a_wrong_passphrase_takes_the_path_of_the_right_one(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One key derivation each, and nothing in the folder tells afterwards which it was or which slot opened."""
    derived: list[Cost] = []
    real = kdf.derive

    def counting(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        derived.append(cost)
        return real(passphrase, salt, cost)

    monkeypatch.setattr(kdf, "derive", counting)
    header = (closed / "header.key").read_bytes()
    for passphrase in ("", "x", OTHER, "ein Passwort" * 1000):
        with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
            Vault.unlock(closed, passphrase)
    Vault.unlock(closed, PASSPHRASE).close()
    assert derived == [SMALLEST] * 5
    assert (closed / "header.key").read_bytes() == header


def test_unlocking_writes_nothing_into_the_header(closed: Path) -> None:
    before = (closed / "header.key").stat()
    Vault.unlock(closed, PASSPHRASE).close()
    after = (closed / "header.key").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_after_a_change_only_the_new_passphrase_opens(vault: OpenVault) -> None:
    vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
    vault.change_passphrase(PASSPHRASE, OTHER)
    vault.close()
    with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
        Vault.unlock(vault.folder, PASSPHRASE)
    with Vault.unlock(vault.folder, OTHER) as again:
        assert setting(again) == [('"pt"',)]
        assert again.verify() == []
        again.change_passphrase(OTHER, PASSPHRASE)
    Vault.unlock(vault.folder, PASSPHRASE).close()


def test_a_change_needs_the_old_passphrase_and_a_strong_new_one(vault: OpenVault) -> None:
    before = (vault.folder / "header.key").read_bytes()
    with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
        vault.change_passphrase("not this one at all", OTHER)
    with pytest.raises(Problem, match=r"passphrase\.only_digits"):
        vault.change_passphrase(PASSPHRASE, "1234567890")
    assert (vault.folder / "header.key").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="an open file can only be unlinked on POSIX")
def test_the_old_header_is_overwritten_where_it_stood(vault: OpenVault) -> None:
    path = vault.folder / "header.key"
    before = path.read_bytes()
    with path.open("rb") as old:
        vault.change_passphrase(PASSPHRASE, OTHER)
        remains = old.read()
    assert len(remains) == len(before)
    assert remains[:8] != before[:8]
    assert remains[2048:] != before[2048:]


def test_a_header_that_cannot_be_written_leaves_the_old_passphrase(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Problem("file.disk_full", file="header.key")

    with monkeypatch.context() as patch:
        patch.setattr("companion.files.write_whole", full)
        with pytest.raises(Problem, match=r"file\.disk_full"):
            vault.change_passphrase(PASSPHRASE, OTHER)
    vault.close()
    Vault.unlock(vault.folder, PASSPHRASE).close()


def test_an_old_header_put_back_is_noticed(vault: OpenVault) -> None:
    old = (vault.folder / "header.key").read_bytes()
    vault.change_passphrase(PASSPHRASE, OTHER)
    vault.close()
    (vault.folder / "header.key").write_bytes(old)
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        assert [finding.code for finding in again.verify()] == ["vault.finding_header_older"]


def test_an_old_slot_put_into_the_new_header_is_noticed(vault: OpenVault) -> None:
    old = read_header(vault.folder)
    vault.change_passphrase(PASSPHRASE, OTHER)
    new = read_header(vault.folder)
    vault.close()
    (vault.folder / "header.key").write_bytes(replace(new, slots=old.slots).pack())
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        assert [finding.code for finding in again.verify()] == ["vault.finding_header_changed"]


def test_a_header_changed_under_an_open_vault_is_noticed(vault: OpenVault) -> None:
    other = Header.new(SMALLEST).pack()
    (vault.folder / "header.key").write_bytes(other)
    assert [finding.code for finding in vault.verify()] == ["vault.finding_header_changed"]


def test_a_crash_between_header_and_stores_is_made_good(vault: OpenVault) -> None:
    """The header is a generation ahead of what the stores remember; the next unlocking tells them."""
    opened = read_header(vault.folder).open_slot(kdf.derive(PASSPHRASE, read_header(vault.folder).salt, SMALLEST))
    assert opened is not None
    later = replace(read_header(vault.folder), generation=50).sealed(opened[1].library)
    vault.close()
    (vault.folder / "header.key").write_bytes(later.pack())
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        assert again.library.query("SELECT generation FROM canary") == [(50,)]
        assert again.log.query("SELECT generation FROM canary") == [(50,)]
        assert again.verify() == []


def test_a_slot_for_the_library_alone_opens_no_log(vault: OpenVault) -> None:
    """What a kiosk's slot will be: the format has room for it and the vault keeps to it."""
    header = read_header(vault.folder)
    opened = header.open_slot(kdf.derive(PASSPHRASE, header.salt, header.cost))
    assert opened is not None
    kiosk = SlotContent.new(SlotKind.KIOSK, opened[1].library, None)
    key = kdf.derive(OTHER, header.salt, header.cost)
    vault.close()
    (vault.folder / "header.key").write_bytes(header.with_slot(6, key, kiosk).pack())
    with Vault.unlock(vault.folder, OTHER) as library_only:
        assert library_only.library.query("SELECT role FROM canary") == [("library",)]
        with pytest.raises(Problem, match=r"vault\.log_closed"):
            _ = library_only.log
        assert library_only.verify() == []
    with Vault.unlock(vault.folder, PASSPHRASE) as whole:
        assert whole.log.query("SELECT role FROM canary") == [("log",)]


# One at a time


def test_one_program_at_a_time(vault: OpenVault) -> None:
    with pytest.raises(Problem, match=r"vault\.in_use"):
        Vault.unlock(vault.folder, PASSPHRASE)
    vault.library.execute("INSERT INTO setting VALUES ('place', '1')")
    vault.close()
    Vault.unlock(vault.folder, PASSPHRASE).close()


# The demo's vault


def test_a_throw_away_vault_leaves_nothing(folder: Path) -> None:
    vault = Vault.throw_away(folder)
    assert vault.throw_away
    vault.library.execute("INSERT INTO setting VALUES ('place', '1')")
    assert not (folder / "header.key").exists()
    assert not any(MARKER.encode() in data for data in contents(folder).values())
    for step in (lambda: vault.backup(folder.parent / "to"), lambda: vault.change_passphrase(PASSPHRASE, OTHER)):
        with pytest.raises(Problem, match=r"vault\.throw_away"):
            step()
    assert vault.verify() == []
    vault.close()
    assert contents(folder) == {}


# Nothing readable


def found_in(folder: Path, marker: str) -> list[str]:
    forms = [marker.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")]
    return [name for name, data in contents(folder).items() if any(form in data for form in forms)]


def test_no_file_of_the_vault_holds_a_word_that_was_written(vault: OpenVault, tmp_path: Path) -> None:
    for store in (vault.library, vault.log):
        store.execute("CREATE TABLE words (text TEXT)")
        store.execute("CREATE INDEX by_text ON words (text)")
        store.execute("CREATE VIRTUAL TABLE search USING fts5 (text)")
        for table in ("words", "search"):
            store.execute_many(f"INSERT INTO {table} VALUES (?)", ((f"{MARKER} {number}",) for number in range(300)))
        store.execute("DELETE FROM words WHERE rowid % 2")
        store.query("SELECT text FROM words ORDER BY random()")
    vault.backup(tmp_path / "stick")
    assert found_in(tmp_path, MARKER) == []
    vault.close()
    assert found_in(tmp_path, MARKER) == found_in(tmp_path, PASSPHRASE) == []


def test_the_search_for_readable_words_does_find_them(tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"..." + MARKER.encode("utf-16-le"))
    assert found_in(tmp_path, MARKER) == ["leak"]
