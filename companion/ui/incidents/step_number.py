"""The number of a question: filled once it is answered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n import locales
from companion.ui import theme
from companion.ui.widgets import painting


class StepNumber(QWidget):
    """A circle with a number; the words beside it say the rest, so a screen reader passes it by."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._text, self._answered = locales.number(number), False
        self._font = theme.font("label", weight=600)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_answered(self, answered: bool) -> None:
        """Fill the circle, or outline it."""
        self._answered = answered
        self.update()

    def sizeHint(self) -> QSize:
        side = max(theme.scaled(26), painting.line_height(self._text, self._font) + 4)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        fill = theme.colour("accent" if self._answered else "surface")
        edge = theme.colour("accent" if self._answered else "control")
        side = self.height()
        painting.rounded(painter, QRectF(self.rect()), side / 2, fill=fill, edge=edge, width=2)
        painter.setPen(theme.colour("onaccent" if self._answered else "text"))
        painter.setFont(self._font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
