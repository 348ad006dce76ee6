"""Invented directories of any size, written straight into a store: for search, import and speed.

Names are put together from a fixed vocabulary with a fixed seed, so that two runs measure the same thing. Words follow
a long tail: a few stand in a third of all services, most in a handful.
"""

from __future__ import annotations

import csv
import random
import uuid
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from companion.services import indexing
from companion.services.directory import Gatherer
from companion.services.staging import Staging
from companion.vault.connection import Store

KINDS = (
    "needle exchange",
    "naloxone",
    "shelter",
    "drop-in",
    "legal aid",
    "counselling",
    "clinic",
    "food bank",
    "outreach",
)
TOWNS = (
    "Exampleton",
    "Inventshire",
    "Paperford",
    "Łódź Example",
    "Beispielstraße",
    "Αθήνα",
    "Ёлкино",
    "إبرة",
    "東京例",
)
SYLLABLES = (
    "ba",
    "ko",
    "li",
    "mar",
    "ne",
    "or",
    "pel",
    "qui",
    "ros",
    "sa",
    "tor",
    "ul",
    "ver",
    "wen",
    "xi",
    "yor",
    "zan",
)
HOURS = (
    "24/7",
    "Mo-Fr {a:02}:00-{b:02}:00",
    "Mo-Fr {a:02}:30-{b:02}:00; Sa 10:00-13:00",
    "Mo,We,Fr {a:02}:00-{b:02}:30",
    "Mo-Sa 20:00-02:00",
    "Mo-Fr {a:02}:00-12:30,14:00-{b:02}:00; Dec 24-26 off",
    "by appointment only",
    "",
)
LANGUAGES = ("en", "pt", "es", "fr", "ru", "ar", "uk", "")
Row = dict[str, str]


def rows(count: int, seed: int = 7) -> Iterator[tuple[str, Row]]:
    """(table, row) of `count` services, each with an organization in ten, a location, an address, hours, a phone."""
    rng = random.Random(seed)
    words = ["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4))) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    organization = ""
    for number in range(count):
        if number % 10 == 0:
            organization = _id(rng)
            yield "organization", {"id": organization, "name": f"Example {rng.choice(words).title()} Trust"}
        yield from _service(rng, organization, rng.choices(words, cum_weights=weights, k=22))


def _service(rng: random.Random, organization: str, words: list[str]) -> Iterator[tuple[str, Row]]:
    service, place, door = _id(rng), _id(rng), _id(rng)
    kind = rng.choice(KINDS)
    yield (
        "service",
        {
            "id": service,
            "organization_id": organization,
            "name": f"Example {words[0].title()} {kind}",
            "description": f"Invented {' '.join(words[1:])} for people who use drugs.",
            "status": "active",
            "assured_date": f"2026-{rng.randint(1, 11):02}-{rng.randint(1, 28):02}",
            "fees_description": rng.choice(("free", "", "ask")),
        },
    )
    position = {"latitude": f"{rng.gauss(38.72, 0.2):.5f}", "longitude": f"{rng.gauss(-9.14, 0.2):.5f}"}
    yield "location", {"id": place, "location_type": "physical", "name": words[1].title(), **position}
    street, city = f"{words[2].title()} Street {rng.randint(1, 99)}", rng.choice(TOWNS)
    yield "address", {"id": _id(rng), "location_id": place, "address_1": street, "city": city, "country": "PT"}
    yield "service_at_location", {"id": door, "service_id": service, "location_id": place}
    start = rng.randint(7, 11)
    hours = rng.choice(HOURS).format(a=start, b=start + rng.randint(6, 10))
    if hours:
        yield "schedule", {"id": _id(rng), "service_at_location_id": door, "notes": f"opening_hours: {hours}"}
    if language := rng.choice(LANGUAGES):
        yield "language", {"id": _id(rng), "service_id": service, "code": language}


def _id(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def fill(store: Store, count: int, seed: int = 7) -> int:
    """Put `count` services into an empty directory, index included; how many listings there are."""
    staging = Staging(store, "generated")
    for table, row in rows(count, seed):
        staging.add(table, row)
    staging.flush()
    generation = indexing.begin(store)
    listings = indexing.build(store, Gatherer(store, staging.source), generation)
    staging.finish(generation)
    return listings


def write_package(folder: Path, count: int, seed: int = 7) -> Path:
    """The same services as an HSDS tabular folder."""
    from companion.services.hsds_tables import TABLES

    collected: dict[str, list[Row]] = {}
    for table, row in rows(count, seed):
        collected.setdefault(table, []).append(row)
    folder.mkdir(parents=True, exist_ok=True)
    for table, found in collected.items():
        with (folder / TABLES[table].file_name).open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, TABLES[table].columns)
            writer.writeheader()
            writer.writerows(found)
    return folder
