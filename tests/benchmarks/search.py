"""Searching services as somebody types, against the naive way: one ranked FTS5 query in the same encrypted store.

The naive way returns the same fifty and the same count, without opening hours, distance or folding of scripts.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from companion.vault.vault import Vault
from tests.benchmarks.figures import Figure, median, p95
from tests.services import generate

KEYSTROKES = 300
LARGEST = 100_000


def measure(sizes: list[int]) -> Iterator[Figure]:
    """Every keystroke of typing names that stand in the directory, at each size up to 100,000 services."""
    for size in [size for size in sizes if size <= LARGEST]:
        with tempfile.TemporaryDirectory() as folder, Vault.throw_away(Path(folder) / "vault") as vault:
            yield _figure(size, vault.library)


def _figure(size: int, library: Store) -> Figure:
    generate.fill(library, size)
    store = ServiceStore(library)
    same = [row for table, row in generate.rows(size) if table == "service"]
    _naive_index(library, same)
    typed = _typed([row["name"] for row in same])
    store.search(SearchQuery(text="a"))
    mine = [_clocked(_asking(store, text)) for text in typed]
    naive = [_clocked(_asking_naively(library, text)) for text in typed]
    name = "a naive ranked FTS5 query"
    return Figure("search, one keystroke", size, "ms", median(mine), name, median(naive), 0.5, p95(mine), 50.0)


def _naive_index(library: Store, rows: list[dict[str, str]]) -> None:
    with library.transaction():
        library.execute("CREATE VIRTUAL TABLE naive USING fts5(name, description)")
        library.execute_many("INSERT INTO naive VALUES (?, ?)", [(row["name"], row["description"]) for row in rows])


def _asking(store: ServiceStore, text: str) -> Callable[[], object]:
    return lambda: store.find(SearchQuery(text=text))


def _asking_naively(library: Store, text: str) -> Callable[[], object]:
    words = " ".join(f'"{word}"*' for word in text.split())

    def ask() -> object:
        first = library.query("SELECT * FROM naive WHERE naive MATCH ? ORDER BY rank LIMIT 50", (words,))
        return first, library.one("SELECT count(*) FROM naive WHERE naive MATCH ?", (words,))

    return ask


def _typed(names: list[str]) -> list[str]:
    """What stands in the field after each keystroke of typing names; half of them by the kind of service alone."""
    chance = random.Random(3)
    found: list[str] = []
    while len(found) < KEYSTROKES:
        words = chance.choice(names).split()
        text = " ".join(words[1:3]) if chance.random() < 0.5 else words[-1]
        found += [text[:end] for end in range(1, len(text) + 1) if text[:end].strip()]
    return found[:KEYSTROKES]


def _clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
