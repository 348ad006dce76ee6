"""One line of the form: its name, what can be chosen, and below it what is wrong, if anything is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text

_NAME_WIDTH = 112  # px at 100 %


class FlowLine(QWidget):
    """Groups side by side with a hairline between them, wrapped where there is no room."""

    def __init__(self, *, gap: int = 21, lines: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._gap = lines, theme.space(gap)
        self.flow = FlowLayout(self, gap=self._gap, line_gap=theme.space(8))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = painting.begin(self)
        items = [self.flow.itemAt(index) for index in range(self.flow.count())]
        boxes = [item.geometry() for item in items if item is not None and not item.isEmpty()]
        for one, other in pairwise(boxes):
            if one.top() > other.bottom() or other.top() > one.bottom():
                continue  # the other went on to the next line
            middle = (max(one.left(), other.left()) + min(one.right(), other.right()) + 1) / 2
            top = max(one.top(), other.top())
            painter.fillRect(QRectF(middle, top, 1, min(one.height(), other.height())), theme.colour("line"))
        painter.end()


class FormRow(QWidget):
    """`name` at the start, `parts` in a flow after it; from 150 % text the name stands above them."""

    def __init__(
        self, name: str, parts: Sequence[QWidget], *, lines: bool = True, tall: int = 36, purpose: str = ""
    ) -> None:
        """`tall` is the height of what stands in the line, px at 100 %: the name stands in the middle of the first.

        `purpose` says for whom it is kept; it is shown when asked for.
        """
        super().__init__()
        large = theme.current().text_scale >= 1.5
        direction = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(6 if large else 12))
        self.name = _Name(name)
        above = (
            0 if large else max(0, (theme.space(tall) - self.name.heightForWidth(self.name.sizeHint().width())) // 2)
        )
        self.name.setContentsMargins(0, above, 0, 0)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        controls = QVBoxLayout()
        controls.setSpacing(theme.space(4))
        self.line = FlowLine(lines=lines)
        for part in parts:
            self.line.flow.addWidget(part)
        controls.addWidget(self.line)
        self.purpose = Purpose(purpose)
        controls.addWidget(self.purpose)
        self._error = Text("", "caption", "errink")
        self._error.hide()
        controls.addWidget(self._error)
        row.addLayout(controls, 1)

    def set_error(self, problem: Problem | None) -> None:
        """Say below the line what is wrong and what to do; None takes it away."""
        self._error.setText(sentence(problem) if problem else "")
        self._error.setVisible(problem is not None)
        self.setAccessibleDescription(self._error.text())

    def error(self) -> str:
        """What it says is wrong, or nothing."""
        return self._error.text() if not self._error.isHidden() else ""


class Purpose(Text):
    """For whom something is kept: there for a screen reader and under the pointer always, shown when asked for."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "caption", "text2", weight=400)
        self.hide()

    def show_if(self, shown: bool) -> None:
        """Show it, or not."""
        self.setVisible(shown and bool(self.text()))


class _Name(Text):
    """The row's name: as wide as in every other row, wider only for a longer word."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "label", weight=600)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        if theme.current().text_scale >= 1.5:
            return super().sizeHint()
        width = max(theme.scaled(_NAME_WIDTH), painting.longest_word(self.text(), self.font()))
        return QSize(width, self.heightForWidth(width))


def sentence(problem: Problem) -> str:
    """A problem in one line beside its field: why it is one, and what to do."""
    message = messages.explain(problem)
    return f"{message.explanation} {message.next_step}"
