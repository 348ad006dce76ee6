"""QR codes that hold the text itself, so that a telephone without signal can keep it.

Each code holds at most 510 bytes of UTF-8 at level M: about what an old telephone still reads from a small print. A
longer text is split at its paragraphs, else between sentences, else between words, and every part is headed with the
title and "1 of 2", so that each can be kept alone. No address is ever put in: a scanner opens nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from companion.errors import Problem
from companion.i18n import locales
from companion.i18n.catalogs import catalog

LIMIT = 510
MOST_PARTS = 40
QUIET_ZONE = 4
"""Empty modules that a reader needs around a code."""

_SENTENCE_END = re.compile(r"(?<=[.!?؟।])\s+(?=[^\s\d\-–])")
_SEPARATORS = ("\n\n", "\n", " ", " ")

Modules = tuple[tuple[bool, ...], ...]


def parts(text: str, language: str, *, title: str = "", limit: int = LIMIT) -> tuple[str, ...]:
    """The text in as few codes as can hold it; a single part is the text as it is, under its title.

    Raises `printing.too_long_for_codes` for a text that would need more than 40.
    """
    whole = f"{title}\n{text.strip()}" if title else text.strip()
    if _size(whole) <= limit:
        return (whole,)
    widest = _size(_head(title, 99, 99, language)) + 1
    pieces = _pack(_units(text.strip(), limit - widest), limit - widest)
    if len(pieces) > MOST_PARTS:
        raise Problem("printing.too_long_for_codes", parts=len(pieces), most=MOST_PARTS)
    heads = (_head(title, number, len(pieces), language) for number in range(1, len(pieces) + 1))
    return tuple(f"{head}\n{piece}" for head, piece in zip(heads, pieces, strict=True))


def counted(number: int, count: int, language: str) -> str:
    """ "1 of 2", in words, because "1/2" turns round in a line from right to left."""
    shown = {"number": locales.number(number, language), "count": locales.number(count, language)}
    return catalog(language).tr("%(number)s of %(count)s", **shown)


def captions(count: int, language: str) -> tuple[str, ...]:
    """A line for below each of so many codes."""
    if count == 1:
        return (catalog(language).tr("The text for a phone. No internet needed."),)
    return tuple(counted(number, count, language) for number in range(1, count + 1))


def _head(title: str, number: int, count: int, language: str) -> str:
    which = counted(number, count, language)
    return f"{title} ({which})" if title else f"({which})"


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _units(text: str, room: int) -> list[tuple[str, int]]:
    """The smallest pieces that are needed, each with how it was parted from the one before (0 a paragraph, 1 a line,
    2 a sentence, 3 a word)."""
    found: list[tuple[str, int]] = []
    for paragraph in text.split("\n\n"):
        if _size(paragraph) <= room:
            found.append((paragraph, 0))
            continue
        first = 0
        for line in paragraph.split("\n"):
            for rank, unit in _of_line(line, room):
                found.append((unit, first if first == 0 else rank))
                first = 1
    return [(unit, rank) for unit, rank in found if unit]


def _of_line(line: str, room: int) -> list[tuple[int, str]]:
    if _size(line) <= room:
        return [(1, line)]
    found: list[tuple[int, str]] = []
    for number, sentence in enumerate(_SENTENCE_END.split(line)):
        rank = 1 if number == 0 else 2
        if _size(sentence) <= room:
            found.append((rank, sentence))
            continue
        for word in sentence.split(" "):
            found += [(rank, piece) for piece in _cut(word, room)]
            rank = 3
    return found


def _leaves_half_empty(piece: str, unit: str, room: int) -> bool:
    heading, first = unit.split("\n")[:2]
    begins = _size(piece) + _size(heading) + _size(first) + 3 <= room  # no heading stands alone at a code's end
    return begins and _size(piece) < room / 2 and _size(piece) + _size(unit) + 2 > room


def _cut(word: str, room: int) -> list[str]:
    """A word longer than a whole code, in pieces of whole characters."""
    pieces, current = [], ""
    for character in word:
        if _size(current + character) > room:
            pieces.append(current)
            current = ""
        current += character
    return [*pieces, current]


def _pack(units: list[tuple[str, int]], room: int) -> list[str]:
    """Units into pieces, each as full as it can be. A paragraph stays whole, save where that would leave a code more
    than half empty: then it goes on line by line."""
    pieces: list[str] = []
    waiting = list(reversed(units))
    while waiting:
        unit, rank = waiting.pop()
        if rank == 0 and "\n" in unit and pieces and _leaves_half_empty(pieces[-1], unit, room):
            lines = [(line, 1 if at else 0) for at, line in enumerate(unit.split("\n"))]
            waiting += reversed(lines)
            continue
        joined = f"{pieces[-1]}{_SEPARATORS[rank]}{unit}" if pieces else unit
        if pieces and _size(joined) <= room:
            pieces[-1] = joined
        else:
            pieces.append(unit)
    return pieces


@lru_cache(maxsize=64)
def modules(text: str) -> Modules:
    """The code's modules, row by row, dark ones True, without the quiet zone.

    Raises `printing.too_long_for_code` for more than 510 bytes.
    """
    import segno

    if _size(text) > LIMIT:
        raise Problem("printing.too_long_for_code", bytes=_size(text), limit=LIMIT)
    # Without a mark of the encoding (ECI): every telephone guesses UTF-8, and some readers stumble over the mark.
    code = segno.make(text, error="m", mode="byte", encoding="utf-8", micro=False, boost_error=False, eci=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def path(text: str) -> str:
    """The dark modules as an SVG path, one unit each, the quiet zone included: rows are runs."""
    runs = []
    for y, row in enumerate(modules(text)):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = x
            while end < len(row) and row[end]:
                end += 1
            runs.append(f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{end - x}v1h-{end - x}z")
            x = end
    return "".join(runs)


def side(text: str) -> int:
    """How many modules the code is wide, the quiet zone included."""
    return len(modules(text)) + 2 * QUIET_ZONE
