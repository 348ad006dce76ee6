"""What the vault holds of content packs: the law that screens read, and the highest date ever seen.

Over the pack that ships with the program lie those that were taken in. Each is kept file by file, so that a place is
read without the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from companion import archive, clock
from companion.errors import Problem
from companion.packs import manifest
from companion.packs.manifest import Manifest
from companion.rights import packed
from companion.rights.library import Library
from companion.vault.connection import Store


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that was taken in: `signers` are the names of those who had signed it."""

    key: int
    manifest: Manifest
    sha256: str
    installed_on: date
    issued: date
    signers: tuple[str, ...]
    current: bool


def packs(store: Store) -> list[Installed]:
    """Every pack in the vault, those in use first, by namespace and name."""
    rows = store.query(
        "SELECT id, manifest, digest, installed_on, issued, signers, state FROM content_pack "
        "ORDER BY state = 'previous', namespace, pack"
    )
    return [
        Installed(
            key,
            manifest.from_table(json.loads(text)),
            digest.hex(),
            date.fromisoformat(day),
            date.fromisoformat(issued),
            tuple(json.loads(signers)),
            state == "current",
        )
        for key, text, digest, day, issued, signers, state in rows
    ]


def find(store: Store, namespace: str, pack: str, *, current: bool = True) -> Installed | None:
    """The pack of that name: the version in use, or the one before it."""
    found = (one for one in packs(store) if one.current is current)
    return next((one for one in found if (one.manifest.namespace, one.manifest.pack) == (namespace, pack)), None)


def highest(store: Store, namespace: str, pack: str) -> tuple[int, str] | None:
    """The highest version of that pack that was ever taken in, and its SHA-256."""
    row = store.one("SELECT version, digest FROM content_highest WHERE namespace = ? AND pack = ?", (namespace, pack))
    return (int(row[0]), row[1].hex()) if row else None


def layers(store: Store, *, without: tuple[str, str] | None = None) -> list[packed.Layer]:
    """The packs in use, as the law reads them, perhaps without one of them. What a decision brought back is as new as
    that decision."""
    used = [one for one in packs(store) if one.current and (one.manifest.namespace, one.manifest.pack) != without]
    return [layer(store, one, one.issued) for one in used]


def layer(store: Store, one: Installed, issued: date) -> packed.Layer:
    """One kept pack as the law reads it, counted as issued on that day."""
    return packed.layer({**one.manifest.document(), "issued": issued}, reader(store, one.key))


def reader(store: Store, key: int) -> Callable[[str], bytes]:
    """Reads files of the kept pack by name."""

    def read(name: str) -> bytes:
        row = store.one("SELECT data, size FROM content_file WHERE pack = ? AND name = ?", (key, name))
        if row is None:
            raise Problem("packs.file_missing", file=name)
        return archive.unpacked(row[0], row[1], name)

    return read


def library(store: Store) -> Library:
    """The law that this vault shows: what ships with the program, and over it what was taken in."""
    read = Library.of_packs([packed.bundled(), *layers(store)])
    read.floor = max(read.floor, floor(store))
    return read


def floor(store: Store) -> date:
    """The highest date this vault has seen."""
    row = store.one("SELECT day FROM date_floor")
    return date.fromisoformat(row[0]) if row else date.min


def note_day(store: Store, day: date | None = None) -> None:
    """Remember that it is at least that day (today, if not said)."""
    seen = day or clock.today()
    if seen > floor(store) and not store.read_only:
        store.execute("INSERT OR REPLACE INTO date_floor (id, day) VALUES (1, ?)", (seen.isoformat(),))


def forget_days(store: Store) -> None:
    """The clock was ahead and is right now: from here on today counts, and the days that packs were issued."""
    with store.transaction():
        store.execute("DELETE FROM date_floor")
        note_day(store)
