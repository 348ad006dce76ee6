"""Keeps None, True and False alive under Python 3.11, where PySide6 6.12.0 would wear them out.

Its calls give back these three without counting the reference. That is right from Python 3.12 on, where they live for
ever; before, each such call takes one reference too many, and after some thousand of them (a minute of painting) the
interpreter aborts: "none_dealloc: deallocating None". PySide6 6.11.3 counts them. So the three counts are raised once,
further than any run can bring them down. Where there is nothing to mend, nothing is done.
"""

from __future__ import annotations

import sys

import PySide6

_IMMORTAL_SINCE = (3, 12)
_FAULTY_SINCE = (6, 12)
_SPARE = sys.maxsize // 4
_NEAR = 64  # references that may come and go while the count is looked at


def needed() -> bool:
    """Whether this Python counts references to None and this PySide6 does not."""
    return sys.version_info < _IMMORTAL_SINCE and PySide6.__version_info__[:2] >= _FAULTY_SINCE


def keep() -> None:
    """Raise the three counts, where needed and not yet done. Call it before the first widget is made."""
    if not needed():
        return
    import ctypes

    for lasting in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(lasting))
        # A build of Python that keeps its counts elsewhere is left alone.
        if count.value < _SPARE and abs(count.value - sys.getrefcount(lasting)) < _NEAR:
            count.value += _SPARE
