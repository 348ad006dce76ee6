"""One encrypted SQLite file. The only place that knows SQLCipher.

SQLCipher's traps are sprung here once: a forgotten key makes a plain file, a malformed raw key is taken for a
passphrase, memory is not wiped unless told. So the key is always set as raw bytes plus salt, a new file is looked at
before anything is written into it, and no store is handed out before `cipher_version` answered and the canary was read.
"""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from companion.errors import Problem
from companion.vault import process_guard
from companion.vault.disk import explained
from companion.vault.keyslots import StoreKey

Params = Sequence[object] | Mapping[str, object]
Row = tuple[Any, ...]
Progress = Callable[[int, int], None]

PLAIN_HEADER = b"SQLite format 3\0"
PAGE_BYTES = 4096
BUSY_SECONDS = 5.0
CACHE_KIB = 32 * 1024  # a month's report over a million rows reads the same pages again and again
_BATCH = 512
_BACKUP_PAGES = 512


class StoreRole(StrEnum):
    """Which of the two files of a vault."""

    LIBRARY = "library"
    LOG = "log"

    @property
    def file(self) -> str:
        return f"{self.value}.db"


class ConstraintBroken(Exception):
    """A row was refused by a constraint of the table; nothing of the statement remains."""


class Store:
    """One open store. May be used from any thread; statements of different threads wait for each other."""

    def __init__(self, connection: Any, path: Path, secret: bytearray, *, read_only: bool = False) -> None:
        """Use `create` or `open`."""
        self._connection = connection
        self._secret = secret
        self._lock = threading.RLock()
        self._depth = 0
        self._closed = False
        self.path = path
        self.read_only = read_only

    @staticmethod
    def create(path: Path, role: StoreRole, key: StoreKey, vault_id: bytes) -> Store:
        """Make a new encrypted file at `path`, which must not exist.

        Raises `vault.not_encrypted` (and removes the file) if what stands on the disk is not ciphertext.
        """
        if path.exists():
            raise Problem("vault.exists", file=path.name)
        store = _connect(path, key, read_only=False, must_exist=False)
        try:
            store._check_cipher()
            # Only an empty file takes this: what retention erases is then given back, page by page.
            store.execute("PRAGMA auto_vacuum = INCREMENTAL")
            store._prepare()
            with store.transaction():
                store.execute(_CANARY_TABLE)
                store.execute("INSERT INTO canary VALUES (1, ?, ?, 1)", (role.value, vault_id))
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _refuse_plain(path, store._secret)
        except BaseException:
            store.close()
            remove_store(path)
            raise
        return store

    @staticmethod
    def open(path: Path, role: StoreRole, key: StoreKey, vault_id: bytes, *, read_only: bool = False) -> Store:
        """Open the file at `path`.

        Raises `vault.store_missing`, `vault.store_damaged` (also for another vault's file put in its place),
        `vault.disk_fault`, `vault.not_allowed`. With `read_only` nothing at all is written beside the file either.
        """
        if not path.is_file():
            raise Problem("vault.store_missing", file=path.name)
        if _cut_off(path):
            raise Problem("vault.store_damaged", file=path.name)
        store = _connect(path, key, read_only=read_only, must_exist=True)
        try:
            store._check_cipher()
            store._check_canary(role, vault_id)
            store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a statement."""
        with self._lock, self._translated():
            rows: list[Row] = self._connection.execute(sql, params).fetchall()
            return rows

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """The first row, or None."""
        with self._lock, self._translated():
            row: Row | None = self._connection.execute(sql, params).fetchone()
            return row

    def execute(self, sql: str, params: Params = ()) -> int:
        """Run a statement; the id of the row last inserted.

        Outside `transaction` it is committed, and on the disk, when this returns.
        """
        with self._lock, self._translated():
            cursor = self._connection.execute(sql, params)
            cursor.fetchall()
            return int(cursor.lastrowid or 0)

    def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement for each row, all or none of them."""
        with self.transaction(), self._translated():
            self._connection.executemany(sql, rows)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements of the block are committed together, or none. May be nested.

        Other threads wait until the block ends, so that a transaction never holds another thread's statements.
        """
        with self._lock:
            begin, commit, rollback = self._bounds()
            with self._translated():
                self._connection.execute(begin)
            self._depth += 1
            try:
                yield
                with self._translated():
                    self._connection.execute(commit)
            except BaseException:
                self._undo(rollback)
                raise
            finally:
                self._depth -= 1

    def iterate(self, sql: str, params: Params = ()) -> Iterator[Row]:
        """The rows of a statement, a few hundred in memory at a time."""
        with self._lock, self._translated():
            cursor = self._connection.execute(sql, params)
        try:
            while True:
                with self._lock, self._translated():
                    rows = cursor.fetchmany(_BATCH)
                if not rows:
                    return
                yield from rows
        finally:
            with self._lock, contextlib.suppress(Exception):
                cursor.close()

    def interrupt(self) -> None:
        """Stop what another thread is asking of this store; there it raises `vault.interrupted`."""
        with contextlib.suppress(_errors()):  # closed meanwhile: then nothing is left to stop
            self._connection.interrupt()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._connection.in_transaction)

    def reader(self) -> Store:
        """A second connection that only reads and sees what is committed: long reports do not stop anyone saving.

        It is the caller's to close.
        """
        with self._lock:
            self._refuse_closed()
            store = _connect_secret(self.path, bytearray(self._secret), read_only=self.read_only, must_exist=True)
        try:
            store._check_cipher()
            store._prepare()
            store.execute("PRAGMA query_only = ON")
        except BaseException:
            store.close()
            raise
        return store

    def copy_to(self, target: Path, progress: Progress | None = None) -> None:
        """Copy what is committed, encrypted with the same key, to a new file `target`, and open the result.

        The copy is of one moment; saving goes on meanwhile. `progress(done, total)` counts pages. A copy that fails
        leaves no file.
        """
        if target.exists():
            raise Problem("file.in_the_way", file=target.name)
        source = self.reader()
        copy: Store | None = None
        try:
            copy = _connect_secret(target, bytearray(source._secret), read_only=False, must_exist=False)
            source.execute("BEGIN")
            source.one("SELECT role FROM canary")  # from here on the source stands still for us
            with copy._translated(), source._translated():
                source._connection.backup(copy._connection, pages=_BACKUP_PAGES, progress=_counted(progress))
            copy.one("SELECT role FROM canary")
            copy.close()
            _refuse_plain(target, bytes(source._secret))
        except BaseException:
            if copy is not None:
                copy.close()
                remove_store(target)
            raise
        finally:
            source.close()

    def damage(self) -> list[str]:
        """What is wrong inside the file, as SQLite and SQLCipher say it (page numbers and table names, no content)."""
        try:
            if not self.read_only:  # the check of the pages reads the file alone, so what waits beside it goes in first
                self.query("PRAGMA wal_checkpoint(TRUNCATE)")
            _refuse_plain(self.path, self._secret)
            lines = [str(row[0]) for row in self.query("PRAGMA cipher_integrity_check")]
            if not lines:
                lines = [str(row[0]) for row in self.query("PRAGMA integrity_check(20)") if row[0] != "ok"]
                lines += [f"a row of {row[0]} refers to nothing" for row in self.query("PRAGMA foreign_key_check")]
        except Problem as problem:
            lines = [problem.code]
        return lines

    def close(self) -> None:
        """Close the file and wipe our copy of the key. Closing twice is fine; anything else afterwards is refused."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._secret[:] = bytes(len(self._secret))
            with contextlib.suppress(Exception):
                self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _bounds(self) -> tuple[str, str, str]:
        if self._depth == 0:
            return "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
        name = f"nested_{self._depth}"
        return f"SAVEPOINT {name}", f"RELEASE {name}", f"ROLLBACK TO {name}"

    def _undo(self, rollback: str) -> None:
        # SQLite itself rolls back when the disk is full; then there is nothing left to undo.
        with contextlib.suppress(Exception):
            if self._connection.in_transaction:
                self._connection.execute(rollback)
                if rollback.startswith("ROLLBACK TO"):
                    self._connection.execute(rollback.replace("ROLLBACK TO", "RELEASE"))

    def _refuse_closed(self) -> None:
        if self._closed:
            raise Problem("vault.closed")

    def _check_cipher(self) -> None:
        if not self.one("PRAGMA cipher_version") or self.one("PRAGMA cipher_memory_security") != ("1",):
            raise Problem("vault.no_cipher")

    def _check_canary(self, role: StoreRole, vault_id: bytes) -> None:
        try:
            found = self.one("SELECT role, vault FROM canary WHERE id = 1")
        except Problem:
            raise
        except _errors() as error:  # no such table: a database, but not one of ours
            raise Problem("vault.store_damaged", file=self.path.name) from error
        if found != (role.value, vault_id):
            raise Problem("vault.store_damaged", file=self.path.name)

    def _prepare(self) -> None:
        """Settings of a connection: every commit on the disk, nothing deleted or temporary left there."""
        for setting in _SETTINGS if not self.read_only else _READING_SETTINGS:
            self.execute(f"PRAGMA {setting}")

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        self._refuse_closed()
        try:
            yield
        except _errors() as error:
            raise _translate(error, self.path, closed=self._closed) from error


_CANARY_TABLE = """
CREATE TABLE canary (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    role TEXT NOT NULL,
    vault BLOB NOT NULL,
    generation INTEGER NOT NULL
) STRICT
"""
_READING_SETTINGS = ("temp_store = MEMORY", "foreign_keys = ON", "trusted_schema = OFF", f"cache_size = -{CACHE_KIB}")
_SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", *_READING_SETTINGS)


def remove_store(path: Path) -> None:
    """Remove a store's file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def complete(statement: str) -> bool:
    """Whether the text ends a statement: semicolons in strings, comments and triggers don't count."""
    from sqlcipher3 import dbapi2

    return bool(dbapi2.complete_statement(statement))


def _errors() -> Any:
    from sqlcipher3 import dbapi2

    return dbapi2.Error


def _connect(path: Path, key: StoreKey, *, read_only: bool, must_exist: bool) -> Store:
    secret = bytearray(b"x'" + key.key.hex().encode() + key.salt.hex().encode() + b"'")
    return _connect_secret(path, secret, read_only=read_only, must_exist=must_exist)


def _connect_secret(path: Path, secret: bytearray, *, read_only: bool, must_exist: bool) -> Store:
    """Connect and set the raw key: x'<64 hex><32 hex>', anything else would be taken for a passphrase."""
    from sqlcipher3 import dbapi2

    if len(secret) != _SECRET_BYTES:
        raise Problem("vault.header_damaged")
    if not must_exist:
        with explained(path.name):
            path.touch(mode=0o600)  # before SQLite does, which would let the group and others read
    mode = "mode=ro&immutable=1" if read_only else "mode=rw"
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,  # we say BEGIN and COMMIT ourselves
            check_same_thread=False,  # the lock of Store stands guard instead
        )
        # Errors reach people as sentences; SQLCipher's own lines on standard error are switched off.
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.execute("PRAGMA cipher_memory_security = ON").fetchall()
        process_guard.pin(secret)
        connection.set_key(secret)
    except dbapi2.Error as error:
        raise _translate(error, path) from error
    return Store(connection, path, secret, read_only=read_only)


_SECRET_BYTES = len("x''") + 2 * (32 + 16)


def _refuse_plain(path: Path, secret: bytes | bytearray) -> None:
    """An encrypted file begins with its salt. Anything else means that the key was not taken."""
    with explained(path.name), path.open("rb") as stream:
        begin = stream.read(len(PLAIN_HEADER))
    if begin == PLAIN_HEADER or begin.hex().encode() != secret[-1 - 2 * len(begin) : -1]:
        raise Problem("vault.not_encrypted")


def _cut_off(path: Path) -> bool:
    """Whether the last page is not whole. SQLite itself notices missing pages, but rounds up a page that was begun.

    While changes wait beside the file after a crash, its last page may rightly be unfinished.
    """
    waiting = path.with_name(path.name + "-wal")
    if waiting.is_file() and waiting.stat().st_size:
        return False
    return path.stat().st_size % PAGE_BYTES != 0


def _no_room(path: Path) -> bool:
    """Whether the disk has less space left than SQLite takes to open a file."""
    try:
        return shutil.disk_usage(path.parent).free < _ROOM_TO_OPEN
    except OSError:  # the stick is gone: that is no full disk
        return False


def _counted(progress: Progress | None) -> Callable[[int, int, int], None] | None:
    if progress is None:
        return None
    return lambda status, remaining, total: progress(total - remaining, total)


# SQLite's primary result codes.
_CODES = {
    3: "vault.not_allowed",  # PERM
    5: "vault.in_use",  # BUSY
    6: "vault.in_use",  # LOCKED
    7: "vault.no_memory_left",  # NOMEM
    8: "vault.read_only",  # READONLY
    9: "vault.interrupted",  # INTERRUPT
    10: "vault.disk_fault",  # IOERR
    11: "vault.store_damaged",  # CORRUPT
    13: "vault.disk_full",  # FULL
    14: "vault.disk_fault",  # CANTOPEN
    26: "vault.store_damaged",  # NOTADB
}
_CONSTRAINT = 19
_ROOM_TO_OPEN = 64 * 1024  # bytes: its index of changes takes 32 KiB, each store has one
# What copying page by page raises carries no code, only SQLite's fixed text for it.
_TEXTS = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


def _translate(error: Exception, path: Path, *, closed: bool = False) -> Exception:
    """SQLite's error as a sentence for people, or as itself when it is our own mistake."""
    if closed:
        return Problem("vault.closed")
    code = (getattr(error, "sqlite_errorcode", None) or _TEXTS.get(str(error), 0)) & 0xFF
    if code in _CODES:
        # What SQLite keeps beside a file has a size from the start: no room for that is told as a fault of the disk.
        told = "vault.disk_full" if _CODES[code] == "vault.disk_fault" and _no_room(path) else _CODES[code]
        return Problem(told, file=path.name)
    if code == _CONSTRAINT:
        return ConstraintBroken(str(error))
    return error
