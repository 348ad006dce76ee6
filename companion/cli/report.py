"""`companion report`: what may leave the building, as a table, as CSV or as JSON.

A table or JSON on the screen is a look: nothing is written down. CSV, or anything written to a file, goes out: the
period must be over, and the ledger remembers it first.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.cli.vault import add_vault_arguments, open_vault
from companion.errors import ExitCode
from companion.i18n.catalogs import tr

if TYPE_CHECKING:
    from companion.log.places import PlaceNames
    from companion.reports.disclosure import ReleasedTable
    from companion.reports.release import Ladder, Note, Report
    from companion.reports.tables import Heading


def add_to(subparsers: Any) -> None:
    """Add the command `report`."""
    about = tr("counts of a month, quarter, half-year or year in which nobody can be recognised")
    parser = subparsers.add_parser("report", help=about, description=about)
    parser.add_argument(
        "--period", metavar="P", required=True, help=tr("for example 2026-10, 2026-Q3, 2026-H1 or 2026")
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument(
        "--format",
        choices=("table", "csv"),
        default="table",
        help=tr("table: to look at; csv: to give away, after which the period is fixed"),
    )
    shape.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.add_argument(
        "-o", metavar="FILE", dest="output", type=Path, help=tr("write to a file, after which the period is fixed")
    )
    add_vault_arguments(parser)
    parser.set_defaults(run=report)


def report(args: argparse.Namespace) -> int:
    """Print or write the report of a period."""
    from companion.log.places import PlaceNames
    from companion.log.store import LogStore
    from companion.reports.periods import Period
    from companion.reports.release import publish, release
    from companion.settings import Settings

    period = Period.parse(args.period)
    goes_out = args.format == "csv" or args.output is not None
    with open_vault(args) as vault:
        settings = Settings(vault.library)
        names = PlaceNames.from_setting(settings.get("place_names"))
        found = (publish if goes_out else release)(LogStore(vault.log), period, settings.get("disclosure_k"))
    _deliver(_document(args, found, names), args.output)
    return ExitCode.DONE


def _deliver(document: bytes, output: Path | None) -> None:
    from companion import files

    if output is not None:
        files.write_whole(output, document)
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(document.decode("utf-8"))
        return
    sys.stdout.flush()
    stream.write(document)
    stream.flush()


def _document(args: argparse.Namespace, found: Report, names: PlaceNames) -> bytes:
    if args.json:
        return (json.dumps(facts(found, names), ensure_ascii=False, indent=2) + "\n").encode()
    if args.format == "csv":
        from companion.reports.export_csv import export_csv

        return export_csv(found.tables, names)
    return ("\n".join(_text(found, names)) + "\n").encode()


def facts(found: Report, names: PlaceNames) -> dict[str, object]:
    """The report as JSON holds it: released figures, and what is held back, but never how many cells were small."""
    from companion.reports.indicators import CANNOT_BE_KNOWN

    return {
        "period": str(found.period),
        "rule": {"k": found.k},
        "open": found.is_open,
        "fixed": found.is_fixed,
        "indicators": [
            {
                "code": figure.indicator.code,
                "label": tr(figure.indicator.label),
                "definition": tr(figure.indicator.definition),
                "unit": figure.indicator.unit.value,
                "asked_by": list(figure.indicator.asked_by),
                "value": figure.value,
                "months": [str(month) for month in figure.months],
            }
            for figure in found.indicators
        ],
        "cannot_be_known": [{"code": one.code, "reason": tr(one.reason)} for one in CANNOT_BE_KNOWN],
        "tables": [_table_facts(released, names) for released in found.tables],
        "held_back": [_ladder_facts(ladder) for ladder in found.ladders],
        "notes": [
            {"code": note.code.value, "months": [str(month) for month in note.months], "text": _note(note)}
            for note in found.notes
        ],
    }


def _table_facts(released: ReleasedTable, names: PlaceNames) -> dict[str, object]:
    table = released.table
    return {
        "code": released.code,
        "level": released.level.value,
        "k": released.k,
        "rows": [
            {
                **_heading_facts(row, names),
                "months": [str(month) for month in table.months.get(row, released.months)],
                "values": [
                    {**_heading_facts(column, names), "value": value}
                    for column in table.columns
                    if (value := table.number(row, column)) is not None
                ],
            }
            for row in table.rows
        ],
    }


def _heading_facts(heading: Heading, names: PlaceNames) -> dict[str, str]:
    return {"dimension": heading.dimension.value, "code": heading.code, "label": _label(heading, names)}


def _ladder_facts(ladder: Ladder) -> dict[str, object]:
    return {
        "family": ladder.family.code,
        "levels": [{"level": rung.level.value, "state": rung.state.value} for rung in ladder.rungs],
        "months_told": [str(month) for month in ladder.months_told],
        "months_waiting": [str(month) for month in ladder.months_waiting],
        "waits_for": str(ladder.waits_for) if ladder.waits_for else None,
    }


def _text(found: Report, names: PlaceNames) -> list[str]:
    from companion.reports.labels import TITLES
    from companion.reports.layouts import Layout

    lines = [tr("Report for %(period)s", period=str(found.period))]
    for released in found.tables:
        title = tr(TITLES[Layout(released.code)])
        coverage = tr("every cell %(k)s contacts or more", k=released.k)
        lines += ["", f"{title} ({coverage})", *_grid(released, names)]
    lines += ["", *(line for ladder in found.ladders for line in _ladder(ladder)), ""]
    return lines + [_note(note) for note in found.notes]


def _grid(released: ReleasedTable, names: PlaceNames) -> list[str]:
    from companion.i18n import locales

    table = released.table
    cells = [["", *(_label(column, names) for column in table.columns)]]
    for row in table.rows:
        numbers = [table.number(row, column) for column in table.columns]
        cells.append([_label(row, names), *("" if value is None else locales.number(value) for value in numbers)])
    widths = [max(len(line[position]) for line in cells) for position in range(len(cells[0]))]
    return [
        "  ".join(
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]


def _ladder(ladder: Ladder) -> list[str]:
    from companion.reports.labels import LEVEL_LABELS, RUNG_LABELS

    lines = [f"{tr(LEVEL_LABELS[rung.level])}: {tr(RUNG_LABELS[rung.state])}" for rung in ladder.rungs]
    if ladder.waits_for:
        lines.append(tr("What waits is tried again with %(period)s.", period=str(ladder.waits_for)))
    return lines


def _note(note: Note) -> str:
    from companion.i18n import locales
    from companion.reports.labels import NOTE_LABELS

    months = locales.joined([locales.month_year(month.first_day) for month in note.months])
    return tr(NOTE_LABELS[note.code], months=months)


def _label(heading: Heading, names: PlaceNames) -> str:
    from companion.i18n import locales
    from companion.log.months import Month
    from companion.reports.labels import heading_label
    from companion.reports.tables import Dimension

    if heading.dimension is not Dimension.MONTHS:
        return heading_label(heading, names)
    months = [Month(int(part[:4]), int(part[5:])) for part in heading.code.split("/")]
    return locales.joined([locales.month_year(month.first_day) for month in months])
