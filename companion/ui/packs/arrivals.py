"""Packs that come by themselves: dragged onto the window, or named when the program was started."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

SUFFIX = ".companionpack"


class Arrivals(QObject):
    """Watches a window. `arrived` carries the file of a pack that was dropped on it."""

    arrived = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = _pack_in(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.arrived.emit(path)
                return True
        return super().eventFilter(watched, event)


def _pack_in(event: QDropEvent) -> Path | None:
    """The one pack among what is dragged; nothing else is looked at."""
    found = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    packs = [path for path in found if path.suffix.casefold() == SUFFIX]
    return packs[0] if len(packs) == 1 else None
