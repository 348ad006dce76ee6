"""Who opens the vault: one's own passphrase, other people's, the kiosk's, and the recovery sheet."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.lines import Told
from companion.ui.settings.passphrase_change import PassphraseChange
from companion.ui.settings.sheet_card import SheetCard
from companion.ui.settings.slot_form import SlotForm, Wanted
from companion.ui.widgets.buttons import Button, LinkButton
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text
from companion.vault import slots
from companion.vault.keyslots import SlotKind
from companion.vault.slots import KeySlot

_ICONS = {SlotKind.WORKER: "person", SlotKind.KIOSK: "screen"}
_KINDS = {
    SlotKind.WORKER: N_("Opens everything."),
    SlotKind.KIOSK: N_("Opens the directory and the law, never the log."),
}


class PassphrasesPane(QWidget):
    """Three cards: one's own, everybody's, the sheet."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        own = Card(tr("Your passphrase"))
        self.own = PassphraseChange(session)
        own.body.addWidget(self.own)
        column.addWidget(own)
        self.people = PeopleCard(session)
        column.addWidget(self.people)
        self.sheet = SheetCard(session, navigation)
        column.addWidget(self.sheet)


class PeopleCard(Card):
    """Everybody whose passphrase opens the vault, and the form that adds, replaces or takes away."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Who else opens the vault"))
        self._session = session
        self.body.addWidget(
            Text(tr("Each has a passphrase of their own: when somebody leaves, take theirs away."), "label", "text2")
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.space(10))
        self.body.addLayout(self.rows)
        self.told = Told()
        self.body.addLayout(self.told)
        buttons = FlowLayout()
        self.add = Button(tr("Add a person"), icon="plus", on_click=partial(self.ask, Wanted.ADD))
        self.add_kiosk = Button(tr("Add a kiosk"), icon="screen", on_click=partial(self.ask, Wanted.KIOSK))
        buttons.addWidget(self.add)
        buttons.addWidget(self.add_kiosk)
        self.body.addLayout(buttons)
        self.form = SlotForm(session)
        self.form.done.connect(self._done)
        self.form.hide()
        self.body.addWidget(self.form)
        for button in (self.add, self.add_kiosk):
            button.setEnabled(not session.demo)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for slot in slots.listed(self._session.vault):
            if slot.kind is not SlotKind.RECOVERY:
                self.rows.addWidget(self._row(slot))

    def ask(self, wanted: Wanted, slot: KeySlot | None = None) -> None:
        """Unfold the form for what is wanted."""
        self.told.say(None)
        self.form.ask(wanted, slot)

    def _row(self, slot: KeySlot) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        row.addWidget(Glyph(_ICONS[slot.kind], "accent", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = slot.label or tr("The first passphrase")
        words.addWidget(Text(tr("%(name)s (you)", name=name) if slot.own else name, "body", weight=600))
        words.addWidget(Text(tr(_KINDS[slot.kind]), "label", "text2", weight=400))
        row.addLayout(words, 1)
        if not slot.own:
            ways = FlowLayout(gap=18)
            ways.addWidget(LinkButton(tr("New passphrase"), on_click=partial(self.ask, Wanted.REPLACE, slot)))
            ways.addWidget(LinkButton(tr("Take away"), on_click=partial(self.ask, Wanted.REVOKE, slot)))
            words.addLayout(ways)
        return holder

    def _done(self, words: str) -> None:
        self.refresh()
        self.told.say(MessageLine("ok", words))

    def blame(self, problem: Problem) -> None:
        """Say what went wrong."""
        self.told.say(MessageLine.of(problem))
