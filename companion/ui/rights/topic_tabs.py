"""The tabs above a topic: the neighbours of the one that is open, and a list of all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.select import Option, Select


class TopicTabs(QWidget):
    """`options` are all topics in order; `chosen` carries the id of the one pressed. Arrows move between tabs.

    As many tabs as fit are shown, the open one always; the rest are in the list at the end.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], current: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Topics"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._tabs: list[_Tab] = []
        for option in options:
            tab = _Tab(option.label, option.key, option.key == current, self)
            tab.clicked.connect(lambda _=False, key=option.key: self.chosen.emit(key))
            tab.installEventFilter(self)
            self._row.addWidget(tab)
            self._tabs.append(tab)
        self._row.addStretch(1)
        words = tr("All %(count)s topics", count=locales.number(len(options)))
        self.all = Select(words, options, None, placeholder=words, plain=True, role="label", ink="accent")
        self.all.changed.connect(self.chosen)
        self._row.addWidget(self.all)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(480), self._high())

    def minimumSizeHint(self) -> QSize:
        open_one = next((tab for tab in self._tabs if tab.isChecked()), None)
        least = self.all.minimumSizeHint().width() + theme.space(16)
        return QSize(least + (open_one.sizeHint().width() if open_one else 0), self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_shown()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._choose_shown()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        step *= -1 if painting.right_to_left(self) else 1
        shown = [tab for tab in self._tabs if not tab.isHidden()]
        if not step or watched not in shown:
            return False
        shown[(shown.index(watched) + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        painter.end()

    def _high(self) -> int:
        return max((tab.sizeHint().height() for tab in self._tabs), default=theme.space(36))

    def _choose_shown(self) -> None:
        """Show the open tab and its neighbours, as many as there is room for."""
        room = self.width() - self.all.sizeHint().width() - theme.space(16)
        at = next((index for index, tab in enumerate(self._tabs) if tab.isChecked()), 0)
        order = sorted(range(len(self._tabs)), key=lambda index: (abs(index - at), index < at))
        shown: set[int] = set()
        for index in order:
            wide = self._tabs[index].sizeHint().width()
            if shown and wide > room:
                break
            shown.add(index)
            room -= wide
        for index, tab in enumerate(self._tabs):
            tab.setVisible(index in shown)


class _Tab(QAbstractButton):
    def __init__(self, words: str, key: str, current: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(words)
        self.setAccessibleName(tr("%(topic)s (open)", topic=words) if current else words)
        self.setCheckable(True)
        self.setChecked(current)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """A tab does not turn itself: the page opens the topic and builds the tabs anew."""

    def sizeHint(self) -> QSize:
        font = theme.font("label", weight=600)
        return QSize(
            painting.text_width(self.text(), font) + 2 * theme.space(12),
            round(font.pixelSize() * 1.5) + theme.space(20),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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
        current = self.isChecked()
        font = theme.font("label", weight=600 if current else 500)
        ink = "accent" if current or painting.hovered(self) else "text2"
        box = QRectF(0, 0, self.width(), self.height() - 3)
        painting.draw_text(painter, box, self.text(), font, theme.colour(ink), side="center", middle=True)
        if current:
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), theme.colour("accent"))
        painter.end()
