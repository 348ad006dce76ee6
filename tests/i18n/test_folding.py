"""The same word is found however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.i18n.folding import fold, wanted, words


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("αθηνα", "Αθήνα"),
        ("ابرة", "إبرة"),
        ("ابره", "إبرة"),
        ("محمد", "محـــمد"),
        ("елка", "Ёлка"),
        ("lodz", "Łódź"),
        ("strasse", "STRAẞE"),
        ("strasse", "Straße"),
        ("istanbul", "İstanbul"),
        ("sao", "São"),
        ("needle", "ｎｅｅｄｌｅ"),
        ("womens", "Women’s"),
        ("womens", "women's"),
    ],
)
def test_variants_fold_to_the_same(asked: str, written: str) -> None:
    assert fold(asked) == fold(written)


def test_scripts_without_spaces_give_pairs() -> None:
    assert list(words("東京例 abc")) == ["東", "京", "例", "東京", "京例", "abc"]
    assert wanted("京例") == ["京例"]
    assert wanted("東京例") == ["東京", "京例"]
    assert wanted("京") == ["京"]


def test_words_and_scripts_in_one_run_are_parted() -> None:
    assert list(words("HIV検査")) == ["hiv", "検", "査", "検査"]


@given(st.text())
def test_folding_twice_changes_nothing_and_finds_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    found = set(words(text))
    assert all(any(word.startswith(asked) for word in found) for asked in wanted(text))
