"""The sentences around a comparison of places: what it is about, what its marks say, how far it reaches."""

from __future__ import annotations

from datetime import date
from typing import Any

from companion.i18n import locales
from companion.i18n.catalogs import Catalog, catalog
from companion.vocabulary import Model

Document = dict[str, Any]


def intro(on: date, language: str) -> str:
    """What the table is about, and for which day."""
    words = catalog(language)
    return words.tr(
        "What the law does with a small amount for one’s own use, on %(date)s.", date=locales.long_date(on, language)
    )


def mark_words(row: Document, model: Model, words: Catalog) -> str:
    """What the mark in a column says; empty where there is none."""
    parts = []
    if model == row["general"]:
        parts.append(words.tr("on that day"))
    elif model == row["some"]:
        parts.append(words.tr("on that day, only for some"))
    if model == row["before_general"]:
        parts.append(words.tr("before"))
    elif model == row["before_some"]:
        parts.append(words.tr("before, only for some"))
    return "; ".join(parts)


def source_note(words: Catalog) -> str:
    """Where the models come from, and how far each row reaches."""
    return words.tr(
        "Each row is known to be true only up to the date beside it. The models follow INPUD, “Drug "
        "Decriminalisation: Progress or Political Red Herring?”, 2021."
    )
