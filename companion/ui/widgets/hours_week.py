"""A week's opening hours, painted and in words. Hours nobody could read fully get no bar: "call first"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import locales
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.text import Text


@dataclass(frozen=True)
class DayHours:
    """One day: its short name, spans in minutes from midnight (an end over 1440 runs into the night), and the words.

    No spans is closed; the words say so.
    """

    name: str
    spans: Sequence[tuple[int, int]]
    words: str
    today: bool = False


class HoursWeek(QWidget):
    """The days from top to bottom, hours from start to end; `now` (minutes) is a mark on today's bar."""

    def __init__(self, days: Sequence[DayHours], *, now: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days, self._now = tuple(days), now
        self.setAccessibleName("\n".join(f"{day.name}: {day.words}" for day in days))
        ends = [end for day in days for _, end in day.spans]
        starts = [start for day in days for start, _ in day.spans]
        self._from = min([8 * 60, *starts]) // 120 * 120
        self._until = -(-max([22 * 60, *ends]) // 120) * 120
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(420), self._top() + len(self._days) * self._row())

    def minimumSizeHint(self) -> QSize:
        names, words = self._widths()
        return QSize(names + words + theme.space(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        names, words = self._widths()
        track = QRectF(names, 0, self.width() - names - words, self._row())
        self._paint_scale(painter, track)
        for index, day in enumerate(self._days):
            top = self._top() + index * self._row()
            self._paint_day(painter, day, QRectF(track.left(), top, track.width(), self._row()))
        painter.end()

    def _paint_scale(self, painter: QPainter, track: QRectF) -> None:
        font, end = theme.font("caption"), -1.0
        for minute, words in self._hours():
            wide = painting.text_width(words, font)
            x = self._x(minute, track)
            if x < end + 8 or x + wide > track.right():
                continue
            box = painting.mirrored(self, QRectF(x, 0, wide, self._top()))
            painting.draw_text(painter, box, words, font, theme.colour("text2"))
            end = x + wide

    def _paint_day(self, painter: QPainter, day: DayHours, row: QRectF) -> None:
        bold = self._font(today=day.today)
        name = painting.mirrored(self, QRectF(0, row.top(), row.left(), row.height()))
        painting.draw_text(painter, name, day.name, bold, theme.colour("text"), middle=True)
        words = painting.mirrored(self, QRectF(row.right(), row.top(), self.width() - row.right(), row.height()))
        ink = theme.colour("text" if day.spans else "text2")
        painting.draw_text(painter, words, day.words, bold, ink, side="end", middle=True)
        bar = QRectF(row.left(), row.center().y() - theme.space(9), row.width(), theme.space(18))
        edge = theme.faded("line", 1) if theme.high_contrast() else None
        painting.rounded(painter, painting.mirrored(self, bar), 5, fill=theme.colour("well"), edge=edge)
        shade = theme.colour("ok") if day.today else theme.mixed("ok", "well", 0.38)
        for start, end in day.spans:
            left, right = self._x(start, bar), self._x(end, bar)
            span = painting.mirrored(self, QRectF(left, bar.top(), right - left, bar.height()))
            painting.rounded(painter, span, 5, fill=shade)
        if day.today and self._now is not None and self._from <= self._now <= self._until:
            x = painting.mirrored_x(self, self._x(self._now, bar))
            painter.fillRect(QRectF(x - 1, bar.top() - 4, 2, bar.height() + 8), theme.colour("text"))

    def _x(self, minute: int, track: QRectF) -> float:
        return track.left() + (minute - self._from) / (self._until - self._from) * track.width()

    def _font(self, *, today: bool) -> QFont:
        return theme.font("label", weight=600 if today else 400)

    def _widths(self) -> tuple[int, int]:
        """Room for the days' names and for their words, px."""
        bold = self._font(today=True)
        names = max((painting.text_width(day.name, bold) for day in self._days), default=0)
        words = max((painting.text_width(day.words, bold) for day in self._days), default=0)
        return names + theme.space(20), words + theme.space(20)

    def _row(self) -> int:
        font = self._font(today=True)
        words = [text for day in self._days for text in (day.name, day.words)]
        return max([theme.space(26), *(painting.text_height(text, font, 1000) + 2 for text in words)])

    def _top(self) -> int:
        font = theme.font("caption")
        return max(painting.text_height(words, font, 1000) for _, words in self._hours()) + 2

    def _hours(self) -> list[tuple[int, str]]:
        """Every fourth hour in minutes, and how it is written here."""
        return [(minute, locales.clock_time(time(minute // 60 % 24))) for minute in range(self._from, self._until, 240)]


class UncheckedHours(QWidget):
    """Hours as somebody wrote them, with the advice to call first; no bar, because nobody could read them fully."""

    def __init__(self, written: str, advice: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(10))
        row.addWidget(Glyph("phone", "text2"))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Text(advice, "label", "text", weight=600))
        if written:
            column.addWidget(Text(written, "label", "text2", weight=400))
        row.addLayout(column, 1)
