"""An editor's folder into a content pack: one canonical document per place and language, the same bytes every time.

The bundled content is made by this builder as every other pack is; only nobody signs it, because it ships inside the
program (see `resources/content/PACKS.md`).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from companion import files
from companion.errors import Problem
from companion.packs import manifest, pack
from companion.packs.manifest import Manifest
from companion.packs.pack import Signed
from companion.rights import documents, packed
from companion.rights.documents import Document

HEAD = "pack.toml"
HOLIDAYS = "holidays.toml"
_SERVICE_FILES = (".csv", ".json")
_FILE_LIMIT = 16 * 1024 * 1024


def compile_content(source: Path, target: Path) -> None:
    """Write the pack of the folder `source` into `target`, and a note of its SHA-256 beside it.

    Faulty TOML is refused with file and line (`content.bad_toml`); deeper faults are for `validator.check_folder`.
    """
    data = build(source).data
    files.make_folder(target)
    files.write_whole(target / packed.BUNDLED, data)
    files.write_whole(target / packed.PIN, f"{hashlib.sha256(data).hexdigest()}  {packed.BUNDLED}\n".encode())


def build(source: Path) -> Signed:
    """The unsigned pack of the folder `source`. Its pack.toml may say `kinds` or `places` to build only those; what is
    common to all places (names of substances) is then left out.

    Raises `file.missing` where it has no pack.toml, `content.bad_toml`, `packs.manifest_damaged` with the field of
    pack.toml that is wrong, `packs.dates_contradict`, `packs.nothing_in_it`.
    """
    table = documents.read_toml(source / HEAD)
    wanted, places = table.get("kinds"), table.pop("places", None)
    found = contents(source, None if wanted is None else set(map(str, wanted)), places)
    if not found and "restore" not in table and "withdrawn" not in table:
        raise Problem("packs.nothing_in_it", file=source.name)
    return pack.unsigned(pack.assembled(head_of(table, source, found), found))


def head_of(table: Document, source: Path, found: dict[str, bytes]) -> Manifest:
    """The manifest that a pack.toml says, for these files: kinds follow from them, and the day by which the pack is to
    be looked at again from its places, where it is not said."""
    said = {"format": manifest.FORMAT, "needs": "0.1.0", **table}
    said["kinds"] = [kind for kind in manifest.KINDS if any(name.startswith(f"{kind}/") for name in found)]
    if "review_by" not in said:
        said["review_by"] = max(_review_days(source), default=said.get("issued"))
    said["files"] = {name: {"size": 0, "sha256": "0" * 64} for name in found}
    return replace(manifest.from_table(said), files={})


def _review_days(source: Path) -> Iterator[date]:
    for place in documents.places_in(source):
        day = documents.read_toml(source / place / "jurisdiction.toml").get("review_by")
        if isinstance(day, date):
            yield day


def contents(source: Path, kinds: set[str] | None = None, only: list[str] | None = None) -> dict[str, bytes]:
    """The files of the pack by name: of all kinds and places that the folder holds, or of `kinds` and `only`."""
    there = documents.places_in(source)
    places = there if only is None else [place for place in there if place in only]
    found: dict[str, bytes] = {}
    if kinds is None or "rights" in kinds:
        found |= _rights(source, places, names=only is None)
    if kinds is None or "translations" in kinds:
        found |= _translations(source, only)
    if kinds is None or "workshops" in kinds:
        for path in sorted((source / "workshops").glob("*.toml")):
            found[f"workshops/{path.stem}.json"] = documents.compiled(documents.read_toml(path))
    if kinds is None or "services" in kinds:
        for path in sorted((source / "services").glob("*")):
            if path.suffix in _SERVICE_FILES:
                found[f"services/{path.name}"] = files.read_bytes(path, limit=_FILE_LIMIT)
        found |= _holidays(source, places)
    return found


def _holidays(source: Path, places: list[str]) -> dict[str, bytes]:
    """The list of each place that has one; a file of nothing but comments is none."""
    found = {}
    for place in places:
        path = source / place / HOLIDAYS
        table = documents.read_toml(path) if path.is_file() else {}
        if table:
            found[f"services/holidays/{place}.json"] = documents.compiled(table)
    return found


def _rights(source: Path, places: list[str], *, names: bool) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    index: Document = {}
    if names and (source / "substances.toml").is_file():
        found[packed.SUBSTANCES] = documents.compiled(documents.read_toml(source / "substances.toml"))
    for place in places:
        document = documents.read_folder(source, place)
        document.pop("cases", None)
        entry = documents.entry(document)
        entry.pop("names", None)
        document.pop("translations", None)
        index[place] = entry
        found[f"rights/{place}.json"] = documents.compiled(document)
    if index:
        found[packed.INDEX] = documents.compiled(index)
    return found


def _translations(source: Path, only: list[str] | None) -> dict[str, bytes]:
    """Each language of each place: key → [checksum of the English, text], so that a text is no longer shown once its
    English has changed."""
    found: dict[str, bytes] = {}
    names: dict[str, dict[str, str]] = {}
    for path in sorted(source.glob("*/po/*.po")):
        place, language = path.parent.parent.name, path.stem
        if only is not None and place not in only:
            continue
        rows = {key: [checksum(english), text] for key, (english, text) in documents.translated(path).items()}
        if not rows:
            continue
        found[f"translations/{place}/{language}.json"] = documents.compiled(rows)
        if "jurisdiction.name" in rows:
            names.setdefault(place, {})[language] = str(rows["jurisdiction.name"][1])
    if found:
        found[packed.NAMES] = documents.compiled(names)
    return found


def checksum(english: str) -> int:
    """What a translation keeps of the sentence that it translates: its CRC-32, outer white space dropped."""
    return zlib.crc32(english.strip().encode())


def told(table: dict[str, Any]) -> str:
    """A pack.toml as text, for skeletons and tests."""
    return "".join(f"{key} = {_toml(value)}\n" for key, value in table.items())


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
