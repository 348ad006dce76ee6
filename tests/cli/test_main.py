"""What holds for every command: language and vault named before the group, output anywhere, odd command lines."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.cli.main import main
from companion.i18n import catalogs
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault

PASSPHRASE = "four words of an evening"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    Vault.create(tmp_path / "vault", PASSPHRASE, cost=SMALLEST).close()
    return tmp_path / "vault"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    catalogs.use("en")


def command(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "companion.cli.main", *words],
        input=stdin.encode(),
        capture_output=True,
        timeout=60,
        env={**os.environ, **environment},
    )


def test_a_vault_named_before_the_group_is_the_one_meant(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--vault", str(vault), "vault", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["header_sound"]


@pytest.mark.parametrize("before", [True, False])
def test_the_language_may_stand_before_the_group_or_after_it(
    before: bool, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["rights", "show", "pt", "answer"], ["vault", "info", "--vault", str(vault)]):
        main(words)
        english = capsys.readouterr().out
        assert main(["--lang", "xx", *words] if before else [*words, "--lang", "xx"]) == 0
        assert capsys.readouterr().out != english


def test_a_place_in_the_south_is_no_option(vault: Path) -> None:
    found = command(
        "services", "search", "--near", "-33.87,151.2", "--vault", str(vault), "--passphrase-stdin", stdin=PASSPHRASE
    )
    assert (found.returncode, found.stderr) == (0, b"")


@pytest.mark.parametrize(
    "words",
    [
        ["--limit", "0"],
        ["--limit", "-1"],
        ["--limit", "many"],
        ["--open-at", "2026-11-20"],
        ["--open-at", "9999-12-31T23:59"],
        ["--open-at", "0001-01-01T00:00"],
        ["--near", "91,0"],
    ],
)
def test_words_that_make_no_sense_are_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["services", "search", *words])
    assert left.value.code == 2
    assert f"argument {words[0]}: write " in capsys.readouterr().err


def test_what_goes_into_a_file_is_utf8_whatever_the_system_uses() -> None:
    words = ["rights", "show", "pt", "answer", "--lang", "pt", "--json"]
    found = command(*words, PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stderr) == (0, b"")
    assert json.loads(found.stdout.decode("utf-8"))["title"] == "É crime?"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_under_the_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(
            [sys.executable, "-m", "companion.cli.main", "rights", "list", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert found.returncode == 1
    assert found.stderr.startswith(b"The disk is full.")
    assert b"Traceback" not in found.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a session without a terminal")
def test_without_a_keyboard_nobody_is_asked(vault: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "companion.cli.main", "vault", "verify", "--vault", str(vault)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        start_new_session=True,
    )
    assert found.returncode == 1
    assert found.stderr.startswith(b"No passphrase was given.")


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_an_empty_content_folder_is_told(flags: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", str(tmp_path), *flags]) == 1
    shown = capsys.readouterr().out
    assert "substances.toml" in shown
    assert "is not there. " in shown


def test_substances_that_cannot_be_read_are_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pt").mkdir()
    (tmp_path / "pt" / "jurisdiction.toml").write_text('id = "pt"\n', encoding="utf-8")
    (tmp_path / "substances.toml").write_text('de = "Psilo\n', encoding="utf-8")
    assert main(["content", "check", str(tmp_path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(row["file"].rsplit("/")[-1], row["code"]) for row in found] == [("substances.toml", "content.bad_toml")]


@pytest.mark.parametrize("tag", ["pt", "PT", "pt-PT", "pt_PT"])
def test_a_language_is_known_by_its_tag_in_any_spelling(tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rights", "show", "pt", "answer", "--lang", tag]) == 0
    assert capsys.readouterr().out.startswith("É crime?")


def test_a_language_before_the_group_is_that_of_the_law_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "pt", "rights", "show", "pt", "answer"]) == 0
    assert capsys.readouterr().out.startswith("É crime?")


@pytest.mark.skipif(os.name != "posix", reason="permissions of Unix")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["vault", "info", "--vault", "{}/vault"], 3),
        (["vault", "create", "--vault", "{}/vault", "--passphrase-stdin"], 3),
        (["services", "check", "{}/x.zip"], 1),
        (["services", "export", "{}/x.zip", "--vault", "{}/vault"], 1),
        (["rights", "list", "--content", "{}/content"], 1),
    ],
)
def test_a_folder_that_may_not_be_entered_is_told(
    words: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Tests may run as root, whom no permission stops.
    stat = Path.stat

    def refused(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if tmp_path in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refused)
    assert main([word.format(tmp_path) for word in words]) == code
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    assert len(shown.splitlines()) == 3


def test_a_language_before_the_demo_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def run(args: argparse.Namespace) -> int:
        asked.append(args.lang)
        return 0

    monkeypatch.setattr("companion.cli.demo.run", run)
    for words in (["--lang", "pt", "demo"], ["demo", "--lang", "pt-PT"], ["demo"]):
        assert main(words) == 0
    assert asked == ["pt", "pt", None]
