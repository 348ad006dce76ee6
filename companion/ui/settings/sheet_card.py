"""The recovery sheet: made, printed, and cancelled when it is lost or was seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import locales, messages
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.lines import Told
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.fields import Field, PassphraseField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.text import Text
from companion.vault import recovery
from companion.vault.recovery import Sheet


class SheetCard(Card):
    """One sheet, or three of which two are needed. The words are shown on paper alone."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(tr("Recovery sheet"))
        self._session, self._navigation = session, navigation
        self.sheets: list[Sheet] = []
        self.state = Text("", "label", "text2", weight=400)
        self.body.addWidget(self.state)
        self.told = Told()
        self.body.addLayout(self.told)
        self.prints = FlowLayout()
        self.body.addLayout(self.prints)
        row = FlowLayout()
        self.one = Button(tr("Make one sheet"), icon="printer", on_click=partial(self.ask, self._make_one))
        self.three = Button(tr("Make three, two are needed"), on_click=partial(self.ask, self._make_three))
        self.cancel_sheet = Button(tr("Cancel the sheet"), on_click=partial(self.ask, self._cancel))
        for button in (self.one, self.three, self.cancel_sheet):
            button.setEnabled(not session.demo)
            row.addWidget(button)
        self.body.addLayout(row)
        self.form = self._make_form()
        self.body.addWidget(self.form)
        self._act: Callable[[str], object] = self._make_one
        self.refresh()

    def take(self, sheets: list[Sheet]) -> None:
        """Sheets that were just made: offer them for printing, and show the first."""
        self.sheets = sheets
        while (item := self.prints.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sheet in sheets:
            facts = {"number": locales.number(sheet.number), "count": locales.number(sheet.of)}
            words = tr("Print the sheet") if sheet.of == 1 else tr("Print sheet %(number)s of %(count)s", **facts)
            self.prints.addWidget(Button(words, icon="printer", on_click=partial(self.show_paper, sheet)))
        self.refresh()

    def show_paper(self, sheet: Sheet) -> None:
        """Open the preview of one sheet."""
        from companion.printing import recovery_sheet
        from companion.printing.sheets import Ready

        self._navigation.go("print", sheet=Ready(recovery_sheet.document(sheet)))

    def ask(self, act: Callable[[str], object]) -> None:
        """Ask for the passphrase of who is here, then do it."""
        self._act = act
        self.told.say(None)
        self.own.edit.clear()
        self.form.show()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self) -> None:
        """Do what was asked for, off the window's thread."""
        if not self.go_on.isEnabled():
            return
        own, act = self.own.text(), self._act
        self._be_busy(True)
        self._session.tasks.run(self, lambda _: act(own), success=self._succeeded, failure=self._failed)

    def refresh(self) -> None:
        """Say whether a sheet opens the vault."""
        there = recovery.there_is_one(self._session.vault)
        self.state.setText(
            tr("A sheet opens this vault. Making a new one makes the old one worthless.")
            if there
            else tr("If the passphrase is forgotten, only a recovery sheet opens the vault. There is none yet.")
        )
        self.cancel_sheet.setVisible(there)

    def _make_one(self, own: str) -> object:
        return recovery.make(self._session.vault, own)

    def _make_three(self, own: str) -> object:
        return recovery.make(self._session.vault, own, shared=True)

    def _cancel(self, own: str) -> object:
        recovery.cancel(self._session.vault, own)
        return []

    def _succeeded(self, made: object) -> None:
        self._be_busy(False)
        self.own.edit.clear()
        self.form.hide()
        sheets = list(made) if isinstance(made, list) else []
        self.take(sheets)
        if sheets:
            self.told.say(MessageLine("ok", tr("Print it now: the words are shown nowhere else and never again.")))
            self.show_paper(sheets[0])
        else:
            self.told.say(MessageLine("ok", tr("The sheet opens nothing any more.")))

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        if problem.code in ("vault.wrong_passphrase", "vault.slot_not_yours"):
            message = messages.explain(problem)
            self.own_field.set_error(f"{message.title} {message.next_step}")
        else:
            self.told.say(MessageLine.of(problem))

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        self.own = PassphraseField(tr("Your own passphrase"))
        self.own_field = Field(tr("Your own passphrase"), self.own)
        self.own.submitted.connect(self.act)
        self.own.changed.connect(lambda _: self.own_field.set_error(""))
        column.addWidget(self.own_field)
        row = QHBoxLayout()
        self.go_on = Button(tr("Do it"), on_click=self.act)
        row.addWidget(self.go_on)
        row.addWidget(Button(tr("Cancel"), "quiet", on_click=form.hide))
        row.addStretch(1)
        column.addLayout(row)
        self.busy = ProgressBar()
        self.busy.hide()
        column.addWidget(self.busy)
        form.hide()
        return form

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.go_on, self.own, self.one, self.three):
            widget.setEnabled(not busy)
        self.busy.setVisible(busy)
