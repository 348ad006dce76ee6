"""The search index: for each folded word and each beginning of a word, the listings that have it.

Lists of listings are kept packed (few: 32-bit numbers; many: one bit per listing) and read as one big integer, so that
"all of these words, in this kind, in this language" is a few machine-fast ANDs over 100,000 listings. A ranked
full-text query has to score every match before it can sort; here nothing is scored: the order is open, near, by name.
Beginnings of up to three letters are kept ready made; longer ones are the union of the words they begin.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from companion.i18n.folding import fold, words
from companion.services.records import Listing, Status
from companion.vault.connection import Store

READY = 3  # letters of a beginning that is kept ready made
ALL = "\x01all"
_SHOWN = frozenset({Status.ACTIVE, Status.TEMPORARILY_CLOSED, Status.UNCLEAR})
_FEW, _MANY = b"\x00", b"\x01"


def terms_of(listing: Listing) -> set[str]:
    """Every term under which a listing is found."""
    if listing.service.status not in _SHOWN:
        return set()
    found = set(words(_text(listing)))
    found |= {f"\x02{word[:length]}" for word in found for length in range(1, min(len(word), READY) + 1)}
    found |= {facet("kind", kind) for kind in listing.kinds}
    found |= {facet("feature", feature) for feature in listing.features}
    found |= {facet("language", language.code or fold(language.name)) for language in listing.languages}
    return found | {ALL}


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
    return " \n".join(parts)


class Postings:
    """Reads and writes the packed lists. Numbers are `listing.id` of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.beginning = lru_cache(maxsize=512)(self._beginning)

    def having(self, term: str) -> int:
        """The listings of one term, bit n for listing n."""
        row = self._store.one("SELECT listings FROM search_posting WHERE term = ?", (term,))
        return _unpack(row[0]) if row else 0

    def _beginning(self, start: str) -> int:
        """The listings with a word that begins with the folded `start`."""
        if len(start) <= READY:
            return self.having(f"\x02{start}")
        found = 0
        few: list[int] = []
        for (packed,) in self._store.query(
            "SELECT listings FROM search_posting WHERE term >= ? AND term < ?", (start, start + "\U0010ffff")
        ):
            if packed[:1] == _FEW:
                few.extend(_numbers(packed))
            else:
                found |= _unpack(packed)
        return found | _bits(few)

    def write_all(self, collected: dict[str, array[int]]) -> None:
        """Replace the index by `collected`: term → listings."""
        most = max((numbers[-1] for numbers in collected.values()), default=0)
        self._store.execute("DELETE FROM search_posting")
        self._store.execute_many(
            "INSERT INTO search_posting (term, listings) VALUES (?, ?)",
            ((term, _pack(collected[term], most)) for term in sorted(collected)),
        )
        self.beginning.cache_clear()

    def change(self, number: int, old: set[str], new: set[str]) -> None:
        """Move one listing from its old terms to its new ones."""
        bit = 1 << number
        for term in sorted(old ^ new):
            kept = self.having(term)
            kept = kept | bit if term in new else kept & ~bit
            if kept:
                packed = _pack(array("I", numbers_of(kept)), number)
                self._store.execute(
                    "INSERT INTO search_posting (term, listings) VALUES (?, ?) "
                    "ON CONFLICT (term) DO UPDATE SET listings = excluded.listings",
                    (term, packed),
                )
            else:
                self._store.execute("DELETE FROM search_posting WHERE term = ?", (term,))
        self.beginning.cache_clear()


def collect(numbered: Iterable[tuple[int, Listing]], into: defaultdict[str, array[int]]) -> None:
    """Add listings to `into`, their numbers rising."""
    for number, listing in numbered:
        for term in terms_of(listing):
            into[term].append(number)


def numbers_of(bits: int) -> list[int]:
    """The places of the set bits, rising."""
    return [at for at, mark in enumerate(bin(bits)[:1:-1]) if mark == "1"]


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
    """One value per listing, packed: positions, hours and the order by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, name: str, kind: str) -> array[int] | array[float]:
        """A column of numbers (`kind` as in `array`)."""
        row = self._store.one("SELECT packed FROM search_column WHERE name = ?", (name,))
        values: array[int] | array[float] = array(kind)
        values.frombytes(row[0] if row else b"")
        if sys.byteorder != "little":
            values.byteswap()
        return values

    def read_texts(self, name: str) -> list[str]:
        """A column of texts."""
        row = self._store.one("SELECT packed FROM search_column WHERE name = ?", (name,))
        return list(json.loads(row[0])) if row else []

    def write(self, name: str, values: array[int] | array[float] | list[str]) -> None:
        """Replace a column."""
        if isinstance(values, list):
            packed = json.dumps(values, ensure_ascii=False).encode()
        else:
            turned = array(values.typecode, values)
            if sys.byteorder != "little":
                turned.byteswap()
            packed = turned.tobytes()
        self._store.execute(
            "INSERT INTO search_column (name, packed) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET packed = excluded.packed",
            (name, packed),
        )

    def generation(self) -> int:
        """Rises with every change of the index, so that what was read before is read again."""
        row = self._store.one("SELECT packed FROM search_column WHERE name = 'generation'")
        return int(row[0]) if row else 0

    def turn(self) -> None:
        """Say that the index has changed."""
        value = str(self.generation() + 1).encode()
        self._store.execute(
            "INSERT INTO search_column (name, packed) VALUES ('generation', ?) "
            "ON CONFLICT (name) DO UPDATE SET packed = excluded.packed",
            (value,),
        )
