"""What goes out is written down first, and nothing is written down of a file that could not be made."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import files
from companion.errors import Problem
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.release import Report
from companion.reports.went_out import Format, Outcome, go_out, listed, shown_outside

OCTOBER = Period.parse("2026-10")
DATA = b"numbers" * 100


def render(report: Report) -> bytes:
    assert report.is_fixed
    return DATA


def out(log: LogStore, path: Path) -> Outcome:
    return go_out(log, OCTOBER, 5, Format.CSV, render, path)


def untouched(log: LogStore) -> bool:
    return log.counted_through() == Month(2000, 1) and Ledger(log).entries() == [] and listed(log) == []


def test_a_file_that_goes_out_is_written_down(year: LogStore, tmp_path: Path) -> None:
    path = tmp_path / "october.csv"
    assert out(year, path).failure is None
    assert path.read_bytes() == DATA and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["october.csv"]
    (one,) = listed(year)
    assert (one.day.isoformat(), one.period, one.format, one.k, one.written) == (
        "2026-11-20",
        OCTOBER,
        Format.CSV,
        5,
        True,
    )
    assert {Layout.CONTACTS, Layout.BY_MONTH, Layout.SUPPLIES} <= set(one.layouts)
    shown_outside(year, Period.parse("2026-Q3"), 10, Format.PAPER)
    assert [(str(one.period), one.format, one.k) for one in listed(year)] == [
        ("2026-Q3", Format.PAPER, 10),
        ("2026-10", Format.CSV, 5),
    ]


@pytest.mark.parametrize("place", ["no such folder/october.csv", "."])
def test_a_place_that_cannot_be_written_fixes_nothing(year: LogStore, tmp_path: Path, place: str) -> None:
    with pytest.raises(Problem, match=r"file\."):
        out(year, tmp_path / place)
    assert untouched(year)


def test_a_full_disk_fixes_nothing(year: LogStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, length: int) -> files.Reserved:
        raise Problem("file.disk_full", file=path.name)

    monkeypatch.setattr(files, "reserve", full)
    with pytest.raises(Problem, match="disk_full"):
        out(year, tmp_path / "october.csv")
    assert untouched(year)


def test_what_cannot_be_rendered_has_not_gone_out(year: LogStore, tmp_path: Path) -> None:
    def broken(report: Report) -> bytes:
        raise Problem("reports.nothing_mapped")

    with pytest.raises(Problem, match="nothing_mapped"):
        go_out(year, OCTOBER, 5, Format.DHIS2_JSON, broken, tmp_path / "x.json")
    assert untouched(year) and list(tmp_path.glob("*.json")) == []


def test_a_crash_before_the_ledger_is_committed_leaves_no_number_on_the_stick(
    year: LogStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    reserve = files.reserve

    def crash(path: Path, length: int) -> files.Reserved:
        reserve(path, length)
        seen.extend(part.read_bytes() for part in path.parent.glob(".*.part"))
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "reserve", crash)
    with pytest.raises(KeyboardInterrupt):
        out(year, tmp_path / "october.csv")
    assert seen == [bytes(len(DATA))]
    assert untouched(year)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The stick is pulled after the ledger was committed."""

    def fail(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(Path, "replace", fail)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("failing")
def test_a_file_that_fails_after_the_ledger_is_told_and_stays_written_down(year: LogStore, tmp_path: Path) -> None:
    done = out(year, tmp_path / "october.csv")
    assert done.failure is not None and done.failure.code == "file.failed"
    assert year.counted_through() == OCTOBER.last and Ledger(year).entries()
    assert [one.written for one in listed(year)] == [False]
    assert list(tmp_path.glob("*.csv")) == list(tmp_path.glob(".*.part")) == []


def test_a_ledger_that_cannot_be_written_leaves_no_file(
    year: LogStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Ledger, *_: object, **__: object) -> int:
        raise Problem("vault.disk_full")

    monkeypatch.setattr(Ledger, "record", full)
    with pytest.raises(Problem, match="vault"):
        out(year, tmp_path / "october.csv")
    assert untouched(year) and [one for one in tmp_path.iterdir() if one.is_file()] == []


def test_room_that_was_taken_can_be_given_back(tmp_path: Path) -> None:
    reserved = files.reserve(tmp_path / "a", 10)
    assert [one.stat().st_size for one in tmp_path.iterdir()] == [10]
    reserved.give_up()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Problem, match=r"file\.missing"):
        reserved.fill(b"x")
