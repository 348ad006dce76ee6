"""`companion services` on a real vault."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.cli.main import main
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault
from tests.services.builders import FAULTY, folder, service

PASSPHRASE = "four words of an evening"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    vault = tmp_path / "vault"
    Vault.create(vault, PASSPHRASE, cost=SMALLEST).close()

    def command(*words: str, vault_needed: bool = True) -> tuple[int, str, str]:
        given = ["--vault", str(vault), "--passphrase-stdin"] if vault_needed else []
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode())))
        code = main(["services", *words, *given])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def test_check_tells_and_keeps_nothing(run: Run) -> None:
    code, out, _ = run("check", str(FAULTY), vault_needed=False)
    assert code == 1
    assert "services.csv, row 4" in out
    assert "2 rows could not be taken." in out
    code, out, _ = run("check", str(FAULTY), "--json", vault_needed=False)
    document = json.loads(out)
    assert document["rows"]["service"] == 3
    assert {"severity", "code", "file", "row", "field", "text"} <= document["findings"][0].keys()


def test_import_then_search(run: Run, tmp_path: Path) -> None:
    package = folder(tmp_path / "p", service("Needle\tStop", hours="Fr 10:00-20:00", at=(38.7, -9.1)), service("Other"))
    assert run("import", str(package))[0] == 0
    code, out, _ = run("search", "needle", "--json", "--open-at", "2026-11-20T17:00", "--near", "38.71,-9.1")
    found = json.loads(out)
    assert code == 0
    assert [one["name"] for one in found["listings"]] == ["Needle\tStop"]
    assert found["listings"][0]["hours"]["state"] == "open"
    assert found["listings"][0]["hours"]["until"] == "2026-11-20T20:00:00"
    assert found["listings"][0]["distance"] == pytest.approx(1112, abs=2)
    code, out, _ = run("search", "--kind", "needle_syringe")
    assert "1 found." in out
    assert "Needle Stop" in out


def test_export_writes_a_package(run: Run, tmp_path: Path) -> None:
    run("import", str(folder(tmp_path / "p", service("Room"))))
    assert run("export", str(tmp_path / "out.zip"))[0] == 0
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert "services.csv" in archive.namelist()
    code, _, err = run("export", str(tmp_path / "out.zip"), "--format", "csv")
    assert code == 1
    assert "exists already" in err


def test_a_file_that_is_none_ends_in_three_sentences(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 no")
    code, out, err = run("import", str(tmp_path / "x.zip"))
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 3


def test_wrong_usage_is_told(run: Run) -> None:
    with pytest.raises(SystemExit) as caught:
        run("search", "--near", "here")
    assert caught.value.code == 2
