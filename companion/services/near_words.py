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
    """The slips between `typed` and the nearest beginning of `word`; more than `most` when there are more.

    Letters that agree from the start are never better matched otherwise, so only where they first differ is there
    something to try.
    """
    same = 0
    for one, other in zip(typed, word, strict=False):
        if one != other:
            break
        same += 1
    if same == len(typed):
        return 0
    if most == 0:
        return 1
    typed, word = typed[same:], word[same:]
    if most == 1:
        rest = typed[1:]
        near = word.startswith(rest, 1) or word.startswith(rest) or word.startswith(typed, 1)
        return 1 if near or (rest and word.startswith(rest[0] + typed[0] + rest[1:])) else 2
    found = min(
        distance(typed[1:], word, most - 1),
        distance(typed[1:], word[1:], most - 1) if word else most,
        distance(typed, word[1:], most - 1) if word else most,
    )
    if found and len(typed) > 1 and word[:2] == typed[1::-1]:
        found = min(found, distance(typed[2:], word[2:], most - 1))
    return found + 1


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
