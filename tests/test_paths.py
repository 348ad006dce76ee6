"""Where things stand: the person's own folders, or beside the program on a stick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from companion import paths


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program."""
    program = tmp_path / "stick" / "companion"
    program.parent.mkdir()
    program.touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return program.parent


def test_a_folder_beside_the_program_holds_everything(frozen: Path, own_home: Path) -> None:
    assert own_home in paths.default_vault().parents
    carried = frozen / paths.PORTABLE
    carried.mkdir()
    assert paths.portable() == carried
    for place in (paths.default_vault(), paths.device_settings()):
        assert carried in place.parents


def test_a_file_of_that_name_is_not_taken_for_it(frozen: Path) -> None:
    (frozen / paths.PORTABLE).touch()
    assert paths.portable() is None


def test_from_source_nothing_is_carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / paths.PORTABLE).mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert paths.portable() is None
