"""The bundled fonts at the sizes of paper, and whether they have every character of a text.

Characters that no font has vanish from a PDF without any error, so every text is asked before it is set. What the
bundled fonts lack is shown as the replacement sign and told; fonts of the system are not relied on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QRawFont

from companion import files, paths
from companion.ui import theme

# The unit of everything on paper: a twentieth of a point. At 1440 dots per inch it is one dot.
UNITS_PER_POINT = 20
DOTS_PER_INCH = 72 * UNITS_PER_POINT
UNITS_PER_MM = DOTS_PER_INCH / 25.4

REPLACEMENT = "\ufffd"
FILES = ("NotoSans-Regular", "NotoSansArabic-Regular")
_ARABIC = frozenset({"ar", "fa"})
_ARABIC_SCALE = 1.08
# Marks that shape or order what stands around them, and spaces: nothing is drawn for them.
_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def is_arabic(language: str) -> bool:
    """Whether the language is written in the Arabic script."""
    return language.split("-")[0] in _ARABIC


def mm(length: float) -> float:
    """Millimetres in units."""
    return length * UNITS_PER_MM


def font(points: float, language: str, weight: int = 400) -> QFont:
    """The bundled font for text in the language, in units; Arabic is set a little larger, as on the screen."""
    theme.load_fonts()
    arabic = is_arabic(language)
    made = QFont()
    made.setFamilies(["Noto Sans Arabic", "Noto Sans"] if arabic else ["Noto Sans", "Noto Sans Arabic"])
    made.setPixelSize(round(points * UNITS_PER_POINT * (_ARABIC_SCALE if arabic else 1)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def _raw_fonts() -> tuple[QRawFont, ...]:
    found = []
    for name in FILES:
        raw = QRawFont()
        data = files.read_bytes(paths.resources("fonts", f"{name}.ttf"), limit=4 * 1024 * 1024)
        raw.loadFromData(QByteArray(data), 16, QFont.HintingPreference.PreferNoHinting)
        found.append(raw)
    return tuple(found)


@cache
def has(character: str) -> bool:
    """Whether a bundled font can show the character (or it is one that shows nothing)."""
    if unicodedata.category(character) in _UNSEEN:
        return True
    return any(all(raw.glyphIndexesForString(character)) for raw in _raw_fonts())


def missing(texts: Iterable[str]) -> list[str]:
    """The characters that no bundled font has, each once, in the order in which they come."""
    return [character for character in dict.fromkeys("".join(texts)) if not has(character)]


def shown(text: str) -> str:
    """The text with the replacement sign for each character that cannot be shown."""
    return "".join(character if has(character) else REPLACEMENT for character in text)
