"""Takes a list into the directory: what is sound comes in, what is not is told, and all of it or nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from companion.errors import Problem
from companion.services import indexing
from companion.services.directory import Gatherer, encode
from companion.services.hsds_checks import Checker
from companion.services.hsds_reader import Held, Package, SourceRow, open_package
from companion.services.ids import Uid, packed, unpacked
from companion.services.indexing import Progress, never
from companion.services.mapping import Mapping
from companion.services.records import Finding, Severity
from companion.services.staging import Staging, known_in, sweep
from companion.vault.connection import Store

_TOGETHER = 500
_MOST_CHANGES = 2000  # told one by one
_MOST_SHOWN = 300  # characters of a value in a change
Row = dict[str, str]
Edit = tuple[str, str, str]
"""(table, id, column): something that was changed here."""


@dataclass(frozen=True)
class Change:
    """One value that the list says otherwise than before. `ours`: what was written here instead, if anything was.

    `title` names the record a person would know it by.
    """

    table: str
    id: str
    title: str
    column: str
    before: str
    after: str
    ours: str | None = None

    @property
    def edit(self) -> Edit:
        return self.table, self.id, self.column


@dataclass
class ImportResult:
    """What an import (or a check) found. `rows`: sound rows by table; `added` + `changed` + `same` make their sum.

    `changes`: the first of what changes in rows that are there; `more_changes` how many are not told. `missing`: how
    many services are there and not in the list; they stay.
    """

    name: str
    findings: list[Finding] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    added: int = 0
    changed: int = 0
    same: int = 0
    listings: int = 0
    changes: list[Change] = field(default_factory=list)
    more_changes: int = 0
    missing: int = 0

    @property
    def refused(self) -> int:
        """How many rows could not be taken."""
        return sum(finding.severity == Severity.ERROR for finding in self.findings)

    @property
    def conflicts(self) -> list[Change]:
        """What was changed here and in the list: asked about one by one."""
        return [change for change in self.changes if change.ours is not None]

    def note(self, change: Change) -> None:
        """Tell a change, the conflicts always."""
        if change.ours is not None or len(self.changes) < _MOST_CHANGES:
            self.changes.append(change)
        else:
            self.more_changes += 1


def check(
    path: Path | Held,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = never,
    *,
    store: Store | None = None,
    mapping: Mapping | None = None,
) -> ImportResult:
    """Read a list and say what is wrong with it and, with `store`, what would change there; nothing is kept."""
    package = open_package(path, mapping)
    checker = Checker(package.findings, known_in(store) if store else lambda table, uid: None)
    result = ImportResult(package.name, package.findings, checker.taken)
    stream = _checked(package, checker, progress, cancelled)
    there = _There(store) if store is not None else None
    services = 0
    for row, data, old in _compared(stream, there):
        if old is None:
            result.added += 1
            continue
        services += row.table == "service"
        if old.sample:
            result.added += 1
        elif _tell_changes(result, row, data, old, there):
            result.changed += 1
        else:
            result.same += 1
    if there is not None and not there.empty:
        result.missing = there.services() - services
    result.findings = _sorted(package.findings)
    return result


def import_package(
    store: Store,
    path: Path | Held,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = never,
    keep_names: bool = False,
    sample: bool = False,
    mapping: Mapping | None = None,
    theirs: frozenset[Edit] = frozenset(),
) -> ImportResult:
    """Take a list in: all of what is sound, or nothing. The store can be used by others all the while.

    Of what was changed here, only `theirs` is given up for what the list says. `progress` counts the reading as the
    first half, the making of the index as the second. Raises `services.cancelled` when asked to stop,
    `services.nothing_taken` when no row is sound, and what `open_package` raises; then nothing changed.
    """
    package = open_package(path, mapping)
    staging = Staging(store, package.name, sample=sample)
    try:
        checker = Checker(package.findings, known_in(store), keep_names=keep_names)
        result = ImportResult(package.name, package.findings, checker.taken)
        halves = _Halves(progress)
        stream = _checked(package, checker, halves.first, cancelled)
        there = _There(store)
        for row, data, old in _compared(stream, there):
            _take(staging, result, row, data, old, theirs)
        staging.flush()
        if not checker.taken:
            raise Problem("services.nothing_taken", file=package.name)
        generation = indexing.begin(store)
        gatherer = Gatherer(store, staging.source)
        result.listings = indexing.build(store, gatherer, generation, cancelled, halves.second)
        staging.finish(generation)
    except BaseException:
        sweep(store)
        raise
    indexing.sweep(store)
    result.added, result.changed = staging.added, staging.changed
    result.findings = _sorted(package.findings)
    return result


class _Halves:
    """One progress out of two works."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def first(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(done, 2 * max(total, 1))

    def second(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(max(total, 1) + done, 2 * max(total, 1))


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


@dataclass(frozen=True)
class _Old:
    """A row that is there: its key, what the package said, what was changed here."""

    key: int
    text: str
    data: Row
    local: Row
    sample: bool


class _There:
    """What an import finds in the directory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.empty = store.one("SELECT 1 FROM directory_row LIMIT 1") is None
        sources = store.query("SELECT id, sample FROM directory_source WHERE pending = 0")
        self._sources = {key: bool(sample) for key, sample in sources}

    def rows(self, keys: list[tuple[str, Uid]]) -> dict[tuple[str, str], _Old]:
        marks = ",".join(["(?, ?)"] * len(keys))
        found = self._store.query(
            f"SELECT tbl, uid, id, data, local, source FROM directory_row WHERE (tbl, uid) IN (VALUES {marks})",  # noqa: S608
            [part for key in keys for part in key],
        )
        return {
            (table, unpacked(uid)): _Old(
                key, text, json.loads(text), json.loads(local) if local else {}, self._sources[source]
            )
            for table, uid, key, text, local, source in found
            if source in self._sources
        }

    def title(self, table: str, data: Row) -> str:
        """The name by which people know a record: its own, or that of the service or place it belongs to."""
        if data.get("name") or table in ("service", "organization"):
            return data.get("name", "")
        door = data.get("service_at_location_id") if table != "service_at_location" else None
        if door and (found := self._one("service_at_location", door)):
            return self.title("service_at_location", found)
        for column, owner in (("service_id", "service"), ("location_id", "location"), ("link_id", "service")):
            if data.get(column) and (found := self._one(owner, data[column])):
                return found.get("name", "")
        return ""

    def _one(self, table: str, uid: str) -> Row | None:
        found = self.rows([(table, packed(uid))]).get((table, uid))
        return found.data | found.local if found else None

    def services(self) -> int:
        """How many services there are, the invented ones left out."""
        sql = "SELECT source, COUNT(*) FROM directory_row WHERE tbl = 'service' GROUP BY source"
        return sum(count for source, count in self._store.query(sql) if self._sources.get(source) is False)


def _compared(
    stream: Iterator[tuple[SourceRow, Row]], there: _There | None
) -> Iterator[tuple[SourceRow, Row, _Old | None]]:
    """Each row with the one that is there under its id."""
    if there is None or there.empty:
        for row, data in stream:
            yield row, data, None
        return
    waiting: list[tuple[SourceRow, Row]] = []
    for pair in stream:
        waiting.append(pair)
        if len(waiting) >= _TOGETHER:
            yield from _beside(waiting, there)
            waiting = []
    yield from _beside(waiting, there)


def _beside(waiting: list[tuple[SourceRow, Row]], there: _There) -> Iterator[tuple[SourceRow, Row, _Old | None]]:
    found = there.rows([(row.table, packed(data["id"])) for row, data in waiting]) if waiting else {}
    for row, data in waiting:
        yield row, data, found.get((row.table, data["id"]))


def _take(
    staging: Staging, result: ImportResult, row: SourceRow, data: Row, old: _Old | None, theirs: frozenset[Edit]
) -> None:
    if old is None:
        staging.add(row.table, data)
        return
    uid = data["id"]
    changed = _tell_changes(result, row, data, old)
    if not changed and not old.sample:
        result.same += 1
        return
    text = encode({column: value for column, value in data.items() if column != "id"})
    dropped = [column for column in old.local if (row.table, uid, column) in theirs]
    staging.change(old.key, row.table, data, text, dropped)
    for column in set(old.local) - set(dropped):
        if _conflict(column, data, old):
            value = data.get(column, "")[:_MOST_SHOWN]
            result.findings.append(Finding(Severity.WARNING, "edit.kept", row.file, row.row, column, value))


def _conflict(column: str, data: Row, old: _Old) -> bool:
    """Whether the list says something new about what was changed here."""
    return column in old.local and data.get(column, "") not in (old.local[column], old.data.get(column, ""))


def _tell_changes(result: ImportResult, row: SourceRow, data: Row, old: _Old, there: _There | None = None) -> bool:
    """Note what differs from what the package said before, with titles from `there`; whether anything does."""
    columns = [
        column
        for column in sorted(old.data.keys() | data.keys())
        if column != "id" and old.data.get(column, "") != data.get(column, "")
    ]
    if old.sample:
        return bool(columns)
    title = (
        there.title(row.table, data) if there is not None and columns and len(result.changes) < _MOST_CHANGES else ""
    )
    for column in columns:
        before, after = old.data.get(column, "")[:_MOST_SHOWN], data.get(column, "")[:_MOST_SHOWN]
        ours = old.local[column][:_MOST_SHOWN] if _conflict(column, data, old) else None
        result.note(Change(row.table, data["id"], title, column, before, after, ours))
    return bool(columns)
