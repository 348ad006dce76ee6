"""Coverage floors: how much of each room the whole test run executes, and may not fall below.

Measured only when the whole suite runs (no path, `-k`, `-m` or `--lf` given), so that a small run stays fast. Every
process of the run (with `-n`, each worker) measures itself; the first one adds the figures up and compares. A floor is
the share of lines, in percent, per room; `companion` stands for the single files. Raise a floor when a room grows
better; lowering one is a decision to defend in review. Screens are judged by journeys and pictures, not by lines.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "companion": 90,
    "cli": 85,
    "i18n": 90,
    "log": 90,
    "packs": 90,
    "printing": 90,
    "reports": 90,
    "rights": 90,
    "services": 90,
    "vault": 90,
    "workshops": 90,
}


# Screens are judged by journeys and pictures; the build is tried by building.
UNMEASURED = ("ui", "building")


@dataclass
class Lines:
    """Lines of a room that can run, and those that did."""

    total: int = 0
    run: int = 0

    @property
    def percent(self) -> float:
        return 100 * self.run / self.total if self.total else 100.0


def room_of(path: Path) -> str:
    """The room a file of the package belongs to."""
    parts = path.resolve().relative_to(ROOT / "companion").parts
    return parts[0] if len(parts) > 1 else "companion"


def shortfalls(rooms: dict[str, Lines], floors: dict[str, int]) -> list[str]:
    """One sentence per room under its floor, and per room without one."""
    found = []
    for room, lines in sorted(rooms.items()):
        if room not in floors:
            found.append(f"{room}: no floor is set; add one to tests/coverage_floors.py")
        elif lines.percent < floors[room]:
            found.append(f"{room}: {lines.percent:.1f} % of its lines ran, the floor is {floors[room]} %")
    return found


def whole_run(config: pytest.Config) -> bool:
    """Whether everything is to run: nothing was picked by path, name, mark or earlier failure."""
    option = config.option
    picked = any(getattr(option, name, None) for name in ("keyword", "markexpr", "lf", "collectonly", "deselect"))
    return config.args_source == pytest.Config.ArgsSource.TESTPATHS and not picked


class CoverageFloors:
    """The pytest plugin: start, save, add up, compare."""

    def __init__(self, config: pytest.Config) -> None:
        given: dict[str, Any] | None = getattr(config, "workerinput", None)
        self.worker = given is not None
        self.folder: Path | None = None
        if given is not None:
            self.folder = Path(given["coverage"]) if given["coverage"] else None
        elif whole_run(config):
            self.folder = Path(tempfile.mkdtemp(prefix="coverage-"))
        self.found: list[str] = []
        self.coverage = self._start(given["workerid"] if given else "first") if self.folder else None

    def _start(self, name: str) -> coverage.Coverage:
        measured = coverage.Coverage(
            data_file=f"{self.folder}/.coverage.{name}",
            source=[str(ROOT / "companion")],
            omit=[str(ROOT / "companion" / room / "*") for room in UNMEASURED],
            config_file=False,
        )
        measured.set_option("run:disable_warnings", ["no-data-collected"])  # with workers, the first process runs none
        measured.start()
        return measured

    def pytest_configure_node(self, node: Any) -> None:
        """Tell an xdist worker where to put its figures."""
        node.workerinput["coverage"] = str(self.folder) if self.folder else ""

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Save; in the first process, compare when all tests passed (a failed run says enough)."""
        if self.coverage is None:
            return
        self.coverage.stop()
        self.coverage.save()
        if self.worker:
            return
        if session.exitstatus == pytest.ExitCode.OK:
            self.found = shortfalls(self._add_up(), FLOORS)
        if self.found:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        shutil.rmtree(self.folder or "", ignore_errors=True)

    def _add_up(self) -> dict[str, Lines]:
        assert self.folder is not None
        whole = coverage.Coverage(
            data_file=f"{self.folder}/.coverage",
            source=[str(ROOT / "companion")],
            omit=[str(ROOT / "companion" / room / "*") for room in UNMEASURED],
            config_file=False,
        )
        whole.set_option("report:exclude_also", ["if TYPE_CHECKING:", "raise NotImplementedError"])
        whole.combine([str(self.folder)])
        rooms: dict[str, Lines] = {}
        for path in sorted((ROOT / "companion").rglob("*.py")):
            if room_of(path) in UNMEASURED:
                continue
            _, statements, _, missing, _ = whole.analysis2(str(path))
            lines = rooms.setdefault(room_of(path), Lines())
            lines.total += len(statements)
            lines.run += len(statements) - len(missing)
        return rooms

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Name the rooms under their floor."""
        if self.found:
            terminalreporter.section("coverage floors", red=True)
            for line in self.found:
                terminalreporter.line(line)
