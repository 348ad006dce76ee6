"""One ring for whatever has the keyboard: 3 px wide after a 3 px gap, drawn above its neighbours.

A widget may say `ringRadius` (px), `ringRole` (colour role) and `ringAround` (the ring goes round its parent, which
looks like one control). Without keyboard use buttons show no ring; fields always do.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from companion.ui import theme
from companion.ui.input_watch import InputWatch
from companion.ui.widgets import painting

GAP, WIDTH = 3, 3
_REACH = GAP + WIDTH + 1
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class FocusRing(QObject):
    """Watches the application's focus and keeps one overlay around its place. One per application."""

    def __init__(self, app: QApplication, watch: InputWatch) -> None:
        super().__init__(watch)
        self._overlay: _Overlay | None = None
        self._watched: list[QObject] = []
        self._by_keyboard = False
        self._target: QWidget | None = None
        app.focusChanged.connect(self._moved)
        watch.keyed.connect(lambda: self._heard(True))
        watch.pressed.connect(lambda: self._heard(False))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _heard(self, by_keyboard: bool) -> None:
        self._by_keyboard = by_keyboard

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._target, self._watched = None, []
        if self._overlay is not None:
            self._overlay.hide()
        if now is None or not (self._by_keyboard or isinstance(now, QLineEdit)):
            return
        around = now.parentWidget() if now.property("ringAround") else now
        if around is None or now.property("ringOff"):
            return
        self._target = around
        self._watched = _up_to(around, _host(around))
        for watched in self._watched:
            watched.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            if self._overlay is not None:
                self._overlay.hide()
            return
        host = _host(target)
        if self._overlay is None or self._overlay.parentWidget() is not host:
            if self._overlay is not None:
                self._overlay.deleteLater()
            self._overlay = _Overlay(host)
            self._overlay.destroyed.connect(self._forget)
        self._overlay.surround(target)

    def _forget(self) -> None:
        self._overlay = None


class _Overlay(QWidget):
    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focusRing")
        self._ring_host = host
        self._radius = 0.0
        self._role = "focus"

    def surround(self, target: QWidget) -> None:
        corner = target.mapTo(self._ring_host, QPoint(0, 0))
        self._radius = float(target.property("ringRadius") or theme.RADIUS_CONTROL) + GAP + WIDTH / 2
        self._role = str(target.property("ringRole") or "focus")
        self.setGeometry(
            corner.x() - _REACH, corner.y() - _REACH, target.width() + 2 * _REACH, target.height() + 2 * _REACH
        )
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        inset = 1 + WIDTH / 2
        ring = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painting.paint_ring(painter, ring, min(self._radius, ring.height() / 2), self._role)
        painter.end()


def _host(widget: QWidget) -> QWidget:
    """What the ring is drawn in: the content of the nearest scroll area, so that it scrolls and is cut with it."""
    step = widget
    while (parent := step.parentWidget()) is not None and not step.isWindow():
        grandparent = parent.parentWidget()
        if isinstance(grandparent, QScrollArea) and grandparent.widget() is step:
            return step
        step = parent
    return step


def _up_to(widget: QWidget, host: QWidget) -> list[QObject]:
    chain: list[QObject] = [widget]
    step: QWidget | None = widget
    while step is not None and step is not host:
        step = step.parentWidget()
        if step is not None:
            chain.append(step)
    return chain
