"""Where a file cannot be written, its place keeps what it was, and the person is told which part of it is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from companion import files
from companion.errors import Problem


def test_a_missing_folder_is_named_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        files.write_whole(tmp_path / "gone" / "report.csv", b"x")
    assert (caught.value.code, caught.value.facts) == ("file.missing", {"file": "gone"})


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    for place in (tmp_path, Path()):
        with pytest.raises(Problem, match=r"file\.is_folder"):
            files.write_whole(place, b"x")


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Problem, match=r"file\.in_the_way"):
        files.write_whole(pipe, b"x")
    assert pipe.is_fifo()


def test_no_folder_is_made_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(b"")
    for folder in (tmp_path / "note", tmp_path / "note" / "vault"):
        with pytest.raises(Problem) as caught:
            files.make_folder(folder)
        assert (caught.value.code, caught.value.facts) == ("file.in_the_way", {"file": "note"})
