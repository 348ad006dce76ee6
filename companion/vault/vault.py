"""A vault: a folder with a header of key slots and two encrypted stores, opened with a passphrase.

header.key   parameters and key slots (`keyslots`)
library.db   settings, content, services        each its own random key, so that a slot
log.db       contacts and what is released      can open the library without the log
vault.lock   one program at a time
creating     stands here only while a vault is being made
backups/     encrypted copies made before a migration
attempts     only where the team wants the keys destroyed after wrong passphrases
letterbox    the public key that letters are sealed to (`log.letterbox`), in clear
letters/     sealed numbers of workshops that wait to be counted
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from companion import diagnostics, files
from companion.errors import Fact, Problem
from companion.vault import kdf, migrator, strength
from companion.vault.connection import Progress, Store, StoreRole, remove_store
from companion.vault.disk import explained
from companion.vault.header_file import CREATING_FILE, HEADER_FILE, abandoned, read_header, replace_header
from companion.vault.instance import InstanceLock
from companion.vault.kdf import Cost
from companion.vault.keyslots import FORMAT, Header, SlotContent, SlotKind, StoreKey

BACKUPS_FOLDER = "backups"
ATTEMPTS_FILE = "attempts"
LETTERBOX_FILE = "letterbox"
LETTERS_FOLDER = "letters"
MIGRATION_BACKUPS_KEPT = 3


@dataclass(frozen=True)
class Finding:
    """Something `verify` noticed; `code` has its sentence in `labels`."""

    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True)
class Info:
    """What can be said of a vault without opening it. How many slots are in use cannot be."""

    format: int
    cost: Cost
    generation: int
    sound: bool
    bytes: int


class OpenVault:
    """A vault whose stores are open. Close it: nothing can be read through it afterwards."""

    def __init__(
        self,
        folder: Path,
        stores: tuple[Store, Store | None],
        header: Header | None,
        lock: InstanceLock | None,
        opened_by: SlotContent | None = None,
    ) -> None:
        """Use `Vault.create`, `Vault.unlock` or `Vault.throw_away`. Without a header it is a throw-away vault."""
        self.folder = folder
        # Of the slot that opened it, its kind and identity; its keys are with the stores.
        self.kind = SlotKind.WORKER if opened_by is None else opened_by.kind
        self.identity = b"" if opened_by is None else opened_by.identity
        self.library, self._log = stores
        self._header = header
        self._sealed = True
        self._lock = lock
        self.read_only = lock is None

    @property
    def log(self) -> Store:
        """The log; `vault.log_closed` if the slot that opened the vault holds no key to it."""
        if self._log is None:
            raise Problem("vault.log_closed")
        return self._log

    @property
    def library_only(self) -> bool:
        """Whether this vault was opened without the key to the log, as a kiosk's slot opens it."""
        return self._log is None

    @property
    def throw_away(self) -> bool:
        """Whether nothing of this vault outlives `close`."""
        return self._header is None

    def close(self) -> None:
        """Close both stores and let go of the vault. A throw-away vault's files are removed."""
        for store in self.stores():
            store.close()
        if self._lock is not None:
            if self.throw_away:
                _remove_stores(self.folder)
            self._lock.release(remove=self.throw_away)
            self._lock = None
            if self.throw_away:
                with suppress(OSError):  # somebody put something else into it
                    self.folder.rmdir()

    def __enter__(self) -> OpenVault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace `old` by `new` in its slot. The header is replaced whole, so that one of the two always opens.

        Raises `vault.wrong_passphrase` for `old`, `passphrase.…` for a weak `new`, `vault.read_only`.
        """
        header = self.writable_header()
        strength.refuse_weak(new)
        opened = header.open_slot(kdf.derive(old, header.salt, header.cost))
        if opened is None:
            raise Problem("vault.wrong_passphrase")
        position, content = opened
        key = kdf.derive(new, header.salt, header.cost)
        if new != old and header.open_slot(key) is not None:
            raise Problem("vault.slot_taken")
        if content.kind is SlotKind.RECOVERY:  # a sheet's words that somebody keeps using are nobody's sheet any more
            content = replace(content, kind=SlotKind.WORKER)
            self.remember_slot(position, content)
        self.write_header(header.with_slot(position, key, content))
        diagnostics.note("vault.passphrase_changed")

    def backup(self, to: Path, progress: Progress | None = None) -> Path:
        """Make an encrypted copy of the vault in a new folder inside `to`, and open it to be sure; its path.

        Raises `vault.log_closed` where the vault was opened without the log: half a copy is none.
        """
        from companion.vault.backup import backup

        _ = self.log
        return backup(self.folder, self.stores(), self.writable_header(), to, progress)

    def verify(self) -> list[Finding]:
        """Check every page and table of both stores and the header. An empty list is good news."""
        found = [
            Finding("vault.finding_page", {"file": s.path.name, "detail": d}) for s in self.stores() for d in s.damage()
        ]
        if self._header is None:
            return found
        header = read_header(self.folder)
        if not header.sound:
            found.append(Finding("vault.finding_header_damaged", {}))
        elif header != self._header or not self._sealed:
            found.append(Finding("vault.finding_header_changed", {}))
        elif header.generation < self._remembered():
            found.append(Finding("vault.finding_header_older", {}))
        return found

    def remember_slot(self, position: int, content: SlotContent, label: str = "") -> None:
        """Write down that a slot is in use; the header itself does not tell."""
        self.library.execute(
            "INSERT OR REPLACE INTO key_slot (position, identity, kind, label) VALUES (?, ?, ?, ?)",
            (position, content.identity, int(content.kind), label),
        )

    def forget_slot(self, position: int) -> None:
        """A slot is in use no more."""
        self.library.execute("DELETE FROM key_slot WHERE position = ?", (position,))

    def writable_header(self) -> Header:
        """The header, to be changed. Raises `vault.throw_away`, `vault.read_only`."""
        if self._header is None:
            raise Problem("vault.throw_away")
        if self.read_only:
            raise Problem("vault.read_only", file=HEADER_FILE)
        return self._header

    def write_header(self, changed: Header) -> None:
        """Put a changed header in place of the one on the disk, whole or not at all."""
        replace_header(self.folder, changed)
        self._header, self._sealed = changed, True
        self._remember(changed.generation)

    def reconcile(self, header: Header, *, sealed: bool = True) -> None:
        """Carry the header's generation into the stores, after a crash between the two; never backwards.

        `sealed` says whether the seal of the header holds: a slot put back by somebody without the keys breaks it.
        """
        self._sealed = sealed
        if not self.read_only and header.generation > self._remembered():
            self._remember(header.generation)

    def stores(self) -> list[Store]:
        return [self.library] if self._log is None else [self.library, self._log]

    def _remembered(self) -> int:
        rows = [store.one("SELECT generation FROM canary") for store in self.stores()]
        return max(int(row[0]) for row in rows if row)

    def _remember(self, generation: int) -> None:
        for store in self.stores():
            store.execute("UPDATE canary SET generation = ?", (generation,))


class Vault:
    """What can be done with a vault's folder."""

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a vault: a header, or stores that have lost theirs."""
        with explained(HEADER_FILE):
            return (folder / HEADER_FILE).is_file() or abandoned(folder)

    @staticmethod
    def create(folder: Path, passphrase: str, *, cost: Cost | None = None) -> OpenVault:
        """Make a vault and open it.

        Stores first, header last: a crash leaves no vault or a whole one. `cost` is for tests; without it the device
        is measured, and never asked for less than `kdf.FLOOR`. Raises `vault.exists`, `passphrase.…`,
        `vault.disk_full`, `file.…`.
        """
        strength.refuse_weak(passphrase)
        if Vault.exists(folder):
            raise Problem("vault.exists")
        files.make_folder(folder)
        lock = InstanceLock(folder)
        with releasing_on_error(lock, remove=True), making(folder), diagnostics.timed("vault.created"):
            header = Header.new(cost or kdf.calibrate())
            content = SlotContent.new(SlotKind.WORKER, StoreKey.new(), StoreKey.new())
            header = header.with_slot(0, kdf.derive(passphrase, header.salt, header.cost), content)
            vault = OpenVault(folder, _create_stores(folder, content, header.vault_id), header, lock, content)
            with closing_on_error(vault):
                vault.remember_slot(0, content)
                vault.reconcile(header)
                files.sync_folder(folder)
                files.write_whole(folder / HEADER_FILE, header.pack())
        return vault

    @staticmethod
    def unlock(folder: Path, passphrase: str) -> OpenVault:
        """Open a vault. One key derivation, whatever the passphrase.

        Raises `vault.not_a_vault`, `vault.header_missing`, `vault.header_damaged`, `vault.wrong_passphrase`,
        `vault.store_missing`, `vault.store_damaged`, `vault.newer`, `vault.in_use`, `vault.read_only` (only if
        something had to be written), `vault.migration_failed`, `vault.disk_full`; where wrong tries are counted
        (`attempts`) also `vault.wrong_passphrase_left` and `vault.destroyed`.
        """
        from companion.vault import attempts

        read_header(folder)  # what is no vault gets no lock file
        lock = _lock_or_read_only(folder)
        with releasing_on_error(lock), diagnostics.timed("vault.unlocked"):
            with nullcontext() if lock is None else attempts.counted(folder):
                header, content = open_header(folder, passphrase)
            vault = open_stores(folder, header, content, lock)
            if lock is not None:
                (folder / CREATING_FILE).unlink(missing_ok=True)
        return vault

    @staticmethod
    def throw_away(folder: Path) -> OpenVault:
        """A vault for the demo: random keys that nobody ever sees, no header, removed when closed."""
        if Vault.exists(folder):
            raise Problem("vault.exists")
        files.make_folder(folder)
        lock = InstanceLock(folder)
        with releasing_on_error(lock, remove=True):
            content = SlotContent.new(SlotKind.WORKER, StoreKey.new(), StoreKey.new())
            return OpenVault(folder, _create_stores(folder, content, os.urandom(16)), None, lock)

    @staticmethod
    def info(folder: Path) -> Info:
        """What the header says to anybody: cost, generation, and the size of the vault's files in bytes."""
        header = read_header(folder)
        paths = [folder / HEADER_FILE, *(folder / role.file for role in StoreRole)]
        size = sum(path.stat().st_size for path in paths if path.is_file())
        return Info(FORMAT, header.cost, header.generation, header.sound, size)


def _create_stores(folder: Path, content: SlotContent, vault_id: bytes) -> tuple[Store, Store]:
    """Both stores, new and up to date."""
    made: list[Store] = []
    try:
        for role, key in ((StoreRole.LIBRARY, content.library), (StoreRole.LOG, content.log)):
            assert key is not None
            store = Store.create(folder / role.file, role, key, vault_id)
            made.append(store)
            migrator.migrate(store, migrator.migrations(role))
    except BaseException:
        for store in made:
            store.close()
            remove_store(store.path)
        raise
    return made[0], made[1]


def open_header(folder: Path, passphrase: str) -> tuple[Header, SlotContent]:
    """The header of a vault, and what the passphrase opens in it: one key derivation, all slots tried."""
    header = read_header(folder)
    opened = header.open_slot(kdf.derive(passphrase, header.salt, header.cost))
    if opened is None:
        raise Problem("vault.wrong_passphrase" if header.sound else "vault.header_damaged")
    return header, opened[1]


def open_stores(folder: Path, header: Header, content: SlotContent, lock: InstanceLock | None) -> OpenVault:
    """Open the stores a slot has keys for, and bring them up to date. Without a lock they are only read."""
    read_only = lock is None
    if read_only:
        _refuse_unfinished(folder)
    path = folder / StoreRole.LIBRARY.file
    library = Store.open(path, StoreRole.LIBRARY, content.library, header.vault_id, read_only=read_only)
    log = None
    try:
        if content.log is not None:
            path = folder / StoreRole.LOG.file
            log = Store.open(path, StoreRole.LOG, content.log, header.vault_id, read_only=read_only)
        vault = OpenVault(folder, (library, log), header, lock, content)
        _bring_up_to_date(vault)
        vault.reconcile(header, sealed=header.seal_holds(content.library))
    except BaseException:
        library.close()
        if log is not None:
            log.close()
        raise
    return vault


def _bring_up_to_date(vault: OpenVault) -> None:
    """Migrate both stores. Both are looked at before either is changed."""
    known = {store: migrator.migrations(StoreRole(store.path.stem)) for store in vault.stores()}
    for store, steps in known.items():
        migrator.refuse_newer(store, steps)
    for store, steps in known.items():
        taken = migrator.migrate(store, steps, partial(_backup_before_migration, vault.folder, store))
        if taken:
            diagnostics.note("vault.migrated")


def _backup_before_migration(folder: Path, store: Store) -> None:
    """An encrypted copy in `backups/`, named after the store and its version; the last few are kept."""
    backups = folder / BACKUPS_FOLDER
    files.make_folder(backups)
    copy = backups / f"{store.path.stem}-{migrator.version(store):04}.db"
    part = copy.with_suffix(".part")
    remove_store(part)
    store.copy_to(part)
    part.replace(copy)
    files.sync_folder(backups)
    for old in sorted(backups.glob(f"{store.path.stem}-*.db"))[:-MIGRATION_BACKUPS_KEPT]:
        old.unlink()


def _lock_or_read_only(folder: Path) -> InstanceLock | None:
    """The lock, or None where nothing can be written: a locked stick can still be read."""
    paths = [path for role in StoreRole if (path := folder / role.file).is_file()]
    if not all(os.access(path, os.W_OK) for path in paths):
        return None
    try:
        return InstanceLock(folder)
    except Problem as problem:
        if problem.code == "vault.read_only":
            return None
        raise


def _refuse_unfinished(folder: Path) -> None:
    """Where nothing can be written, a store whose last changes still wait beside it would be read without them."""
    for role in StoreRole:
        waiting = folder / f"{role.file}-wal"
        if waiting.is_file() and waiting.stat().st_size:
            raise Problem("vault.read_only_unfinished", file=role.file)


def _remove_stores(folder: Path) -> None:
    for role in StoreRole:
        remove_store(folder / role.file)


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """While a vault is made in `folder` a marker stands there, so that what a crash left can be told from a vault.

    Whatever an earlier attempt left is removed first; an attempt that fails removes its own.
    """
    marker = folder / CREATING_FILE
    if marker.is_file():
        _remove_stores(folder)
    files.write_whole(marker, b"")
    try:
        yield
    except BaseException:
        _remove_stores(folder)
        (folder / HEADER_FILE).unlink(missing_ok=True)
        marker.unlink(missing_ok=True)
        raise
    marker.unlink(missing_ok=True)
    files.sync_folder(folder)


@contextmanager
def closing_on_error(vault: OpenVault) -> Iterator[None]:
    """Close the stores if the block fails; the lock is its taker's to release."""
    try:
        yield
    except BaseException:
        for store in vault.stores():
            store.close()
        raise


@contextmanager
def releasing_on_error(lock: InstanceLock | None, *, remove: bool = False) -> Iterator[None]:
    """Let go of the vault if the block fails; with `remove`, leave no lock file where no vault came to be."""
    try:
        yield
    except BaseException:
        if lock is not None:
            lock.release(remove=remove)
        raise
