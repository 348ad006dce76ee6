"""The law as content packs bring it: which pack speaks for which place, and each place read only when asked for.

A pack reaches this room as a `Layer`, already found to be what its signer signed (`companion.packs` sees to that). The
pack that ships with the program is one layer; those taken in lie above it. For each place the newest pack counts that
says anything of it, be it its law or that its law is withdrawn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from companion import archive, files, paths
from companion.archive import Archive
from companion.errors import Problem
from companion.rights.documents import Document

BUNDLED = "bundled.companionpack"
PIN = "bundled.sha256"
MANIFEST = "manifest.json"
INDEX, SUBSTANCES, NAMES = "rights/index.json", "rights/substances.json", "translations/index.json"
COMMON = "translations/common"  # words that are no place's own
_MOST_BYTES = archive.MOST_BYTES


@dataclass(frozen=True)
class Layer:
    """One pack: its days, what it withdraws, the names of its files, and how one is read."""

    issued: str
    review_by: str
    withdrawn: frozenset[str]
    names: frozenset[str]
    read: Callable[[str], bytes]

    def table(self, name: str) -> Document:
        """A JSON file of it."""
        found = json.loads(self.read(name))
        if not isinstance(found, dict):
            raise Problem("content.bad_compiled", file=name)
        return found


def layer(manifest: Mapping[str, Any], read: Callable[[str], bytes]) -> Layer:
    """The layer that a pack with this manifest is."""
    names, withdrawn = frozenset(manifest["files"]), frozenset(manifest.get("withdrawn", ()))
    return Layer(str(manifest["issued"]), str(manifest["review_by"]), withdrawn, names, read)


def bundled() -> Layer:
    """The pack that the build made and ships with the program: it is compared with the build's own note of it.

    Raises `content.not_built`, `content.damaged`.
    """
    root = paths.generated("content")
    if not (root / BUNDLED).is_file():
        raise Problem("content.not_built")
    data = files.read_bytes(root / BUNDLED, limit=_MOST_BYTES)
    noted = files.read_text(root / PIN, limit=1024).split()
    if noted[:1] != [hashlib.sha256(data).hexdigest()]:
        raise Problem("content.damaged")
    held = Archive(data, archive.head(data)[1])
    return layer(json.loads(held.read(MANIFEST)), held.read)


class Layers:
    """Several packs read as one body of law."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """`layers`: later ones count more where two were issued on one day."""
        newest_first = sorted(range(len(layers)), key=lambda at: (layers[at].issued, at), reverse=True)
        self._newest_first = [layers[at] for at in newest_first]

    @cached_property
    def homes(self) -> dict[str, Layer]:
        """For each place that is told of, the pack that tells."""
        said: dict[str, Layer | None] = {}
        for one in self._newest_first:
            for item in one.withdrawn:
                if item.startswith("rights/"):
                    said.setdefault(item.removeprefix("rights/"), None)
            if INDEX in one.names:
                for place in one.table(INDEX):
                    if f"rights/{place}.json" in one.names:
                        said.setdefault(place, one)
        return {place: home for place, home in said.items() if home is not None}

    def index(self) -> dict[str, Document]:
        """For each place what is known of it without reading it: its entry in its pack, and its names."""
        tables: dict[int, Document] = {}
        found = {}
        for place, home in self.homes.items():
            if id(home) not in tables:
                tables[id(home)] = home.table(INDEX)
            found[place] = {"name": "", "changes": [], **tables[id(home)][place], "names": {}}
        for one in reversed(self._newest_first):
            if NAMES in one.names:
                for place, names in one.table(NAMES).items():
                    own = {tag: name for tag, name in names.items() if f"translations/{place}/{tag}.json" in one.names}
                    if place in found:
                        found[place]["names"] |= own
        return found

    def read(self, place: str) -> Document:
        """The document of a place; each language of its translations is read when asked for."""
        home = self.homes[place]
        document = home.table(f"rights/{place}.json")
        head = document.get("jurisdiction", {})
        if str(head.get("review_by", "")) > home.review_by:  # the pack is to be looked at again sooner than the place
            head["review_by"] = home.review_by
        document["translations"] = self.translations(place)
        return document

    def translations(self, place: str) -> Translations:
        """The translations of a place, by language."""
        return Translations(self._newest_first, f"translations/{place}/")

    def substances(self) -> Document:
        """The newest table of substances."""
        for one in self._newest_first:
            if SUBSTANCES in one.names:
                return one.table(SUBSTANCES)
        raise Problem("content.not_built")

    def newest(self, name: str) -> Document | None:
        """A JSON file that is not of the law, from the newest pack that has it; None where none has."""
        return next((one.table(name) for one in self._newest_first if name in one.names), None)

    def seen(self) -> date:
        """The latest day that any of these packs was issued: it cannot be earlier than that today."""
        return max((date.fromisoformat(one.issued) for one in self._newest_first), default=date.min)


class Translations(Mapping[str, Mapping[str, Any]]):
    """Language → key → text, read from the packs when a language is asked for. A newer pack's text stands before an
    older one's."""

    def __init__(self, newest_first: Sequence[Layer], folder: str) -> None:
        self._sources: dict[str, list[tuple[Layer, str]]] = {}
        self._read: dict[str, dict[str, Any]] = {}
        withdrawn: set[str] = set()
        for one in newest_first:
            for name in one.names:
                if name.startswith(folder) and name.removesuffix(".json") not in withdrawn:
                    language = name.removeprefix(folder).removesuffix(".json")
                    self._sources.setdefault(language, []).append((one, name))
            withdrawn |= one.withdrawn

    def __getitem__(self, language: str) -> Mapping[str, Any]:
        if language not in self._read:
            whole: dict[str, Any] = {}
            for one, name in reversed(self._sources[language]):
                whole |= one.table(name)
            self._read[language] = whole
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
