"""A drop-down for more than five things: place, language, area. Long lists can be searched."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import icons, theme
from companion.ui.widgets import painting
from companion.ui.widgets.fields import TextField

_SEARCH_FROM = 9  # so many options and more get a search line
_ROWS_SHOWN = 8


@dataclass(frozen=True)
class Option:
    """One thing to pick: its code and its words. `also` is found by the search but not shown (other names)."""

    key: str
    label: str
    also: str = ""


class DropButton(QPushButton):
    """What a drop-down looks like closed: an icon, words, a chevron. `plain` has no frame (heading, lock screen)."""

    def __init__(
        self,
        text: str,
        *,
        icon: str | None = None,
        plain: bool = False,
        role: str = "body",
        compact: bool = False,
        ink: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._plain, self._compact, self._ink = icon, plain, compact, ink
        self.setFont(theme.font("label" if compact else role))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wide = QSizePolicy.Policy.Minimum if plain or compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lead, tail = self._ends()
        words = painting.text_width(self.text(), self.font())
        least = 36 if self._compact or self._plain else 46
        height = max(
            theme.space(least),
            painting.line_height(self.text(), self.font()) + theme.space(14 if self._compact else 12),
        )
        return QSize(lead + words + tail, height)

    def minimumSizeHint(self) -> QSize:
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Minimum:
            return self.sizeHint()
        return QSize(min(self.sizeHint().width(), theme.scaled(140)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        over = painting.hovered(self) or self.isDown()
        if not self._plain:
            painting.rounded(
                painter,
                QRectF(self.rect()),
                theme.RADIUS_CONTROL,
                fill=theme.colour("well" if over else "surface"),
                edge=theme.colour("control"),
                width=theme.current().theme.edge,
            )
        lead, tail = self._ends()
        side = theme.icon_size(24 if self.fontInfo().pixelSize() > 24 else 18)
        if self._icon:
            x = 0 if self._plain else theme.space(14)
            spot = painting.mirrored(self, QRectF(x, (self.height() - side) / 2, side, side))
            painter.drawPixmap(spot.topLeft(), icons.pixmap(self._icon, self._icon_ink(), side))
        chevron = theme.icon_size(18)
        spot = QRectF(self.width() - tail + theme.space(8), (self.height() - chevron) / 2, chevron, chevron)
        painter.drawPixmap(painting.mirrored(self, spot).topLeft(), icons.pixmap("down", "text2", chevron))
        box = painting.mirrored(self, QRectF(lead, 0, self.width() - lead - tail, self.height()))
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(box.width()) + 1)
        painting.draw_text(painter, box, words, self.font(), theme.colour(self._ink), middle=True)
        painter.end()

    def _icon_ink(self) -> str:
        return "accent" if self._plain else "text2"

    def _ends(self) -> tuple[int, int]:
        """Widths before and after the words."""
        side = theme.icon_size(24 if self.fontInfo().pixelSize() > 24 else 18)
        margin = 0 if self._plain else theme.space(14)
        lead = margin + (side + theme.space(10) if self._icon else 0)
        return lead, theme.space(8) + theme.icon_size(18) + margin


class Select(DropButton):
    """One of `options`. Enter, Space or Down opens the list; typing in it searches; Escape closes it.

    `changed` carries the code. `placeholder` shows while nothing is chosen.
    """

    changed = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        value: str | None = None,
        *,
        placeholder: str = "",
        icon: str | None = None,
        plain: bool = False,
        role: str = "body",
        compact: bool = False,
        ink: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon=icon, plain=plain, role=role, compact=compact, ink=ink, parent=parent)
        self._name, self._placeholder = name, placeholder
        self._options = list(options)
        self._value: str | None = None
        self._list: _OptionList | None = None
        self.set_value(value)
        self.clicked.connect(self.open_list)

    def value(self) -> str | None:
        return self._value

    def set_value(self, key: str | None) -> None:
        """Choose without telling `changed`; an unknown code is as none."""
        chosen = next((option for option in self._options if option.key == key), None)
        self._value = chosen.key if chosen else None
        self.setText(chosen.label if chosen else self._placeholder)
        self.setAccessibleName(f"{self._name}: {self.text()}" if self.text() else self._name)
        self.updateGeometry()

    def set_options(self, options: Sequence[Option]) -> None:
        """Replace the options; what was chosen stays if it is still there."""
        self._options = list(options)
        self.set_value(self._value)

    def open_list(self) -> None:
        """Show the list under the button (above it where there is no room)."""
        self._list = _OptionList(self._options, self._value, self._name, self)
        self._list.picked.connect(self._picked)
        self._list.open_beside(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_list()
            return
        super().keyPressEvent(event)

    def _picked(self, key: str) -> None:
        another = key != self._value
        self.set_value(key)
        if another:
            self.changed.emit(key)


class Popup(QFrame):
    """A surface that stands above the page until something is chosen or one clicks elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.space(8), theme.space(8), theme.space(8), theme.space(8))
        self.column.setSpacing(theme.space(8))

    def open_beside(self, anchor: QWidget) -> None:
        """Show under `anchor`, its start in line with the anchor's, inside the screen."""
        self.adjustSize()
        self.resize(max(self.width(), anchor.width()), self.height())
        x = anchor.width() - self.width() if painting.right_to_left(anchor) else 0
        corner = anchor.mapToGlobal(QPoint(x, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            above = anchor.mapToGlobal(QPoint(x, -4 - self.height()))
            corner.setY(max(screen.top(), above.y()))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painting.rounded(
            painter, QRectF(self.rect()), 0, edge=theme.colour("control"), width=theme.current().theme.edge
        )
        painter.end()


class _OptionList(Popup):
    picked = Signal(str)

    def __init__(self, options: Sequence[Option], value: str | None, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = options
        self._search: TextField | None = None
        if len(options) >= _SEARCH_FROM:
            self._search = TextField(tr("Search"), placeholder=tr("Search"), icon="search")
            self._search.changed.connect(self._filter)
            self._search.edit.installEventFilter(self)
            self.column.addWidget(self._search)
        self.list = QListWidget()
        self.list.setFont(theme.font("body"))
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("ringOff", True)
        self.list.itemClicked.connect(self._take)
        self.list.installEventFilter(self)
        self.column.addWidget(self.list)
        self._filter("")
        self._mark(value)

    def open_beside(self, anchor: QWidget) -> None:
        row = self.list.sizeHintForRow(0) if self.list.count() else 0
        shown = min(len(self._options), _ROWS_SHOWN)
        self.list.setFixedHeight(shown * row + theme.space(10))
        widest = max((painting.text_width(option.label, self.list.font()) for option in self._options), default=0)
        self.list.setMinimumWidth(min(widest + theme.space(48), theme.scaled(420)))
        super().open_beside(anchor)
        (self._search or self.list).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem()
            if item is not None:
                self._take(item)
            return True
        if watched is not self.list and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.list.currentRow() + step
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        return False

    def _filter(self, wanted: str) -> None:
        self.list.clear()
        needle = folded(wanted)
        for option in self._options:
            if needle in folded(f"{option.label} {option.also}"):
                item = QListWidgetItem(option.label)
                item.setData(Qt.ItemDataRole.UserRole, option.key)
                self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)

    def _mark(self, value: str | None) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == value:
                self.list.setCurrentRow(row)

    def _take(self, item: QListWidgetItem) -> None:
        key = str(item.data(Qt.ItemDataRole.UserRole))
        self.close()
        self.picked.emit(key)


def folded(text: str) -> str:
    """`text` without case and accents, so that "gen" finds "Gênero"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
