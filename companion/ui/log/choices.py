"""Chips that stand for the codes of a contact's fields: one code, or a set of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import tr
from companion.log.labels import FIELD_LABELS
from companion.ui.log.form_row import FlowLine
from companion.ui.widgets.chips import Chip, ChipGroup, Choice

NOT_ASKED = "not_asked"


class Chosen:
    """Groups of chips by field, read and shown as the codes of `Contact`."""

    def __init__(self) -> None:
        self.groups: dict[str, ChipGroup] = {}
        self._kinds: dict[str, type[StrEnum]] = {}

    def add(
        self, field: str, kind: type[StrEnum], labels: Mapping[StrEnum, str], order: Sequence[StrEnum] = ()
    ) -> ChipGroup:
        """A group for one of the codes of `kind`, in `order` or as they are listed; "not asked" is one of them."""
        codes = order or tuple(labels)
        choices = [Choice(code.value, tr(labels[code]), unasked=code == NOT_ASKED) for code in codes]
        group = ChipGroup(choices, name=tr(FIELD_LABELS[field]))
        self.groups[field], self._kinds[field] = group, kind
        return group

    def read(self) -> dict[str, Any]:
        """The chosen codes."""
        found: dict[str, Any] = {}
        for field, group in self.groups.items():
            value = group.value()
            if value is not None:
                found[field] = self._kinds[field](value)
        return found

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a draft's codes."""
        for field, group in self.groups.items():
            group.set_value(values[field].value)


class Several(QObject):
    """Chips for a set of codes: the first ones, and the rest behind "More…"."""

    changed = Signal()

    def __init__(
        self, field: str, kind: type[StrEnum], labels: Mapping[StrEnum, str], *, first: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.field, self._kind = field, kind
        self._choices = [Choice(code.value, tr(words)) for code, words in labels.items()]
        self._first = first
        self.group = ChipGroup(self._choices[:first], name=tr(FIELD_LABELS[field]), multiple=True)
        self.group.changed.connect(self.changed)
        self.more = Chip(Choice("more", tr("More…")), checkable=False)
        self.more.setAccessibleName(tr("More: %(name)s", name=tr(FIELD_LABELS[field])))
        self.more.clicked.connect(self._show_all)
        if len(self._choices) <= first:
            self.more.hide()
        self.line = FlowLine(lines=False, gap=7)
        self.line.flow.addWidget(self.group)
        self.line.flow.addWidget(self.more)

    def values(self) -> frozenset[StrEnum]:
        """The chosen codes."""
        return frozenset(self._kind(key) for key in self.group.values())

    def set_values(self, codes: Collection[StrEnum]) -> None:
        """Choose; a code behind "More…" is brought into sight."""
        if not self.all_shown and not {code.value for code in codes} <= self._shown():
            self.show_all()
        self.group.set_values([code.value for code in codes])

    @property
    def all_shown(self) -> bool:
        return self.more.isHidden()

    def show_all(self) -> None:
        """Show every choice."""
        self.group.set_choices(self._choices)
        self.more.hide()

    def _show_all(self) -> None:
        self.show_all()
        first_new = self.group.chip(self._choices[self._first].key)
        first_new.show()
        first_new.setFocus()

    def _shown(self) -> set[str]:
        return {choice.key for choice in self._choices[: self._first]}
