"""Which laptop has sent which month: for the coordinator, before a report goes out."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import N_, tr
from companion.log.exchange import Laptop, Team
from companion.log.exchange_counts import MonthStanding, Standing, standing
from companion.log.months import Month
from companion.reports.period_words import short_month
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.widgets.buttons import IconButton
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.text import Text

MONTHS = 6
_WORDS = {
    Standing.WHOLE: N_("whole"),
    Standing.SO_FAR: N_("so far"),
    Standing.MISSING: N_("missing"),
    Standing.NOT_YET_IN: N_("not in the team yet"),
}
_MARKS = {Standing.WHOLE: ("check", "ok"), Standing.SO_FAR: ("clock", "text2"), Standing.MISSING: ("x", "err")}


class StandingCard(Card):
    """A row per laptop, a column per month; `words` holds what each cell says, by laptop and month."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("What has arrived"), gap=10)
        self._session = session
        self._holder = QVBoxLayout()
        self.body.addLayout(self._holder)
        self._grid: QWidget | None = None
        self.words: dict[tuple[int, Month], str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read again what is there."""
        if self._grid is not None:
            self._holder.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self.words = {}
        running = Month.of(clock.today())
        months = [running.plus(-back) for back in range(MONTHS - 1, -1, -1)]
        found = standing(self._session.contacts, months)
        self._grid = QWidget()
        if not found:
            sentence = tr("No laptop has been admitted yet. This one’s own counts are always in.")
            column = QVBoxLayout(self._grid)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(Text(sentence, "label", "text2", weight=400))
        else:
            self._fill(QGridLayout(self._grid), months, found)
        self._holder.addWidget(self._grid)

    def remove(self, laptop: Laptop) -> None:
        """Take nothing more from a laptop; what it sent stays counted."""
        Team(self._session.contacts).remove(laptop.code)
        self.refresh()

    def _fill(
        self, grid: QGridLayout, months: list[Month], found: list[tuple[Laptop, dict[Month, MonthStanding]]]
    ) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(12))
        grid.setVerticalSpacing(theme.space(8))
        grid.setColumnStretch(0, 2)
        for column, month in enumerate(months, 1):
            grid.addWidget(Text(short_month(month), "label", weight=600), 0, column)
            grid.setColumnStretch(column, 1)
        names = self._session.get("laptop_names")
        for line, (laptop, here) in enumerate(found, 1):
            name = str(names.get(str(laptop.code)) or tr("Laptop %(number)s", number=laptop.code))
            grid.addWidget(Text(name, "label", weight=600), line, 0)
            for column, month in enumerate(months, 1):
                words = _said(here[month])
                self.words[laptop.code, month] = words
                grid.addWidget(_cell(here[month], words), line, column)
            remove = IconButton("x", tr("Take nothing more from %(laptop)s", laptop=name), framed=False)
            remove.clicked.connect(partial(self.remove, laptop))
            grid.addWidget(remove, line, len(months) + 1)


def _said(one: MonthStanding) -> str:
    words = tr(_WORDS[one.standing])
    if one.changed_late:
        return tr("%(standing)s; changed after the report was out", standing=words)
    return words


def _cell(one: MonthStanding, words: str) -> QWidget:
    """A mark and the word: never a colour alone."""
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    if one.standing in _MARKS:
        icon, ink = _MARKS[one.standing]
        column.addWidget(Glyph(icon, ink, 18))
    column.addWidget(Text(words, "caption", "text2"))
    if one.counted is not None and one.standing is Standing.WHOLE and one.counted != Month.of(clock.today()):
        cell.setToolTip(tr("Counts in %(month)s.", month=locales.month_year(one.counted.first_day)))
    return cell
