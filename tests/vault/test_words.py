"""The list keeps what it promises, and words bring back exactly the secret they stand for."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import Problem
from companion.vault import words


def test_the_list_is_plain_distinct_and_easily_typed() -> None:
    listed = words.all_words()
    assert len(listed) == words.COUNT == 2**words.BITS
    assert list(listed) == sorted(set(listed))
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in listed)


def test_four_letters_tell_a_word_and_no_slip_makes_another() -> None:
    listed = words.all_words()
    assert len({word[: words.TELLING_LETTERS] for word in listed}) == len(listed)
    known = set(listed)
    slips = {slip: word for word in listed for slip in _slips(word)}
    assert not {(word, slips[word]) for word in known & set(slips)}
    assert "baket" in _slips("basket") and "abr" in _slips("bar") and "cat" in _slips("bat")


def _slips(word: str) -> set[str]:
    """A letter left out, changed or swapped with its neighbour."""
    cuts = [(word[:at], word[at:]) for at in range(len(word))]
    letters = "abcdefghijklmnopqrstuvwxyz"
    left_out = {before + after[1:] for before, after in cuts}
    swapped = {before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1}
    changed = {before + letter + after[1:] for before, after in cuts for letter in letters}
    return (left_out | swapped | changed) - {word}


def test_the_list_says_nothing_of_what_the_program_is_for() -> None:
    told = ("drug", "heroin", "needle", "dose", "police", "crime", "prison", "pipe", "hemp", "weed", "crack", "poppy")
    assert not {word for word in words.all_words() if word.startswith(told)}


def test_six_words_are_offered_and_never_the_same() -> None:
    offered = {words.offered() for _ in range(50)}
    assert len(offered) == 50
    assert all(len(words.read(phrase)) == words.OFFERED for phrase in offered)


@given(st.binary(min_size=1, max_size=40))
def test_words_bring_back_the_secret(secret: bytes) -> None:
    said = words.words_of(secret)
    assert words.secret_of(" ".join(said), len(secret)) == secret
    numbered = "\n".join(f"{place}. {word[:4].upper()}," for place, word in enumerate(said, 1))
    assert words.secret_of(numbered, len(secret)) == secret


def test_how_many_words_a_secret_takes() -> None:
    assert {size: len(words.words_of(bytes(size))) for size in (8, 15, 16, 32)} == {8: 7, 15: 12, 16: 13, 32: 24}


def test_wrong_words_are_told_by_place_and_never_repeated() -> None:
    said = words.words_of(bytes(range(15)))
    wrong = [
        (" ".join([*said[:4], "xylophone", *said[5:]]), "words.unknown", {"place": 5}),
        (" ".join([*said[:4], said[4][:3], *said[5:]]), "words.unknown", {"place": 5}),
        (" ".join([said[0] + "s", *said[1:]]), "words.unknown", {"place": 1}),
        (" ".join(said[:-1]), "words.count", {"wanted": 12, "given": 11}),
        ("", "words.count", {"wanted": 12, "given": 0}),
        (" ".join([*said[1:], said[0]]), "words.check", {}),
    ]
    for text, code, facts in wrong:
        with pytest.raises(Problem) as caught:
            words.secret_of(text, 15)
        assert (caught.value.code, caught.value.facts) == (code, facts)


def test_nearly_every_swap_of_two_words_is_noticed() -> None:
    said = words.words_of(bytes(range(100, 115)))
    passed = 0
    for one, other in combinations(range(len(said)), 2):
        swapped = list(said)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        try:
            words.secret_of(" ".join(swapped), 15)
        except Problem as problem:
            assert problem.code == "words.check"
        else:
            passed += 1
    assert passed == 0  # 66 swaps against 12 bits: this secret has none that passes
