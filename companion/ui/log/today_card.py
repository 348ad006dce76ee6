"""Today's tally as strokes, its totals beside the month's, the week as bars; read from the store, not counted here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.log.contacts import Amount, Service
from companion.log.labels import FIELD_LABELS
from companion.log.tally import DayTally, MonthTally
from companion.ui import theme
from companion.ui.widgets.bar_chart import Bar, BarChart
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.tally_marks import TallyMarks
from companion.ui.widgets.text import Text

# More strokes than anybody reads at a glance: from here on a number stands in their place.
MOST_STROKES = 30
_LEAST_CHART = 56  # px at 100 %: the bars give way before Save leaves the window
_COLUMN = 64  # px at 100 %: room for a number of the month beside today's
_ROWS = ("needles_given", "needles_back", "naloxone_doses")


class TodayCard(Card):
    """`show_week` takes the days of this week, today last."""

    def __init__(self, off: frozenset[str]) -> None:
        super().__init__(gap=6)
        self._most_strokes = MOST_STROKES
        self._days: Sequence[DayTally] = ()
        self.count = Text("", "label", "text2", weight=400, side="end")
        self.body.addWidget(_line(Text(tr("Today"), "h3"), self.count))
        self.marks = TallyMarks()
        self.number = Text("", "timer", "accent", wrap=False)
        self.body.addWidget(self.marks)
        self.body.addWidget(self.number)
        self.numbers: dict[str, Text] = {}
        self.month_numbers: dict[str, Text] = {}
        today, month = (Text(words, "caption", "text2", side="end") for words in (tr("Today"), tr("Month")))
        self.body.addWidget(_line(Text("", "caption"), today, month))
        for field in (*_ROWS, "sent_on"):
            if field in off or (field == "sent_on" and "referrals" in off):
                continue
            words = tr("Sent on") if field == "sent_on" else tr(FIELD_LABELS[field])
            self.numbers[field] = Text("", "body", weight=600, side="end")
            self.month_numbers[field] = Text("", "body", "text2", weight=400, side="end")
            self.body.addWidget(_line(Text(words, "body"), self.numbers[field], self.month_numbers[field]))
        self.body.addSpacing(theme.space(4))
        self.body.addWidget(Divider())
        self.week_count = Text("", "label", "text2", weight=400, side="end")
        self._week_line = _line(Text(tr("This week"), "label", weight=600), self.week_count)
        self.body.addWidget(self._week_line)
        self.month_count = Text("", "label", "text2", weight=400, side="end")
        self.month_line = Text("", "label", weight=600)
        self.week = BarChart(tr("Contacts this week, day by day"), [], height=84)
        self.week.setMinimumHeight(theme.space(_LEAST_CHART))
        self.body.addWidget(self.week)
        self.body.addWidget(_line(self.month_line, self.month_count))

    def show_chart(self, shown: bool) -> None:
        """Show the week, or leave it at today and the month; without room strokes stay in one line."""
        self._most_strokes = MOST_STROKES if shown else MOST_STROKES // 3
        self.week.setVisible(shown)
        self._week_line.setVisible(shown)
        if self._days:
            self.show_week(self._days)

    def show_week(self, days: Sequence[DayTally]) -> None:
        """Show today (the last day) and the week."""
        self._days = days
        today = days[-1]
        words = trn("%(n)s contact", "%(n)s contacts", today.contacts)
        self.count.setText(words)
        few = today.contacts <= self._most_strokes
        self.marks.set_count(today.contacts if few else 0, words)
        self.marks.setVisible(few)
        self.number.setText("" if few else locales.number(today.contacts))
        self.number.setVisible(not few)
        for field, text in self.numbers.items():
            text.setText(locales.number(getattr(today, field)))
        self.week_count.setText(trn("%(n)s contact", "%(n)s contacts", sum(day.contacts for day in days)))
        self.week.set_bars([Bar(_weekday(day), day.contacts, day.day == clock.today()) for day in days])

    def show_month(self, tally: MonthTally) -> None:
        """Show the month that counts what is logged now."""
        name = locales.month_year(tally.month.first_day)
        self.month_line.setText(name)
        self.month_count.setText(trn("%(n)s contact", "%(n)s contacts", tally.contacts))
        for field, text in self.month_numbers.items():
            number = tally.services.get(Service.SENT_ON, 0) if field == "sent_on" else tally.amounts[Amount(field)]
            text.setText(locales.number(number))
            text.setAccessibleDescription(name)


def _weekday(day: DayTally) -> str:
    names = locales.locale().days["stand-alone"]["abbreviated"]
    return str(names[day.day.weekday()])


def _line(name: Text, *values: Text) -> QWidget:
    """A name at the start and its values at the end; a screen reader hears them together."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(8))
    row.addWidget(name, 1)
    for value in values:
        if len(values) > 1:
            value.setMinimumWidth(theme.scaled(_COLUMN))
        row.addWidget(value)
        value.setAccessibleDescription(name.text())
    return holder
