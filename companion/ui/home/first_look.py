"""The first look: four steps that say what Home is for. Stands above the page, blocks nothing, and goes with Escape.

It is shown on a vault's first visit, and again only when somebody asks for it in the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import shortcuts, theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Button, quiet
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
_REACH, _WIDTH = 5, 3  # px between what is marked and the mark's outer edge; the mark's width


class Stop(StrEnum):
    """What a step points at."""

    SEARCH = "search"
    QUESTION = "question"
    LOG = "log"
    EXIT = "exit"


def _told(stop: Stop) -> tuple[str, str]:
    """A step's heading and what it says."""
    if stop is Stop.SEARCH:
        keys = shortcuts.shown(shortcuts.SEARCH)
        return tr("One box for everything"), tr(
            "Type what somebody asks: it finds rights and services. %(keys)s leads here from anywhere.", keys=keys
        )
    if stop is Stop.QUESTION:
        return tr("What happens if…"), tr(
            "Say which drug, how much and what was done. It answers with the law of this place today, and its sources."
        )
    if stop is Stop.LOG:
        return tr("Count without names"), tr(
            "One touch counts a contact. Nobody’s name is asked for, and what was counted by mistake can be undone."
        )
    keys, help_keys = shortcuts.shown(shortcuts.QUICK_EXIT), shortcuts.shown(shortcuts.HELP)
    return tr("Gone at once"), tr(
        "%(keys)s closes everything from anywhere; what was saved stays. %(help)s says what a screen is for and what "
        "its words mean.",
        keys=keys,
        help=help_keys,
    )


class FirstLook(Card):
    """`stops` find what each step points at; None or hidden: nothing is marked. Emits `ended` when it is done with."""

    ended = Signal()

    def __init__(self, page: QWidget, stops: Mapping[Stop, Callable[[], QWidget | None]]) -> None:
        super().__init__(tone="soft", gap=6, parent=page)
        self._page, self._stops = page, stops
        self.step = 0
        self._mark: _Mark | None = None
        self.place, self.heading, self.words = Text("", "label", "text2"), Text("", "h3"), Text("", "body")
        self.next = Button("", "secondary", on_click=lambda: self.show_step(self.step + 1))
        self.skip = quiet(tr("Skip"), on_click=self.end)
        row = QHBoxLayout()
        row.setSpacing(theme.space(16))
        said = QVBoxLayout()
        said.setSpacing(theme.space(4))
        for line in (self.place, self.heading, self.words):
            said.addWidget(line)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=theme.space(8))
        flow.addWidget(self.next)
        flow.addWidget(self.skip)
        row.addLayout(said, 1)
        large = theme.current().text_scale >= 1.5
        if large:
            said.addWidget(buttons)
        else:
            row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        shortcuts.bind(self, "Esc", self.end)

    def show_step(self, step: int) -> None:
        """Show the step with this number, counted from 0; past the last one it ends."""
        if step >= len(Stop):
            self.end()
            return
        self.step, stop = step, list(Stop)[step]
        heading, words = _told(stop)
        last = step == len(Stop) - 1
        self.place.setText(tr("First look: %(step)s of %(steps)s", step=step + 1, steps=len(Stop)))
        self.heading.setText(heading)
        self.words.setText(words)
        name = tr("Done") if last else tr("Next")
        self.next.setText(name)
        self.next.setAccessibleName(name)
        self.next.setAccessibleDescription(f"{heading}. {words}")
        self.skip.setVisible(not last)
        # Once the page has its place: before, it could not take the keyboard.
        QTimer.singleShot(0, self, self._point)

    def end(self) -> None:
        """Take the mark away and say that it is over."""
        self._unmark()
        self.ended.emit()

    def _point(self) -> None:
        self._unmark()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        target = self._stops[list(Stop)[self.step]]()
        if target is not None and target.isVisible():
            self._mark = _Mark(target, self._page)

    def _unmark(self) -> None:
        if self._mark is not None and shiboken6.isValid(self._mark):
            self._mark.hide()
            self._mark.deleteLater()
        self._mark = None


class _Mark(QWidget):
    """A frame around something, which lets every press through and goes where it goes."""

    def __init__(self, target: QWidget, page: QWidget) -> None:
        host = page if page.isAncestorOf(target) else target.parentWidget()
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target, self._role = target, "accent" if host is page else "lamp"  # the rail is dark in every theme
        step: QWidget | None = target
        while step is not None and step is not host:
            step.installEventFilter(self)
            step = step.parentWidget()
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        host, target = self.parentWidget(), self._target
        if host is None or not shiboken6.isValid(target) or not host.isAncestorOf(target):
            self.hide()
            return
        place = QRect(target.mapTo(host, QPoint(0, 0)), target.size())
        self.setGeometry(place.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setVisible(target.isVisibleTo(host))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        inside = QRectF(self.rect()).adjusted(_WIDTH / 2, _WIDTH / 2, -_WIDTH / 2, -_WIDTH / 2)
        painting.rounded(painter, inside, theme.RADIUS_CONTROL + _REACH, edge=theme.colour(self._role), width=_WIDTH)
        painter.end()
