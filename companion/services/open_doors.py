"""Which doors are open at a moment, for all listings at once.

Many listings share the same hours, and an answer holds until the hours next change: a minute later most of the work
need not be done again.
"""

from __future__ import annotations

from array import array
from datetime import datetime, timedelta

from companion.services.opening_hours import Holidays, Hours, Kind
from companion.services.schedules import from_spec

_DAY = timedelta(days=1)


class OpenDoors:
    """`specs`: the different hours (see `Schedule.hours_spec`); `numbers`: for each listing, which of them it keeps."""

    def __init__(self, specs: list[str], numbers: array[int], holidays: Holidays | None) -> None:
        self._hours: list[Hours | None] = [from_spec(spec) for spec in specs]
        self._numbers = numbers
        self._holidays = holidays
        self._open = bytearray(len(specs))
        self._valid: tuple[datetime, datetime] | None = None
        self._bits = 0

    def bits(self, wall: datetime) -> int:
        """The listings certainly open at a naive local time, bit n for listing n."""
        if self._valid is None or not self._valid[0] <= wall < self._valid[1]:
            self._look(wall)
        return self._bits

    def _look(self, wall: datetime) -> None:
        """Evaluate all hours, and note until when nothing changes."""
        midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
        change = midnight + _DAY
        for number, hours in enumerate(self._hours):
            if hours is None:
                continue
            segment = hours.segment_at(wall, self._holidays)
            self._open[number] = segment.kind == Kind.OPEN
            change = min(change, midnight + timedelta(minutes=segment.end))
        self._valid = (wall, change)
        opened = self._open
        text = "".join("1" if opened[number] else "0" for number in reversed(self._numbers))
        self._bits = int(text or "0", 2)
