"""Building: the same content gives the same bytes, and reads as its folder does."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.packs import builder
from companion.packs.pack import Pack
from companion.rights import documents, packed
from companion.rights.library import Library
from companion.rights.reading import read_jurisdiction
from tests.packs import packs


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    one, other = packs.folder(tmp_path / "one"), packs.folder(tmp_path / "other")
    assert builder.build(one).data == builder.build(other).data


def test_the_bundled_content_is_a_pack_of_this_builder(tmp_path: Path) -> None:
    source, target = packs.folder(tmp_path / "source"), tmp_path / "target"
    builder.compile_content(source, target)
    data = (target / packed.BUNDLED).read_bytes()
    assert data == builder.build(source).data
    assert (target / packed.PIN).read_text().split()[0] == hashlib.sha256(data).hexdigest()
    assert {path.name for path in target.iterdir()} == {packed.BUNDLED, packed.PIN}


def test_what_was_built_reads_as_the_folder_does(tmp_path: Path) -> None:
    source = packs.folder(tmp_path)
    pack = Pack(builder.build(source))
    built, findings = read_jurisdiction(pack.table("rights/xa.json"))
    assert findings == []
    assert built == read_jurisdiction(documents.read_folder(source, "xa"))[0]
    assert built.as_of == date(2026, 1, 1)
    library = packs.library(pack)
    folder = Library.folder(source)
    for language in folder.languages("xa"):
        for topic in built.topics:
            told = library.wording("xa", language).topic(topic, "title")
            assert told == folder.wording("xa", language).topic(topic, "title")
    assert library.languages("xa") == folder.languages("xa") == ("en", "fr")
    assert library.name("xa", "fr") == folder.name("xa", "fr")
    assert [row.id for row in library.substances.all] == [row.id for row in folder.substances.all]


def test_a_translation_of_an_older_sentence_gives_way_to_the_english(tmp_path: Path) -> None:
    source = packs.folder(tmp_path)
    texts = source / "xa" / "texts.toml"
    texts.write_text(texts.read_text().replace("A letter comes. You may", "A letter comes soon. You may"))
    library = packs.library(Pack(builder.build(source)))
    assert library.wording("xa", "fr").phrase("step.notice").text.startswith("A letter comes soon.")
    assert library.wording("xa", "fr").get("step.notice.text", "A letter comes soon.").translated is False


def test_a_faulty_file_stops_the_build_and_leaves_what_was_built(tmp_path: Path) -> None:
    source, target = packs.folder(tmp_path / "source"), tmp_path / "target"
    builder.compile_content(source, target)
    before = (target / packed.BUNDLED).read_bytes()
    (source / "xa" / "rules.toml").write_text("[[rule\n")
    with pytest.raises(Problem) as caught:
        builder.compile_content(source, target)
    assert caught.value.code == "content.bad_toml"
    assert (target / packed.BUNDLED).read_bytes() == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("version = 0", "packs.manifest_damaged"),
        ("version = 123456789012", "packs.version_absurd"),
        ('namespace = "Not A Name"', "packs.manifest_damaged"),
        ("review_by = 2020-01-01", "packs.dates_contradict"),
        ('colour = "red"', "packs.manifest_damaged"),
    ],
)
def test_a_pack_toml_that_is_wrong_is_told_with_its_field(tmp_path: Path, line: str, code: str) -> None:
    key = line.partition(" ")[0]
    source = packs.folder(tmp_path)
    kept = [row for row in (source / "pack.toml").read_text().splitlines() if not row.startswith(key)]
    (source / "pack.toml").write_text("\n".join([*kept, line]) + "\n")
    with pytest.raises(Problem) as caught:
        builder.build(source)
    assert caught.value.code == code


def test_a_folder_with_nothing_in_it_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(builder.told(packs.HEAD))
    with pytest.raises(Problem) as caught:
        builder.build(tmp_path)
    assert caught.value.code == "packs.nothing_in_it"


def test_a_pack_may_hold_one_kind_alone(tmp_path: Path) -> None:
    source = packs.folder(tmp_path, head={"kinds": ["translations"]})
    assert Pack(builder.build(source)).names == ["translations/index.json", "translations/xa/fr.json"]


def test_the_bundled_pack_is_refused_when_it_is_not_what_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "content"
    builder.compile_content(packs.folder(tmp_path / "source"), target)
    monkeypatch.setattr("companion.paths.generated", lambda *parts: tmp_path.joinpath(*parts))
    assert Library.bundled().places() == ["xa"]
    data = bytearray((target / packed.BUNDLED).read_bytes())
    data[len(data) // 2] ^= 1
    (target / packed.BUNDLED).write_bytes(bytes(data))
    with pytest.raises(Problem) as caught:
        Library.bundled()
    assert caught.value.code == "content.damaged"
