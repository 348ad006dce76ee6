"""The technical log: codes and durations, never what a person typed, searched or chose.

It lives in memory and holds the last few hundred entries; nothing is written to the disk unless the person asks for it.
An entry that could carry text is refused, so that nothing can slip in.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from companion.errors import Problem

KEPT = 500
_PACKAGE = f"{Path(__file__).parent.name}{os.sep}"
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
    except BaseException as error:
        problem = _class_code(error)
        raise
    finally:
        note(code, seconds=time.perf_counter() - begin, problem=problem)


def tell_codes_only() -> None:
    """From now on an error nobody expected is told as codes: its class and the places in our code, never its words.

    What an error says can hold what a person typed; so can the values a debugger's report would add.
    """
    sys.excepthook = lambda kind, error, trace: _tell_unexpected(error)
    threading.excepthook = lambda args: _tell_unexpected(args.exc_value)
    sys.unraisablehook = lambda args: _tell_unexpected(args.exc_value)


def crash_report(error: BaseException) -> list[str]:
    """The class of an error and where in our code it came from: file, line and function. No message, no value."""
    lines = [_class_code(error)]
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if _PACKAGE in code.co_filename:
            place = code.co_filename.rsplit(_PACKAGE, 1)[1].replace("\\", "/")
            lines.append(f"{place}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return lines


def _tell_unexpected(error: BaseException | None) -> None:
    if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
        return
    note("program.failed", problem=_class_code(error))
    if sys.stderr is not None:
        sys.stderr.write("\n".join(crash_report(error)) + "\n")


def _class_code(error: BaseException) -> str:
    if isinstance(error, Problem):
        return error.code
    return f"error.{re.sub(r'[^a-z0-9]', '', type(error).__name__.casefold()) or 'unnamed'}"


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
