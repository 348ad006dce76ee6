"""Numbered migrations of a store: what a newer program needs is added in one transaction, after an encrypted backup.

A migration is a file `NNNN_name.sql`, never edited after release. `PRAGMA user_version` holds the last number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from companion.errors import Problem
from companion.vault.connection import Store, StoreRole, complete

_NAME = re.compile(r"(\d{4})_\w+\.sql")
_TRANSACTION_WORDS = {"BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"}


@dataclass(frozen=True)
class Migration:
    """One step: its number, its name and its statements."""

    number: int
    name: str
    sql: str


def migrations(role: StoreRole) -> list[Migration]:
    """The migrations this program knows for a store, in order."""
    folder = resources.files("companion.vault") / "migrations" / role.value
    found = [(_NAME.fullmatch(file.name), file) for file in folder.iterdir()]
    steps = [Migration(int(match[1]), match[0], file.read_text("utf-8")) for match, file in found if match]
    return sorted(steps, key=lambda step: step.number)


def version(store: Store) -> int:
    """The number of the last migration the store has seen."""
    row = store.one("PRAGMA user_version")
    return int(row[0]) if row else 0


def refuse_newer(store: Store, known: Sequence[Migration]) -> None:
    """Raise `vault.newer` if a later program has changed the store: nothing may be written into what we don't know."""
    if version(store) > max((step.number for step in known), default=0):
        raise Problem("vault.newer")


def migrate(store: Store, known: Sequence[Migration], before: Callable[[], None] | None = None) -> int:
    """Bring the store up to date; how many steps were taken.

    `before` makes the backup and is called only if there is something to do and something to lose. All steps are one
    transaction: one that fails leaves the store as it was, and raises `vault.migration_failed`.
    """
    refuse_newer(store, known)
    current = version(store)
    steps = [step for step in known if step.number > current]
    if not steps:
        return 0
    if store.read_only:
        raise Problem("vault.read_only", file=store.path.name)
    if before and current:
        before()
    store.execute("PRAGMA foreign_keys = OFF")  # tables are rebuilt; references are checked as a whole below
    try:
        with store.transaction():
            for step in steps:
                _apply(store, step)
            if store.query("PRAGMA foreign_key_check"):
                raise Problem("vault.migration_failed", step=steps[-1].name)
    finally:
        store.execute("PRAGMA foreign_keys = ON")
    return len(steps)


def _apply(store: Store, step: Migration) -> None:
    try:
        for statement in statements(step.sql):
            if _code(statement).split(None, 1)[0].rstrip(";").upper() in _TRANSACTION_WORDS:
                raise Problem("vault.migration_failed", step=step.name)  # it would keep half of itself
            store.execute(statement)
        store.execute(f"PRAGMA user_version = {step.number}")
    except Problem as problem:
        if problem.code in ("vault.disk_full", "vault.read_only", "vault.migration_failed"):
            raise
        raise Problem("vault.migration_failed", step=step.name) from problem
    except Exception as error:  # whatever a statement did wrong, the store must stay as it was
        raise Problem("vault.migration_failed", step=step.name) from error


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one; a trigger's inner semicolons do not end it."""
    pending = ""
    for piece in re.split(r"(?<=;)", sql):
        pending += piece
        if complete(pending):
            yield pending
            pending = ""
    if _code(pending):
        yield pending


def _code(text: str) -> str:
    """What is left of a piece of SQL without comments and blanks."""
    return re.sub(r"--[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL).strip()
