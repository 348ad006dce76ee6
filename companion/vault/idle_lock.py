"""When to lock by itself: a deadline after the last sign of somebody there. The screens ask; nothing ticks here."""

from __future__ import annotations

import time


class IdleLock:
    """Counts seconds since the last activity on a clock that setting the date back does not move.

    Where the system says how long it slept, that counts too: CLOCK_BOOTTIME on Linux goes on through suspend.
    """

    def __init__(self, seconds: float | None, now: float | None = None) -> None:
        """`seconds` until locking, None for never. `now` is for tests."""
        self._seconds = seconds
        self._last = _now() if now is None else now

    @property
    def seconds(self) -> float | None:
        """Seconds from the last activity until locking, or None for never."""
        return self._seconds

    def set_seconds(self, seconds: float | None) -> None:
        """Change how long to wait, counted from the last activity, not from now."""
        self._seconds = seconds

    def activity(self, now: float | None = None) -> None:
        """Somebody touched the keyboard, the mouse or the screen. Once due, only unlocking helps: it stays due."""
        moment = _now() if now is None else now
        if not self.due(moment):
            self._last = max(self._last, moment)

    def restart(self, now: float | None = None) -> None:
        """Begin anew, after unlocking."""
        self._last = _now() if now is None else now

    def remaining(self, now: float | None = None) -> float | None:
        """Seconds left until locking, 0 when due, None if it never is."""
        if self._seconds is None:
            return None
        moment = _now() if now is None else now
        return max(0.0, self._last + self._seconds - moment)

    def due(self, now: float | None = None) -> bool:
        """Whether it is time to lock."""
        return self.remaining(now) == 0.0


def _now() -> float:
    """Seconds on a clock that never goes back; it counts the time asleep where the system has such a clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
