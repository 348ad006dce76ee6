"""Today's tally as strokes and totals, and the week as bars; read from the store, never counted here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.log.labels import FIELD_LABELS
from companion.log.tally import DayTally
from companion.ui import theme
from companion.ui.widgets.bar_chart import Bar, BarChart
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.tally_marks import TallyMarks
from companion.ui.widgets.text import Text

# More strokes than anybody reads at a glance: from here on a number stands in their place.
MOST_STROKES = 30
_ROWS = ("needles_given", "needles_back", "naloxone_doses")


class TodayCard(Card):
    """`show_week` takes the days of this week, today last."""

    def __init__(self, off: frozenset[str]) -> None:
        super().__init__(gap=8)
        self.count = Text("", "label", "text2", weight=400, side="end")
        self.body.addWidget(_line(Text(tr("Today"), "h3"), self.count))
        self.marks = TallyMarks()
        self.number = Text("", "timer", "accent", wrap=False)
        self.body.addWidget(self.marks)
        self.body.addWidget(self.number)
        self.numbers: dict[str, Text] = {}
        for field in (*_ROWS, "sent_on"):
            if field in off or (field == "sent_on" and "referrals" in off):
                continue
            words = tr("Sent on") if field == "sent_on" else tr(FIELD_LABELS[field])
            self.numbers[field] = Text("", "body", weight=600, side="end")
            self.body.addWidget(_line(Text(words, "body"), self.numbers[field]))
        self.body.addSpacing(theme.space(4))
        self.body.addWidget(Divider())
        self.week_count = Text("", "label", "text2", weight=400, side="end")
        self.body.addWidget(_line(Text(tr("This week"), "label", weight=600), self.week_count))
        self.week = BarChart(tr("Contacts this week, day by day"), [], height=104)
        self.body.addWidget(self.week)

    def show_chart(self, shown: bool) -> None:
        """Show the week's bars, or leave it at the week's number."""
        self.week.setVisible(shown)

    def show_week(self, days: Sequence[DayTally]) -> None:
        """Show today (the last day) and the week."""
        today = days[-1]
        words = trn("%(n)s contact", "%(n)s contacts", today.contacts)
        self.count.setText(words)
        few = today.contacts <= MOST_STROKES
        self.marks.set_count(today.contacts if few else 0, words)
        self.marks.setVisible(few)
        self.number.setText("" if few else locales.number(today.contacts))
        self.number.setVisible(not few)
        for field, text in self.numbers.items():
            text.setText(locales.number(getattr(today, field)))
        self.week_count.setText(trn("%(n)s contact", "%(n)s contacts", sum(day.contacts for day in days)))
        self.week.set_bars([Bar(_weekday(day), day.contacts, day.day == clock.today()) for day in days])


def _weekday(day: DayTally) -> str:
    names = locales.locale().days["stand-alone"]["abbreviated"]
    return str(names[day.day.weekday()])


def _line(name: Text, value: Text) -> QWidget:
    """A name at the start and its value at the end; a screen reader hears both as one."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(8))
    row.addWidget(name, 1)
    row.addWidget(value)
    value.setAccessibleDescription(name.text())
    return holder
