"""What happens if…, touched step by step: which drug, how much, and only what else matters here. Nothing is typed.

The answer comes from the same rules as everywhere; a step that was not answered stays open in the question.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion import clock
from companion.i18n.catalogs import N_, tr
from companion.rights.amounts import Amount
from companion.rights.labels import amount_label, value_label
from companion.rights.navigator import Asking, worth_asking
from companion.rights.question import Question
from companion.rights.substances import Substance
from companion.ui import theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.filled_grid import FilledGrid
from companion.ui.kiosk.page import KioskPage, Trail, next_button
from companion.ui.kiosk.touch_buttons import TouchButton, TouchTile
from companion.ui.kiosk.visit import Maker, Visit, Way
from companion.ui.navigator.written_question import unit_word
from companion.ui.services.plain_text import isolated
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text
from companion.vocabulary import Setting

# The order in which tiles stand: what is asked for most often first; the rest follows in the content's order.
_FIRST = (
    "cannabis",
    "cannabis_resin",
    "heroin",
    "cocaine",
    "crack_cocaine",
    "mdma",
    "amphetamine",
    "methamphetamine",
    "ketamine",
    "benzodiazepines",
    "methadone",
)
_ALSO = 2  # other names shown below the proper one
_LADDER = {
    "g": ("0.1", "0.5", "1", "2", "5", "10", "25", "50"),
    "mg": ("5", "10", "50", "100", "250", "500", "1000"),
    "ug": ("50", "100", "200", "500", "1000"),
    "ml": ("0.5", "1", "5", "10", "20", "50", "100"),
    "oz": ("0.25", "0.5", "1", "2", "3", "5"),
    "kg": ("0.1", "0.5", "1", "2"),
}
_COUNTED = ("1", "2", "3", "5", "10", "20", "50")
_UNITS_SHOWN = 4
_LARGEST = Decimal(100_000)
_OLDEST = 130
_LABELS = {"setting": N_("Where would it be?"), "age": N_("How old are you?")}
_SETTINGS = tuple(str(setting) for setting in Setting)


class SubstancePage(KioskPage):
    """Every substance the rules know, by its name and the names people use."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("Which drug?"))
        self.column.addWidget(Trail("fork", tr("What happens if…"), self.heading))
        holder = QWidget()
        grid = FilledGrid(holder, wide=4, tall=2, gap=theme.space(12), most=theme.scaled(110))
        self.tiles: dict[str, TouchTile] = {}
        for substance in _ordered(visit):
            tile = self._tile(substance)
            self.tiles[substance.id] = tile
            grid.addWidget(tile)
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.accessibleName() for tile in self.tiles.values())]

    def _tile(self, substance: Substance) -> TouchTile:
        language = self.visit.language
        also = ", ".join(substance.also.get(language, ())[:_ALSO])
        question = Question(self.visit.place, substance.id, clock.today())
        asked = partial(self.way.open, partial(AmountPage, question=question, units=substance.units))
        return TouchTile(substance.label(language), also, on_click=asked)


def _ordered(visit: Visit) -> list[Substance]:
    every = list(visit.library.substances.all)
    return sorted(every, key=lambda one: _FIRST.index(one.id) if one.id in _FIRST else len(_FIRST))


class AmountPage(KioskPage):
    """How much: less and more, amounts to start from, or "I don't know". No amount here is a permission."""

    def __init__(self, visit: Visit, way: Way, *, question: Question, units: tuple[str, ...]) -> None:
        super().__init__(visit, way, tr("How much?"))
        self._question, self._units = question, units[:_UNITS_SHOWN]
        first = question.amount or Amount(Decimal(1), units[0])
        self.amount = first
        self.column.addWidget(Trail("fork", substance_name(visit, question), self.heading))
        self.column.addStretch(1)
        self.column.addLayout(self._stepper())
        self.column.addStretch(1)
        self._units_row, self._ladder_row = QWidget(), QWidget()
        for row in (self._ladder_row, self._units_row):
            FlowLayout(row, gap=theme.space(12), line_gap=theme.space(12))
            self.column.addWidget(row)
        self.unit_tiles: dict[str, TouchTile] = {}
        for unit in self._units if len(self._units) > 1 else ():
            tile = TouchTile(unit_word(unit), checkable=True, on_click=partial(self._set_unit, unit))
            self.unit_tiles[unit] = tile
            _layout(self._units_row).addWidget(tile)
        self._set_unit(first.unit, first.value)
        self.column.addStretch(1)

    def to_read(self) -> list[str]:
        return [substance_name(self.visit, self._question), self.heading, self.number.text()]

    def foot_end(self) -> list[QWidget]:
        unknown = TouchButton(tr("I don’t know"), big=True, on_click=partial(self._go_on, False))
        return [unknown, next_button(tr("Next"), partial(self._go_on, True))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Plus):
            self._step(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Minus):
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _stepper(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(28))
        self.less = TouchButton("", icon="minus", big=True, on_click=partial(self._step, -1))
        self.more = TouchButton("", icon="plus", big=True, on_click=partial(self._step, 1))
        self.less.setAccessibleName(tr("Less"))
        self.more.setAccessibleName(tr("More"))
        for button in (self.less, self.more):
            button.setAutoRepeat(True)
            button.setMinimumWidth(sizes.finger(120))
        self.number = Text("", "timer", side="center", wrap=False)
        self.number.setMinimumWidth(theme.scaled(220))
        row.addStretch(1)
        row.addWidget(self.less)
        row.addWidget(self.number)
        row.addWidget(self.more)
        row.addStretch(1)
        return row

    def _set_unit(self, unit: str, value: Decimal = Decimal(1)) -> None:
        for key, tile in self.unit_tiles.items():
            tile.setChecked(key == unit)
        layout = _layout(self._ladder_row)
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for step in _LADDER.get(unit, _COUNTED):
            amount = Amount(Decimal(step), unit)
            tile = TouchTile(isolated(amount_label(amount, self.visit.language)), on_click=partial(self._set, amount))
            layout.addWidget(tile)
            tile.show()
        self._set(Amount(value, unit))

    def _set(self, amount: Amount) -> None:
        self.amount = amount
        self.number.setText(isolated(amount_label(amount, self.visit.language)))
        self.number.setAccessibleName(self.number.text())
        self.less.setEnabled(amount.value > _stride(amount, -1))

    def _step(self, by: int) -> None:
        value = self.amount.value + by * _stride(self.amount, by)
        if 0 < value <= _LARGEST:
            self._set(Amount(value, self.amount.unit))

    def _go_on(self, known: bool) -> None:
        question = replace(self._question, amount=self.amount if known else None)
        self.way.open(next_page(self.visit, question, ()))


class CircumstancePage(KioskPage):
    """One more thing that decides here. Not saying is an answer."""

    def __init__(self, visit: Visit, way: Way, *, question: Question, asking: Asking, asked: tuple[str, ...]) -> None:
        super().__init__(visit, way, _asks(visit, asking.dimension))
        self.column.addWidget(Trail("fork", said(visit, question), self.heading))
        self.add_heading()
        holder = QWidget()
        grid = FilledGrid(holder, wide=3, tall=2, gap=theme.space(14), most=theme.scaled(120))
        self.tiles: dict[str, TouchTile] = {}
        for value in _values(asking):
            answered = applied(question, asking.dimension, value)
            self._add(grid, value, _value_words(visit, asking.dimension, value), answered, (*asked, asking.dimension))
        self._add(grid, "", tr("I’d rather not say"), question, (*asked, asking.dimension))
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.text() for tile in self.tiles.values())]

    def _add(self, grid: FilledGrid, value: str, words: str, question: Question, asked: tuple[str, ...]) -> None:
        tile = TouchTile(words, on_click=lambda: self.way.open(next_page(self.visit, question, asked)))
        self.tiles[value] = tile
        grid.addWidget(tile)


def next_page(visit: Visit, question: Question, asked: tuple[str, ...]) -> Maker:
    """What comes after this much is said: another circumstance that decides, or the answer.

    Whether somebody is dependent, and earlier cases, are not asked on a shared screen: the answer says what they
    change.
    """
    from companion.ui.kiosk.answer_pages import AnswerPage

    for asking in sorted(worth_asking(visit.library, question), key=lambda one: one.dimension != "setting"):
        name = asking.dimension
        if asking.decides and name not in asked and (name in _LABELS or name.startswith("given.")):
            return partial(CircumstancePage, question=question, asking=asking, asked=asked)
    return partial(AnswerPage, question=question, part=0)


def applied(question: Question, dimension: str, value: str) -> Question:
    """The question with that said."""
    if dimension == "setting":
        return replace(question, setting=Setting(value))
    if dimension == "age":
        return replace(question, age=min(int(value.rstrip("+").partition("-")[0]), _OLDEST))
    return replace(question, given={**question.given, dimension.removeprefix("given."): value})


def substance_name(visit: Visit, question: Question) -> str:
    """The substance asked about, as it is called in the visitor's language."""
    substance = visit.library.substances.get(question.substance)
    return substance.label(visit.language) if substance else question.substance


def said(visit: Visit, question: Question) -> str:
    """What was said so far, in one line."""
    parts = [substance_name(visit, question)]
    if question.amount is not None:
        parts.append(isolated(amount_label(question.amount, visit.language)))
    if question.setting is not None:
        parts.append(value_label("setting", str(question.setting), visit.language))
    if question.age is not None:
        parts.append(tr("aged %(age)s", age=question.age))
    return " · ".join(parts)


def _asks(visit: Visit, dimension: str) -> str:
    known = visit.record.circumstances.get(dimension.removeprefix("given.")) if visit.record else None
    if known is not None and dimension.startswith("given."):
        return visit.out.wording.text(f"circumstance.{known.id}.ask", known.ask)
    return tr(_LABELS.get(dimension, dimension))


def _value_words(visit: Visit, dimension: str, value: str) -> str:
    known = visit.record.circumstances.get(dimension.removeprefix("given.")) if visit.record else None
    if known is not None and dimension.startswith("given."):
        return visit.out.wording.text(f"circumstance.{known.id}.values.{value}", known.values.get(value, value))
    return value_label(dimension, value, visit.language)


def _values(asking: Asking) -> list[str]:
    parts = list({part: None for value in asking.values for part in value.split(", ")})
    if asking.dimension == "age":
        return sorted(parts, key=lambda part: int(part.rstrip("+").partition("-")[0]))
    return [value for value in _SETTINGS if value in parts] if asking.dimension == "setting" else parts


def _stride(amount: Amount, by: int) -> Decimal:
    """How far one touch goes: a tenth below 3 g, a half below 10, then whole ones; counted things one by one."""
    if amount.unit not in ("g", "ml", "oz", "kg"):
        small = amount.unit in ("mg", "ug")
        return Decimal(5) if small and (amount.value > 5 or by > 0) and amount.value >= 5 else Decimal(1)
    edge = amount.value if by > 0 else amount.value - Decimal("0.001")
    if edge < 3:
        return Decimal("0.1")
    return Decimal("0.5") if edge < 10 else Decimal(1) if edge < 50 else Decimal(5)


def _layout(row: QWidget) -> FlowLayout:
    found = row.layout()
    assert isinstance(found, FlowLayout)
    return found
