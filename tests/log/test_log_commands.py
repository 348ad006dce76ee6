"""`companion log import` and `tally` on a real vault."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from companion import clock
from companion.cli.main import main
from companion.log.incidents import IncidentLog
from companion.log.store import LogStore
from companion.vault.kdf import Cost
from companion.vault.vault import Vault
from tests.log.conftest import PLACES, TODAY
from tests.log.test_incidents import SEARCH

PASSPHRASE = "quiet river lamp doorway"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    folder = tmp_path / "vault"

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(f"{PASSPHRASE}\n".encode())))
        code = main([*map(str, words), "--vault", str(folder), "--passphrase-stdin"])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    with clock.frozen(TODAY):
        with Vault.create(folder, PASSPHRASE, cost=Cost(8 * 1024 * 1024, 1)) as vault:
            LogStore(vault.log).set_places(PLACES)
            IncidentLog(LogStore(vault.log)).save(SEARCH)
        yield run


def counts(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_contacts_come_in_and_are_in_the_tally(run: Run, tmp_path: Path) -> None:
    path = counts(tmp_path, "date,site,needles_given,name\n2026-11-02,1,10,Ana Silva\n2026-11-03,3,5,\n")
    code, said = run("log", "import", path)
    assert code == 0
    assert "2 contacts were taken in." in said
    assert "The column “name” was left out." in said
    assert "Ana" not in said
    code, said = run("log", "tally", "--period", "2026-11", "--json")
    document = json.loads(said)
    assert (code, document["contacts"], document["amounts"]["needles_given"]) == (0, 2, 15)
    assert document["incidents"] == {"all": 1, "search": 1, "taken": 1}
    code, said = run("log", "tally", "--period", "2026-11")
    assert "Rights violations" in said
    assert "Searched without reason" in said


def test_faults_are_told_by_line_and_nothing_comes_in(run: Run, tmp_path: Path) -> None:
    path = counts(tmp_path, "date,site,needles_given\n2026-11-02,1,ten\nyesterday,1,5\n")
    code, said = run("log", "import", path)
    assert code == 1
    assert "Line 2: needles_given: “ten” is no whole number." in said
    assert "Line 3: date: There is no month." in said
    assert "Nothing was taken in." in said
    code, said = run("log", "import", path, "--json")
    document = json.loads(said)
    assert (code, document["taken"]) == (1, False)
    assert [(one["line"], one["code"]) for one in document["findings"]] == [(2, "log.no_number"), (3, "log.no_month")]


def test_totals_come_in_and_the_same_file_does_not_twice(run: Run, tmp_path: Path) -> None:
    path = counts(tmp_path, "date,site,total,code,contacts\n2026-09,1,contacts,,12\n")
    assert run("log", "import", path)[1].endswith("1 total was taken in.\n")
    code, said = run("log", "import", path)
    assert code == 1
    assert "was taken in already" in said


def test_contacts_past_the_age_are_counted_and_not_kept_one_by_one(run: Run, tmp_path: Path) -> None:
    assert run("log", "import", counts(tmp_path, "date,site\n2026-03-02,1\n"))[0] == 0
    with Vault.unlock(tmp_path / "vault", PASSPHRASE) as vault:
        log = LogStore(vault.log)
        assert list(log.contacts()) == []
        assert [str(month) for month in log.months()] == ["2026-03", "2026-11"]


def test_the_fields_are_told_by_the_help(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("log", "import", "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert "naloxone_doses" in said
    assert "gender_age" in said


def test_many_faults_are_told_in_part_and_the_rest_is_named(run: Run, tmp_path: Path) -> None:
    code, said = run("log", "import", counts(tmp_path, "date,site\n" + "never,1\n" * 205))
    assert (code, said.count("There is no month.")) == (1, 200)
    assert "And 5 more" in said
