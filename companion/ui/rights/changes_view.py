"""The law's history in a place: the road on top, every dated change below, and what applied on one day."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights.history import History, history
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.ui import theme
from companion.ui.rights.day_card import DayCard
from companion.ui.rights.law_changes import ChangeEntry, documents
from companion.ui.rights.law_road import day_words, numbered, road_plan, road_words
from companion.ui.rights.panes import PanesLayout
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.road import STACKED_FROM, RoadTimeline
from companion.ui.widgets.text import Text, caption


class ChangesView(QWidget):
    """The road (None where the changes do not make one), `entries` of the list, and the card of one day."""

    def __init__(self, library: Library, place: str) -> None:
        super().__init__()
        self._out = ReadOut(library, place, catalogs.language())
        today = clock.today()
        past = history(library, place, today)
        self.road: RoadTimeline | None = None
        self.entries: list[ChangeEntry] = []
        self.day_card = DayCard(library, self._out, past, today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        column.addWidget(self._road_card(past, today))
        listed = self._list_card(library, place, past, today)
        if theme.current().text_scale >= STACKED_FROM:
            # One below the other, the answer for one day stays near the road whose marker asks for it.
            column.addWidget(self.day_card)
            column.addWidget(listed)
        else:
            panes = PanesLayout(share=0.64, gap=14)
            panes.addWidget(listed)
            panes.addWidget(self.day_card)
            column.addLayout(panes)
        column.addStretch(1)

    def day(self) -> date:
        """The day that was chosen last."""
        return self.day_card.field.value()

    def set_day(self, day: date) -> None:
        """Show what applied on that day, on the card and on the road."""
        self.day_card.set_day(day)
        if self.road is not None:
            self.road.set_day(day)

    def _road_card(self, past: History, today: date) -> Card:
        card = Card(tr("A small amount for yourself: which way the law went"))
        if not past.stretches:
            card.body.addWidget(Text(_no_road(past)))
            return card
        plan = road_plan(self._out, past, today)
        self.road = road = RoadTimeline(plan, road_words(plan), day=today)
        road.day_chosen.connect(self.day_card.set_day)
        self.day_card.day_chosen.connect(road.set_day)
        card.body.addWidget(caption(tr("Press the road, or use the arrow keys on it, to see one day."), "text2"))
        card.body.addWidget(road)
        card.body.addWidget(
            caption(tr("Some changes are only about some drugs or amounts: each says so in the list below."), "text2")
        )
        undone = [taken for taken in past.taken_back if taken.until == past.stretches[-1].from_]
        if undone:
            words = tr(
                "Cards and posters printed between %(from)s and %(until)s tell law that was taken back. "
                "Do not hand them out.",
                **{
                    "from": day_words(undone[-1].change, self._out.language),
                    "until": locales.long_date(undone[-1].until, self._out.language),
                },
            )
            card.body.addWidget(MessageLine("warning", words))
        return card

    def _list_card(self, library: Library, place: str, past: History, today: date) -> Card:
        card = Card(tr("Every change, the newest first"), gap=8)
        numbers = numbered(self._out, past, today)
        for change in documents(library, catalogs.language(), place):
            if self.entries:
                card.body.addWidget(Divider())
            self.entries.append(ChangeEntry(change, number=numbers.get(change["id"])))
            card.body.addWidget(self.entries[-1])
        if not self.entries:
            card.body.addWidget(Text(tr("No law change is recorded for this place.")))
        card.body.addStretch(1)
        return card


def _no_road(past: History) -> str:
    if past.broken:
        return tr(
            "The recorded changes are about different drugs or amounts. They do not make one line, so no road is drawn."
        )
    return tr("No recorded change says what the answer was before and after, so no road is drawn.")
