"""Finding services as somebody types: open ones first, then the nearest, then by name."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from companion import clock
from companion.i18n.catalogs import language, tr
from companion.services.folding import fold, wanted, words
from companion.services.labels import FEATURES, KINDS
from companion.services.listings import from_card
from companion.services.opening_hours import UNCHECKED, Holidays, Kind, State
from companion.services.records import Feature, Listing, ServiceKind, Status
from companion.services.schedules import from_spec
from companion.services.search_index import ALL, Columns, Postings, facet, numbers_of
from companion.vault.connection import Store

EARTH = 6_371_008.8  # mean radius, metres
NO_HOURS = 0  # number of the empty hours in the column of hours
SHUT = 1  # number of "never open whatever the hours say" (closed for now, not clear)
_MOST_LOOKED_AT = 4000  # different hours evaluated for one search; more would make typing wait
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
    """The first listings, and how many there are. `exact` is false when `total` was not counted to the end."""

    listings: list[Listing]
    total: int
    exact: bool = True


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
        self._store = store
        self._zone = zone
        self._holidays = holidays
        self._postings = Postings(store)
        self._columns = Columns(store)
        self._generation = -1
        self._near: tuple[Place, list[int]] | None = None
        self._minute: tuple[datetime, dict[int, bool]] | None = None
        self._label_words: tuple[str, dict[str, list[str]]] | None = None

    def find(self, query: SearchQuery) -> Found:
        """The listings that fit, in order."""
        self._refresh()
        matching = self._matching(query)
        moment = query.at or clock.now()
        total = matching.bit_count()
        if not total:
            return Found([], 0)
        ordered = self._ordered(matching, query.near)
        wall = moment if moment.tzinfo is None else moment.astimezone(self._zone).replace(tzinfo=None)
        if query.open_now:
            opened, exact = self._open_ones(ordered, wall, None)
            return Found(self._listings(opened[: query.limit], moment, query.near), len(opened), exact)
        first, _ = self._open_ones(ordered, wall, query.limit)
        chosen = list(first)
        if len(chosen) < query.limit:
            taken = set(chosen)
            for number in ordered:
                if number not in taken:
                    chosen.append(number)
                    if len(chosen) >= query.limit:
                        break
        return Found(self._listings(chosen, moment, query.near), total)

    def _refresh(self) -> None:
        generation = self._columns.generation()
        if generation == self._generation:
            return
        self._postings.beginning.cache_clear()
        self._latitudes = self._columns.read("latitude", "d")
        self._longitudes = self._columns.read("longitude", "d")
        self._hours_numbers = self._columns.read("hours", "I")
        self._by_name = [int(number) for number in self._columns.read("by_name", "I")]
        self._specs = self._columns.read_texts("specs")
        self._ranks = {number: rank for rank, number in enumerate(self._by_name)}
        self._possible: dict[int, int] = {}
        self._near = self._minute = None
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

    def _ordered(self, matching: int, near: Place | None) -> list[int]:
        """The listings nearest first, or by name."""
        count = matching.bit_count()
        if near is None:
            if count * 8 < len(self._by_name):
                return sorted(numbers_of(matching), key=self._ranks.__getitem__)
            return _in_order(self._by_name, matching)
        if self._near is None or self._near[0] != near:
            if count < 2000:
                return self._by_distance(sorted(numbers_of(matching), key=self._ranks.__getitem__), near)
            self._near = (near, self._by_distance(self._by_name, near))
        return _in_order(self._near[1], matching)

    def _by_distance(self, numbers: list[int], near: Place) -> list[int]:
        latitudes, longitudes = self._latitudes, self._longitudes
        away = {}
        for number in numbers:
            half = _half_chord(near, (latitudes[number], longitudes[number]))
            away[number] = half if half == half else math.inf  # no position: last
        return sorted(numbers, key=away.__getitem__)

    def _open_ones(self, ordered: list[int], wall: datetime, most: int | None) -> tuple[list[int], bool]:
        """The open ones in order, up to `most`, and whether all were looked at that had to be."""
        minute = wall.replace(second=0, microsecond=0)
        if self._minute is None or self._minute[0] != minute:
            self._minute = (minute, {NO_HOURS: False, SHUT: False})
        known = self._minute[1]
        opened: list[int] = []
        looked_at = 0
        hour = 1 << (wall.weekday() * 24 + wall.hour)
        numbers = self._hours_numbers
        for listing in ordered:
            spec = int(numbers[listing])
            is_open = known.get(spec)
            if is_open is None:
                if looked_at >= _MOST_LOOKED_AT:
                    return opened, False
                is_open, asked = self._is_open(spec, hour, wall)
                looked_at += asked
                known[spec] = is_open
            if is_open:
                opened.append(listing)
                if most is not None and len(opened) >= most:
                    break
        return opened, True

    def _is_open(self, spec: int, hour: int, wall: datetime) -> tuple[bool, bool]:
        """Whether these hours are open, and whether that had to be worked out."""
        hours = from_spec(self._specs[spec])
        if hours is None:
            return False, False
        possible = self._possible.get(spec)
        if possible is None:
            possible = self._possible[spec] = hours.possible_hours()
        if not possible & hour:
            return False, False
        return hours.kind_at(wall, self._holidays) == Kind.OPEN, True

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


def _in_order(order: list[int], matching: int) -> list[int]:
    flags = bin(matching)[:1:-1]
    width = len(flags)
    return [number for number in order if number < width and flags[number] == "1"]


def sort_name(name: str) -> str:
    """A name as it is sorted."""
    return fold(name)
