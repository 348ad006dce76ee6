"""What is open while somebody works: the vault, its stores, the settings, the languages. Made after unlocking.

Screens hear of changes by signals and read the stores anew; nothing is kept twice.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from companion import clock, diagnostics
from companion.errors import Problem
from companion.i18n import catalogs
from companion.log import retention
from companion.log.incidents import IncidentLog
from companion.log.store import LogStore
from companion.rights import packed
from companion.rights.library import Library
from companion.settings import Settings
from companion.ui.tasks import Tasks
from companion.vault.connection import Store
from companion.vault.vault import OpenVault


class Session(QObject):
    """One unlocked vault. `close` lets go of it; afterwards nothing can be read.

    `setting_changed` carries the key; `services_changed`, `log_changed` and `rights_changed` tell that the stores
    hold something else.
    """

    setting_changed = Signal(str)
    services_changed = Signal()
    log_changed = Signal()
    rights_changed = Signal()

    def __init__(self, vault: OpenVault, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.vault = vault
        self.settings = settings or Settings(vault.library)
        self.tasks = Tasks(self)
        self.letters_to: Path | None = None  # a trainer's: whose letterbox the numbers of a workshop go into
        self._visit_before: date | None = self._read_visit()

    @property
    def library(self) -> Store:
        """The store of content and services."""
        return self.vault.library

    @property
    def log(self) -> Store:
        """The store of contacts; `vault.log_closed` where this vault was opened without its key."""
        return self.vault.log

    @cached_property
    def contacts(self) -> LogStore:
        """The log's contacts: one for all screens, because it remembers what can be undone and the team's places."""
        return LogStore(self.log)

    @cached_property
    def incidents(self) -> IncidentLog:
        """The log's incidents: one for all screens, because it remembers what can be undone."""
        return IncidentLog(self.contacts)

    @property
    def demo(self) -> bool:
        """Whether everything in here is invented and gone when the window closes."""
        return self.vault.throw_away

    @cached_property
    def rights(self) -> Library:
        """The law that this vault shows: what ships with the program, and over it the packs that were taken in."""
        from companion.packs import installed

        installed.note_day(self.library)
        return installed.library(self.library)

    @property
    def law_packs(self) -> list[packed.Layer]:
        """The packs that this vault shows, the one that ships with the program first."""
        from companion.packs import installed

        return [packed.bundled(), *installed.layers(self.library)]

    def read_law_anew(self) -> None:
        """A pack was taken in: whoever shows the law reads it again."""
        self.__dict__.pop("rights", None)
        self.rights_changed.emit()

    @property
    def language(self) -> str:
        """The worker's language: the interface's."""
        return catalogs.language()

    @property
    def client_language(self) -> str:
        """The language of the person asked about; the interface's where none was chosen."""
        return str(self.settings.get("client_language")) or self.language

    @property
    def place(self) -> str:
        """The code of the jurisdiction the team works in."""
        return str(self.settings.get("place"))

    @property
    def last_visit(self) -> date | None:
        """The day of the visit before this one; None on the first."""
        return self._visit_before

    def get(self, key: str) -> Any:
        """A setting's value."""
        return self.settings.get(key)

    def set(self, key: str, value: object) -> None:
        """Keep a setting and tell. Raises what `Settings.set` raises."""
        if self.settings.get(key) != value:
            self.settings.set(key, value)
            self.setting_changed.emit(key)

    def note_visit(self) -> None:
        """Keep today as the last visit, for the next time. A vault that can only be read keeps the old day."""
        if not self.vault.read_only:
            self.settings.set("last_visit", clock.today().isoformat())

    def count_letters(self) -> None:
        """Count what lies in this vault's letterbox. What goes wrong is tried again at the next unlock."""
        if self.vault.throw_away or self.vault.library_only:
            return
        from companion.log import letterbox

        try:
            letterbox.empty(self.vault, self.contacts)
        except Problem as problem:
            diagnostics.note("log.letters_not_counted", problem=problem.code)

    def close_ended_months(self) -> None:
        """Let go of what the log keeps no longer, in the background. `log_changed` follows.

        What goes wrong is tried again at the next unlock; until then nothing is lost and nothing more is kept.
        """
        log, months = self.contacts, int(self.get("contacts_kept"))
        if self.vault.read_only or not retention.is_due(log, months, clock.today()):
            return
        self.tasks.run(
            self,
            lambda ticket: retention.keep_promise(log, months, clock.today(), ticket.report),
            success=lambda kept: self.log_changed.emit(),
            failure=lambda problem: diagnostics.note("log.promise_not_kept", problem=problem.code),
        )

    def close(self) -> None:
        """Stop what runs and close the stores."""
        self.tasks.close()
        for store in self.vault.stores():
            store.interrupt()
        self.vault.close()

    def _read_visit(self) -> date | None:
        kept = self.settings.get("last_visit")
        return date.fromisoformat(kept) if kept else None
