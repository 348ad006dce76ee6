"""A side view of the Reports place: its own heading, a way back, cards below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.log.places import PlaceNames
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.widgets.buttons import IconButton
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text


class SideView(QWidget):
    """Fill `cards` in `refresh`, which is called whenever something may have changed."""

    def __init__(self, session: Session, heading: str, on_back: Callable[[], object]) -> None:
        super().__init__()
        self.session = session
        self.message: MessageLine | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        head = QHBoxLayout()
        head.setSpacing(theme.space(12))
        self.back = IconButton("back", tr("Back to the report"), on_click=on_back)
        head.addWidget(self.back)
        head.addWidget(Text(heading, "h1"), 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        self._messages = QVBoxLayout()
        column.addLayout(self._messages)
        self._holder: QWidget | None = None
        self._column = column
        self._column.addStretch(1)
        self.cards = QVBoxLayout()

    def begin(self) -> None:
        """Take all cards away; new ones go into `cards`."""
        if self._holder is not None:
            self._holder.hide()
            self._column.removeWidget(self._holder)
            self._holder.deleteLater()
        self._holder = QWidget()
        self.cards = QVBoxLayout(self._holder)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(theme.space(14))
        self._column.insertWidget(self._column.count() - 1, self._holder)

    def refresh(self) -> None:
        """Read the stores again and show what is there."""

    def say(self, message: MessageLine | None) -> None:
        """Put a line under the heading, instead of the one before."""
        if self.message is not None:
            self._messages.removeWidget(self.message)
            self.message.hide()
            self.message.deleteLater()
        self.message = message
        if message is not None:
            self._messages.addWidget(message)

    def names(self) -> PlaceNames:
        """What the team calls its places."""
        return PlaceNames.from_setting(self.session.get("place_names"))
