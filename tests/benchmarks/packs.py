"""Forty places in ten languages: checking a pack, and taking it in, against reading the same bytes."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from companion import clock
from companion.packs import builder, importer, pack
from companion.packs.pack import Signed
from companion.packs.strings import strings
from companion.packs.trust import Scope, Trust, TrustedKey, TrustStore
from companion.rights import documents, packed
from companion.rights.library import Library
from companion.vault.vault import Vault
from tests.benchmarks.figures import Figure, median, p95, timed
from tests.packs import packs

LANGUAGES = ("ar", "cs", "de", "es", "fa", "fr", "nl", "pt", "uk")  # beside English
ISSUED = date(2026, 11, 20)


def large() -> Signed:
    """The bundled law under another name, every text of it in nine more languages."""
    layer = packed.bundled()
    library = Library.bundled()
    contents = {name: layer.read(name) for name in sorted(layer.names) if name.startswith("rights/")}
    for place in library.places():
        rows = strings(library.jurisdiction(place))
        for language in LANGUAGES:
            texts = {row.key: [builder.checksum(row.source), f"{row.source} ({language})"] for row in rows}
            contents[f"translations/{place}/{language}.json"] = documents.compiled(texts)
    return packs.made(contents, pack="large", issued=ISSUED, review_by=date(2027, 5, 1))


def measure(_sizes: list[int]) -> Iterator[Figure]:
    """Verify, look and take in."""
    source = large()
    data = packs.signed_by(source, packs.key())
    trust = Trust((TrustedKey(packs.key().public, "Signer", Scope("example.org")),))
    opened = pack.Pack(pack.signed(data))
    plain = [opened.read(name) for name in opened.names]
    size = len(plain)
    hashed = timed(lambda: [hashlib.sha256(each).digest() for each in plain], 5)
    verified = timed(lambda: importer.verified(pack.signed(data), trust, clock.today()), 5)
    yield Figure(
        "verifying a pack, files", size, "ms", median(verified), "hashing the same files", median(hashed), None,
        p95(verified), 300.0,
    )  # fmt: skip
    parsed = timed(lambda: [json.loads(each) for each in plain], 5)
    taken = timed(lambda: _take_in(data), 3)
    yield Figure(
        "taking a pack in, files", size, "ms", median(taken), "parsing the same files", median(parsed), None,
        p95(taken), 3000.0,
    )  # fmt: skip


def _take_in(data: bytes) -> None:
    """Into a new vault, from the bytes to the end of the transaction."""
    with tempfile.TemporaryDirectory() as folder, Vault.throw_away(Path(folder) / "vault") as vault:
        TrustStore(vault.library).add(packs.key().public, "Signer", Scope())
        importer.take_in(vault.library, importer.look(vault.library, pack.signed(data)))
