"""Taking a list in, step by step: read it through, show what is wrong with it, then take it in at one go.

The job belongs to the session, not to the page: it goes on while the page is built anew in another language.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from companion.errors import Problem
from companion.services import hsds_import
from companion.services.hsds_import import ImportResult
from companion.services.store import ServiceStore
from companion.ui.session import Session
from companion.ui.tasks import Ticket

_STOPPED = "services.cancelled"


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
        self._ticket = self._session.tasks.run(
            self,
            lambda ticket: hsds_import.check(path, ticket.report, lambda: ticket.cancelled),
            success=lambda result: self._end(Phase.CHECKED, result),
            failure=lambda problem: self._fail(Phase.IDLE, problem),
            cancelled=lambda: self._fail(Phase.IDLE, Problem(_STOPPED)),
            progress=self._progress,
        )

    def take(self) -> None:
        """Take the checked list in: all that is sound, or nothing."""
        path = self.path
        if self.phase != Phase.CHECKED or path is None:
            return
        store = ServiceStore(self._session.library)
        self._start(Phase.IMPORTING)
        self._ticket = self._session.tasks.run(
            self,
            lambda ticket: store.import_package(path, progress=ticket.report, cancelled=lambda: ticket.cancelled),
            success=self._taken,
            failure=lambda problem: self._fail(Phase.CHECKED, problem),
            cancelled=lambda: self._fail(Phase.CHECKED, Problem(_STOPPED)),
            progress=self._progress,
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

    def _start(self, phase: Phase) -> None:
        self.problem, self.stopped, self.progress = None, False, (0, 0)
        self._enter(phase)

    def _taken(self, result: ImportResult) -> None:
        self._end(Phase.DONE, result)
        self._session.services_changed.emit()

    def _end(self, phase: Phase, result: ImportResult) -> None:
        self.result, self._ticket = result, None
        self._enter(phase)

    def _fail(self, phase: Phase, problem: Problem) -> None:
        self.stopped = problem.code == _STOPPED
        self.problem, self._ticket = problem, None
        self._enter(phase)

    def _progress(self, done: int, total: int) -> None:
        self.progress = (done, total)
        self.progressed.emit(done, total)

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()
