"""Destroying the keys after so many wrong passphrases: only where the team has turned it on, and nothing is pretended.

How many tries there are and were stands in a file beside the header, because it must be read before anything is open.
Each try is counted before it is made, so that pulling the plug gives none for free. Who copies the folder first can
try for ever: it stops a hand at this keyboard, nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion import diagnostics, files
from companion.errors import Problem
from companion.vault import destroying
from companion.vault.vault import ATTEMPTS_FILE

LEAST, MOST = 5, 50


def limit(folder: Path) -> int | None:
    """After how many wrong passphrases the keys are destroyed; None where that is off."""
    kept = _read(folder)
    return None if kept is None else kept[0]


def turn_on(folder: Path, tries: int) -> None:
    """Destroy the keys after `tries` wrong passphrases in a row. Raises `setting.refused`, `file.…`."""
    if not LEAST <= tries <= MOST:
        raise Problem("setting.refused", key="wipe_after")
    _write(folder, tries, 0)


def turn_off(folder: Path) -> None:
    """Never destroy anything for a wrong passphrase."""
    files.remove(folder / ATTEMPTS_FILE)


@contextmanager
def counted(folder: Path) -> Iterator[None]:
    """Count the try that the block makes: a wrong one raises `vault.wrong_passphrase_left`, the last `vault.destroyed`.

    Whatever else goes wrong is no try.
    """
    kept = _read(folder)
    if kept is None:
        yield
        return
    tries, used = kept
    _write(folder, tries, used + 1)
    try:
        yield
    except Problem as problem:
        if problem.code != "vault.wrong_passphrase":
            _write(folder, tries, used)
            raise
        left = tries - used - 1
        if left > 0:
            raise Problem("vault.wrong_passphrase_left", left=left) from problem
        destroying.overwrite_slots(folder)
        destroying.remove(folder)
        diagnostics.note("vault.attempts_spent")
        raise Problem("vault.destroyed") from problem
    _write(folder, tries, 0)


def _read(folder: Path) -> tuple[int, int] | None:
    """Tries allowed and used; None if it is off. A file that makes no sense is off: it was not ours to obey."""
    try:
        text = files.read_text(folder / ATTEMPTS_FILE, limit=64)
        tries, used = (int(part) for part in text.split())
    except (Problem, ValueError):
        return None
    return (tries, max(0, used)) if LEAST <= tries <= MOST else None


def _write(folder: Path, tries: int, used: int) -> None:
    files.write_whole(folder / ATTEMPTS_FILE, f"{tries} {used}\n".encode())
