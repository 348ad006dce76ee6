"""A page that is taller than the window scrolls; a page that need not is as tall as the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scroll(QScrollArea):
    """Holds `content` at the width of the window, never narrower than it can be, never shorter than its words need.

    Unlike Qt's own resizing it takes the least height for the width, so that inner lists may shrink and scroll alone.
    """

    def __init__(self, content: QWidget, *, sideways: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content, self._sideways = content, sideways
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(False)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if sideways else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.content:
            self._fit()
        return super().eventFilter(watched, event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a content without a layout asks its parent for room
            self._fit()
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        return self.content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        width = 80 if self._sideways else self.content.minimumSizeHint().width() + self._bar()
        return QSize(width, 80)

    def _fit(self) -> None:
        content, frame = self.content, self.contentsRect()
        least = content.minimumSizeHint().width()
        width = max(frame.width(), least)
        height = _least_height(content, width)
        room = frame.height() - (self._bar() if width > frame.width() and self._sideways else 0)
        if height > room:
            width = max(frame.width() - self._bar(), least)
            height = _least_height(content, width)
        content.resize(width, max(height, room))

    def _bar(self) -> int:
        return self.verticalScrollBar().sizeHint().width()


def _least_height(content: QWidget, width: int) -> int:
    layout = content.layout()
    if layout is None:
        return content.heightForWidth(width) if content.hasHeightForWidth() else content.minimumSizeHint().height()
    layout.activate()
    if layout.hasHeightForWidth():
        return layout.minimumHeightForWidth(width)
    return layout.minimumSize().height()
