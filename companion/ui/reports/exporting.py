"""Writing a report into a file: the ledger first, then the file. Runs beside the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion import files
from companion.errors import Problem
from companion.log.places import PlaceNames
from companion.log.store import LogStore
from companion.reports.export_csv import export_csv
from companion.reports.periods import Period
from companion.reports.release import Report, publish


@dataclass(frozen=True)
class Exported:
    """What became of an export: the report as it went out, and why the file could not be written, if it could not."""

    report: Report
    path: Path
    failure: Problem | None = None


def export(log: LogStore, period: Period, k: int, names: PlaceNames, path: Path) -> Exported:
    """Fix the period in the ledger and write its released tables, owner-only, whole or not at all.

    Raises what `publish` raises; then nothing was fixed. A file that cannot be written is told in `failure`: the
    period is fixed by then, and can be exported again.
    """
    report = publish(log, period, k)
    try:
        files.write_whole(path, export_csv(report.tables, names))
    except Problem as problem:
        return Exported(report, path, problem)
    return Exported(report, path)
