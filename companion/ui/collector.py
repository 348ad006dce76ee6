"""Python's cyclic garbage, collected in the window's thread alone.

Python collects cycles in whichever thread happens to allocate. A widget in such a cycle would then be destroyed by a
working thread, and Qt does not survive that. So the automatic collection is off while there are windows, and a timer
of the window's thread does what it would have done.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


class Collector(QObject):
    """Collects as long as it lives; when it is gone Python collects by itself again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """Each generation that has grown past its threshold, the youngest first, as Python itself would."""
    for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if count > threshold > 0:
            gc.collect(generation)
