"""Trusting a key: its words or its line of text, whose it is, what it may change; the words are compared before it
counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import N_, catalog, tr
from companion.i18n.messages import explain
from companion.packs.manifest import KINDS
from companion.packs.reading_out import KIND_NAMES
from companion.packs.trust import EVERY, Scope, TrustedKey, TrustStore, key_of
from companion.rights.library import Library
from companion.ui import places, theme
from companion.ui.packs.update_cards import word_chips
from companion.ui.session import Session
from companion.ui.widgets.buttons import primary, secondary
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

_KIND_CHOICES = {
    "rights": N_("The law"),
    "translations": N_("Translations"),
    "services": N_("Services"),
    "workshops": N_("Workshops"),
}


def scope_words(scope: Scope, law: Library) -> str:
    """What a key may change, in a few words."""
    words = catalog(catalogs.language())
    kinds = locales.joined([words.tr(KIND_NAMES[kind]) for kind in KINDS if kind in scope.kinds])
    where = (
        tr("everywhere")
        if EVERY in scope.places
        else locales.joined([_name(place, law) for place in sorted(scope.places)])
    )
    return tr("may change %(what)s, %(where)s", what=kinds, where=where)


def _name(place: str, law: Library) -> str:
    return law.name(place, catalogs.language()) if place in law.places() else place


class KeyForm(QWidget):
    """`done` when a key was added, `left` when somebody changed their mind."""

    done = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        self.key = TextField(tr("Their key"))
        hint = tr("24 words, or the line that begins with RW (what their QR code says).")
        self.key_field = Field(tr("Their key"), self.key, hint=hint)
        self.name = TextField(tr("Whose key it is"))
        self.name_field = Field(
            tr("Whose key it is"), self.name, hint=tr("The name of the organisation, as you say it.")
        )
        self.kinds = ChipGroup(
            [Choice(kind, tr(words)) for kind, words in _KIND_CHOICES.items()],
            name=tr("What they may change"), values=tuple(_KIND_CHOICES), multiple=True,
        )  # fmt: skip
        everywhere = Option(EVERY, tr("Everywhere"))
        self.place = Select(
            tr("The law of which place"),
            [everywhere, *places.options(session.rights, session.language)],
            EVERY,
            icon="pin",
        )
        column.addWidget(self.key_field)
        column.addWidget(self.name_field)
        for title, control in ((tr("What they may change"), self.kinds), (tr("The law of which place"), self.place)):
            column.addWidget(Text(title, "label", weight=600))
            column.addWidget(control)
        self.compared = QVBoxLayout()
        self.compared.setSpacing(theme.space(8))
        column.addLayout(self.compared)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=theme.space(12), line_gap=theme.space(8))
        self.add = primary(tr("Compare the words"), size="medium", on_click=self._step)
        row.addWidget(self.add)
        row.addWidget(secondary(tr("Not now"), size="medium", on_click=self.left.emit))
        column.addWidget(buttons)
        self._read: TrustedKey | None = None
        self.key.changed.connect(self._forget)
        self.key.submitted.connect(self._step)
        self.name.submitted.connect(self._step)

    def begin(self) -> None:
        """Empty the form and put the keyboard into it."""
        self.key.set_text("")
        self.name.set_text("")
        self._forget()
        self.key.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _forget(self, *_: object) -> None:
        """Another key was typed: its words have not been compared."""
        self._read = None
        self._say(None)
        self.add.setText(tr("Compare the words"))

    def _step(self) -> None:
        """First show the words of the key that was typed, then trust it."""
        self.key_field.set_error("")
        self.name_field.set_error("")
        try:
            if self._read is None:
                self._compare()
            else:
                self._trust(self._read)
        except Problem as problem:
            message = explain(problem)
            self.key_field.set_error(f"{message.title} {message.next_step}")

    def _compare(self) -> None:
        self._read = TrustedKey(key_of(self.key.text()), self.name.text())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        ask = tr("Call them, or meet them. Read these words to each other. If one differs, it is not their key.")
        column.addWidget(MessageLine("info", ask))
        column.addWidget(word_chips(self._read))
        self._say(holder)
        self.add.setText(tr("The words are the same: trust this key"))

    def _trust(self, read: TrustedKey) -> None:
        if not self.name.text().strip():
            self.name_field.set_error(tr("Say whose key it is."))
            return
        scope = Scope("", frozenset(self.kinds.values()) or frozenset(KINDS), frozenset({self.place.value() or EVERY}))
        TrustStore(self._session.library).add(read.key, self.name.text(), scope)
        self.done.emit()

    def _say(self, widget: QWidget | None) -> None:
        while (item := self.compared.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if widget is not None:
            self.compared.addWidget(widget)
