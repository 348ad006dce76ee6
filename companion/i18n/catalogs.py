"""The interface's sentences in the person's language.

Sentences are whole, written in English in the code, marked with `N_` where they stand in tables, and translated when
shown with `tr` (plain), `trn` (plural) or `trc` (with context). Placeholders are `%(name)s`: catalogs check those.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from companion import paths


def N_(message: str) -> str:  # noqa: N802  the name every gettext tool knows
    """Mark a sentence in a table for the catalogs; it is translated when shown."""
    return message


class Catalog:
    """The sentences of one language. A language without a catalog speaks English.

    `xx` is the pseudo-locale: every sentence longer, accented and bracketed; `xr` the same, laid out right to left.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._pseudo = pseudo if language in ("xx", "xr") else None
        folder = str(paths.generated("locale"))
        self._sentences = gettext.translation("companion", localedir=folder, languages=[language], fallback=True)

    def tr(self, message: str, **facts: object) -> str:
        """The sentence, its placeholders filled."""
        return self._fill(self._sentences.gettext(message) if message else "", facts)

    def trc(self, context: str, message: str, **facts: object) -> str:
        """Like `tr`, for a word that means different things in different places."""
        return self._fill(self._sentences.pgettext(context, message), facts)

    def trn(self, singular: str, plural: str, count: int, **facts: object) -> str:
        """The sentence in the plural form that fits `count`; `%(n)s` in it is the number, formatted for the locale
        (or the fact `n`, where the number shown is no whole one)."""
        from companion.i18n import locales

        text = self._sentences.ngettext(singular, plural, count)
        return self._fill(text, {"n": locales.number(count, self.language), **facts})

    def _fill(self, text: str, facts: dict[str, object]) -> str:
        shown = self._pseudo(text) if self._pseudo else text
        return shown % facts if facts else shown


@cache
def catalog(language: str) -> Catalog:
    """The catalog of that language, for text that is not in the interface's (a client's page, a printed card)."""
    return Catalog(language)


def use(language: str) -> None:
    """Speak `language` in the interface from now on."""
    global _current
    _current = catalog(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block, speak `language`: for a window that others read while this one is in another."""
    global _current
    before, _current = _speaking(), catalog(language)
    try:
        yield
    finally:
        _current = before


def language() -> str:
    """The tag of the interface language in use."""
    return _speaking().language


def _speaking() -> Catalog:
    global _current
    if _current is None:
        _current = catalog("en")
    return _current


def tr(message: str, **facts: object) -> str:
    """The sentence in the interface language, its placeholders filled."""
    return _speaking().tr(message, **facts)


def trc(context: str, message: str, **facts: object) -> str:
    """Like `tr`, for a word that means different things in different places."""
    return _speaking().trc(context, message, **facts)


def trn(singular: str, plural: str, count: int, **facts: object) -> str:
    """The sentence in the plural form that fits `count`; `%(n)s` in it is the number, formatted for the locale."""
    return _speaking().trn(singular, plural, count, **facts)


_ACCENTS = str.maketrans("aeiouAEIOUcnsyzCNSYZ", "áéíóúÁÉÍÓÚçñšýžÇÑŠÝŽ")


def pseudo(text: str) -> str:
    """`text` a third longer, accented and bracketed, its placeholders untouched: shows what was missed or clips."""
    if not text:
        return text
    pieces: list[str] = []
    rest = text
    while rest:
        start = rest.find("%(")
        end = rest.find(")", start)
        if start < 0 or end < 0:
            pieces.append(rest.translate(_ACCENTS))
            break
        pieces.append(rest[:start].translate(_ACCENTS) + rest[start : end + 2])
        rest = rest[end + 2 :]
    return f"[{''.join(pieces)}{'·' * (len(text) // 3)}]"


_current: Catalog | None = None
