"""`companion report`: what may leave the building, as a table, as JSON or as a file of another kind.

A table or JSON on the screen is a look: nothing is written down. Any other format, or anything written to a file, goes
out: the period must be over, and the ledger remembers it first.
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
    from companion.reports.release import Ladder, Report
    from companion.reports.tables import Heading
    from companion.reports.went_out import Format, Render
    from companion.settings import Settings

_FORMATS = ("table", "csv", "xlsx", "pdf", "dhis2", "dhis2_csv")


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
        choices=_FORMATS,
        default="table",
        help=tr("table: to look at; all others: to give away, after which the period is fixed"),
    )
    shape.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.add_argument(
        "-o", metavar="FILE", dest="output", type=Path, help=tr("write to a file, after which the period is fixed")
    )
    parser.add_argument(
        "--outside", action="store_true", help=tr("for people outside the organisation: larger numbers only")
    )
    parser.add_argument(
        "--without-missing", action="store_true", help=tr("go ahead though laptops of the team have not sent all of it")
    )
    add_vault_arguments(parser)
    parser.set_defaults(run=report)


def report(args: argparse.Namespace) -> int:
    """Print or write the report of a period."""
    from companion.log import letterbox
    from companion.log.store import LogStore
    from companion.reports.periods import Period
    from companion.reports.release import release
    from companion.reports.went_out import Format, go_out, shown_outside
    from companion.settings import Settings

    period = Period.parse(args.period)
    form = Format(Format.JSON if args.json else args.format)
    looking = args.output is None and form in (Format.JSON, Format.TABLE)
    with open_vault(args) as vault:
        settings, log = Settings(vault.library), LogStore(vault.log)
        letterbox.empty(vault, log)
        k = settings.get("disclosure_k_outside" if args.outside else "disclosure_k")
        render = _renderer(form, settings)
        if args.output is not None:
            done = go_out(log, period, k, form, render, args.output, without_missing=args.without_missing)
            if done.failure is not None:
                raise done.failure
            return ExitCode.DONE
        if looking:
            document = render(release(log, period, k))
        else:
            with log.store.transaction():  # what cannot be rendered has not gone out
                document = render(shown_outside(log, period, k, form, without_missing=args.without_missing))
    _print(document)
    return ExitCode.DONE


def _print(document: bytes) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(document.decode("utf-8"))
        return
    sys.stdout.flush()
    stream.write(document)
    stream.flush()


def _renderer(form: Format, settings: Settings) -> Render:
    """What makes the document, in the form asked for."""
    from companion.log.places import PlaceNames
    from companion.reports.dhis2_codes import Codes
    from companion.reports.rendering import renderer
    from companion.reports.went_out import Format

    names = PlaceNames.from_setting(settings.get("place_names"))
    if form is Format.JSON:
        return lambda found: (json.dumps(facts(found, names), ensure_ascii=False, indent=2) + "\n").encode()
    if form is Format.TABLE:
        return lambda found: ("\n".join(_text(found, names)) + "\n").encode()
    if form is Format.PDF:
        return lambda found: _pdf(found, names)
    return renderer(form, names, Codes.from_setting(settings.get("dhis2_codes")))


def _pdf(found: Report, names: PlaceNames) -> bytes:
    from companion.cli import paper
    from companion.printing import report_sheet
    from companion.reports.period_words import title

    return paper.as_bytes(report_sheet.document(found, names, title(found.period)), "pdf")


def facts(found: Report, names: PlaceNames) -> dict[str, object]:
    """The report as JSON holds it: released figures, and what is held back, but never how many cells were small."""
    from companion.reports.indicators import CANNOT_BE_KNOWN
    from companion.reports.telling import coverage_text, note_text, withheld

    return {
        "period": str(found.period),
        "rule": {"k": found.k},
        "open": found.is_open,
        "fixed": found.is_fixed,
        "laptops": {"counted": found.laptops, "missing": found.missing},
        "coverage": coverage_text(found),
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
        "cannot_be_known": [
            {"code": one.code, "label": tr(one.label), "reason": tr(one.reason), "asked_by": list(one.asked_by)}
            for one in CANNOT_BE_KNOWN
        ],
        "tables": [_table_facts(released, names) for released in found.tables],
        "held_back": [_ladder_facts(ladder) for ladder in found.ladders if not ladder.nothing],
        "withheld": withheld(found),
        "notes": [
            {"code": note.code.value, "months": [str(month) for month in note.months], "text": note_text(note, found)}
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
    from companion.reports.telling import coverage_text, note_text, withheld

    lines = [tr("Report for %(period)s", period=str(found.period))]
    for released in found.tables:
        title = tr(TITLES[Layout(released.code)])
        coverage = tr("every cell %(k)s contacts or more", k=released.k)
        lines += ["", f"{title} ({coverage})", *_grid(released, names)]
    lines += ["", *_ladder(found.ladders[0]), "", coverage_text(found), *withheld(found), ""]
    return lines + [note_text(note, found) for note in found.notes]


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


def _label(heading: Heading, names: PlaceNames) -> str:
    from companion.i18n import locales
    from companion.log.months import Month
    from companion.reports.labels import heading_label
    from companion.reports.tables import Dimension

    if heading.dimension is not Dimension.MONTHS:
        return heading_label(heading, names)
    months = [Month(int(part[:4]), int(part[5:])) for part in heading.code.split("/")]
    return locales.joined([locales.month_year(month.first_day) for month in months])
