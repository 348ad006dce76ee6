"""The road lying across: where lanes, bends, numbers, brackets and years stand in a width, and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from companion.i18n import locales
from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.road_plan import Leg, RoadPlan, Stop

_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_DAYS_A_YEAR = 365.25


@dataclass
class _Plate:
    """One number on the road, or several that would lie on each other ("4–5")."""

    stops: list[Stop]
    centre: QPointF
    width: float
    bend: Leg | None

    def words(self) -> str:
        first, last = (locales.number(stop.number) for stop in (self.stops[0], self.stops[-1]))
        return first if len(self.stops) == 1 else f"{first}–{last}"


class RoadAcross:
    """All positions as if left to right; `paint` turns them round where the widget runs the other way."""

    def __init__(self, plan: RoadPlan, width: int) -> None:
        self._plan, self._width = plan, width
        strong, small = theme.font("label", weight=600), theme.font("caption")
        self._band = max(theme.icon_size(26), painting.line_height(plan.left, small) + 4)
        self._left = float(_names_width(plan))
        self._right = float(width - max(theme.space(24), painting.text_width(plan.today_words, strong) // 2 + 2))
        self._top = float(painting.line_height(locales.medium_date(plan.today), strong) + theme.space(12))
        names = [painting.text_height(word, strong, self._names_room()) for _, word in plan.lanes]
        self._pitch = max([self._band + painting.line_height(plan.unchecked, small) + theme.space(20), *names])
        self._first = self._top + max(self._band, *names) / 2 + theme.space(6)
        self._lanes_end = self._first + (len(plan.lanes) - 1) * self._pitch + self._band / 2
        under = painting.line_height(plan.unchecked, small) + theme.space(4) if plan.full_unchecked else 0
        self._brackets: list[tuple[float, float, float, QRectF]] = []
        bottom = self._lay_brackets(self._lanes_end + max(under, theme.space(8)))
        self._years_top = bottom + theme.space(6)
        self._axis_end = self._years_top + painting.line_height(locales.plain_number(2020), small)
        note = painting.text_height(plan.full_unchecked, small, width)
        self._note = QRectF(0, self._axis_end + theme.space(8), width, note)
        self._bottom = self._note.bottom() if plan.full_unchecked else self._axis_end
        self._plates = self._lay_plates()

    @staticmethod
    def fits(plan: RoadPlan, width: int) -> bool:
        """Whether the road has room beside the lanes' names."""
        return width - _names_width(plan) >= theme.scaled(480)

    def height(self) -> int:
        return round(self._bottom) + 2

    def day_at(self, x: float, y: float) -> date:
        """The day under the point, at the road's ends those."""
        share = (x - self._left) / (self._right - self._left)
        days = (self._plan.today - self._plan.start).days
        return self._plan.start + timedelta(days=round(max(0.0, min(1.0, share)) * days))

    def paint(self, painter: QPainter, widget: QWidget, day: date) -> None:
        self._paint_years(painter, widget)
        self._paint_left_lanes(painter, widget)
        for index, leg in enumerate(self._plan.legs):
            self._paint_leg(painter, widget, index, leg)
        self._paint_names(painter, widget)
        self._paint_brackets(painter, widget)
        self._paint_ends(painter, widget, day)
        for leg in self._plan.legs:
            if leg.back:
                self._paint_turn(painter, widget, self._bend(leg))
        for plate in self._plates:
            self._paint_plate(painter, widget, plate, day)

    # Where things stand

    def _names_room(self) -> float:
        return self._left - theme.icon_size(28) - theme.space(30)

    def _x(self, day: date) -> float:
        share = (day - self._plan.start).days / max(1, (self._plan.today - self._plan.start).days)
        return self._left + max(0.0, min(1.0, share)) * (self._right - self._left)

    def _y(self, outcome: str) -> float:
        return self._first + self._plan.lane(outcome) * self._pitch

    def _before(self, leg: Leg) -> Leg | None:
        at = self._plan.legs.index(leg)
        return self._plan.legs[at - 1] if at else None

    def _bend(self, leg: Leg) -> QPointF:
        """The middle of the bend that begins the stretch."""
        before = self._before(leg)
        y = self._y(leg.outcome)
        return QPointF(self._x(leg.start), (y + self._y(before.outcome)) / 2 if before else y)

    def _reach(self, leg: Leg) -> float:
        """How far the bend that begins the stretch reaches to each side, so that two bends never meet."""
        before = self._before(leg)
        if before is None:
            return 0.0
        here = self._x(leg.start)
        # A road that turned on its last day still has the width of its line to the side.
        room = min(here - self._x(before.start), max(self._x(leg.end) - here, 2.0))
        return min(self._pitch * 0.55, room / 2)

    def _path(self, index: int) -> QPainterPath:
        """The middle line of one stretch, from the middle of one bend to the middle of the next."""
        leg = self._plan.legs[index]
        y = self._y(leg.outcome)
        start, path = self._bend(leg), QPainterPath()
        path.moveTo(start)
        reach = self._reach(leg)
        if reach:
            x = start.x()
            path.cubicTo(QPointF(x + reach / 4, (start.y() + y) / 2), QPointF(x + reach / 2, y), QPointF(x + reach, y))
        if index + 1 == len(self._plan.legs):
            path.lineTo(QPointF(self._x(leg.end), y))
            return path
        after = self._plan.legs[index + 1]
        end, reach = self._bend(after), self._reach(after)
        path.lineTo(QPointF(end.x() - reach, y))
        path.cubicTo(
            QPointF(end.x() - reach / 2, y), QPointF(end.x() - reach / 4, (end.y() + y) / 2), QPointF(end.x(), end.y())
        )
        return path

    def _lay_brackets(self, top: float) -> float:
        """Each bracket below the lanes, one under the other where their words would meet; gives back their end."""
        font = theme.font("label", weight=600)
        y, taken = top, -1.0
        for bracket in sorted(self._plan.brackets, key=lambda each: each.start):
            left, right = self._x(bracket.start), self._x(bracket.end)
            wide = min(float(painting.text_width(bracket.words, font)), self._right - self._left)
            high = painting.text_height(bracket.words, font, wide)
            x = max(self._left, min((left + right - wide) / 2, self._right - wide))
            if self._brackets and min(left, x) < taken + theme.space(12):
                y = self._brackets[-1][3].bottom() + theme.space(6)
            box = QRectF(x, y + theme.space(12), wide, high)
            self._brackets.append((left, right, y, box))
            taken = max(taken, right, box.right())
        return max([top - theme.space(8), *(box.bottom() for *_, box in self._brackets)])

    def _lay_plates(self) -> list[_Plate]:
        plates: list[_Plate] = []
        for stop in sorted(self._plan.stops, key=lambda each: each.number):
            plate = self._plate([stop])
            while plates and plate.centre.x() - plate.width / 2 < plates[-1].centre.x() + plates[-1].width / 2 + 2:
                plate = self._plate([*plates.pop().stops, *plate.stops])
            plates.append(plate)
        return plates

    def _plate(self, stops: list[Stop]) -> _Plate:
        """Numbers stand on the road on their day; on a bend in its middle, beside the U-turn where there is one."""
        plate = _Plate(stops, QPointF(), 0.0, None)
        font = theme.font("caption", weight=600)
        plate.width = max(float(self._plate_height()), painting.text_width(plate.words(), font) + theme.space(12))
        bends = [leg for leg in self._plan.legs if self._before(leg) and leg.start in {stop.day for stop in stops}]
        if bends:
            plate.bend = bends[-1]
            plate.centre = self._bend(bends[-1])
            if bends[-1].back:
                plate.centre += QPointF(self._turn_side() / 2 + plate.width / 2 + 2, 0)
        else:
            middle = stops[len(stops) // 2].day
            leg = self._plan.leg_on(middle) or self._plan.legs[0]
            plate.centre = QPointF(self._x(middle), self._y(leg.outcome))
        half = plate.width / 2
        plate.centre.setX(max(self._left + half - 2, min(plate.centre.x(), self._width - half - 1)))
        return plate

    def _plate_height(self) -> int:
        font = theme.font("caption", weight=600)
        return max(theme.icon_size(24), painting.line_height(locales.number(0), font) + 2)

    def _turn_side(self) -> int:
        return theme.icon_size(40)

    # How it is painted

    def _turned(self, widget: QWidget, path: QPainterPath) -> QPainterPath:
        return QTransform(-1, 0, 0, 1, self._width, 0).map(path) if painting.right_to_left(widget) else path

    def _at(self, widget: QWidget, x: float, y: float) -> QPointF:
        return QPointF(painting.mirrored_x(widget, x), y)

    def _paint_years(self, painter: QPainter, widget: QWidget) -> None:
        font = theme.font("caption")
        years = range(self._plan.start.year, self._plan.today.year + 1)
        a_year = (self._right - self._left) / max(1.0, (self._plan.today - self._plan.start).days / _DAYS_A_YEAR)
        wide = max(painting.text_width(locales.plain_number(year), font) for year in years)
        step = next((step for step in _YEAR_STEPS if step * a_year >= wide + theme.space(14)), _YEAR_STEPS[-1])
        for year in years:
            first = date(year, 1, 1)
            if year % step or first < self._plan.start:
                continue
            x = self._x(first)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(self._at(widget, x, self._top), self._at(widget, x, self._years_top - 2))
            box = QRectF(x - wide / 2, self._years_top, wide, self._axis_end - self._years_top)
            words = locales.plain_number(year)
            painting.draw_text(
                painter, painting.mirrored(widget, box), words, font, theme.colour("text2"), side="center"
            )

    def _paint_names(self, painter: QPainter, widget: QWidget) -> None:
        font, side = theme.font("label", weight=600), theme.icon_size(28)
        mirror, ratio = painting.right_to_left(widget), widget.devicePixelRatioF()
        for outcome, word in self._plan.lanes:
            y, room = self._y(outcome), self._names_room()
            spot = painting.mirrored(widget, QRectF(0, round(y - side / 2), side, side))
            painter.drawPixmap(spot.topLeft(), icons.outcome_pixmap(outcome, side, ratio=ratio, mirror=mirror))
            high = painting.text_height(word, font, room)
            box = QRectF(side + theme.space(12), y - high / 2, room, high)
            ink = theme.colour(f"{outcome}_ink")
            painting.draw_text(painter, painting.mirrored(widget, box), word, font, ink, middle=True)

    def _paint_leg(self, painter: QPainter, widget: QWidget, index: int, leg: Leg) -> None:
        path = self._turned(widget, self._path(index))
        colour, known = theme.colour(leg.outcome), self._x(self._plan.known)
        stroker = QPainterPathStroker(QPen(colour, self._band, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        shape = stroker.createStroke(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.save()
        painter.setClipRect(painting.mirrored(widget, QRectF(0, 0, known, self._bottom)))
        painter.fillPath(shape, colour)
        painter.restore()
        if not self._plan.full_unchecked:
            return
        painter.save()
        rest = painting.mirrored(widget, QRectF(known, 0, self._width - known, self._bottom))
        painter.setClipRect(rest)
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        area = rest.intersected(shape.boundingRect())
        if not area.isEmpty():
            painting.hatched(painter, area, theme.colour("surface"), colour, gap=10, width=4)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        painter.restore()

    def _paint_left_lanes(self, painter: QPainter, widget: QWidget) -> None:
        """The lane a taking-back left goes on dotted, until the road comes back to it or to today."""
        legs, font = self._plan.legs, theme.font("caption")
        for index, leg in enumerate(legs[:-1]):
            after = legs[index + 1]
            if not after.back:
                continue
            again = next((each for each in legs[index + 2 :] if each.outcome == leg.outcome), None)
            left = self._bend(after).x() + self._turn_side() / 2 + theme.space(12)
            right = (
                self._x(again.start) - self._reach(again) - theme.space(8) if again else self._right - theme.space(6)
            )
            if right - left < theme.space(12):
                continue
            y = self._y(leg.outcome)
            pen = QPen(theme.colour("text2"), 2)
            pen.setDashPattern([1, 3])
            painter.setPen(pen)
            for edge in (y - self._band / 2 + 1, y + self._band / 2 - 1):
                painter.drawLine(self._at(widget, left, edge), self._at(widget, right, edge))
            wide = painting.text_width(self._plan.left, font)
            if wide + theme.space(16) <= right - left:
                box = QRectF(left + theme.space(8), y - self._band / 2, wide, self._band)
                words, ink = self._plan.left, theme.colour("text2")
                painter.fillRect(painting.mirrored(widget, box.adjusted(0, 3, 0, -3)), theme.colour("surface"))
                painting.draw_text(painter, painting.mirrored(widget, box), words, font, ink, middle=True)

    def _paint_brackets(self, painter: QPainter, widget: QWidget) -> None:
        font = theme.font("label", weight=600)
        pairs = zip(sorted(self._plan.brackets, key=lambda each: each.start), self._brackets, strict=True)
        for bracket, (left, right, top, box) in pairs:
            foot = top + theme.space(8)
            corners = [(left, top), (left, foot), (right, foot), (right, top)]
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawPolyline(QPolygonF([self._at(widget, x, y) for x, y in corners]))
            painter.fillRect(painting.mirrored(widget, box), theme.colour("surface"))  # no year's line through words
            painting.draw_text(
                painter, painting.mirrored(widget, box), bracket.words, font, theme.colour("text"), side="center"
            )

    def _paint_ends(self, painter: QPainter, widget: QWidget, day: date) -> None:
        """Today, what nobody has checked before it, and the marker."""
        font = theme.font("label", weight=600)
        painter.setPen(QPen(theme.colour("text"), 2))
        painter.drawLine(self._at(widget, self._right, self._top), self._at(widget, self._right, self._years_top - 2))
        self._paint_unchecked(painter, widget)
        words, wide = self._plan.today_words, painting.text_width(self._plan.today_words, font)
        today = QRectF(self._right - wide / 2, 0, wide, painting.line_height(words, font))
        x = self._x(day)
        accent = theme.colour("accent")
        if day != self._plan.today:
            name = locales.medium_date(day)
            wide = painting.text_width(name, font)
            box = QRectF(x - wide - theme.space(8), 0, wide, painting.line_height(name, font))
            if box.left() < 0:
                box.moveLeft(x + theme.space(8))
            painting.draw_text(painter, painting.mirrored(widget, box), name, font, accent)
            painter.fillRect(
                painting.mirrored(widget, QRectF(x - 1.5, self._top - 8, 3, self._lanes_end - self._top + 12)), accent
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        peak = self._top + 2
        tip = [(x - 8, peak - 10), (x + 8, peak - 10), (x, peak)]
        painter.drawPolygon(QPolygonF([self._at(widget, *point) for point in tip]))
        # The marker's words end before it, so they meet today's only when it stands right before today.
        if day == self._plan.today or x < today.left() - theme.space(8):
            painting.draw_text(painter, painting.mirrored(widget, today), words, font, theme.colour("text"))

    def _paint_unchecked(self, painter: QPainter, widget: QWidget) -> None:
        """What hatched means in a sentence, and in short below the hatched end where no bend stands in its way."""
        if not self._plan.full_unchecked:
            return
        font, last = theme.font("caption"), self._plan.legs[-1]
        note = painting.mirrored(widget, self._note)
        painting.draw_text(painter, note, self._plan.full_unchecked, font, theme.colour("text2"))
        wide = painting.text_width(self._plan.unchecked, font)
        left = self._right - theme.space(6) - wide
        if left < self._bend(last).x() + self._turn_side() / 2 + theme.space(40):
            return
        top = self._y(last.outcome) + self._band / 2 + 2
        box = QRectF(left, top, wide, painting.line_height(self._plan.unchecked, font))
        painter.fillRect(painting.mirrored(widget, box), theme.colour("surface"))
        painting.draw_text(
            painter, painting.mirrored(widget, box), self._plan.unchecked, font, theme.colour("text2"), side="end"
        )

    def _paint_turn(self, painter: QPainter, widget: QWidget, centre: QPointF) -> None:
        side = self._turn_side()
        disc = painting.mirrored(widget, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side))
        painting.rounded(painter, disc, side / 2, fill=theme.colour("surface"), edge=theme.colour("text"), width=3)
        small = round(side * 0.6)
        corner = QPointF(round(disc.center().x() - small / 2), round(disc.center().y() - small / 2))
        mirror, ratio = painting.right_to_left(widget), widget.devicePixelRatioF()
        painter.drawPixmap(corner, icons.pixmap("turn", "text", small, ratio=ratio, mirror=mirror))

    def _paint_plate(self, painter: QPainter, widget: QWidget, plate: _Plate, day: date) -> None:
        high = self._plate_height()
        box = painting.mirrored(
            widget, QRectF(plate.centre.x() - plate.width / 2, plate.centre.y() - high / 2, plate.width, high)
        )
        here = day in {stop.day for stop in plate.stops}
        fill, ink = ("text", "surface") if here else ("surface", "text")
        painting.rounded(painter, box, high / 2, fill=theme.colour(fill), edge=theme.colour("text"), width=2)
        font = theme.font("caption", weight=600)
        painting.draw_text(painter, box, plate.words(), font, theme.colour(ink), side="center", middle=True)


def _names_width(plan: RoadPlan) -> int:
    """Room for the silhouettes and the lanes' names, wrapped between words, px."""
    font = theme.font("label", weight=600)
    longest = max(painting.longest_word(word, font) for _, word in plan.lanes)
    whole = max(painting.text_width(word, font) for _, word in plan.lanes)
    return theme.icon_size(28) + theme.space(30) + max(longest, min(whole, theme.scaled(130)))
