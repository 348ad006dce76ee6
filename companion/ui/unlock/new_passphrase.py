"""Choosing a passphrase: six words by chance are offered first; one's own may be typed instead, judged honestly."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.unlock.strength_line import StrengthLine
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.fields import Field, PassphraseField
from companion.vault import words
from companion.vault.strength import Strength


class NewPassphrase(QWidget):
    """Two fields and a line of judgement. Offered words are shown, because they must be written down; what a person
    types is dots."""

    def __init__(self) -> None:
        super().__init__()
        self._offered = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        self.first = PassphraseField(tr("Passphrase"))
        self.field = Field(tr("Passphrase"), self.first)
        column.addWidget(self.field)
        self.strength = StrengthLine()
        self.other = LinkButton(tr("Suggest other words"), on_click=self.offer)
        column.addWidget(self.strength)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeading)
        self.again = PassphraseField(tr("The same again"))
        self.again_field = Field(tr("The same again"), self.again)
        self._same = Glyph("check", "ok", 20, name=tr("Both are the same"))
        self._same.hide()
        self.again.add_end(self._same)
        column.addSpacing(theme.space(8))
        column.addWidget(self.again_field)
        self.first.changed.connect(self._typed)
        self.again.changed.connect(self._typed)
        self.first.submitted.connect(lambda: self.again.setFocus(Qt.FocusReason.TabFocusReason))

    def text(self) -> str:
        return self.first.text()

    def offer(self) -> None:
        """Put six other words into the first field and show them."""
        self._offered = words.offered()
        self.first.set_text(self._offered)
        self.first.set_shown(True)
        self.again.edit.clear()

    def carried(self) -> tuple[str, str, str]:
        """What stands in it, to be put into another of its kind."""
        return self.text(), self.again.text(), self._offered

    def carry(self, kept: tuple[str, str, str]) -> None:
        """Take over what `carried` gave."""
        first, again, self._offered = kept
        self.first.set_text(first)
        self.again.set_text(again)
        self.first.set_shown(bool(first) and first == self._offered)

    def clear(self) -> None:
        """Empty both."""
        self._offered = ""
        for field in (self.first, self.again):
            field.edit.clear()
            field.set_shown(False)

    def is_sound(self) -> bool:
        """Whether both will do; what is wrong is said beside the field that is."""
        found = self._judge()
        if found is None or found.refused_for:
            if found is None:
                self.field.set_error(tr("Type a passphrase first."))
            self.first.set_wrong(True)
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if self.again.text() != self.text():
            message = messages.explain(Problem("passphrase.different"))
            self.again_field.set_error(f"{message.title} {message.next_step}")
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _judge(self) -> Strength | None:
        return self.strength.show_for(self.text(), offered=self.text() == self._offered)

    def _typed(self, _: str) -> None:
        typed = self.text()
        if self._offered and typed != self._offered:
            self._offered = ""
            self.first.set_shown(False)
        self._judge()
        self._same.setVisible(bool(typed) and typed == self.again.text())
        self.field.set_error("")
        self.again_field.set_error("")
