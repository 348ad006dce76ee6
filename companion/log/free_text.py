"""What may stand in a note: common words, and nothing else.

A name can look like any other word, and many scripts have no capital letters to tell it by. So nothing is guessed: a
note is let through only when each of its words is one of the common ones the program knows (`everyday_words`). Numbers,
dates, addresses and names in networks are looked for first, so that what is said about them is to the point.

What this cannot tell: a name that is a common word too ("Sunny"), when it is written like one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from companion.i18n import catalogs, locales
from companion.log import everyday_words
from companion.log.contacts import Finding

MOST_SIGNS = 120
FIELD = "note"

_STOPS = set(" .,;!?'’()-…·،؛؟。、，！？；।")
_NETWORK = re.compile(
    r"@|#|://|\bwww\b|\w\.\w|\b(?:gmail|hotmail|outlook|telegram|whatsapp|instagram|facebook|signal|messenger|viber)\b",
    re.IGNORECASE,
)
_STREET_WORDS = """
street st road rd avenue ave lane square boulevard rua avenida travessa praça largo beco estrada alameda calle plaza
carrera rue chemin strasse gasse platz via viale piazza ulica ulitsa улица ул проспект переулок вулиця οδός شارع خیابان
کوچه רחוב ถนน ซอย đường phố 路 街 巷 号 號
"""
_STREETS = frozenset(_STREET_WORDS.split())
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
_DOOR = object()


class CheckedNote:
    """A note that was let through: what the store accepts, and nothing else. There is one way to get one: `checked`."""

    def __init__(self, door: object, words: str) -> None:
        if door is not _DOOR:
            raise TypeError("a note is let through by companion.log.free_text.checked, and by nothing else")
        self.words = words


@dataclass(frozen=True)
class Vocabulary:
    """The words a note may be made of, folded as `folded` does."""

    words: frozenset[str]

    @staticmethod
    def of(words: Iterable[str]) -> Vocabulary:
        """The vocabulary of these words."""
        return Vocabulary(frozenset(map(folded, words)))

    def knows(self, word: str) -> bool:
        """Whether a word is one of them, or is made of them where a script has no blanks between words."""
        plain = folded(word)
        return plain in self.words or (_has_no_blanks(plain) and self._is_made_of_words(plain))

    def _is_made_of_words(self, text: str) -> bool:
        reached = {0}
        for end in range(1, len(text) + 1):
            if any(text[begin:end] in self.words for begin in reached):
                reached.add(end)
        return len(text) in reached


def everyday() -> Vocabulary:
    """The common words of the interface's language."""
    return Vocabulary.of(everyday_words.words())


def checked(text: str, known: Vocabulary) -> CheckedNote:
    """The note, blanks tidied. Raises the first finding of `check` as a `Problem`."""
    findings = check(text, known)
    if findings:
        raise findings[0].problem()
    return CheckedNote(_DOOR, _tidied(text))


def check(text: str, known: Vocabulary) -> list[Finding]:
    """Everything that keeps a note from being saved; empty when it can be. An empty text is no note and is let be."""
    tidy = _tidied(text)
    if len(tidy) > MOST_SIGNS:
        return [Finding(FIELD, "log.note_too_long", (("most", MOST_SIGNS),))]
    found = [*(_numbers(tidy) or _numbers(text)), *_addresses(tidy), *_dates(tidy)]
    if not found:
        found = [*_signs(tidy), *_names(tidy, known)]
    return found


def folded(word: str) -> str:
    """A word as it is compared: compatible forms made one, small letters."""
    return unicodedata.normalize("NFKC", word).casefold()


def _tidied(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _finding(code: str, word: str) -> Finding:
    return Finding(FIELD, code, (("word", word),))


def _numbers(text: str) -> list[Finding]:
    """Digits of any script, Roman and circled ones, and rows of Chinese numerals."""
    found: list[Finding] = []
    run = ""
    for sign in f"{text} ":
        number = unicodedata.category(sign).startswith("N") or unicodedata.numeric(sign, None) is not None
        if number:
            run += sign
            continue
        if run and (len(run) > 1 or unicodedata.category(run).startswith("N")):
            found.append(_finding("log.note_number", run))
        run = ""
    return found


def _addresses(text: str) -> Iterator[Finding]:
    if match := _NETWORK.search(text):
        yield _finding("log.note_address", next(word for word in text.split() if match[0].split()[0] in word))
    for word in _words(text):
        if folded(word) in _STREETS:
            yield _finding("log.note_address", word)


def _dates(text: str) -> Iterator[Finding]:
    names = _calendar(catalogs.language())
    for word in _words(text):
        if folded(word) in names:
            yield _finding("log.note_date", word)


@cache
def _calendar(language: str) -> frozenset[str]:
    """Months and days of the week, in the interface's language and in English."""
    found: set[str] = set()
    for locale in (locales.locale(language), locales.locale("en")):
        for table in (locale.months, locale.days):
            for form in ("format", "stand-alone"):
                found |= {folded(name).strip(".") for name in table[form]["wide"].values()}
    return frozenset(found)


def _signs(text: str) -> Iterator[Finding]:
    for sign in text:
        if sign not in _STOPS and unicodedata.category(sign)[0] not in "LM":
            yield _finding("log.note_sign", sign)
            return


def _names(text: str, known: Vocabulary) -> Iterator[Finding]:
    """Words nobody knows, and known ones that are written like a name: large in the middle of a sentence."""
    begins = True
    for word, after in _words_and_stops(text):
        large = word[:1].isupper() and not begins and catalogs.language().split("-")[0] not in _LARGE_NOUNS
        if not known.knows(word) or large:
            yield _finding("log.note_name", word)
        begins = any(sign in ".!?。！？" for sign in after)


_LARGE_NOUNS = ("de", "lb")  # here every noun is written large


def _words(text: str) -> list[str]:
    return [word for word, _ in _words_and_stops(text)]


def _words_and_stops(text: str) -> Iterator[tuple[str, str]]:
    """Each word with what stands between it and the next. Marks belong to the word they are written on."""
    word, after = "", ""
    for sign in text:
        if unicodedata.category(sign)[0] in "LM":
            if after:
                yield word, after
                word, after = "", ""
            word += sign
        elif word:
            after += sign
    if word:
        yield word, after


def _has_no_blanks(word: str) -> bool:
    return all(
        unicodedata.name(sign, "").startswith(_UNSPACED) or unicodedata.category(sign)[0] == "M" for sign in word
    )
