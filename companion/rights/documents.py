"""Content as plain documents: read from an editor's folder of TOML, or from what the build compiled it into.

A document of a place holds the tables `jurisdiction`, `sources`, `rules`, `texts`, `topics` (by id), `cases`, and
`translations` (language → key → text). Dates are ISO text in compiled content and dates in TOML; `reading` takes both.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from companion import files
from companion.errors import Problem

Document = dict[str, Any]
PARTS = ("jurisdiction", "sources", "rules", "texts", "cases")
LIMIT = 16 * 1024 * 1024
_PLACE = re.compile(r"[a-z]{2}(-[a-z0-9]{1,3})?")


def places_in(folder: Path) -> list[str]:
    """The places that an editor's folder holds: each a folder with a `jurisdiction.toml`."""
    if not folder.is_dir():
        raise Problem("file.missing", file=folder.name)
    found = [path.parent.name for path in folder.glob("*/jurisdiction.toml")]
    return sorted(name for name in found if _PLACE.fullmatch(name))


def read_folder(folder: Path, place: str) -> Document:
    """The document of one place from TOML. A file that is no TOML is refused with its line (`content.bad_toml`)."""
    root = folder / place
    document: Document = {part: read_toml(root / f"{part}.toml") for part in PARTS if (root / f"{part}.toml").exists()}
    document["topics"] = {path.stem: read_toml(path) for path in sorted((root / "topics").glob("*.toml"))}
    document["translations"] = {path.stem: read_po(path) for path in sorted((root / "po").glob("*.po"))}
    return document


def read_head(folder: Path, place: str) -> Document:
    """Of one place only what `entry` needs."""
    root = folder / place
    translations = {path.stem: read_po(path) for path in sorted((root / "po").glob("*.po"))}
    return {"jurisdiction": read_toml(root / "jurisdiction.toml"), "translations": translations}


def read_toml(path: Path) -> Document:
    """One TOML file; duplicate keys and other faults are refused with file and line."""
    try:
        return tomllib.loads(files.read_text(path, limit=LIMIT))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise Problem(
            "content.bad_toml",
            file="/".join(path.parts[-2:]),
            line=int(place.group(1)) if place else 0,
            what=str(error),
        ) from error


def read_po(path: Path) -> dict[str, str]:
    """A translation: key (`msgctxt`) → text. Fuzzy, empty and obsolete entries are left out: their source is shown."""
    return {key: text for key, (_, text) in translated(path).items()}


def translated(path: Path) -> dict[str, tuple[str, str]]:
    """A translation with what was translated: key → (the English then, the text)."""
    from babel.messages.pofile import read_po as parse  # 30 ms of import that only editors and the build need

    catalog = parse(BytesIO(files.read_bytes(path, limit=LIMIT)))
    return {
        str(message.context): (str(message.id), str(message.string))
        for message in catalog
        if message.context and message.string and not message.fuzzy
    }


def entry(document: Document) -> Document:
    """What is known of a place without reading it whole: its name in each language, and the days its law changed."""
    head = document.get("jurisdiction", {})
    texts = document.get("translations", {})
    names = {language: words["jurisdiction.name"] for language, words in texts.items() if "jurisdiction.name" in words}
    days = sorted(str(change["on"]) for change in head.get("change", []) if "on" in change)
    return {"name": head.get("name", ""), "names": names, "changes": days}


def compiled(document: Mapping[str, Any]) -> bytes:
    """The document as canonical JSON: the same content gives the same bytes."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)
    return text.encode()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def read_compiled(path: Path) -> Document:
    """A compiled document."""
    document = json.loads(files.read_bytes(path, limit=LIMIT))
    if not isinstance(document, dict):
        raise Problem("content.bad_compiled", file=path.name)
    return document
