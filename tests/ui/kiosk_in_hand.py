"""A kiosk in this process, as its own program runs it: each reset ends one program and begins the next, as `exec` does.

`leave` and `afresh` of `restart` are the only things replaced; all else is the program's own, with a real vault whose
log this process has no key to.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from companion.services import sample as directory
from companion.ui import app as ui_app
from companion.ui import restart
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.shell import KioskShell
from companion.vault import kiosk, slots
from companion.vault.kdf import SMALLEST
from companion.vault.keyslots import SlotKind
from companion.vault.vault import OpenVault, Vault
from tests.ui.stage import settle

WORKER, PASSPHRASE = "lantern orbit walnut thirty", "counter window poster wednesday"


class KioskInHand:
    """The program in front; `resets` counts the visitors forgotten, `left` says that staff ended it."""

    def __init__(self, app: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.folder = app, folder
        self.resets, self.left = 0, False
        self._handed: int | None = None
        monkeypatch.setattr(restart, "afresh", self._afresh)
        monkeypatch.setattr(restart, "at_once", self._leave)
        monkeypatch.setattr(restart, "close_to_others", lambda: None)
        with self._made() as vault:
            self._handed = kiosk.give(vault)
        self.program = self._begin()

    @property
    def shell(self) -> KioskShell:
        """The kiosk's frame; the fresh one where the last visitor was forgotten."""
        if self._handed is not None:
            self.close()
            self.program = self._begin()
        shell = self.program.window.currentWidget()
        assert isinstance(shell, KioskShell), f"something else is in the window: {shell}"
        return shell

    @property
    def page(self) -> KioskPage:
        """The page in front."""
        return self.shell.page

    def close(self) -> None:
        """End the program in front, as a process ends: nothing of it comes back to the front."""
        if self.program._kiosk is not None:
            self.program._kiosk._leaving = True
        self.program.window.hide()
        self.program.end()
        settle(self.app)

    def _made(self) -> OpenVault:
        vault = Vault.create(self.folder, WORKER, cost=SMALLEST)
        slots.add(vault, WORKER, PASSPHRASE, label="kiosk", kind=SlotKind.KIOSK)
        directory.load(vault.library)
        return vault

    def _begin(self) -> ui_app.Program:
        handed, self._handed = self._handed, None
        program = ui_app.Program(self.app, ui_app.Options("kiosk", self.folder, "en", handed=handed))
        program.begin()
        program.furnish()
        program.window.resize(1280, 800)
        settle(self.app)
        return program

    def _afresh(self, handed: int | None = None) -> None:
        assert handed is not None, "the key was not handed on"
        self._handed = handed
        self.resets += 1

    def _leave(self) -> None:
        self.left = True
