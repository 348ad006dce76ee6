"""Finding pages by what a person types, in any script, while they type: in the own place first, then everywhere.

The index holds folded words alone. Places other than the own are read into it one after the other (`prepare`) and let
go again: only what is opened becomes a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from companion.i18n.folding import wanted, words
from companion.rights.library import Library
from companion.rights.wording import current

# How much it says that a word stands there, the heaviest first.
_WEIGHTS = {"title": 50, "keywords": 40, "place": 30, "summary": 15, "heading": 12, "text": 4}
_LEAST = 2  # letters: one would find every page there is
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found; `section` is the part of it where the words stand, if it is one part."""

    place: str
    topic: str
    section: str
    title: str
    summary: str
    icon: str
    score: int


@dataclass(frozen=True, slots=True)
class _Page:
    place: str
    topic: str
    title: str
    summary: str
    icon: str
    fields: tuple[tuple[int, str, str], ...]  # weight, section, folded text with a blank at either end
    all: str  # every field, to pass by quickly what cannot be meant


class RightsSearch:
    """An index over the pages of the places in one language, each read once, when first needed."""

    def __init__(self, library: Library, language: str) -> None:
        self._library = library
        self._language = language
        self._pages: dict[str, list[_Page]] = {}
        self._prepared = False
        self._names: dict[str, list[list[str]]] | None = None

    def prepare(self, places: Sequence[str], between: Callable[[], object] = lambda: None) -> None:
        """Read these places into the index. `between` is called after each, and may raise to stop; what was read until
        then can be found."""
        try:
            for place in places:
                self._of(place)
                between()
        finally:
            self._prepared = True

    def ready(self, place: str) -> bool:
        """Whether the place is in the index."""
        return place in self._pages

    def find(self, text: str, places: Sequence[str], limit: int = 12) -> list[Hit]:
        """The pages in which every word of `text` begins a word, best first, earlier places before later ones."""
        hits = self._hits(wanted(text), places)
        rank = {place: at for at, place in enumerate(places)}
        hits.sort(key=lambda hit: (rank[hit.place], -hit.score))
        return [self._shown(hit) for hit in hits[:limit]]

    def elsewhere(self, text: str, own: str, limit: int = 6) -> list[Hit]:
        """The best pages of all other places, once they were read: the best of each place before any second."""
        if not self._prepared or len("".join(words(text))) < _LEAST:
            return []
        others = [place for place in list(self._pages) if place != own]
        hits = sorted(self._hits(wanted(text), others), key=lambda hit: (-hit.score, hit.place))
        seen: dict[str, int] = {}
        ranked = []
        for hit in hits:
            seen[hit.place] = seen.get(hit.place, 0) + 1
            ranked.append((seen[hit.place], -hit.score, hit))
        ranked.sort(key=lambda row: (row[0], row[1], row[2].place))
        return [self._shown(hit) for _, _, hit in ranked[:limit]]

    def place_named(self, text: str) -> tuple[str, str]:
        """The place whose name stands in the text, and the text without that name; ("", text) where there is none."""
        spoken = text.split()
        folded = [" ".join(words(word)) for word in spoken]
        for place, names in self._named().items():
            for name in names:
                for at in range(len(folded) - len(name) + 1):
                    if folded[at : at + len(name)] == name:
                        return place, " ".join(spoken[:at] + spoken[at + len(name) :])
        return "", text

    def _named(self) -> dict[str, list[list[str]]]:
        """Every place with its names, the longest names first: South Australia before Australia."""
        if self._names is None:
            rows = []
            for place in self._library.places():
                known = {self._library.name(place, language) for language in ("en", self._language)}
                names = [list(words(name)) for name in known]
                rows.append((place, sorted((name for name in names if name), key=len, reverse=True)))
            rows.sort(key=lambda row: -max((len(name) for name in row[1]), default=0))
            self._names = dict(rows)
        return self._names

    def _hits(self, asked: list[str], places: Sequence[str]) -> list[Hit]:
        if not asked:
            return []
        starts = [f" {word}" for word in asked]
        found = []
        for place in places:
            for page in self._of(place):
                if all(start in page.all for start in starts):
                    hit = _match(page, asked)
                    if hit is not None:
                        found.append(hit)
        return found

    def _shown(self, hit: Hit) -> Hit:
        """With amounts and numbers filled in, where its summary names any."""
        if "{" not in hit.summary:
            return hit
        topic = self._library.jurisdiction(hit.place).topic(hit.topic)
        summary = self._library.wording(hit.place, self._language).topic(topic, "summary") if topic else hit.summary
        return Hit(hit.place, hit.topic, hit.section, hit.title, summary, hit.icon, hit.score)

    def _of(self, place: str) -> list[_Page]:
        if place not in self._pages:
            document = self._library.document(place)
            kept = document.get("translations", {})
            translations: Mapping[str, Any] = kept.get(self._language, {})
            name = self._library.name(place, self._language)
            topics = sorted(document.get("topics", {}).values(), key=lambda row: (row.get("order", 999), row["id"]))
            number = str(document.get("jurisdiction", {}).get("emergency_number", ""))
            self._pages[place] = [_page(place, name, number, topic, translations) for topic in topics]
        return self._pages[place]


def _page(place: str, name: str, number: str, topic: Mapping[str, Any], translations: Mapping[str, Any]) -> _Page:
    key = f"topic.{topic['id']}"

    def text(part: str, source: str) -> str:
        source = source.strip()
        return (current(translations.get(f"{key}.{part}"), source) or source).replace("{emergency}", number)

    title, summary = text("title", topic.get("title", "")), text("summary", topic.get("summary", ""))
    keywords = text("keywords", ", ".join(topic.get("keywords", ())))
    rows = [("title", "", title), ("keywords", "", keywords), ("place", "", name), ("summary", "", summary)]
    for section in topic.get("section", ()):
        rows.append(("heading", section["id"], text(f"{section['id']}.heading", section.get("heading", ""))))
        rows.append(("text", section["id"], text(f"{section['id']}.text", section.get("text", ""))))
    fields = tuple(
        (_WEIGHTS[kind], section, f" {' '.join(words(_PLACEHOLDER.sub(' ', row)))} ") for kind, section, row in rows
    )
    return _Page(
        place, topic["id"], title, summary, topic.get("icon", ""), fields, "".join(row for _, _, row in fields)
    )


def _match(page: _Page, asked: list[str]) -> Hit | None:
    score = 0
    sections: set[str] = set()
    for word in asked:
        found = [
            (weight + (weight // 2 if f" {word} " in text else 0), section)
            for weight, section, text in page.fields
            if f" {word}" in text
        ]
        if not found:
            return None
        best = max(found)
        score += best[0]
        sections.add(best[1])
    section = sections.pop() if len(sections) == 1 else ""
    return Hit(page.place, page.topic, section, page.title, page.summary, page.icon, score)
