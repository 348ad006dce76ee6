"""The answer as a sign: a block in the outcome's colour with its silhouette, then word, sentence, reason and doubts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.outcome_mark import OutcomeMark
from companion.ui.widgets.text import Text

DEPENDS, NOT_COVERED = "depends", "not_covered"


class AnswerBanner(QWidget):
    """One of the seven outcomes. Colour, shape and word say the same thing three times.

    `outcome` is a vocabulary code, `word` its name here, `sentence` the answer, `reason` why. `leads` names, for
    "it depends", each outcome it can lead to with its words; the block is split into their colours. `compact` is the
    small form for lists. `add_row` puts the source line below, `add_tag` a review tag into the last row.
    """

    def __init__(
        self,
        outcome: str,
        word: str,
        sentence: str,
        reason: str = "",
        *,
        leads: Sequence[tuple[str, str]] = (),
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._outcome = str(outcome)
        self._leads = [(str(lead), words) for lead, words in leads]
        self._compact = compact
        self._block = theme.icon_size(68 if compact else 100)
        self.setAccessibleName(". ".join(part for part in (word, sentence, reason) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(self._block)
        self.body = QVBoxLayout()
        row.addLayout(self.body, 1)
        across = theme.space(16 if compact else 20)
        self.body.setContentsMargins(across, theme.space(16), across, theme.space(16))
        self.body.setSpacing(theme.space(2 if compact else 5))
        ink = f"{self._outcome}_ink"
        self.body.addStretch(1)
        self.body.addWidget(Text(word, "lead" if not compact else "h3", ink, weight=500 if not compact else 600))
        if sentence:
            self.body.addWidget(Text(sentence, "label" if compact else "h1", "text", weight=400 if compact else 600))
        if reason:
            self.body.addWidget(Text(reason, "body", "text"))
        self._add_leads()
        self._tags: FlowLayout | None = None
        self.body.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def outcome(self) -> str:
        return self._outcome

    def add_row(self, widget: QWidget) -> None:
        """Put `widget` under the sentence: the source line, a link."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def add_tag(self, widget: QWidget) -> None:
        """Put a review tag into the row of tags."""
        if self._tags is None:
            holder = QWidget()
            self._tags = FlowLayout(holder, gap=theme.space(8), line_gap=theme.space(6))
            self.add_row(holder)
        self._tags.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        whole = QRectF(self.rect())
        radius = theme.RADIUS_CARD
        block = painting.mirrored(self, QRectF(0, 0, self._block, self.height()))
        fill = theme.colour(f"{self._outcome}_tint")
        painting.rounded(painter, whole, radius, fill=fill)
        painter.save()
        painter.setClipPath(painting.rounded_path(whole, radius))
        self._paint_block(painter, block)
        painter.restore()
        covered = self._outcome != NOT_COVERED
        edge = theme.faded(self._outcome) if covered else theme.colour(self._outcome)
        width = 1 if covered and not theme.high_contrast() else 2
        painting.rounded(painter, whole, radius, edge=edge, width=width, dashed=not covered)
        self._paint_silhouette(painter, block)
        painter.end()

    def _add_leads(self) -> None:
        if not self._leads:
            return
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(18), line_gap=theme.space(4))
        for lead, words in self._leads:
            flow.addWidget(OutcomeMark(lead, words))
        self.body.addWidget(holder)

    def _paint_block(self, painter: QPainter, block: QRectF) -> None:
        if self._outcome == NOT_COVERED:
            pen = QPen(theme.colour(NOT_COVERED), 2)
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            x = block.left() if painting.right_to_left(self) else block.right()
            painter.drawLine(QPointF(x, block.top()), QPointF(x, block.bottom()))
            return
        shades = list(dict.fromkeys(lead for lead, _ in self._leads if lead not in (DEPENDS, NOT_COVERED)))
        if self._outcome != DEPENDS or not shades:
            shades = [self._outcome]
        part = block.height() / len(shades)
        for index, shade in enumerate(shades):
            painter.fillRect(
                QRectF(block.left(), block.top() + index * part, block.width(), part + 1), theme.colour(shade)
            )

    def _paint_silhouette(self, painter: QPainter, block: QRectF) -> None:
        side = round(self._block * (0.58 if self._compact else 0.54))
        centre = block.center()
        spot = QPointF(round(centre.x() - side / 2), round(centre.y() - side / 2))
        split = self._outcome == DEPENDS and bool(self._leads)
        if split:
            # The diamond keeps its own colour on two others, parted from them by a rim in the tint's colour.
            reach = side / 2 + 5
            rim = QPolygonF(
                [
                    QPointF(centre.x(), centre.y() - reach),
                    QPointF(centre.x() + reach, centre.y()),
                    QPointF(centre.x(), centre.y() + reach),
                    QPointF(centre.x() - reach, centre.y()),
                ]
            )
            painter.setPen(QPen(theme.colour("depends_tint"), 2))
            painter.setBrush(theme.colour("depends_tint"))
            painter.drawPolygon(rim)
        on_block = self._outcome != NOT_COVERED and not split
        picture = icons.outcome_pixmap(
            self._outcome,
            side,
            on_block=on_block,
            ratio=self.devicePixelRatioF(),
            mirror=painting.right_to_left(self),
        )
        painter.drawPixmap(spot, picture)
