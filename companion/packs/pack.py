"""A pack in memory: its signatures, its manifest, its files. Nothing of it is parsed before somebody may have it read.

`signed` looks at the head alone. `Pack` opens the archive behind it: callers that do not trust the file ask
`signature.signers` first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from companion import archive, files
from companion.archive import Archive
from companion.errors import Problem
from companion.packs import manifest
from companion.packs.manifest import Entry, Manifest
from companion.vault.signatures import Signature, digest, read_signature

SUFFIX = ".companionpack"
MOST_BYTES = archive.MOST_BYTES + 64 * 1024
LONGEST_TEXT = 20_000  # characters of one text
DEEPEST = 24  # tables within tables


@dataclass(frozen=True)
class Signed:
    """A pack of which only the head was read: its signatures, and where what they cover begins."""

    data: bytes
    signatures: tuple[Signature, ...]
    start: int

    @cached_property
    def digest(self) -> bytes:
        """What the signatures sign."""
        return digest(memoryview(self.data)[self.start :])

    @cached_property
    def sha256(self) -> str:
        """What names this content, whoever signed it."""
        return hashlib.sha256(memoryview(self.data)[self.start :]).hexdigest()

    def with_signatures(self, signatures: list[Signature]) -> bytes:
        """The same content under these signatures."""
        return archive.with_head([each.lines() for each in signatures], self.data[self.start :])


def read(path: Path) -> Signed:
    """A pack file, read whole into memory: whoever pulls the stick out afterwards does no harm.

    Raises `file.…`, `packs.too_large`, `packs.not_a_pack`, `packs.signature_…`.
    """
    try:
        data = files.read_bytes(path, limit=MOST_BYTES)
    except Problem as problem:
        if problem.code == "file.too_large":
            raise Problem("packs.too_large", limit=archive.MOST_BYTES // archive.MIB) from problem
        raise
    return signed(data)


def signed(data: bytes) -> Signed:
    """The head of a pack. Raises `packs.not_a_pack`, `packs.format_unknown`, `packs.signature_…`."""
    lines, start = archive.head(data)
    return Signed(data, tuple(read_signature(four) for four in lines), start)


class Pack:
    """An opened pack. Its manifest and list of files agree; what a file holds is compared when it is read."""

    def __init__(self, source: Signed) -> None:
        """Raises what `Archive` raises, and `packs.manifest_…`, `packs.not_listed`, `packs.file_missing`."""
        self.source = source
        self._archive = Archive(source.data, source.start)
        names = self._archive.names()
        if manifest.NAME not in names:
            raise Problem("packs.manifest_missing")
        if self._archive.size(manifest.NAME) > manifest.MOST_BYTES:
            raise Problem("packs.manifest_damaged", field=manifest.NAME)
        self.manifest: Manifest = manifest.read(self._archive.read(manifest.NAME))
        listed = self.manifest.files
        for name in names:
            if name != manifest.NAME and name not in listed:
                raise Problem("packs.not_listed", file=name)
        for name in listed:
            if name not in names:
                raise Problem("packs.file_missing", file="".join(c for c in name if c.isprintable())[:120])

    @property
    def names(self) -> list[str]:
        """The names of its files, without the manifest."""
        return list(self.manifest.files)

    def read(self, name: str) -> bytes:
        """A file, compared with the manifest. Raises `packs.file_changed`, `packs.archive_damaged`."""
        data = self._archive.read(name)
        entry = self.manifest.files[name]
        if len(data) != entry.size or hashlib.sha256(data).hexdigest() != entry.sha256:
            raise Problem("packs.file_changed", file=name)
        return data

    def packed(self, name: str) -> bytes:
        """A file as it stands in the archive."""
        return self._archive.packed(name)

    def size(self, name: str) -> int:
        """How many bytes a file has."""
        return self._archive.size(name)

    def table(self, name: str) -> dict[str, Any]:
        """A JSON file, within limits. Raises as `read`, and `packs.not_utf8`, `packs.json_broken`,
        `packs.text_too_long`, `packs.nested_too_deep`."""
        return json_table(self.read(name), name)

    def check(self) -> None:
        """Compare every file with the manifest. Raises as `read`."""
        for name in self.names:
            self.read(name)


def json_table(data: bytes, name: str) -> dict[str, Any]:
    """A JSON object within the limits of content. Raises as `Pack.table`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem("packs.not_utf8", file=name, byte=error.start) from error
    try:
        table = json.loads(text)
    except RecursionError as error:
        raise Problem("packs.nested_too_deep", file=name, limit=DEEPEST) from error
    except ValueError as error:
        raise Problem("packs.json_broken", file=name) from error
    if not isinstance(table, dict):
        raise Problem("packs.json_broken", file=name)
    _refuse_monsters(table, name, 1)
    return table


def _refuse_monsters(value: object, name: str, depth: int) -> None:
    """No text so long, and no table so deep, that a screen or the program would stumble over it."""
    if depth > DEEPEST:
        raise Problem("packs.nested_too_deep", file=name, limit=DEEPEST)
    parts: Any = (*value, *value.values()) if isinstance(value, dict) else value
    for part in parts:
        if isinstance(part, str):
            if len(part) > LONGEST_TEXT:
                raise Problem("packs.text_too_long", file=name, limit=LONGEST_TEXT)
        elif isinstance(part, (dict, list)):
            _refuse_monsters(part, name, depth + 1)


def assembled(head: Manifest, contents: Mapping[str, bytes]) -> bytes:
    """The archive of a pack: the manifest, then every file in the order of names. The same content gives the same
    bytes."""
    names = sorted(contents)
    listed = {name: Entry(len(contents[name]), hashlib.sha256(contents[name]).hexdigest()) for name in names}
    whole = replace(head, files=listed)
    return archive.written({manifest.NAME: whole.written(), **{name: contents[name] for name in names}})


def unsigned(payload: bytes) -> Signed:
    """A pack without a signature: what the program itself ships, and what waits to be signed."""
    return signed(archive.with_head([], payload))
