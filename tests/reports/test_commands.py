"""`companion log tally` and `companion report` on a real vault."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

import pytest

from companion import clock
from companion.cli.main import main
from companion.log import sample
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.reports.went_out import listed
from companion.settings import Settings
from companion.vault.kdf import Cost
from companion.vault.vault import Vault
from tests.reports.conftest import TODAY


class Run(Protocol):
    """The command, run on the vault: exit code, standard output, standard error."""

    def __call__(self, *words: str, passphrase: str = ...) -> tuple[int, str, str]: ...


PASSPHRASE = "quiet river lamp doorway"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vaults") / "vault"
    with clock.frozen(TODAY), Vault.create(folder, PASSPHRASE, cost=Cost(8 * 1024 * 1024, 1)) as vault:
        sample.fill(LogStore(vault.log), TODAY.date())
        Settings(vault.library).set("place_names", sample.names().as_setting())
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the filled vault, so that no test sees what another published."""
    copy = tmp_path / "vault"
    copy.mkdir()
    for file in filled.iterdir():
        if file.is_file():
            (copy / file.name).write_bytes(file.read_bytes())
    with clock.frozen(TODAY):
        yield copy


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*words: str, passphrase: str = PASSPHRASE) -> tuple[int, str, str]:
        stdin = SimpleNamespace(buffer=io.BytesIO(f"{passphrase}\n".encode()))
        monkeypatch.setattr("sys.stdin", stdin)
        code = main([*words, "--vault", str(folder), "--passphrase-stdin"])
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return run


def published(folder: Path) -> tuple[int, Month]:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        log = LogStore(vault.log)
        return len(Ledger(log).entries()), log.counted_through()


def test_the_tally_of_a_month(run: Run) -> None:
    code, out, err = run("log", "tally", "--period", "2026-10", "--json")
    facts = json.loads(out)
    assert (code, err, facts["contacts"], facts["for_the_team_only"]) == (0, "", 412, True)
    assert facts["amounts"]["needles_given"] > 1000
    code, out, err = run("log", "tally", "--period", "2026-10")
    assert out.splitlines()[0] == "October 2026"
    assert "412" in out.splitlines()[1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("log", "tally", "--period", "2026"), "“2026” is not a month."),
        (("report", "--period", "autumn"), "“autumn” is not a period."),
        (("report", "--period", "2027"), "2027 has not begun."),
        (("report", "--period", "2026-11", "--format", "csv"), "2026-11 is not over."),
        (("report", "--period", "2024", "--format", "csv"), "Nothing of 2024 can go out."),
    ],
)
def test_what_cannot_be_asked_is_told_in_three_sentences(run: Run, words: Sequence[str], expected: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == expected
    assert len(err.splitlines()) == 3


def test_a_wrong_passphrase_is_a_closed_vault(run: Run) -> None:
    assert run("report", "--period", "2026-10", passphrase="not this one at all")[0] == 3


def test_a_look_as_table_or_json_is_not_written_down(run: Run, folder: Path) -> None:
    code, out, _ = run("report", "--period", "2026-10")
    assert code == 0
    assert "North" in out
    assert "Each site, each service: Held back." in out
    assert "Tried again with the 4th quarter of 2026." in out
    code, out, _ = run("report", "--period", "2026-10", "--json")
    facts = json.loads(out)
    assert (facts["period"], facts["open"], facts["fixed"]) == ("2026-10", False, False)
    assert facts["indicators"][0]["value"] == 412
    assert {"people_reached"} <= {one["code"] for one in facts["cannot_be_known"]}
    assert published(folder)[0] == 0


def test_no_document_says_how_many_cells_were_small(run: Run) -> None:
    _, out, _ = run("report", "--period", "2026-10", "--json")
    assert all(set(level) == {"level", "state"} for one in json.loads(out)["held_back"] for level in one["levels"])


def test_csv_goes_out_and_fixes_the_period(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, err = run("report", "--period", "2026-10", "--format", "csv")
    assert (code, err) == (0, "")
    entries, through = published(folder)
    assert (entries > 0, through) == (True, Month(2026, 10))
    target = tmp_path / "october.csv"
    assert run("report", "--period", "2026-10", "--format", "csv", "-o", str(target)) == (0, "", "")
    assert target.read_bytes().decode() == out
    assert published(folder) == (entries, through)
    assert json.loads(run("report", "--period", "2026-10", "--json")[1])["fixed"] is True


@pytest.mark.parametrize(("form", "beginning"), [("xlsx", b"PK"), ("pdf", b"%PDF-")])
def test_other_forms_go_into_a_file_and_are_written_down(
    run: Run, folder: Path, tmp_path: Path, form: str, beginning: bytes
) -> None:
    target = tmp_path / f"october.{form}"
    assert run("report", "--period", "2026-10", "--format", form, "-o", str(target)) == (0, "", "")
    assert target.read_bytes().startswith(beginning)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        (one,) = listed(LogStore(vault.log))
    assert (one.format.value, one.k, one.written) == (form, 5, True)


def test_dhis2_needs_codes_and_fixes_nothing_without_them(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "october.json"
    code, _, err = run("report", "--period", "2026-10", "--format", "dhis2", "-o", str(target))
    assert (code, err.splitlines()[0]) == (1, "Nothing here has a DHIS2 code yet.")
    assert not target.exists() and published(folder) == (0, Month(2000, 1))
    code, out, _ = run("report", "--period", "2026-10", "--format", "dhis2")
    assert (code, out) == (1, "") and published(folder)[0] == 0
    with Vault.unlock(folder, PASSPHRASE) as vault:
        rows = [
            ["place", "all_places", "", "", "", "", "", "ou1"],
            ["figure", "contacts", "naloxone", "", "de1", "", "", ""],
        ]
        Settings(vault.library).set("dhis2_codes", rows)
    code, out, _ = run("report", "--period", "2026-10", "--format", "dhis2_csv")
    assert code == 0 and out.splitlines()[1].startswith("de1,202610,ou1,,,")


def test_outside_the_rule_is_stricter(run: Run) -> None:
    facts = json.loads(run("report", "--period", "2026-10", "--json", "--outside")[1])
    assert facts["rule"] == {"k": 10}
    assert facts["coverage"].startswith("Covers October.") and facts["withheld"]
    assert all(one["asked_by"] and one["label"] for one in facts["cannot_be_known"])


def test_whatever_goes_into_a_file_is_written_down(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "october.json"
    assert run("report", "--period", "2026-10", "--json", "-o", str(target))[0] == 0
    assert json.loads(target.read_bytes())["period"] == "2026-10"
    assert published(folder)[0] > 0


def test_a_file_that_cannot_be_written_is_told_and_fixes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    code, _, err = run("report", "--period", "2026-10", "--format", "csv", "-o", str(tmp_path / "no" / "a.csv"))
    assert (code, len(err.splitlines())) == (1, 3)
    assert published(folder) == (0, Month(2000, 1))
