"""What is read out: the contract's keys, the language, what is not translated, and what is not sure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.rights.amounts import amount_of, parse_amount
from companion.rights.answer import answer
from companion.rights.labels import amount_label, value_label
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut, answer_document
from companion.rights.search import RightsSearch
from tests.rights import content

DAY = date(2025, 1, 1)
CONTRACT = {
    "jurisdiction", "on", "outcome", "certainty", "threshold", "rule", "because", "next_steps", "may_refuse",
    "sanctions", "depends_on", "sources", "as_of", "review", "topics", "warnings", "reason",
}  # fmt: skip


def test_every_key_of_the_contract_is_there_whatever_the_answer(tmp_path: Path) -> None:
    library = Library.folder(content.write(tmp_path))
    for place, substance in (("xa", "heroin"), ("xa", "khat"), ("zz", "heroin")):
        document = answer_document(answer(library, Question(place, substance, DAY)), library, "en")
        assert set(document) >= CONTRACT


def test_an_answer_in_a_language_says_what_is_not_translated(tmp_path: Path) -> None:
    library = Library.folder(content.write(tmp_path))
    document = answer_document(answer(library, Question("xa", "heroin", DAY, amount=amount_of(1, "g"))), library, "fr")
    assert document["next_steps"][0]["text"].startswith("Une lettre")
    assert document["next_steps"][0]["deadline_hours"] == 8 * 24
    assert document["headline"] == "A fine, not a crime."
    assert document["because"] == "Up to 1\u00a0g of heroin brings a fine."
    assert document["sources"] == [
        {
            "id": "act", "title": "Example Act", "title_en": None, "address": "example.invalid/act",
            "date": "2025-06-01", "kind": "law", "pinpoints": ["s. 1", "s. 2"],
        }
    ]  # fmt: skip
    assert {row["id"] for row in document["warnings"]} >= {"strong", "not-a-permission", "doubt.practice"}


def test_a_page_fills_in_the_emergency_number_and_its_doubts(tmp_path: Path) -> None:
    out = ReadOut(Library.folder(content.write(tmp_path)), "xa", "en")
    topic = out.place.topic("stopped")
    assert topic is not None
    page = out.topic(topic)
    assert page["summary"] == "Police may stop you. Call 000 if you need help."
    assert page["translated"]
    assert [doubt["id"] for doubt in page["doubts"]] == ["practice"]
    assert page["review"]["state"] == "draft"


def test_a_fork_is_told_in_words() -> None:
    assert value_label("purity", "over 1 g", "en") == "More than 1\u00a0g"
    assert value_label("amount", "over 25 g, up to 50 g", "en") == "More than 25\u00a0g and 50\u00a0g or less"
    assert value_label("amount", "from 4 oz, up to 4 oz", "en") == "Exactly 4\u00a0oz"
    assert value_label("age", "0-15", "en") == "Under 16"
    assert value_label("age", "16-17", "en") == "16 to 17"
    assert value_label("age", "18+", "en") == "18 and over"
    assert value_label("setting", "public, vehicle", "en") == "Public place and Vehicle"


def test_amounts_are_written_as_the_language_writes_them() -> None:
    assert amount_label(parse_amount("0.5 g"), "pt") == "0,5\u00a0g"
    assert amount_label(parse_amount("500 ug"), "en") == "500\u00a0µg"
    assert amount_label(parse_amount("1 tablet"), "en") == "1 tablet"
    assert amount_label(parse_amount("4 tablet"), "en") == "4 tablets"


@pytest.mark.parametrize(
    ("value", "unit"), [("0", "g"), ("-1", "g"), ("nan", "g"), ("inf", "g"), ("", "g"), ("1e99", "g")]
)
def test_what_is_no_amount_is_refused(value: str, unit: str) -> None:
    with pytest.raises(Problem) as caught:
        amount_of(value, unit)
    assert caught.value.code == "rights.bad_amount"


def test_a_comma_is_a_point_and_a_unit_must_be_known() -> None:
    assert amount_of("0,8", "g") == amount_of("0.8", "g")
    with pytest.raises(Problem) as caught:
        amount_of("1", "stone")
    assert caught.value.code == "rights.unknown_unit"


def test_substances_are_found_by_any_name(tmp_path: Path) -> None:
    names = Library.folder(content.write(tmp_path)).substances
    assert [row.id for row in names.named("HEROINE")] == ["heroin"]
    assert [row.id for row in names.named("smack")] == ["heroin"]
    assert [row.id for row in names.named("snow")] == ["heroin", "cocaine"]
    assert names.named("nothing") == []
    assert [match.substance.id for match in names.search("sno", "en")] == ["heroin", "cocaine"]
    assert [match.substance.id for match in names.search("", "fr")] == ["heroin", "cocaine", "khat"]


def test_search_finds_pages_by_the_beginnings_of_words(tmp_path: Path) -> None:
    search = RightsSearch(Library.folder(content.write(tmp_path)), "en")
    assert search.find("stopp", ["xa"])[0].topic == "stopped"
    assert search.find("look bag", ["xa"])[0].section == "what"
    assert search.find("zzz", ["xa"]) == []
    assert search.find("  ", ["xa"]) == []
    french = RightsSearch(Library.folder(tmp_path), "fr")
    assert french.find("controle", ["xa"])[0].title == "Contrôle"


def test_other_places_are_found_once_they_are_read(tmp_path: Path) -> None:
    other = {
        name.replace("xa/", "xb/"): text.replace('id = "xa"', 'id = "xb"').replace("Example Land", "Other Shore")
        for name, text in content.files().items()
        if name.startswith("xa/")
    }
    library = Library.folder(content.write(tmp_path, other))
    search = RightsSearch(library, "en")
    assert search.elsewhere("stopped", "xa") == []
    search.prepare(["xa", "xb"])
    found = search.elsewhere("stopp", "xa")
    assert [(hit.place, hit.topic) for hit in found] == [("xb", "stopped")]
    assert "000" in found[0].summary
    assert [hit.place for hit in search.elsewhere("stopped shore", "xa")] == ["xb"]
    assert search.elsewhere("s", "xa") == []
    assert library._known == {}  # a search opens no record
    assert search.place_named("smack other SHORE 1 g") == ("xb", "smack 1 g")
    assert search.place_named("other smack") == ("", "other smack")


def test_what_reads_into_the_index_can_be_stopped(tmp_path: Path) -> None:
    search = RightsSearch(Library.folder(content.write(tmp_path)), "en")

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        search.prepare(["xa", "xa"], stop)
    assert search.ready("xa")


def test_changes_come_in_order_and_reversals_are_marked(tmp_path: Path) -> None:
    back = """
[[change]]
id = "back"
on = 2024-01-01
title = "A crime again"
summary = "It was taken back."
direction = "stricter"
reverses = "fine"
sources = ["act"]
"""
    library = Library.folder(content.write(tmp_path, {"xa/jurisdiction.toml": content.JURISDICTION + back}))
    rows = [ReadOut(library, change.place, "en").change(change) for change in library.changes()]
    assert [(row["on"], row["reversal"]) for row in rows] == [("2020-01-01", False), ("2024-01-01", True)]


def test_faulty_content_is_refused_not_half_read(tmp_path: Path) -> None:
    root = content.write(tmp_path, {"xa/rules.toml": content.RULES.replace('basis = "gross"', "")})
    with pytest.raises(Problem) as caught:
        Library.folder(root).jurisdiction("xa")
    assert caught.value.code == "content.faulty"
    assert caught.value.facts["file"] == "rules.toml"


def test_an_empty_folder_and_a_broken_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        Library.folder(tmp_path)
    assert caught.value.code == "content.no_places"
    root = content.write(tmp_path, {"xa/texts.toml": "[because\n"})
    with pytest.raises(Problem) as caught:
        Library.folder(root).jurisdiction("xa")
    assert (caught.value.code, caught.value.facts["line"]) == ("content.bad_toml", 1)
