"""The red bar at the foot of every page: one touch leads to what to do when somebody does not wake up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from companion.i18n.catalogs import tr
from companion.ui import icons, theme
from companion.ui.kiosk import sizes
from companion.ui.widgets import painting


class OverdoseBar(QPushButton):
    """`first` and `second` are its lines; `number` the local emergency number, empty where it is not known."""

    def __init__(self, first: str, second: str, number: str, on_click: Callable[[], object]) -> None:
        super().__init__(first)
        self._second, self._number = second, number
        call = tr("Call %(number)s", number=number) if number else ""
        self.setAccessibleName(". ".join(part for part in (first, second, call) if part))
        self.setProperty("ringRole", "onsignal")
        self.setProperty("ringInside", True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(1280))

    def minimumSizeHint(self) -> QSize:
        words = max(painting.longest_word(text, font) for text, font in self._lines())
        return QSize(words + self._start() + self._number_width(), sizes.finger())

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        words = sum(painting.text_height(text, font, room) for text, font in self._lines())
        number = painting.line_height(self._number, self._number_font()) if self._number else 0
        return max(sizes.finger(84), words + theme.space(28), number + theme.space(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), theme.colour("signal"))
        if theme.high_contrast():
            painter.fillRect(0, 0, self.width(), 3, theme.colour("onsignal"))
        side = theme.icon_size(44)
        spot = painting.mirrored(self, QRectF(theme.space(sizes.SIDE), (self.height() - side) / 2, side, side))
        painter.drawPixmap(spot.topLeft(), icons.pixmap("buoy", "onsignal", side, ratio=self.devicePixelRatioF()))
        ink, room = theme.colour("onsignal"), self._room(self.width())
        words = [(text, font, painting.text_height(text, font, room)) for text, font in self._lines()]
        top = (self.height() - sum(height for _, _, height in words)) / 2
        for text, font, height in words:
            box = painting.mirrored(self, QRectF(self._start(), top, room, height))
            painting.draw_text(painter, box, text, font, ink)
            top += height
        if self._number:
            width = painting.text_width(self._number, self._number_font())
            right = self.width() - theme.space(sizes.SIDE)
            box = painting.mirrored(self, QRectF(right - width, 0, width, self.height()))
            painting.draw_text(painter, box, self._number, self._number_font(), ink, middle=True)
            phone = theme.icon_size(28)
            spot = painting.mirrored(
                self, QRectF(right - width - phone - theme.space(14), (self.height() - phone) / 2, phone, phone)
            )
            painter.drawPixmap(spot.topLeft(), icons.pixmap("phone", "onsignal", phone, ratio=self.devicePixelRatioF()))
        if self.hasFocus():
            inner = QRectF(self.rect()).adjusted(6, 6, -6, -6)
            painting.paint_ring(painter, inner, theme.RADIUS_CONTROL, "onsignal")
        painter.end()

    def _lines(self) -> Sequence[tuple[str, QFont]]:
        first = (self.text(), theme.font("h2", weight=600))
        return [first, (self._second, theme.font("label", weight=400))] if self._second else [first]

    def _number_font(self) -> QFont:
        return theme.font("timer", weight=600)

    def _start(self) -> int:
        return theme.space(sizes.SIDE) + theme.icon_size(44) + theme.space(24)

    def _number_width(self) -> int:
        if not self._number:
            return theme.space(sizes.SIDE)
        words = painting.text_width(self._number, self._number_font())
        return words + theme.icon_size(28) + theme.space(14 + 24 + sizes.SIDE)

    def _room(self, width: int) -> int:
        return max(80, width - self._start() - self._number_width())
