"""The way out for staff: the passphrase, and nothing that tells how near a try was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.keyboard import TouchKeyboard
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.kiosk.visit import Visit, Way
from companion.ui.widgets.buttons import IconButton
from companion.ui.widgets.fields import Field, PassphraseField


class StaffPage(KioskPage):
    """The kiosk's own passphrase, or any worker's, ends the kiosk. What was typed goes with the process."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("For staff: end the kiosk"))
        self.add_heading()
        self.passphrase = PassphraseField(tr("Passphrase"), large=True)
        edit = self.passphrase.edit
        edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        edit.setDragEnabled(False)
        edit.setMinimumHeight(sizes.finger() - 4)
        for eye in self.passphrase.findChildren(IconButton):
            eye.setMinimumSize(sizes.finger() - 4, sizes.finger() - 4)
        hint = tr("The kiosk’s passphrase or your own. Visitors: please press Back.")
        self.field = Field(tr("Passphrase"), self.passphrase, hint=hint)
        self.button = TouchButton(tr("End the kiosk"), "primary", on_click=self.try_it)
        self.passphrase.submitted.connect(self.try_it)
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        row.addWidget(self.field, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.setSpacing(theme.space(8))
        self.column.addLayout(row)
        self.keyboard = TouchKeyboard(edit)
        self.column.addWidget(self.keyboard)
        self.column.addStretch(1)

    def try_it(self) -> None:
        """Try what was typed; takes about a second, off the window's thread."""
        words = self.passphrase.text()
        if not words or not self.button.isEnabled():
            return
        self._be_busy(True)
        folder = self.visit.session.vault.folder

        def work(_: object) -> bool:
            from companion.vault import kiosk

            return kiosk.may_leave(folder, words)

        self.visit.session.tasks.run(self, work, success=self._tried, failure=self._failed)

    def _tried(self, right: bool) -> None:
        self.passphrase.edit.clear()
        if right:
            self.way.leave()
            return
        self._failed(Problem("vault.wrong_passphrase"))

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        message = messages.explain(problem)
        self.field.set_error(f"{message.title} {message.next_step}")

    def _be_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(tr("Opening…") if busy else tr("End the kiosk"))
        self.passphrase.setEnabled(not busy)
