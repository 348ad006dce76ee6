"""Slow work off the window's thread: success, failure, progress, cancel.

A work function never touches a widget; what it returns arrives in the window's thread. A failure arrives as a
`Problem`, ready for a message line. When the owner (a page, a field) is gone meanwhile, nothing is called.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache, partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from companion import diagnostics
from companion.errors import Problem

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Progress = Callable[[int, int], object]


class Cancelled(Exception):
    """Raised inside a work function by `Ticket.check` after the person pressed Stop."""


class Ticket:
    """One piece of work under way. The work calls `report` and `check`; the screen calls `cancel`."""

    def __init__(self, tell: Callable[[Ticket], None]) -> None:
        self._stop = threading.Event()
        self._tell = tell
        self._told = threading.Event()
        self._told.set()
        self._latest = (0, 0)

    def cancel(self) -> None:
        """Ask the work to stop at its next `check`."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """In the work: end here if it was cancelled."""
        if self._stop.is_set():
            raise Cancelled

    def report(self, done: int, total: int) -> None:
        """In the work: tell how far it is (total 0 where nobody knows), and end here if it was cancelled."""
        self.check()
        self._latest = (done, total)
        if self._told.is_set():  # a window that is slower than the work hears only the latest
            self._told.clear()
            self._tell(self)

    def latest(self) -> tuple[int, int]:
        """In the window: how far it is."""
        self._told.set()
        return self._latest


class _Bell(QObject):
    """Rung by a working thread, heard in the window's. It outlives every task, so that nobody rings what is gone."""

    rung = Signal()


@cache
def _bell() -> _Bell:
    return _Bell()


class Tasks(QObject):
    """Runs work in a few threads and brings the result back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[Ticket] = set()
        self._inbox: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._bell = _bell()
        self._bell.rung.connect(self._deliver)

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

        def ended(ticket: Ticket, result: Any, error: BaseException | None) -> None:
            self._running.discard(ticket)
            if not shiboken6.isValid(owner):
                return
            if error is None:
                success(result)
            elif isinstance(error, Cancelled):
                if cancelled is not None:
                    cancelled()
            else:
                failure(as_problem(error))

        def told(ticket: Ticket) -> None:
            done, total = ticket.latest()
            if progress is not None and shiboken6.isValid(owner):
                progress(done, total)

        ticket = Ticket(lambda told_of: self._send(partial(told, told_of)))
        self._running.add(ticket)
        self._started_pool().submit(self._carry_out, work, ticket, ended)
        return ticket

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel what runs and begin nothing that waits; work that does not look up goes on to its end by itself."""
        for ticket in self._running:
            ticket.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def finish(self) -> None:
        """Cancel what runs and wait until nothing does."""
        self.close()
        if self._pool is not None:
            self._pool.shutdown(wait=True)

    def _started_pool(self) -> ThreadPoolExecutor:
        """The threads, made when first needed: the first window needs none."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
        return self._pool

    def _carry_out(
        self,
        work: Callable[[Ticket], Any],
        ticket: Ticket,
        ended: Callable[[Ticket, Any, BaseException | None], None],
    ) -> None:
        """In the working thread."""
        result, error = None, None
        try:
            result = work(ticket)
        except BaseException as raised:  # noqa: BLE001  everything is brought to the window's thread and told there
            error = raised
        self._send(partial(ended, ticket, result, error))

    def _send(self, call: Callable[[], object]) -> None:
        """In the working thread: have `call` made in the window's."""
        self._inbox.put(call)
        self._bell.rung.emit()

    def _deliver(self) -> None:
        while True:
            try:
                call = self._inbox.get_nowait()
            except Empty:
                return
            call()


def as_problem(error: BaseException) -> Problem:
    """What a failure is called on screen; what nobody foresaw is noted by its kind and named as such."""
    if isinstance(error, Problem):
        return error
    kind = "".join(letter for letter in type(error).__name__.casefold() if letter.isascii() and letter.isalnum())
    diagnostics.note("ui.unexpected", problem=f"error.{kind or 'unnamed'}")
    problem = Problem("ui.unexpected")
    problem.__cause__ = error
    return problem
