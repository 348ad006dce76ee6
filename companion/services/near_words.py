"""Words that were meant when a word was typed wrongly: one slip in a short word, two in a long one.

A slip is a letter too many, too few, another one, or two that changed places. What is typed may be the beginning of a
word. Only asked when nothing in the directory begins as typed, so that a right word never finds anything else.
"""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4  # letters; in shorter words a slip makes another word
_TWO_SLIPS_FROM = 8
_MOST = 60  # words for one typed


class NearWords:
    """The words of an index, ready to be compared with what is typed."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        # Which letters a word has, as bits: most words are ruled out by one look at them.
        self._words = [(_letters(word), word) for word in vocabulary if len(word) >= SHORTEST - 1]

    def meant(self, typed: str) -> list[str]:
        """The words of which `typed` is the beginning but for a slip; those with the fewest slips only."""
        if len(typed) < SHORTEST:
            return []
        slips = 2 if len(typed) >= _TWO_SLIPS_FROM else 1
        asked = _letters(typed)
        likely = [word for letters, word in self._words if (asked & ~letters).bit_count() <= slips]
        found: dict[int, list[str]] = {}
        for word in likely:
            far = distance(typed, word, slips)
            if far <= slips:
                found.setdefault(far, []).append(word)
        return found[min(found)][:_MOST] if found else []


def distance(typed: str, word: str, most: int) -> int:
    """The slips between `typed` and the nearest beginning of `word`; more than `most` when there are more."""
    before: list[int] = []
    row = list(range(len(word[: len(typed) + most]) + 1))
    word = word[: len(typed) + most]
    for at, letter in enumerate(typed, start=1):
        above, row_before = row, before
        row = [at]
        for place, other in enumerate(word, start=1):
            cost = min(row[place - 1] + 1, above[place] + 1, above[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == word[place - 2] and typed[at - 2] == other:
                cost = min(cost, row_before[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return min(row)


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
