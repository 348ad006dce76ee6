"""Searching services as somebody types, against the naive way: one ranked FTS5 query in the same encrypted store.

The naive way returns the same fifty and the same count, without opening hours, distance or folding of scripts. Also the
same search in the larger directory against the smaller, with a typing error, and taking the directory in against bare
inserts of the rows of its files.
"""

from __future__ import annotations

import csv
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
TYPICAL = "needle"


def measure(sizes: list[int]) -> Iterator[Figure]:
    """Every keystroke of typing names that stand in the directory, at each size up to 100,000 services."""
    typical: dict[int, float] = {}
    for size in sorted(size for size in sizes if size <= LARGEST):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            package = generate.write_package(place / "package", size)
            with Vault.throw_away(place / "bare") as vault:
                bare = _bare_inserts(vault.library, package)
            with Vault.throw_away(place / "vault") as vault:
                store = ServiceStore(vault.library)
                taken = _clocked(lambda: store.import_package(package))  # noqa: B023  called at once
                yield Figure("services, import", size, "s", taken / 1000, "bare inserts", bare / 1000, 3.0)
                yield from _figures(size, vault.library, typical)


def _figures(size: int, library: Store, typical: dict[int, float]) -> Iterator[Figure]:
    store = ServiceStore(library)
    same = [row for table, row in generate.rows(size) if table == "service"]
    _naive_index(library, same)
    typed = _typed([row["name"] for row in same])
    store.search(SearchQuery(text="a"))
    store.search(SearchQuery(text="qqqqq"))
    mine = [_clocked(_asking(store, text)) for text in typed]
    naive = [_clocked(_asking_naively(library, text)) for text in typed]
    name = "a naive ranked FTS5 query"
    yield Figure("search, one keystroke", size, "ms", median(mine), name, median(naive), 0.25, p95(mine), 16.0)
    slips = [_clocked(_asking(store, _slip(text))) for text in typed if len(text) > 4]
    yield Figure("search, with a typing error", size, "ms", median(slips), name, median(naive), None, p95(slips), 16.0)
    typical[size] = median([_clocked(_asking(store, TYPICAL)) for _ in range(50)])
    least = min(typical)
    name = f"the same among {least:,}"
    yield Figure("search, a typical word", size, "ms", typical[size], name, typical[least], 1.5)


def _bare_inserts(library: Store, package: Path) -> float:
    """Milliseconds to put the rows of the files into one table for each, as they are, in one transaction."""
    start = time.perf_counter()
    with library.transaction():
        for path in sorted(package.glob("*.csv")):
            with path.open(newline="", encoding="utf-8") as stream:
                lines = csv.DictReader(stream)
                names = lines.fieldnames or ()
                columns = ", ".join(f'"{name}" TEXT{" PRIMARY KEY" * (name == "id")}' for name in names)
                library.execute(f"CREATE TABLE bare_{path.stem} ({columns})")
                marks = ", ".join("?" * len(names))
                rows = (tuple(row.values()) for row in lines)
                library.execute_many(f"INSERT INTO bare_{path.stem} VALUES ({marks})", rows)
    return (time.perf_counter() - start) * 1000


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


def _slip(text: str) -> str:
    """`text` with two letters of its last word in the wrong order."""
    return f"{text[:-2]}{text[-1]}{text[-2]}"


def _clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
