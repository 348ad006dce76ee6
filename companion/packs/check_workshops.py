"""The workshops of an editor's folder: their records, their words, and what translators made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from companion.errors import Problem
from companion.packs.check_texts import long_sentences, same_numbers
from companion.packs.stigma import hurting
from companion.packs.strings import ContentString
from companion.rights import documents
from companion.rights.fields import Finding
from companion.workshops.reading import read_workshop, texts
from companion.workshops.records import Workshop

FOLDER = "workshops"
_PLACEHOLDER = re.compile(r"%\((\w*)\)s|%")
_KNOWN = frozenset({"%(amount)s", "%(substance)s", "%(age)s", "%(place)s"})


def check(folder: Path) -> list[Finding]:
    """The findings of all workshops in `folder`/workshops; none where there is no such folder."""
    findings: list[Finding] = []
    rows: list[ContentString] = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        try:
            workshop, found = read_workshop(path.stem, documents.read_toml(path))
        except Problem as problem:
            facts = {key: str(value) for key, value in problem.facts.items()}
            findings.append(Finding(f"{FOLDER}/{path.name}", "", problem.code, facts))
            continue
        findings += found
        rows += strings(workshop)
    findings += [finding for row in rows for finding in _text(row)]
    for path in sorted((folder / FOLDER / "po").glob("*.po")):
        findings += _translation(path, rows)
    return findings


def strings(workshop: Workshop) -> list[ContentString]:
    """Every sentence of a workshop with its key, file and field."""
    file = f"{FOLDER}/{workshop.id}.toml"
    return [ContentString(text.key, text.source, file, text.field) for text in texts(workshop)]


def every_string(folder: Path) -> list[ContentString]:
    """The sentences of all workshops of a folder. Raises `content.bad_toml`."""
    found = [
        read_workshop(path.stem, documents.read_toml(path))[0] for path in sorted((folder / FOLDER).glob("*.toml"))
    ]
    return [row for workshop in found for row in strings(workshop)]


def _text(row: ContentString) -> Iterator[Finding]:
    for match in _PLACEHOLDER.finditer(row.source):
        if match[0] not in _KNOWN:
            yield Finding(row.file, row.field, "content.unknown_placeholder", {"value": match[0]})
    for word, instead in hurting(row.source, "en"):
        yield Finding(row.file, row.field, "content.stigmatising_word", {"value": word, "instead": instead})
    yield from long_sentences(row.file, row.field, row.source, "en")


def _translation(path: Path, rows: list[ContentString]) -> Iterator[Finding]:
    by_key = {row.key: row for row in rows}
    file = f"{FOLDER}/po/{path.name}"
    for key, (english, text) in documents.translated(path).items():
        row = by_key.get(key)
        if row is None:
            yield Finding(file, key, "content.translation_of_nothing", {}, "warning")
            continue
        if english.strip() != row.source.strip():
            yield Finding(file, key, "content.translation_stale", {"value": english[:60]})
        if _placeholders(row.source) != _placeholders(text):
            yield Finding(file, key, "content.placeholders_differ", {"value": text[:60]})
        if not same_numbers(row.source, text) or not same_numbers(text, row.source):  # figures come from the law
            yield Finding(file, key, "content.numbers_differ", {"value": text[:60]})
        for word, instead in hurting(text, path.stem):
            yield Finding(file, key, "content.stigmatising_word", {"value": word, "instead": instead})
        yield from long_sentences(file, key, text, path.stem)


def _placeholders(text: str) -> Counter[str]:
    return Counter(match[0] for match in _PLACEHOLDER.finditer(text))
