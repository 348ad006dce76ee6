"""What the print page is opened with: something that can be put on paper in one or several shapes and languages.

`navigation.go("print", sheet=sheet)` shows the preview; the person chooses there among `shapes`, `languages` and
`parts`, and `document` makes the pages for what was chosen. What has one shape only is a `Ready`:

    navigation.go("print", sheet=Ready(document))
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from companion.i18n.catalogs import N_
from companion.printing.document import Document


class Shape(StrEnum):
    """In which shape something is printed."""

    CARD = "card"
    LEAFLET = "leaflet"
    LARGE = "large"
    POSTER = "poster"


SHAPES = {
    Shape.CARD: N_("Pocket card"),
    Shape.LEAFLET: N_("Leaflet"),
    Shape.LARGE: N_("Large print"),
    Shape.POSTER: N_("Poster"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be left out: its id and its heading. Where room is short the lowest `rank` stays."""

    id: str
    heading: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person chose. `language` is the reader's; `beside` a second one next to it, or empty. `parts` are the
    ids to print, None for those that the shape has room for. `plain_cover`: nothing on the card's outside tells what is
    inside. `two_sided`: the printer prints both sides, so the card's inside is a page of its own."""

    shape: Shape
    language: str
    beside: str = ""
    parts: tuple[str, ...] | None = None
    plain_cover: bool = False
    two_sided: bool = False


class Sheet(ABC):
    """Base of everything that can be printed. Override `document`; the rest where there is something to choose."""

    shapes: Sequence[Shape] = (Shape.LEAFLET,)
    languages: Sequence[str] = ()
    """Tags of the languages to choose from, the proposed one first; empty where there is nothing to choose."""
    beside: str = ""
    """The second language proposed: that of the place, or the worker's; empty for none."""
    parts: Sequence[Part] = ()
    secret: bool = False
    """Whether it may only be printed: no file, no codes on the screen."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What the preview is headed with, in the interface's language."""

    @property
    def file_name(self) -> str:
        """The name proposed for a file, without ending; it tells nothing that the paper would not."""
        return "companion-print"

    @abstractmethod
    def document(self, wanted: Wanted) -> Document:
        """The pages for what was chosen."""

    def for_phone(self, language: str) -> str:
        """The text that the QR codes on the screen hold, in that language; empty where there are none. Of several lines
        the first is the title, which stands on every code."""
        return ""


class Ready(Sheet):
    """One finished document. `phone` is the text for codes on the screen, if it shall have some."""

    def __init__(self, document: Document, *, phone: str = "", file_name: str = "companion-print") -> None:
        self._document, self._phone, self._file_name = document, phone, file_name
        self.secret = document.secret
        self.languages = (document.language,)

    @property
    def title(self) -> str:
        return self._document.title

    @property
    def file_name(self) -> str:
        return self._file_name

    def document(self, wanted: Wanted) -> Document:
        """The document as it is, whatever was chosen."""
        return self._document

    def for_phone(self, language: str) -> str:
        """The text given."""
        return self._phone
