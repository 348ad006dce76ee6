"""The rail at the start of the window: the places on top, settings, lock and quick exit at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import icons, shortcuts, theme
from companion.ui.help.screens import SCREENS
from companion.ui.modes.worker import View
from companion.ui.widgets import key_cap, painting
from companion.ui.widgets.scroll import Scroll

LEAST_WIDTH, MOST_WIDTH = 104, 160
EXIT_NAME = "quick-exit"  # by which the button is found from a page
_MORE_FROM = 1.5  # from this text size on, Settings and Lock stand behind More


class Rail(QWidget):
    """Emits `chosen` with a view's key, `lock` and `leave` (quick exit)."""

    chosen = Signal(str)
    lock = Signal()
    leave = Signal()

    def __init__(self, views: Sequence[View], settings: View, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, RailButton] = {}
        self._settings = settings
        self._large = theme.current().text_scale >= _MORE_FROM
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, theme.space(12), 8, theme.space(8))
        column.setSpacing(theme.space(2))
        self._fill(column, views)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._scroll = Scroll(inside)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, theme.space(12))
        self.exit = RailButton(tr("Quick exit"), "exit", key=shortcuts.QUICK_EXIT, framed=True)
        self.exit.setObjectName(EXIT_NAME)
        self.exit.clicked.connect(self.leave)
        foot.addWidget(self.exit)
        outer.addLayout(foot)
        self.setFixedWidth(self._width())
        for button in self.findChildren(RailButton):
            button.wrap_at(self._width() - 16)

    def _fill(self, column: QVBoxLayout, views: Sequence[View]) -> None:
        for index, view in enumerate(views):
            self._add_view(column, view, shortcuts.place(index + 1))
            if index == 0 and not self._large:
                column.addSpacing(theme.space(6))
                column.addWidget(_RailLine())
                column.addSpacing(theme.space(6))
        if self._large:
            self.more = RailButton(tr("More"), "settings")
            self.more.setCheckable(True)
            self.more.clicked.connect(self._open_more)
            column.addWidget(self.more)
            column.addStretch(1)
            return
        column.addStretch(1)
        self._add_view(column, self._settings, shortcuts.SETTINGS)
        lock = RailButton(tr("Lock"), "lock", key=shortcuts.LOCK)
        lock.clicked.connect(self.lock)
        column.addWidget(lock)

    def mark(self, key: str) -> None:
        """Show which place one is at."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)
        if self._large:
            self.more.setChecked(key == self._settings.key)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("rail"))
        if theme.high_contrast():
            x = 0 if painting.right_to_left(self) else self.width() - 2
            painter.fillRect(QRectF(x, 0, 2, self.height()), theme.colour("line"))
        else:
            self._paint_lamp(painter)
        painter.end()

    def _paint_lamp(self, painter: QPainter) -> None:
        """The lit mark at the window's edge beside the place one is at."""
        chosen = next((button for button in self.findChildren(RailButton) if button.isChecked()), None)
        if chosen is None:
            return
        inset = theme.space(12)
        top = chosen.mapTo(self, QPoint(0, 0)).y()
        mark = QRectF(-4, top + inset, 8, chosen.height() - 2 * inset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.rounded(painter, painting.mirrored(self, mark), 4, fill=theme.colour("lamp"))

    def _add_view(self, column: QVBoxLayout, view: View, keys: str) -> None:
        button = RailButton(tr(view.label), view.icon, key=keys)
        button.setCheckable(True)
        if view.key in SCREENS:
            button.setToolTip(f"{button.toolTip()}\n{tr(SCREENS[view.key])}")
        button.clicked.connect(lambda _=False, key=view.key: self.chosen.emit(key))
        column.addWidget(button)
        self.buttons[view.key] = button

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(theme.font("body"))
        menu.addAction(tr(self._settings.label), lambda: self.chosen.emit(self._settings.key))
        menu.addAction(tr("Lock"), self.lock.emit)
        menu.popup(self.more.mapToGlobal(self.more.rect().topRight()))

    def _width(self) -> int:
        """The widest label and 24 px, between 104 and 160 (more only where a single word needs it)."""
        font = theme.font("label", weight=600)
        words = [button.text() for button in self.findChildren(RailButton)]
        widest = max(painting.text_width(word, font) for word in words) + 24
        longest = max(painting.longest_word(word, font) for word in words) + 24
        least = round(LEAST_WIDTH * (1 + (theme.current().text_scale - 1) * 0.5))
        most = round(MOST_WIDTH * (1 + (theme.current().text_scale - 1) * 0.25))
        return max(min(widest, most), least, longest)


class RailButton(QAbstractButton):
    """An icon above a word; the tip names `key`. `framed` (quick exit) draws a frame, and the key if there is room."""

    def __init__(self, text: str, icon: str, *, key: str = "", framed: bool = False) -> None:
        super().__init__()
        self._icon, self._framed, self._room = icon, framed, 10_000
        self._key = key if framed and theme.current().text_scale < _MORE_FROM else ""
        self.setText(text)
        self.setAccessibleName(text)
        if key:
            self.setToolTip(f"{text} ({shortcuts.shown(key)})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRole", "lamp" if not theme.high_contrast() else "focus")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wrap_at(self, width: int) -> None:
        """Break the word into lines no wider than `width` px."""
        self._room = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = painting.text_height(self.text(), self._font(), self._room)
        height = self._icon_side() + words + theme.space(18)
        if self._key:
            height += key_cap.cap_size(self._key).height() + theme.space(6)
        return QSize(min(self._room, painting.text_width(self.text(), self._font())), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

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
        ink = self._paint_ground(painter)
        side = self._icon_side()
        picture = icons.pixmap(
            self._icon, ink, side, ratio=self.devicePixelRatioF(), mirror=painting.right_to_left(self)
        )
        painter.drawPixmap(QPointF((self.width() - side) / 2, theme.space(9)), picture)
        words = painting.text_height(self.text(), self._font(), self.width())
        box = QRectF(0, theme.space(9) + side + theme.space(1), self.width(), words)
        painting.draw_text(painter, box, self.text(), self._font(), theme.colour(ink), side="center")
        if self._key:
            cap = key_cap.cap_size(self._key)
            spot = QRectF((self.width() - cap.width()) / 2, box.bottom() + theme.space(3), cap.width(), cap.height())
            key_cap.paint_cap(painter, spot, self._key, ink, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> str:
        """Paint what the button stands on; answer with the ink that shows on it."""
        shape, hc = QRectF(self.rect()), theme.high_contrast()
        if self.isChecked():
            fill = theme.colour("lamp" if hc else "railactive")
            painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=fill)
            return "rail" if hc else "lamp"
        if self._framed:
            frame = theme.faded("railtext", 0.45)
            painting.rounded(painter, shape, theme.RADIUS_CONTROL, edge=frame, width=theme.current().theme.edge)
        if painting.hovered(self) or self.isDown():
            painting.rounded(painter, shape, theme.RADIUS_CONTROL, fill=theme.faded("railactive", 0.6))
        return "railtext"

    def _font(self) -> QFont:
        return theme.font("label", weight=600 if self.isChecked() else 500)

    def _icon_side(self) -> int:
        return theme.icon_size(24)


class _RailLine(QWidget):
    """The hairline under Home."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect().adjusted(10, 0, -10, 0), theme.faded("railtext", 0.22))
        painter.end()
