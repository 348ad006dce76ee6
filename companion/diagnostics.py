"""The technical log: codes and durations, never what a person typed, searched or chose.

It lives in memory and holds the last few hundred entries; nothing is written to the disk unless the person asks for it.
An entry that could carry text is refused, so that nothing can slip in.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from companion.errors import Problem

KEPT = 500
_CODE = re.compile(r"[a-z][a-z0-9]*(?:[._][a-z0-9]+)+")


@dataclass(frozen=True)
class Entry:
    """What happened (a code), how long it took, and seconds since the program started. No date, no time of day."""

    code: str
    at: float
    seconds: float | None = None
    problem: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.at:.1f}", self.code]
        parts += [] if self.seconds is None else [f"{self.seconds * 1000:.0f} ms"]
        return " ".join([*parts, self.problem] if self.problem else parts)


_entries: deque[Entry] = deque(maxlen=KEPT)
_lock = threading.Lock()
_begin = time.monotonic()


def note(code: str, *, seconds: float | None = None, problem: str | None = None) -> None:
    """Write down that something happened. `code` and `problem` must be codes: anything else raises ValueError."""
    for word in (code, problem):
        if word is not None and not _CODE.fullmatch(word):
            raise ValueError("a technical log takes codes only")
    with _lock:
        _entries.append(Entry(code, time.monotonic() - _begin, seconds, problem))


@contextmanager
def timed(code: str) -> Iterator[None]:
    """Note `code` with the time the block took, and with the problem's code or the error's class if it failed."""
    begin = time.perf_counter()
    problem = None
    try:
        yield
    except Problem as error:
        problem = error.code
        raise
    except BaseException as error:
        problem = f"error.{re.sub(r'[^a-z0-9]', '', type(error).__name__.casefold()) or 'unnamed'}"
        raise
    finally:
        note(code, seconds=time.perf_counter() - begin, problem=problem)


def entries() -> list[Entry]:
    """What is remembered, oldest first."""
    with _lock:
        return list(_entries)


def text() -> str:
    """All entries, one per line, for the person to read and pass on if they want to."""
    return "".join(f"{entry}\n" for entry in entries())


def forget() -> None:
    """Empty the technical log."""
    with _lock:
        _entries.clear()
