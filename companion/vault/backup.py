"""Encrypted copies of a whole vault, and back.

A backup is a vault folder like any other: the same header, the same keys, opened with the passphrase of that day.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from companion import clock, diagnostics, files
from companion.errors import Problem
from companion.vault import migrator
from companion.vault.connection import Progress, Store, StoreRole
from companion.vault.disk import explained, flush
from companion.vault.header_file import HEADER_FILE
from companion.vault.instance import InstanceLock
from companion.vault.keyslots import Header
from companion.vault.vault import (
    BACKUPS_FOLDER,
    OpenVault,
    Vault,
    closing_on_error,
    making,
    open_header,
    open_stores,
    releasing_on_error,
)

PREFIX = "vault-backup"
_CHUNK = 1024 * 1024


def backup(folder: Path, stores: Iterable[Store], header: Header, to: Path, progress: Progress | None) -> Path:
    """Copy a vault into a new folder inside `to`, named after the day.

    The folder gets its name last, after the copies were opened and read: what is called a backup is one. Raises
    `vault.disk_full`, `vault.read_only`, `file.…`; what was begun is removed.
    """
    if to.resolve().is_relative_to(folder.resolve()):
        raise Problem("vault.backup_inside")
    files.make_folder(to)
    final = _free_name(to)
    part = final.with_name(f".{final.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    with explained(part.name), diagnostics.timed("vault.backed_up"):
        try:
            files.make_folder(part)
            for store in stores:
                store.copy_to(part / store.path.name, progress)
                flush(part / store.path.name)
            files.write_whole(part / HEADER_FILE, header.pack())
            part.rename(final)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    files.sync_folder(to)
    return final


def due(last: date | None, days: int) -> bool:
    """Whether it is time for a backup: `days` after the last one; 0 days: never. A date in the future tells nothing of
    when it really was, so that one is due too."""
    today = clock.today()
    return days > 0 and (last is None or last > today or (today - last).days >= days)


def restore(source: Path, to: Path, passphrase: str) -> OpenVault:
    """Bring the vault in the folder `source` back as the folder `to`, and open it.

    `to` must hold no vault: nothing is ever overwritten. The copy is checked page by page while it still counts as
    unfinished, so that what remains is a whole vault or none. Raises what `Vault.unlock` raises, and `vault.exists`.
    """
    if Vault.exists(to):
        raise Problem("vault.exists")
    header, content = open_header(source, passphrase)
    if content.log is None:  # a kiosk's passphrase could not check the log
        raise Problem("vault.slot_not_yours")
    files.make_folder(to)
    lock = InstanceLock(to)
    with releasing_on_error(lock, remove=True), making(to), explained(to.name), diagnostics.timed("vault.restored"):
        for role in StoreRole:
            _copy_store(source, to, role)
        files.sync_folder(to)
        vault = open_stores(to, header, content, lock)
        with closing_on_error(vault):
            damaged = [store.path.name for store in vault.stores() if store.damage()]
            if damaged:
                raise Problem("vault.store_damaged", file=damaged[0])
            # The header last, as when a vault is made.
            files.write_whole(to / HEADER_FILE, header.pack())
    return vault


def old_copies(store: Store, made_by: date) -> list[Path]:
    """The copies of a store that were made before updates up to that day."""
    with explained(BACKUPS_FOLDER):
        copies = sorted((store.path.parent / BACKUPS_FOLDER).glob(f"{store.path.stem}-*.db"))
        return [copy for copy in copies if datetime.fromtimestamp(copy.stat().st_mtime, UTC).date() <= made_by]


def remove_copies(copies: Iterable[Path]) -> None:
    """Remove copies made before updates: they still hold what has been erased since."""
    with explained(BACKUPS_FOLDER):
        for copy in copies:
            copy.unlink(missing_ok=True)


def trial(source: Path, passphrase: str, progress: Progress | None = None) -> int:
    """Open a backup as restoring it would, and read every page of it; how many bytes were read. Nothing is written.

    Raises what `Vault.unlock` raises, `vault.newer` for a later program's.
    """
    header, content = open_header(source, passphrase)
    if content.log is None:
        raise Problem("vault.slot_not_yours")
    keys = ((StoreRole.LIBRARY, content.library), (StoreRole.LOG, content.log))
    with diagnostics.timed("vault.backup_tried"):
        for done, (role, key) in enumerate(keys):
            with Store.open(source / role.file, role, key, header.vault_id, read_only=True) as store:
                migrator.refuse_newer(store, migrator.migrations(role))
                if store.damage():
                    raise Problem("vault.store_damaged", file=role.file)
            if progress is not None:
                progress(done + 1, len(keys))
    return sum((source / role.file).stat().st_size for role, _ in keys)


def _copy_store(source: Path, to: Path, role: StoreRole) -> None:
    """Copy a store's file and, if the vault it comes from was not closed, what waits beside it."""
    if not (source / role.file).is_file():
        raise Problem("vault.store_missing", file=role.file)
    for name in (role.file, f"{role.file}-wal"):
        if (source / name).is_file():
            target = to / name
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with (source / name).open("rb") as reading, os.fdopen(handle, "wb") as writing:
                shutil.copyfileobj(reading, writing, _CHUNK)
            flush(target)


def _free_name(to: Path) -> Path:
    name = f"{PREFIX}-{clock.today().isoformat()}"
    for suffix in ("", *(f"-{number}" for number in range(2, 1000))):
        if not (to / f"{name}{suffix}").exists():
            return to / f"{name}{suffix}"
    raise Problem("file.in_the_way", file=name)
