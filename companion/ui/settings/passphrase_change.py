"""Changing one's own passphrase: the old one once, the new one twice, six new words offered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.unlock.strength_line import StrengthLine
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.fields import Field, PassphraseField
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.text import Text


class PassphraseChange(QWidget):
    """Old once, new twice; what is wrong stands beside the field that is. Folded until wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        column.addWidget(Text(tr("Passphrase"), "label", weight=600))
        column.addWidget(Text(tr("Change it when somebody may have seen or heard it."), "label", "text2", weight=400))
        self.result = QVBoxLayout()
        column.addLayout(self.result)
        row = QHBoxLayout()
        self.start = Button(tr("Change the passphrase"), icon="key", on_click=lambda: self.unfold(True))
        row.addWidget(self.start)
        row.addStretch(1)
        column.addLayout(row)
        self.form = self._make_form()
        column.addWidget(self.form)
        if session.demo:
            self.start.setEnabled(False)
            self._say(
                MessageLine("info", tr("This is a demonstration: its vault has no passphrase and is gone at the end."))
            )
        self.unfold(False)

    def unfold(self, open_: bool) -> None:
        """Show or fold the three fields; folding empties them."""
        self.form.setVisible(open_)
        self.start.setVisible(not open_)
        for field in (self.old, self.new, self.again):
            field.edit.clear()
            field.set_shown(False)
        for line in (self.old_field, self.new_field, self.again_field):
            line.set_error("")
        if open_:
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self) -> None:
        """Check what was typed and change the passphrase, off the window's thread."""
        old, new = self.old.text(), self.new.text()
        found = self.strength.show_for(new)
        if not new or (found is not None and found.refused_for):
            self.new_field.set_error("" if new else tr("Type a new passphrase."))
            self.new.set_wrong(True)
            return
        if new != self.again.text():
            self._blame(self.again_field, Problem("passphrase.different"))
            return
        self._be_busy(True)
        vault = self._session.vault
        self._session.tasks.run(
            self, lambda _: vault.change_passphrase(old, new), success=self._changed, failure=self._failed
        )

    def _make_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        self.old, self.new, self.again = (
            PassphraseField(name) for name in (tr("Passphrase until now"), tr("New passphrase"), tr("The same again"))
        )
        self.old_field = Field(tr("Passphrase until now"), self.old)
        self.new_field = Field(tr("New passphrase"), self.new)
        self.again_field = Field(tr("The same again"), self.again)
        self.strength = StrengthLine()
        self.new.changed.connect(self._typed)
        self.again.submitted.connect(self.change)
        for widget in (self.old_field, self.new_field, self.strength, self.again_field):
            column.addWidget(widget)
        row = QHBoxLayout()
        self.save = Button(tr("Change it"), on_click=self.change)
        self.cancel = Button(tr("Cancel"), "quiet", on_click=lambda: self.unfold(False))
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)
        self.busy = ProgressBar()
        self.busy.hide()
        column.addWidget(self.busy)
        return form

    def _typed(self, words: str) -> None:
        self.strength.show_for(words)
        self.new_field.set_error("")

    def _changed(self, _: object) -> None:
        self._be_busy(False)
        self.unfold(False)
        self._say(MessageLine("ok", tr("The passphrase is changed. The old one opens nothing any more.")))
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, problem: Problem) -> None:
        self._be_busy(False)
        if problem.code == "vault.wrong_passphrase":
            self._blame(self.old_field, problem)
        elif problem.code.startswith("passphrase."):
            self._blame(self.new_field, problem)
        else:
            self._say(MessageLine.of(problem))

    def _blame(self, field: Field, problem: Problem) -> None:
        message = messages.explain(problem)
        field.set_error(f"{message.title} {message.next_step}")
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_busy(self, busy: bool) -> None:
        for widget in (self.save, self.cancel, self.old, self.new, self.again):
            widget.setEnabled(not busy)
        self.busy.setVisible(busy)

    def _say(self, message: MessageLine) -> None:
        while (item := self.result.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.result.addWidget(message)
