"""Takes an HSDS package into the directory: what is sound comes in, what is not is told, and all of it or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from companion import clock
from companion.errors import Problem
from companion.services.directory import Gatherer, encode, relink
from companion.services.hsds_checks import Checker
from companion.services.hsds_reader import Package, SourceRow, open_package
from companion.services.indexing import reindex
from companion.services.records import Finding, Severity
from companion.vault.connection import Store

_TOGETHER = 500
Progress = Callable[[int, int], None]
"""(done, total): bytes of the package while reading."""
Row = dict[str, str]


@dataclass
class ImportResult:
    """What an import (or a check) found. `rows`: sound rows by table; `added` + `changed` + `same` make their sum."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    added: int = 0
    changed: int = 0
    same: int = 0
    listings: int = 0

    @property
    def refused(self) -> int:
        """How many rows could not be taken."""
        return sum(finding.severity == Severity.ERROR for finding in self.findings)


def check(path: Path, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False) -> ImportResult:
    """Read a package and say what is wrong with it; nothing is kept."""
    package = open_package(path)
    checker = Checker(package.findings)
    for _ in _checked(package, checker, progress, cancelled):
        pass
    return ImportResult(package.name, _sorted(package.findings), checker.taken)


def import_package(
    store: Store,
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    keep_names: bool = False,
    sample: bool = False,
) -> ImportResult:
    """Take a package in, in one transaction.

    Raises `services.cancelled` when asked to stop, `services.nothing_taken` when no row is sound, and what
    `open_package` raises; then nothing changed.
    """
    package = open_package(path)
    with store.transaction():
        known = _known(store)
        checker = Checker(package.findings, known, keep_names=keep_names)
        source = store.execute(
            "INSERT INTO directory_source (name, imported_on, sample) VALUES (?, ?, ?)",
            (package.name, clock.today().isoformat(), int(sample)),
        )
        result = ImportResult(package.name, package.findings, checker.taken)
        writer = _Writer(store, source, result)
        for row, data in _checked(package, checker, progress, cancelled):
            writer.take(row, data)
        writer.flush()
        if not checker.taken:
            raise Problem("services.nothing_taken", file=package.name)
        relink(store)
        result.listings = reindex(store, Gatherer(store), cancelled)
    result.findings = _sorted(package.findings)
    return result


def _checked(
    package: Package, checker: Checker, progress: Progress | None, cancelled: Callable[[], bool]
) -> Iterator[tuple[SourceRow, Row]]:
    for number, row in enumerate(package.rows()):
        if number % 200 == 0:
            if cancelled():
                raise Problem("services.cancelled")
            if progress:
                progress(min(package.done, package.size), package.size)
        data = checker.check(row)
        if data is not None:
            yield row, data
    checker.finish()
    if progress:
        progress(package.size, package.size)


def _sorted(findings: list[Finding]) -> list[Finding]:
    """Worst first, then by file and row."""
    worst = list(Severity)
    return sorted(findings, key=lambda one: (worst.index(one.severity), one.file, one.row or 0, one.field))


def _known(store: Store) -> Callable[[str, str], bool]:
    """Whether an earlier import brought a row."""
    if store.one("SELECT 1 FROM directory_row LIMIT 1") is None:
        return lambda table, uid: False
    sql = "SELECT 1 FROM directory_row WHERE uid = ? AND tbl = ?"
    return lambda table, uid: store.one(sql, (uid, table)) is not None


class _Writer:
    """Adds new rows and brings known ones up to date, some hundred at a time."""

    def __init__(self, store: Store, source: int, result: ImportResult) -> None:
        self._store = store
        self._source = source
        self._result = result
        self._empty = store.one("SELECT 1 FROM directory_row LIMIT 1") is None
        self._waiting: list[tuple[SourceRow, Row]] = []

    def take(self, row: SourceRow, data: Row) -> None:
        self._waiting.append((row, data))
        if len(self._waiting) >= _TOGETHER:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        known = {} if self._empty else self._there()
        new = []
        for row, data in self._waiting:
            old = known.get((row.table, data["id"]))
            if old is None:
                new.append((row.table, data["id"], encode(data), self._source))
            else:
                self._update(row, data, *old)
        sql = "INSERT INTO directory_row (tbl, uid, data, source) VALUES (?, ?, ?, ?)"
        self._store.execute_many(sql, new)
        self._result.added += len(new)
        self._waiting = []

    def _there(self) -> dict[tuple[str, str], tuple[int, str, str | None]]:
        keys = [(row.table, data["id"]) for row, data in self._waiting]
        marks = ",".join(["(?, ?)"] * len(keys))
        found = self._store.query(
            f"SELECT tbl, uid, id, data, local FROM directory_row WHERE (tbl, uid) IN (VALUES {marks})",  # noqa: S608
            [part for key in keys for part in key],
        )
        return {(table, uid): (key, data, local) for table, uid, key, data, local in found}

    def _update(self, row: SourceRow, data: Row, key: int, before: str, local: str | None) -> None:
        text = encode(data)
        if text == before:
            self._result.same += 1
            return
        self._result.changed += 1
        kept = self._kept(row, data, json.loads(before), json.loads(local)) if local else {}
        self._store.execute(
            "UPDATE directory_row SET data = ?, local = ?, source = ? WHERE id = ?",
            (text, encode(kept) if kept else None, self._source, key),
        )

    def _kept(self, row: SourceRow, data: Row, before: Row, local: Row) -> Row:
        """What was changed here stays; where the package now says something else too, that is a finding."""
        for column, value in local.items():
            theirs = data.get(column, "")
            if theirs not in (value, before.get(column, "")):
                found = Finding(Severity.WARNING, "edit.kept", row.file, row.row, column, theirs[:120])
                self._result.findings.append(found)
        return {column: value for column, value in local.items() if data.get(column, "") != value}
