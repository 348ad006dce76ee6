"""The question: place, substance, amount, what the person does, what else matters here, and the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from companion import clock
from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.rights.labels import ACTS
from companion.rights.library import Library
from companion.rights.navigator import counts_and_weighs, worth_asking
from companion.rights.question import Question
from companion.ui import places, theme
from companion.ui.navigator.also_field import AlsoFields
from companion.ui.navigator.amount_field import AmountField, amount_said
from companion.ui.navigator.circumstances import Circumstances
from companion.ui.navigator.substance_field import SubstanceField
from companion.ui.services.tab_order import follow, stops
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.fields import Field
from companion.ui.widgets.select import Select
from companion.vocabulary import Act

_ACTS = (Act.POSSESS, Act.USE, Act.SHARE, Act.SELL, Act.CULTIVATE, Act.CARRY_EQUIPMENT)


class QuestionForm(Card):
    """`changed` tells that the question is another; `question` is it, or None while no substance is meant."""

    changed = Signal()

    def __init__(self, library: Library, place: str) -> None:
        super().__init__(margin=16, gap=12)
        self._library = library
        options = places.options(library, catalogs.language())
        self.place = Select(tr("Place"), options, place, icon="pin", placeholder=place)
        self._asked_place = place
        self.substance = SubstanceField(library.substances)
        self.amount = AmountField()
        self.weight = AmountField(tr("What it weighs, if known"))
        self.weight.hide()
        self.also = AlsoFields(library.substances)
        acts = [Choice(act, tr(ACTS[act])) for act in _ACTS]
        self.act = ChipGroup(acts, name=tr("What the person does"), value=Act.POSSESS)
        self.circumstances = Circumstances()
        self.on = DateField(tr("On this day"))
        column: QVBoxLayout = self.body
        column.addWidget(Field(tr("Place"), self.place))
        column.addWidget(self.substance)
        column.addWidget(self.amount)
        column.addWidget(self.weight)
        column.addWidget(self.also)
        column.addWidget(Field(tr("What the person does"), self.act))
        column.addWidget(self.circumstances)
        column.addWidget(Field(tr("On this day"), self.on))
        column.addStretch(1)
        self.setMinimumWidth(theme.scaled(260))
        self.place.changed.connect(self._place_changed)
        self.substance.changed.connect(self._substance_changed)
        self.amount.changed.connect(self._ask_again)
        self.weight.changed.connect(self._ask_again)
        self.also.changed.connect(self._ask_again)
        self.act.changed.connect(self._ask_again)
        self.circumstances.changed.connect(self._ask_again)
        self.on.changed.connect(self._ask_again)
        self._ask_what_matters()

    def question(self) -> Question | None:
        """The question as it stands; None while nobody can tell which substance is meant."""
        plain = self._plain()
        return self.circumstances.applied(plain) if plain else None

    def fill(self, asked: dict[str, Any]) -> None:
        """Take over a question without telling `changed`. Names: place, substance, amount, unit, weight,
        weight_unit, also, act, on, answers."""
        self.blockSignals(True)
        if asked.get("place"):
            self._set_place(str(asked["place"]))
        words = str(asked.get("substance") or "")
        known = self._library.substances.get(words)
        if known is not None:
            self.substance.set_value(known)
        else:
            self.substance.set_text(words)
        self.amount.offer_for(self.substance.value())
        self.amount.set_value(amount_said(asked.get("amount"), str(asked.get("unit") or "g")))
        self.weight.set_value(amount_said(asked.get("weight"), str(asked.get("weight_unit") or "g")))
        self.also.fill(list(asked.get("also") or []))
        if asked.get("act"):
            self.act.set_value(str(asked["act"]))
        if asked.get("on"):
            self.on.set_value(date.fromisoformat(str(asked["on"])))
        self._ask_what_matters()
        for dimension, value in dict(asked.get("answers") or {}).items():
            self.circumstances.set_answer(dimension, value)
        self.blockSignals(False)

    def asked(self) -> dict[str, Any]:
        """What `fill` takes to ask the same again."""
        amount, weight = self.amount.value(), self.weight.value()
        substance = self.substance.value()
        return {
            "place": self._asked_place,
            "substance": substance.id if substance else self.substance.text(),
            "amount": format(amount.value.normalize(), "f") if amount else "",
            "unit": self.amount.unit,
            "weight": format(weight.value.normalize(), "f") if weight else "",
            "weight_unit": self.weight.unit,
            "also": self.also.asked(),
            "act": str(self.act.value()),
            "on": self.on.value().isoformat() if self.on.value() != clock.today() else "",
            "answers": self.circumstances.answers(),
        }

    def _plain(self) -> Question | None:
        substance, also = self.substance.value(), self.also.value()
        if substance is None or also is None:
            return None
        act = Act(self.act.value() or Act.POSSESS)
        question = Question(
            self._asked_place, substance.id, self.on.value(), act=act, amount=self.amount.value(), also=also
        )
        held = self._library.find(self._asked_place) is not None
        self.weight.setVisible(held and counts_and_weighs(self._library, question))
        return replace(question, weight=self.weight.value()) if self.weight.isVisibleTo(self) else question

    def _set_place(self, place: str) -> None:
        self._asked_place = place
        self.place.set_value(place)

    def _place_changed(self, place: str) -> None:
        self._asked_place = place
        self._ask_again()

    def _substance_changed(self) -> None:
        self.amount.offer_for(self.substance.value())
        self._ask_again()

    def _ask_again(self) -> None:
        self._ask_what_matters()
        self.changed.emit()

    def _ask_what_matters(self) -> None:
        """Only what splits the answer in this place, for this substance, act and day."""
        question = self.question()
        if question is None or self._library.find(self._asked_place) is None:
            self.circumstances.setVisible(bool(self.circumstances.groups) and question is None)
            self._order_tabs()
            return
        self.circumstances.setVisible(True)
        self.circumstances.ask(
            worth_asking(self._library, question), self._library.wording(self._asked_place, catalogs.language())
        )
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Much of the form is made anew with every substance; Tab goes through it where it stands."""
        rows = (self.substance, self.amount, self.weight, self.also.more, self.act, self.circumstances, self.on)
        follow(self.place, [stop for row in rows for stop in stops(row) or [row]])
