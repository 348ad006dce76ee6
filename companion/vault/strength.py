"""How hard a passphrase is to guess, estimated low rather than high.

Without a dictionary in every language, a run of letters is counted as words: an attacker has the dictionaries. So eight
random letters are called weaker than they are; "Lisbon2024!" is not called strong for its digits and mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from companion.errors import Problem

LEAST_CHARACTERS = 8
LEAST_BITS = 20.0  # a million guesses: days for one laptop at a second each, minutes for a rack of them
_WORD_BITS = 11.0  # one of the two thousand words that people choose
_WORD_LETTERS = 7
_MORE_LETTER_BITS = 2.0  # each further letter of a run: the next word of a phrase without spaces
_IDEOGRAPH_BITS = 7.0
_DIGIT_BITS = 3.0
_YEAR_BITS = 6.0
_MARK_BITS = 3.0
_COMMON_BITS = 3.0
_COMMON = frozenset(  # what comes first on every list of stolen passwords
    """
    password passwort palavra senha secret segredo admin administrator welcome letmein iloveyou qwerty qwertyuiop azerty
    asdfgh asdfghjkl zxcvbn zxcvbnm abc abcd abcdef abcdefgh dragon monkey football master login guest user changeme
    superman sunshine princess companion contraseña motdepasse пароль йцукен
    """.split()  # noqa: SIM905  words are easier to read in a row
)
_KNOWN = (  # sentences that stand in every attacker's list, whatever their length
    "correct horse battery staple",
    "the quick brown fox jumps over the lazy dog",
    "to be or not to be",
    "may the force be with you",
    "let me in",
    "i love you",
    "open sesame",
    "once upon a time",
    "all you need is love",
    "twinkle twinkle little star",
)
_SHORT_WORD = 3
_SHORT_WORD_BITS = 5.0  # of one, two or three letters: there are few, and they stand between others
_LEET = str.maketrans("013457@$!", "oieastasi")
_PIECES = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)
_YEAR = re.compile(r"(19|20)\d\d")


class Level(StrEnum):
    """What to tell the person who chooses it."""

    REFUSED = "refused"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True)
class Strength:
    """The estimate: `bits` (each doubles the guesses), the level to show, and why it is refused, if it is."""

    bits: float
    level: Level
    refused_for: str | None = None


def estimate(passphrase: str) -> Strength:
    """The strength of a passphrase. Nothing of it is kept."""
    text = unicodedata.normalize("NFC", passphrase)
    bits = _bits(text)
    reason = _reason(text, bits)
    if reason:
        return Strength(bits, Level.REFUSED, reason)
    level = Level.WEAK if bits < 35 else Level.FAIR if bits < 55 else Level.STRONG
    return Strength(bits, level)


def refuse_weak(passphrase: str) -> None:
    """Raise `passphrase.too_short`, `passphrase.only_digits` or `passphrase.easy_to_guess`."""
    reason = estimate(passphrase).refused_for
    if reason:
        raise Problem(reason, least=LEAST_CHARACTERS)


def _reason(text: str, bits: float) -> str | None:
    told = [character for character in text if not character.isspace()]
    width = sum(2 if _ideograph(character) else 1 for character in text)
    if width < LEAST_CHARACTERS or not told:
        return "passphrase.too_short"
    if not any(character.isalpha() for character in told):
        return "passphrase.only_digits"
    return "passphrase.easy_to_guess" if bits < LEAST_BITS else None


def _bits(text: str) -> float:
    folded = unicodedata.normalize("NFC", text.casefold())
    for known in _KNOWN:
        folded = folded.replace(known, "password").replace(known.replace(" ", ""), "password")
    return _reading_bits(_without_disguise(folded))


def _without_disguise(folded: str) -> str:
    """p4ssw0rd as the word it is; figures and marks elsewhere stay what they are."""
    plain = folded.translate(_LEET)
    for word in _COMMON:
        at = plain.find(word)
        if at >= 0:
            folded = folded[:at] + word + folded[at + len(word) :]
    return folded


def _reading_bits(folded: str) -> float:
    seen: set[str] = set()
    total = 0.0
    for match in _PIECES.finditer(folded):
        piece = match[0]
        if piece.isspace():
            continue
        total += 1.0 if piece in seen else _piece_bits(piece)  # said twice is hardly harder than said once
        seen.add(piece)
    return total


def _piece_bits(piece: str) -> float:
    if piece in _COMMON or _monotonous(piece):
        return _COMMON_BITS
    if _YEAR.fullmatch(piece):
        return _YEAR_BITS
    if piece.isdigit():
        return _DIGIT_BITS * len(piece)
    if not piece[0].isalpha():
        return _MARK_BITS
    ideographs = sum(map(_ideograph, piece))
    if ideographs:
        return _IDEOGRAPH_BITS * ideographs + _DIGIT_BITS * (len(piece) - ideographs)
    if len(piece) <= _SHORT_WORD:
        return _SHORT_WORD_BITS
    return min(4.0 * len(piece), _WORD_BITS + _MORE_LETTER_BITS * max(0, len(piece) - _WORD_LETTERS))


def _monotonous(piece: str) -> bool:
    """aaaa, abab, 1234, 9876: at most two different characters, or every step the same."""
    if len(piece) > 2 and len(set(piece)) <= 2:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(piece)}
    return len(piece) > 2 and len(steps) == 1


def _ideograph(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and character.isalpha()
