"""Buttons: one filled per screen, the rest outlined, quiet, or a link; and square ones that show only an icon."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from companion.ui import icons, theme
from companion.ui.widgets import key_cap, painting

# Least height and sideways padding by size, px at 100 %.
_SIZES = {"small": (36, 14), "medium": (44, 18), "large": (52, 24)}


class Button(QPushButton):
    """A button with words. `kind`: primary, secondary, quiet. `size`: small (36), medium (44), large (52 px).

    `icon` stands at the start, `key` (a key's name) or `trailing` (an icon) at the end. Enter presses it too.
    """

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        icon: str | None = None,
        trailing: str | None = None,
        key: str | None = None,
        size: str = "small",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._icon, self._trailing, self._key, self._size = kind, icon, trailing, key, size
        self.setFont(theme.font("body" if size == "large" else "label", weight=600 if kind == "primary" else 500))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def set_icon(self, icon: str | None) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        least, padding = _SIZES[self._size]
        width = painting.text_width(self._words(), self.font()) + 2 * theme.space(padding)
        if self._icon:
            width += self._icon_side() + theme.space(9)
        if self._trailing:
            width += self._icon_side() + theme.space(9)
        if self._key:
            width += key_cap.cap_size(self._key).width() + theme.space(12)
        line = painting.line_height(self._words(), self.font())
        height = max(theme.space(least), line + theme.space(14 if self._size == "small" else 18))
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        fill, edge, ink = self._colours()
        width = 2 if theme.high_contrast() and edge is not None else 1
        shape = QRectF(self.rect())
        painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=fill, edge=edge, width=width)
        self._paint_content(painter, shape, ink)
        painter.end()

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _icon_side(self) -> int:
        return theme.icon_size(20 if self._size == "large" else 18)

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        pressed, over = self.isDown(), painting.hovered(self)
        if self._kind == "primary":
            return theme.colour("accent2" if pressed or over else "accent"), None, "onaccent"
        if self._kind == "quiet":
            return (theme.colour("soft") if pressed or over else None), None, "accent"
        fill = theme.colour("soft" if pressed else "well" if over else "surface")
        return fill, theme.colour("control"), "text"

    def _paint_content(self, painter: QPainter, shape: QRectF, ink: str) -> None:
        _, padding = _SIZES[self._size]
        left, right = shape.left() + theme.space(padding), shape.right() - theme.space(padding)
        side, gap = self._icon_side(), theme.space(9)
        words = painting.text_width(self._words(), self.font())
        cap = key_cap.cap_size(self._key) if self._key else QSize(0, 0)
        content = words + (side + gap if self._icon else 0) + (cap.width() + theme.space(12) if self._key else 0)
        if self._trailing:
            self._draw_icon(painter, right - side, self._trailing, ink)
            right -= side + gap
        x = left + max(0.0, (right - left - content) / 2)
        if self._trailing and shape.width() - content > 2 * (side + gap + theme.space(padding)):
            x = shape.left() + (shape.width() - content) / 2
        if self._icon:
            self._draw_icon(painter, x, self._icon, ink)
            x += side + gap
        box = painting.mirrored(self, QRectF(x, shape.top(), words, shape.height()))
        painting.draw_text(painter, box, self._words(), self.font(), theme.colour(ink), middle=True)
        if self._key:
            spot = QRectF(x + words + theme.space(12), (shape.height() - cap.height()) / 2, cap.width(), cap.height())
            edge = ink if self._kind == "primary" else "line"
            key_cap.paint_cap(painter, painting.mirrored(self, spot), self._key, ink, edge)

    def _draw_icon(self, painter: QPainter, x: float, name: str, ink: str) -> None:
        side = self._icon_side()
        spot = painting.mirrored(self, QRectF(x, (self.height() - side) / 2, side, side))
        picture = icons.pixmap(name, ink, side, ratio=self.devicePixelRatioF(), mirror=painting.right_to_left(self))
        painter.drawPixmap(spot.topLeft(), picture)


def primary(text: str, *, on_click: Callable[[], object] | None = None, **options: str | None) -> Button:
    """The one filled button of a screen."""
    return Button(text, "primary", on_click=on_click, **{"size": "medium", **options})  # type: ignore[arg-type]


def secondary(text: str, *, on_click: Callable[[], object] | None = None, **options: str | None) -> Button:
    """An outlined button."""
    return Button(text, "secondary", on_click=on_click, **options)  # type: ignore[arg-type]


def quiet(text: str, *, on_click: Callable[[], object] | None = None, **options: str | None) -> Button:
    """A button without a frame."""
    return Button(text, "quiet", on_click=on_click, **options)  # type: ignore[arg-type]


class LinkButton(QPushButton):
    """Underlined words that lead somewhere inside the program."""

    def __init__(
        self,
        text: str,
        *,
        role: str = "label",
        ink: str = "link",
        icon: str | None = None,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._ink, self._icon = ink, icon
        font: QFont = theme.font(role, weight=500)
        self.setFont(font)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ringRadius", theme.RADIUS_TAG)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:
        return QSize(self._lead() + painting.text_width(self.text(), self.font()), self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        widest = painting.longest_word(self.text(), self.font())
        return QSize(self._lead() + widest, self.fontMetrics().height() + 4)

    def heightForWidth(self, width: int) -> int:
        return painting.text_height(self.text(), self.font(), width - self._lead()) + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        font = self.font()
        font.setUnderline(True)
        ink = theme.colour("accent2" if painting.hovered(self) and self._ink == "link" else self._ink)
        side = theme.icon_size(16)
        if self._icon:
            spot = painting.mirrored(self, QRectF(0, (self.height() - side) / 2, side, side))
            painter.drawPixmap(spot.topLeft(), icons.pixmap(self._icon, self._ink, side))
        box = painting.mirrored(self, QRectF(self._lead(), 0, self.width() - self._lead(), self.height()))
        painting.draw_text(painter, box, self.text(), font, ink, middle=True)
        painter.end()

    def _lead(self) -> int:
        return theme.icon_size(16) + theme.space(8) if self._icon else 0


class IconButton(QPushButton):
    """A square button with an icon alone; `name` is what a screen reader says and the tooltip shows.

    `framed` draws the outline of a secondary button. Sides are `side` px (36 by default).
    """

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        framed: bool = True,
        side: int = 36,
        ink: str = "text",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name_of_icon, self._framed, self._side, self._ink = icon, framed, theme.icon_size(side), ink
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def set_icon(self, icon: str, name: str) -> None:
        """Another icon with another name, for a button that switches something."""
        self._name_of_icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        shape = QRectF(self.rect())
        over = painting.hovered(self) or self.isDown()
        fill = theme.colour("well") if over else theme.colour("surface") if self._framed else None
        edge = theme.colour("control") if self._framed else None
        painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=fill, edge=edge, width=theme.current().theme.edge)
        side = round(self._side * 0.56)
        picture = icons.pixmap(self._name_of_icon, self._ink, side, mirror=painting.right_to_left(self))
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
        painter.end()


class Tile(QPushButton):
    """A large choice: icon, words and the key that presses it. `across` sets them in one line (06), else stacked (02).

    `kind` primary fills it. A checkable tile shows its choice by border, tint and weight.
    """

    def __init__(
        self,
        text: str,
        icon: str,
        *,
        key: str | None = None,
        kind: str = "plain",
        across: bool = False,
        checkable: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._key, self._kind, self._across = icon, key, kind, across
        self.setCheckable(checkable)
        self.setFont(theme.font("body" if across else "label", weight=600))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def sizeHint(self) -> QSize:
        width = max(self._least_width(), theme.space(140))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), self.heightForWidth(self._least_width()))

    def heightForWidth(self, width: int) -> int:
        words = painting.text_height(self.text(), self.font(), self._words_width(width))
        if self._across:
            return max(theme.space(60), words + theme.space(24))
        return max(theme.space(92), theme.space(14) + theme.icon_size(28) + theme.space(12) + words + theme.space(10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        ink = self._paint_shape(painter)
        margin, side = theme.space(14), theme.icon_size(28 if not self._across else 24)
        top = (self.height() - side) / 2 if self._across else margin
        spot = painting.mirrored(self, QRectF(margin, top, side, side))
        picture = icons.pixmap(self._icon, "accent" if ink == "text" else ink, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(spot.topLeft(), picture)
        words = painting.text_height(self.text(), self.font(), self._words_width(self.width()))
        if self._across:
            box = QRectF(margin + side + theme.space(10), 0, self._words_width(self.width()), self.height())
        else:
            box = QRectF(margin, self.height() - theme.space(10) - words, self._words_width(self.width()), words)
        painting.draw_text(
            painter, painting.mirrored(self, box), self.text(), self.font(), theme.colour(ink), middle=self._across
        )
        self._paint_key(painter, ink)
        painter.end()

    def _paint_shape(self, painter: QPainter) -> str:
        """Paint the frame and say which ink stands on it."""
        shape, hc = QRectF(self.rect()), theme.high_contrast()
        over = painting.hovered(self) or self.isDown()
        if self._kind == "primary" or (hc and self.isChecked()):
            painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=theme.colour("accent2" if over else "accent"))
            return "onaccent"
        if self.isChecked():
            accent = theme.colour("accent")
            painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=theme.colour("soft"), edge=accent, width=2)
            return "text"
        fill = theme.colour("well" if over else "surface")
        painting.rounded(
            painter, shape, theme.RADIUS_CONTROL, fill=fill, edge=theme.colour("control"), width=2 if hc else 1
        )
        return "text"

    def _paint_key(self, painter: QPainter, ink: str) -> None:
        if not self._key:
            return
        cap, margin = key_cap.cap_size(self._key), theme.space(10)
        top = (self.height() - cap.height()) / 2 if self._across else margin
        spot = QRectF(self.width() - margin - cap.width(), top, cap.width(), cap.height())
        edge = "line" if ink == "text" else ink
        key_cap.paint_cap(painter, painting.mirrored(self, spot), self._key, ink, edge)

    def _words_width(self, width: int) -> int:
        if not self._across:
            return width - 2 * theme.space(14)
        cap = key_cap.cap_size(self._key).width() + theme.space(14) if self._key else 0
        return width - theme.space(14) - theme.icon_size(24) - theme.space(10) - cap - theme.space(8)

    def _least_width(self) -> int:
        """The width at which no word is broken."""
        return painting.longest_word(self.text(), self.font()) + 1000 - self._words_width(1000)
