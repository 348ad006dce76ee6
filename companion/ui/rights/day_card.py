"""What applied on one day: the outcome for a small amount, and what comparisons call it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import clock
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.rights.history import History, Stretch
from companion.rights.labels import WARNINGS
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.ui import theme
from companion.ui.rights.place_view import model_words
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.card import Card
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text
from companion.vocabulary import Outcome


class DayCard(Card):
    """`day_chosen` tells the day that was entered here; `set_day` shows another one silently."""

    day_chosen = Signal(object)

    def __init__(self, library: Library, out: ReadOut, past: History, day: date) -> None:
        super().__init__(tr("What applied on one day?"))
        self._library, self._out, self._past = library, out, past
        self.field = DateField(tr("Day"), day, latest=clock.today())
        self.field.changed.connect(self._changed)
        self.body.addWidget(self.field)
        self.banner: AnswerBanner | None = None
        self._told: QWidget | None = None
        self._show()
        self.body.addStretch(1)

    def set_day(self, day: date) -> None:
        self.field.set_value(day)
        self._show()

    def _changed(self) -> None:
        self._show()
        self.day_chosen.emit(self.field.value())

    def _show(self) -> None:
        if self._told is not None:
            self._told.hide()
            self._told.deleteLater()
        self._told = QWidget()
        column = QVBoxLayout(self._told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(10))
        day = self.field.value()
        self.banner = self._banner(day)
        column.addWidget(self.banner)
        if stretch := self._past.on(day):
            self._add_exceptions(column, stretch)
        model = self._out.model(self._out.place.model_on(day))
        if model:
            column.addWidget(Text(model_words(model, self._out.language), "label", "text2", weight=400))
        else:
            column.addWidget(Text(tr("How comparisons call it on this day is not recorded."), "label", "text2"))
        if day > self._out.place.as_of:
            known = locales.long_date(self._out.place.as_of, self._out.language)
            column.addWidget(MessageLine("warning", tr(WARNINGS["after-known"], date=known)))
        self.body.insertWidget(self.body.indexOf(self.field) + 1, self._told)

    def _add_exceptions(self, column: QVBoxLayout, stretch: Stretch) -> None:
        """Drugs for which the rules of that time say otherwise."""
        known = [self._library.substances.get(name) for name in stretch.not_for]
        names = [found.label(self._out.language) for found in known if found]
        if names:
            words = tr("The rules say otherwise for: %(drugs)s.", drugs=locales.joined(names))
            column.addWidget(MessageLine("warning", words))

    def _banner(self, day: date) -> AnswerBanner:
        stretch = self._past.on(day)
        if stretch is None:
            word = tr("No one answer is recorded")
            sentence = tr("The changes do not say what the law did on this day with a small amount for own use.")
            return AnswerBanner(Outcome.NOT_COVERED, word, sentence, compact=True)
        when = locales.long_date(day, self._out.language)
        sentence = tr("Carrying a small amount for own use, %(date)s.", date=when)
        return AnswerBanner(stretch.outcome, self._out.outcome_word(stretch.outcome), sentence, compact=True)
