"""Finding pages and substances by what a person types, in any script, while they type."""

from __future__ import annotations

from dataclasses import dataclass

from companion.i18n.folding import wanted, words
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.rights.records import Topic

# How much it says that a word stands there, the heaviest first.
_WEIGHTS = (("title", 50), ("keywords", 40), ("summary", 15), ("heading", 12), ("text", 4))


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


class RightsSearch:
    """An index over the pages of the places in one language, built when first asked and kept."""

    def __init__(self, library: Library, language: str) -> None:
        self._library = library
        self._language = language
        self._pages: dict[str, list[_Page]] = {}

    def find(self, text: str, places: list[str], limit: int = 12) -> list[Hit]:
        """The pages in which every word of `text` begins a word, best first, earlier places before later ones."""
        asked = wanted(text)
        if not asked:
            return []
        hits = []
        for rank, place in enumerate(places):
            for page in self._of(place):
                hit = _match(page, asked)
                if hit is not None:
                    hits.append((rank, -hit.score, hit))
        hits.sort(key=lambda row: row[:2])
        return [hit for _, _, hit in hits[:limit]]

    def _of(self, place: str) -> list[_Page]:
        if place not in self._pages:
            out = ReadOut(self._library, place, self._language)
            self._pages[place] = [_page(out, topic) for topic in out.place.topics]
        return self._pages[place]


def _page(out: ReadOut, topic: Topic) -> _Page:
    weights = dict(_WEIGHTS)
    title, summary = out.wording.topic(topic, "title"), out.wording.topic(topic, "summary")
    keywords = out.wording.text(f"topic.{topic.id}.keywords", ", ".join(topic.keywords))
    fields = [(weights["title"], "", title), (weights["keywords"], "", keywords), (weights["summary"], "", summary)]
    for section in topic.sections:
        fields.append((weights["heading"], section.id, out.wording.section(topic, section, "heading")))
        fields.append((weights["text"], section.id, out.wording.section(topic, section, "text")))
    folded = tuple((weight, section, f" {' '.join(words(text))} ") for weight, section, text in fields)
    return _Page(out.place.id, topic.id, title, summary, topic.icon, folded)


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
