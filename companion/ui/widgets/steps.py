"""What happens next, as a timeline: across from 700 px, else upright. The time comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n import locales
from companion.ui import theme
from companion.ui.widgets import painting

_ACROSS_FROM = 700


@dataclass(frozen=True)
class Step:
    """When it happens ("Within 36 hours") and what happens, in words."""

    when: str
    text: str


class Steps(QWidget):
    """The steps in the colour of the `outcome` they belong to."""

    def __init__(self, steps: Sequence[Step], outcome: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._outcome = tuple(steps), str(outcome)
        self.setAccessibleName("\n".join(f"{step.when}: {step.text}" for step in steps))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_steps(self, steps: Sequence[Step], outcome: str) -> None:
        self._steps, self._outcome = tuple(steps), str(outcome)
        self.setAccessibleName("\n".join(f"{step.when}: {step.text}" for step in steps))
        self.updateGeometry()
        self.update()

    def runs_across(self, width: int) -> bool:
        """Whether the steps stand side by side in `width`: only where every word has room."""
        if width < _ACROSS_FROM or theme.current().text_scale >= 1.5 or not self._steps:
            return False
        column = width / len(self._steps) - theme.space(14)
        strong, plain = self._fonts()
        return all(
            painting.longest_word(step.when, strong) <= column and painting.longest_word(step.text, plain) <= column
            for step in self._steps
        )

    def sizeHint(self) -> QSize:
        width = theme.space(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        strong, plain = self._fonts()
        words = [painting.longest_word(step.when, strong) for step in self._steps]
        words += [painting.longest_word(step.text, plain) for step in self._steps]
        return QSize(self._disc() + theme.space(14) + max(words, default=0), self._disc())

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return round(max((when.height() + text.height() + when.top() for when, text in boxes), default=0)) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        strong, plain = self._fonts()
        across, boxes = self.runs_across(self.width()), self._boxes(self.width())
        spots = self._discs(boxes, across)
        self._paint_line(painter, spots)
        for index, (step, (when, text)) in enumerate(zip(self._steps, boxes, strict=True)):
            self._paint_disc(painter, spots[index], index)
            painting.draw_text(painter, painting.mirrored(self, when), step.when, strong, theme.colour("text"))
            painting.draw_text(painter, painting.mirrored(self, text), step.text, plain, theme.colour("text2"))
        painter.end()

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme.font("label", weight=600), theme.font("label", weight=400)

    def _disc(self) -> int:
        return theme.icon_size(27)

    def _boxes(self, width: int) -> list[tuple[QRectF, QRectF]]:
        """For each step where its time and its words stand, as if left to right."""
        strong, plain = self._fonts()
        made: list[tuple[QRectF, QRectF]] = []
        across = self.runs_across(width)
        column = width / max(1, len(self._steps))
        y = 0.0
        for index, step in enumerate(self._steps):
            if across:
                x, top = index * column, float(self._disc() + theme.space(8))
                room = column - theme.space(14)
            else:
                x, top = float(self._disc() + theme.space(14)), y
                room = width - x
            first = painting.text_height(step.when, strong, room)
            second = painting.text_height(step.text, plain, room)
            made.append((QRectF(x, top, room, first), QRectF(x, top + first, room, second)))
            y += max(first + second, self._disc()) + theme.space(12)
        return made

    def _discs(self, boxes: list[tuple[QRectF, QRectF]], across: bool) -> list[QRectF]:
        side = self._disc()
        if across:
            return [QRectF(when.left(), 1, side, side) for when, _ in boxes]
        return [QRectF(0, when.top() + 1, side, side) for when, _ in boxes]

    def _paint_line(self, painter: QPainter, spots: list[QRectF]) -> None:
        if len(spots) < 2:
            return
        painter.setPen(QPen(theme.colour(self._outcome), 2))
        first = painting.mirrored(self, spots[0]).center()
        painter.drawLine(first, painting.mirrored(self, spots[-1]).center())

    def _paint_disc(self, painter: QPainter, spot: QRectF, index: int) -> None:
        disc = painting.mirrored(self, spot).adjusted(1, 1, -1, -1)
        solid = theme.colour(self._outcome)
        painter.setPen(QPen(solid, 2))
        painter.setBrush(solid if index == 0 else theme.colour("surface"))
        painter.drawEllipse(disc)
        ink = theme.colour(f"{self._outcome}_on" if index == 0 else "text")
        if index == 0 and self._outcome == "not_covered":
            ink = theme.colour("surface")
        font = theme.font("caption", weight=600)
        painting.draw_text(painter, disc, locales.number(index + 1), font, ink, side="center", middle=True)
