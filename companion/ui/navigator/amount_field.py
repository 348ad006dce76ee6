"""How much was weighed: a number and its unit, from the units people use for that substance."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.rights.amounts import ASKED_UNITS, LARGEST, Amount, amount_of
from companion.rights.substances import Substance
from companion.ui import theme
from companion.ui.navigator.written_question import unit_word
from companion.ui.services.tab_order import follow, stops
from companion.ui.widgets.chips import Choice
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text

_STEPS = {
    "g": Decimal("0.1"),
    "mg": Decimal(50),
    "ug": Decimal(50),
    "kg": Decimal("0.1"),
    "ml": Decimal("0.5"),
    "oz": Decimal("0.25"),
}
_USUAL_UNITS = ("g", "mg")
_SEGMENTS = 3  # more units than these become a drop-down, and so do long words
_LONGEST_SEGMENT = 4  # letters


class AmountField(QWidget):
    """`value` is the amount, None while no number above zero is there; `changed` tells that it is another."""

    changed = Signal()

    def __init__(self, name: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        name = name or tr("Amount, as weighed")
        label = Text(name, "label")
        column.addWidget(label)
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=theme.space(8), line_gap=theme.space(8))
        self.stepper = Stepper(name, None, maximum=999_999, step=_STEPS["g"], decimals=4, optional=True)
        self.stepper.changed.connect(self.changed)
        label.setBuddy(self.stepper.field)
        self._flow.addWidget(self.stepper)
        self.picker: Segmented | Select | None = None
        self._units: tuple[str, ...] = ()
        self._offer(_USUAL_UNITS, "g")
        column.addWidget(holder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def unit(self) -> str:
        """The unit chosen."""
        return str(self.picker.value()) if self.picker is not None else self._units[0]

    def value(self) -> Amount | None:
        """The amount, or None where none was said."""
        number = self.stepper.value()
        return Amount(number, self.unit) if number and number <= LARGEST else None

    def set_value(self, amount: Amount | None) -> None:
        """Set without telling `changed`."""
        if amount is not None:
            units = self._units if amount.unit in self._units else (*self._units, amount.unit)
            self._offer(units, amount.unit)
        self.stepper.set_value(amount.value if amount else None)

    def offer_for(self, substance: Substance | None) -> None:
        """Offer the units of a substance; the chosen one stays where it can."""
        units = tuple(unit for unit in substance.units if unit in ASKED_UNITS) if substance else _USUAL_UNITS
        units = units or _USUAL_UNITS
        if self.stepper.value() and self.unit not in units:
            units = (*units, self.unit)
        self._offer(units, self.unit if self.unit in units else units[0])

    def _offer(self, units: tuple[str, ...], chosen: str) -> None:
        self.stepper.set_step(_STEPS.get(chosen, Decimal(1)))
        if units == self._units and self.picker is not None:
            self.picker.set_value(chosen)
            return
        if self.picker is not None:
            self._flow.removeWidget(self.picker)
            self.picker.hide()
            self.picker.deleteLater()
        self._units = units
        words = {unit: unit_word(unit) for unit in units}
        picker: Segmented | Select
        if len(units) <= _SEGMENTS and all(len(word) <= _LONGEST_SEGMENT for word in words.values()):
            choices = [Choice(unit, words[unit]) for unit in units]
            picker = Segmented(choices, chosen, name=tr("Unit"), tall=True)
        else:
            picker = Select(tr("Unit"), [Option(unit, words[unit]) for unit in units], chosen)
        self.picker = picker
        self.picker.changed.connect(self._unit_changed)
        self._flow.addWidget(self.picker)
        follow(self.stepper.field, stops(self.picker) or [self.picker])  # it is made anew with every substance

    def _unit_changed(self, unit: str) -> None:
        self.stepper.set_step(_STEPS.get(unit, Decimal(1)))
        self.changed.emit()


def amount_said(value: object, unit: str) -> Amount | None:
    """The amount a link asked for; what is no amount is as if none was said."""
    if value in (None, ""):
        return None
    try:
        return amount_of(value if isinstance(value, Decimal) else str(value), unit)
    except Problem:
        return None
