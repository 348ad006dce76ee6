"""What the team logs: each field on or off, and for whom it is kept; and notes, which are off until wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr, trn
from companion.log.contacts import OTHER_ITEMS, Amount
from companion.log.labels import FIELD_LABELS, KEPT_FOR
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.chips import Chip, Choice
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.message_slot import MessageSlot
from companion.ui.widgets.text import Text

_NOTES = "note"
_ALWAYS = ("month", "day", "area", "site")
_GIVEN = (
    Amount.NEEDLES_GIVEN,
    Amount.NEEDLES_BACK,
    Amount.NALOXONE_DOSES,
    "naloxone_for",
    "naloxone_kit",
    *OTHER_ITEMS,
    Amount.COLLECTING_FOR,
    Amount.REVERSALS,
)
_ABOUT = (
    "setting",
    "first_this_month",
    "first_this_year",
    "age",
    "gender",
    "topics",
    "referrals",
    "tests",
    Amount.POLICE_INTERFERENCE,
)
# What makes no sense without another field goes off with it.
_HANGS_ON = {"naloxone_for": "naloxone_doses", "naloxone_kit": "naloxone_doses"}


class LogPane(QWidget):
    """Every change is kept at once; what was logged before stays as it is."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._session = session
        self.chips: dict[str, Chip] = {}
        self.told = MessageSlot()
        self._places: dict[str, tuple[QVBoxLayout, QWidget]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(self._fields(tr("Given and taken back"), _GIVEN))
        column.addWidget(self._fields(tr("About this contact"), _ABOUT))
        column.addWidget(self._always())
        column.addWidget(self._notes())
        self.show_fields()

    def show_fields(self) -> None:
        """Show which fields are on."""
        off = set(self._session.get("fields_off"))
        for field, chip in self.chips.items():
            hangs_on = _HANGS_ON.get(field)
            on = field not in off and hangs_on not in off
            chip.setChecked(on)
            chip.setText(tr("Asked") if on else tr("Off"))
            chip.updateGeometry()
            chip.setEnabled(hangs_on not in off)

    def switch(self, field: str, on: bool) -> None:
        """Keep a field on or off, and say what that means."""
        off = set(self._session.get("fields_off"))
        off = off - {field} if on else off | {field}
        name = tr(FIELD_LABELS[field])
        try:
            self._session.set("fields_off", sorted(off))
        except Problem as problem:
            self._tell(field, MessageLine.of(problem))
        else:
            words = (
                tr("“%(field)s” is asked from the next contact on.", field=name)
                if on
                else tr("“%(field)s” is not asked any more. What was counted before stays.", field=name)
            )
            self._tell(field, MessageLine("ok", words))
        self.show_fields()

    def _tell(self, field: str, message: MessageLine) -> None:
        """Say it right below the row it is about."""
        column, row = self._places[field]
        column.insertWidget(column.indexOf(row) + 1, self.told)
        self.told.say(message)

    def switch_notes(self, on: bool) -> None:
        """Turn notes on; before they go off, say what goes with them."""
        notes = self._session.contacts.notes
        number = 0 if on else len(notes.all())
        if number:
            self.notes.setChecked(True)
            words = trn("%(n)s note would be erased.", "%(n)s notes would be erased.", number)
            action = tr("Turn off and erase")
            self._tell(_NOTES, MessageLine("warning", words, action=action, on_action=self.turn_notes_off))
            return
        if on:
            self._do(notes.turn_on, tr("Notes are on. Each is checked before it is saved."))
        else:
            self.turn_notes_off()

    def turn_notes_off(self) -> None:
        """Erase every note and the place for them."""
        self._do(self._session.contacts.notes.turn_off, tr("Notes are off, and there is no place for one any more."))

    def _do(self, change: object, words: str) -> None:
        try:
            assert callable(change)
            change()
        except Problem as problem:
            self._tell(_NOTES, MessageLine.of(problem))
        else:
            self._tell(_NOTES, MessageLine("ok", words))
            self._session.log_changed.emit()
        self.notes.setChecked(self._session.contacts.notes.are_on)

    def _fields(self, heading: str, fields: Sequence[str]) -> Card:
        card = Card(heading, gap=10)
        for number, field in enumerate(fields):
            if number:
                card.body.addWidget(Divider())
            name = tr(FIELD_LABELS[field])
            chip = self._chip(tr("Asked"), tr("%(field)s: asked", field=name))
            chip.clicked.connect(lambda on, field=str(field): self.switch(field, on))
            self.chips[str(field)] = chip
            self._add(card, str(field), _row(name, tr(KEPT_FOR[field]), chip))
        return card

    def _always(self) -> Card:
        card = Card(tr("Always kept"), gap=10)
        for number, field in enumerate(_ALWAYS):
            if number:
                card.body.addWidget(Divider())
            card.body.addWidget(_row(tr(FIELD_LABELS[field]), tr(KEPT_FOR[field]), None))
        return card

    def _notes(self) -> Card:
        card = Card(tr("Notes for the team"), gap=10)
        words = tr(
            "Off, the log has no place for a word. On, a note may hold common words only: each is checked before it is"
            " saved, and all are erased when the month closes. Notes are never searched, reported or exported."
        )
        self.notes = self._chip(tr("On"), tr("Notes for the team"))
        self.notes.setChecked(self._session.contacts.notes.are_on)
        self.notes.clicked.connect(self.switch_notes)
        self._add(card, _NOTES, _row(tr("Free text"), words, self.notes))
        return card

    def _add(self, card: Card, key: str, row: QWidget) -> None:
        card.body.addWidget(row)
        self._places[key] = card.body, row

    def _chip(self, words: str, name: str) -> Chip:
        chip = Chip(Choice("on", words))
        chip.setAccessibleName(name)
        return chip


def _row(name: str, sentence: str, chip: Chip | None) -> QWidget:
    """The field, for whom it is kept, and its switch at the end."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(16))
    words = QVBoxLayout()
    words.setSpacing(theme.space(2))
    words.addWidget(Text(name, "label", weight=600))
    words.addWidget(Text(sentence, "label", "text2", weight=400))
    row.addLayout(words, 1)
    if chip is not None:
        chip.setAccessibleDescription(sentence)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder
