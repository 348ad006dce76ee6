"""Typing errors are forgiven where nothing begins as typed, and only there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from companion.services.near_words import NearWords, distance
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from tests.services.builders import folder, service

WORDS = ["needle", "needles", "naloxone", "lisboa", "seringas", "shelter", "αθηνα", "елка", "checking", "ana"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nedle", "needle"),
        ("neeedle", "needle"),
        ("neelde", "needle"),
        ("neadle", "needle"),
        ("naloxnoe", "naloxone"),
        ("nalaxon", "naloxone"),
        ("seringaz", "seringas"),
        ("αθινα", "αθηνα"),
        ("chekc", "checking"),
        ("lisbao", "lisboa"),
        ("xhelter", "shelter"),
    ],
)
def test_one_slip_is_forgiven(typed: str, meant: str) -> None:
    assert meant in NearWords(WORDS).meant(typed)


@pytest.mark.parametrize("typed", ["ned", "an", "zzzz", "police", "nnnnn", "sheep"])
def test_another_word_stays_another_word(typed: str) -> None:
    assert NearWords(WORDS).meant(typed) == []


def test_the_distance_is_that_of_the_definition() -> None:
    """Against the plain recursive definition, to any beginning of the word."""

    def plain(one: str, other: str) -> int:
        if not one or not other:
            return len(one) + len(other)
        found = min(
            plain(one[1:], other) + 1, plain(one, other[1:]) + 1, plain(one[1:], other[1:]) + (one[0] != other[0])
        )
        if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
            found = min(found, plain(one[2:], other[2:]) + 1)
        return found

    chance = random.Random(5)
    for _ in range(150):
        typed, word = ("".join(chance.choice("abc") for _ in range(chance.randint(1, 5))) for _ in range(2))
        least = min(plain(typed, word[:end]) for end in range(len(word) + 1))
        assert min(distance(typed, word, 2), 3) == min(least, 3), (typed, word)


def test_search_forgives_and_says_what_it_took(services: ServiceStore, tmp_path: Path) -> None:
    services.import_package(
        folder(tmp_path / "p", service("Needle Stop", terms="needle_syringe"), service("Noodle Bar"))
    )
    found = services.find(SearchQuery(text="nedle"))
    assert [one.name for one in found.listings] == ["Needle Stop"]
    assert "needle" in found.meant
    right = services.find(SearchQuery(text="noodl"))
    assert ([one.name for one in right.listings], right.meant) == (["Noodle Bar"], ())
    assert [one.name for one in services.search(SearchQuery(text="syrinjes"))] == ["Needle Stop"]  # a label's word
    assert services.find(SearchQuery(text="xxxxxx")).total == 0
