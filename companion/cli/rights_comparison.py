"""`companion rights compare`: places side by side, to read, to calculate with, or to print."""

from __future__ import annotations

import argparse
import csv
import io
import json
import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from companion import clock, files
from companion.cli import paper
from companion.errors import ExitCode, Problem
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights import comparison, comparison_words
from companion.rights.library import Library

Document = dict[str, Any]
FORMATS = ("table", "csv", "html", "pdf")
_COLUMNS = (
    *("id", "name", "on", "model", "general", "some", "now", "since", "since_words", "unconfirmed", "taken_back"),
    *("before", "before_words", "note", "summary_outcome", "as_of", "known", "review_state", "review_by"),
)
_NAME, _NOW, _SINCE = 26, 44, 30  # characters


def add_arguments(parser: argparse.ArgumentParser, day: Any) -> None:
    """Give the command its arguments; `day` reads a date."""
    parser.add_argument("places", metavar="PLACE", nargs="*", help=tr("ISO 3166 code in lower case; all if none"))
    parser.add_argument("--on", metavar="DATE", type=day, help=tr("the day (YYYY-MM-DD); today if not said"))
    parser.add_argument("--format", choices=FORMATS, default="table", help=tr("how it is written"))
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=tr("write into this file"))


def compare(args: argparse.Namespace, library: Library) -> int:
    """Print the comparison, or write it whole into the file."""
    if args.format == "pdf" and args.output is None:
        raise Problem("printing.pdf_needs_file")
    on = args.on or clock.today()
    places = list(dict.fromkeys(args.places)) or library.places()
    rows = comparison.documents(library, places, on, args.lang)
    data = _written(args, rows, on)
    if args.output:
        files.write_whole(args.output, data)
    else:
        print(data.decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n"))
    return ExitCode.DONE


def _written(args: argparse.Namespace, rows: Sequence[Document], on: date) -> bytes:
    if args.json:
        return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
    if args.format == "csv":
        return as_csv(rows)
    if args.format in paper.FORMATS:
        from companion.printing import comparison_sheet

        return paper.as_bytes(comparison_sheet.document(rows, on, args.lang), args.format)
    return ("\n".join(as_table(rows, on, args.lang)) + "\n").encode()


def as_csv(rows: Sequence[Document]) -> bytes:
    """One line per place, in UTF-8 with a byte order mark; no cell is a formula to a spreadsheet."""
    from companion.reports.export_csv import safe

    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        cells = {**row, "review_state": row["review"]["state"]}
        writer.writerow([safe(_cell(cells[name])) for name in _COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def as_table(rows: Sequence[Document], on: date, language: str) -> list[str]:
    """Lines of a plain table; below each place for whom it holds and what stood before."""
    words = catalogs.catalog(language)
    lines = [comparison_words.intro(on, language), comparison.review_words(rows, language), ""]
    heads = (words.tr("Place"), words.tr("Model"), words.tr("Since when, and before"), words.tr("Known true up to"))
    lines += [*_line(*heads), "-" * 120]
    for row in rows:
        since = [row["since_words"], words.tr("takes back an earlier change") if row["taken_back"] else ""]
        since.append(row["before_words"])
        second = "; ".join(part for part in since if part)
        lines += [*_line(row["name"], row["now"], second, row["known_words"])]
        lines += [f"    {line}" for line in textwrap.wrap(row["note"], 110)]
    lines += ["", *textwrap.wrap(comparison_words.source_note(words), 110)]
    due = comparison.check_again(rows)
    if due:
        lines.append(words.tr("Check again after %(date)s", date=locales.long_date(due, language)))
        if any(row["overdue"] for row in rows):
            lines.append(words.tr("Review date passed on %(date)s", date=locales.long_date(due, language)))
    return lines


def _line(name: str, now: str, since: str, known: str) -> list[str]:
    """A row of the table, as many lines as its longest cell needs."""
    widths = (_NAME, _NOW, _SINCE)
    cells = [textwrap.wrap(text, width - 2) or [""] for text, width in zip((name, now, since), widths, strict=True)]
    cells.append([known])
    tall = max(len(cell) for cell in cells)
    padded = [cell + [""] * (tall - len(cell)) for cell in cells]
    return [
        "".join(part.ljust(width) for part, width in zip(parts, (*widths, 0), strict=True)).rstrip()
        for parts in zip(*padded, strict=True)
    ]
