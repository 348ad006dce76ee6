"""`companion rights` and `companion content`, as an editor types them."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from companion import clock
from companion.cli.main import main
from tests.rights import content

TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with clock.frozen(TODAY):
        code = main(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, out, err = run(capsys, "rights", "ask", "pt", "--json", *words)
    assert (code, err) == (0, "")
    document: dict[str, Any] = json.loads(out)
    return document


def test_one_gram_of_heroina_is_on_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    row = asked(capsys, "--substance", "heroina", "--amount", "1", "--unit", "g")
    assert row["outcome"] == "diversion"
    assert row["threshold"]["amount"] == 1
    assert row["threshold"]["unit"] == "g"
    assert row["threshold"]["basis"] == "active_substance"
    assert row["threshold"]["relation"] == "at"
    assert {"lei-30-2000", "portaria-94-96"} <= {source["id"] for source in row["sources"]}
    assert all(source["title"] and source["address"] and source["date"] for source in row["sources"])
    assert row["review"]["state"] == "draft"


@pytest.mark.parametrize(
    ("words", "outcome", "relation", "rule"),
    [
        ("--amount 1.01 --unit g", "depends", "over", "own-use-over-ten-days"),
        ("--amount 0.99 --unit g", "diversion", "under", "own-use-within-ten-days"),
        ("--amount 1000 --unit mg", "diversion", "at", "own-use-within-ten-days"),
        ("--amount 1 --unit g --act share", "criminal", None, "share"),
        ("--amount 1 --unit g --age 15", "diversion", "at", "own-use-under-16"),
        ("--amount 1.01 --unit g --on 2005-05-05", "depends", "over", "own-use-over-before-2008"),
        ("--amount 1.01 --unit g --on 2009-05-05", "depends", "over", "own-use-over-2008"),
        ("--amount 1.01 --unit g --on 2009-05-05 --purity 100", "criminal", "over", "own-use-over-2008"),
        ("--amount 1.01 --unit g --on 2023-09-30", "depends", "over", "own-use-over-2008"),
        ("--amount 1.01 --unit g --on 2023-10-01", "depends", "over", "own-use-over-ten-days"),
        ("--amount 1 --unit g --on 1999-05-05", "criminal", None, "own-use-before-2001"),
        ("--amount 1 --unit g --on 2030-05-05", "diversion", "at", "own-use-within-ten-days"),
    ],
)
def test_the_law_differs_where_it_differs(
    capsys: pytest.CaptureFixture[str], words: str, outcome: str, relation: str | None, rule: str
) -> None:
    row = asked(capsys, "--substance", "heroin", *words.split())
    assert (row["outcome"], row["rule"]) == (outcome, rule)
    assert (row["threshold"] or {}).get("relation") == relation
    if "2030" in words:
        assert {"after-known", "review-overdue"} <= {warning["id"] for warning in row["warnings"]}


def test_a_place_outside_the_packs_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rights", "ask", "zz", "--substance", "heroin", "--json")
    assert code == 0
    assert json.loads(out)["reason"] == "outside_packs"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ask", "pt", "--substance", "qwertz"), "qwertz"),
        (("ask", "pt", "--substance", "heroin", "--amount", "-1", "--unit", "g"), "-1"),
        (("ask", "pt", "--substance", "heroin", "--amount", "1"), "--unit"),
        (("ask", "pt", "--substance", "heroin", "--age", "200"), "200"),
        (("ask", "pt", "--substance", "heroin", "--purity", "0"), "percentage"),
        (("ask", "pt", "--substance", "heroin", "--given", "land=mars"), "prescribed"),
        (("show", "pt", "nothing"), "stopped"),
        (("show", "zz"), "pt"),
        (("changes", "zz"), "pt"),
    ],
)
def test_a_question_at_fault_says_what_to_do(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    code, out, err = run(capsys, "rights", *words)
    assert (code, out) == (1, "")
    assert says in err
    assert len(err.strip().splitlines()) == 3


@pytest.mark.parametrize(
    "words", [("rights",), ("rights", "ask", "pt"), ("rights", "ask", "pt", "--substance", "heroin", "--on", "maybe")]
)
def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(list(words))
    assert caught.value.code == 2
    capsys.readouterr()


def test_an_ambiguous_street_name_offers_the_choice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = content.write(tmp_path)
    code, _, err = run(capsys, "rights", "ask", "xa", "--substance", "snow", "--content", str(root))
    assert code == 1
    assert "heroin, cocaine" in err


def test_list_show_and_changes_print_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rights", "list", "--json")
    row = next(row for row in json.loads(out) if row["id"] == "pt")
    assert (code, row["model"]["model"]) == (0, "decriminalised_health_diversion")
    assert set(row["languages"]) >= {"en", "pt"}
    assert len(row["topics"]) >= 14
    code, out, _ = run(capsys, "rights", "show", "pt", "stopped", "--json", "--lang", "pt")
    page = json.loads(out)
    assert (code, page["language"], page["translated"]) == (0, "pt", True)
    assert all(section["sources"] or section["unconfirmed"] for section in page["sections"])
    code, out, _ = run(capsys, "rights", "changes", "pt", "--since", "2020-01-01", "--json")
    days = [change["on"] for change in json.loads(out)]
    assert (code, days) == (0, sorted(days))
    assert "2023-10-01" in days
    for words in (("list",), ("show", "pt"), ("show", "pt", "overdose"), ("changes",)):
        code, out, err = run(capsys, "rights", *words)
        assert (code, err) == (0, "")
        assert "Portugal" in out or "112" in out or "2023-10-01  pt" in out


def test_an_answer_as_text_names_line_steps_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rights", "ask", "pt", "--substance", "heroin", "--amount", "1.2", "--unit", "g")
    assert code == 0
    for words in ("1\u00a0g", "over", "prosecutor", "Lei n.º 55/2023", "not yet checked by a local lawyer"):
        assert words in out


def test_an_answer_as_text_says_what_of_its_steps_is_not_confirmed(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that JSON calls unconfirmed stands in the text too, under what it belongs to."""
    words = ("rights", "ask", "vn", "--substance", "heroin", "--amount", "0.1", "--unit", "g", "--on", "2026-07-01")
    _, out, _ = run(capsys, *words, "--json")
    row = json.loads(out)
    _, text, _ = run(capsys, *words)
    flat = " ".join(text.split())
    phrases = [phrase for key in ("next_steps", "may_refuse", "sanctions") for phrase in row[key]]
    doubted = [phrase for phrase in phrases if phrase["unconfirmed"]]
    assert {"custody", "sign-unread"} <= {phrase["id"] for phrase in doubted}
    for phrase in doubted:
        assert f"{phrase['text']} Not confirmed: {phrase['unconfirmed']}" in flat
    assert flat.count("Not confirmed: ") == len(doubted)
    assert all(doubt["text"] in flat for doubt in row["unconfirmed"])


def test_a_because_that_is_not_confirmed_says_so_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = content.TEXTS.replace("[because.fine]\n", '[because.fine]\nunconfirmed = "Heard."\n')
    root = content.write(tmp_path / "content", {"xa/texts.toml": texts})
    asking = ("rights", "ask", "xa", "--content", str(root), "--substance", "heroin")
    _, text, _ = run(capsys, *asking, "--amount", "1", "--unit", "g", "--on", "2025-01-01")
    assert text.count("! Not confirmed: Heard.") == 1


def test_a_law_change_is_dated_no_nearer_than_it_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "rights", "changes", "--json")
    rows = json.loads(out)
    _, text, _ = run(capsys, "rights", "changes")
    assert {row["precision"] for row in rows} == {"day", "month", "year"}
    lengths = {"year": 4, "month": 7, "day": 10}
    for row in rows:
        assert len(row["on"]) == 10
        shown = row["on"][: lengths[row["precision"]]]
        assert f"\n{shown}  {row['jurisdiction']}  {row['title']} (" in text
    doubts = [row["unconfirmed"] for row in rows if row["unconfirmed"]]
    flat = " ".join(text.split())
    assert doubts
    assert flat.count("Not confirmed: ") == len(doubts)
    assert all(f"Not confirmed: {doubt}" in flat for doubt in doubts)


def test_an_answer_as_text_says_that_somebody_decides(capsys: pytest.CaptureFixture[str]) -> None:
    asking = ("rights", "ask", "br", "--substance", "cannabis", "--unit", "g", "--on", "2025-06-10", "--age", "30")
    _, text, _ = run(capsys, *asking, "--amount", "40")
    assert "\nSomebody decides case by case.\n" in text
    _, text, _ = run(capsys, *asking, "--amount", "40", "--act", "sell")
    assert "Somebody decides" not in text


@pytest.mark.parametrize(
    ("place", "cases", "rule"),
    [
        *(("us-ne", number, "ounce-third") for number in ("2", "3", "7")),
        *(("us-ne", number, rule) for number, rule in (("0", "ounce-first"), ("1", "ounce-second"))),
        *(
            ("us-ms", number, rule)
            for number, rule in (("0", "grams-first"), ("1", "grams-second"), ("4", "grams-third"))
        ),
    ],
)
def test_earlier_cannabis_cases_are_counted(
    place: str, cases: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--substance", "cannabis", "--amount", "1", "--unit", "oz", "--age", "30", "--setting", "public")
    _, out, _ = run(capsys, "rights", "ask", place, *words, "--given", f"cannabis-cases={cases}", "--json")
    assert json.loads(out)["rule"] == rule


def test_content_check_says_each_fault_and_ends_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = content.write(tmp_path / "sound")
    assert run(capsys, "content", "check", str(sound))[0] == 0
    faulty = content.write(tmp_path / "faulty", {"xa/cases.toml": content.CASES.replace('"at"', '"under"')})
    code, out, _ = run(capsys, "content", "check", str(faulty), "--json")
    document = json.loads(out)
    assert (code, document["errors"]) == (1, 1)
    assert "on the line" in document["findings"][0]["text"]
    code, out, _ = run(capsys, "content", "check", str(faulty))
    assert code == 1
    assert "xa/cases.toml" in out


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "content", "check", str(tmp_path / "nowhere"))
    assert code == 1
    assert "nowhere" in err or "substances.toml" in err


def test_a_reader_that_goes_away_is_no_fault() -> None:
    """`companion rights list | head -1` ends quietly."""
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m companion.cli.main rights show pt | head -1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "Portugal\n"
    assert done.stderr == ""


@pytest.mark.parametrize("place", ["PT", " pt"])
def test_a_place_is_known_in_capitals(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "rights", "ask", place, "--substance", "heroin", "--json")
    assert code == 0
    assert json.loads(out)["jurisdiction"] == "pt"


@pytest.mark.parametrize("amount", ["1,500", "1,000"])
def test_an_amount_that_can_be_read_as_two_is_not_guessed(amount: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "rights", "ask", "pt", "--substance", "heroin", "--amount", amount, "--unit", "mg")
    assert (code, out) == (1, "")
    assert f"“{amount}” can be read as two amounts." in err
    assert asked(capsys, "--substance", "heroin", "--amount", "1,5", "--unit", "g")["asked"]["amount"] == "1.5 g"


@pytest.mark.parametrize(
    ("day", "said"), [("1995-01-01", "On 1 January 1995: "), ("1850-01-01", "Nothing is recorded")]
)
def test_the_sentence_of_today_is_not_said_of_another_law(
    day: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    today = json.loads(run(capsys, "rights", "show", "pt", "--json")[1])["summary"]
    _, out, _ = run(capsys, "rights", "show", "pt", "--on", day)
    assert said in out
    assert today.split(".")[0] + "." not in out
    assert json.loads(run(capsys, "rights", "show", "pt", "--on", day, "--json")[1])["summary"] is None
    assert json.loads(run(capsys, "rights", "show", "pt", "--on", "2026-01-01", "--json")[1])["summary"] == today


def test_a_date_that_is_none_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "rights", "changes", "--since", "2026-02-30")
    assert "write a date like 2026-11-20" in capsys.readouterr().err
