"""A box to tick and the words beside it, in one line that can be pressed anywhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting

_BOX = 24


class CheckLine(QAbstractButton):
    """Checkable; `toggled` tells."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFont(theme.font("body", weight=600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self._start() + painting.text_width(self.text(), self.font()) + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._start() + painting.longest_word(self.text(), self.font()) + 2
        return QSize(width, self._box() + 4)

    def heightForWidth(self, width: int) -> int:
        return max(self._box() + 4, painting.text_height(self.text(), self.font(), width - self._start()) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        side = self._box()
        box = painting.mirrored(self, QRectF(1, 2, side - 2, side - 2))
        on = self.isChecked()
        fill = theme.colour("accent" if on else "surface")
        edge = theme.colour("accent" if on else "control")
        painting.rounded(painter, box, 6, fill=fill, edge=edge, width=2)
        if on:
            mark = theme.icon_size(16)
            picture = icons.pixmap("check", "onaccent", mark, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.center().x() - mark / 2, box.center().y() - mark / 2), picture)
        start = self._start()
        words = painting.mirrored(self, QRectF(start, 0, self.width() - start, self.height()))
        painting.draw_text(painter, words, self.text(), self.font(), theme.colour("text"), middle=True)
        painter.end()

    def _box(self) -> int:
        return theme.icon_size(_BOX)

    def _start(self) -> int:
        return self._box() + theme.space(14)
