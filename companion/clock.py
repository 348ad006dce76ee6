"""Today's date and the time now: the only place that asks the system, so that tests can say what day it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

_frozen: datetime | None = None


def now() -> datetime:
    """The local date and time, aware of its zone."""
    return _frozen if _frozen is not None else datetime.now().astimezone()


def today() -> date:
    """The local date."""
    return now().date()


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is `moment` (a naive moment is taken as local time)."""
    global _frozen
    before = _frozen
    _frozen = moment if moment.tzinfo else moment.astimezone()
    try:
        yield
    finally:
        _frozen = before
