"""Folding: the same word in any spelling, script form or accent becomes the same text.

SQLite's own folding knows Latin only: αθηνα does not find Αθήνα there, ابرة not إبرة, елка not ёлка, lodz not Łódź.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŧ": "t",
        "ħ": "h",
        "ς": "σ",
        "ـ": "",  # tatweel
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ک": "ك",
        "ء": "",
        "’": "",
        "'": "",
        "ʼ": "",
        "\u200c": "",
        "\u200d": "",
    }
)
_WORD = re.compile(r"[^\W_]+")
# Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


def fold(text: str) -> str:
    """`text` without case, accents and variants of letters."""
    if text.isascii():
        return text.casefold().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(
        mark for mark in decomposed if not unicodedata.combining(mark) and unicodedata.category(mark) != "Mn"
    )
    return unicodedata.normalize("NFC", bare.casefold().translate(_LETTERS))


def words(text: str) -> Iterator[str]:
    """The folded words of `text` for the index; unspaced scripts give single characters and pairs."""
    for run, unspaced in _runs(text):
        if unspaced:
            yield from run
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run


def wanted(text: str) -> list[str]:
    """The folded beginnings of words that a search text asks for; all of them must be there."""
    asked: list[str] = []
    for run, unspaced in _runs(text):
        asked.extend([run[at : at + 2] for at in range(len(run) - 1)] if unspaced and len(run) > 1 else [run])
    return list(dict.fromkeys(asked))


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    folded = fold(text)
    if folded.isascii():
        for match in _WORD.findall(folded):
            yield match, False
        return
    for word in _WORD.findall(folded):
        at = 0
        for match in _UNSPACED.finditer(word):
            if match.start() > at:
                yield word[at : match.start()], False
            yield match.group(), True
            at = match.end()
        if at < len(word):
            yield word[at:], False
