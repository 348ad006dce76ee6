"""Bars with their values written on them; a chart stands beside a table, never instead of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n import locales
from companion.ui import theme
from companion.ui.widgets import painting


@dataclass(frozen=True)
class Bar:
    """A label, a value (None: withheld or not known, drawn as an empty dashed place with `words`), and emphasis."""

    label: str
    value: int | None
    strong: bool = False
    words: str = "–"


class BarChart(QWidget):
    """Upright bars. `grid` draws lines at round values. `name` is the chart's title for a screen reader."""

    def __init__(
        self, name: str, bars: Sequence[Bar], *, grid: bool = False, height: int = 150, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._grid, self._height = name, grid, height
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        said = "; ".join(f"{bar.label}: {_written(bar)}" for bar in bars)
        self.setAccessibleName(f"{self._name}. {said}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._least_width(), theme.space(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), theme.space(90))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if self._bars:
            line = self._line()
            plot = QRectF(self._axis_width(), line, self.width() - self._axis_width(), self.height() - 2 * line - 6)
            top = max([1, *(bar.value or 0 for bar in self._bars)])
            if self._grid:
                self._paint_grid(painter, plot, top)
            column = plot.width() / len(self._bars)
            for index, bar in enumerate(self._bars):
                slot = QRectF(plot.left() + index * column, plot.top(), column, plot.height())
                self._paint_bar(painter, bar, slot, top, line)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, slot: QRectF, top: int, line: int) -> None:
        thick = min(slot.width() * 0.68, theme.space(64))
        high = slot.height() * (bar.value or 0) / top
        body = QRectF(slot.center().x() - thick / 2, slot.bottom() - high, thick, high)
        shade = theme.colour("accent") if bar.strong else _pale()
        if bar.value is None:
            hole = QRectF(body.left(), slot.bottom() - line, thick, line)
            painting.rounded(painter, painting.mirrored(self, hole), 4, edge=theme.colour("control"), dashed=True)
            high = line
        elif high > 0:
            painting.rounded(painter, painting.mirrored(self, body), min(4, high / 2), fill=shade)
        font = theme.font("caption", weight=600 if bar.strong else 400)
        above = QRectF(slot.left(), slot.bottom() - high - line, slot.width(), line)
        below = QRectF(slot.left(), slot.bottom() + 6, slot.width(), line)
        ink = theme.colour("text")
        painting.draw_text(
            painter, painting.mirrored(self, above), _written(bar), font, ink, side="center", middle=True
        )
        ink = theme.colour("text" if bar.strong else "text2")
        painting.draw_text(painter, painting.mirrored(self, below), bar.label, font, ink, side="center", middle=True)

    def _paint_grid(self, painter: QPainter, plot: QRectF, top: int) -> None:
        font, line = theme.font("caption"), theme.colour("line")
        if theme.high_contrast():
            line.setAlphaF(1 / 3)
        step = _round_step(top)
        for value in range(0, top + 1, step):
            y = plot.bottom() - plot.height() * value / top
            painter.fillRect(painting.mirrored(self, QRectF(plot.left() - 4, y, plot.width() + 4, 1)), line)
            words = locales.number(value)
            high = painting.text_height(words, font, self._axis_width())
            box = QRectF(0, y - high / 2, self._axis_width() - theme.space(10), high)
            painting.draw_text(
                painter, painting.mirrored(self, box), words, font, theme.colour("text2"), side="end", middle=True
            )

    def _line(self) -> int:
        """Height of a label or value: names of days may be of a taller script than the font's own."""
        font = theme.font("caption", weight=600)
        words = [text for bar in self._bars for text in (bar.label, _written(bar))]
        return max((painting.text_height(text, font, 1000) for text in words), default=0)

    def _axis_width(self) -> int:
        if not self._grid or not self._bars:
            return 0
        widest = locales.number(max([1, *(bar.value or 0 for bar in self._bars)]))
        return painting.text_width(widest, theme.font("caption")) + theme.space(12)

    def _least_width(self) -> int:
        font = theme.font("caption", weight=600)
        widest = max(
            (painting.text_width(words, font) for bar in self._bars for words in (bar.label, _written(bar))), default=0
        )
        return self._axis_width() + len(self._bars) * (widest + 6)


class HorizontalBar(QWidget):
    """A small bar beside a number in a table: `value` of the table's `largest`."""

    def __init__(self, value: int, largest: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = value / largest if largest else 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(64), theme.space(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(24), theme.space(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(painting.mirrored(self, QRectF(0, 0, 1, self.height())), theme.colour("control"))
        part = QRectF(1, 3, max(2.0, (self.width() - 2) * self._share), self.height() - 6)
        if self._share > 0:
            painting.rounded(painter, painting.mirrored(self, part), 4, fill=_pale())
        painter.end()


def _written(bar: Bar) -> str:
    return bar.words if bar.value is None else locales.number(bar.value)


def _pale() -> QColor:
    """The accent as a bar that is not the one looked at."""
    return theme.mixed("accent", "surface", 0.42)


def _round_step(top: int) -> int:
    """A round number that parts `top` into two to five."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if top / (size * factor) <= 4:
                return size * factor
        size *= 10
