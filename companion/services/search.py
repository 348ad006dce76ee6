"""Finding services as somebody types: open ones first, then the nearest, then by name."""

from __future__ import annotations

import math
import threading
from array import array
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import islice

from companion import clock
from companion.i18n.catalogs import language, tr
from companion.i18n.folding import fold, wanted, words
from companion.services.labels import FEATURES, KINDS
from companion.services.listings import from_card
from companion.services.open_doors import OpenDoors
from companion.services.opening_hours import UNCHECKED, Holidays, Kind, State
from companion.services.records import Feature, Listing, ServiceKind, Status
from companion.services.search_index import ALL, Columns, Postings, facet, numbers_of
from companion.vault.connection import Store

EARTH = 6_371_008.8  # mean radius, metres
NO_HOURS = 0  # number of the empty hours in the column of hours
SHUT = 1  # number of "never open whatever the hours say" (closed for now, not clear)
_FEW = 500  # up to here sorting what was found is faster than walking through all in order
Place = tuple[float, float]


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for. `near`: (latitude, longitude) in degrees; `at`: the moment, now if None.

    Within `kinds` and `languages` (codes) any one is enough, of `features` all are needed.
    """

    text: str = ""
    kinds: frozenset[ServiceKind] = frozenset()
    languages: frozenset[str] = frozenset()
    features: frozenset[Feature] = frozenset()
    open_now: bool = False
    at: datetime | None = None
    near: Place | None = None
    limit: int = 50


@dataclass(frozen=True)
class Found:
    """The first listings, and how many there are."""

    listings: list[Listing]
    total: int


def metres(one: Place, other: Place) -> float:
    """Distance over the ground between two places in degrees (haversine)."""
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, _half_chord(one, other))))


def _half_chord(one: Place, other: Place) -> float:
    """The haversine: grows with the distance, from 0 to 1."""
    first, second = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    return math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2


def state_of(listing: Listing, moment: datetime, holidays: Holidays | None = None, zone: tzinfo | None = None) -> State:
    """Open, closed or unknown; a service that is closed for now is closed, one that is not clearly running unknown."""
    if listing.service.status in (Status.TEMPORARILY_CLOSED, Status.INACTIVE, Status.DEFUNCT):
        return State(Kind.CLOSED)
    hours = listing.schedule.hours
    if hours is None or listing.service.status == Status.UNCLEAR:
        return UNCHECKED
    return hours.state(moment, holidays, zone=zone)


class Finder:
    """Answers searches from the packed index; reads it again when it has changed."""

    def __init__(self, store: Store, zone: tzinfo | None, holidays: Holidays | None) -> None:
        self._lock = threading.RLock()
        self._store = store
        self._zone = zone
        self._holidays = holidays
        self._postings = Postings(store)
        self._columns = Columns(store)
        self._generation = -1
        self._near: tuple[Place, list[int]] | None = None
        self._label_words: tuple[str, dict[str, list[str]]] | None = None

    def find(self, query: SearchQuery) -> Found:
        """The listings that fit, in order."""
        moment = query.at or clock.now()
        wall = moment if moment.tzinfo is None else moment.astimezone(self._zone).replace(tzinfo=None)
        with self._lock:
            self._refresh()
            matching = self._matching(query)
            opened = matching & self._doors.bits(wall) if matching else 0
            others = 0 if query.open_now else matching & ~opened
            numbers = self._first(opened, query.near, query.limit)
            numbers += self._first(others, query.near, query.limit - len(numbers))
        total = opened.bit_count() + others.bit_count()
        return Found(self._listings(numbers, moment, query.near), total)

    def _refresh(self) -> None:
        generation = self._columns.generation()
        if generation == self._generation:
            return
        self._postings.beginning.cache_clear()
        self._latitudes = self._columns.read("latitude", "d")
        self._longitudes = self._columns.read("longitude", "d")
        hours = array("I", (int(number) for number in self._columns.read("hours", "I")))
        self._doors = OpenDoors(self._columns.read_texts("specs"), hours, self._holidays)
        self._by_name = [int(number) for number in self._columns.read("by_name", "I")]
        self._ranks = {number: rank for rank, number in enumerate(self._by_name)}
        self._near = None
        self._generation = generation

    def _matching(self, query: SearchQuery) -> int:
        found = self._postings.having(ALL)
        for start in wanted(query.text)[:12]:
            if not found:
                return 0
            alike = self._postings.beginning(start)
            for term in self._labelled(start):
                alike |= self._postings.having(term)
            found &= alike
        for name, values in (("kind", query.kinds), ("language", query.languages)):
            if values:
                either = 0
                for value in values:
                    either |= self._postings.having(facet(name, value))
                found &= either
        for feature in query.features:
            found &= self._postings.having(facet("feature", feature))
        return found

    def _labelled(self, start: str) -> list[str]:
        """The terms of kinds and features whose label has a word that begins so, in the language in use."""
        if self._label_words is None or self._label_words[0] != language():
            labels = {facet("kind", kind): tr(label.name) for kind, label in KINDS.items() if kind != ServiceKind.OTHER}
            labels |= {facet("feature", feature): tr(name) for feature, (_, name) in FEATURES.items()}
            self._label_words = (language(), {term: list(words(label)) for term, label in labels.items()})
        return [term for term, said in self._label_words[1].items() if any(word.startswith(start) for word in said)]

    def _first(self, matching: int, near: Place | None, most: int) -> list[int]:
        """The first `most` of the listings, nearest first, or by name."""
        count = matching.bit_count()
        if not count or most <= 0:
            return []
        if near is None:
            if count < _FEW:
                return sorted(numbers_of(matching), key=self._ranks.__getitem__)[:most]
            return _in_order(self._by_name, matching, most)
        if self._near is None or self._near[0] != near:
            if count < _FEW:
                return self._by_distance(sorted(numbers_of(matching), key=self._ranks.__getitem__), near)[:most]
            self._near = (near, self._by_distance(self._by_name, near))
        return _in_order(self._near[1], matching, most)

    def _by_distance(self, numbers: list[int], near: Place) -> list[int]:
        latitudes, longitudes = self._latitudes, self._longitudes
        away = {}
        for number in numbers:
            half = _half_chord(near, (latitudes[number], longitudes[number]))
            away[number] = half if half == half else math.inf  # no position: last
        return sorted(numbers, key=away.__getitem__)

    def _listings(self, numbers: list[int], moment: datetime, near: Place | None) -> list[Listing]:
        marks = ",".join("?" * len(numbers))
        cards: dict[int, str] = dict(self._store.query(f"SELECT id, card FROM listing WHERE id IN ({marks})", numbers))  # noqa: S608
        return [self.shown(cards[number], moment, near) for number in numbers if number in cards]

    def count(self, term: str) -> int:
        """How many listings have a term of the index."""
        return self._postings.having(term).bit_count()

    def shown(self, card: str, moment: datetime, near: Place | None) -> Listing:
        """The listing of a card, with how it stands at `moment` and how far it is."""
        listing = from_card(card)
        place = listing.location
        distance = None
        if near and place and place.latitude is not None and place.longitude is not None:
            distance = metres(near, (place.latitude, place.longitude))
        return replace(listing, now=state_of(listing, moment, self._holidays, self._zone), distance=distance)


def _in_order(order: list[int], matching: int, most: int) -> list[int]:
    flags = bin(matching)[:1:-1]
    width = len(flags)
    return list(islice((number for number in order if number < width and flags[number] == "1"), most))


def sort_name(name: str) -> str:
    """A name as it is sorted."""
    return fold(name)
