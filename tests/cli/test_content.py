"""`companion content …`: packs as files and in a vault, with exit codes, one JSON document, three sentences."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from companion.cli.main import main
from companion.packs import pack
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault
from tests.packs.filled import fill
from tests.vault import PASSPHRASE

MINISIGN = shutil.which("minisign")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["content", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def document(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    code, out, err = run(capsys, *words, "--json")
    assert (code, err) == (0, ""), (out, err)
    return json.loads(out)


@pytest.fixture
def law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder whose check finds nothing."""
    folder = tmp_path / "law"
    assert run(capsys, "new", "pack", folder, "--namespace", "network.example")[0] == 0
    assert run(capsys, "new", "jurisdiction", folder, "xa")[0] == 0
    fill(folder / "xa")
    return folder


@pytest.fixture
def signed(law: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A signed pack; its keys lie beside it as our.key and our.pub."""
    key, made = tmp_path / "our.key", tmp_path / "law.companionpack"
    assert run(capsys, "keygen", "-o", key, "--no-passphrase")[0] == 0
    assert run(capsys, "build", law, "-o", made, "--key", key)[0] == 0
    return made


def test_every_line_of_a_skeleton_that_is_empty_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "new", "pack", tmp_path / "law", "--namespace", "network.example")
    run(capsys, "new", "jurisdiction", tmp_path / "law", "xa")
    code, out, _ = run(capsys, "check", tmp_path / "law", "--json")
    assert code == 1
    named = {row["file"] for row in json.loads(out)["findings"]}
    assert {"xa/jurisdiction.toml", "xa/rules.toml", "xa/texts.toml", "xa/topics/stopped.toml"} <= named
    fill(tmp_path / "law" / "xa")
    assert run(capsys, "check", tmp_path / "law")[:2] == (0, "0 errors\n")


def test_nothing_is_overwritten(law: Path, signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "new", "jurisdiction", law, "xa")[0] == 1
    assert run(capsys, "keygen", "-o", signed.parent / "our.key", "--no-passphrase")[0] == 1
    before = (law / "pack.toml").read_text()
    assert run(capsys, "new", "pack", law, "--namespace", "other.example")[0] == 0
    assert (law / "pack.toml").read_text() == before


@pytest.mark.parametrize("words", [("jurisdiction", "x!"), ("jurisdiction", "../x")])
def test_a_place_that_is_none_is_refused(law: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str]) -> None:
    code, _, err = run(capsys, "new", words[0], law, words[1])
    assert code == 1 and "no code of a place" in err


def test_a_folder_with_errors_is_not_built(law: Path, signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (law / "xa" / "rules.toml").write_text("")
    target = law.parent / "no.companionpack"
    code, out, _ = run(capsys, "build", law, "-o", target, "--key", law.parent / "our.key")
    assert code == 1 and "error:" in out
    assert not target.exists()
    assert run(capsys, "build", law, "-o", target)[0] == 1


def test_a_pack_is_verified_with_the_signers_key_alone(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = signed.parent
    found = document(capsys, "verify", signed, "--trust", folder / "our.pub")
    assert found["verified"] and found["signers"][0]["name"] == "our"
    assert found["pack"]["namespace"] == "network.example"
    run(capsys, "keygen", "-o", folder / "other.key", "--no-passphrase")
    code, out, err = run(capsys, "verify", signed, "--trust", folder / "other.pub")
    assert (code, out) == (1, "") and "do not trust" in err
    keys = f'[[key]]\nname = "Ours"\nkey = "{found["signers"][0]["key"]}"\nnamespace = "network.example"\n'
    (folder / "keys.toml").write_text(keys + 'kinds = ["services"]\n')
    code, _, err = run(capsys, "verify", signed, "--trust", folder / "keys.toml")
    assert code == 1 and "may not" in err
    (folder / "keys.toml").write_text(keys)
    assert run(capsys, "verify", signed, "--trust", folder / "keys.toml")[0] == 0


def test_inspecting_says_what_a_pack_says_of_itself(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "inspect", signed)
    assert found["kinds"] == ["rights"] and found["version"] == 1
    assert found["sha256"] == pack.read(signed).sha256
    assert found["signatures"][0]["comment"].startswith("network.example/law version 1")
    _, out, _ = run(capsys, "inspect", signed)
    assert "rights/xa.json" in out and "Not checked" in out


def test_the_rights_commands_read_a_pack(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rights", "list", "--content", str(signed), "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["xa"]
    words = ["ask", "xa", "--substance", "heroin", "--amount", "1", "--unit", "g", "--json"]
    assert main(["rights", *words, "--content", str(signed)]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "administrative"


@pytest.mark.skipif(MINISIGN is None, reason="the standard minisign tool is not installed here")
def test_the_standard_tool_verifies_a_pack_and_signs_one(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = signed.parent

    def tool(*words: str) -> int:
        return subprocess.run([str(MINISIGN), *words], cwd=folder, capture_output=True).returncode

    assert run(capsys, "sign", signed, "--payload", folder / "payload")[0] == 0
    lines = signed.read_bytes().split(b"\n", 5)
    (folder / "payload.minisig").write_bytes(b"\n".join([*lines[1:5], b""]))
    assert lines[5] == (folder / "payload").read_bytes()
    assert tool("-V", "-p", "our.pub", "-m", "payload") == 0
    assert tool("-G", "-W", "-p", "tool.pub", "-s", "tool.key") == 0
    assert tool("-S", "-s", "tool.key", "-m", "payload", "-x", "tool.minisig") == 0
    assert run(capsys, "sign", signed, "--signature", folder / "tool.minisig")[0] == 0
    assert run(capsys, "verify", signed, "--trust", folder / "tool.pub")[0] == 0
    both = document(capsys, "verify", signed, "--trust", folder / "tool.pub", "--trust", folder / "our.pub")
    assert len(both["signers"]) == 2


def test_keys_and_packs_in_a_vault(
    signed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = signed.parent / "vault"
    Vault.create(folder, PASSPHRASE, cost=SMALLEST).close()

    def ask(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode())))
        return run(capsys, *words, "--vault", folder, "--passphrase-stdin")

    code, _, err = ask("import", signed, "--yes")
    assert code == 1 and "do not trust" in err
    assert ask("trust", "list")[1] == "No key is trusted yet.\n"
    assert ask("trust", "add", signed.parent / "our.pub", "--name", "Ours", "--may", "law")[0] == 1
    assert ask("trust", "add", signed.parent / "our.pub", "--name", "Ours")[0] == 0
    code, out, _ = ask("import", signed)
    assert code == 1 and "Example Land" in out  # nobody was there to say yes
    code, out, _ = ask("import", signed, "--yes", "--json")
    assert code == 0 and json.loads(out)["places"][0]["kind"] == "added"
    code, _, err = ask("import", signed, "--yes")
    assert code == 1 and "already" in err
    assert ask("trust", "revoke", "Theirs")[0] == 1
    assert ask("trust", "revoke", "Ours")[0] == 0
    assert json.loads(ask("trust", "list", "--json")[1])[0]["revoked_on"]


def test_a_pack_that_is_opened_from_a_folder_is_no_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[object] = []

    def start(**given: object) -> int:
        opened.append(given["pack"])
        return 0

    monkeypatch.setattr("companion.cli.demo.start_program", start)
    monkeypatch.chdir(tmp_path)
    assert main(["law.companionpack"]) == 0
    assert main(["--lang", "en", "/media/stick/a b.companionpack"]) == 0
    assert main([]) == 0
    assert opened == [tmp_path / "law.companionpack", Path("/media/stick/a b.companionpack"), None]


def test_diff_tells_what_changes_in_words(signed: Path, law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "diff", signed, law)[1] == "Nothing changes.\n"
    rules = law / "xa" / "rules.toml"
    rules.write_text(rules.read_text().replace('up_to = "1 g"', 'up_to = "3 g"'))
    (row,) = document(capsys, "diff", signed, law)["places"]
    assert row["kind"] == "corrected" and "not 1" in row["lines"][0]
    (law / "xa" / "topics" / "complain.toml").unlink()
    (row,) = document(capsys, "diff", signed, law)["places"]
    assert row["pages"] == ["1 page taken out"]


def test_a_key_is_made_where_one_stands_if_nothing_else_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = document(capsys, "keygen", "--no-passphrase")
    assert len(found["words"]) == 24
    assert {path.name for path in tmp_path.iterdir()} == {"companion.key", "companion.pub"}
    assert (tmp_path / "companion.key").stat().st_mode & 0o077 == 0
