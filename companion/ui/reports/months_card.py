"""Contacts month by month, as bars: what was told of twelve months, and which of them are not told."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.reports.disclosure import ReleasedTable
from companion.reports.labels import TITLES, heading_label
from companion.reports.layouts import CONTACT_COUNT, MONTHS_SHOWN, Layout
from companion.reports.period_words import short_month
from companion.reports.tables import Heading
from companion.ui.widgets.bar_chart import Bar, BarChart
from companion.ui.widgets.card import Card
from companion.ui.widgets.pane_scroll import PaneScroll
from companion.ui.widgets.text import Text


class MonthsCard(Card):
    """Takes the released table by month and nothing else (`TypeError`)."""

    def __init__(self, released: ReleasedTable, through: Month) -> None:
        if not isinstance(released, ReleasedTable) or released.code != Layout.BY_MONTH.value:
            raise TypeError("only the released table by month is drawn")
        title = tr(TITLES[Layout.BY_MONTH])
        super().__init__(title, gap=8)
        self.add_to_head(Text(tr("Contacts, not people"), "caption", "text2", side="end"))
        self.bars = bars(released, through)
        chart = MonthsChart(title, self.bars, bars(released, through, narrow=True))
        self.body.addWidget(PaneScroll(chart, whole=True, sideways=True))
        if any(bar.value is None for bar in self.bars):
            self.body.addWidget(Text(tr("–: nothing is told of this month by itself."), "caption", "text2"))


class NeedlesCard(Card):
    """Needles out and needles back, each as bars over twelve months, on a scale of its own."""

    def __init__(self, released: ReleasedTable, through: Month) -> None:
        if not isinstance(released, ReleasedTable) or released.code != Layout.NEEDLES_BY_MONTH.value:
            raise TypeError("only the released table of needles by month is drawn")
        super().__init__(tr(TITLES[Layout.NEEDLES_BY_MONTH]), gap=8)
        self.bars: dict[Heading, list[Bar]] = {}
        for column in released.table.columns:
            label = heading_label(column, PlaceNames())
            self.bars[column] = bars(released, through, column)
            if not self.bars[column]:
                continue
            self.body.addWidget(Text(label, "label", weight=600))
            chart = MonthsChart(label, self.bars[column], bars(released, through, column, narrow=True))
            self.body.addWidget(PaneScroll(chart, whole=True, sideways=True))
        if any(bar.value is None for drawn in self.bars.values() for bar in drawn):
            self.body.addWidget(Text(tr("–: nothing is told of this month by itself."), "caption", "text2"))


class MonthsChart(QWidget):
    """The same bars with short names of months, or with initials where those have no room. Read aloud with names."""

    def __init__(self, title: str, named: list[Bar], initials: list[Bar]) -> None:
        super().__init__()
        self._named, self._initials = named, initials
        self.chart = BarChart(title, named, grid=True, height=190)
        self._needs = self.chart.minimumSizeHint().width()
        self._read_aloud = self.chart.accessibleName()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        self._use(initials)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use(self._named if self.width() >= self._needs else self._initials)

    def minimumSizeHint(self) -> QSize:
        return self._least

    def _use(self, chosen: list[Bar]) -> None:
        self.chart.set_bars(chosen)
        if chosen is self._initials:
            self._least = self.chart.minimumSizeHint()
        self.chart.setAccessibleName(self._read_aloud)


def bars(
    released: ReleasedTable, through: Month, column: Heading = CONTACT_COUNT, *, narrow: bool = False
) -> list[Bar]:
    """A bar for each told month or months told together, an empty place for a month between that is not told."""
    table, period = released.table, released.period
    told = [row for row in table.rows if table.number(row, column) is not None]
    row_of = {month: row for row in told for month in table.months[row]}
    if not row_of:
        return []
    months = [period.last.plus(-back) for back in range(MONTHS_SHOWN - 1, -1, -1)]
    first_told = min(row_of)
    drawn: list[Bar] = []
    seen = set()
    for month in months:
        row = row_of.get(month)
        if row in seen or not first_told <= month <= through:
            continue
        strong = period.first <= month <= period.last
        if row is None:
            drawn.append(Bar(short_month(month, narrow=narrow), None, strong))
            continue
        seen.add(row)
        together = table.months[row]
        label = "–".join(dict.fromkeys([short_month(one, narrow=narrow) for one in (together[0], together[-1])]))
        drawn.append(Bar(label, table.number(row, column), strong))
    # Where every bar belongs to the period, none stands out.
    return drawn if not all(bar.strong for bar in drawn) else [replace(bar, strong=False) for bar in drawn]
