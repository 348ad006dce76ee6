"""What else is carried: nothing but a quiet line to begin with, then a substance and an amount for each thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.rights.question import Item
from companion.rights.substances import Substances
from companion.ui import theme
from companion.ui.navigator.amount_field import AmountField, amount_said
from companion.ui.navigator.substance_field import SubstanceField
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card

_MOST = 5  # things beside the first


class AlsoFields(QWidget):
    """`value` is what else is carried, None while nobody can tell what one of them is; `changed` tells that it is
    something else."""

    changed = Signal()

    def __init__(self, substances: Substances) -> None:
        super().__init__()
        self._substances = substances
        self.rows: list[AlsoRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(8))
        self.more = LinkButton(tr("Something else too"), icon="plus", on_click=self._add_one)
        self._column.addWidget(self.more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> tuple[Item, ...] | None:
        """Each thing that is said; a row that is still empty says nothing."""
        items = []
        for row in self.rows:
            if row.substance.text().strip():
                substance = row.substance.value()
                if substance is None:
                    return None
                items.append(Item(substance.id, row.amount.value()))
        return tuple(items)

    def asked(self) -> list[dict[str, str]]:
        """What `fill` takes to say the same again."""
        return [row.asked() for row in self.rows]

    def fill(self, asked: Sequence[Mapping[str, Any]]) -> None:
        """Say these things without telling `changed`."""
        for row in list(self.rows):
            self._drop(row)
        for one in asked[:_MOST]:
            self._add().fill(one)

    def _add(self) -> AlsoRow:
        row = AlsoRow(self._substances)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        self.more.setVisible(len(self.rows) < _MOST)
        return row

    def _add_one(self) -> None:
        self._add().substance.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: AlsoRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.more.show()

    def _remove(self, row: AlsoRow) -> None:
        self._drop(row)
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class AlsoRow(Card):
    """One thing more: what it is, how much of it, and a way to take it out again."""

    changed = Signal()
    removed = Signal()

    def __init__(self, substances: Substances) -> None:
        super().__init__(tone="well", margin=12, gap=8)
        self._substances = substances
        self.substance = SubstanceField(substances)
        self.amount = AmountField()
        self.remove = LinkButton(tr("Take out"), on_click=self.removed.emit)
        self.body.addWidget(self.substance)
        self.body.addWidget(self.amount)
        self.body.addWidget(self.remove)
        self.substance.changed.connect(self._substance_changed)
        self.amount.changed.connect(self.changed)

    def fill(self, one: Mapping[str, Any]) -> None:
        """Names: substance, amount, unit."""
        words = str(one.get("substance") or "")
        known = self._substances.get(words)
        self.blockSignals(True)
        if known is not None:
            self.substance.set_value(known)
        else:
            self.substance.set_text(words)
        self.amount.offer_for(self.substance.value())
        self.amount.set_value(amount_said(one.get("amount"), str(one.get("unit") or "g")))
        self.blockSignals(False)

    def asked(self) -> dict[str, str]:
        """What `fill` takes."""
        amount, substance = self.amount.value(), self.substance.value()
        return {
            "substance": substance.id if substance else self.substance.text(),
            "amount": format(amount.value.normalize(), "f") if amount else "",
            "unit": self.amount.unit,
        }

    def _substance_changed(self) -> None:
        self.amount.offer_for(self.substance.value())
        self.changed.emit()
