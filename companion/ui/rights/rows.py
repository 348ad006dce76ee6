"""A line of a list that opens something: as wide as the list, with whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.card import IconWell
from companion.ui.widgets.text import Text


class Row(QAbstractButton):
    """A row to press. `name` is what a screen reader says; put widgets into `line`.

    `set_current` marks the row that Enter opens while the keyboard is in a search field.
    """

    def __init__(self, name: str, *, on_click: Callable[[], object] | None = None, across: int = 10) -> None:
        super().__init__()
        self._current = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", theme.RADIUS_CONTROL)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(theme.space(across), theme.space(9), theme.space(across), theme.space(9))
        self.line.setSpacing(theme.space(12))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    @property
    def current(self) -> bool:
        return self._current

    def set_current(self, current: bool) -> None:
        """Mark it as the one that Enter opens."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return self.line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.line.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._current or self.isDown() or painting.hovered(self)):
            return
        painter = painting.begin(self)
        edge = theme.colour("accent") if self._current else None
        fill = theme.colour("soft" if self._current else "well")
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, fill=fill, edge=edge, width=2)
        painter.end()


class IconRow(Row):
    """An icon in its well, a title, a line below it; more can be put at the end with `add_end`."""

    def __init__(
        self, icon: str, title: str, words: str = "", *, on_click: Callable[[], object] | None = None, across: int = 10
    ) -> None:
        super().__init__(". ".join(part for part in (title, words) if part), on_click=on_click, across=across)
        self.line.addWidget(IconWell(icon), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(Text(title, "lead", weight=600))
        if words:
            column.addWidget(Text(words, "label", "text2", weight=400))
        column.addStretch(1)
        self.line.addLayout(column, 1)

    def add_end(self, widget: QWidget) -> None:
        """Put a word or a tag at the end of the row."""
        self.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
