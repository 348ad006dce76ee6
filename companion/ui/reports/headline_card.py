"""The figures everybody asks for first; a figure that is held back says so in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.reports.indicators import Figure
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.card import Card
from companion.ui.widgets.even_columns import EvenColumns
from companion.ui.widgets.text import Text


class HeadlineCard(Card):
    """`figures` come from released tables; None is told as held back."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__(margin=16, gap=0)
        row = _FigureRow()
        self.numbers: dict[str, Text] = {}
        for figure in figures:
            number, words = Text("", "h1"), Text(tr(figure.indicator.label), "label", "text2", weight=400)
            if figure.value is None:
                number.setText("–")
                number.set_ink("text2")
                words.setText(tr("%(figure)s: held back", figure=tr(figure.indicator.label)))
            else:
                number.setText(locales.number(figure.value))
            number.setAccessibleDescription(words.text())
            number.setToolTip(tr(figure.indicator.definition))
            words.setToolTip(tr(figure.indicator.definition))
            self.numbers[figure.indicator.code] = number
            row.add(number, words)
        self.body.addWidget(row)


class _FigureRow(QWidget):
    """Equal columns with a hairline between neighbours."""

    def __init__(self) -> None:
        super().__init__()
        self._columns = EvenColumns(self, gap=theme.space(32), line_gap=theme.space(14))

    def add(self, number: Text, words: Text) -> None:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(number)
        column.addWidget(words)
        column.addStretch(1)
        self._columns.addWidget(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        line = theme.colour("line")
        if theme.high_contrast():
            line.setAlphaF(0.4)
        columns = self._columns.columns(self.width())
        for index in range(self._columns.count()):
            item = self._columns.itemAt(index)
            if item is None or index % columns == 0:
                continue
            box = item.geometry()
            x = box.left() - theme.space(16) if not painting.right_to_left(self) else box.right() + theme.space(16)
            painter.fillRect(QRectF(x, box.top(), 1, box.height()), line)
        painter.end()
