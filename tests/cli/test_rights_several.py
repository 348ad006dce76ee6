"""`companion rights ask` about several drugs at once, a count and its weight, and names that mean several things."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.test_rights import run

CONTRACT = [
    "jurisdiction",
    "on",
    "outcome",
    "certainty",
    "threshold",
    "rule",
    "because",
    "next_steps",
    "may_refuse",
    "sanctions",
    "depends_on",
    "sources",
    "as_of",
    "review",
    "topics",
    "warnings",
    "reason",
]


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, out, err = run(capsys, "rights", "ask", "--json", *words)
    assert (code, err) == (0, "")
    document: dict[str, Any] = json.loads(out)
    assert set(CONTRACT) <= set(document)
    return document


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code, out, err = run(capsys, "rights", "ask", *words)
    assert (code, out) == (1, "")
    return err


VIET_NAM = ("vn", "--substance", "heroin", "--amount", "0.05", "--unit", "g", "--on", "2025-08-01", "--earlier", "no")


def test_each_part_has_its_share_and_the_total_its_relation(capsys: pytest.CaptureFixture[str]) -> None:
    row = ask(capsys, *VIET_NAM, "--also", "ma túy đá=30mg", "--also", "opium=0.2g")
    assert (row["outcome"], row["threshold"]["relation"]) == ("criminal", "at")
    told = row["together"]["sum"]
    assert (told["total"], told["most"], told["relation"], told["includes"]) == (1.0, 1.0, "at", False)
    assert [(part["substance"], part["share"], part["line"]) for part in told["parts"]] == [
        ("heroin", 0.5, "0.1 g"),
        ("methamphetamine", 0.3, "0.1 g"),
        ("opium", 0.2, "1 g"),
    ]
    assert [part["outcome"] for part in row["together"]["parts"]] == ["criminal"] * 3
    assert row["asked"]["also"][0] == {"substance": "methamphetamine", "amount": "30 mg"}


def test_a_sum_of_one_line_is_an_amount(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("ca-bc", "--substance", "heroin", "--amount", "1", "--unit", "g", "--also", "coke=1.4g", "--age", "30")
    row = ask(capsys, *words, "--on", "2023-06-01", "--setting", "public")
    told = row["together"]["sum"]
    assert (row["outcome"], told["amount"], told["unit"], told["relation"]) == ("no_offence", 2.4, "g", "under")


def test_in_words_every_part_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "rights", "ask", *VIET_NAM, "--also", "meth=0.06g")
    assert (code, err) == (0, "")
    text = out.replace("\u00a0", " ")
    assert "Heroin, 0.05 g: 50 % of its line of 0.1 g." in text
    assert "All together 0.11 g: over the line of 0.1 g." in text
    assert "Methamphetamine, with the rest beside it: Crime" in text


def test_alone_nothing_is_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, *VIET_NAM)["together"] is None


def test_a_place_no_pack_holds_has_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    here = ask(capsys, *VIET_NAM, "--also", "meth=0.06g")
    nowhere = ask(capsys, "zz", *VIET_NAM[1:], "--also", "meth=0.06g")
    assert set(nowhere) == set(here)
    assert nowhere["reason"] == "outside_packs"


def test_a_count_is_weighed_too(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("au-act", "--substance", "mdma", "--amount", "5", "--unit", "dose", "--on", "2024-01-01", "--weighing")
    assert ask(capsys, *words, "1.5g")["outcome"] == "administrative"
    assert ask(capsys, *words, "1.6 g")["outcome"] == "criminal"


def test_a_name_of_several_substances_is_answered_where_they_are_treated_alike(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = ask(capsys, "co", "--substance", "bazuco", "--amount", "1", "--unit", "g", "--setting", "home")
    assert row["outcome"] == "no_offence"
    assert row["warnings"][0]["id"] == "several-meanings"
    assert "crack_cocaine" in refused(capsys, "pt", "--substance", "pasta base", "--amount", "1", "--unit", "g")


@pytest.mark.parametrize(
    ("also", "told"),
    [
        ("=1g", "what is carried too"),
        ("heroin=much", "what is carried too"),
        ("heroin=1 stone", "unit"),
        ("zzzz=1g", "zzzz"),
        ("speed=1g", "several substances"),
        ("heroin=0g", "not an amount"),
    ],
)
def test_what_cannot_be_understood_is_refused(capsys: pytest.CaptureFixture[str], also: str, told: str) -> None:
    assert told in refused(capsys, "pt", "--substance", "heroin", "--also", also)


@pytest.mark.parametrize("weight", ["1 tablet", "0.5g"])
def test_only_a_count_has_a_weight(capsys: pytest.CaptureFixture[str], weight: str) -> None:
    assert "weight" in refused(
        capsys, "pt", "--substance", "mdma", "--amount", "1", "--unit", "g", "--weighing", weight
    )
