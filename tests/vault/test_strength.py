"""Strength, estimated low: words are counted as words, and nothing that is tried first is called strong."""

from __future__ import annotations

import math
import unicodedata

import pytest

from companion.errors import Problem
from companion.vault import strength, words
from companion.vault.strength import Level, estimate


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("walnut copper thirty orbit drum lamp", Level.STRONG),
        ("correct horse battery staple drum lamp", Level.WEAK),
        ("correct horse battery staple", Level.REFUSED),
        ("correcthorsebatterystaple", Level.REFUSED),
        ("To be, or not to be", Level.WEAK),
        ("p4ssw0rd2024", Level.REFUSED),
        ("$3cr3t!!!!!!", Level.REFUSED),
        ("this is my cat", Level.WEAK),
        ("purple umbrella lantern sugar", Level.FAIR),
        ("walnutcopperthirtyorbit", Level.FAIR),
        ("two words", Level.REFUSED),
        ("blue teapot", Level.WEAK),
        ("Lisbon2024!", Level.WEAK),
        ("password", Level.REFUSED),
        ("Password123", Level.REFUSED),
        ("qwertyuiop", Level.REFUSED),
        ("abcdefghijklmnop", Level.REFUSED),
        ("lantern lantern lantern", Level.REFUSED),
        ("зелёный чайник у окна", Level.FAIR),
        ("紫色の傘と灯台と海", Level.STRONG),
        ("دریا چتر بنفش فانوس", Level.FAIR),
    ],
)
def test_levels(passphrase: str, level: Level) -> None:
    assert estimate(passphrase).level is level


@pytest.mark.parametrize("words", range(1, 8))
def test_random_words_are_never_called_stronger_than_they_are(words: int) -> None:
    """Words drawn from a list of 7776 have 12.9 bits each; the estimate stays at or under that."""
    phrase = " ".join(["lantern", "umbrella", "tractor", "sugar", "violin", "harbour", "pepper"][:words])
    assert estimate(phrase).bits <= words * math.log2(7776) + 1


@pytest.mark.parametrize("digits", [1, 4, 6, 8, 20])
def test_a_pin_is_refused_however_long(digits: int) -> None:
    pin = ("7294618350" * 2)[:digits]
    assert estimate(pin).level is Level.REFUSED
    with pytest.raises(Problem, match=r"passphrase\.(too_short|only_digits)"):
        strength.refuse_weak(pin)


def test_composed_and_decomposed_letters_weigh_the_same() -> None:
    text = "élan vital à côté"
    assert estimate(unicodedata.normalize("NFD", text)) == estimate(unicodedata.normalize("NFC", text))


def test_more_is_never_weaker() -> None:
    phrase = "purple umbrella lantern sugar seven tractors"
    words = phrase.split()
    bits = [estimate(" ".join(words[:count])).bits for count in range(1, len(words) + 1)]
    assert bits == sorted(bits)


def test_nothing_of_the_passphrase_is_kept_in_the_refusal() -> None:
    with pytest.raises(Problem) as refused:
        strength.refuse_weak("hunter2")
    assert refused.value.facts == {"least": strength.LEAST_CHARACTERS}


def test_six_offered_words_are_called_what_they_are() -> None:
    for _ in range(20):
        offered = words.offered()
        assert estimate(offered).level is Level.STRONG
        assert estimate(offered).bits <= words.OFFERED * (words.BITS + 2)
