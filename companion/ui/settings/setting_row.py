"""One setting: its name, one plain sentence, the control, and a line for what went wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.widgets.text import Text


class SettingRow(QWidget):
    """`keep` writes the value into the settings and says below the control what went wrong, if anything did."""

    def __init__(self, session: Session, key: str, name: str, sentence: str, control: QWidget) -> None:
        super().__init__()
        self._session, self._key = session, key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        column.addWidget(Text(name, "label", weight=600))
        self._sentence = Text(sentence, "label", "text2", weight=400)
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        row.addWidget(control, 1)
        if control.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            row.setStretch(0, 0)
            row.addStretch(1)
        column.addLayout(row)
        self.error = Text("", "caption", "errink")
        self.error.hide()
        column.addWidget(self.error)
        control.setAccessibleDescription(sentence)

    def keep(self, value: object) -> bool:
        """Keep `value`; whether that worked."""
        try:
            self._session.set(self._key, value)
        except Problem as problem:
            message = messages.explain(problem)
            self.error.setText(f"{message.title} {message.next_step}")
            self.error.show()
            return False
        self.error.hide()
        return True
