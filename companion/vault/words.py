"""Secrets as words: passphrases that are offered, recovery sheets, a team's key read out over the telephone.

The list was made for this program (`resources/words/english.txt`): 2048 plain words of four to eight letters, eleven
bits each. No two begin with the same four letters or differ by one slip, and none says anything of what the program is
for. So the first four letters of a word are enough.
"""

from __future__ import annotations

import functools
import hashlib
import re
import secrets

from companion import files, paths
from companion.errors import Problem

LANGUAGE = "english"
COUNT = 2048
BITS = 11
TELLING_LETTERS = 4  # no two words share them
OFFERED = 6  # 66 bits: out of reach even for those who can try a billion a second, for longer than anybody waits
_LEAST_CHECK_BITS = 8
_CHECK_PERSON = b"word checksum"
_BETWEEN = re.compile(r"[\W\d_]+")


@functools.cache
def all_words() -> tuple[str, ...]:
    """The list, in its order: a word's place is what it stands for."""
    return tuple(files.read_text(paths.resources("words", f"{LANGUAGE}.txt")).split())


def offered(count: int = OFFERED) -> str:
    """A new passphrase of random words with a space between them."""
    return " ".join(secrets.choice(all_words()) for _ in range(count))


def words_of(secret: bytes) -> list[str]:
    """`secret` as words, with a checksum of 8 to 18 bits in the last ones: 15 bytes are 12 words, 32 bytes are 24."""
    count = _word_count(len(secret))
    check_bits = count * BITS - 8 * len(secret)
    number = int.from_bytes(secret, "big") << check_bits | _checksum(secret, check_bits)
    return [all_words()[number >> BITS * place & COUNT - 1] for place in reversed(range(count))]


def secret_of(text: str, length: int) -> bytes:
    """The `length` bytes that `text` says, as `words_of` told them; case, marks, numbers and gaps do not matter.

    Raises `words.unknown` (`place`: which word, from 1), `words.count` (`wanted`, `given`), `words.check` if the words
    are all from the list but not these, or not in this order. No problem ever holds a word.
    """
    return _decoded(read(text), length)


def read(text: str) -> list[str]:
    """The words of the list that a person typed; four letters of each are enough. Raises `words.unknown`."""
    found = []
    for place, typed in enumerate(split(text), 1):
        word = meant(typed)
        if word is None:
            raise Problem("words.unknown", place=place)
        found.append(word)
    return found


def split(text: str) -> list[str]:
    """What stands between gaps, marks and numbers, in small letters."""
    return [piece for piece in _BETWEEN.split(text.casefold()) if piece]


def meant(typed: str) -> str | None:
    """The word of the list that `typed` is, or begins with its first four letters or more; None if there is none."""
    word = _by_beginning().get(typed[:TELLING_LETTERS])
    return word if word is not None and word.startswith(typed) and len(typed) >= TELLING_LETTERS else None


@functools.cache
def _by_beginning() -> dict[str, str]:
    return {word[:TELLING_LETTERS]: word for word in all_words()}


def _decoded(words: list[str], length: int) -> bytes:
    count = _word_count(length)
    if len(words) != count:
        raise Problem("words.count", wanted=count, given=len(words))
    places = {word: place for place, word in enumerate(all_words())}
    number = 0
    for word in words:
        number = number << BITS | places[word]
    check_bits = count * BITS - 8 * length
    secret = (number >> check_bits).to_bytes(length, "big")
    if number & (1 << check_bits) - 1 != _checksum(secret, check_bits):
        raise Problem("words.check")
    return secret


def _word_count(length: int) -> int:
    return -(-(8 * length + _LEAST_CHECK_BITS) // BITS)


def _checksum(secret: bytes, bits: int) -> int:
    digest = hashlib.blake2b(secret, digest_size=4, person=_CHECK_PERSON).digest()
    return int.from_bytes(digest, "big") >> 32 - bits
