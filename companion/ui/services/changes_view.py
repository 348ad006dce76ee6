"""What a second import changes, side by side: what is there now and what the list says. Own edits are asked about."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.services.hsds_import import Change, Edit, ImportResult
from companion.services.labels import COLUMN_FIELDS
from companion.services.schedules import PREFIX
from companion.ui import theme
from companion.ui.services.plain_text import one_line
from companion.ui.widgets.card import Divider
from companion.ui.widgets.chips import Choice
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.text import Text

_ASKED = 60  # conflicts with a choice of their own; of the rest, what was changed here stays
_TOLD = 60
_OURS, _THEIRS = "ours", "theirs"
_COLUMNS = {
    "number": "phones",
    "notes": "opening_hours",
    "address_1": "street",
    "fees_description": "fees",
    "eligibility_description": "eligibility",
    "application_process": "application",
}


class ChangesView(Scroll):
    """`theirs` holds the edits of ours that the person gives up; `changed` tells that it did."""

    changed = Signal()

    def __init__(self, result: ImportResult, theirs: frozenset[Edit] = frozenset()) -> None:
        self.theirs = set(theirs)
        holder = QWidget()
        super().__init__(holder)
        self._column = QVBoxLayout(holder)
        side = theme.space(20)
        self._column.setContentsMargins(side, theme.space(12), side, theme.space(12))
        self._column.setSpacing(theme.space(10))
        self.choices: list[Segmented] = []
        self.setAccessibleName(tr("What changes"))
        asked = result.conflicts[:_ASKED]
        if asked:
            self._column.addWidget(Text(tr("Changed here and in the list: which is right?"), "h3"))
            for change in asked:
                self._ask(change)
            if len(result.conflicts) > len(asked):
                more = len(result.conflicts) - len(asked)
                words = trn(
                    "%(n)s more was changed in both. What your team wrote stays.",
                    "%(n)s more were changed in both. What your team wrote stays.",
                    more,
                )
                self._column.addWidget(Text(words, "label", "text2", weight=400))
        told = [change for change in result.changes if change.ours is None]
        if told:
            self._column.addWidget(Text(tr("What the list says otherwise than before"), "h3"))
            self._column.addWidget(_table(told[:_TOLD]))
        more = len(told) - min(len(told), _TOLD) + result.more_changes
        if more:
            words = trn("%(n)s more value changes.", "%(n)s more values change.", more)
            self._column.addWidget(Text(words, "label", "text2", weight=400))
        self._column.addStretch(1)

    def _ask(self, change: Change) -> None:
        self._column.addWidget(Text(_title(change), "label", weight=600))
        self._column.addWidget(_table([change], titled=False))
        choices = [Choice(_OURS, tr("Keep ours")), Choice(_THEIRS, tr("Take the list’s"))]
        value = _THEIRS if change.edit in self.theirs else _OURS
        choice = Segmented(choices, value, name=_title(change))
        choice.changed.connect(partial(self._chosen, change.edit))
        self.choices.append(choice)
        self._column.addWidget(choice)
        self._column.addWidget(Divider())

    def _chosen(self, edit: Edit, value: str) -> None:
        (self.theirs.add if value == _THEIRS else self.theirs.discard)(edit)
        self.changed.emit()


def _table(changes: list[Change], *, titled: bool = True) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.space(16))
    grid.setVerticalSpacing(theme.space(6))
    heads = [tr("Here now"), tr("In the list")]
    first = 1 if titled else 0
    for at, head in enumerate(heads):
        grid.addWidget(Text(head, "caption", "text2"), 0, first + at)
        grid.setColumnStretch(first + at, 1)
    for row, change in enumerate(changes, start=1):
        if titled:
            grid.addWidget(Text(_title(change), "label", weight=600), row, 0)
        before = change.ours if change.ours is not None else change.before
        for at, value in enumerate((before, change.after)):
            shown = one_line(value.removeprefix(PREFIX)) or tr("nothing")
            grid.addWidget(Text(shown, "label", "text" if value else "text2", weight=400), row, first + at)
    return holder


def _title(change: Change) -> str:
    """`Example Drop-in: Phone`: the record, and which of its values."""
    column = _COLUMNS.get(change.column, change.column)
    named = tr(COLUMN_FIELDS[column]) if column in COLUMN_FIELDS else one_line(change.column)
    return tr("%(name)s: %(count)s", name=one_line(change.title), count=named) if change.title else named


def changes_words(result: ImportResult) -> str:
    """`What changes: 12`, for the switch between this and the findings."""
    number = len(result.changes) + result.more_changes
    return tr("%(name)s: %(count)s", name=tr("What changes"), count=locales.number(number))
