"""The road as an upright list: one stretch below the other, oldest on top, for narrow panes and large text."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.road_plan import Leg, RoadPlan


class RoadUpright:
    """Where everything stands in a width, as if left to right."""

    def __init__(self, plan: RoadPlan, width: int) -> None:
        self._plan, self._width = plan, width
        self._rows: list[tuple[Leg, QRectF, QRectF, QRectF]] = []
        self._turn = theme.icon_size(30)
        strong, plain = theme.font("lead", weight=600), theme.font("label", weight=400)
        x = _indent()
        room = max(1.0, width - x - theme.space(8))
        y = 0.0
        for leg in plan.legs:
            word = QRectF(x, y + theme.space(8), room, painting.text_height(plan.word(leg.outcome), strong, room))
            line = QRectF(x, word.bottom() + 2, room, painting.text_height(leg.words, plain, room))
            bottom = max(line.bottom() + theme.space(12), y + theme.icon_size(56))
            self._rows.append((leg, QRectF(0, y, width, bottom - y), word, line))
            y = bottom
        self._end = QRectF(x, y, room, 0)
        if plan.full_unchecked:
            tall = painting.text_height(plan.full_unchecked, plain, room)
            self._end = QRectF(x, y + theme.space(6), room, tall)
        self._bottom = self._end.bottom() + (theme.space(8) if plan.full_unchecked else 0)

    @staticmethod
    def least_width(plan: RoadPlan) -> int:
        """The width below which a word would be cut, px."""
        strong, plain = theme.font("lead", weight=600), theme.font("label", weight=400)
        words = [painting.longest_word(word, strong) for _, word in plan.lanes]
        words += [
            painting.longest_word(text, plain) for text in (plan.full_unchecked, *(leg.words for leg in plan.legs))
        ]
        return round(_indent() + theme.space(8) + max(words, default=0))

    def height(self) -> int:
        return round(self._bottom) + 1

    def day_at(self, x: float, y: float) -> date:
        """The first day of the stretch under the point; below the last one, today."""
        return next((leg.start for leg, row, _, _ in self._rows if y < row.bottom()), self._plan.today)

    def paint(self, painter: QPainter, widget: QWidget, day: date) -> None:
        strong, plain = theme.font("lead", weight=600), theme.font("label", weight=400)
        here = self._plan.leg_on(day)
        for leg, row, word, line in self._rows:
            if leg is here:
                edge = row.adjusted(_band() + theme.space(4), 1, -1, -1)
                painting.rounded(painter, painting.mirrored(widget, edge), 6, edge=theme.colour("accent"), width=2)
            painter.fillRect(painting.mirrored(widget, _strip(row)), theme.colour(leg.outcome))
            name = self._plan.word(leg.outcome)
            painting.draw_text(
                painter, painting.mirrored(widget, word), name, strong, theme.colour(f"{leg.outcome}_ink")
            )
            painting.draw_text(painter, painting.mirrored(widget, line), leg.words, plain, theme.colour("text"))
            self._paint_sign(painter, widget, leg, row)
        if self._plan.full_unchecked:
            strip = painting.mirrored(widget, QRectF(0, self._rows[-1][1].bottom(), _band(), self._end.height() + 14))
            base, line_colour = theme.colour("surface"), QColor(theme.colour(self._plan.legs[-1].outcome))
            painting.hatched(painter, strip, base, line_colour)
            box = painting.mirrored(widget, self._end)
            painting.draw_text(painter, box, self._plan.full_unchecked, plain, theme.colour("text2"))

    def _paint_sign(self, painter: QPainter, widget: QWidget, leg: Leg, row: QRectF) -> None:
        """The silhouette of the outcome on the road, or the U-turn where a change was taken back."""
        side = self._turn
        disc = QRectF((_band() - side) / 2, row.top() + theme.space(6), side, side)
        spot = painting.mirrored(widget, disc)
        small = round(side * 0.6)
        corner = QPointF(round(spot.center().x() - small / 2), round(spot.center().y() - small / 2))
        mirror, ratio = painting.right_to_left(widget), widget.devicePixelRatioF()
        if leg.back:
            painting.rounded(painter, spot, side / 2, fill=theme.colour("surface"), edge=theme.colour("text"), width=2)
            painter.drawPixmap(corner, icons.pixmap("turn", "text", small, ratio=ratio, mirror=mirror))
        else:
            painter.drawPixmap(
                corner, icons.outcome_pixmap(leg.outcome, small, on_block=True, ratio=ratio, mirror=mirror)
            )


def _band() -> int:
    """Width of the road, px."""
    return theme.icon_size(36)


def _indent() -> float:
    return _band() + theme.space(16)


def _strip(row: QRectF) -> QRectF:
    return QRectF(0, row.top(), _band(), row.height())
