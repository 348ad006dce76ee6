"""Backups: encrypted, of one moment, opened before they are called one; and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.errors import Problem
from companion.vault import slots
from companion.vault.backup import due, restore, trial
from companion.vault.connection import Store
from companion.vault.keyslots import SlotKind
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE, contents, setting

DAY = datetime(2026, 11, 20, 17, 0)  # noqa: DTZ001  local, as the clock takes it


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "stick"


@pytest.fixture
def filled(vault: OpenVault) -> OpenVault:
    """A vault with one setting."""
    vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
    return vault


def test_a_backup_is_a_vault_named_after_the_day(filled: OpenVault, stick: Path) -> None:
    steps: list[tuple[int, int]] = []
    with clock.frozen(DAY):
        first = filled.backup(stick, lambda done, total: steps.append((done, total)))
        second = filled.backup(stick)
    assert [first.name, second.name] == ["vault-backup-2026-11-20", "vault-backup-2026-11-20-2"]
    assert sorted(contents(first)) == ["header.key", "library.db", "log.db"]
    assert steps
    assert {path.stat().st_mode & 0o777 for path in first.iterdir()} == {0o600}
    with Vault.unlock(second, PASSPHRASE) as opened:
        assert setting(opened) == [('"pt"',)]
        assert opened.verify() == []


def test_a_backup_brings_everything_back(filled: OpenVault, stick: Path, tmp_path: Path) -> None:
    made = filled.backup(stick)
    before = contents(made)
    filled.library.execute("DELETE FROM setting")
    filled.change_passphrase(PASSPHRASE, OTHER)
    with restore(made, tmp_path / "back", PASSPHRASE) as back:
        assert setting(back) == [('"pt"',)]
        assert back.verify() == []
        back.library.execute("INSERT INTO setting VALUES ('idle_minutes', '3')")
    with Vault.unlock(tmp_path / "back", PASSPHRASE) as again:
        assert len(setting(again)) == 2
    assert contents(made) == before
    assert not (tmp_path / "back" / "creating").exists()


def test_a_copy_of_a_vault_that_was_not_closed_is_restored_whole(filled: OpenVault, tmp_path: Path) -> None:
    """Whoever copies the folder by hand while the program runs has the last entries in the file beside the store."""
    shutil.copytree(filled.folder, tmp_path / "by hand")
    assert (tmp_path / "by hand" / "library.db-wal").stat().st_size
    with restore(tmp_path / "by hand", tmp_path / "back", PASSPHRASE) as back:
        assert setting(back) == [('"pt"',)]


def test_a_wrong_passphrase_restores_nothing(filled: OpenVault, stick: Path, tmp_path: Path) -> None:
    made = filled.backup(stick)
    with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
        restore(made, tmp_path / "back", OTHER)
    assert not (tmp_path / "back").exists()


def test_nothing_is_restored_over_a_vault(filled: OpenVault, stick: Path) -> None:
    made = filled.backup(stick)
    filled.library.execute("INSERT INTO setting VALUES ('idle_minutes', '3')")
    with pytest.raises(Problem, match=r"vault\.exists"):
        restore(made, filled.folder, PASSPHRASE)
    assert len(setting(filled)) == 2


@pytest.mark.parametrize("name", ["header.key", "library.db", "log.db"])
def test_an_incomplete_backup_leaves_no_vault(filled: OpenVault, stick: Path, tmp_path: Path, name: str) -> None:
    made = filled.backup(stick)
    (made / name).unlink()
    with pytest.raises(Problem, match=r"vault\.(header|store)_missing"):
        restore(made, tmp_path / "back", PASSPHRASE)
    assert contents(tmp_path / "back") == {}
    assert not Vault.exists(tmp_path / "back")


def test_damage_deep_inside_a_backup_is_found_before_it_is_used(filled: OpenVault, stick: Path, tmp_path: Path) -> None:
    filled.log.execute(
        "CREATE TABLE big AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999)"
        " SELECT i FROM n"
    )
    made = filled.backup(stick)
    data = bytearray((made / "log.db").read_bytes())
    data[-2000] ^= 1
    (made / "log.db").write_bytes(data)
    Vault.unlock(made, PASSPHRASE).close()  # opening alone does not read that page
    with pytest.raises(Problem, match=r"vault\.store_damaged\(file='log\.db'\)"):
        restore(made, tmp_path / "back", PASSPHRASE)
    assert contents(tmp_path / "back") == {}


def test_a_backup_that_fails_leaves_nothing_behind(
    filled: OpenVault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.copy_to

    def copy_to(store: Store, target: Path, progress: object = None) -> None:
        if store is filled.log:
            raise OSError(28, "No space left on device")
        real(store, target)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "copy_to", copy_to)
        with pytest.raises(Problem, match=r"vault\.disk_full"):
            filled.backup(stick)
    assert list(stick.iterdir()) == []
    filled.backup(stick)


def test_a_backup_inside_the_vault_is_refused(filled: OpenVault) -> None:
    before = sorted(contents(filled.folder))
    for place in (filled.folder, filled.folder / "backups", filled.folder / ".." / "vault" / "deep" / "er"):
        with pytest.raises(Problem, match=r"vault\.backup_inside"):
            filled.backup(place)
    assert sorted(contents(filled.folder)) == before
    assert not (filled.folder / "deep").exists()


def test_a_trial_opens_a_backup_reads_all_of_it_and_writes_nothing(filled: OpenVault, stick: Path) -> None:
    made = filled.backup(stick)
    before = contents(made)
    steps: list[tuple[int, int]] = []
    read = trial(made, PASSPHRASE, lambda done, total: steps.append((done, total)))
    assert read == len(before["library.db"]) + len(before["log.db"])
    assert steps == [(1, 2), (2, 2)]
    assert contents(made) == before


def test_a_trial_says_what_is_wrong_with_a_backup(filled: OpenVault, stick: Path) -> None:
    made = filled.backup(stick)
    with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
        trial(made, OTHER)
    data = bytearray((made / "log.db").read_bytes())
    data[-100] ^= 1
    (made / "log.db").write_bytes(data)
    with pytest.raises(Problem, match=r"vault\.store_damaged"):
        trial(made, PASSPHRASE)
    (made / "log.db").unlink()
    with pytest.raises(Problem, match=r"vault\.store_missing"):
        trial(made, PASSPHRASE)


def test_a_kiosk_makes_no_half_backup_and_brings_none_back(filled: OpenVault, stick: Path, tmp_path: Path) -> None:
    slots.add(filled, PASSPHRASE, OTHER, label="counter", kind=SlotKind.KIOSK)
    made = filled.backup(stick)
    filled.close()
    with Vault.unlock(filled.folder, OTHER) as kiosk, pytest.raises(Problem, match=r"vault\.log_closed"):
        kiosk.backup(stick)
    steps: list[Callable[[], object]] = [
        lambda: restore(made, tmp_path / "back", OTHER),
        lambda: trial(made, OTHER),
    ]
    for step in steps:
        with pytest.raises(Problem, match=r"vault\.slot_not_yours"):
            step()
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    ("last", "days", "expected"),
    [
        (None, 7, True),
        (date(2026, 11, 14), 7, False),
        (date(2026, 11, 13), 7, True),
        (date(2026, 11, 20), 1, False),
        (date(2027, 1, 1), 7, True),
        (None, 0, False),
        (date(2020, 1, 1), 0, False),
    ],
)
def test_a_backup_is_due_after_so_many_days_and_when_the_clock_went_back(
    last: date | None, days: int, expected: bool
) -> None:
    with clock.frozen(DAY):
        assert due(last, days) is expected
