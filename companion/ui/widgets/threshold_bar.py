"""The amount drawn against the law's line: zones in the colours of their outcomes, and a marker at what was weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting


@dataclass(frozen=True)
class Zone:
    """Amounts from `start` to `end` (None: to the end of the scale), the outcome they lead to and its words."""

    start: Decimal
    end: Decimal | None
    outcome: str
    label: str = ""


@dataclass(frozen=True)
class Limit:
    """A line the law draws. `label` says which side "exactly" falls on ("1 g pure, up to and including")."""

    at: Decimal
    label: str
    note: str = ""


@dataclass(frozen=True)
class Scale:
    """Everything the bar shows. `end` is the largest amount drawn; `ticks` are amounts with their words.

    `pure`: the law counts pure substance, so the part up to the marker is hatched and named by `pure_label`.
    Without zones the bar is dashed and says `nothing` ("the law names no amount here").
    """

    end: Decimal
    zones: Sequence[Zone] = ()
    limits: Sequence[Limit] = ()
    ticks: Sequence[tuple[Decimal, str]] = ()
    marker: Decimal | None = None
    marker_label: str = ""
    pure: bool = False
    pure_label: str = ""
    nothing: str = ""


@dataclass
class _Rows:
    """Heights of the rows above and below the bar for one width, px, and where the labels stand."""

    labels: list[tuple[QRectF, str, QFont, str]] = field(default_factory=list)
    bar_top: float = 0
    bar_height: float = 0
    total: float = 0
    limit_tops: list[float] = field(default_factory=list)


class ThresholdBar(QWidget):
    """Draws a `Scale`; `description` is the whole of it in one sentence, for those who do not see it."""

    def __init__(self, scale: Scale, description: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self.setAccessibleName(description)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_scale(self, scale: Scale, description: str) -> None:
        self._scale = scale
        self.setAccessibleName(description)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = theme.space(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = theme.space(260)
        return QSize(width, theme.space(40))

    def heightForWidth(self, width: int) -> int:
        return round(self._lay_out(width).total)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        rows = self._lay_out(self.width())
        bar = QRectF(0, rows.bar_top, self.width(), rows.bar_height)
        if self._scale.zones:
            self._paint_zones(painter, bar)
        else:
            _dashes(painter, bar, theme.colour("text3"))
        for limit, top in zip(self._scale.limits, rows.limit_tops, strict=True):
            self._paint_limit(painter, limit, top, bar)
        for box, words, font, ink in rows.labels:
            painting.draw_text(painter, painting.mirrored(self, box), words, font, theme.colour(ink))
        self._paint_inside(painter, bar)
        self._paint_marker(painter, bar)
        painter.end()

    def _x(self, amount: Decimal, width: float) -> float:
        """Where `amount` stands, as if left to right."""
        return max(0.0, min(1.0, float(amount / self._scale.end))) * width

    def _lay_out(self, width: float) -> _Rows:
        rows = _Rows()
        bar_height = max(theme.space(32), round(theme.font("caption").pixelSize() * 2))
        y = self._lay_above(rows, width)
        rows.bar_top, rows.bar_height = y + theme.space(12), bar_height
        y = rows.bar_top + bar_height + theme.space(4)
        y = self._lay_ticks(rows, width, y)
        rows.total = self._lay_zone_words(rows, width, y) + 1
        return rows

    def _lay_above(self, rows: _Rows, width: float) -> float:
        """Limits' words beside their lines, the marker's words above it; stacked where they would meet."""
        strong, small = theme.font("label", weight=600), theme.font("caption")
        taken: list[QRectF] = []
        y = 0.0
        for limit in self._scale.limits:
            x = self._x(limit.at, width)
            box = _beside(x, y, max(limit.label, limit.note, key=len), strong, width)
            heading = painting.text_height(limit.label, strong, box.width())
            note = painting.text_height(limit.note, small, box.width())
            box.setHeight(heading + note)
            if any(box.intersects(other) for other in taken):
                box.moveTop(max(other.bottom() for other in taken) + 2)
            taken.append(box)
            rows.limit_tops.append(box.top())
            rows.labels.append((QRectF(box.x(), box.y(), box.width(), heading), limit.label, strong, "text"))
            if limit.note:
                spot = QRectF(box.x(), box.y() + heading, box.width(), note)
                rows.labels.append((spot, limit.note, small, "text2"))
        y = max((box.bottom() for box in taken), default=0.0)
        if self._scale.marker is None or not self._scale.marker_label:
            return y
        return self._lay_marker(rows, width, taken)

    def _lay_marker(self, rows: _Rows, width: float, taken: list[QRectF]) -> float:
        font = theme.font("lead", weight=600)
        words, x = self._scale.marker_label, self._x(self._scale.marker or Decimal(0), width)
        wide = min(painting.text_width(words, font), width)
        high = painting.text_height(words, font, wide)
        bottom = max((box.bottom() for box in taken), default=0.0)
        box = QRectF(max(0.0, min(x - wide / 2, width - wide)), max(0.0, bottom - high), wide, high)
        nearest = min((other.left() for other in taken), default=width) - theme.space(20)
        if taken and box.right() > nearest and x <= nearest + theme.space(20):
            box.moveLeft(max(0.0, nearest - wide))  # slide towards the start, the marker stays under its end
        if any(box.adjusted(-8, 0, 8, 0).intersects(other) for other in taken):
            box.moveTop(bottom + 2)
        rows.labels.append((box, words, font, "text"))
        return max(bottom, box.bottom())

    def _lay_ticks(self, rows: _Rows, width: float, y: float) -> float:
        font, end, high = theme.font("caption"), -100.0, 0.0
        for amount, words in self._scale.ticks:
            wide = painting.text_width(words, font)
            x = max(0.0, min(self._x(amount, width) - wide / 2, width - wide))
            if x < end + 6:
                continue
            rows.labels.append(
                (QRectF(x, y, wide, high := painting.text_height(words, font, wide)), words, font, "text3")
            )
            end = x + wide
        return y + high + (theme.space(3) if high else 0)

    def _lay_zone_words(self, rows: _Rows, width: float, y: float) -> float:
        font, bottom, after = theme.font("label", weight=600), y, 0.0
        for zone in self._scale.zones:
            if not zone.label:
                continue
            left = self._x(zone.start, width) + (theme.space(10) if zone.start else 0)
            right = self._x(zone.end, width) if zone.end is not None else width
            room = max(right - left - theme.space(8), float(painting.longest_word(zone.label, font)))
            high = painting.text_height(zone.label, font, room)
            if left < after:
                y = bottom  # no room beside the one before: go below it
            left = min(left, width - room)
            rows.labels.append((QRectF(left, y, room, high), zone.label, font, f"{zone.outcome}_ink"))
            bottom, after = max(bottom, y + high), left + room
        return bottom

    def _paint_zones(self, painter: QPainter, bar: QRectF) -> None:
        scale, width = self._scale, bar.width()
        reach = self._x(scale.marker, width) if scale.marker is not None else None
        painter.save()
        painter.setClipPath(painting.rounded_path(bar, 6))
        for zone in scale.zones:
            left = self._x(zone.start, width)
            right = self._x(zone.end, width) if zone.end is not None else width
            self._paint_zone(painter, zone, QRectF(left, bar.top(), right - left, bar.height()), reach)
        painter.restore()

    def _paint_zone(self, painter: QPainter, zone: Zone, box: QRectF, reach: float | None) -> None:
        solid, tint = theme.colour(zone.outcome), theme.colour(f"{zone.outcome}_tint")
        if reach is not None and reach <= box.left() and zone.start > 0:
            self._paint_beyond(painter, box, tint)
            return
        rest = painting.mirrored(self, box)
        painter.fillRect(rest, tint)
        painter.setPen(QPen(solid, 2))
        painter.drawLine(rest.topLeft(), rest.topRight())
        painter.drawLine(rest.bottomLeft(), rest.bottomRight())
        if reach is None:
            return
        weighed = painting.mirrored(
            self, QRectF(box.left(), box.top(), min(reach, box.right()) - box.left(), box.height())
        )
        if self._scale.pure:
            stripe = QColor(tint)
            stripe.setAlphaF(0.4)
            if theme.high_contrast():
                stripe = QColor(theme.colour("bg"))
            painting.hatched(painter, weighed, solid, stripe)
        else:
            painter.fillRect(weighed, solid)

    def _paint_beyond(self, painter: QPainter, box: QRectF, tint: QColor) -> None:
        """What was not reached: its tint fading out, dashed above and below."""
        spot = painting.mirrored(self, box)
        near, far = (spot.right(), spot.left()) if painting.right_to_left(self) else (spot.left(), spot.right())
        fade = QLinearGradient(QPointF(near, 0), QPointF(far, 0))
        gone = QColor(tint)
        gone.setAlphaF(0.0)
        fade.setColorAt(0, tint)
        fade.setColorAt(1, gone)
        painter.fillRect(spot, fade)
        _dashes(painter, spot, theme.colour("text3"))

    def _paint_limit(self, painter: QPainter, limit: Limit, top: float, bar: QRectF) -> None:
        x = painting.mirrored_x(self, self._x(limit.at, bar.width()))
        pen = QPen(theme.colour("text"), 2)
        pen.setDashPattern([1.5, 1.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top + 3), QPointF(x, bar.bottom() + theme.space(22)))

    def _paint_inside(self, painter: QPainter, bar: QRectF) -> None:
        """Words in the bar: where the pure part is, or that the law names no amount."""
        scale, font = self._scale, theme.font("caption", weight=600)
        if not scale.zones and scale.nothing:
            box = bar.adjusted(theme.space(10), 0, -theme.space(10), 0)
            painting.draw_text(
                painter, box, scale.nothing, theme.font("caption"), theme.colour("text2"), side="center", middle=True
            )
        if not (scale.pure and scale.pure_label and scale.zones and scale.marker):
            return
        first = scale.zones[0]
        wide = painting.text_width(scale.pure_label, font) + theme.space(14)
        room = min(self._x(scale.marker, bar.width()), self._x(first.end, bar.width()) if first.end else bar.width())
        if wide + theme.space(20) > room:
            return
        plate = painting.mirrored(self, QRectF(theme.space(11), bar.top() + 5, wide, bar.height() - 10))
        painter.fillRect(plate, theme.colour(first.outcome))
        ink = theme.colour(f"{first.outcome}_on")
        painting.draw_text(painter, plate, scale.pure_label, font, ink, side="center", middle=True)

    def _paint_marker(self, painter: QPainter, bar: QRectF) -> None:
        if self._scale.marker is None:
            return
        x = painting.mirrored_x(self, self._x(self._scale.marker, bar.width()))
        x = max(2.0, min(bar.width() - 2.0, x))
        ink = theme.colour("text")
        pen = QPen(ink, 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, bar.top() - 8), QPointF(x, bar.bottom() + 7))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        tip = bar.top() - 3
        painter.drawPolygon(QPolygonF([QPointF(x - 7, tip - 9), QPointF(x + 7, tip - 9), QPointF(x, tip)]))


def _beside(x: float, y: float, words: str, font: QFont, width: float) -> QRectF:
    """A box for `words` after `x`, or before it where there is more room."""
    gap, wide = theme.space(10), painting.text_width(words, font)
    after, before = width - x - gap, x - gap
    if wide <= after or after >= before:
        return QRectF(x + gap, y, max(1.0, min(wide, after)), 0)
    room = min(wide, before)
    return QRectF(x - gap - room, y, room, 0)


def _dashes(painter: QPainter, box: QRectF, ink: QColor) -> None:
    pen = QPen(ink, 2)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawLine(box.topLeft(), box.topRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
