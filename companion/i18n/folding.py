"""Folding text for search, in every script: what looks or is typed alike is alike."""

from __future__ import annotations

import unicodedata

# What compatibility decomposition leaves apart though people type one for the other: Latin letters with strokes, the
# Arabic forms of alef, ya, kaf and ta marbuta with their Persian twins, and the stretching tatweel.
_ALIKE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ـ": "",
        "\u200c": "",
        "\u200d": "",
        "’": "'",
    }
)


def fold(text: str) -> str:
    """Lower case, without accents or marks, letters that are typed for each other made one: `Łódź` → `lodz`."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold())
    return "".join(c for c in flat.translate(_ALIKE) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text: runs of letters, digits and apostrophes."""
    return "".join(c if c.isalnum() or c == "'" else " " for c in fold(text)).split()
