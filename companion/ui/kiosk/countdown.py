"""When a kiosk forgets by itself, and the ring that shows how long it still waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.ui import theme
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.widgets import painting

SECONDS = 60  # without a touch, until everything is forgotten
WARNING = 15  # the last of them are said aloud and in large


class FinishButton(TouchButton):
    """ "I’m finished", with a ring that runs down; on a page that stays open it is a cross."""

    def __init__(self, on_click: Callable[[], object]) -> None:
        super().__init__(tr("I’m finished"), icon="x", on_click=on_click)
        self._left = 1.0
        self._runs = True

    def show_left(self, seconds: float | None) -> None:
        """Seconds until it is forgotten; None where nothing runs down."""
        left = 1.0 if seconds is None else max(0.0, min(1.0, seconds / SECONDS))
        if (seconds is not None, round(left * 240)) != (self._runs, round(self._left * 240)):
            self._left, self._runs = left, seconds is not None
            self.update()
        if seconds is not None and seconds <= WARNING:
            whole = max(0, round(seconds))
            words = trn("Forgets everything in %(n)s second", "Forgets everything in %(n)s seconds", whole)
            self.setAccessibleDescription(words)
        elif self.accessibleDescription():
            self.setAccessibleDescription("")

    def _draw_icon(self, painter: QPainter, x: float, name: str, ink: str) -> None:
        if not self._runs:
            super()._draw_icon(painter, x, name, ink)
            return
        side, width = self._icon_side(), max(3, self._icon_side() // 6)
        spot = painting.mirrored(self, QRectF(x, (self.height() - side) / 2, side, side))
        ring = spot.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line"), width))
        painter.drawEllipse(ring)
        painter.setPen(QPen(theme.colour("accent"), width))
        painter.drawArc(ring, 90 * 16, round(360 * 16 * self._left))

    def _icon_side(self) -> int:
        return theme.icon_size(26)


def warning_words(seconds: float) -> str:
    """What is said in the last seconds."""
    whole = max(1, round(seconds))
    return tr("Still there? Touch anywhere. In %(seconds)s s everything is forgotten.", seconds=locales.number(whole))
