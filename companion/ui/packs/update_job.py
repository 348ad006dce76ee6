"""Taking a pack in, step by step: read and check it, show what changes, then keep it at one go.

The job belongs to the session, not to the page: it goes on while the page is built anew in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from companion.errors import Problem
from companion.ui.session import Session
from companion.ui.tasks import Ticket

if TYPE_CHECKING:
    from companion.packs.importer import Incoming


T = TypeVar("T")


class Phase(StrEnum):
    """Where the job stands."""

    IDLE = "idle"
    READING = "reading"
    READ = "read"
    KEEPING = "keeping"
    DONE = "done"


class UpdateJob(QObject):
    """`changed` when the phase does; `progressed` carries files done and in all.

    `looked` is the pack with its changes; `problem` why it was refused.
    """

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._ticket: Ticket | None = None
        self.phase = Phase.IDLE
        self.path: Path | None = None
        self.looked: Incoming | None = None
        self.problem: Problem | None = None

    @staticmethod
    def of(session: Session) -> UpdateJob:
        """The session's one job, made when first asked for."""
        found = cast("UpdateJob | None", session.findChild(UpdateJob))
        return found or UpdateJob(session)

    @property
    def busy(self) -> bool:
        """Whether it reads or writes just now."""
        return self.phase in (Phase.READING, Phase.KEEPING)

    def read(self, path: Path) -> None:
        """Read a pack whole into memory, check it, and find out what it changes. Nothing is kept."""
        if self.busy:
            return
        self.path, self.looked = path, None
        store = self._session.library

        def work(ticket: Ticket) -> Incoming:
            from companion.packs import importer, pack

            return importer.look(store, pack.read(path), progress=ticket.report)

        def done(looked: Incoming) -> None:
            self.looked = looked
            self._enter(Phase.READ)

        self._run(Phase.READING, work, done, back_to=Phase.IDLE)

    def keep(self) -> None:
        """Take the pack in: all of it or nothing."""
        looked, store = self.looked, self._session.library
        if self.phase != Phase.READ or looked is None:
            return

        def work(ticket: Ticket) -> None:
            from companion.packs import importer

            importer.take_in(store, looked, progress=ticket.report)

        def done(_: None) -> None:
            self._enter(Phase.DONE)
            self._session.read_law_anew()
            if looked.services:
                self._session.services_changed.emit()

        self._run(Phase.KEEPING, work, done, back_to=Phase.READ)

    def stop(self) -> None:
        """Ask it to end; then nothing is kept."""
        if self._ticket is not None:
            self._ticket.cancel()

    def forget(self) -> None:
        """Begin anew; what runs goes on."""
        if not self.busy:
            self.path, self.looked, self.problem = None, None, None
            self._enter(Phase.IDLE)

    def _run(self, phase: Phase, work: Callable[[Ticket], T], success: Callable[[T], None], *, back_to: Phase) -> None:
        self.problem = None
        self._enter(phase)

        def failed(problem: Problem) -> None:
            self.problem = problem
            self._enter(back_to)

        self._ticket = self._session.tasks.run(
            self,
            work,
            success=success,
            failure=failed,
            progress=lambda done, total: self.progressed.emit(done, total),
            cancelled=lambda: self._enter(back_to),
        )

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        if not self.busy:
            self._ticket = None
        self.changed.emit()
