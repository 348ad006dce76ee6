"""The first page: every language by its own name and in its own script, beside a lit doorway."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import N_, catalog, tr
from companion.ui import icons, places, theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.filled_grid import FilledGrid
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.staff_page import StaffPage
from companion.ui.kiosk.touch_buttons import TouchButton, TouchTile
from companion.ui.kiosk.visit import Visit, Way, languages
from companion.ui.widgets import night, painting
from companion.ui.widgets.scroll import Scroll

_GREETING = N_("Hello")
_GREETED = 6


class LanguagePage(KioskPage):
    """Nothing of an earlier visitor is here: it is the first page of a fresh process."""

    bare = True

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("Choose your language"))
        self.column.setContentsMargins(0, 0, 0, 0)
        tags = languages(visit.session)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._outer.setSpacing(0)
        self.column.addLayout(self._outer, 1)
        self.doorway = Welcome(tags, way)
        holder = QWidget()
        side = theme.space(sizes.SIDE)
        column = QVBoxLayout(holder)
        column.setContentsMargins(side, theme.space(24), side, theme.space(24))
        grid = QWidget()
        layout = FilledGrid(
            grid,
            wide=4 if len(tags) > 9 else 3 if len(tags) > 4 else 1,
            tall=2,
            gap=theme.space(16),
            most=theme.scaled(170),
        )
        self.tiles = {tag: self._tile(tag, way) for tag in tags}
        for tile in self.tiles.values():
            layout.addWidget(tile)
        column.addWidget(grid, 1)
        self._outer.addWidget(Scroll(holder), 1)
        self._outer.insertWidget(0, self.doorway)  # after the languages for Tab: it is for staff

    def resizeEvent(self, event: object) -> None:
        tall = self.window().height() > self.window().width()
        directions = QBoxLayout.Direction
        self._outer.setDirection(directions.TopToBottom if tall else directions.LeftToRight)
        self.doorway.lie_down(tall)

    def to_read(self) -> list[str]:
        """Nothing: which language it would be read in is what is asked here."""
        return []

    def _tile(self, tag: str, way: Way) -> TouchTile:
        name = places.own_name(tag)
        return TouchTile(name[:1].upper() + name[1:], language=tag, centred=True, on_click=partial(way.speak, tag))


class Welcome(QWidget):
    """The doorway at night with a greeting in some of the languages, and the way out for staff."""

    def __init__(self, tags: list[str], way: Way) -> None:
        super().__init__()
        self._greetings = [(catalog(tag).tr(_GREETING), tag) for tag in tags[:_GREETED]]
        self.setAccessibleName(tr("Choose your language"))
        column = QVBoxLayout(self)
        margin = theme.space(14)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addStretch(1)
        self.staff = NightButton(tr("Staff"), icon="lock", on_click=lambda: way.open(StaffPage))
        column.addWidget(self.staff, 0, Qt.AlignmentFlag.AlignLeading)
        self.lie_down(False)

    def lie_down(self, tall: bool) -> None:
        """Stand beside the languages, or lie above them on an upright screen."""
        if tall:
            self.setMaximumSize(16_777_215, theme.scaled(240))
            self.setMinimumSize(0, theme.scaled(200))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        else:
            width = max(theme.scaled(210), self.staff.sizeHint().width() + 2 * theme.space(14))
            self.setMinimumSize(width, 0)
            self.setMaximumSize(width, 16_777_215)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        whole = QRectF(self.rect())
        lying = whole.width() > whole.height()
        width = min(150.0, whole.width() * 0.5) * theme.current().text_scale / 1.4
        height = min(width * 1.55, whole.height() * 0.72)
        bottom = whole.height() * (0.8 if lying else 0.72)
        door = QRectF((whole.width() - width) / 2, bottom - height, width, height)
        night.paint_door(painter, whole, door)
        side = round(width * 0.36)
        picture = icons.pixmap("globe", "accent", side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(round(door.center().x() - side / 2), round(door.center().y() - side / 2), picture)
        self._paint_greetings(painter, whole, door, lying)
        painter.end()

    def _paint_greetings(self, painter: QPainter, whole: QRectF, door: QRectF, lying: bool) -> None:
        line = theme.scaled(34)
        for at, (words, tag) in enumerate(self._greetings):
            font = theme.font("h3", weight=500, language=tag)
            if lying:
                room = door.left() - 24
                left = 12 if at % 2 == 0 else door.right() + 12
                top = whole.height() * 0.15 + (at // 2) * line
            else:
                room = whole.width() / 2 - 12
                left = 8 if at % 2 == 0 else whole.width() / 2 + 4
                top = max(16.0, (door.top() - 3 * line) / 2) + (at // 2) * line
                if top + line > door.top():
                    continue
            if painting.text_width(words, font) <= room:
                box = QRectF(left, top, room, line)
                painting.draw_text(painter, box, words, font, theme.colour("railtext"), side="center", middle=True)


class NightButton(TouchButton):
    """A button on the night: its ink is that of the rail."""

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        return theme.colour("railactive") if self.isDown() else None, theme.colour("railtext"), "railtext"
