"""Lint, format and types hold, the run is silent, floors are kept, and README says what is true.

ruff and mypy run here so that one command tells everything; each runs once, with its cache.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.coverage_floors import FLOORS, Lines, room_of, shortfalls

ROOT = Path(__file__).resolve().parent.parent
CHECKED = ["companion", "tests", "build_installer.py"]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--output-format=concise", *CHECKED],
        ["ruff", "format", "--check", *CHECKED],
        ["mypy", "--no-error-summary"],
    ],
    ids=["lint", "format", "types"],
)
def test_the_code_is(command: list[str]) -> None:
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"\n{result.stdout}{result.stderr}"


NOISY = """
import logging, socket, warnings
import pytest
from PySide6.QtCore import qDebug, qWarning

@pytest.fixture
def noisy_end():
    yield
    qWarning("late")

def test_log(): logging.getLogger("a").warning("a word")
def test_warning(): warnings.warn("a word")
def test_qt(): qDebug("a word")
def test_qt_late(noisy_end): pass
def test_network(): socket.create_connection(("192.0.2.1", 80), 1)
def test_expected(log_records):
    logging.getLogger("a").warning("a word")
    assert [record.getMessage() for record in log_records] == ["a word"]
    log_records.clear()
def test_home():
    from pathlib import Path
    from companion import paths
    assert Path.home().name.startswith("home")
    assert Path.home() in paths.default_vault().parents
"""


def test_a_noise_fails_the_test_that_makes_it(tmp_path: Path) -> None:
    """A run of six noisy tests under this project's own configuration, in another process."""
    (tmp_path / "test_noisy.py").write_text(NOISY)
    given = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-n", "0", "-p", "tests.conftest"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *given, "-p", "no:cacheprovider", "-rA", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    outcomes = set(re.findall(r"^(PASSED|FAILED|ERROR) \S*::(\w+)", result.stdout, re.MULTILINE))
    assert outcomes == {
        ("PASSED", "test_log"),
        ("ERROR", "test_log"),
        ("FAILED", "test_warning"),
        ("FAILED", "test_qt"),
        ("PASSED", "test_qt_late"),
        ("ERROR", "test_qt_late"),
        ("FAILED", "test_network"),
        ("PASSED", "test_expected"),
        ("PASSED", "test_home"),
    }, result.stdout


def test_a_room_under_its_floor_is_named() -> None:
    rooms = {"log": Lines(100, 89), "vault": Lines(100, 90), "drawer": Lines(1, 1)}
    found = shortfalls(rooms, {"log": 90, "vault": 90})
    assert [line.split(":")[0] for line in found] == ["drawer", "log"]


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in (ROOT / "companion").rglob("*.py")} - {"ui", "_generated", "building"}
    assert rooms == set(FLOORS)


def test_readme_and_the_checks_run_the_same_command() -> None:
    command = "python -m pytest"
    assert f"{command}\n" in (ROOT / ".ci" / "run").read_text()
    assert f".venv/bin/{command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_names_files_that_exist() -> None:
    """Links and places in the README lead somewhere."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    targets += re.findall(r"`((?:companion|tests|resources|translations)/[\w./]+)`", text)
    assert targets
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert not missing
