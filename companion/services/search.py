"""Finding services as somebody types: open ones first, then the nearest, then by name.

What nobody has confirmed within the team's limit sinks below all else. What is kept from the kiosk or from prints is
never found for them.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import islice

from companion import clock
from companion.i18n.catalogs import language, tr
from companion.i18n.folding import fold, wanted, words
from companion.services.ids import packed
from companion.services.labels import FEATURES, KINDS
from companion.services.listings import from_card
from companion.services.near_words import NearWords
from companion.services.open_doors import OpenDoors
from companion.services.opening_hours import UNCHECKED, Holidays, Kind, State
from companion.services.records import Audience, Feature, Listing, ServiceKind, Status
from companion.services.search_index import ALL, SHIFT, Columns, IndexState, Postings, bits_of, facet, numbers_of
from companion.vault.connection import Store

EARTH = 6_371_008.8  # mean radius, metres
NO_HOURS = 0  # number of the empty hours in the column of hours
SHUT = 1  # number of "never open whatever the hours say" (closed for now, not clear)
_ASKED = 500  # cards of one statement
_FEW = 500  # up to here sorting what was found is faster than walking through all in order
Place = tuple[float, float]


@dataclass(frozen=True)
class SearchQuery:
    """What is looked for. `near`: (latitude, longitude) in degrees; `at`: the moment, now if None.

    Within `kinds` and `languages` (codes) any one is enough, of `features` all are needed. `to_confirm`: only what
    nobody has confirmed within the team's limit, the longest ago first.
    """

    text: str = ""
    kinds: frozenset[ServiceKind] = frozenset()
    languages: frozenset[str] = frozenset()
    features: frozenset[Feature] = frozenset()
    open_now: bool = False
    at: datetime | None = None
    near: Place | None = None
    limit: int = 50
    to_confirm: bool = False


@dataclass(frozen=True)
class Found:
    """The first listings, and how many there are. `meant`: words taken for a typed one that nothing begins with."""

    listings: list[Listing]
    total: int
    meant: tuple[str, ...] = ()


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

    def __init__(
        self,
        store: Store,
        zone: tzinfo | None,
        holidays: Holidays | None,
        audience: Audience | None = None,
        confirm_within: timedelta | None = None,
    ) -> None:
        self._lock = threading.RLock()
        self._store = store
        self._zone = zone
        self._holidays = holidays
        self.audience = audience
        self._within = confirm_within
        self._turn = -1
        self._stale_on: tuple[date, int] | None = None
        self._near: tuple[Place, list[int]] | None = None
        self._label_words: tuple[str, dict[str, list[str]]] | None = None

    def find(self, query: SearchQuery) -> Found:
        """The listings that fit, in order."""
        moment = query.at or clock.now()
        wall = moment if moment.tzinfo is None else moment.astimezone(self._zone).replace(tzinfo=None)
        with self._lock:
            self._refresh()
            matching, meant = self._matching(query)
            stale = matching & self._stale(wall.date())
            if query.to_confirm:
                oldest = sorted(numbers_of(stale), key=lambda number: (self._assured[number], self._ranks[number]))
                return Found(self._listings(oldest[: query.limit], moment, query.near), stale.bit_count(), meant)
            opened = matching & self._doors.bits(wall) if matching else 0
            others = 0 if query.open_now else matching & ~opened
            numbers: list[int] = []
            for part in (opened & ~stale, others & ~stale, opened & stale, others & stale):
                numbers += self._first(part, query.near, query.limit - len(numbers))
        total = opened.bit_count() + others.bit_count()
        return Found(self._listings(numbers, moment, query.near), total, meant)

    def _refresh(self) -> None:
        generation, _, turn = IndexState(self._store).read()
        if turn == self._turn:
            return
        self._generation = generation
        self._postings = Postings(self._store, generation)
        columns = Columns(self._store, generation)
        self._latitudes = columns.read("latitude", "d")
        self._longitudes = columns.read("longitude", "d")
        self._assured = columns.numbers("assured")
        self._doors = OpenDoors(columns.read_json("specs"), columns.numbers("hours"), self._holidays)
        self._by_name = list(columns.numbers("by_name"))
        self._ranks = {number: rank for rank, number in enumerate(self._by_name)}
        self._visible = self._postings.having(ALL)
        if self.audience is not None:
            self._visible &= ~self._postings.having(facet("hidden", self.audience))
        self._near = None
        self._near_words: NearWords | None = None
        self._stale_on = None
        self._turn = turn

    def _stale(self, today: date) -> int:
        """The listings that nobody has confirmed within the team's limit, or that say a day still to come."""
        if self._within is None:
            return 0
        if self._stale_on is None or self._stale_on[0] != today:
            last, first = today.toordinal(), (today - self._within).toordinal()
            self._stale_on = (today, bits_of(not first <= day <= last for day in self._assured) & ~1)
        return self._stale_on[1]

    def _matching(self, query: SearchQuery) -> tuple[int, tuple[str, ...]]:
        found = self._visible
        meant: list[str] = []
        for start in wanted(query.text)[:12]:
            if not found:
                break
            alike = self._postings.beginning(start) | self._postings.any_of(self._labelled(start))
            if not alike:
                near = self._meant(start)
                meant += near
                for word in near:
                    alike |= self._postings.having(word) | self._postings.any_of(self._labelled(word))
            found &= alike
        for name, values in (("kind", query.kinds), ("language", query.languages)):
            if values:
                found &= self._postings.any_of(facet(name, value) for value in values)
        for feature in query.features:
            found &= self._postings.having(facet("feature", feature))
        return found, tuple(dict.fromkeys(meant))

    def _meant(self, typed: str) -> list[str]:
        if self._near_words is None:
            self._labelled(typed)
            assert self._label_words is not None
            labels = {word for said in self._label_words[1].values() for word in said}
            self._near_words = NearWords([*self._postings.vocabulary(), *sorted(labels)])
        return self._near_words.meant(typed)

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
        keys = [self._generation << SHIFT | number for number in numbers]
        cards: dict[int, str] = {}
        for at in range(0, len(keys), _ASKED):
            some = keys[at : at + _ASKED]
            marks = ",".join("?" * len(some))
            cards.update(self._store.query(f"SELECT id, card FROM listing WHERE id IN ({marks})", some))  # noqa: S608
        return [self.shown(cards[key], moment, near) for key in keys if key in cards]

    def card(self, uid: str) -> str | None:
        """The card of a listing, if it may be shown to this audience."""
        with self._lock:
            self._refresh()
            first = self._generation << SHIFT
            sql = "SELECT id, card FROM listing WHERE uid = ? AND id >= ? AND id < ?"
            row = self._store.one(sql, (packed(uid), first, first + (1 << SHIFT)))
            if row is None or (self.audience and not self._visible >> (row[0] - first) & 1):
                return None
            return str(row[1])

    def service_of(self, uid: str) -> int | None:
        """The row key of the service of a listing."""
        with self._lock:
            self._refresh()
            first = self._generation << SHIFT
            sql = "SELECT service FROM listing WHERE uid = ? AND id >= ? AND id < ?"
            row = self._store.one(sql, (packed(uid), first, first + (1 << SHIFT)))
            return int(row[0]) if row else None

    def confirm_within(self, within: timedelta | None) -> None:
        """The team's limit from now on."""
        with self._lock:
            self._within = within
            self._stale_on = None

    def counts(self, name: str) -> dict[str, int]:
        """How many listings have each value of a property, as far as this audience may see them."""
        with self._lock:
            self._refresh()
            found = {value: self._postings.having(facet(name, value)) for value in self._postings.values(name)}
            counted = {value: (numbers & self._visible).bit_count() for value, numbers in found.items()}
            return {value: count for value, count in counted.items() if count}

    def totals(self) -> tuple[int, dict[str, int]]:
        """How many listings there are to be seen, and how many rows each table has."""
        with self._lock:
            self._refresh()
            shown = self._visible.bit_count() if self.audience else len(self._by_name)
            return shown, Columns(self._store, self._generation).counts()

    def is_empty(self) -> bool:
        """Whether there is no listing at all, also none that is not shown."""
        with self._lock:
            self._refresh()
            return not self._by_name

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
