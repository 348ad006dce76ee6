"""A pane that scrolls by itself beside others, or stands at its full height where panes are stacked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.widgets.scroll import Scroll


class PaneScroll(Scroll):
    """`whole`: as tall as its content, so that only the page around it scrolls; wide content may scroll sideways."""

    def __init__(
        self, content: QWidget, *, whole: bool = False, sideways: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(content, sideways=sideways, parent=parent)
        self._whole = False
        self.set_whole(whole)

    def set_whole(self, whole: bool) -> None:
        """Stand at full height, or share the height there is."""
        self._whole = whole
        policy = self.sizePolicy()
        policy.setHeightForWidth(whole)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum if whole else QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        upright = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(upright)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        content, least = self.content, self._least_width()
        layout = content.layout()
        if layout is not None and layout.hasHeightForWidth():
            tall = layout.minimumHeightForWidth(max(width, least))
        else:
            tall = max(content.minimumHeight(), content.sizeHint().height())
        return tall + (self._bar() if least > width else 0)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if not self._whole:
            return hint
        width = hint.width() if self._sideways else self.content.minimumSizeHint().width()
        return QSize(width, self.content.minimumSizeHint().height())

    def _fit(self) -> None:
        if not self._whole:
            super()._fit()
            return
        room, least = self.contentsRect(), self._least_width()
        width = max(room.width(), least)
        bar = self._bar() if least > room.width() else 0
        self.content.resize(width, max(self.heightForWidth(width), room.height() - bar))
        self.updateGeometry()

    def _least_width(self) -> int:
        return max(self.content.minimumWidth(), self.content.minimumSizeHint().width())
