"""An outcome in a line of text: its silhouette and its word in its ink."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting


class OutcomeMark(QWidget):
    """`outcome` is a vocabulary code, `word` what it is called here ("Sent to a commission")."""

    def __init__(self, outcome: str, word: str, *, role: str = "label", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome, self._word = str(outcome), word
        self._font = theme.font(role, weight=600)
        self.setAccessibleName(word)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self._lead() + painting.text_width(self._word, self._font)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._lead() + painting.longest_word(self._word, self._font)
        return QSize(width, max(self._side(), round(self._font.pixelSize() * 1.4)))

    def heightForWidth(self, width: int) -> int:
        return max(self._side(), painting.text_height(self._word, self._font, width - self._lead()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        side = self._side()
        spot = painting.mirrored(self, QRectF(0, (self.height() - side) / 2, side, side))
        picture = icons.outcome_pixmap(
            self._outcome, side, ratio=self.devicePixelRatioF(), mirror=painting.right_to_left(self)
        )
        painter.drawPixmap(spot.topLeft(), picture)
        box = painting.mirrored(self, QRectF(self._lead(), 0, self.width() - self._lead(), self.height()))
        ink = theme.colour(f"{self._outcome}_ink")
        painting.draw_text(painter, box, self._word, self._font, ink, middle=True)
        painter.end()

    def _side(self) -> int:
        return theme.icon_size(20)

    def _lead(self) -> int:
        return self._side() + theme.space(7)
