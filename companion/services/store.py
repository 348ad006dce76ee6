"""The directory of services in the encrypted library store: find, show, import, confirm, edit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from companion import clock
from companion.errors import Problem
from companion.services.directory import Gatherer, encode, relink, tables
from companion.services.hsds_tables import TABLES
from companion.services.indexing import reindex, reindex_service
from companion.services.opening_hours import Holidays
from companion.services.records import Listing, ServiceKind
from companion.services.search import Finder, Found, Place, SearchQuery
from companion.vault.connection import Store

if TYPE_CHECKING:
    from companion.services.hsds_import import ImportResult, Progress

EDITABLE = frozenset(TABLES["service"].columns) - {"id", "organization_id", "program_id", "last_modified"}
"""Columns of a service that may be changed here."""


@dataclass(frozen=True)
class Counts:
    """How large the directory is."""

    listings: int
    services: int
    organizations: int
    by_kind: dict[ServiceKind, int]
    languages: dict[str, int]


class ServiceStore:
    """The directory.

    `zone` is the time zone of its places (without one: of this computer); `holidays` come from a content pack.
    """

    def __init__(self, store: Store, *, zone: tzinfo | None = None, holidays: Holidays | None = None) -> None:
        self._store = store
        self._finder = Finder(store, zone, holidays)

    def search(self, query: SearchQuery) -> list[Listing]:
        """The first `query.limit` listings that fit: open ones first, then the nearest, then by name."""
        return self._finder.find(query).listings

    def find(self, query: SearchQuery) -> Found:
        """As `search`, and how many there are."""
        return self._finder.find(query)

    def listing(self, uid: str, *, at: datetime | None = None, near: Place | None = None) -> Listing | None:
        """One listing by its id, as it stands now (or `at`); None when there is none."""
        row = self._store.one("SELECT card FROM listing WHERE uid = ?", (uid,))
        return self._finder.shown(row[0], at or clock.now(), near) if row else None

    def counts(self) -> Counts:
        """How many there are of what, for filters: only what occurs."""
        rows = tables(self._store)
        listings = self._store.one("SELECT COUNT(*) FROM listing")
        found: dict[str, dict[str, int]] = {"kind": {}, "language": {}}
        for name, values in found.items():
            prefix = f"\x01{name}:"
            sql = "SELECT term FROM search_posting WHERE term >= ? AND term < ?"
            for (term,) in self._store.query(sql, (prefix, prefix + "\U0010ffff")):
                values[term.removeprefix(prefix)] = self._finder.count(term)
        by_kind = {ServiceKind(kind): count for kind, count in found["kind"].items()}
        return Counts(
            listings[0] if listings else 0,
            rows.get("service", 0),
            rows.get("organization", 0),
            dict(sorted(by_kind.items(), key=lambda item: list(ServiceKind).index(item[0]))),
            dict(sorted(found["language"].items())),
        )

    def is_empty(self) -> bool:
        """Whether there is no listing at all."""
        return self._store.one("SELECT 1 FROM listing LIMIT 1") is None

    def has_sample(self) -> bool:
        """Whether invented places are among the listings; screens must say so."""
        sql = (
            "SELECT 1 FROM directory_source source JOIN directory_row row ON row.source = source.id "
            "WHERE source.sample = 1 LIMIT 1"
        )
        return self._store.one(sql) is not None

    def import_package(
        self,
        path: Path,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        keep_names: bool = False,
        sample: bool = False,
    ) -> ImportResult:
        """Take an HSDS package in, all of what is sound or nothing. See `hsds_import.import_package`.

        The invented sample directory makes way for the first real package.
        """
        from companion.services import hsds_import  # zip, CSV and their kin: only who imports pays for them

        with self._store.transaction():
            if not sample:
                self._remove_sample()
            return hsds_import.import_package(
                self._store, path, progress=progress, cancelled=cancelled, keep_names=keep_names, sample=sample
            )

    def remove_sample(self) -> None:
        """Take the invented places out."""
        with self._store.transaction():
            if self._remove_sample():
                reindex(self._store, Gatherer(self._store))

    def confirm(self, uid: str, on: date | None = None) -> Listing:
        """Somebody has confirmed the listing today (or `on`). Raises `services.no_listing`."""
        return self.update(uid, {}, assured=on)

    def update(self, uid: str, changes: Mapping[str, str], *, assured: date | None = None) -> Listing:
        """Change columns of the listing's service; every edit confirms it, today or on the day `assured`.

        What the package said stays beside it. Raises `services.no_listing`, `services.not_editable`.
        """
        unknown = set(changes) - EDITABLE
        if unknown:
            raise Problem("services.not_editable", field=min(unknown))
        day = assured or clock.today()
        with self._store.transaction():
            row = self._store.one("SELECT service FROM listing WHERE uid = ?", (uid,))
            if row is None:
                raise Problem("services.no_listing")
            self._edit(row[0], {**changes, "assured_date": day.isoformat()})
            reindex_service(self._store, Gatherer(self._store), row[0])
        found = self.listing(uid)
        assert found is not None
        return found

    def _edit(self, key: int, changes: Mapping[str, str]) -> None:
        row = self._store.one("SELECT data, local FROM directory_row WHERE id = ?", (key,))
        assert row is not None
        data, local = json.loads(row[0]), json.loads(row[1] or "{}")
        local |= changes
        local = {column: value for column, value in local.items() if data.get(column, "") != value}
        sql = "UPDATE directory_row SET local = ? WHERE id = ?"
        self._store.execute(sql, (encode(local) if local else None, key))

    def _remove_sample(self) -> bool:
        if not self.has_sample():
            return False
        self._store.execute("DELETE FROM listing")
        self._store.execute(
            "DELETE FROM directory_row WHERE source IN (SELECT id FROM directory_source WHERE sample = 1)"
        )
        self._store.execute("DELETE FROM directory_source WHERE sample = 1")
        relink(self._store)
        return True
