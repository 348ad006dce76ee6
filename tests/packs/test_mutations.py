"""Mutated packs: no crash, nothing taken in by halves, little memory. 100,000 of them in the long run.

Some are changed after signing. The others are changed before, by a signer who is trusted and means harm: bytes of the
archive, values of the manifest, values deep in the law, each signed anew so that only what is inside can stop it.
"""

from __future__ import annotations

import json
import random
import resource
import sys
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from companion import archive
from companion.errors import Problem
from companion.packs import builder, importer, installed, pack
from companion.packs.pack import Pack, Signed, unsigned
from companion.packs.trust import TrustStore
from companion.rights import documents, packed
from companion.rights.reading_out import ReadOut
from companion.vault.connection import Store
from tests.endurance import rounds
from tests.packs import packs

ROUNDS = rounds(400, 100_000)
MOST_MEMORY = 300 * 1024 * 1024
NASTY: list[Any] = [
    None, True, 0, -1, 10**30, 1e308, "", "x", "a" * 21_000, "2026-13-45", "9999-12-31", "\x00", "\ud7ff\U0010ffff",
    "../../x", "rights/pt", "{limit:", "%(n)s", [], [[]], ["", None], {}, {"": {}}, {"id": []}, [{"id": {}}],
    "1 g", "NaN g", "{date:soon}", "{date:9999-99-99}", "{emergency}",
]  # fmt: skip
Mutation = Callable[[random.Random, Signed], bytes]


def flipped(rng: random.Random, data: bytes) -> bytes:
    """Some bytes are others, or missing, or there twice."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(made))
        kind = rng.randrange(4)
        if kind == 0:
            made[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            made[at] = rng.choice((0, 0xFF, 0x7F, 0x80, 0x0A))
        elif kind == 2:
            del made[at : at + rng.choice((1, 2, 64, 4096))]
        else:
            made[at:at] = made[rng.randrange(len(made)) :][: rng.choice((1, 4, 46, 512))]
        if not made:
            return b""
    return bytes(made)


def after_signing(rng: random.Random, source: Signed) -> bytes:
    return flipped(rng, packs.signed_by(source, packs.key()))


def archive_bytes(rng: random.Random, source: Signed) -> bytes:
    return packs.signed_by(unsigned(flipped(rng, source.data[source.start :])), packs.key())


def manifest_values(rng: random.Random, source: Signed) -> bytes:
    whole = Pack(source)
    table = json.loads(whole.manifest.written())
    spoil(rng, table)
    files = {name: whole.read(name) for name in whole.names}
    return packs.signed_by(unsigned(archive.written({"manifest.json": written(table), **files})), packs.key())


def content_values(rng: random.Random, source: Signed) -> bytes:
    whole = Pack(source)
    files = {name: whole.read(name) for name in whole.names}
    name = rng.choice(sorted(files))
    table = json.loads(files[name])
    for _ in range(rng.choice((1, 1, 3))):
        spoil(rng, table)
    return packs.signed_by(packs.made({**files, name: written(table)}), packs.key())


MUTATIONS: tuple[Mutation, ...] = (after_signing, after_signing, archive_bytes, manifest_values, content_values)


def written(table: object) -> bytes:
    return json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass")


def spoil(rng: random.Random, table: Any) -> None:
    """Something in a JSON document is something else, gone, or called otherwise."""
    while True:
        keys = list(table) if isinstance(table, dict) else list(range(len(table)))
        if not keys:
            return
        key = rng.choice(keys)
        if isinstance(table[key], (dict, list)) and table[key] and rng.random() < 0.85:
            table = table[key]
            continue
        kind = rng.randrange(4)
        if kind == 0:
            del table[key]
        elif kind == 1 and isinstance(table, dict):
            table[rng.choice(("", "id", "ID", "x" * 200, "a/b"))] = table.pop(key)
        else:
            table[key] = deepcopy(rng.choice(NASTY))
        return


def test_mutated_packs_are_refused_or_taken_in_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "bundled", cache(packed.bundled))  # the same every time: read it once
    rng, keys = random.Random(20261120), TrustStore(store)
    sources = [
        builder.build(packs.folder(tmp_path / "law", head={"issued": date(2026, 11, 1)})),
        packs.made(packs.small()),
        packs.made({"rights/index.json": documents.compiled({}), "translations/xa/fr.json": b"{}"}),
    ]
    taken = 0
    for number in range(ROUNDS):
        data = MUTATIONS[number % len(MUTATIONS)](rng, rng.choice(sources))
        before = packs.held(store) if number % 50 == 0 else None
        try:
            looked = importer.look(store, pack.signed(data), keys=keys)
        except Problem:
            assert before is None or packs.held(store) == before
            continue
        taken += 1
        try:
            with store.transaction():
                importer.take_in(store, looked, keys=keys)
                read_all(store)
                raise Enough
        except (Enough, Problem):
            assert before is None or packs.held(store) == before
    assert taken
    if sys.platform == "linux":
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        assert peak < MOST_MEMORY or not ROUNDS > 10_000


class Enough(Exception):
    """What was taken in was read; it is taken out again for the next."""


def read_all(store: Store) -> None:
    """Read what the vault would show now."""
    library = installed.library(store)
    if "xa" not in library.places():
        return
    for language in library.languages("xa"):
        assert isinstance(library.name("xa", language), str)
        out = ReadOut(library, "xa", language)
        for topic in out.place.topics:
            out.topic(topic)
        for change in out.place.changes:
            out.change(change)
    library.changed_after(date(2026, 1, 1))
