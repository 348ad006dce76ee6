"""Packs for tests, built by the program's own builder from the small invented place, and signed with keys made here."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from companion import archive
from companion.packs import builder
from companion.packs.pack import Pack, Signed, assembled, unsigned
from companion.rights import documents, packed
from companion.rights.library import Library
from companion.vault import signatures
from companion.vault.connection import Store
from companion.vault.signatures import SecretKey
from tests.rights import content

HEAD: dict[str, Any] = {
    "namespace": "example.org",
    "pack": "law",
    "title": "Example law",
    "version": 1,
    "issued": date(2026, 11, 1),
    "review_by": date(2027, 5, 1),
}


@cache
def key(name: str = "partner") -> SecretKey:
    """The same key for the same name within a run."""
    assert name
    return signatures.new_key()


def folder(root: Path, changed: dict[str, str] | None = None, *, head: dict[str, Any] | None = None) -> Path:
    """An editor's folder: the small place, its files changed as said, and a pack.toml."""
    content.write(root, changed)
    (root / "pack.toml").write_text(builder.told({**HEAD, **(head or {})}), encoding="utf-8")
    return root


def signed_by(pack: Signed, *keys: SecretKey) -> bytes:
    """The pack under the signatures of these keys."""
    made = [signatures.sign(memoryview(pack.data)[pack.start :], each, "a test") for each in keys]
    return pack.with_signatures(made)


def built(root: Path, *keys: SecretKey, changed: dict[str, str] | None = None, **head: Any) -> bytes:
    """A signed pack of the small place."""
    return signed_by(builder.build(folder(root, changed, head=head)), *(keys or (key(),)))


def made(contents: dict[str, bytes], **head: Any) -> Signed:
    """An unsigned pack of these files."""
    table = {**HEAD, **head}
    return unsigned(assembled(builder.head_of(table, Path("/nowhere"), contents), contents))


def library(*packs: Pack) -> Library:
    """What these packs say together."""
    return Library.of_packs([packed.layer(pack.manifest.document(), pack.read) for pack in packs])


def small() -> dict[str, bytes]:
    """The files of the smallest pack there is: some words in French."""
    rows = {"topic.stopped.title": [builder.checksum("Stopped"), "Contrôle"]}
    return {"translations/xa/fr.json": documents.compiled(rows)}


def with_text(text: bytes) -> Signed:
    """A pack whose one file holds these bytes."""
    return made({"translations/xa/fr.json": text})


def renamed(pack: Signed, old: str, new: str) -> Signed:
    """The pack with a file's name replaced by one of the same length, as no builder would write it."""
    assert len(old) == len(new.encode())
    payload = pack.data[pack.start :]
    assert payload.count(old.encode()) == 2
    return unsigned(payload.replace(old.encode(), new.encode()))


def with_files(extra: dict[str, bytes], **head: Any) -> Signed:
    """The smallest pack, and in its archive files that its manifest does not list."""
    whole = Pack(made(small(), **head))
    kept = {name: whole.read(name) for name in whole.names}
    return unsigned(archive.written({"manifest.json": whole.manifest.written(), **kept, **extra}))


def with_manifest(change: Callable[[dict[str, Any]], object], **head: Any) -> Signed:
    """The smallest pack with something else in its manifest."""
    whole = Pack(made(small(), **head))
    table = json.loads(whole.manifest.written())
    change(table)
    kept = {name: whole.read(name) for name in whole.names}
    return unsigned(archive.written({"manifest.json": documents.compiled(table), **kept}))


def held(store: Store) -> list[list[Any]]:
    """Everything the vault keeps of packs, keys, services and days, to be compared."""
    tables = ("content_pack", "content_file", "content_highest", "trusted_key", "date_floor", "directory_row")
    return [store.query(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
