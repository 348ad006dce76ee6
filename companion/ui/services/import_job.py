"""Taking a list in, step by step: say what its columns mean, read it through, show what is wrong and what changes, then
take it in at one go. Whoever uses the directory meanwhile finds it as it was.

The job belongs to the session, not to the page: it goes on while the page is built anew in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QObject, QTimer, Signal

from companion.errors import Problem
from companion.services import hsds_import
from companion.services.hsds_import import Edit, ImportResult
from companion.services.hsds_reader import sheet_of
from companion.services.mapping import FLAT, Mapping, Mappings, guess
from companion.services.sheets import Sheet
from companion.services.store import ServiceStore
from companion.ui.session import Session
from companion.ui.tasks import Ticket

T = TypeVar("T")
_STOPPED = "services.cancelled"
_LOOK_EVERY = 100  # ms: how often the window asks how far the work is


class Phase(StrEnum):
    """Where the job stands."""

    IDLE = "idle"
    MAPPING = "mapping"
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
        self.sheet: Sheet | None = None
        self.mapping: Mapping | None = None
        self.theirs: frozenset[Edit] = frozenset()
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
        """Whether it is being taken in."""
        return self.phase == Phase.IMPORTING

    def check(self, path: Path) -> None:
        """Look at a list; one with columns of its own asks what they mean, any other is read through at once."""
        if self.busy:
            return
        self.path, self.result, self.sheet, self.mapping = path, None, None, None
        self.theirs = frozenset()
        library = self._session.library
        self._start(Phase.CHECKING)

        def look(ticket: Ticket) -> tuple[Sheet, Mapping] | ImportResult:
            sheet = sheet_of(path)
            if sheet is not None and sheet.headers[: len(FLAT)] != FLAT:
                return sheet, Mappings(library).fitting(sheet.headers) or guess(sheet.headers, sheet.samples)
            return hsds_import.check(path, self._note, lambda: ticket.cancelled, store=library)

        self._run(look, success=self._looked, back_to=Phase.IDLE)

    def check_as(self, mapping: Mapping) -> None:
        """Read the list through with its columns so; a mapping with a name is remembered."""
        path = self.path
        if self.phase != Phase.MAPPING or path is None:
            return
        self.mapping = mapping
        library = self._session.library
        self._start(Phase.CHECKING)

        def read(ticket: Ticket) -> ImportResult:
            if mapping.name:
                Mappings(library).remember(mapping)
            return hsds_import.check(path, self._note, lambda: ticket.cancelled, store=library, mapping=mapping)

        self._run(read, success=lambda result: self._end(Phase.CHECKED, result), back_to=Phase.MAPPING)

    def take(self) -> None:
        """Take the checked list in: all that is sound, or nothing."""
        path, mapping, theirs = self.path, self.mapping, self.theirs
        if self.phase != Phase.CHECKED or path is None:
            return
        library = self._session.library
        self._start(Phase.IMPORTING)

        def work(ticket: Ticket) -> ImportResult:
            return ServiceStore(library).import_package(
                path, progress=self._note, cancelled=lambda: ticket.cancelled, mapping=mapping, theirs=theirs
            )

        self._run(work, success=self._taken, back_to=Phase.CHECKED)

    def stop(self) -> None:
        """Ask it to end; then nothing is kept."""
        if self._ticket is not None:
            self._ticket.cancel()

    def forget(self) -> None:
        """Begin anew; what runs goes on."""
        if not self.busy:
            self.path, self.result, self.problem, self.stopped = None, None, None, False
            self.sheet, self.mapping, self.theirs = None, None, frozenset()
            self._enter(Phase.IDLE)

    def _run(self, work: Callable[[Ticket], T], *, success: Callable[[T], None], back_to: Phase) -> None:
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

    def _looked(self, found: tuple[Sheet, Mapping] | ImportResult) -> None:
        if isinstance(found, ImportResult):
            self._end(Phase.CHECKED, found)
            return
        self.sheet, self.mapping = found
        self._ticket = None
        self._timer.stop()
        self._enter(Phase.MAPPING)

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
