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
    found = _with_first(sheet, wanted, kept_first, 0)
    fewest, most = 0, len(ids)
    while fewest < most:  # how many parts fit can only fall with their number
        count = (fewest + most + 1) // 2
        tried = _with_first(sheet, wanted, kept_first, count)
        if _fits(tried, wanted):
            found, fewest = tried, count
        else:
            most = count - 1
    if not found.parts and wanted.beside:
        return replace(fitted(sheet, replace(wanted, beside="")), alone=True)
    return found


def _with_first(sheet: Sheet, wanted: Wanted, kept_first: list[str], count: int) -> Fitted:
    """The sheet with the most important parts, in their order."""
    kept = tuple(part.id for part in sheet.parts if part.id in kept_first[:count])
    document = sheet.document(replace(wanted, parts=kept))
    return Fitted(document, set_document(document), kept)


def _fits(found: Fitted, wanted: Wanted) -> bool:
    return not found.made.overfull and (wanted.shape is Shape.CARD or len(found.made.pages) == 1)
