"""Slow work off the window's thread: success, failure, progress, cancel.

A work function never touches a widget; what it returns arrives in the window's thread. A failure arrives as a
`Problem`, ready for a message line. When the owner (a page, a field) is gone meanwhile, nothing is called.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from companion import diagnostics
from companion.errors import Problem

T = TypeVar("T")
Progress = Callable[[int, int], None]


class Cancelled(Exception):
    """Raised inside a work function by `Ticket.check` after the person pressed Stop."""


class Ticket(QObject):
    """One piece of work under way. The work calls `report` and `check`; the screen calls `cancel`."""

    progressed = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next `check`."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def check(self) -> None:
        """In the work: end here if it was cancelled."""
        if self._stop.is_set():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """In the work: tell how far it is (total 0 where nobody knows), and end here if it was cancelled."""
        self.check()
        self.progressed.emit(done, total)


class Tasks(QObject):
    """Runs work in a few threads and brings the result back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
        self._running: set[Ticket] = set()

    def run(
        self,
        owner: QObject,
        work: Callable[[Ticket], T],
        *,
        success: Callable[[T], object],
        failure: Callable[[Problem], object],
        progress: Progress | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Ticket:
        """Start `work`. Exactly one of `success`, `failure` and `cancelled` is called later, unless `owner` is gone."""
        ticket = Ticket(self)
        self._running.add(ticket)

        def ended(result: Any, error: BaseException | None) -> None:
            self._running.discard(ticket)
            ticket.deleteLater()
            if not shiboken6.isValid(owner):
                return
            if error is None:
                success(result)
            elif isinstance(error, Cancelled):
                if cancelled is not None:
                    cancelled()
            else:
                failure(as_problem(error))

        def told(done: int, total: int) -> None:
            if progress is not None and shiboken6.isValid(owner):
                progress(done, total)

        ticket._ended.connect(ended)
        ticket.progressed.connect(told)
        self._pool.submit(_carry_out, work, ticket)
        return ticket

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel what runs and take no more; work that does not look up goes on to its end by itself."""
        for ticket in self._running:
            ticket.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def finish(self) -> None:
        """Cancel what runs and wait until nothing does."""
        for ticket in self._running:
            ticket.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)


def as_problem(error: BaseException) -> Problem:
    """What a failure is called on screen; what nobody foresaw is noted by its kind and named as such."""
    if isinstance(error, Problem):
        return error
    kind = "".join(letter for letter in type(error).__name__.casefold() if letter.isascii() and letter.isalnum())
    diagnostics.note("ui.unexpected", problem=f"error.{kind or 'unnamed'}")
    problem = Problem("ui.unexpected")
    problem.__cause__ = error
    return problem


def _carry_out(work: Callable[[Ticket], Any], ticket: Ticket) -> None:
    result, error = None, None
    try:
        result = work(ticket)
    except BaseException as raised:  # noqa: BLE001  everything is brought to the window's thread and told there
        error = raised
    if shiboken6.isValid(ticket):
        ticket._ended.emit(result, error)
