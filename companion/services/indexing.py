"""Makes listings and the search index from the rows of the directory: a whole generation, or those of one service."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from math import nan

from companion.errors import Problem
from companion.services.directory import Gatherer, tables
from companion.services.ids import packed
from companion.services.listings import from_card, listings, to_card
from companion.services.records import Listing, Status
from companion.services.search import NO_HOURS, SHUT, sort_name
from companion.services.search_index import (
    SHIFT,
    VERSION,
    Columns,
    IndexState,
    Postings,
    plain_terms,
    terms_of,
)
from companion.vault.connection import Store

_SPECS = ["", ""]  # NO_HOURS and SHUT
_TOGETHER = 2000  # rows written in one transaction: a fraction of a second during which others wait
_PAUSE = 50  # services after which somebody may stop it
Progress = Callable[[int, int], None]


def never() -> bool:
    """Nobody asks to stop."""
    return False


def ensure(store: Store) -> None:
    """Make the index if the one there was made by an earlier program, or none was."""
    _, version, _ = IndexState(store).read()
    if version == VERSION:
        return
    if store.one("SELECT 1 FROM directory_row LIMIT 1") is None:
        IndexState(store).use(0)
    else:
        reindex(store)


def reindex(store: Store) -> int:
    """Make everything anew; how many listings there are."""
    generation = begin(store)
    number = build(store, Gatherer(store), generation)
    with store.transaction():
        Columns(store, generation).write("counts", tables(store))
        IndexState(store).use(generation)
    sweep(store)
    return number


def begin(store: Store) -> int:
    """The number of a new generation, with nothing in it."""
    generation = IndexState(store).read()[0] + 1
    sweep(store)
    return generation


def sweep(store: Store) -> None:
    """Take away what belongs to no generation in use: one that is over, or one that was never finished."""
    current = IndexState(store).read()[0]
    first, end = current << SHIFT, (current + 1) << SHIFT
    where = "id IN (SELECT id FROM listing WHERE id < ? OR id >= ? LIMIT ?)"
    while store.one("SELECT 1 FROM listing WHERE id < ? OR id >= ? LIMIT 1", (first, end)):
        store.execute(f"DELETE FROM listing WHERE {where}", (first, end, _TOGETHER))  # noqa: S608
    for table in ("search_posting", "search_column"):
        store.execute(f"DELETE FROM {table} WHERE generation <> ?", (current,))  # noqa: S608


def build(
    store: Store,
    gatherer: Gatherer,
    generation: int,
    cancelled: Callable[[], bool] = never,
    progress: Progress | None = None,
) -> int:
    """Write a generation, in many short transactions; how many listings it has. Raises `services.cancelled`."""
    collected: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    packed_columns = _Packed()
    names: list[tuple[str, int]] = []
    waiting: list[tuple[int, object, int, str, str]] = []
    keys = gatherer.keys()
    number = done = 0
    for service, gathered in gatherer.services(keys):
        done += 1
        for listing in listings(gathered):
            number += 1
            name = sort_name(listing.name)
            names.append((name, number))
            waiting.append((generation << SHIFT | number, packed(listing.id), service, name, to_card(listing)))
            for term in plain_terms(listing):
                collected[term].append(number)
            packed_columns.add(listing)
        if len(waiting) >= _TOGETHER:
            _insert(store, waiting)
            waiting = []
        if done % _PAUSE == 0:
            _pause(cancelled, progress, done, len(keys))
    _insert(store, waiting)
    _write_postings(store, Postings(store, generation), collected, number, cancelled)
    columns = Columns(store, generation)
    with store.transaction():
        packed_columns.write(columns)
        names.sort()
        columns.write("by_name", array("I", (number for _, number in names)))
    _pause(cancelled, progress, done, len(keys))
    return number


def _pause(cancelled: Callable[[], bool], progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)
    if cancelled():
        raise Problem("services.cancelled")


def _insert(store: Store, waiting: list[tuple[int, object, int, str, str]]) -> None:
    store.execute_many("INSERT INTO listing (id, uid, service, sort_name, card) VALUES (?, ?, ?, ?, ?)", waiting)


def _write_postings(
    store: Store, postings: Postings, collected: dict[str, array[int]], most: int, cancelled: Callable[[], bool]
) -> None:
    sql = "INSERT INTO search_posting (generation, term, listings) VALUES (?, ?, ?)"
    waiting = []
    for row in postings.packed(collected, most):
        waiting.append(row)
        if len(waiting) >= _TOGETHER:
            store.execute_many(sql, waiting)
            waiting = []
            _pause(cancelled, None, 0, 0)
    store.execute_many(sql, waiting)


def reindex_service(store: Store, service: int) -> None:
    """Bring the listings of one service up to date after an edit. Call it within a transaction."""
    state = IndexState(store)
    generation = state.read()[0]
    postings, columns = Postings(store, generation), Columns(store, generation)
    held = _Packed.read(columns)
    sql = "SELECT id, uid, sort_name, card FROM listing WHERE service = ? AND id >= ? AND id < ?"
    there = {
        uid: (key, name, card)
        for key, uid, name, card in store.query(sql, (service, generation << SHIFT, (generation + 1) << SHIFT))
    }
    for _, gathered in Gatherer(store).services([service]):
        for listing in listings(gathered):
            uid, new_name = packed(listing.id), sort_name(listing.name)
            if uid not in there:
                there[uid] = (generation << SHIFT | held.add(listing), "", "")
                sql = "INSERT INTO listing (id, uid, service, sort_name, card) VALUES (?, ?, ?, '', '')"
                store.execute(sql, (there[uid][0], uid, service))
            key, name, card = there[uid]
            number = key & ((1 << SHIFT) - 1)
            postings.change(number, terms_of(from_card(card)) if card else set(), terms_of(listing))
            held.put(number, listing)
            sql = "UPDATE listing SET sort_name = ?, card = ? WHERE id = ?"
            store.execute(sql, (new_name, to_card(listing), key))
            if new_name != name or not card:
                _move(store, columns, generation, number, new_name)
    held.write(columns)
    state.turn()


def _move(store: Store, columns: Columns, generation: int, number: int, name: str) -> None:
    """Put one listing where its new name belongs in the order by name."""
    order = [other for other in columns.numbers("by_name") if other != number]

    def name_of(other: int) -> tuple[str, int]:
        row = store.one("SELECT sort_name FROM listing WHERE id = ?", (generation << SHIFT | other,))
        return (row[0] if row else "", other)

    order.insert(bisect_left(order, (name, number), key=name_of), number)
    columns.write("by_name", array("I", order))


class _Packed:
    """Positions, hours and days of confirmation, one value per listing number; number 0 is nobody's."""

    def __init__(self) -> None:
        self._latitudes = array("d", [nan])
        self._longitudes = array("d", [nan])
        self._hours = array("I", [NO_HOURS])
        self._assured = array("I", [0])
        self._specs = list(_SPECS)
        self._numbers: dict[str, int] = {"": NO_HOURS}

    @classmethod
    def read(cls, columns: Columns) -> _Packed:
        held = cls()
        if not columns.numbers("hours"):  # nothing was ever written
            return held
        held._latitudes = array("d", columns.read("latitude", "d"))
        held._longitudes = array("d", columns.read("longitude", "d"))
        held._hours = columns.numbers("hours")
        held._assured = columns.numbers("assured")
        held._specs = columns.read_json("specs")
        held._numbers = {spec: number for number, spec in enumerate(held._specs) if spec} | {"": NO_HOURS}
        return held

    def add(self, listing: Listing) -> int:
        """Its number."""
        self._latitudes.append(nan)
        self._longitudes.append(nan)
        self._hours.append(NO_HOURS)
        self._assured.append(0)
        self.put(len(self._hours) - 1, listing)
        return len(self._hours) - 1

    def put(self, number: int, listing: Listing) -> None:
        place, day = listing.location, listing.assured_date
        placed = place is not None and place.latitude is not None and place.longitude is not None
        self._latitudes[number] = place.latitude if placed and place and place.latitude is not None else nan
        self._longitudes[number] = place.longitude if placed and place and place.longitude is not None else nan
        self._hours[number] = self._number(listing)
        self._assured[number] = day.toordinal() if day else 0

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
        columns.write("assured", self._assured)
        columns.write("specs", self._specs)
