"""A program that is killed: `python -m tests.vault.dying WHAT FOLDER`, for the crash tests alone.

`saving` saves rows and says the number of each on standard output once it is committed, until it is killed from
outside. `holding` opens the vault and waits. `everywhere` kills copies of itself at every file operation of making a
vault, changing its passphrase, migrating, backing up and restoring, looks at what is left after each, and prints how
many moments it tried; what does not hold ends it with an AssertionError.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from companion.errors import Problem
from companion.vault import migrator
from companion.vault.backup import restore
from companion.vault.connection import StoreRole
from companion.vault.kdf import SMALLEST
from companion.vault.migrator import Migration
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE, setting

DISK_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "sqlite3.connect"}
LATER = Migration(0, "later.sql", "CREATE TABLE later (id); UPDATE setting SET value = '\"pt\"' WHERE key = 'place';")


def saving(folder: Path) -> None:
    """Save rows for ever."""
    with Vault.unlock(folder, PASSPHRASE) as vault:
        row = vault.log.one("SELECT coalesce(max(id), 0) FROM saved")
        number = row[0] if row else 0
        while True:
            number += 1
            with vault.log.transaction():
                vault.log.execute("INSERT INTO saved VALUES (?, ?)", (number, "x" * (number % 700)))
                vault.log.execute("UPDATE rows_saved SET value = value + 1")
            print(number, flush=True)


def holding(folder: Path) -> None:
    """Open the vault, say so, and wait for the end of standard input."""
    with Vault.unlock(folder, PASSPHRASE):
        print("open", flush=True)
        sys.stdin.read()


def everywhere(place: Path) -> None:
    """Die at every file operation of every step, one after the other."""
    tried = sum(
        _at_every_moment(place, before, step, after)
        for before, step, after in (
            (_nothing, _create, _none_or_whole),
            (_made, _change, _one_passphrase),
            (_made, _migrate, _opens_unchanged),
            (_made, _back_up, _backup_or_none),
            (_with_backup, _bring_back, _back_or_none),
        )
    )
    print(tried)


def _at_every_moment(
    place: Path, before: Callable[[Path], None], step: Callable[[Path], None], after: Callable[[Path], None]
) -> int:
    """Run `step` in copies that die at the first, second, … operation, until one lives; how many died."""
    for moment in range(1, 500):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        before(place)
        child = os.fork()
        if child == 0:
            _die_at(moment)
            step(place)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        after(place)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            return moment - 1
        assert os.WTERMSIG(status) == signal.SIGKILL
    raise AssertionError("the step never ends")


def _die_at(moment: int) -> None:
    seen = 0

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        if event in DISK_EVENTS:
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _nothing(place: Path) -> None:
    """Begin with an empty place."""


def _made(place: Path) -> None:
    with Vault.create(place / "vault", PASSPHRASE, cost=SMALLEST) as vault:
        vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")


def _with_backup(place: Path) -> None:
    _made(place)
    _back_up(place)


def _create(place: Path) -> None:
    Vault.create(place / "vault", PASSPHRASE, cost=SMALLEST).close()


def _none_or_whole(place: Path) -> None:
    if not Vault.exists(place / "vault"):
        _create(place)
    _whole(Vault.unlock(place / "vault", PASSPHRASE), [])


def _change(place: Path) -> None:
    with Vault.unlock(place / "vault", PASSPHRASE) as vault:
        vault.change_passphrase(PASSPHRASE, OTHER)


def _one_passphrase(place: Path) -> None:
    opened = []
    for passphrase in (PASSPHRASE, OTHER):
        try:
            _whole(Vault.unlock(place / "vault", passphrase), [('"pt"',)])
        except Problem as problem:
            assert problem.code == "vault.wrong_passphrase"
            continue
        opened.append(passphrase)
    assert len(opened) == 1


def _migrate(place: Path) -> None:
    real = migrator.migrations
    migrator.migrations = lambda role: [
        *real(role),
        *([Migration(len(real(role)) + 1, LATER.name, LATER.sql)] if role is StoreRole.LIBRARY else []),
    ]
    Vault.unlock(place / "vault", PASSPHRASE).close()


def _opens_unchanged(place: Path) -> None:
    """The older program opens it, or it was migrated whole and is refused as newer."""
    try:
        _whole(Vault.unlock(place / "vault", PASSPHRASE), [('"pt"',)])
    except Problem as problem:
        assert problem.code == "vault.newer"


def _back_up(place: Path) -> None:
    with Vault.unlock(place / "vault", PASSPHRASE) as vault:
        vault.backup(place / "stick")


def _backup_or_none(place: Path) -> None:
    _whole(Vault.unlock(place / "vault", PASSPHRASE), [('"pt"',)])
    for backup in (place / "stick").glob("vault-backup-*"):
        _whole(Vault.unlock(backup, PASSPHRASE), [('"pt"',)])
    _back_up(place)


def _bring_back(place: Path) -> None:
    (backup,) = (place / "stick").glob("vault-backup-*")
    restore(backup, place / "back", PASSPHRASE).close()


def _back_or_none(place: Path) -> None:
    if not Vault.exists(place / "back"):
        _bring_back(place)
    _whole(Vault.unlock(place / "back", PASSPHRASE), [('"pt"',)])


def _whole(vault: OpenVault, expected: list[tuple[object, ...]]) -> None:
    with vault:
        assert vault.verify() == []
        assert setting(vault) == expected


if __name__ == "__main__":
    {"saving": saving, "holding": holding, "everywhere": everywhere}[sys.argv[1]](Path(sys.argv[2]))
