"""The form that lets somebody in, gives them a new passphrase or takes theirs away. It always asks for one's own."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import N_, tr
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.settings.lines import Told
from companion.ui.unlock.new_passphrase import NewPassphrase
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.fields import Field, PassphraseField, TextField
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.text import Text
from companion.vault import slots
from companion.vault.keyslots import SlotKind
from companion.vault.slots import KeySlot


class Wanted(Enum):
    """What the form is to do."""

    ADD = "add"
    KIOSK = "kiosk"
    REPLACE = "replace"
    REVOKE = "revoke"


_HEADINGS = {
    Wanted.ADD: N_("A passphrase for another person"),
    Wanted.KIOSK: N_("A passphrase for a kiosk"),
    Wanted.REPLACE: N_("A new passphrase for “%(name)s”"),
    Wanted.REVOKE: N_("Take the passphrase of “%(name)s” away"),
}
_DONE = {
    Wanted.ADD: N_("The new passphrase opens the vault."),
    Wanted.KIOSK: N_("The new passphrase opens the directory and the law."),
    Wanted.REPLACE: N_("The new passphrase opens the vault; the one before opens nothing any more."),
    Wanted.REVOKE: N_("It opens nothing any more. Older copies of the vault still open with it."),
}


class SlotForm(QWidget):
    """Emits `done` with a sentence once the vault has changed."""

    done = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._wanted = session, Wanted.ADD
        self._slot: KeySlot | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(6), 0, 0)
        column.setSpacing(theme.space(12))
        self.heading = Text("", "body", weight=600)
        self.label = TextField(tr("For whom"))
        self.label_field = Field(
            tr("For whom"), self.label, hint=tr("A word for the team, such as “night shift”. It need not be a name.")
        )
        self.new = NewPassphrase()
        self.own = PassphraseField(tr("Your own passphrase"))
        self.own_field = Field(tr("Your own passphrase"), self.own)
        self.told = Told()
        for widget in (self.heading, self.label_field, self.new, self.own_field):
            column.addWidget(widget)
        column.addLayout(self.told)
        row = QHBoxLayout()
        self.save = Button(tr("Do it"), on_click=self.act)
        self.cancel = Button(tr("Cancel"), "quiet", on_click=self.fold)
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.busy = ProgressBar()
        self.busy.hide()
        column.addWidget(self.busy)
        self.own.submitted.connect(self.act)

    def ask(self, wanted: Wanted, slot: KeySlot | None = None) -> None:
        """Unfold for what is wanted; six new words are offered where a passphrase is to be made."""
        self._wanted, self._slot = wanted, slot
        name = slot.label or tr("The first passphrase") if slot else ""
        self.heading.setText(tr(_HEADINGS[wanted], name=name))
        self.label_field.setVisible(wanted in (Wanted.ADD, Wanted.KIOSK))
        self.new.setVisible(wanted is not Wanted.REVOKE)
        self.label.set_text("")
        self.new.offer()
        self.own.edit.clear()
        for field in (self.label_field, self.own_field):
            field.set_error("")
        self.told.say(None)
        self.show()
        (self.label if self.label_field.isVisibleTo(self) else self.own).setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Empty every field and close."""
        self.new.clear()
        self.own.edit.clear()
        self.hide()

    def act(self) -> None:
        """Check what was typed and change the vault, off the window's thread."""
        if not self.save.isEnabled() or (self._wanted is not Wanted.REVOKE and not self.new.is_sound()):
            return
        vault, own, new = self._session.vault, self.own.text(), self.new.text()
        label, wanted, slot = self.label.text(), self._wanted, self._slot

        def work(_: object) -> None:
            if wanted is Wanted.REVOKE and slot is not None:
                slots.revoke(vault, own, slot.position)
            elif wanted is Wanted.REPLACE and slot is not None:
                slots.replace(vault, own, slot.position, new)
            else:
                kind = SlotKind.KIOSK if wanted is Wanted.KIOSK else SlotKind.WORKER
                slots.add(vault, own, new, label=label, kind=kind)

        self._be_busy(True)
        self._session.tasks.run(self, work, success=self._succeeded, failure=self._failed)

    def _succeeded(self, _: object) -> None:
        self._be_busy(False)
        self.fold()
        self.done.emit(tr(_DONE[self._wanted]))

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        message = messages.explain(problem)
        fields = {"vault.wrong_passphrase": self.own_field, "vault.slot_not_yours": self.own_field}
        field = self.label_field if problem.code == "vault.slot_label" else fields.get(problem.code)
        if field is None:
            self.told.say(MessageLine.of(problem))
        else:
            field.set_error(f"{message.title} {message.next_step}")
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.save, self.cancel, self.label, self.new, self.own):
            widget.setEnabled(not busy)
        self.busy.setVisible(busy)
