"""The passphrase is lost: the words of the recovery sheet open the vault, and a new passphrase is chosen at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import tr, trn
from companion.ui.tasks import Tasks, Ticket
from companion.ui.unlock.cover import Cover
from companion.ui.unlock.new_passphrase import NewPassphrase
from companion.ui.widgets.buttons import primary
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text
from companion.vault import recovery, slots, words
from companion.vault.keyslots import SlotKind
from companion.vault.vault import OpenVault, Vault

_ABOUT_WORDS = frozenset({"words.unknown", "words.count", "words.check"})
_NEW = "new"


class RecoveryView(Cover):
    """First the words, then the new passphrase. Left in between, the vault is closed again."""

    def __init__(self, folder: Path, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Use the recovery sheet"),
            tr(
                "Type the words in their order, or let a code scanner type the square. Four letters of each are enough."
            ),
        )
        self._folder, self._tasks = folder, tasks
        self._vault: OpenVault | None = None
        self._phrase = ""
        self.sheets = [TextField(tr("Words of the sheet")), TextField(tr("Words of another sheet"))]
        self.fields = [
            Field(tr("Words of the sheet"), self.sheets[0]),
            Field(tr("Words of another sheet"), self.sheets[1]),
        ]
        for sheet, field in zip(self.sheets, self.fields, strict=True):
            sheet.edit.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData)
            sheet.changed.connect(lambda text, field=field: self._typed(field, text))
            sheet.submitted.connect(self.open_vault)
            self.card.body.addWidget(field)
        self.fields[1].hide()
        self.button = primary(tr("Open the vault"), size="large", on_click=self.go_on)
        self.whose = Select(tr("Whose passphrase is lost"), [])
        self.whose_field = Field(tr("Whose passphrase is lost"), self.whose)
        self.new = NewPassphrase()
        self.after = Text(tr("The sheet stops working: print a new one in Settings."), "label", "text2", weight=400)
        for widget in (self.whose_field, self.new, self.after):
            widget.hide()
            self.card.body.addWidget(widget)
        self.card.body.addWidget(self.button)
        self.card.body.addWidget(self.busy)

    def begin(self) -> None:
        self.sheets[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Open the vault, or keep the new passphrase."""
        if self._vault is None:
            self.open_vault()
        else:
            self.renew()

    def open_vault(self) -> None:
        """Try the words that stand in the fields, off the window's thread."""
        if not self.button.isEnabled():
            return
        self.say(None)
        try:
            self._phrase = recovery.phrase([sheet.text() for sheet in self.sheets])
        except Problem as problem:
            self._failed(problem)
            return
        folder, phrase = self._folder, self._phrase
        self._be_busy(True)
        self._tasks.run(self, lambda _: Vault.unlock(folder, phrase), success=self._opened, failure=self._failed)

    def renew(self) -> None:
        """Give the vault the new passphrase."""
        vault = self._vault
        if vault is None or not self.button.isEnabled() or not self.new.is_sound():
            return
        chosen = self.whose.value()
        position = None if chosen in (None, _NEW) else int(str(chosen))
        phrase, new = self._phrase, self.new.text()
        self._be_busy(True)

        def work(_: Ticket) -> None:
            recovery.renew(vault, phrase, new, position)

        self._tasks.run(self, work, success=self._renewed, failure=self._failed)

    def go_back(self) -> None:
        if self._vault is not None:
            self._vault.close()
            self._vault = None
        super().go_back()

    def _typed(self, field: Field, text: str) -> None:
        """Tell a slip as soon as the word is typed to its end."""
        typed = words.split(text)
        whole = typed if text.endswith(" ") else typed[:-1]
        for place, word in enumerate(whole, 1):
            if words.meant(word) is None:
                self._blame(field, Problem("words.unknown", place=place))
                return
        field.set_error("")
        field.set_hint(trn("%(n)s word so far.", "%(n)s words so far.", len(typed)) if typed else "")

    def _opened(self, vault: OpenVault) -> None:
        self._be_busy(False)
        self._vault = vault
        workers = [slot for slot in slots.listed(vault) if slot.kind is SlotKind.WORKER]
        options = [Option(str(slot.position), slot.label or tr("The first passphrase")) for slot in workers]
        self.whose.set_options([*options, Option(_NEW, tr("Nobody’s: make one more"))])
        self.whose.set_value(options[0].key if options else _NEW)
        for field in self.fields:
            field.hide()
        self.whose_field.setVisible(len(options) != 1)
        self.new.show()
        self.after.show()
        self.new.offer()
        self.button.setText(tr("Keep the new passphrase"))
        self.new.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renewed(self, _: object) -> None:
        vault, self._vault, self._phrase = self._vault, None, ""
        self.new.clear()
        for sheet in self.sheets:
            sheet.edit.clear()
        self.opened.emit(vault)

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        if problem.code == "recovery.one_more" and self.sheets[0].text().strip():
            self.fields[1].show()
            self.sheets[1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._blame(self.fields[1], problem)
        elif problem.code in _ABOUT_WORDS:
            self._blame(self.fields[self._which_is_wrong()], problem)
        elif problem.code == "vault.wrong_passphrase":
            self._blame(self.fields[0], Problem("recovery.opens_nothing"))
        else:
            self.say(problem)

    def _which_is_wrong(self) -> int:
        try:
            recovery.phrase([self.sheets[0].text()])
        except Problem as problem:
            return 0 if problem.code in _ABOUT_WORDS else 1
        return 1

    def _blame(self, field: Field, problem: Problem) -> None:
        message = messages.explain(problem)
        field.set_error(f"{message.title} {message.next_step}")

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.button, self.new, self.back, *self.sheets):
            widget.setEnabled(not busy)
        self.busy.setVisible(busy)
