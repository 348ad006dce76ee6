"""A sheet made from something told: card, leaflet, large print and poster from the same content, in any language."""

from __future__ import annotations

from abc import abstractmethod

from companion.printing import leaflet, pocket_card
from companion.printing import told as tell
from companion.printing.document import Document
from companion.printing.sheets import Shape, Sheet, Wanted
from companion.printing.told import Told


class ToldSheet(Sheet):
    """Override `told`. Where nothing was chosen all parts are wanted; who sets the pages leaves out what does not fit
    on a card or a poster."""

    shapes = (Shape.CARD, Shape.LEAFLET, Shape.LARGE, Shape.POSTER)

    @abstractmethod
    def told(self, language: str) -> Told:
        """What to tell, in that language."""

    def document(self, wanted: Wanted) -> Document:
        """The pages in the shape wanted."""
        first = self.told(wanted.language)
        beside = self.told(wanted.beside) if wanted.beside and wanted.beside != wanted.language else None
        make = pocket_card.document if wanted.shape is Shape.CARD else leaflet.document
        return make(first, beside, wanted)

    def for_phone(self, language: str) -> str:
        """All of it, under its title."""
        told = self.told(language)
        return f"{told.title}\n{tell.for_phone(told)}"
