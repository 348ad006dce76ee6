"""A released table as people read it: headings, numbers, a small bar beside each count."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.places import PlaceNames
from companion.reports.disclosure import ReleasedTable
from companion.reports.labels import TITLES, heading_label
from companion.reports.layouts import Layout
from companion.reports.period_words import months_joined
from companion.reports.tables import Dimension, Heading
from companion.ui import theme
from companion.ui.widgets.bar_chart import HorizontalBar
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.pane_scroll import PaneScroll
from companion.ui.widgets.text import Text

# With more columns the bars would be too short to compare.
_MOST_WITH_BARS = 4
_TOTALS = (
    Dimension.ALL_PLACES,
    Dimension.ALL_CONTACTS,
    Dimension.ALL_OF_THESE,
    Dimension.ALL_INCIDENTS,
    Dimension.ALL_WORKSHOPS,
)
_SUMS = _TOTALS[1:]


class TableCard(Card):
    """Takes a `ReleasedTable` and nothing else (`TypeError`); `aside` is a note at the end of the heading's line.

    `numbers` holds the labels of the cells by row and column, so that a test can read what a person reads.
    """

    def __init__(self, released: ReleasedTable, names: PlaceNames, *, aside: str = "") -> None:
        if not isinstance(released, ReleasedTable):
            raise TypeError("only released tables are shown")
        super().__init__(tr(TITLES[Layout(released.code)]), gap=8)
        if aside:
            self.add_to_head(Text(aside, "caption", "text2", side="end"))
        self.released, self._names = released, names
        self.numbers: dict[tuple[Heading, Heading], Text] = {}
        self._largest = max((value for cell, value in released.table.cells.items() if _is_part(cell)), default=0)
        grid = QWidget()
        self._fill(QGridLayout(grid))
        self.body.addWidget(PaneScroll(grid, whole=True, sideways=True))
        if (covered := self._covered()) is not None:
            self.body.addWidget(Text(covered, "caption", "text2"))

    def _fill(self, grid: QGridLayout) -> None:
        table = self.released.table
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(12))
        grid.setVerticalSpacing(theme.space(6))
        grid.setColumnStretch(0, 3)
        width = 1 + 2 * len(table.columns)
        for place, column in enumerate(table.columns):
            heading = Text(heading_label(column, self._names), "label", weight=600, side="end")
            grid.addWidget(heading, 0, 1 + 2 * place, 1, 2)
            grid.setColumnStretch(2 + 2 * place, 1)
        for index, row in enumerate(table.rows):
            line = 1 + 2 * index
            grid.addWidget(Divider(), line, 0, 1, width)
            grid.addWidget(self._row_name(row), line + 1, 0)
            for place, column in enumerate(table.columns):
                self._cell(grid, line + 1, 1 + 2 * place, row, column)

    def _cell(self, grid: QGridLayout, line: int, at: int, row: Heading, column: Heading) -> None:
        """The number at the end of its column, the bar before it; a cell that is not told stays empty."""
        value = self.released.table.number(row, column)
        if value is None:
            return
        bars = len(self.released.table.columns) <= _MOST_WITH_BARS and self.released.code != Layout.SUPPLIES.value
        if bars and _is_part((row, column)):
            grid.addWidget(HorizontalBar(value, self._largest), line, at)
        total = row.dimension in _TOTALS or (column.dimension in _TOTALS and len(self.released.table.columns) > 1)
        number = Text(locales.number(value), "body", weight=600 if total else 400, side="end", wrap=False)
        words = tr(
            "%(row)s, %(column)s",
            row=heading_label(row, self._names),
            column=heading_label(column, self._names),
        )
        number.setAccessibleDescription(words)
        grid.addWidget(number, line, at + 1)
        self.numbers[row, column] = number

    def _row_name(self, row: Heading) -> QWidget:
        """The row's name, and below it its months where they are fewer than the table's."""
        weight = 600 if row.dimension in _TOTALS else 400
        name = Text(heading_label(row, self._names), "body", weight=weight)
        months = self.released.table.months.get(row, self.released.months)
        if set(months) == set(self.released.months):
            return name
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(name)
        only = tr("Only %(months)s.", months=months_joined(months, self.released.period))
        column.addWidget(Text(only, "caption", "text2"))
        return holder

    def _covered(self) -> str | None:
        """Which months the numbers cover, where they are not all of the period."""
        months = self.released.months
        if set(months) == set(self.released.period.months):
            return None
        return tr("Covers %(months)s.", months=months_joined(months, self.released.period))


def _is_part(cell: tuple[Heading, Heading]) -> bool:
    """A count that is no sum over places or services, or has no parts beside it."""
    row, column = cell
    return row.dimension not in _SUMS and column.dimension is not Dimension.ALL_PLACES
