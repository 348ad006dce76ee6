"""A number or an address to copy: selectable, reachable by keyboard, never a link: the program opens nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from companion.ui import theme
from companion.ui.services.plain_text import one_line
from companion.ui.widgets import painting
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.text import Text

_MOST = 4096  # characters of an address that are kept in the line


class ReachLine(QWidget):
    """`name` is what a screen reader says before `value`; `about` stands below."""

    def __init__(self, icon: str, name: str, value: str, about: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(10))
        row.addWidget(Glyph(icon, "text2", 20, name=name), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.edit = _Copyable(name, value, about)
        line = QHBoxLayout()
        line.addWidget(self.edit)
        line.addStretch(1)
        column.addLayout(line)
        if about:
            column.addWidget(Text(about, "caption", "text2"))
        row.addLayout(column, 1)


class _Copyable(QLineEdit):
    """Looks like a word, behaves like a field that nobody can write in: Ctrl A, Ctrl C; long ones scroll sideways."""

    def __init__(self, name: str, value: str, about: str) -> None:
        super().__init__(one_line(value).replace(" ", "") if "/" in value else one_line(value[:_MOST]))
        self.setReadOnly(True)
        self.setFrame(False)
        self.setFont(theme.font("body", weight=500))
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setCursorPosition(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # Numbers and addresses run from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def sizeHint(self) -> QSize:
        return QSize(painting.text_width(self.text(), self.font()) + theme.space(8), self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.scaled(160)), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.deselect()
