"""How many parts a card or a poster has room for: the first ones, in their order, and none of them cut."""

from __future__ import annotations

from dataclasses import dataclass, replace

from companion.printing.document import Document
from companion.printing.sheets import Shape, Sheet, Wanted
from companion.ui.printing.pages import SetDocument, set_document

_ONE_SIDE = frozenset({Shape.CARD, Shape.POSTER})


@dataclass
class Fitted:
    """The document as it is printed, set, and the ids of the parts in it. `alone`: the second language was left out,
    because not even one part had room in both."""

    document: Document
    made: SetDocument
    parts: tuple[str, ...]
    alone: bool = False


def fitted(sheet: Sheet, wanted: Wanted) -> Fitted:
    """What was wanted. Where no parts were chosen and the shape has one side, as many as it has room for."""
    ids = tuple(part.id for part in sheet.parts)
    kept_first = [part.id for part in sorted(sheet.parts, key=lambda part: part.rank)]
    if wanted.parts is not None or wanted.shape not in _ONE_SIDE or not ids:
        document = sheet.document(wanted)
        return Fitted(document, set_document(document), ids if wanted.parts is None else wanted.parts)
    for count in range(len(ids), -1, -1):
        kept = tuple(each for each in ids if each in kept_first[:count])
        document = sheet.document(replace(wanted, parts=kept))
        made = set_document(document)
        if not made.overfull and (wanted.shape is Shape.CARD or len(made.pages) == 1):
            break
    if not kept and wanted.beside:
        return replace(fitted(sheet, replace(wanted, beside="")), alone=True)
    return Fitted(document, made, kept)
