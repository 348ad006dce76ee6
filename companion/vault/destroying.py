"""The end of a vault: its key slots are overwritten first, in a blink; from then on nobody opens it. Then the rest.

What a worn disk, a snapshot or a backup elsewhere keeps is out of any program's reach (SECURITY.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from companion import diagnostics, files
from companion.vault.connection import StoreRole
from companion.vault.disk import explained
from companion.vault.header_file import CREATING_FILE, HEADER_FILE
from companion.vault.instance import LOCK_FILE
from companion.vault.keyslots import HEADER_BYTES, SLOTS_AT
from companion.vault.vault import ATTEMPTS_FILE, BACKUPS_FOLDER, LETTERBOX_FILE, LETTERS_FOLDER, OpenVault

_CHUNK = 1024 * 1024


def destroy(vault: OpenVault) -> list[str]:
    """Destroy an open vault; what could not be removed, by name. Raises `vault.read_only`, `vault.throw_away`,
    `vault.not_allowed` or `vault.disk_fault` if not even the slots could be overwritten: then nothing was changed."""
    vault.writable_header()
    overwrite_slots(vault.folder)
    vault.close()
    return remove(vault.folder)


def overwrite_slots(folder: Path) -> None:
    """Random bytes over all key slots, where they stand, and then over the whole header. On the disk on return."""
    with explained(HEADER_FILE):
        handle = os.open(folder / HEADER_FILE, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            for at, length in ((SLOTS_AT, HEADER_BYTES - SLOTS_AT), (0, HEADER_BYTES)):
                os.lseek(handle, at, os.SEEK_SET)
                os.write(handle, os.urandom(length))
                os.fsync(handle)
        finally:
            os.close(handle)
    diagnostics.note("vault.slots_destroyed")


def remove(folder: Path) -> list[str]:
    """Overwrite and remove the vault's files, the header last; names of those that are still there.

    What else somebody put into the folder stays.
    """
    left = []
    for path in (*_files(folder), folder / HEADER_FILE):
        try:
            _overwrite(path)
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path.name)
    for place in (folder / BACKUPS_FOLDER, folder / LETTERS_FOLDER, folder):
        with suppress(OSError):  # something of somebody else's is in it
            place.rmdir()
    files.sync_folder(folder.parent)
    diagnostics.note("vault.destroyed")
    return left


def _files(folder: Path) -> Iterator[Path]:
    for role in StoreRole:
        for suffix in ("", "-wal", "-shm", "-journal"):
            yield folder / f"{role.file}{suffix}"
    yield from sorted((folder / BACKUPS_FOLDER).glob("*"))
    yield from sorted((folder / LETTERS_FOLDER).glob("*"))
    yield from (folder / name for name in (LOCK_FILE, CREATING_FILE, ATTEMPTS_FILE, LETTERBOX_FILE))


def _overwrite(path: Path) -> None:
    """Random bytes over the whole file: encrypted already, but then not even that is left where it stood."""
    if not path.is_file():
        return
    size = path.stat().st_size
    with path.open("r+b", buffering=0) as stream:
        for at in range(0, size, _CHUNK):
            stream.write(os.urandom(min(_CHUNK, size - at)))
        os.fsync(stream.fileno())
