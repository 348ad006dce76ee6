"""A backup is brought back: on a new laptop, or after a disk broke."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import tr
from companion.ui.folder_choice import ask_for_folder
from companion.ui.tasks import Tasks
from companion.ui.unlock.cover import Cover
from companion.ui.widgets.buttons import Button, primary
from companion.ui.widgets.fields import Field, PassphraseField
from companion.vault import recovery
from companion.vault.backup import restore
from companion.vault.vault import OpenVault, Vault

Choose = Callable[[QWidget, str, str], Path | None]


class RestoreView(Cover):
    """`choose` asks for the folder; tests put their own there."""

    def __init__(self, folder: Path, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Bring a backup back"),
            tr("Choose the folder of the backup, and type the passphrase it had on its day."),
        )
        self._folder, self._tasks = folder, tasks
        self.choose: Choose = ask_for_folder
        self.source: Path | None = None
        self.pick = Button(tr("Choose a backup"), icon="usb", size="medium", on_click=self.ask)
        self.passphrase = PassphraseField(tr("Passphrase of the backup"))
        self.field = Field(tr("Passphrase of the backup"), self.passphrase)
        self.button = primary(tr("Bring it back"), size="large", on_click=self.bring_back)
        self.passphrase.submitted.connect(self.bring_back)
        self.passphrase.changed.connect(lambda _: self.field.set_error(""))
        self.card.body.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self.field, self.button, self.busy):
            self.card.body.addWidget(widget)

    def begin(self) -> None:
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Which backup? What is none is told at once."""
        chosen = self.choose(self, tr("Which backup to bring back"), "")
        if chosen is None:
            return
        try:
            Vault.info(chosen)
        except Problem as problem:
            self.say(problem)
            return
        self.say(None)
        self.source = chosen
        self.pick.setText(chosen.name)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def bring_back(self) -> None:
        """Copy, check every page, open. Nothing is left behind if it fails."""
        source, folder, typed = self.source, self._folder, self.passphrase.text()
        if source is None or not typed or not self.button.isEnabled():
            return
        self.say(None)
        self._be_busy(True)
        words = recovery.understood(typed)
        self._tasks.run(self, lambda _: restore(source, folder, words), success=self._done, failure=self._failed)

    def _done(self, vault: OpenVault) -> None:
        self.passphrase.edit.clear()
        self.opened.emit(vault)

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        if problem.code == "vault.wrong_passphrase":
            message = messages.explain(problem)
            self.field.set_error(f"{message.title} {message.next_step}")
        else:
            self.say(problem)

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.button, self.pick, self.passphrase, self.back):
            widget.setEnabled(not busy)
        self.busy.setVisible(busy)
