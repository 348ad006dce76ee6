"""A workshop under way: one session for the projector and the presenter, with its clock and its two languages."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from companion.rights.library import Library
from companion.rights.question import Question
from companion.workshops.deck import Frame, lay_out
from companion.workshops.records import Workshop
from companion.workshops.session import Session as Given

_TICK_MS = 1000


class Training(QObject):
    """Emits `changed` when something else is to be shown, `ticked` every second while the clock runs."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self,
        library: Library,
        told: Workshop,
        shown: Workshop,
        place: str,
        day: date,
        *,
        language: str,
        parent: QObject,
    ) -> None:
        """`told` is the workshop in the presenter's language, `shown` the same in `language`, the projector's."""
        super().__init__(parent)
        self.library, self.place, self.day, self.language = library, place, day, language
        self.session = Given(lay_out(library, told, place, day), told.people)
        self._shown = lay_out(library, shown, place, day)
        self.hidden = False
        self.explored: Question | None = None
        self._spent = [0] * len(self.session.deck.frames)  # ms shown, by frame
        self._since = QElapsedTimer()
        self._since.start()
        self.paused = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def frame(self) -> Frame:
        """The frame in front, in the presenter's language."""
        return self.session.frame

    def shown(self, at: int | None = None) -> Frame:
        """A frame (the one in front) in the projector's language."""
        return self._shown.frames[self.session.at if at is None else at]

    def forward(self) -> None:
        """The next step; nothing at the end."""
        self._tick()
        if self.session.forward():
            self.changed.emit()

    def back(self) -> None:
        """The frame before."""
        self._tick()
        if self.session.back():
            self.changed.emit()

    def go(self, at: int) -> None:
        """Stand at a frame of the agenda."""
        self._tick()
        if self.session.go(at):
            self.changed.emit()

    def hide(self, hidden: bool) -> None:
        """Show nothing but the doorway on the projector, or the frame again."""
        self.hidden = hidden
        self.changed.emit()

    def count(self, letter: str, hands: int) -> None:
        """Hands for a choice of the question in front."""
        self.session.count(letter, hands)
        self.changed.emit()

    def explore(self, question: Question | None) -> None:
        """What the room asked, for the projector."""
        self.explored = question
        self.changed.emit()

    def pause(self, paused: bool) -> None:
        """Hold the clock, or let it run on."""
        self._tick()
        self.paused = paused
        self.ticked.emit()

    def seconds_of_part(self) -> int:
        """Seconds spent in the part in front."""
        part = self.frame.part
        frames = self.session.deck.frames
        return sum(spent for spent, frame in zip(self._spent, frames, strict=True) if frame.part is part) // 1000

    def seconds(self) -> int:
        """Seconds spent in all."""
        return sum(self._spent) // 1000

    def stop(self) -> None:
        """The workshop is over: the clock stands."""
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        passed = self._since.restart()
        if not self.paused:
            self._spent[self.session.at] += passed
            self.ticked.emit()
