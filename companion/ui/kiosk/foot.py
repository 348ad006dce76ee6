"""What stands below a page: taking it along at the start, what leads on at the end, and further down in between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.touch_buttons import TouchButton, spacer

_OVERLAP = 0.85  # of a page: what was last read is still seen after going down


class Foot(QWidget):
    """Buttons to go up and down come when a page is longer than the screen: a scroll bar is too small for a finger."""

    def __init__(self, frame: QScrollArea, start: Sequence[QWidget], end: Sequence[QWidget]) -> None:
        super().__init__()
        self._bar = frame.verticalScrollBar()
        row = QHBoxLayout(self)
        side = theme.space(sizes.SIDE)
        row.setContentsMargins(side, theme.space(4), side, theme.space(8))
        row.setSpacing(theme.space(12))
        for widget in start:
            row.addWidget(widget)
        row.addWidget(spacer(), 1)
        self.up = TouchButton(tr("Further up"), icon="up", on_click=lambda: self._go(-1))
        self.down = TouchButton(tr("Further down"), icon="down", on_click=lambda: self._go(1))
        for button in (self.up, self.down):
            button.set_wordless(True)
            row.addWidget(button)
        row.addWidget(spacer(), 1)
        for widget in end:
            row.addWidget(widget)
        self._always = bool(start or end)
        self._bar.rangeChanged.connect(lambda *_: self._show())
        self._bar.valueChanged.connect(lambda *_: self._show())
        self._show()

    def _go(self, by: int) -> None:
        self._bar.setValue(round(self._bar.value() + by * _OVERLAP * self._bar.pageStep()))

    def _show(self) -> None:
        longer = self._bar.maximum() > 0
        for button in (self.up, self.down):
            button.setVisible(longer)
        self.up.setEnabled(self._bar.value() > 0)
        self.down.setEnabled(self._bar.value() < self._bar.maximum())
        if self.parentWidget() is not None:  # on its own it would be a window
            self.setVisible(self.wanted())

    def wanted(self) -> bool:
        """Whether there is anything in it."""
        return self._always or self._bar.maximum() > 0
