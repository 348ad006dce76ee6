"""A report as a spreadsheet: a sheet that says what it is, one per table, the indicators, and what cannot be known.

Nothing says who made the file, on which machine or when: the same report gives the same bytes. No text can become a
formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from companion import __version__
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.reports.disclosure import ReleasedTable
from companion.reports.export_csv import rule_text, spans
from companion.reports.indicators import CANNOT_BE_KNOWN
from companion.reports.labels import LEVEL_LABELS, TITLES, UNIT_LABELS, heading_label
from companion.reports.layouts import Layout, unit_of
from companion.reports.release import Report
from companion.reports.tables import Dimension, Heading
from companion.reports.telling import coverage_text, withheld

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# A day that is nobody's: without one the library would write down the moment.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTH = 24
_WIDE = 60


def export_xlsx(report: Report, names: PlaceNames) -> bytes:
    """The report's tables as XLSX, in the language in use. Takes released tables only (`TypeError` otherwise)."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "", "company": "", "created": _NO_DAY, "comments": f"Companion {__version__}"})
    formats = {"bold": book.add_format({"bold": True}), "wrap": book.add_format({"text_wrap": True, "valign": "top"})}
    _about(book, report, formats)
    for released in report.tables:
        if not isinstance(released, ReleasedTable):
            raise TypeError("only released tables can be exported")
        _table(book, released, names, formats)
    _indicators(book, report, formats)
    _unknowable(book, formats)
    book.close()
    return stream.getvalue()


def _sheet(book: Workbook, name: str, widths: Sequence[int]) -> Worksheet:
    sheet = book.add_worksheet(name)
    if locales.right_to_left():
        sheet.right_to_left()
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return sheet


def _put(sheet: Worksheet, rows: Iterable[Sequence[str | int | None]], form: Any = None, first: int = 0) -> None:
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, value, form)


def _about(book: Workbook, report: Report, formats: dict[str, Any]) -> None:
    facts = [
        (tr("Period"), str(report.period)),
        (tr("Rule"), rule_text(report.k)),
        (tr("Program"), f"Companion {__version__}"),
        (tr("Laptops"), str(report.laptops)),
        (tr("Coverage"), coverage_text(report)),
    ]
    sheet = _sheet(book, "report", (_WIDTH, _WIDE))
    _put(sheet, facts, formats["wrap"])
    sentences = [(sentence,) for sentence in withheld(report)]
    if sentences:
        _put(sheet, [(tr("What is held back, and why"),)], formats["bold"], len(facts) + 1)
        _put(sheet, [("", *one) for one in sentences], formats["wrap"], len(facts) + 2)


def _table(book: Workbook, released: ReleasedTable, names: PlaceNames, formats: dict[str, Any]) -> None:
    table, layout = released.table, Layout(released.code)
    sheet = _sheet(book, released.code[:31], (_WIDTH + 8, *[14] * len(table.columns), _WIDTH))
    facts = [
        tr(TITLES[layout]),
        tr(LEVEL_LABELS[released.level]),
        tr(UNIT_LABELS[unit_of(layout)]),
        rule_text(released.k),
    ]
    _put(sheet, [(fact,) for fact in facts])
    head = ("", *(_label(column, names) for column in table.columns), tr("Months covered"))
    _put(sheet, [head], formats["bold"], len(facts) + 1)
    rows = [
        (
            _label(row, names),
            *(table.number(row, column) for column in table.columns),
            spans(table.months.get(row, released.months)),
        )
        for row in table.rows
    ]
    _put(sheet, rows, None, len(facts) + 2)


def _indicators(book: Workbook, report: Report, formats: dict[str, Any]) -> None:
    sheet = _sheet(book, "indicators", (_WIDTH, _WIDTH + 8, 12, 12, _WIDTH, _WIDE, _WIDTH + 8))
    head = ("code", tr("Figure"), tr("Number"), tr("Unit"), tr("Months covered"), tr("Definition"), tr("Asked for by"))
    _put(sheet, [head], formats["bold"])
    rows = [
        (
            figure.indicator.code,
            tr(figure.indicator.label),
            tr("held back") if figure.value is None else figure.value,
            tr(UNIT_LABELS[figure.indicator.unit]),
            spans(figure.months),
            tr(figure.indicator.definition),
            locales.joined(figure.indicator.asked_by),
        )
        for figure in report.indicators
    ]
    _put(sheet, rows, formats["wrap"], 1)


def _unknowable(book: Workbook, formats: dict[str, Any]) -> None:
    sheet = _sheet(book, "cannot_be_known", (_WIDTH + 16, _WIDE, _WIDTH + 8))
    _put(sheet, [(tr("What this log cannot say"), tr("Why"), tr("Asked for by"))], formats["bold"])
    rows = [(tr(one.label), tr(one.reason), locales.joined(one.asked_by)) for one in CANNOT_BE_KNOWN]
    _put(sheet, rows, formats["wrap"], 1)


def _label(heading: Heading, names: PlaceNames) -> str:
    if heading.dimension is not Dimension.MONTHS:
        return heading_label(heading, names)
    return spans([Month(int(part[:4]), int(part[5:])) for part in heading.code.split("/")])
