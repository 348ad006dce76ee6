"""SQLCipher's traps, each sprung on purpose, and what a store promises."""

from __future__ import annotations

import functools
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from companion.errors import Problem
from companion.vault import connection
from companion.vault.connection import ConstraintBroken, Store, StoreRole
from companion.vault.keyslots import StoreKey
from companion.vault.vault import Vault

KEY = StoreKey(bytes(range(32)), bytes(range(16)))
VAULT_ID = b"v" * 16
MARKER = "purpleheron"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open log store with one table."""
    made = Store.create(tmp_path / "log.db", StoreRole.LOG, KEY, VAULT_ID)
    made.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT UNIQUE)")
    yield made
    made.close()


def reopen(store: Store, key: StoreKey = KEY, **options: Any) -> Store:
    store.close()
    return Store.open(store.path, StoreRole.LOG, key, VAULT_ID, **options)


# Traps


def test_a_forgotten_key_would_make_a_plain_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyless(dbapi2.Connection):  # type: ignore[misc]
        def set_key(self, _: object) -> None:
            """Forget it."""

    monkeypatch.setattr(dbapi2, "connect", functools.partial(dbapi2.connect, factory=Keyless))
    with pytest.raises(Problem, match=r"vault\.not_encrypted"):
        Store.create(tmp_path / "log.db", StoreRole.LOG, KEY, VAULT_ID)
    assert list(tmp_path.iterdir()) == []


def test_a_malformed_raw_key_would_be_taken_for_a_passphrase(tmp_path: Path) -> None:
    malformed = bytearray(b"x'" + b"ab" * 31 + b"'")
    taken = dbapi2.connect(str(tmp_path / "trap.db"))
    taken.set_key(malformed)
    taken.execute("CREATE TABLE silent (id)")  # SQLCipher says nothing
    taken.close()
    with pytest.raises(Problem):
        connection._connect_secret(tmp_path / "ours.db", malformed, read_only=False, must_exist=False)
    assert not (tmp_path / "ours.db").exists()


def test_a_file_keyed_with_another_salt_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a key taken for a passphrase looks like on the disk: ciphertext, but beginning with a salt of its own."""

    class Malformed(dbapi2.Connection):  # type: ignore[misc]
        def set_key(self, secret: bytearray) -> None:
            super().set_key(secret[:-5] + b"'")

    monkeypatch.setattr(dbapi2, "connect", functools.partial(dbapi2.connect, factory=Malformed))
    with pytest.raises(Problem, match=r"vault\.not_encrypted"):
        Store.create(tmp_path / "log.db", StoreRole.LOG, KEY, VAULT_ID)
    assert list(tmp_path.iterdir()) == []


def test_a_library_without_encryption_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain(sqlite3.Connection):
        def set_key(self, _: object) -> None:
            """As if the wrong library had been shipped."""

    monkeypatch.setattr(dbapi2, "connect", functools.partial(sqlite3.connect, factory=Plain))
    with pytest.raises(Problem, match=r"vault\.no_cipher"):
        Store.create(tmp_path / "log.db", StoreRole.LOG, KEY, VAULT_ID)
    assert list(tmp_path.iterdir()) == []


def test_memory_security_that_stays_off_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless(dbapi2.Connection):  # type: ignore[misc]
        def execute(self, sql: str, *rest: object) -> Any:
            # Once on, it stays on in this process; so answer as a library that never switched it on.
            return super().execute("SELECT '0'" if sql == "PRAGMA cipher_memory_security" else sql, *rest)

    monkeypatch.setattr(dbapi2, "connect", functools.partial(dbapi2.connect, factory=Careless))
    with pytest.raises(Problem, match=r"vault\.no_cipher"):
        Store.create(tmp_path / "log.db", StoreRole.LOG, KEY, VAULT_ID)


def test_the_file_begins_with_its_salt_and_holds_no_word(store: Store) -> None:
    store.execute("INSERT INTO entry (text) VALUES (?)", (MARKER * 50,))
    files = [path for path in store.path.parent.iterdir() if path.name.startswith("log.db")]
    assert {path.name for path in files} == {"log.db", "log.db-wal", "log.db-shm"}
    assert not any(MARKER.encode() in path.read_bytes() or b"CREATE" in path.read_bytes() for path in files)
    assert store.path.read_bytes()[:16] == KEY.salt


def test_the_settings_of_a_connection(store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cipher_memory_security": "1",
        "cache_size": -connection.CACHE_KIB,
    }
    again = reopen(store)
    with again:
        assert {name: again.query(f"PRAGMA {name}")[0][0] for name in expected} == expected
        assert again.query("PRAGMA cipher_version")


def test_files_belong_to_their_owner_alone(store: Store) -> None:
    store.execute("INSERT INTO entry (text) VALUES ('a')")
    assert {path.stat().st_mode & 0o777 for path in store.path.parent.iterdir()} == {0o600}


@pytest.mark.parametrize("key", [StoreKey(bytes(32), KEY.salt), StoreKey(KEY.key, bytes(16))])
def test_a_wrong_key_is_refused_in_silence(store: Store, key: StoreKey, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Problem, match=r"vault\.store_damaged"):
        reopen(store, key)
    assert capfd.readouterr() == ("", "")


def test_another_vaults_file_or_the_other_store_is_refused(store: Store) -> None:
    store.close()
    for role, vault_id in ((StoreRole.LIBRARY, VAULT_ID), (StoreRole.LOG, b"w" * 16)):
        with pytest.raises(Problem, match=r"vault\.store_damaged"):
            Store.open(store.path, role, KEY, vault_id)


def test_an_encrypted_file_without_a_canary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    other = connection._connect(path, KEY, read_only=False, must_exist=False)
    other.execute("CREATE TABLE entry (id)")
    other.close()
    with pytest.raises(Problem, match=r"vault\.store_damaged"):
        Store.open(path, StoreRole.LOG, KEY, VAULT_ID)


def test_a_missing_file_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"vault\.store_missing"):
        Store.open(tmp_path / "log.db", StoreRole.LOG, KEY, VAULT_ID)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_created_over_a_file(store: Store) -> None:
    before = store.path.read_bytes()
    with pytest.raises(Problem, match=r"vault\.exists"):
        Store.create(store.path, StoreRole.LOG, KEY, VAULT_ID)
    assert store.path.read_bytes() == before


# Statements and transactions


def test_rows_come_back_with_either_kind_of_parameters(store: Store) -> None:
    first = store.execute("INSERT INTO entry (text) VALUES (?)", ("a",))
    store.execute("INSERT INTO entry (text) VALUES (:text)", {"text": "b"})
    assert store.query("SELECT id, text FROM entry ORDER BY id") == [(first, "a"), (first + 1, "b")]
    assert store.one("SELECT text FROM entry WHERE id = ?", (first,)) == ("a",)
    assert store.one("SELECT text FROM entry WHERE id = -1") is None


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.execute("INSERT INTO entry (text) VALUES ('a')")
        _ = 1 // 0
    assert store.query("SELECT * FROM entry") == []
    assert not store.in_transaction


def test_an_inner_transaction_can_fail_alone(store: Store) -> None:
    with store.transaction():
        store.execute("INSERT INTO entry (text) VALUES ('kept')")
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.execute("INSERT INTO entry (text) VALUES ('gone')")
            _ = 1 // 0
        with store.transaction():
            store.execute("INSERT INTO entry (text) VALUES ('kept too')")
    assert store.query("SELECT text FROM entry ORDER BY id") == [("kept",), ("kept too",)]


def test_many_rows_are_all_there_or_none(store: Store) -> None:
    with pytest.raises(ConstraintBroken):
        store.execute_many("INSERT INTO entry (text) VALUES (?)", [("a",), ("b",), ("a",)])
    assert store.query("SELECT * FROM entry") == []
    store.execute_many("INSERT INTO entry (text) VALUES (?)", ((str(number),) for number in range(1000)))
    assert store.one("SELECT count(*) FROM entry") == (1000,)


def test_iterating_hands_over_every_row_while_others_write(store: Store) -> None:
    store.execute_many("INSERT INTO entry (text) VALUES (?)", ((str(number),) for number in range(1500)))
    seen = []
    for (number,) in store.iterate("SELECT id FROM entry WHERE id <= 1500 ORDER BY id"):
        if number % 500 == 0:
            store.execute("INSERT INTO entry (text) VALUES (?)", (f"later {number}",))
        seen.append(number)
    assert seen == list(range(1, 1501))


def test_iterating_can_be_left_early(store: Store) -> None:
    store.execute_many("INSERT INTO entry (text) VALUES (?)", ((str(number),) for number in range(1500)))
    rows = store.iterate("SELECT id FROM entry ORDER BY id")
    assert next(rows) == (1,)
    rows.close()  # type: ignore[attr-defined]
    store.execute("DROP TABLE entry")  # refused while a statement still reads


def test_our_own_mistakes_are_not_told_as_the_persons(store: Store) -> None:
    with pytest.raises(dbapi2.OperationalError, match="no such table"):
        store.query("SELECT * FROM nowhere")


def test_a_transaction_keeps_other_threads_out(store: Store) -> None:
    """Four threads add twenty-five each by reading and writing: a lost update would show."""
    store.execute("CREATE TABLE counter (value INTEGER)")
    store.execute("INSERT INTO counter VALUES (0)")

    def add() -> None:
        for _ in range(25):
            with store.transaction():
                row = store.one("SELECT value FROM counter")
                assert row is not None
                store.execute("UPDATE counter SET value = ?", (row[0] + 1,))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.one("SELECT value FROM counter") == (100,)


def test_a_long_question_can_be_stopped(store: Store) -> None:
    """The statement itself says that it runs, so that it is stopped while it does."""
    running = threading.Event()
    store._connection.create_function("running", 0, running.set)

    def stop() -> None:
        assert running.wait(30)
        store.interrupt()

    stopper = threading.Thread(target=stop)
    stopper.start()
    numbers = "SELECT coalesce(running(), 0) UNION ALL SELECT i + 1 FROM n"
    with pytest.raises(Problem, match=r"vault\.interrupted"):
        store.query(f"WITH RECURSIVE n (i) AS ({numbers}) SELECT count(*) FROM n")
    stopper.join()
    assert store.one("SELECT 1") == (1,)


def test_a_reader_sees_what_is_committed_and_cannot_write(store: Store) -> None:
    reader = store.reader()
    with store.transaction():
        store.execute("INSERT INTO entry (text) VALUES ('a')")
        assert reader.query("SELECT * FROM entry") == []
    assert len(reader.query("SELECT * FROM entry")) == 1
    with pytest.raises(Problem, match=r"vault\.read_only"):
        reader.execute("INSERT INTO entry (text) VALUES ('b')")
    reader.close()


def test_a_closed_store_answers_nothing_and_holds_no_key(store: Store) -> None:
    rows = store.iterate("SELECT 1")
    store.close()
    store.close()
    store.interrupt()
    assert set(store._secret) == {0}
    for step in (
        lambda: store.query("SELECT 1"),
        lambda: store.execute("SELECT 1"),
        lambda: next(rows),
        store.reader,
        lambda: store.transaction().__enter__(),
        lambda: store.copy_to(store.path.with_name("copy.db")),
    ):
        with pytest.raises(Problem, match=r"vault\.closed"):
            step()


# Disks


def test_a_copy_onto_a_full_disk_is_told_and_leaves_no_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = connection._connect_secret

    def small(path: Path, secret: bytearray, *, read_only: bool, must_exist: bool) -> Store:
        made = connect(path, secret, read_only=read_only, must_exist=must_exist)
        if not must_exist:
            made.query("PRAGMA max_page_count = 1")
        return made

    monkeypatch.setattr(connection, "_connect_secret", small)
    copy = store.path.with_name("copy.db")
    with pytest.raises(Problem, match=r"vault\.disk_full"):
        store.copy_to(copy)
    assert not copy.exists()


@pytest.mark.parametrize(("free", "code"), [(0, "vault.disk_full"), (10**9, "vault.disk_fault")])
def test_a_fault_for_want_of_room_is_told_as_a_full_disk(
    free: int, code: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(store.path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    with pytest.raises(Problem) as caught, store._translated():
        raise dbapi2.OperationalError("disk I/O error")
    assert caught.value.code == code


def test_a_full_disk_keeps_what_was_saved(store: Store) -> None:
    store.execute("INSERT INTO entry (text) VALUES ('before')")
    pages = store.query("PRAGMA page_count")[0][0]
    store.query(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Problem, match=r"vault\.disk_full"), store.transaction():
        for number in range(100):
            store.execute("INSERT INTO entry (text) VALUES (?)", (f"{number}" * 900,))
    assert store.query("SELECT text FROM entry") == [("before",)]
    store.query("PRAGMA max_page_count = 100000")
    store.execute("INSERT INTO entry (text) VALUES ('after')")
    again = reopen(store)
    assert again.query("SELECT text FROM entry ORDER BY id") == [("before",), ("after",)]
    again.close()


def test_read_only_reads_and_writes_nothing_at_all(store: Store) -> None:
    store.execute("INSERT INTO entry (text) VALUES ('a')")
    store.close()
    before = {path.name: path.read_bytes() for path in store.path.parent.iterdir()}
    again = reopen(store, read_only=True)
    assert again.query("SELECT text FROM entry") == [("a",)]
    with pytest.raises(Problem, match=r"vault\.read_only"):
        again.execute("INSERT INTO entry (text) VALUES ('b')")
    assert again.reader().query("SELECT text FROM entry") == [("a",)]
    again.close()
    assert {path.name: path.read_bytes() for path in store.path.parent.iterdir()} == before


def test_every_code_of_sqlite_that_can_happen_becomes_a_problem() -> None:
    for code in connection._CODES:
        error = dbapi2.OperationalError("words of the library")
        error.sqlite_errorcode = code | 0x300  # an extended code
        told = connection._translate(error, Path("log.db"))
        assert isinstance(told, Problem)
        assert told.facts == {"file": "log.db"}


# Copies and checks


def test_a_copy_is_encrypted_and_opens(store: Store) -> None:
    store.execute_many("INSERT INTO entry (text) VALUES (?)", ((f"{MARKER} {number}",) for number in range(2000)))
    steps: list[tuple[int, int]] = []
    copy = store.path.with_name("copy.db")
    store.copy_to(copy, lambda done, total: steps.append((done, total)))
    assert MARKER.encode() not in copy.read_bytes()
    assert sorted(path.name for path in copy.parent.iterdir() if path.name.startswith("copy")) == ["copy.db"]
    assert steps[-1][0] == steps[-1][1] > 0
    with Store.open(copy, StoreRole.LOG, KEY, VAULT_ID) as opened:
        assert opened.query("SELECT * FROM entry") == store.query("SELECT * FROM entry")
        assert opened.damage() == []


def test_a_copy_is_of_one_moment_while_saving_goes_on(store: Store) -> None:
    store.execute_many("INSERT INTO entry (text) VALUES (?)", (("x" * 900 + str(number),) for number in range(3000)))
    copy = store.path.with_name("copy.db")

    def save(done: int, total: int) -> None:
        store.execute("INSERT INTO entry (text) VALUES (?)", (f"meanwhile {done}",))

    store.copy_to(copy, save)
    with Store.open(copy, StoreRole.LOG, KEY, VAULT_ID) as opened:
        assert opened.one("SELECT count(*) FROM entry") == (3000,)
    assert store.query("SELECT count(*) > 3000 FROM entry") == [(1,)]


def test_a_copy_that_fails_leaves_no_file(store: Store) -> None:
    def pulled(done: int, total: int) -> None:
        raise OSError("the stick is gone")

    copy = store.path.with_name("copy.db")
    with pytest.raises(OSError, match="the stick is gone"):
        store.copy_to(copy, pulled)
    assert not copy.exists()
    store.execute("INSERT INTO entry (text) VALUES ('still works')")


def test_a_copy_never_overwrites(store: Store) -> None:
    with pytest.raises(Problem, match=r"file\.in_the_way"):
        store.copy_to(store.path)


def test_a_sound_store_has_no_damage_even_before_it_is_closed(store: Store) -> None:
    store.execute_many("INSERT INTO entry (text) VALUES (?)", ((str(number),) for number in range(500)))
    assert store.damage() == []


def test_a_flipped_byte_anywhere_is_found(store: Store) -> None:
    store.execute_many("INSERT INTO entry (text) VALUES (?)", (("x" * 500 + str(number),) for number in range(200)))
    store.close()
    whole = store.path.read_bytes()
    for position in range(2 * 4096 + 100, len(whole), 4096 * 7 + 13):
        data = bytearray(whole)
        data[position] ^= 1
        store.path.write_bytes(data)
        try:
            with Store.open(store.path, StoreRole.LOG, KEY, VAULT_ID) as opened:
                assert opened.damage()
        except Problem as problem:  # a page that opening reads: found even sooner
            assert problem.code == "vault.store_damaged"


def test_rows_that_refer_to_nothing_are_found(store: Store) -> None:
    store.execute("CREATE TABLE child (entry INTEGER REFERENCES entry (id))")
    store.execute("PRAGMA foreign_keys = OFF")
    store.execute("INSERT INTO child VALUES (99)")
    assert store.damage() == ["a row of child refers to nothing"]


def test_what_is_erased_can_be_given_back(tmp_path: Path) -> None:
    """Free pages leave the file: a log that forgets must not keep the room of what it forgot."""
    with Vault.throw_away(tmp_path / "vault") as vault:
        store = vault.log
        assert store.one("PRAGMA auto_vacuum") == (2,)
        store.execute("CREATE TABLE filler (text TEXT)")
        store.execute_many("INSERT INTO filler VALUES (?)", [("x" * 3000,) for _ in range(500)])
        full = store.one("PRAGMA page_count")
        store.execute("DROP TABLE filler")
        store.query("PRAGMA incremental_vacuum")
        left = store.one("PRAGMA page_count")
        assert full is not None
        assert left is not None
        assert left[0] < full[0] / 4
