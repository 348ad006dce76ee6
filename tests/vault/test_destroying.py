"""The end of a vault, asked for or after too many wrong tries: the key slots first, and never by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault import attempts, destroying
from companion.vault.backup import restore
from companion.vault.header_file import read_header
from companion.vault.keyslots import HEADER_BYTES
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE, contents, setting


def wrong(folder: Path) -> str:
    with pytest.raises(Problem) as refused:
        Vault.unlock(folder, OTHER)
    return refused.value.code


def test_destroying_overwrites_the_slots_first_and_then_removes_all(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (vault.folder / "header.key").read_bytes()
    seen: list[tuple[bytes, bool]] = []
    real = destroying.remove

    def watched(folder: Path) -> list[str]:
        seen.append(((folder / "header.key").read_bytes(), (folder / "log.db").exists()))
        return real(folder)

    monkeypatch.setattr(destroying, "remove", watched)
    assert destroying.destroy(vault) == []
    ((header, log_there),) = seen
    assert log_there
    assert len(header) == HEADER_BYTES
    assert not any(header[at : at + 16] == before[at : at + 16] for at in range(2048, HEADER_BYTES, 16))
    assert not vault.folder.exists()


def test_after_the_slots_are_gone_nothing_opens_whatever_is_left(vault: OpenVault) -> None:
    """A plug pulled right after the first step: all data is still there, and no passphrase reads it."""
    vault.close()
    destroying.overwrite_slots(vault.folder)
    for passphrase in (PASSPHRASE, OTHER):
        with pytest.raises(Problem, match=r"vault\.header_damaged"):
            Vault.unlock(vault.folder, passphrase)


def test_the_bytes_are_overwritten_where_they_stood(vault: OpenVault) -> None:
    vault.close()
    opened = {name: (vault.folder / name).open("rb") for name in ("header.key", "log.db", "library.db")}
    before = contents(vault.folder)
    destroying.overwrite_slots(vault.folder)
    destroying.remove(vault.folder)
    for name, stream in opened.items():
        with stream:
            remains = stream.read()
        assert len(remains) == len(before[name])
        assert not any(remains[at : at + 16] == before[name][at : at + 16] for at in range(0, len(remains), 4096))


def test_a_backup_elsewhere_and_what_is_not_ours_outlive_it(vault: OpenVault, tmp_path: Path) -> None:
    vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
    copy = vault.backup(tmp_path / "stick")
    (vault.folder / "letter.txt").write_text("mine", encoding="utf-8")
    assert destroying.destroy(vault) == []
    assert [path.name for path in vault.folder.iterdir()] == ["letter.txt"]
    with restore(copy, tmp_path / "back", PASSPHRASE) as back:
        assert setting(back) == [('"pt"',)]


def test_what_cannot_be_written_is_refused_before_anything_changes(vault: OpenVault) -> None:
    vault.read_only = True
    before = contents(vault.folder)
    with pytest.raises(Problem, match=r"vault\.read_only"):
        destroying.destroy(vault)
    vault.read_only = False
    assert contents(vault.folder) == before


def test_wrong_passphrases_destroy_nothing_unless_that_was_turned_on(closed: Path) -> None:
    assert attempts.limit(closed) is None
    assert {wrong(closed) for _ in range(attempts.MOST)} == {"vault.wrong_passphrase"}
    Vault.unlock(closed, PASSPHRASE).close()


def test_turned_on_the_last_wrong_try_destroys_the_keys(closed: Path) -> None:
    attempts.turn_on(closed, attempts.LEAST)
    assert [wrong(closed) for _ in range(attempts.LEAST - 1)] == ["vault.wrong_passphrase_left"] * 4
    Vault.unlock(closed, PASSPHRASE).close()  # the right one begins anew
    assert [wrong(closed) for _ in range(attempts.LEAST - 1)] == ["vault.wrong_passphrase_left"] * 4
    assert wrong(closed) == "vault.destroyed"
    assert not Vault.exists(closed)
    assert not closed.exists()


def test_a_try_is_counted_before_it_is_made(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts.turn_on(closed, attempts.LEAST)

    def plug_pulled(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("companion.vault.kdf.derive", plug_pulled)
        for _ in range(attempts.LEAST - 1):
            with pytest.raises(KeyboardInterrupt):
                Vault.unlock(closed, OTHER)
    assert wrong(closed) == "vault.destroyed"


def test_what_is_no_wrong_passphrase_is_no_try(vault: OpenVault) -> None:
    attempts.turn_on(vault.folder, attempts.LEAST)
    for _ in range(attempts.MOST):
        with pytest.raises(Problem, match=r"vault\.in_use"):
            Vault.unlock(vault.folder, OTHER)
    vault.close()
    (vault.folder / "log.db").rename(vault.folder / "log.away")
    for _ in range(attempts.MOST):
        with pytest.raises(Problem, match=r"vault\.store_missing"):
            Vault.unlock(vault.folder, PASSPHRASE)
    assert read_header(vault.folder).sound


@pytest.mark.parametrize("text", ["", "nonsense", "2 0", "5", "5000 1", "5 0 0", "\x00\x01"])
def test_a_file_that_makes_no_sense_destroys_nothing(closed: Path, text: str) -> None:
    (closed / "attempts").write_text(text, encoding="utf-8")
    assert attempts.limit(closed) is None
    assert wrong(closed) == "vault.wrong_passphrase"


def test_it_can_be_turned_off_again_and_not_made_a_trap(closed: Path) -> None:
    attempts.turn_on(closed, 10)
    assert attempts.limit(closed) == 10
    attempts.turn_off(closed)
    attempts.turn_off(closed)
    assert attempts.limit(closed) is None
    for tries in (0, 1, attempts.LEAST - 1, attempts.MOST + 1):
        with pytest.raises(Problem, match=r"setting\.refused"):
            attempts.turn_on(closed, tries)
