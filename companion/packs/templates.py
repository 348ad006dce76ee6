"""Sentences out to translators and back: gettext files that Weblate and Poedit know.

A translation is kept by the key of its text, not by its English: when the English changes, the old translation stays
beside it, marked fuzzy, and is no longer shown until somebody has looked at it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from companion import files
from companion.errors import Problem
from companion.packs import check_workshops
from companion.packs.strings import ContentString, strings
from companion.rights import documents
from companion.rights.reading import read_jurisdiction

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_LIMIT = 16 * 1024 * 1024
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HEADER = """# {what}
msgid ""
msgstr ""
"Project-Id-Version: {place}\\n"
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a translation is: of `total` texts so many are `translated`, `stale` (their English has changed since)
    and `missing`."""

    language: str
    total: int
    translated: int
    stale: int
    missing: int


def update(folder: Path, place: str, *, begin: str = "", taken: Path | None = None) -> list[Coverage]:
    """Write the template of a place (or of the workshops), and bring its translations up to date with its English.

    `begin` names a language to begin; `taken` is a file that came back from a translator, for the language it is named
    after. Raises `content.bad_toml`, `content.bad_po`, `content.bad_language`, `file.…`.
    """
    if place == check_workshops.FOLDER:
        rows = check_workshops.every_string(folder)
    else:
        rows = strings(read_jurisdiction(documents.read_folder(folder, place))[0])
    root = folder / place / "po"
    files.make_folder(root)
    files.write_whole(template(folder, place), written(rows, {}, place))
    languages = {path.stem for path in root.glob("*.po")} | ({begin} if begin else set())
    came = _kept(taken) if taken else {}
    if taken:
        languages.add(taken.stem)
    found = []
    for language in sorted(languages):
        if not _TAG.fullmatch(language):
            raise Problem("content.bad_language", language=language)
        path = root / f"{language}.po"
        kept = _kept(path) if path.is_file() else {}
        if taken is not None and taken.stem == language:
            kept |= came
        files.write_whole(path, written(rows, kept, place, language))
        found.append(_coverage(language, rows, kept))
    return found


def translatable(folder: Path) -> list[str]:
    """What an editor's folder holds that can be translated: its places, and `workshops` where it has some."""
    workshops = [check_workshops.FOLDER] if any((folder / check_workshops.FOLDER).glob("*.toml")) else []
    return documents.places_in(folder) + workshops


def template(folder: Path, place: str) -> Path:
    """Where the template of a place stands."""
    return folder / place / "po" / f"{place}.pot"


@dataclass(frozen=True, slots=True)
class Entry:
    """A translation as a file has it: of which English, and whether somebody must look at it."""

    english: str
    text: str
    fuzzy: bool


def _read(path: Path) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(io.BytesIO(files.read_bytes(path, limit=_LIMIT)), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise Problem("content.bad_po", file=path.name, what=str(error)[:120]) from error


def _kept(path: Path) -> dict[str, Entry]:
    """Key → translation, the fuzzy ones with the English that they were made of where the file still says it."""
    before = _made_from(files.read_text(path, limit=_LIMIT))
    found = {}
    for message in _read(path):
        if message.context and message.string:
            key = str(message.context)
            english = before.get(key, str(message.id)) if message.fuzzy else str(message.id)
            found[key] = Entry(english, str(message.string), bool(message.fuzzy))
    return found


def _made_from(text: str) -> dict[str, str]:
    """Key → the English before, as `#| msgid` says it; babel passes over these lines."""
    found = {}
    for block in text.split("\n\n"):
        before = "".join(line[3:] for line in block.split("\n") if line.startswith("#| "))
        key = re.search(r'^msgctxt "(.*)"$', block, re.MULTILINE)
        if before and key:
            found[key[1]] = "".join(_plain(piece) for piece in re.findall(r'"((?:[^"\\]|\\.)*)"', before))
    return found


def _plain(piece: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), piece)


def _is_stale(row: ContentString, entry: Entry) -> bool:
    return entry.fuzzy or entry.english.strip() != row.source.strip()


def _coverage(language: str, rows: list[ContentString], kept: Mapping[str, Entry]) -> Coverage:
    there = [kept[row.key] for row in rows if row.key in kept]
    stale = sum(_is_stale(row, kept[row.key]) for row in rows if row.key in kept)
    return Coverage(language, len(rows), len(there) - stale, stale, len(rows) - len(there))


def written(rows: list[ContentString], kept: Mapping[str, Entry], place: str, language: str = "") -> bytes:
    """A template, or with a language a translation, as gettext has it: the same content gives the same bytes."""
    said = f'"Language: {language}\\n"\n' if language else ""
    what = f"Words of {place}: translate msgstr, keep what stands in braces, and every number."
    parts = [_HEADER.format(what=what, place=place, language=said)]
    for row in rows:
        entry = kept.get(row.key)
        lines = [f"#: {row.file}:{row.field}"]
        if entry and _is_stale(row, entry):
            lines += ["#, fuzzy", *_previous(entry.english)]
        lines += [f"msgctxt {_quoted(row.key)}", f"msgid {_quoted(row.source)}"]
        lines.append(f"msgstr {_quoted(entry.text if entry else '')}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts).encode()


def _previous(text: str) -> list[str]:
    return [f"#| {line}" for line in f"msgid {_quoted(text)}".split("\n")]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{lines[0]}"'
    pieces = [f'"{line}\\n"' for line in lines[:-1]] + ([f'"{lines[-1]}"'] if lines[-1] else [])
    return "\n".join(['""', *pieces])
