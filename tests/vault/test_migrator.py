"""Migrations: numbered, one transaction, a backup first, and never backwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault import migrator
from companion.vault.connection import Store, StoreRole
from companion.vault.keyslots import StoreKey
from companion.vault.migrator import Migration, migrate, version
from companion.vault.vault import OpenVault, Vault
from tests.vault import PASSPHRASE

FIRST = Migration(1, "0001_entries.sql", "CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT);")
SECOND = Migration(2, "0002_kind.sql", "ALTER TABLE entry ADD COLUMN kind TEXT DEFAULT 'old';\n")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store with nothing in it."""
    made = Store.create(tmp_path / "log.db", StoreRole.LOG, StoreKey.new(), b"v" * 16)
    yield made
    made.close()


def tables(store: Store) -> set[str]:
    return {row[0] for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.mark.parametrize("role", StoreRole)
def test_the_programs_own_migrations_are_numbered_without_gaps(role: StoreRole) -> None:
    numbers = [step.number for step in migrator.migrations(role)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_steps_are_taken_once_and_in_order(store: Store) -> None:
    assert migrate(store, [FIRST]) == 1
    store.execute("INSERT INTO entry (text) VALUES ('a')")
    assert migrate(store, [FIRST, SECOND]) == 1
    assert migrate(store, [FIRST, SECOND]) == 0
    assert version(store) == 2
    assert store.query("SELECT text, kind FROM entry") == [("a", "old")]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE half (id); CREATE TABLE half (id);",
        "CREATE TABLE half (id); SELECT nonsense(",
        "CREATE TABLE half (id); /* all */ COMMIT; CREATE TABLE other (id);",
        "CREATE TABLE half (id REFERENCES entry (id)); INSERT INTO half VALUES (99);",
        "CREATE TABLE half (id NOT NULL); INSERT INTO half VALUES (NULL);",
    ],
    ids=["fails", "breaks off", "commits", "refers to nothing", "breaks a constraint"],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(store: Store, sql: str) -> None:
    migrate(store, [FIRST])
    store.execute("INSERT INTO entry (text) VALUES ('a')")
    with pytest.raises(Problem, match=r"vault\.migration_failed\(step='0003_bad\.sql'\)"):
        migrate(store, [FIRST, SECOND, Migration(3, "0003_bad.sql", sql)])
    assert version(store) == 1
    assert store.query("SELECT * FROM entry") == [(1, "a")]
    assert tables(store) == {"canary", "entry"}
    assert store.query("PRAGMA foreign_keys") == [(1,)]


def test_a_full_disk_during_a_migration_is_called_that(store: Store) -> None:
    migrate(store, [FIRST])
    pages = store.query("PRAGMA page_count")[0][0]
    store.query(f"PRAGMA max_page_count = {pages + 1}")
    numbers = "SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999"
    fill = f"CREATE TABLE big AS WITH RECURSIVE n (i) AS ({numbers}) SELECT i FROM n;"
    with pytest.raises(Problem, match=r"vault\.disk_full"):
        migrate(store, [FIRST, Migration(2, "0002_big.sql", fill)])
    assert version(store) == 1


def test_a_newer_store_is_refused_before_anything_is_written(store: Store) -> None:
    store.execute("PRAGMA user_version = 3")
    with pytest.raises(Problem, match=r"vault\.newer"):
        migrate(store, [FIRST, SECOND])
    assert tables(store) == {"canary"}


def test_a_backup_is_made_before_but_not_for_a_new_store(store: Store) -> None:
    made: list[int] = []
    migrate(store, [FIRST], lambda: made.append(version(store)))
    assert made == []
    migrate(store, [FIRST, SECOND], lambda: made.append(version(store)))
    assert made == [1]
    migrate(store, [FIRST, SECOND], lambda: made.append(version(store)))
    assert made == [1]


def test_a_backup_that_fails_stops_the_migration(store: Store) -> None:
    def full() -> None:
        raise Problem("vault.disk_full", file="log.db")

    migrate(store, [FIRST])
    with pytest.raises(Problem, match=r"vault\.disk_full"):
        migrate(store, [FIRST, SECOND], full)
    assert version(store) == 1


def test_a_table_others_refer_to_can_be_rebuilt(store: Store) -> None:
    migrate(store, [FIRST])
    store.execute("CREATE TABLE child (entry INTEGER REFERENCES entry (id) ON DELETE CASCADE)")
    store.execute("INSERT INTO entry (text) VALUES ('a')")
    store.execute("INSERT INTO child VALUES (1)")
    rebuild = """
        CREATE TABLE entry_new (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
        INSERT INTO entry_new SELECT * FROM entry;
        DROP TABLE entry;
        ALTER TABLE entry_new RENAME TO entry;
    """
    migrate(store, [FIRST, Migration(2, "0002_rebuild.sql", rebuild)])
    assert store.query("SELECT * FROM child") == [(1,)]


def test_statements_end_where_sql_says_they_do() -> None:
    script = """
        -- a comment; with a semicolon
        CREATE TABLE a (text TEXT DEFAULT 'x;y'); /* another; one */
        CREATE TRIGGER t AFTER INSERT ON a BEGIN
            UPDATE a SET text = ';';
            DELETE FROM a WHERE text = '';
        END;
        -- the end
    """
    pieces = list(migrator.statements(script))
    assert len(pieces) == 2
    assert "END;" in pieces[1]
    assert list(migrator.statements("SELECT 1; SELECT 2")) == ["SELECT 1;", " SELECT 2"]


def with_more(monkeypatch: pytest.MonkeyPatch, *more: Migration) -> None:
    """As if this program knew further steps of the library store."""
    real = migrator.migrations

    def migrations(role: StoreRole) -> list[Migration]:
        known = real(role)
        if role is StoreRole.LIBRARY:
            known += [Migration(len(known) + 1 + at, step.name, step.sql) for at, step in enumerate(more)]
        return known

    monkeypatch.setattr(migrator, "migrations", migrations)


def step(name: str) -> Migration:
    return Migration(0, f"{name}.sql", f"CREATE TABLE {name} (id);")


def test_unlocking_migrates_and_keeps_the_last_encrypted_backups(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [step(f"new_{number}") for number in range(5)]
    for known in range(1, 6):
        with monkeypatch.context() as patch:
            with_more(patch, *steps[:known])
            with Vault.unlock(closed, PASSPHRASE) as vault:
                assert f"new_{known - 1}" in tables(vault.library)
                assert vault.library.query("SELECT value FROM setting") == [('"pt"',)]
    backups = sorted((closed / "backups").iterdir())
    now = migrator.migrations(StoreRole.LIBRARY)[-1].number
    assert [path.name for path in backups] == [f"library-{now + taken:04}.db" for taken in (2, 3, 4)]
    assert not any(b"CREATE TABLE" in path.read_bytes() for path in backups)


def test_a_backup_made_before_a_migration_opens(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (closed / "library.db").stat().st_size
    with monkeypatch.context() as patch:
        with_more(patch, step("later"))
        Vault.unlock(closed, PASSPHRASE).close()
    (backup,) = (closed / "backups").iterdir()
    assert backup.stat().st_size == before
    (closed / "library.db").write_bytes(backup.read_bytes())
    with Vault.unlock(closed, PASSPHRASE) as vault:
        assert vault.library.query("SELECT value FROM setting") == [('"pt"',)]


def test_a_vault_that_a_newer_program_used_is_refused(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        with_more(patch, step("later"))
        Vault.unlock(closed, PASSPHRASE).close()
    before = {path.name: path.read_bytes() for path in closed.iterdir() if path.is_file()}
    with pytest.raises(Problem, match=r"vault\.newer"):
        Vault.unlock(closed, PASSPHRASE)
    assert {path.name: path.read_bytes() for path in closed.iterdir() if path.is_file()} == before


def test_a_failed_migration_leaves_a_vault_the_older_program_opens(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        with_more(patch, step("fine"), Migration(0, "bad.sql", "SELECT nonsense;"))
        with pytest.raises(Problem, match=r"vault\.migration_failed"):
            Vault.unlock(closed, PASSPHRASE)
    opened: OpenVault = Vault.unlock(closed, PASSPHRASE)
    assert opened.library.query("SELECT value FROM setting") == [('"pt"',)]
    opened.close()
