"""Sending a report out, in whatever form: the ledger remembers it first (`companion.reports.went_out`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from companion.i18n.catalogs import N_
from companion.log.places import PlaceNames
from companion.log.store import LogStore
from companion.printing import report_sheet
from companion.printing.document import Document
from companion.reports.dhis2_codes import Codes
from companion.reports.period_words import title
from companion.reports.periods import Period
from companion.reports.release import Report
from companion.reports.rendering import renderer
from companion.reports.went_out import Format, Outcome, Render, go_out, shown_outside

# What the screen offers, in this order. JSON and the terminal's table are for the command line.
OFFERED: dict[Format, tuple[str, str]] = {
    Format.XLSX: (N_("Spreadsheet"), "columns"),
    Format.CSV: (N_("CSV"), "list"),
    Format.PDF: (N_("PDF"), "pagenew"),
    Format.DHIS2_JSON: (N_("DHIS2 (JSON)"), "source"),
    Format.DHIS2_CSV: (N_("DHIS2 (CSV)"), "source"),
    Format.PAPER: (N_("Paper"), "printer"),
}
FORM_LABELS: dict[Format, str] = {
    **{form: words for form, (words, _) in OFFERED.items()},
    Format.JSON: N_("JSON"),
    Format.TABLE: N_("Table in the terminal"),
}


@dataclass(frozen=True)
class Wish:
    """What is to go out: which period under which rule, in which form, and whether to wait for missing laptops."""

    period: Period
    k: int
    form: Format
    without_missing: bool = False


def export(log: LogStore, wish: Wish, names: PlaceNames, codes: Codes, path: Path, *, invented: bool) -> Outcome:
    """Write the report into a file; what `go_out` raises. A PDF is set by Qt: call it in the window's thread."""
    render: Render = renderer(wish.form, names, codes)
    if wish.form is Format.PDF:
        render = _pdf(lambda report: sheet(report, names, invented=invented))
    return go_out(log, wish.period, wish.k, wish.form, render, path, without_missing=wish.without_missing)


def publish_on_paper(log: LogStore, wish: Wish) -> Report:
    """Write down that the report goes out on paper."""
    return shown_outside(log, wish.period, wish.k, Format.PAPER, without_missing=wish.without_missing)


def sheet(report: Report, names: PlaceNames, *, invented: bool) -> Document:
    """The report as pages."""
    return report_sheet.document(report, names, title(report.period), invented=invented)


def _pdf(make: Callable[[Report], Document]) -> Render:
    def render(report: Report) -> bytes:
        from companion.ui.printing import pdf  # only where somebody wants one

        content, _ = pdf.as_bytes(make(report))
        return content

    return render
