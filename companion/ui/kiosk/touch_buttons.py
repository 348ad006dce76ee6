"""What is touched on a kiosk: buttons of 60 px and more, doors on Home, and plain tiles to choose from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.kiosk import sizes
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.night import arch_path

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACROSS_FROM = 1.3  # a door tile that much wider than high has its door at the side


class TouchButton(Button):
    """A button for a finger. `big` is for what leads on; `here` marks where one is."""

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        icon: str | None = None,
        trailing: str | None = None,
        big: bool = False,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text, kind, icon=icon, trailing=trailing, size="large", on_click=on_click)
        self._big, self._here, self._wordless = big, False, False
        self.setFont(theme.font("lead" if big else "body", weight=600 if kind == "primary" else 500))

    def set_here(self, here: bool) -> None:
        """Show that this is where one is now."""
        self._here = here
        self.setAccessibleDescription("")
        self.update()

    def set_wordless(self, wordless: bool) -> None:
        """Show the icon alone, where there is no room; the name stays."""
        if self._wordless != wordless:
            self._wordless = wordless
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        height = sizes.finger(sizes.NEXT if self._big else sizes.TOUCH)
        return QSize(max(hint.width(), sizes.finger()), max(hint.height(), height))

    def _words(self) -> str:
        return "" if self._wordless and self._icon else super()._words()

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        fill, edge, ink = super()._colours()
        if self._here and self._kind != "primary":
            return theme.colour("soft"), theme.colour("accent"), "accent"
        return fill, edge, ink


class TouchTile(QPushButton):
    """A choice among several: words, a smaller line below them, an icon before them. Chosen: tick, weight and border.

    `language` is the one the words are in, where that is not the page's.
    """

    def __init__(
        self,
        text: str,
        second: str = "",
        *,
        icon: str | None = None,
        language: str | None = None,
        centred: bool = False,
        checkable: bool = False,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text)
        self._second, self._icon, self._centred = second, icon, centred
        self.setCheckable(checkable)
        self._font = theme.font("h2" if centred else "lead", weight=600, language=language)
        self._small = theme.font("label", weight=400, language=language)
        self.setAccessibleName(". ".join(part for part in (text, second) if part))
        self.setProperty("ringRadius", sizes.RADIUS)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:
        width = max(self._least_width(), theme.scaled(150))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), self.heightForWidth(self._least_width()))

    def heightForWidth(self, width: int) -> int:
        room = width - self._around()
        words = painting.text_height(self.text(), self._font, room)
        second = painting.text_height(self._second, self._small, room) if self._second else 0
        return max(sizes.finger(), words + second + theme.space(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        shape, chosen = QRectF(self.rect()), self.isChecked()
        fill = theme.colour("soft" if self.isDown() or chosen else "surface")
        width = 3 if chosen or theme.high_contrast() else 2
        edge = theme.colour("accent" if chosen else "control")
        painting.rounded(painter, shape, sizes.RADIUS, fill=fill, edge=edge, width=width)
        icon = "check" if chosen else self._icon
        side, start = self._icon_side(), theme.space(16)
        if icon:
            spot = painting.mirrored(self, QRectF(start, (self.height() - side) / 2, side, side))
            painter.drawPixmap(spot.topLeft(), icons.pixmap(icon, "accent", side, ratio=self.devicePixelRatioF()))
        self._paint_words(painter, start + (side + theme.space(12) if self._reserved() else 0))
        painter.end()

    def _paint_words(self, painter: QPainter, start: float) -> None:
        room = self.width() - self._around()
        words = painting.text_height(self.text(), self._font, room)
        second = painting.text_height(self._second, self._small, room) if self._second else 0
        top = (self.height() - words - second) / 2
        side = "center" if self._centred else "start"
        for text, font, height, ink in (
            (self.text(), self._font, words, "text"),
            (self._second, self._small, second, "text2"),
        ):
            if text:
                box = painting.mirrored(self, QRectF(start, top, room, height))
                painting.draw_text(painter, box, text, font, theme.colour(ink), side=side)
            top += height

    def _reserved(self) -> bool:
        """Whether room for an icon is kept, so that words do not jump when a tick comes."""
        return bool(self._icon) or self.isCheckable()

    def _icon_side(self) -> int:
        return theme.icon_size(30)

    def _around(self) -> int:
        return 2 * theme.space(16) + (self._icon_side() + theme.space(12) if self._reserved() else 0)

    def _least_width(self) -> int:
        longest = max(painting.longest_word(self.text(), self._font), painting.longest_word(self._second, self._small))
        return longest + self._around()


class DoorTile(QPushButton):
    """A big tile with a doorway: at the start where it is wide, at the foot where it is tall. `alarm` is red."""

    def __init__(self, text: str, icon: str, *, alarm: bool = False, on_click: Callable[[], object]) -> None:
        super().__init__(text)
        self._icon, self._alarm = icon, alarm
        self.setFont(theme.font("h3", weight=600))
        self.setAccessibleName(text)
        self.setProperty("ringRadius", sizes.RADIUS)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(max(least.width(), 300), max(least.height(), sizes.finger(190)))

    def minimumSizeHint(self) -> QSize:
        words = painting.longest_word(self.text(), self.font())
        width = words + self._door_width() + 3 * theme.space(20)
        height = painting.text_height(self.text(), self.font(), words + 8) + 2 * theme.space(14)
        return QSize(width, max(height, sizes.finger(150)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        shape = QRectF(self.rect())
        fill = "errtint" if self._alarm else "surface"
        edge = "err" if self._alarm else "control"
        painting.rounded(painter, shape, sizes.RADIUS, fill=theme.colour("soft" if self.isDown() else fill))
        across = self.width() > _ACROSS_FROM * self.height()
        door = self._door(across)
        painter.save()
        painter.setClipPath(painting.rounded_path(shape, sizes.RADIUS))
        self._paint_door(painter, painting.mirrored(self, door))
        painter.restore()
        width = 3 if theme.high_contrast() else 2
        painting.rounded(painter, shape, sizes.RADIUS, edge=theme.colour(edge), width=width)
        ink = theme.colour("errink" if self._alarm else "text")
        if across:
            start = door.right() + theme.space(18)
            box = QRectF(start, 0, self.width() - start - theme.space(14), self.height())
        else:
            box = QRectF(theme.space(14), 0, self.width() - 2 * theme.space(14), door.top())
        box = painting.mirrored(self, box)
        side = "start" if across else "center"
        painting.draw_text(painter, box, self.text(), self.font(), ink, side=side, middle=True)
        painter.end()

    def _paint_door(self, painter: QPainter, door: QRectF) -> None:
        painter.fillPath(arch_path(door), theme.colour("signal" if self._alarm else "arch"))
        if theme.high_contrast():
            painter.setPen(theme.colour("archink"))
            painter.drawPath(arch_path(door))
        side = round(door.width() * 0.56)
        ink = "onsignal" if self._alarm else "archink"
        mirror = painting.right_to_left(self)
        picture = icons.pixmap(self._icon, ink, side, ratio=self.devicePixelRatioF(), mirror=mirror)
        painter.drawPixmap(round(door.center().x() - side / 2), round(door.center().y() - side / 2), picture)

    def _door_width(self) -> int:
        return theme.icon_size(86)

    def _door(self, across: bool) -> QRectF:
        if across:
            height = min(self.height() * 0.83, self._door_width() * 1.75)
            return QRectF(theme.space(18), self.height() - height, self._door_width(), height)
        width = min(self._door_width() * 1.2, self.width() * 0.4)
        height = min(width * 1.24, self.height() * 0.5)
        return QRectF((self.width() - width) / 2, self.height() - height, width, height)


def spacer() -> QWidget:
    """Nothing, as wide as there is room."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made
