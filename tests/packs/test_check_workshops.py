"""Workshops are checked as places are: their records, their words, and what translators made of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from companion.building.tree import CONTENT
from companion.cli.main import main
from companion.packs import check_workshops, templates
from companion.packs.builder import contents
from companion.packs.check_workshops import every_string
from companion.rights import documents


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / "workshops", tmp_path / "content" / "workshops")
    return tmp_path / "content"


def changed(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / "workshops" / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_what_ships_has_no_fault_and_is_whole_in_portuguese() -> None:
    assert check_workshops.check(CONTENT) == []
    translated = documents.translated(CONTENT / "workshops" / "po" / "pt.po")
    assert {row.key: row.source for row in every_string(CONTENT)} == {key: one for key, (one, _) in translated.items()}


@pytest.mark.parametrize(
    ("name", "before", "after", "field", "code"),
    [
        ("officers.toml", 'audience = "police"', 'audience = "judges"', "audience", "unknown_code"),
        ("officers.toml", 'about = "for police"', 'about = "for addicts"', "about", "stigmatising_word"),
        ("officers.toml", "%(amount)s", "%(weight)s", "part[quiz].ask[possession].text", "unknown_placeholder"),
        ("officers.toml", "Take the handout.", "Take it now.", "officers.close.end.points.0", "translation_stale"),
        ("officers.toml", 'id = "overdose"', 'id = "od"', "officers.overdose.title", "translation_of_nothing"),
        ("po/pt.po", "Encontra %(amount)s", "Encontra %(age)s", "officers.quiz.possession.text", "placeholders_differ"),
        ("po/pt.po", "Leve o folheto.", "Leve o folheto, viciado.", "officers.close.end.points.0", "stigmatising_word"),
        ("po/pt.po", "Leve o folheto.", "Leve 3 folhetos.", "officers.close.end.points.0", "numbers_differ"),
    ],
)
def test_a_fault_is_named_with_file_and_field(
    folder: Path, name: str, before: str, after: str, field: str, code: str
) -> None:
    changed(folder, name, before, after)
    assert (field, f"content.{code}") in [(finding.field, finding.code) for finding in check_workshops.check(folder)]


def test_a_file_that_is_no_toml_is_a_finding_and_hides_no_other(folder: Path) -> None:
    changed(folder, "officers.toml", 'title = "The law', "title = The law")
    changed(folder, "know-your-rights.toml", 'about = "for people who use drugs"', 'about = "for junkies"')
    found = {(finding.file, finding.code) for finding in check_workshops.check(folder)}
    assert {
        ("workshops/officers.toml", "content.bad_toml"),
        ("workshops/know-your-rights.toml", "content.stigmatising_word"),
    } <= found


def test_a_pack_carries_the_translation_of_its_workshops() -> None:
    assert "translations/workshops/pt.json" in contents(CONTENT, {"translations", "workshops"})


def test_translators_get_a_template_and_stale_sentences_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder, "officers.toml", "Take the handout.", "Take a handout with you.")
    assert main(["content", "translate", str(folder), "workshops", "--to", "de"]) == 0
    told = capsys.readouterr().out
    every = len(every_string(folder))
    assert f"pt: {every - 1} of {every} translated, 1 to look at again, 0 missing" in told
    assert f"de: 0 of {every} translated, 0 to look at again, {every} missing" in told
    assert templates.translatable(folder) == ["workshops"]
