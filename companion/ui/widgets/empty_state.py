"""A page with nothing on it yet: the doorway, one sentence, one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui import theme
from companion.ui.widgets.arch import Arch
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.text import Text


class EmptyState(QWidget):
    """`text` says what is not there and what to do; `action` is the one button that does it."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(24), theme.space(24), theme.space(24), theme.space(24))
        column.setSpacing(theme.space(12))
        column.addStretch(1)
        column.addWidget(Arch(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        sentence = Text(text, "body", "text", side="center")
        sentence.setMaximumWidth(theme.scaled(440))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(sentence, 100)
        row.addStretch(1)
        column.addLayout(row)
        self.action: Button | None = None
        if action:
            self.action = Button(action, kind, size="medium", on_click=on_action)
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
