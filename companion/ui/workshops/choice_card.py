"""One of four choices on the projector: letter, words, and how many hands went up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.workshops.asking import Choice

_BADGE, _PAD, _NUMBER = 52, 24, 72
_BAR = 10


class ChoiceCard(QWidget):
    """The right one, once revealed, wears the outcome's colour, a tick and a thicker edge."""

    def __init__(self, choice: Choice, words: str, hands: int | None, most: int, revealed: bool) -> None:
        """`hands` is None before any was counted; `most` is the largest number of hands of the four."""
        super().__init__()
        self._choice, self._words, self._hands, self._most = choice, words, hands, most
        self._right = revealed and choice.right
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = [choice.letter, words]
        said += [tr("%(n)s hands", n=locales.number(hands))] if hands is not None else []
        said += [tr("right")] if self._right else []
        self.setAccessibleName(", ".join(said))

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(500), self.heightForWidth(theme.scaled(500)))

    def minimumSizeHint(self) -> QSize:
        least = painting.longest_word(self._words, theme.font("projector_choice"))
        return QSize(least + self._beside(), theme.scaled(100))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        font = theme.font("projector_choice")
        words = painting.text_height(self._words, font, max(1, width - self._beside()))
        return max(theme.scaled(108), words + _BAR + theme.scaled(58))

    def _beside(self) -> int:
        tick = theme.scaled(34) if self._right else 0
        return theme.scaled(2 * _PAD + _BADGE + 18 + _NUMBER) + tick

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        outcome = str(self._choice.outcome)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._right:
            fill, edge, width = theme.colour(f"{outcome}_tint"), theme.colour(outcome), 4.0
        else:
            fill, edge, width = theme.colour("surface"), theme.colour("control"), 2.0
        painting.rounded(painter, box, 16, fill=fill, edge=edge, width=width)
        pad, badge = theme.scaled(_PAD), theme.scaled(_BADGE)
        middle = box.height() / 2
        letter = painting.mirrored(self, QRectF(pad, middle - badge / 2, badge, badge))
        solid = theme.colour(outcome) if self._right else theme.colour("well")
        painting.rounded(painter, letter, badge / 2, fill=solid)
        ink = theme.colour(f"{outcome}_on") if self._right else theme.colour("text")
        painting.draw_text(
            painter, letter, self._choice.letter, theme.font("projector_choice"), ink, side="center", middle=True
        )
        start = pad + badge + theme.scaled(18)
        if self._right:
            side = theme.scaled(26)
            tick = painting.mirrored(self, QRectF(start, middle - side / 2 - theme.scaled(8), side, side))
            painter.drawPixmap(tick.topLeft(), icons.pixmap("check", outcome, side, ratio=2.0))
            start += theme.scaled(34)
        across = box.width() - start - theme.scaled(_NUMBER) - pad
        tall = painting.text_height(self._words, theme.font("projector_choice"), across)
        top = middle - (tall + theme.scaled(_BAR + 8)) / 2
        words = painting.mirrored(self, QRectF(start, top, across, tall))
        painting.draw_text(painter, words, self._words, theme.font("projector_choice"), theme.colour("text"))
        if self._hands is not None:
            self._paint_hands(painter, start, top + tall + theme.scaled(8), across, box)
        painter.end()

    def _paint_hands(self, painter: QPainter, start: float, top: float, across: float, box: QRectF) -> None:
        assert self._hands is not None
        ink = theme.colour(str(self._choice.outcome)) if self._right else theme.colour("control")
        share = across * self._hands / self._most if self._most else 0
        if share:
            bar = painting.mirrored(self, QRectF(start, top, max(share, _BAR), theme.scaled(_BAR)))
            painting.rounded(painter, bar, _BAR / 2, fill=ink)
        wide = theme.scaled(_NUMBER)
        number = painting.mirrored(self, QRectF(box.width() - wide - theme.scaled(_PAD), 0, wide, box.height()))
        painting.draw_text(
            painter,
            number,
            locales.number(self._hands),
            theme.font("projector_question"),
            theme.colour("text"),
            side="end",
            middle=True,
        )
