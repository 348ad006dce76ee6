"""How hard a text is to read: LIX and the length of sentences, with a bound for each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """`lix`: at most, None where long words say nothing (Vietnamese writes syllables apart, Arabic and Persian leave
    short vowels out). `words`: in the longest sentence."""

    lix: float | None
    words: int


# Plain English newspapers lie near LIX 40, a law above 60; a page of names of laws and bodies may be a little harder
# than a story. Languages that build long words, or say more in one word, lie higher for the same plainness.
BOUNDS: Mapping[str, Bound] = {
    "en": Bound(50, 32),
    "pt": Bound(54, 36),
    "es": Bound(54, 36),
    "fr": Bound(52, 36),
    "de": Bound(60, 30),
    "nl": Bound(56, 32),
    "nb": Bound(54, 32),
    "da": Bound(54, 32),
    "et": Bound(68, 28),
    "cs": Bound(60, 30),
    "ru": Bound(64, 30),
    "uk": Bound(64, 30),
    "ky": Bound(68, 28),
    "vi": Bound(None, 42),
    "ar": Bound(None, 32),
    "fa": Bound(None, 36),
}


def bound(language: str) -> Bound:
    """The bound of a language; of one that has none the English."""
    return BOUNDS.get(language, BOUNDS["en"])


def sentences(text: str) -> list[str]:
    """The sentences and list items of a text."""
    return [part for part in re.split(r"[.!?:…؟۔]\s+|\n\n|\n- ", text) if part.strip()]


def lix(text: str) -> float:
    """Words per sentence plus the share (in percent) of words longer than six letters; 0 for no text."""
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        return 0.0
    long_words = sum(1 for word in words if len(word) > 6)
    return len(words) / max(1, len(sentences(text))) + 100 * long_words / len(words)
