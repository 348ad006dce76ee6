"""All the law the program has: read once per place, when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from companion.errors import Problem
from companion.rights import documents, packed, reading
from companion.rights.documents import Document
from companion.rights.records import Jurisdiction, LawChange
from companion.rights.substances import Substances, read_substances
from companion.rights.wording import Wording

Reader = Callable[[str], Document]


class Library:
    """The places of content packs, or of an editor's folder. Faulty content is refused, never half read."""

    def __init__(self, index: Mapping[str, Document], read: Reader, read_names: Callable[[], Document]) -> None:
        """`index`: for each place what `documents.entry` tells of it."""
        self._places = sorted(index)
        self._index = index
        self._read = read
        self._read_names = read_names
        self._documents: dict[str, Document] = {}
        self._known: dict[str, Jurisdiction] = {}
        self.beside: Callable[[str], Document | None] = lambda _: None  # a file of the packs that is not of the law
        self.floor = date.min  # it is not earlier than this today, whatever the clock says: see `freshness`

    @classmethod
    def bundled(cls) -> Library:
        """What ships with the program: a content pack, as the build made it."""
        return cls.of_packs([packed.bundled()])

    @classmethod
    def of_packs(cls, layers: Sequence[packed.Layer]) -> Library:
        """What these packs say together; see `packed.Layers`."""
        read = packed.Layers(layers)
        library = cls(read.index(), read.read, read.substances)
        library.beside = read.newest
        library.floor = read.seen()
        return library

    @classmethod
    def folder(cls, root: Path) -> Library:
        """An editor's folder of TOML."""
        places = documents.places_in(root)
        if not places:
            raise Problem("content.no_places", file=root.name)
        return cls(
            {place: documents.entry(documents.read_head(root, place)) for place in places},
            lambda place: documents.read_folder(root, place),
            lambda: documents.read_toml(root / "substances.toml"),
        )

    def places(self) -> list[str]:
        """The codes of all places, sorted."""
        return list(self._places)

    def name(self, place: str, language: str) -> str:
        """What the place is called, without reading the rest of it."""
        known = self._index[place]
        return str(known["names"].get(language) or known["name"])

    def changed_after(self, day: date) -> list[str]:
        """The places with a law change after that day."""
        return [place for place in self._places if any(on > day.isoformat() for on in self._index[place]["changes"])]

    def find(self, place: str) -> Jurisdiction | None:
        """The place, or None where no pack holds it."""
        if place not in self._places:
            return None
        if place not in self._known:
            record, findings = reading.read_jurisdiction(self._document(place))
            faults = [finding for finding in findings if finding.severity == "error"]
            if faults:
                raise Problem("content.faulty", place=place, file=faults[0].file, field=faults[0].field)
            self._known[place] = record
            # What the record now holds is let go; words in other languages are still looked up.
            self._documents[place] = {"translations": self._documents[place].get("translations", {})}
        return self._known[place]

    def jurisdiction(self, place: str) -> Jurisdiction:
        """The place; one that no pack holds is refused with the places there are."""
        found = self.find(place)
        if found is None:
            raise Problem("rights.unknown_place", place=place, places=", ".join(self._places))
        return found

    def wording(self, place: str, language: str) -> Wording:
        """The words of the place in the language, in English where they are not translated."""
        record = self.jurisdiction(place)
        translations: Mapping[str, Mapping[str, str | Sequence[int | str]]] = self._document(place).get(
            "translations", {}
        )
        return Wording(record, language, translations.get(language, {}))

    def document(self, place: str) -> Document:
        """The place as the content has it, read anew and kept by nobody: for who goes through all places once."""
        return self._read(place)

    def languages(self, place: str) -> tuple[str, ...]:
        """The languages in which the place can be read, English first."""
        return ("en", *sorted(self._document(place).get("translations", {})))

    @cached_property
    def substances(self) -> Substances:
        """The substances and their names."""
        return read_substances(self._read_names())[0]

    def changes(self) -> list[LawChange]:
        """Every law change of every place, oldest first."""
        found = [change for place in self._places for change in self.jurisdiction(place).changes]
        return sorted(found, key=lambda change: (change.on, change.place, change.id))

    def _document(self, place: str) -> Document:
        if place not in self._documents:
            self._documents[place] = self._read(place)
        return self._documents[place]
