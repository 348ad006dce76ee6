"""Given and taken back: needles large, the rest small, what is rare behind one touch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.contacts import Amount, NaloxoneFor, NaloxoneKit
from companion.log.labels import FIELD_LABELS, KEPT_FOR, NALOXONE_FOR_LABELS, NALOXONE_KIT_LABELS
from companion.ui import theme
from companion.ui.log.choices import Chosen
from companion.ui.log.form_row import FormRow, Purpose, sentence
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.chips import Chip, Choice
from companion.ui.widgets.even_columns import EvenColumns
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text

LARGE = (Amount.NEEDLES_GIVEN, Amount.NEEDLES_BACK)
SMALL = (Amount.NALOXONE_DOSES, Amount.FOIL_PIPES, Amount.WATER_SWABS)
RARE = (
    Amount.CONDOMS,
    Amount.FILTERS,
    Amount.COOKERS,
    Amount.ACIDIFIER,
    Amount.SHARPS_BOXES,
    Amount.TEST_STRIPS,
    Amount.COLLECTING_FOR,
    Amount.REVERSALS,
)
JUMPS = (5, 10, 20, 50)
# More than any field allows: what is too much is said beside the field, never cut down unseen.
_TYPED_MOST = 99_999


class SuppliesCard(Card):
    """Every number of a contact but the police tally. `changed` tells that one is another."""

    changed = Signal()

    def __init__(self, off: frozenset[str]) -> None:
        super().__init__(tr("Given and taken back"), gap=12)
        self.more = LinkButton(tr("More things…"), on_click=lambda: self.show_rare(True))
        self.add_to_head(self.more)
        self.steppers: dict[str, Stepper] = {}
        self.rows: dict[str, FormRow | _SmallField] = {}
        for amount in LARGE:
            if amount not in off:
                self.body.addWidget(self._large(amount))
        small = [amount for amount in SMALL if amount not in off]
        rare = [amount for amount in RARE if amount not in off]
        if not small:
            small, rare = rare[:3], rare[3:]
        if self.steppers and small:
            self.body.addWidget(Divider())
        self._grid = self._fields(small)
        self.naloxone = self._naloxone(off)
        self.body.addWidget(self.naloxone)
        self._rare = self._fields(rare)
        self._rare.hide()
        self._rare_names = frozenset(amount.value for amount in rare)
        self.more.setVisible(bool(rare))
        self._show_naloxone()

    @property
    def is_empty(self) -> bool:
        """The team counts nothing of this."""
        return not self.steppers

    def read(self) -> dict[str, Any]:
        """The values by field."""
        numbers: dict[str, Any] = {name: stepper.count() for name, stepper in self.steppers.items()}
        return numbers | self._kit.read()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a draft's values; a rare thing that is not nothing is brought into sight."""
        for name, stepper in self.steppers.items():
            stepper.set_value(values[name])
        self._kit.show_values(values)
        if any(values[name] for name in self._rare_names):
            self.show_rare(True)
        self._show_naloxone()

    def show_rare(self, shown: bool) -> None:
        """Show or hide the things that are rarely given."""
        link_had_focus = self.more.hasFocus()
        self._rare.setVisible(shown)
        self.more.setVisible(not shown and bool(self._rare_names))
        if shown and link_had_focus:
            next(self.steppers[name] for name in self.steppers if name in self._rare_names).setFocus()

    @property
    def rare_shown(self) -> bool:
        return not self._rare.isHidden()

    def show_purposes(self, shown: bool) -> None:
        """Say below each thing for whom it is kept, or not."""
        for row in (*self.rows.values(), self.naloxone):
            row.purpose.show_if(shown)

    def set_error(self, field: str, problem: Problem | None) -> QWidget | None:
        """Say what is wrong beside `field`; the control to go to, None if the field is not in this card."""
        if field in self.steppers:
            if field in self._rare_names and problem is not None:
                self.show_rare(True)
            self.rows[field].set_error(problem)
            return self.steppers[field]
        if field in self._kit.groups:
            self.naloxone.set_error(problem)
            return self._kit.groups[field]
        return None

    def _large(self, amount: Amount) -> FormRow:
        stepper = self._stepper(amount, large=True)
        row = FormRow(
            tr(FIELD_LABELS[amount]),
            [stepper, Jumps(tr(FIELD_LABELS[amount]), stepper)],
            lines=False,
            tall=48,
            purpose=tr(KEPT_FOR[amount]),
        )
        self.rows[amount.value] = row
        return row

    def _fields(self, amounts: list[Amount]) -> QWidget:
        holder = QWidget()
        grid = EvenColumns(holder, gap=theme.space(10), line_gap=theme.space(10))
        for amount in amounts:
            field = _SmallField(tr(FIELD_LABELS[amount]), self._stepper(amount), tr(KEPT_FOR[amount]))
            self.rows[amount.value] = field
            grid.addWidget(field)
        self.body.addWidget(holder)
        holder.setVisible(bool(amounts))  # not before it has a place: alone it would be a window for a moment
        return holder

    def _naloxone(self, off: frozenset[str]) -> FormRow:
        """For whom the kit is: asked only once there is one."""
        self._kit = Chosen()
        for name, kind, labels in (
            ("naloxone_for", NaloxoneFor, NALOXONE_FOR_LABELS),
            ("naloxone_kit", NaloxoneKit, NALOXONE_KIT_LABELS),
        ):
            if name not in off and Amount.NALOXONE_DOSES not in off:
                self._kit.add(name, kind, labels).changed.connect(self.changed)
        name = next(iter(self._kit.groups), "naloxone_for")
        purposes = " ".join(tr(KEPT_FOR[field]) for field in self._kit.groups)
        return FormRow(tr(FIELD_LABELS[name]), list(self._kit.groups.values()), purpose=purposes)

    def _stepper(self, amount: Amount, *, large: bool = False) -> Stepper:
        stepper = Stepper(tr(FIELD_LABELS[amount]), maximum=_TYPED_MOST, large=large)
        stepper.changed.connect(self._changed)
        self.steppers[amount.value] = stepper
        return stepper

    def _changed(self) -> None:
        self._show_naloxone()
        self.changed.emit()

    def _show_naloxone(self) -> None:
        doses = self.steppers.get(Amount.NALOXONE_DOSES.value)
        self.naloxone.setVisible(bool(self._kit.groups) and doses is not None and doses.count() > 0)


class Jumps(QWidget):
    """+5 +10 +20 +50: one stop for Tab, arrows move, Space adds. A click leaves the keyboard where it was."""

    def __init__(self, name: str, stepper: Stepper) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(7))
        self.chips: list[Chip] = []
        for jump in JUMPS:
            # Isolated, so that the sign stays before the number in a line that runs from right to left.
            chip = Chip(Choice(str(jump), f"\u2066+{locales.number(jump)}\u2069"), checkable=False)
            chip.setAccessibleName(tr("%(number)s more: %(name)s", number=locales.number(jump), name=name))
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus if self.chips else Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(partial(stepper.step_by, jump))
            chip.installEventFilter(self)
            self.chips.append(chip)
            row.addWidget(chip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not isinstance(watched, Chip):
            return False
        forward = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        step = {Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward}.get(Qt.Key(event.key()), 0)
        if not step:
            return False
        target = self.chips[(self.chips.index(watched) + step) % len(self.chips)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True


class _SmallField(QWidget):
    """A short name and a stepper in one line, what is wrong below."""

    def __init__(self, name: str, stepper: Stepper, purpose: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        row = QHBoxLayout()
        row.setSpacing(theme.space(6))
        row.addWidget(Text(name, "label", weight=500), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(stepper)
        column.addLayout(row)
        self.purpose = Purpose(purpose)
        column.addWidget(self.purpose)
        self._error = Text("", "caption", "errink")
        self._error.hide()
        column.addWidget(self._error)

    def set_error(self, problem: Problem | None) -> None:
        self._error.setText(sentence(problem) if problem else "")
        self._error.setVisible(problem is not None)

    def error(self) -> str:
        return self._error.text()
