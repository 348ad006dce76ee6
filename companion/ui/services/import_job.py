"""Taking a list in, step by step: read it through, show what is wrong with it, then take it in at one go.

The job belongs to the session, not to the page: it goes on while the page is built anew in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from companion.errors import Problem
from companion.services import hsds_import
from companion.services.hsds_import import ImportResult
from companion.services.store import ServiceStore
from companion.ui.session import Session
from companion.ui.tasks import Ticket

_STOPPED = "services.cancelled"
_LOOK_EVERY = 100  # ms: how often the window asks how far the work is


class Phase(StrEnum):
    """Where the job stands."""

    IDLE = "idle"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    DONE = "done"


class ImportJob(QObject):
    """`changed` when the phase does; `progressed` carries bytes done and in all while it reads.

    `result` is what the check found, then what the import did; `problem` why it did not go on.
    """

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._ticket: Ticket | None = None
        self.phase = Phase.IDLE
        self.path: Path | None = None
        self.result: ImportResult | None = None
        self.problem: Problem | None = None
        self.stopped = False
        self.progress = (0, 0)
        self._read = (0, 0)  # written by the working thread, whole at once
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @staticmethod
    def of(session: Session) -> ImportJob:
        """The session's one job, made when first asked for."""
        found = cast("ImportJob | None", session.findChild(ImportJob))
        return found or ImportJob(session)

    @property
    def busy(self) -> bool:
        """Whether it reads or writes just now."""
        return self.phase in (Phase.CHECKING, Phase.IMPORTING)

    @property
    def writing(self) -> bool:
        """Whether it holds the library; whoever asks the library something then waits until it is through."""
        return self.phase == Phase.IMPORTING

    def check(self, path: Path) -> None:
        """Read a list through and keep nothing."""
        if self.busy:
            return
        self.path, self.result = path, None
        self._start(Phase.CHECKING)
        self._run(
            lambda ticket: hsds_import.check(path, self._note, lambda: ticket.cancelled),
            success=lambda result: self._end(Phase.CHECKED, result),
            back_to=Phase.IDLE,
        )

    def take(self) -> None:
        """Take the checked list in: all that is sound, or nothing."""
        path = self.path
        if self.phase != Phase.CHECKED or path is None:
            return
        store = ServiceStore(self._session.library)
        self._start(Phase.IMPORTING)
        self._run(
            lambda ticket: store.import_package(path, progress=self._note, cancelled=lambda: ticket.cancelled),
            success=self._taken,
            back_to=Phase.CHECKED,
        )

    def stop(self) -> None:
        """Ask it to end; then nothing is kept."""
        if self._ticket is not None:
            self._ticket.cancel()

    def forget(self) -> None:
        """Begin anew; what runs goes on."""
        if not self.busy:
            self.path, self.result, self.problem, self.stopped = None, None, None, False
            self._enter(Phase.IDLE)

    def _run(
        self, work: Callable[[Ticket], ImportResult], *, success: Callable[[ImportResult], None], back_to: Phase
    ) -> None:
        """A stop is told by the work itself, as a problem: so there is one end for each beginning."""
        self._ticket = self._session.tasks.run(
            self, work, success=success, failure=lambda problem: self._fail(back_to, problem)
        )

    def _start(self, phase: Phase) -> None:
        self.problem, self.stopped = None, False
        self.progress = self._read = (0, 0)
        self._timer.start()
        self._enter(phase)

    def _note(self, done: int, total: int) -> None:
        """In the working thread: so far it is."""
        self._read = (done, total)

    def _look(self) -> None:
        """In the window's thread: tell how far it is."""
        if self._read != self.progress:
            self.progress = self._read
            self.progressed.emit(*self.progress)

    def _taken(self, result: ImportResult) -> None:
        self._end(Phase.DONE, result)
        self._session.services_changed.emit()

    def _end(self, phase: Phase, result: ImportResult) -> None:
        self.result, self._ticket = result, None
        self._timer.stop()
        self._enter(phase)

    def _fail(self, phase: Phase, problem: Problem) -> None:
        self.stopped = problem.code == _STOPPED
        self.problem, self._ticket = problem, None
        self._timer.stop()
        self._enter(phase)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()
