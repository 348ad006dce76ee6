"""Packs for tests, built by the program's own builder from the small invented place, and signed with keys made here."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from companion.packs import builder
from companion.packs.pack import Pack, Signed, assembled, unsigned
from companion.rights import packed
from companion.rights.library import Library
from companion.vault import signatures
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
