"""The technical log: codes and durations, and no way to slip in a word."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import diagnostics
from companion.errors import Problem

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    """Begin and end with an empty log."""
    diagnostics.forget()
    yield
    diagnostics.forget()


def test_a_step_is_noted_with_its_duration() -> None:
    with diagnostics.timed("vault.unlocked"):
        pass
    (entry,) = diagnostics.entries()
    assert (entry.code, entry.problem) == ("vault.unlocked", None)
    assert entry.seconds is not None
    assert diagnostics.text().endswith(" ms\n")


def test_a_problem_is_noted_by_its_code_without_its_facts() -> None:
    with pytest.raises(Problem), diagnostics.timed("vault.unlocked"):
        raise Problem("vault.store_damaged", file="ana.db")
    assert diagnostics.entries()[0].problem == "vault.store_damaged"
    assert "ana" not in diagnostics.text()


def test_any_other_error_is_noted_by_its_class() -> None:
    with pytest.raises(ValueError, match="Ana"), diagnostics.timed("log.saved"):
        raise ValueError("Ana, 912 345 678")
    assert diagnostics.entries()[0].problem == "error.valueerror"
    assert "Ana" not in diagnostics.text()


@pytest.mark.parametrize("word", ["Ana", "912345678", "log.saved Ana", "vault", "log.Saved", "", "log.\nsaved", "é.a"])
def test_what_is_no_code_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="codes only"):
        diagnostics.note(word)
    with pytest.raises(ValueError, match="codes only"):
        diagnostics.note("log.saved", problem=word)
    assert diagnostics.entries() == []


def test_only_the_last_entries_are_kept() -> None:
    for number in range(diagnostics.KEPT + 10):
        diagnostics.note(f"log.step{number}")
    entries = diagnostics.entries()
    assert len(entries) == diagnostics.KEPT
    assert entries[0].code == "log.step10"


def test_a_crash_tells_its_class_and_place_and_no_word() -> None:
    """As the program fails, in a process of its own: neither the error's words nor a value may come out."""
    program = (
        "from companion import diagnostics, files; from pathlib import Path; import threading; "
        "diagnostics.tell_codes_only(); "
        "t = threading.Thread(target=lambda: {}['secretword']); t.start(); t.join(); "
        "files.read_text(Path('secretword'))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "secretword" not in done.stderr + done.stdout
    lines = done.stderr.splitlines()
    assert lines[0] == "error.keyerror"
    assert lines[1] == "file.missing"
    assert all(re.fullmatch(r"[\w/]+\.py:\d+ \w+", line) for line in lines[2:])


def test_a_crash_report_has_places_in_our_code_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        with diagnostics.timed("log.saved"):
            diagnostics.note("Ana, 912 345 678")
    except ValueError as error:
        report = diagnostics.crash_report(error)
        diagnostics._tell_unexpected(error)
    diagnostics._tell_unexpected(KeyboardInterrupt())
    assert report[0] == "error.valueerror"
    assert re.fullmatch(r"diagnostics\.py:\d+ note", report[-1])
    assert "Ana" not in "".join(report) + capsys.readouterr().err
    assert diagnostics.entries()[-1].problem == "error.valueerror"
