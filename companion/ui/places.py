"""Places and languages to choose from, named in the reader's language."""

from __future__ import annotations

from companion.i18n import locales
from companion.rights.library import Library
from companion.ui.widgets.select import Option


def options(library: Library, language: str) -> list[Option]:
    """Every place the program has law for, by name."""
    found = [Option(place, library.name(place, language)) for place in library.places()]
    return sorted(found, key=lambda option: option.label)


def client_languages(library: Library, place: str) -> list[Option]:
    """The languages a client can be answered in at `place`, each by its own name."""
    if place not in library.places():
        return [Option(tag, name) for tag, name in locales.LANGUAGES.items()]
    return [Option(tag, own_name(tag)) for tag in library.languages(place)]


def own_name(tag: str) -> str:
    """What a language calls itself."""
    return locales.LANGUAGES.get(tag) or locales.locale(tag).get_display_name() or tag
