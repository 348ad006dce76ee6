"""Makes listings and the search index from the rows of the directory: all of them, or those of some services."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable
from math import nan

from companion.errors import Problem
from companion.services.directory import Gatherer
from companion.services.listings import from_card, listings, to_card
from companion.services.records import Listing, Status
from companion.services.search import NO_HOURS, SHUT, sort_name
from companion.services.search_index import Columns, Postings, collect, terms_of
from companion.vault.connection import Store

_SPECS = ["", ""]  # NO_HOURS and SHUT


def reindex(store: Store, gatherer: Gatherer, cancelled: Callable[[], bool] = lambda: False) -> int:
    """Make everything anew; how many listings there are. Call it within a transaction."""
    store.execute("DELETE FROM listing")
    collected: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    packed = _Packed()
    number = 0
    waiting: list[tuple[int, str, int, str, str]] = []
    for service, gathered in gatherer.services():
        for listing in listings(gathered):
            number += 1
            waiting.append((number, listing.id, service, sort_name(listing.name), to_card(listing)))
            collect([(number, listing)], collected)
            packed.add(listing)
        if len(waiting) >= 500:
            if cancelled():
                raise Problem("services.cancelled")
            _insert(store, waiting)
            waiting = []
    _insert(store, waiting)
    Postings(store).write_all(collected)
    packed.write(Columns(store))
    _write_order(store)
    return number


def reindex_service(store: Store, gatherer: Gatherer, service: int) -> None:
    """Bring the listings of one service up to date after an edit. Call it within a transaction."""
    (_, gathered), *_ = gatherer.services([service])
    postings = Postings(store)
    columns = Columns(store)
    packed = _Packed.read(columns)
    for listing in listings(gathered):
        row = store.one("SELECT id, card FROM listing WHERE uid = ?", (listing.id,))
        if row is None:
            continue
        number, card = row
        postings.change(number, terms_of(from_card(card)), terms_of(listing))
        packed.put(number, listing)
        store.execute(
            "UPDATE listing SET sort_name = ?, card = ? WHERE id = ?",
            (sort_name(listing.name), to_card(listing), number),
        )
    packed.write(columns)
    _write_order(store)


def _insert(store: Store, waiting: list[tuple[int, str, int, str, str]]) -> None:
    sql = "INSERT INTO listing (id, uid, service, sort_name, card) VALUES (?, ?, ?, ?, ?)"
    store.execute_many(sql, waiting)


def _write_order(store: Store) -> None:
    columns = Columns(store)
    columns.write(
        "by_name", array("I", (key for (key,) in store.query("SELECT id FROM listing ORDER BY sort_name, id")))
    )
    columns.turn()


class _Packed:
    """Positions and hours, one value per listing number; number 0 is nobody's."""

    def __init__(self) -> None:
        self._latitudes = array("d", [nan])
        self._longitudes = array("d", [nan])
        self._hours = array("I", [NO_HOURS])
        self._specs = list(_SPECS)
        self._numbers: dict[str, int] = {"": NO_HOURS}

    @classmethod
    def read(cls, columns: Columns) -> _Packed:
        packed = cls()
        packed._latitudes = array("d", columns.read("latitude", "d"))
        packed._longitudes = array("d", columns.read("longitude", "d"))
        packed._hours = array("I", (int(number) for number in columns.read("hours", "I")))
        packed._specs = columns.read_texts("specs")
        packed._numbers = {spec: number for number, spec in enumerate(packed._specs) if spec} | {"": NO_HOURS}
        return packed

    def add(self, listing: Listing) -> None:
        for values, kind in ((self._latitudes, nan), (self._longitudes, nan), (self._hours, NO_HOURS)):
            values.append(kind)  # type: ignore[arg-type]
        self.put(len(self._hours) - 1, listing)

    def put(self, number: int, listing: Listing) -> None:
        place = listing.location
        placed = place is not None and place.latitude is not None and place.longitude is not None
        self._latitudes[number] = place.latitude if placed and place and place.latitude is not None else nan
        self._longitudes[number] = place.longitude if placed and place and place.longitude is not None else nan
        self._hours[number] = self._number(listing)

    def _number(self, listing: Listing) -> int:
        if listing.service.status != Status.ACTIVE:
            return SHUT
        spec = listing.schedule.hours_spec
        if spec not in self._numbers:
            self._numbers[spec] = len(self._specs)
            self._specs.append(spec)
        return self._numbers[spec]

    def write(self, columns: Columns) -> None:
        columns.write("latitude", self._latitudes)
        columns.write("longitude", self._longitudes)
        columns.write("hours", self._hours)
        columns.write("specs", self._specs)
