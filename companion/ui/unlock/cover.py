"""A page over the door: the recovery sheet, a backup brought back. It goes again with “Back”."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressBar
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.text import Text

_WIDTH = 620


class Cover(QWidget):
    """Lies over all of `parent`. Fill `self.card.body`; emits `opened` with a vault."""

    opened = Signal(object)

    def __init__(self, parent: QWidget, heading: str, words: str) -> None:
        super().__init__(parent)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(theme.space(24), theme.space(24), theme.space(24), theme.space(24))
        outer.setSpacing(theme.space(16))
        self.back = Button(tr("Back"), "quiet", icon="back", on_click=self.go_back)
        outer.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.card = Card(margin=28, gap=16)
        self.card.setMaximumWidth(theme.scaled(_WIDTH))
        self.card.body.addWidget(Text(heading, "h1"))
        self.card.body.addWidget(Text(words, "body", "text2"))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scroll(page))
        self.busy = ProgressBar()
        self.busy.hide()
        self.message: MessageLine | None = None
        parent.installEventFilter(self)

    def uncover(self) -> None:
        """Lie over the parent and take the focus."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            parent.setProperty("covered", True)
        self.show()
        self.raise_()
        self.begin()

    def begin(self) -> None:
        """Put the focus where one types first."""

    def go_back(self) -> None:
        """Leave without having opened anything."""
        parent = self.parentWidget()
        self.hide()
        self.deleteLater()
        if parent is not None:
            parent.setProperty("covered", False)
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, problem: Problem | None) -> None:
        """Tell what went wrong below everything else; None takes it away."""
        if self.message is not None:
            self.card.body.removeWidget(self.message)
            self.message.hide()
            self.message.deleteLater()
        self.message = MessageLine.of(problem) if problem is not None else None
        if self.message is not None:
            self.card.body.addWidget(self.message)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None:
            self.setGeometry(parent.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        painter.end()
