"""Building: the same content gives the same bytes, and reads as its folder does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.packs.builder import compile_content
from companion.rights import documents
from companion.rights.reading import read_jurisdiction
from tests.rights import content


def test_building_twice_gives_the_same_bytes_and_drops_what_is_gone(tmp_path: Path) -> None:
    source, target = content.write(tmp_path / "source"), tmp_path / "target"
    compile_content(source, target)
    first = {path.name: path.read_bytes() for path in target.iterdir()}
    (target / "zz.json").write_bytes(b"{}")
    compile_content(source, target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == first
    assert set(first) == {"xa.json", "substances.json", "index.json"}


def test_what_was_built_reads_as_the_folder_does(tmp_path: Path) -> None:
    source, target = content.write(tmp_path / "source"), tmp_path / "target"
    compile_content(source, target)
    built, findings = read_jurisdiction(documents.read_compiled(target / "xa.json"))
    assert findings == []
    assert built == read_jurisdiction(documents.read_folder(source, "xa"))[0]
    assert built.as_of == date(2026, 1, 1)


def test_a_faulty_file_stops_the_build_and_leaves_what_was_built(tmp_path: Path) -> None:
    source, target = content.write(tmp_path / "source"), tmp_path / "target"
    compile_content(source, target)
    before = (target / "xa.json").read_bytes()
    (source / "xa" / "rules.toml").write_text("[[rule\n")
    with pytest.raises(Problem) as caught:
        compile_content(source, target)
    assert caught.value.code == "content.bad_toml"
    assert (target / "xa.json").read_bytes() == before
