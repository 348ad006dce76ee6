"""`companion vault …` as a person or a script uses it: real vaults, exit codes, one JSON document, three sentences."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from companion import paths
from companion.cli import vault as commands
from companion.errors import ExitCode, Problem
from companion.i18n.messages import explain
from companion.vault import kdf
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault
from tests.vault import OTHER, PASSPHRASE


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key derivation that costs nothing: the device is not measured."""
    monkeypatch.setattr(kdf, "calibrate", lambda: SMALLEST)


def run(monkeypatch: pytest.MonkeyPatch, *words: object, typed: bytes = b"") -> int:
    """Run one command of the group with `typed` on standard input; a problem is raised, not printed."""
    parser = argparse.ArgumentParser(prog="companion")
    commands.add_to(parser.add_subparsers(dest="group", required=True))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="ascii"))
    args = parser.parse_args(["vault", *map(str, words)])
    return int(args.run(args))


def lines(*passphrases: str) -> bytes:
    return "".join(f"{passphrase}\n" for passphrase in passphrases).encode()


def document(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_from_creating_to_restoring(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--vault", folder, "--json")
    secret = (*where, "--passphrase-stdin")
    assert run(monkeypatch, "create", *secret, typed=lines(PASSPHRASE)) == ExitCode.DONE
    assert document(capsys) == {"created": str(folder)}
    assert run(monkeypatch, "info", *where) == ExitCode.DONE
    assert document(capsys) == {
        "format": 1,
        "kdf": "argon2id",
        "memory_bytes": SMALLEST.memory,
        "passes": SMALLEST.passes,
        "generation": 2,
        "header_sound": True,
        "size_bytes": sum((folder / name).stat().st_size for name in ("header.key", "library.db", "log.db")),
    }
    assert run(monkeypatch, "verify", *secret, typed=lines(PASSPHRASE)) == ExitCode.DONE
    assert document(capsys) == {"sound": True, "findings": []}
    assert run(monkeypatch, "change-passphrase", *secret, typed=lines(PASSPHRASE, OTHER)) == ExitCode.DONE
    assert document(capsys) == {"changed": True}
    assert run(monkeypatch, "backup", *secret, tmp_path / "stick", typed=lines(OTHER)) == ExitCode.DONE
    made = Path(document(capsys)["backup"])
    assert made.parent == tmp_path / "stick"
    back = ("--vault", tmp_path / "back", "--json", "--passphrase-stdin")
    assert run(monkeypatch, "restore", made, *back, typed=lines(OTHER)) == ExitCode.DONE
    assert document(capsys) == {"restored": str(tmp_path / "back")}
    Vault.unlock(tmp_path / "back", OTHER).close()


@pytest.mark.parametrize("command", ["create", "info", "verify", "change-passphrase"])
def test_what_a_person_reads_are_sentences(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if command != "create":
        Vault.create(folder, PASSPHRASE, cost=SMALLEST).close()
    secret = () if command == "info" else ("--passphrase-stdin",)
    run(monkeypatch, command, "--vault", folder, *secret, typed=lines(PASSPHRASE, OTHER))
    out = capsys.readouterr().out
    assert all(line.endswith(".") for line in out.splitlines())
    assert PASSPHRASE not in out


def test_damage_is_told_with_exit_code_three(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bytearray((closed / "header.key").read_bytes())
    data[4000] ^= 1
    (closed / "header.key").write_bytes(data)
    asked = ("verify", "--vault", closed, "--passphrase-stdin")
    assert run(monkeypatch, *asked, typed=lines(PASSPHRASE)) == ExitCode.VAULT_CLOSED
    assert "“header.key” is damaged" in capsys.readouterr().out
    assert run(monkeypatch, *asked, "--json", typed=lines(PASSPHRASE)) == ExitCode.VAULT_CLOSED
    assert document(capsys) == {"sound": False, "findings": [{"code": "vault.finding_header_damaged"}]}
    run(monkeypatch, "info", "--vault", closed)
    assert "damaged" in capsys.readouterr().out


def test_the_passphrase_is_bytes_as_utf8_and_blanks_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = ("--vault", folder, "--passphrase-stdin")
    run(monkeypatch, "create", *secret, typed=" зелёный чайник у окна ".encode() + b"\r\n")
    Vault.unlock(folder, " зелёный чайник у окна ").close()
    with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
        run(monkeypatch, "verify", *secret, typed="зелёный чайник у окна".encode())


@pytest.mark.parametrize("typed", [b"", b"\n", b"\xff\xfe\xff\n"])
def test_no_passphrase_is_told_and_nothing_is_made(folder: Path, typed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Problem, match=r"passphrase\.missing"):
        run(monkeypatch, "create", "--vault", folder, "--passphrase-stdin", typed=typed)
    assert not folder.exists()


def test_a_person_is_asked_and_types_a_new_one_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [PASSPHRASE, PASSPHRASE, PASSPHRASE, OTHER, OTHER + "x", PASSPHRASE, OTHER, OTHER]
    asked: list[str] = []

    def getpass(prompt: str, stream: object = None) -> str:
        asked.append(prompt)
        return answers.pop(0)

    monkeypatch.setattr("getpass.getpass", getpass)
    run(monkeypatch, "create", "--vault", folder)
    with pytest.raises(Problem, match=r"passphrase\.different"):
        run(monkeypatch, "change-passphrase", "--vault", folder)
    Vault.unlock(folder, PASSPHRASE).close()
    run(monkeypatch, "change-passphrase", "--vault", folder)
    Vault.unlock(folder, OTHER).close()
    assert asked[2:5] == ["Old passphrase: ", "New passphrase: ", "The same again: "]


def test_a_prompt_that_is_broken_off_is_no_passphrase(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def getpass(prompt: str, stream: object = None) -> str:
        raise EOFError

    monkeypatch.setattr("getpass.getpass", getpass)
    with pytest.raises(Problem, match=r"passphrase\.missing"):
        run(monkeypatch, "verify", "--vault", closed)


@pytest.mark.parametrize("command", ["info", "verify", "change-passphrase"])
def test_a_wrong_folder_is_told_before_anything_is_typed(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Problem, match=r"vault\.not_a_vault") as refused:
        run(monkeypatch, command, "--vault", folder)
    assert refused.value.exit_code == ExitCode.VAULT_CLOSED
    assert explain(refused.value).next_step


@pytest.mark.parametrize("command", ["create", "restore"])
def test_an_existing_vault_is_told_before_anything_is_typed(
    closed: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (closed,) if command == "restore" else ()
    with pytest.raises(Problem, match=r"vault\.exists"):
        run(monkeypatch, command, *source, "--vault", closed)


def test_the_usual_vault_is_the_persons_own(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "create", "--passphrase-stdin", typed=lines(PASSPHRASE))
    assert Vault.exists(paths.default_vault())
    assert paths.default_vault().is_relative_to(own_home)


def test_a_passphrase_cannot_be_an_argument(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as wrong:
        run(monkeypatch, "verify", "--vault", closed, "--passphrase", PASSPHRASE)
    assert wrong.value.code == ExitCode.WRONG_USAGE
