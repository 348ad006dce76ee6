"""History as a road: a lane per outcome, strictest on top; the road bends on the day a law came into force.

Across where there is room; upright, as a list of stretches, in a narrow pane or with text of 150 % and more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.road_across import RoadAcross
from companion.ui.widgets.road_plan import RoadPlan, Stop
from companion.ui.widgets.road_upright import RoadUpright

STACKED_FROM = 1.5  # times the usual size of text


@dataclass(frozen=True)
class RoadWords:
    """`name`: the whole road in words; `nothing`: said of the marker while no stop stands on its day."""

    name: str
    nothing: str = ""


class RoadTimeline(QWidget):
    """Draws a `RoadPlan` with a marker on one day.

    A press on the road, or the arrow keys from stop to stop, moves the marker and tells `day_chosen`.
    """

    day_chosen = Signal(object)

    def __init__(self, plan: RoadPlan, words: RoadWords, *, day: date | None = None) -> None:
        super().__init__()
        self._plan, self._words = plan, words
        self._day = day or plan.today
        self.setAccessibleName(words.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", theme.RADIUS_CONTROL)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    @property
    def plan(self) -> RoadPlan:
        return self._plan

    def day(self) -> date:
        return self._day

    def set_day(self, day: date) -> None:
        """Move the marker without telling `day_chosen`; a day off the road stands at its nearer end."""
        self._day = day
        self._describe()
        self.update()

    def runs_across(self, width: int) -> bool:
        """Whether the road lies across in `width` px, or stands upright."""
        return theme.current().text_scale < STACKED_FROM and RoadAcross.fits(self._plan, width)

    def stops(self) -> Sequence[Stop]:
        return self._plan.stops

    def sizeHint(self) -> QSize:
        width = theme.space(760)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(RoadUpright.least_width(self._plan), theme.space(40))

    def heightForWidth(self, width: int) -> int:
        return self._drawing(width).height()

    def day_at(self, x: float, y: float) -> date:
        """The day under a point of the widget."""
        return self._drawing(self.width()).day_at(painting.mirrored_x(self, x), y)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        self._drawing(self.width()).paint(painter, self, self._day)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.day_at(event.position().x(), event.position().y()))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = painting.right_to_left(self)
        later = {Qt.Key.Key_Left if rtl else Qt.Key.Key_Right, Qt.Key.Key_Down}
        earlier = {Qt.Key.Key_Right if rtl else Qt.Key.Key_Left, Qt.Key.Key_Up}
        days = sorted({self._plan.start, *(stop.day for stop in self._plan.stops), self._plan.today})
        key = event.key()
        if key in later:
            self._choose(next((day for day in days if day > self._day), days[-1]))
        elif key in earlier:
            self._choose(next((day for day in reversed(days) if day < self._day), days[0]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(days[0] if key == Qt.Key.Key_Home else days[-1])
        else:
            super().keyPressEvent(event)

    def _choose(self, day: date) -> None:
        if day != self._day:
            self.set_day(day)
            self.day_chosen.emit(day)

    def _describe(self) -> None:
        here = [stop.words for stop in self._plan.stops if stop.day == self._day]
        self.setAccessibleDescription(" ".join(here) or self._words.nothing)

    def _drawing(self, width: int) -> RoadAcross | RoadUpright:
        return RoadAcross(self._plan, width) if self.runs_across(width) else RoadUpright(self._plan, width)


class StopNumber(QWidget):
    """The number of a stop, in a list beside the road."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = theme.font("caption", weight=600)
        high = max(theme.icon_size(24), painting.line_height(self._words, font) + 2)
        return QSize(max(high, painting.text_width(self._words, font) + theme.space(12)), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        box = QRectF(self.rect())
        painting.rounded(
            painter, box, box.height() / 2, fill=theme.colour("surface"), edge=theme.colour("text"), width=2
        )
        font = theme.font("caption", weight=600)
        painting.draw_text(painter, box, self._words, font, theme.colour("text"), side="center", middle=True)
        painter.end()
