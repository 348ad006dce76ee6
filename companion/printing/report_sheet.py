"""A report on paper: its figures, its released tables with bars, what is missing and why. Nothing else may be printed.

Only a `ReleasedTable` becomes a table here (`TypeError`): what disclosure control holds back has no way onto paper.
Look at `release.Report` and publish it first; whoever prints it gives it away.
"""

from __future__ import annotations

from companion import __version__, clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.printing.document import (
    Bar,
    Block,
    Cell,
    Document,
    Heading,
    Kind,
    Notice,
    Paragraph,
    Point,
    Points,
    Size,
    Table,
    TableColumn,
)
from companion.reports.disclosure import ReleasedTable
from companion.reports.indicators import CANNOT_BE_KNOWN, Figure
from companion.reports.labels import NOTE_LABELS, TITLES, heading_label
from companion.reports.layouts import Layout
from companion.reports.release import Report
from companion.reports.tables import Dimension
from companion.reports.tables import Heading as RowHeading
from companion.reports.telling import coverage_text, withheld

_TOTALS = (
    Dimension.ALL_PLACES,
    Dimension.ALL_CONTACTS,
    Dimension.ALL_OF_THESE,
    Dimension.ALL_INCIDENTS,
    Dimension.ALL_WORKSHOPS,
)
_MOST_WITH_BARS = 3
_NUMBER_SHARE, _BAR_SHARE = 1.0, 1.7


def document(report: Report, names: PlaceNames, title: str, *, invented: bool = False) -> Document:
    """The report in the interface's language. `title` says the period in words ("October 2026"); `invented` marks a
    demo's figures on every page. Raises TypeError where a table was not released."""
    blocks: list[Block] = [
        Heading(tr("Report"), 1, title, "bars"),
        Paragraph(" ".join([coverage_text(report), tr("Every cell is %(k)s or more.", k=_number(report.k))])),
        Paragraph(f"Companion {__version__}", size=Size.SMALL),
        _figures(report.indicators or report.headline),
    ]
    for released in report.tables:
        blocks.append(_table(released, names))
        blocks += _covered(released)
    blocks += _withheld(report)
    blocks += _notes(report)
    blocks += [Heading(tr("What this log cannot say"), 2)]
    unknowable = tuple(Point(tr(one.reason), f"{tr(one.label)}:") for one in CANNOT_BE_KNOWN)
    blocks.append(Points(unknowable, size=Size.SMALL))
    language = catalogs.language()
    printed = tr("Printed on %(date)s.", date=locales.long_date(clock.today(), language))
    across = tr("Invented numbers, for trying out only") if invented else ""
    running = " · ".join((tr("Report for %(period)s", period=title), printed))
    return Document(running, language, blocks=tuple(blocks), running=running, across=across)


def _number(value: int) -> str:
    return locales.number(value)


def _figures(figures: tuple[Figure, ...]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for figure in figures:
        value = tr("held back") if figure.value is None else _number(figure.value)
        rows.append((tr(figure.indicator.label), tr(figure.indicator.definition), value))
    columns = (
        TableColumn(tr("Figure"), share=1.2),
        TableColumn(tr("What it counts"), share=2.6),
        TableColumn(tr("Number"), share=0.9, numbers=True),
    )
    return Table(columns, tuple(rows))


def _table(released: ReleasedTable, names: PlaceNames) -> Table:
    if not isinstance(released, ReleasedTable):
        raise TypeError("only released tables are printed")
    table = released.table
    bars = len(table.columns) <= _MOST_WITH_BARS and released.code != Layout.SUPPLIES.value
    largest = max((value for (row, column), value in table.cells.items() if _is_part(row, column)), default=0)
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        cells: list[Cell] = [_row_words(released, row, names)]
        for column in table.columns:
            value = table.number(row, column)
            if value is None:
                cells.append("")
            elif bars and largest and _is_part(row, column):
                cells.append(Bar(value / largest, _number(value)))
            else:
                cells.append(_number(value))
        rows.append(tuple(cells))
    share = _BAR_SHARE if bars else _NUMBER_SHARE
    columns = [TableColumn("", share=2.0)]
    columns += [TableColumn(_words(column, names), share=share, numbers=True) for column in table.columns]
    return Table(tuple(columns), tuple(rows), caption=tr(TITLES[Layout(released.code)]))


def _is_part(row: RowHeading, column: RowHeading) -> bool:
    """A count that is no sum over places or services."""
    return row.dimension not in _TOTALS and column.dimension is not Dimension.ALL_PLACES


def _row_words(released: ReleasedTable, row: RowHeading, names: PlaceNames) -> str:
    """The row's name, and its months where they are fewer than the table's."""
    months = released.table.months.get(row, released.months)
    if set(months) == set(released.months) or row.dimension is Dimension.MONTHS:
        return _words(row, names)
    return f"{_words(row, names)}\n{tr('Only %(months)s.', months=_months(months))}"


def _words(heading: RowHeading, names: PlaceNames) -> str:
    if heading.dimension is not Dimension.MONTHS:
        return heading_label(heading, names)
    return _months(tuple(Month(int(part[:4]), int(part[5:])) for part in heading.code.split("/")))


def _months(months: tuple[Month, ...]) -> str:
    return locales.joined([locales.month_year(month.first_day) for month in months])


def _covered(released: ReleasedTable) -> list[Block]:
    """Which months the numbers cover, where they are not all of the period."""
    if set(released.months) == set(released.period.months):
        return []
    return [Paragraph(tr("Covers %(months)s.", months=_months(released.months)), size=Size.SMALL)]


def _withheld(report: Report) -> list[Block]:
    """What is held back and why; never how many cells were small."""
    sentences = tuple(Point(sentence) for sentence in withheld(report))
    if not sentences:
        return []
    return [Heading(tr("What is held back, and why"), 2), Points(sentences, size=Size.SMALL)]


def _notes(report: Report) -> list[Block]:
    return [
        Notice(Kind.NOTE, tr(NOTE_LABELS[note.code], months=_months(note.months)), icon="info") for note in report.notes
    ]
