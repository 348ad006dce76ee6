"""The interface's sentences in the person's language.

Sentences are whole, written in English in the code, marked with `N_` where they stand in tables, and translated when
shown with `tr` (plain), `trn` (plural) or `trc` (with context). Placeholders are `%(name)s`, because catalogs check those.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable

from companion import paths

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_pseudo: Callable[[str], str] | None = None


def N_(message: str) -> str:  # noqa: N802  the name every gettext tool knows
    """Mark a sentence in a table for the catalogs; it is translated when shown."""
    return message


def use(language: str) -> None:
    """Speak `language` from now on; a language without a catalog speaks English.

    `xx` is the pseudo-locale: every sentence longer, accented and bracketed; `xr` the same, laid out right to left.
    """
    global _current, _language, _pseudo
    _language = language
    _pseudo = pseudo if language in ("xx", "xr") else None
    _current = gettext.translation(
        "companion", localedir=str(paths.generated("locale")), languages=[language], fallback=True
    )


def language() -> str:
    """The tag of the interface language in use."""
    return _language


def tr(message: str, **facts: object) -> str:
    """The sentence in the current language, its placeholders filled."""
    return _fill(_current.gettext(message) if message else "", facts)


def trc(context: str, message: str, **facts: object) -> str:
    """Like `tr`, for a word that means different things in different places."""
    return _fill(_current.pgettext(context, message), facts)


def trn(singular: str, plural: str, n: int, **facts: object) -> str:
    """The sentence in the plural form that fits `n`; `%(n)s` in it is the number, formatted for the locale."""
    from companion.i18n import locales

    return _fill(_current.ngettext(singular, plural, n), {"n": locales.number(n), **facts})


def _fill(text: str, facts: dict[str, object]) -> str:
    shown = _pseudo(text) if _pseudo else text
    return shown % facts if facts else shown


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
