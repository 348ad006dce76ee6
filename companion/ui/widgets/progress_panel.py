"""Progress: what is being done, how much of it, what is safe meanwhile, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.text import Text


class ProgressPanel(Card):
    """`title` says what is done; `set_progress` gives count and words; without a total the bar shows only that it runs.

    Give `on_stop` only where stopping leaves nothing half done.
    """

    def __init__(
        self, title: str, words: str = "", *, on_stop: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, gap=8, parent=parent)
        self._words = Text(words, "label", "text2", weight=400)
        self._bar = ProgressBar()
        self.body.addWidget(self._words)
        self.body.addWidget(self._bar)
        self.stop: Button | None = None
        if on_stop is not None:
            self.stop = Button(tr("Stop"), on_click=on_stop)
            row = QHBoxLayout()
            row.addWidget(self.stop)
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addStretch(1)

    def set_progress(self, done: int, total: int, words: str) -> None:
        """`done` of `total` (0 where nobody knows), and the sentence that says what is safe."""
        self._words.setText(words)
        self._bar.set_fraction(done / total if total else None)
        self.setAccessibleDescription(words)


class ProgressBar(QWidget):
    """A bar filled to a fraction; unknown is drawn as a third, standing still: nothing loops."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float | None) -> None:
        self._fraction = fraction
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(120), theme.space(9))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(40), theme.space(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        whole = QRectF(self.rect())
        edge = theme.colour("line") if theme.high_contrast() else None
        painting.rounded(painter, whole, whole.height() / 2, fill=theme.colour("well"), edge=edge)
        share = 1 / 3 if self._fraction is None else max(0.0, min(1.0, self._fraction))
        if share > 0:
            part = QRectF(0, 0, max(whole.height(), whole.width() * share), whole.height())
            painting.rounded(painter, painting.mirrored(self, part), whole.height() / 2, fill=theme.colour("accent"))
        painter.end()
