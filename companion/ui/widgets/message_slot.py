"""A place for one message line; another one takes its place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.revealing import reveal


class MessageSlot(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.message: MessageLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, message: MessageLine | None) -> None:
        """Show `message` in place of what was said before; None says nothing."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.message = message
        self.setVisible(message is not None)
        if message is not None:
            self._column.addWidget(message)
            reveal(self)
