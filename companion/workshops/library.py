"""The workshops that content packs bring, in the language asked for: a newer pack's stands before an older one's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from companion.rights.packed import Layer, Layers
from companion.rights.wording import current
from companion.workshops.reading import read_workshop
from companion.workshops.records import Ask, Part, Slide, Workshop

_FOLDER = "workshops/"


def workshops(layers: Sequence[Layer], language: str) -> list[Workshop]:
    """Every workshop of these packs, sorted by audience and title; a sentence without translation stays English."""
    newest = sorted(layers, key=lambda one: one.issued)
    tables = {
        name.removeprefix(_FOLDER).removesuffix(".json"): one.table(name)
        for one in newest
        for name in sorted(one.names)
        if name.startswith(_FOLDER)
    }
    gone = {item.removeprefix(_FOLDER) for one in newest for item in one.withdrawn if item.startswith(_FOLDER)}
    words = Words(Layers(layers).translations("workshops").get(language, {}))
    found = [words.of(read_workshop(id_, table)[0]) for id_, table in sorted(tables.items()) if id_ not in gone]
    return sorted(found, key=lambda one: (one.audience, one.title))


class Words:
    """Puts the sentences of a workshop into one language. A translation whose English has changed is not shown."""

    def __init__(self, rows: Mapping[str, str | Sequence[int | str]]) -> None:
        """`rows`: key → [checksum of the English, text]."""
        self._rows = rows

    def of(self, workshop: Workshop) -> Workshop:
        """The workshop with every sentence that is translated."""
        here = workshop.id
        return replace(
            workshop,
            title=self._text(f"{here}.title", workshop.title),
            about=self._text(f"{here}.about", workshop.about),
            parts=tuple(self._part(f"{here}.{part.id}", part) for part in workshop.parts),
            handout=self._lines(f"{here}.handout", workshop.handout),
        )

    def _part(self, key: str, part: Part) -> Part:
        return replace(
            part,
            title=self._text(f"{key}.title", part.title),
            about=self._text(f"{key}.about", part.about),
            notes=self._lines(f"{key}.notes", part.notes),
            slides=tuple(self._slide(f"{key}.{slide.id}", slide) for slide in part.slides),
            asks=tuple(self._ask(f"{key}.{ask.id}", ask) for ask in part.asks),
        )

    def _slide(self, key: str, slide: Slide) -> Slide:
        return replace(
            slide,
            heading=self._text(f"{key}.heading", slide.heading),
            points=self._lines(f"{key}.points", slide.points),
            notes=self._lines(f"{key}.notes", slide.notes),
        )

    def _ask(self, key: str, ask: Ask) -> Ask:
        return replace(ask, text=self._text(f"{key}.text", ask.text), notes=self._lines(f"{key}.notes", ask.notes))

    def _lines(self, key: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._text(f"{key}.{at}", line) for at, line in enumerate(lines))

    def _text(self, key: str, english: str) -> str:
        return current(self._rows.get(key), english) or english
