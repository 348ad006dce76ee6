"""Work in another thread while Python's collector rests.

Python collects cycles of garbage in whichever thread happens to allocate. A widget in such a cycle would then be
destroyed by a working thread, and Qt does not survive that. So the collector rests from the start of a work until its
result has arrived in the window's thread, which sets it going again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from companion.errors import Problem
from companion.ui.session import Session
from companion.ui.tasks import Ticket

T = TypeVar("T")
_resting = 0


def run(
    session: Session,
    owner: QObject,
    work: Callable[[Ticket], T],
    *,
    success: Callable[[T], object],
    failure: Callable[[Problem], object],
) -> Ticket:
    """As `session.tasks.run`; nothing is called when `owner` is gone meanwhile. Call it in the window's thread."""

    def succeeded(result: T) -> None:
        _go_on()
        if shiboken6.isValid(owner):
            success(result)

    def failed(problem: Problem) -> None:
        _go_on()
        if shiboken6.isValid(owner):
            failure(problem)

    _rest()
    # The session owns the work, not the page: the collector has to be set going when the page is gone, too.
    return session.tasks.run(session, work, success=succeeded, failure=failed)


def _rest() -> None:
    global _resting
    _resting += 1
    gc.disable()


def _go_on() -> None:
    global _resting
    _resting -= 1
    if not _resting:
        gc.enable()
