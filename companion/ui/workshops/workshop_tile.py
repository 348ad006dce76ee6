"""A workshop in the library: a doorway with its icon, title, for whom, and how long."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.night import arch_path, fill
from companion.workshops.records import Workshop

_PAD, _DOOR, _TALL = 16, 64, 78
_FOOT = 36


class WorkshopTile(QAbstractButton):
    """Pressed, it shows what the workshop holds."""

    def __init__(self, workshop: Workshop, time: str, *, chosen: bool) -> None:
        super().__init__()
        self._workshop, self._time, self._chosen = workshop, time, chosen
        self.setAccessibleName(f"{workshop.title}, {workshop.about}, {time}")
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", theme.RADIUS_CARD)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = theme.scaled(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(220), theme.scaled(_TALL + 2 * _PAD + _FOOT))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        across = max(40, width - self._beside())
        title = painting.text_height(self._workshop.title, theme.font("lead", weight=600), across)
        about = painting.text_height(self._workshop.about, theme.font("label"), across)
        return max(theme.scaled(_TALL), title + about + 6) + 2 * _PAD + theme.scaled(_FOOT)

    def _beside(self) -> int:
        return theme.scaled(_DOOR) + 3 * _PAD

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        box = QRectF(self.rect())
        edge = theme.colour("accent" if self._chosen else "line")
        tone = theme.colour("soft" if self._chosen else "surface")
        painting.rounded(painter, box, theme.RADIUS_CARD, fill=tone, edge=edge, width=2 if self._chosen else 1)
        foot = theme.scaled(_FOOT)
        wide, tall = theme.scaled(_DOOR), theme.scaled(_TALL)
        door = painting.mirrored(self, QRectF(_PAD, box.height() - foot - tall, wide, tall))
        fill(painter, arch_path(door), theme.colour("arch"))
        side = theme.icon_size(30)
        picture = icons.pixmap(self._workshop.icon, "archink", side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(round(door.center().x() - side / 2), round(door.center().y() - side / 2 + 4), picture)
        across = box.width() - self._beside()
        title = theme.font("lead", weight=600)
        tall_title = painting.text_height(self._workshop.title, title, across)
        words = painting.mirrored(self, QRectF(self._beside() - _PAD, _PAD, across, tall_title))
        painting.draw_text(painter, words, self._workshop.title, title, theme.colour("text"))
        font = theme.font("label")
        tall_about = painting.text_height(self._workshop.about, font, across)
        about = painting.mirrored(self, QRectF(self._beside() - _PAD, _PAD + tall_title + 4, across, tall_about))
        painting.draw_text(painter, about, self._workshop.about, font, theme.colour("text2"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, round(box.height() - foot), round(box.width()), round(box.height() - foot))
        clock = theme.icon_size(16)
        mark = painting.mirrored(self, QRectF(_PAD, box.height() - foot / 2 - clock / 2, clock, clock))
        painter.drawPixmap(mark.topLeft(), icons.pixmap("clock", "text2", clock, ratio=2.0))
        beside = QRectF(_PAD + clock + 8, box.height() - foot, box.width() - 2 * _PAD - clock, foot)
        time = painting.mirrored(self, beside)
        painting.draw_text(painter, time, self._time, font, theme.colour("text2"), middle=True)
        painter.end()
