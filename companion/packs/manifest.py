"""What a pack says of itself: whose it is, how new, what is in it. Covered by the signature, and nothing is believed
that it does not list."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from companion.errors import Problem
from companion.rights import documents
from companion.rights.documents import Document

NAME = "manifest.json"
FORMAT = 1
KINDS = ("rights", "services", "workshops", "translations")
MOST_BYTES = 4 * 1024 * 1024
MOST_VERSION = 99_999_999
_TITLE_LENGTH = 200
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")
_ITEM = re.compile(r"(rights|workshops|translations)/[a-z0-9][a-z0-9._/-]{0,119}")
_SHA = re.compile(r"[0-9a-f]{64}")
_NEEDS = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}")
_KEY = re.compile(r"[A-Za-z0-9+/]{56}")
_KNOWN = frozenset(
    ("format", "namespace", "pack", "version", "issued", "review_by", "needs", "kinds", "title", "files")
) | {"withdrawn", "next_key", "revoked_keys", "restore"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the pack."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Restore:
    """A signed decision: take back the version that stood before, this one and no other."""

    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of one pack. `next_key` and `revoked_keys` are lines of minisign's; `needs` is the least version of
    the program. `withdrawn` names what must no longer be shown, from whatever older pack it came: `rights/us-or`,
    `translations/pt/fr`. (A service is withdrawn by its own HSDS status.)"""

    namespace: str
    pack: str
    version: int
    issued: date
    review_by: date
    kinds: tuple[str, ...]
    needs: str = "0.1.0"
    title: str = ""
    files: Mapping[str, Entry] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    next_key: str = ""
    revoked_keys: tuple[str, ...] = ()
    restore: Restore | None = None

    @property
    def id(self) -> str:
        """Namespace and pack together: what versions are counted in."""
        return f"{self.namespace}/{self.pack}"

    @property
    def is_law(self) -> bool:
        """Whether it changes what people are told of the law, or whose word counts for it."""
        of_law = any(item.startswith(("rights/", "translations/")) for item in self.withdrawn)
        said = {"rights", "translations"} & set(self.kinds)
        return bool(said or of_law or self.restore or self.next_key or self.revoked_keys)

    def places(self) -> set[str]:
        """The places whose law, words or holidays it brings, or withdraws. Those common to all places are `*`."""
        found = set()
        for name in (*self.files, *self.withdrawn):
            kind, _, rest = name.partition("/")
            if kind in ("rights", "translations"):
                found.add(place_of(kind, rest))
            elif rest.startswith("holidays/"):
                found.add(rest.removeprefix("holidays/").removesuffix(".json"))
        return found - {""}

    def document(self) -> Document:
        """As JSON has it; what is empty is left out."""
        told: Document = {
            "format": FORMAT,
            "namespace": self.namespace,
            "pack": self.pack,
            "version": self.version,
            "issued": self.issued,
            "review_by": self.review_by,
            "needs": self.needs,
            "kinds": list(self.kinds),
            "files": {name: {"size": row.size, "sha256": row.sha256} for name, row in self.files.items()},
        }
        told |= {"title": self.title} if self.title else {}
        told |= {"withdrawn": list(self.withdrawn)} if self.withdrawn else {}
        told |= {"next_key": self.next_key} if self.next_key else {}
        told |= {"revoked_keys": list(self.revoked_keys)} if self.revoked_keys else {}
        if self.restore:
            told["restore"] = {"version": self.restore.version, "sha256": self.restore.sha256}
        return told

    def written(self) -> bytes:
        """The manifest's bytes: the same for the same pack."""
        return documents.compiled(self.document())


def place_of(kind: str, rest: str) -> str:
    """The place that a file speaks of: `rights/pt.json` and `translations/pt/fr.json` speak of pt. The list of places
    follows from the others; names of substances are every place's."""
    if rest.startswith("index"):
        return ""
    if rest.startswith("substances"):
        return "*"
    return rest.split("/")[0] if kind == "translations" else rest.removesuffix(".json")


def read(data: bytes) -> Manifest:
    """The manifest in `data`. Raises `packs.manifest_damaged` with the field, `packs.dates_contradict`."""
    try:
        table = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Problem("packs.manifest_damaged", field=NAME) from error
    if not isinstance(table, dict):
        raise _damaged(NAME)
    return from_table(table)


def from_table(table: Mapping[str, Any]) -> Manifest:
    """The manifest that a table says. Raises as `read`."""
    unknown = sorted(set(table) - _KNOWN)
    if unknown or table.get("format") != FORMAT:
        raise _damaged(unknown[0] if unknown else "format")
    made = Manifest(
        namespace=_text(table, "namespace", _ID),
        pack=_text(table, "pack", _ID),
        version=_whole(table, "version", MOST_VERSION),
        issued=_day(table, "issued"),
        review_by=_day(table, "review_by"),
        needs=_text(table, "needs", _NEEDS),
        kinds=_kinds(table),
        title=_title(table),
        files=_files(table),
        withdrawn=_texts(table, "withdrawn", _ITEM),
        next_key=_text(table, "next_key", _KEY) if "next_key" in table else "",
        revoked_keys=_texts(table, "revoked_keys", _KEY),
        restore=_restore(table),
    )
    if made.review_by < made.issued:
        raise Problem("packs.dates_contradict", issued=made.issued.isoformat(), review_by=made.review_by.isoformat())
    _refuse_unsaid(made)
    return made


def _refuse_unsaid(manifest: Manifest) -> None:
    """Every file belongs to a kind that the manifest names, and every kind has a file."""
    held = {name.partition("/")[0] for name in manifest.files}
    if held != set(manifest.kinds) or (manifest.restore and manifest.files):
        raise _damaged("kinds")


def _damaged(name: str) -> Problem:
    return Problem("packs.manifest_damaged", field="".join(c for c in name if c.isprintable())[:40])


def _text(table: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _damaged(key)
    return value


def _title(table: Mapping[str, Any]) -> str:
    value = table.get("title", "")
    if not isinstance(value, str) or len(value) > _TITLE_LENGTH or not (value == "" or value.isprintable()):
        raise _damaged("title")
    return value


def _texts(table: Mapping[str, Any], key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or len(value) > 10_000 or len(value) != len({*map(str, value)}):
        raise _damaged(key)
    if not all(isinstance(item, str) and pattern.fullmatch(item) and ".." not in item for item in value):
        raise _damaged(key)
    return tuple(value)


def _whole(table: Mapping[str, Any], key: str, most: int) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _damaged(key)
    if value > most:
        raise Problem("packs.version_absurd", version=value if value < 10**18 else 10**18, most=most)
    return value


def _day(table: Mapping[str, Any], key: str) -> date:
    value = table.get(key)
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise _damaged(key) from error
    if not 2000 <= day.year <= 2200:
        raise _damaged(key)
    return date(day.year, day.month, day.day)


def _kinds(table: Mapping[str, Any]) -> tuple[str, ...]:
    value = table.get("kinds")
    if not isinstance(value, list) or not all(kind in KINDS for kind in value) or len(set(value)) != len(value):
        raise _damaged("kinds")
    return tuple(value)


def _files(table: Mapping[str, Any]) -> dict[str, Entry]:
    value = table.get("files")
    if not isinstance(value, dict):
        raise _damaged("files")
    found = {}
    for name, row in value.items():
        if not isinstance(row, dict) or set(row) != {"size", "sha256"}:
            raise _damaged(name)
        size, sha = row["size"], row["sha256"]
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            raise _damaged(name)
        if not isinstance(sha, str) or not _SHA.fullmatch(sha):
            raise _damaged(name)
        found[name] = Entry(size, sha)
    return found


def _restore(table: Mapping[str, Any]) -> Restore | None:
    row = table.get("restore")
    if row is None:
        return None
    if not isinstance(row, dict) or set(row) != {"version", "sha256"}:
        raise _damaged("restore")
    return Restore(_whole(row, "version", MOST_VERSION), _text(row, "sha256", _SHA))
