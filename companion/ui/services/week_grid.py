"""A week to click: seven days of half hours, each open or not. By mouse, by finger, by arrow keys and the space bar."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.services.week_hours import CELLS, EMPTY, STEP, Week, cells_of, from_cells
from companion.ui import theme
from companion.ui.widgets import painting

_LABELS = range(0, CELLS + 1, 8)  # every four hours
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class WeekGrid(QWidget):
    """`changed` tells that cells were opened or closed. `days`: names from Monday on; `first`: the day drawn on top."""

    changed = Signal()

    def __init__(self, days: list[str], *, first: int = 0) -> None:
        super().__init__()
        self._days, self._first = days, first
        self._cells = cells_of(EMPTY)
        self._at = (0, 18)  # row as drawn, cell: Monday, 9:00
        self._painting: bool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", theme.RADIUS_CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def week(self) -> Week:
        """What is drawn."""
        return from_cells(self._cells)

    def set_week(self, week: Week) -> None:
        """Draw a week, without telling."""
        self._cells = cells_of(week)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(480), self._head() + 7 * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._names() + CELLS * 4, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            day, cell = self._spot()
            self._set(self._at[0], cell, not self._cells[day][cell])
        elif key in _STEPS:
            down, along = _STEPS[key]
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                along = -along
            before = self._spot()
            self._at = ((self._at[0] + down) % 7, max(0, min(CELLS - 1, self._at[1] + along)))
            # With Shift the day is painted along, so that ten hours are not twenty presses of the space bar.
            if along and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._set(self._at[0], self._at[1], self._cells[before[0]][before[1]])
        else:
            super().keyPressEvent(event)
            return
        self._tell()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._under(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = spot
            day, cell = self._spot()
            self._painting = not self._cells[day][cell]
            self._set(*spot, self._painting)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._under(event.position())
        if spot is None or self._painting is None:
            return
        # Everything between the last spot and this one: a quick hand leaves no holes.
        for cell in range(min(spot[1], self._at[1]), max(spot[1], self._at[1]) + 1):
            self._set(spot[0], cell, self._painting)
        self._at = spot

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._painting = None
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        font, end = theme.font("caption"), -1.0
        for cell in _LABELS:
            words = _hour(cell)
            wide = painting.text_width(words, font)
            x = min(self._x(cell) - (wide / 2 if cell else 0), self.width() - wide)
            if x < end + theme.space(8):
                continue  # no room between its neighbours
            end = x + wide
            box = painting.mirrored(self, QRectF(x, 0, wide, self._head()))
            painting.draw_text(painter, box, words, font, theme.colour("text2"))
        for row in range(7):
            self._paint_row(painter, row)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int) -> None:
        day = (self._first + row) % 7
        top = self._head() + row * self._row()
        name = painting.mirrored(self, QRectF(0, top, self._names(), self._row()))
        painting.draw_text(painter, name, self._days[day], theme.font("label"), theme.colour("text"), middle=True)
        gap = theme.space(3)
        for cell in range(CELLS):
            box = QRectF(self._x(cell), top + gap, self._x(cell + 1) - self._x(cell) - 1, self._row() - 2 * gap)
            spot = painting.mirrored(self, box)
            painter.fillRect(spot, self._tone(day, cell))
            if theme.high_contrast():
                painter.setPen(theme.colour("line"))
                painter.drawRect(spot)
            if self.hasFocus() and (row, cell) == self._at:
                painter.setPen(theme.colour("text"))
                painter.drawRect(spot.adjusted(-1, -1, 1, 1))

    def _tone(self, day: int, cell: int) -> QColor:
        if self._cells[day][cell]:
            return theme.colour("ok")
        return theme.colour("soft" if cell // 8 % 2 else "well")

    def _set(self, row: int, cell: int, value: bool) -> None:
        day = (self._first + row) % 7
        if self._cells[day][cell] != value:
            self._cells[day][cell] = value
            self.update()
            self.changed.emit()

    def _spot(self) -> tuple[int, int]:
        return (self._first + self._at[0]) % 7, self._at[1]

    def _under(self, point: QPointF) -> tuple[int, int] | None:
        x = point.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        row = int((point.y() - self._head()) // self._row())
        cell = int((x - self._names()) / max(1.0, self.width() - self._names()) * CELLS)
        return (row, cell) if 0 <= row < 7 and 0 <= cell < CELLS else None

    def _tell(self) -> None:
        """What a screen reader says: the cell one stands on."""
        day, cell = self._spot()
        start = time(cell * STEP // 60, cell * STEP % 60)
        state = tr("open") if self._cells[day][cell] else tr("closed")
        words = tr("%(day)s, %(time)s", day=self._days[day], time=locales.clock_time(start))
        self.setAccessibleName(tr("The week: %(spot)s, %(state)s", spot=words, state=state))

    def _x(self, cell: int) -> float:
        return self._names() + (self.width() - self._names()) * cell / CELLS

    def _names(self) -> int:
        font = theme.font("label")
        return int(max(painting.text_width(name, font) for name in self._days)) + theme.space(14)

    def _head(self) -> int:
        font = theme.font("caption")
        high = max(painting.text_height(_hour(cell), font, self.width() or 1000) for cell in _LABELS)
        return max(theme.scaled(20), int(high) + theme.space(2))

    def _row(self) -> int:
        return theme.scaled(30)


def _hour(cell: int) -> str:
    """The time at which a cell begins, as the language writes it."""
    return locales.clock_time(time(cell * STEP // 60 % 24))
