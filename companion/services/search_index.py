"""The search index: for each folded word and each beginning of a word, the listings that have it.

Lists of listings are kept packed (few: 32-bit numbers; many: one bit per listing) and read as one big integer, so that
"all of these words, in this kind, in this language" is a few machine-fast ANDs over 100,000 listings. A ranked
full-text query has to score every match before it can sort; here nothing is scored: the order is open, near, by name.
Beginnings of up to three letters are kept ready made; longer ones are the union of the words they begin.

An index is a generation: a new one is written beside the old while people go on searching, and then takes its place.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from companion.i18n.folding import fold, words
from companion.services.records import Listing, Status
from companion.vault.connection import Store

VERSION = 1
"""Rises when the index holds something else than before: an older one is made anew."""
READY = 3  # letters of a beginning that is kept ready made
ALL = "\x01all"
SHIFT = 32  # a listing's key is generation * 2^32 + number
_SHOWN = frozenset({Status.ACTIVE, Status.TEMPORARILY_CLOSED, Status.UNCLEAR})
_FEW, _MANY = b"\x00", b"\x01"
_LAST = "\U0010ffff"


def terms_of(listing: Listing) -> set[str]:
    """Every term under which a listing is found."""
    found = plain_terms(listing)
    return found | {start for word in found for start in beginnings(word)}


def plain_terms(listing: Listing) -> set[str]:
    """As `terms_of`, without the beginnings."""
    if listing.service.status not in _SHOWN:
        return set()
    found = set(words(_text(listing)))
    found.update(facet("kind", kind) for kind in listing.kinds)
    found.update(facet("feature", feature) for feature in listing.features)
    found.update(facet("language", language.code or fold(language.name)) for language in listing.languages)
    found.update(facet("hidden", audience) for audience in listing.hidden_from)
    found.add(ALL)
    return found


def beginnings(word: str) -> tuple[str, ...]:
    """The terms of the ready-made beginnings of a word; none for what is no word."""
    if word[0] in "\x01\x02":
        return ()
    return tuple(f"\x02{word[:length]}" for length in range(1, min(len(word), READY) + 1))


@lru_cache(maxsize=256)
def facet(name: str, value: str) -> str:
    """The term of a property."""
    return f"\x01{name}:{value}"


def _text(listing: Listing) -> str:
    service, place = listing.service, listing.location
    parts = [service.name, service.alternate_name, service.description, *listing.areas]
    parts.append(listing.organization.name if listing.organization else "")
    parts.extend(term.name for term in listing.terms)
    parts.extend(f"{language.name} {language.code}" for language in listing.languages)
    if place:
        parts.extend((place.name, place.street, place.city, place.postal_code))
    return " \n".join(part for part in parts if part)


class IndexState:
    """Which generation is in use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self) -> tuple[int, int, int]:
        """(generation, version, turn)."""
        row = self._store.one("SELECT generation, version, turn FROM directory_state")
        assert row is not None
        return row[0], row[1], row[2]

    def turn(self) -> None:
        """Say that the index has changed."""
        self._store.execute("UPDATE directory_state SET turn = turn + 1")

    def use(self, generation: int) -> None:
        """From now on this one."""
        self._store.execute(
            "UPDATE directory_state SET generation = ?, version = ?, turn = turn + 1", (generation, VERSION)
        )


class Postings:
    """Reads and writes the packed lists of one generation. Numbers are those of its listings."""

    def __init__(self, store: Store, generation: int) -> None:
        self._store = store
        self.generation = generation
        self.beginning = lru_cache(maxsize=512)(self._beginning)

    def having(self, term: str) -> int:
        """The listings of one term, bit n for listing n."""
        sql = "SELECT listings FROM search_posting WHERE generation = ? AND term = ?"
        row = self._store.one(sql, (self.generation, term))
        return _unpack(row[0]) if row else 0

    def any_of(self, terms: Iterable[str]) -> int:
        """The listings that have any of the terms."""
        found = 0
        for term in terms:
            found |= self.having(term)
        return found

    def vocabulary(self) -> list[str]:
        """Every word of the index, sorted."""
        sql = "SELECT term FROM search_posting WHERE generation = ? AND term >= ? ORDER BY term"
        return [term for (term,) in self._store.query(sql, (self.generation, "\x03"))]

    def values(self, name: str) -> list[str]:
        """Every value that a property has."""
        start = f"\x01{name}:"
        sql = "SELECT term FROM search_posting WHERE generation = ? AND term >= ? AND term < ?"
        return [term[len(start) :] for (term,) in self._store.query(sql, (self.generation, start, start + _LAST))]

    def _beginning(self, start: str) -> int:
        """The listings with a word that begins with the folded `start`."""
        if len(start) <= READY:
            return self.having(f"\x02{start}")
        found = 0
        few: list[int] = []
        sql = "SELECT listings FROM search_posting WHERE generation = ? AND term >= ? AND term < ?"
        for (packed,) in self._store.query(sql, (self.generation, start, start + _LAST)):
            if packed[:1] == _FEW:
                few.extend(_numbers(packed))
            else:
                found |= _unpack(packed)
        return found | _bits(few)

    def packed(self, collected: dict[str, array[int]], most: int) -> Iterator[tuple[int, str, bytes]]:
        """The rows of `collected` (word → rising numbers up to `most`) and of the beginnings of its words, sorted."""
        ready: defaultdict[str, list[array[int]]] = defaultdict(list)
        for term, numbers in collected.items():
            for start in beginnings(term):
                ready[start].append(numbers)
        for term in sorted([*collected, *ready]):
            if term in ready:
                yield self.generation, term, _pack(_union(ready[term]), most)
            else:
                yield self.generation, term, _pack(collected[term], most)

    def change(self, number: int, old: set[str], new: set[str]) -> None:
        """Move one listing from its old terms to its new ones."""
        bit = 1 << number
        for term in sorted(old ^ new):
            kept = self.having(term)
            kept = kept | bit if term in new else kept & ~bit
            if kept:
                self._store.execute(
                    "INSERT INTO search_posting (generation, term, listings) VALUES (?, ?, ?) "
                    "ON CONFLICT (generation, term) DO UPDATE SET listings = excluded.listings",
                    (self.generation, term, _pack(array("I", numbers_of(kept)), number)),
                )
            else:
                sql = "DELETE FROM search_posting WHERE generation = ? AND term = ?"
                self._store.execute(sql, (self.generation, term))
        self.beginning.cache_clear()


def numbers_of(bits: int) -> list[int]:
    """The places of the set bits, rising."""
    return [at for at, mark in enumerate(bin(bits)[:1:-1]) if mark == "1"]


def bits_of(flags: Iterable[bool]) -> int:
    """Bit n where flag n is set."""
    text = "".join("1" if flag else "0" for flag in flags)
    return int(text[::-1] or "0", 2)


def _union(lists: list[array[int]]) -> array[int]:
    if len(lists) == 1:
        return lists[0]
    together: set[int] = set()
    for numbers in lists:
        together.update(numbers)
    return array("I", sorted(together))


def _bits(numbers: Iterable[int]) -> int:
    listed = list(numbers)
    if not listed:
        return 0
    flags = bytearray(max(listed) // 8 + 1)
    for number in listed:
        flags[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(flags, "little")


def _pack(numbers: array[int], most: int) -> bytes:
    if len(numbers) * 4 <= most // 8 + 1:
        return _FEW + _little(numbers).tobytes()
    bits = _bits(numbers)
    return _MANY + bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def _unpack(packed: bytes) -> int:
    return int.from_bytes(packed[1:], "little") if packed[:1] == _MANY else _bits(_numbers(packed))


def _numbers(packed: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(packed[1:])
    return _little(numbers)


def _little(numbers: array[int]) -> array[int]:
    """The same numbers with their bytes in the order the store keeps."""
    if sys.byteorder == "little":
        return numbers
    turned = array("I", numbers)
    turned.byteswap()
    return turned


class Columns:
    """One value per listing of a generation, packed: positions, hours, days of confirmation, the order by name."""

    def __init__(self, store: Store, generation: int) -> None:
        self._store = store
        self._generation = generation

    def _raw(self, name: str) -> bytes:
        sql = "SELECT packed FROM search_column WHERE generation = ? AND name = ?"
        row = self._store.one(sql, (self._generation, name))
        return bytes(row[0]) if row else b""

    def read(self, name: str, kind: str) -> array[int] | array[float]:
        """A column of numbers (`kind` as in `array`)."""
        values: array[int] | array[float] = array(kind)
        values.frombytes(self._raw(name))
        if sys.byteorder != "little":
            values.byteswap()
        return values

    def numbers(self, name: str) -> array[int]:
        """A column of whole numbers."""
        return array("I", (int(number) for number in self.read(name, "I")))

    def read_json(self, name: str) -> list[str]:
        """A column of texts."""
        return list(json.loads(self._raw(name) or b"[]"))

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {str(name): int(count) for name, count in json.loads(self._raw("counts") or b"{}").items()}

    def write(self, name: str, values: array[int] | array[float] | list[str] | dict[str, int]) -> None:
        """Replace a column."""
        if isinstance(values, list | dict):
            packed = json.dumps(values, ensure_ascii=False).encode()
        else:
            turned = array(values.typecode, values)
            if sys.byteorder != "little":
                turned.byteswap()
            packed = turned.tobytes()
        self._store.execute(
            "INSERT INTO search_column (generation, name, packed) VALUES (?, ?, ?) "
            "ON CONFLICT (generation, name) DO UPDATE SET packed = excluded.packed",
            (self._generation, name, packed),
        )
