"""The directory of services in the encrypted library store: find, show, import, confirm, edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from companion import clock
from companion.errors import Problem
from companion.services.indexing import ensure, never, reindex
from companion.services.opening_hours import Holidays
from companion.services.records import Audience, Listing, ServiceKind
from companion.services.search import Finder, Found, Place, SearchQuery
from companion.services.staging import remove_sample
from companion.vault.connection import Store

if TYPE_CHECKING:
    from companion.services.hsds_import import Edit, ImportResult
    from companion.services.hsds_reader import Held
    from companion.services.indexing import Progress
    from companion.services.mapping import Mapping as ColumnMapping


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

    `zone` is the time zone of its places (without one: of this computer); `holidays` come from a content pack. With an
    `audience` nothing that is kept from it is ever given out, by whatever is asked. `confirm_within`: what nobody has
    confirmed for longer sinks.
    """

    def __init__(
        self,
        store: Store,
        *,
        zone: tzinfo | None = None,
        holidays: Holidays | None = None,
        audience: Audience | None = None,
        confirm_within: timedelta | None = None,
    ) -> None:
        self._store = store
        if not store.read_only:
            ensure(store)
        self._finder = Finder(store, zone, holidays, audience, confirm_within)

    def search(self, query: SearchQuery) -> list[Listing]:
        """The first `query.limit` listings that fit: open ones first, then the nearest, then by name."""
        return self._finder.find(query).listings

    def find(self, query: SearchQuery) -> Found:
        """As `search`, and how many there are."""
        return self._finder.find(query)

    def listing(self, uid: str, *, at: datetime | None = None, near: Place | None = None) -> Listing | None:
        """One listing by its id, as it stands now (or `at`); None when there is none."""
        card = self._finder.card(uid)
        return self._finder.shown(card, at or clock.now(), near) if card else None

    def for_print(self, uids: Iterable[str], *, at: datetime | None = None) -> list[Listing]:
        """The listings of these ids that may go on paper or into a code a phone keeps, in this order."""
        found = (self.listing(uid, at=at) for uid in uids)
        return [listing for listing in found if listing is not None and Audience.PRINT not in listing.hidden_from]

    def confirm_within(self, within: timedelta | None) -> None:
        """The team's limit from now on."""
        self._finder.confirm_within(within)

    def counts(self) -> Counts:
        """How many there are of what, for filters: only what occurs."""
        listings, rows = self._finder.totals()
        by_kind = {ServiceKind(kind): count for kind, count in self._finder.counts("kind").items()}
        return Counts(
            listings,
            rows.get("service", 0),
            rows.get("organization", 0),
            dict(sorted(by_kind.items(), key=lambda item: list(ServiceKind).index(item[0]))),
            dict(sorted(self._finder.counts("language").items())),
        )

    def is_empty(self) -> bool:
        """Whether there is no listing at all."""
        return self._finder.is_empty()

    def has_sample(self) -> bool:
        """Whether invented places are among the listings; screens must say so."""
        return self._store.one("SELECT 1 FROM directory_source WHERE sample = 1 AND pending = 0") is not None

    def import_package(
        self,
        path: Path | Held,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = never,
        keep_names: bool = False,
        sample: bool = False,
        mapping: ColumnMapping | None = None,
        theirs: frozenset[Edit] = frozenset(),
    ) -> ImportResult:
        """Take a list in, all of what is sound or nothing. See `hsds_import.import_package`.

        The invented sample directory makes way for the first real list.
        """
        from companion.services import hsds_import  # zip, CSV and their kin: only who imports pays for them

        return hsds_import.import_package(
            self._store,
            path,
            progress=progress,
            cancelled=cancelled,
            keep_names=keep_names,
            sample=sample,
            mapping=mapping,
            theirs=theirs,
        )

    def remove_sample(self) -> None:
        """Take the invented places out."""
        with self._store.transaction():
            removed = remove_sample(self._store)
        if removed:
            reindex(self._store)

    def add(self, fields: Mapping[str, str]) -> Listing:
        """A service that somebody types in (`editing.FIELDS`; a name is needed), confirmed today.

        Raises `services.not_editable`, `services.bad_value`.
        """
        from companion.services import editing

        editing.check({"name": "", **fields})
        names = {"hours": "opening_hours", "phone": "phones"} | {
            column: field for field, column in editing.RECORD_FIELDS.items()
        }
        record = {names.get(field, field): value for field, value in fields.items() if value}
        for field in ("kinds", "features"):
            record[field] = "; ".join(record.get(field, "").split())
        with self._store.transaction():
            uid = editing.add(self._store, {**record, "assured_date": clock.today().isoformat()})
        found = self.listing(uid)
        assert found is not None
        return found

    def confirm(self, uid: str, on: date | None = None) -> Listing:
        """Somebody has confirmed the listing today (or `on`). Raises `services.no_listing`."""
        return self.update(uid, {}, assured=on)

    def update(self, uid: str, changes: Mapping[str, str], *, assured: date | None = None) -> Listing:
        """Change fields of the listing (see `editing.FIELDS`); every edit confirms it, today or on the day `assured`.

        What the package said stays beside it. Raises `services.no_listing`, `services.not_editable`,
        `services.bad_value`; then nothing changed.
        """
        from companion.services.editing import Editor, check

        check(changes)
        day = assured or clock.today()
        with self._store.transaction():
            service = self._finder.service_of(uid)
            if service is None:
                raise Problem("services.no_listing")
            Editor(self._store, service, uid).apply({**changes, "assured_date": day.isoformat()})
        found = self.listing(uid)
        assert found is not None
        return found
