"""Backups: one click to the stick that was used last, a trial that really opens one, a check, and moving elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import clock, paths
from companion.errors import Problem
from companion.i18n import locales, messages
from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.folder_choice import ask_for_folder
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.lines import Told
from companion.ui.settings.setting_row import SettingRow
from companion.ui.tasks import Ticket
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.fields import Field, PassphraseField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text
from companion.vault.backup import trial
from companion.vault.labels import FINDINGS
from companion.vault.vault import Finding

Choose = Callable[[QWidget, str, str], Path | None]


class BackupsPane(QWidget):
    """`choose` asks for a folder; tests put their own there."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._session = session
        self.choose: Choose = ask_for_folder
        self._tried: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        for card in (self._make_backup(), self._make_trial(), self._make_check(), _elsewhere(session)):
            column.addWidget(card)
        self.refresh()

    def refresh(self) -> None:
        """Say when the last backup was made, and where it will go."""
        last, folder = self._session.get("last_backup"), self._session.get("backup_folder")
        said = [
            tr("The last backup was made on %(date)s.", date=locales.long_date(date.fromisoformat(last)))
            if last
            else tr("There is no backup yet. If this computer breaks, everything in it is gone.")
        ]
        if folder:
            said.append(tr("It goes to “%(folder)s”.", folder=Path(folder).name or folder))
        self.state.setText(" ".join(said))

    def back_up(self, elsewhere: bool = False) -> None:
        """Copy the vault, encrypted, to the folder used last; ask for one if there is none or `elsewhere`."""
        known = self._session.get("backup_folder")
        folder = Path(known) if known and not elsewhere else self.choose(self, tr("Where to put the backup"), known)
        if folder is None:
            return
        vault = self._session.vault
        self._run(
            lambda ticket: vault.backup(folder, ticket.report),
            partial(self._backed_up, folder),
            self.told,
            tr("Making the backup…"),
        )

    def choose_trial(self) -> None:
        """Ask which backup to try, then for its passphrase."""
        folder = self.choose(self, tr("Which backup to try"), self._session.get("backup_folder"))
        if folder is not None:
            self._tried = folder
            self.passphrase.edit.clear()
            self.trial_form.show()
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_backup(self) -> None:
        """Open the backup with the passphrase typed, and read every page of it."""
        folder, words = self._tried, self.passphrase.text()
        if folder is not None and words:
            work = partial(_tried, folder, words)
            self._run(work, self._trial_done, self.trial_told, tr("Reading the backup…"))

    def check(self) -> None:
        """Check every page of the vault."""
        vault = self._session.vault
        self._run(lambda _: vault.verify(), self._checked, self.check_told, tr("Checking every page…"))

    def _make_backup(self) -> Card:
        card = Card(tr("Backup to a stick"))
        self.state = Text("", "label", weight=400)
        card.body.addWidget(self.state)
        self.told = Told()
        card.body.addLayout(self.told)
        row = FlowLayout()
        self.now = Button(tr("Back up now"), icon="usb", on_click=self.back_up)
        self.other = Button(tr("Another place"), "quiet", on_click=partial(self.back_up, True))
        row.addWidget(self.now)
        row.addWidget(self.other)
        card.body.addLayout(row)
        self.days = Stepper(tr("Remind me after days"), Decimal(self._session.get("backup_days")), maximum=365)
        kept = SettingRow(
            self._session,
            "backup_days",
            tr("Remind me after days"),
            tr("Home says when a backup is due. 0 never reminds."),
            self.days,
        )
        self.days.changed.connect(lambda: kept.keep(self.days.count()))
        card.body.addWidget(kept)
        for button in (self.now, self.other):
            button.setEnabled(not self._session.demo)
        return card

    def _make_trial(self) -> Card:
        card = Card(tr("Try a backup"))
        words = tr("A backup that was never opened is a hope. This opens one and reads all of it; nothing is written.")
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        self.trial_told = Told()
        card.body.addLayout(self.trial_told)
        self.start_trial = Button(tr("Choose a backup"), on_click=self.choose_trial)
        card.body.addWidget(self.start_trial, 0, Qt.AlignmentFlag.AlignLeading)
        self.trial_form = QWidget()
        column = QVBoxLayout(self.trial_form)
        column.setContentsMargins(0, 0, 0, 0)
        self.passphrase = PassphraseField(tr("Passphrase of the backup"))
        self.passphrase_field = Field(tr("Passphrase of the backup"), self.passphrase)
        self.passphrase.submitted.connect(self.try_backup)
        self.passphrase.changed.connect(lambda _: self.passphrase_field.set_error(""))
        column.addWidget(self.passphrase_field)
        column.addWidget(Button(tr("Open it"), on_click=self.try_backup), 0, Qt.AlignmentFlag.AlignLeading)
        self.trial_form.hide()
        card.body.addWidget(self.trial_form)
        return card

    def _make_check(self) -> Card:
        card = Card(tr("Is the vault sound?"))
        words = tr("Reads every page of it. Do it when a disk makes trouble, or after a power cut.")
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        self.check_told = Told()
        card.body.addLayout(self.check_told)
        self.check_now = Button(tr("Check the vault"), on_click=self.check)
        card.body.addWidget(self.check_now, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _run(self, work: Callable[[Ticket], object], success: Callable[..., object], told: Told, title: str) -> None:
        panel = ProgressPanel(title)
        while (item := told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        told.addWidget(panel)
        self._session.tasks.run(
            self,
            work,
            success=success,
            failure=partial(self._failed, told),
            progress=lambda done, total: panel.set_progress(done, total, ""),
        )

    def _backed_up(self, folder: Path, made: Path) -> None:
        self._session.set("backup_folder", str(folder))
        self._session.set("last_backup", clock.today().isoformat())
        self.told.say(MessageLine("ok", tr("The backup is made and opens: “%(name)s”.", name=made.name)))
        self.refresh()

    def _trial_done(self, size: int) -> None:
        self.trial_form.hide()
        self.passphrase.edit.clear()
        kilobytes = locales.number(size // 1024)
        sentence = tr("This backup opens and is whole: %(kilobytes)s kilobytes were read.", kilobytes=kilobytes)
        self.trial_told.say(MessageLine("ok", sentence))

    def _checked(self, found: list[Finding]) -> None:
        if not found:
            self.check_told.say(MessageLine("ok", tr("The vault is sound.")))
            return
        self.check_told.say(MessageLine("error", "\n".join(tr(FINDINGS[one.code], **one.facts) for one in found)))

    def _failed(self, told: Told, problem: Problem) -> None:
        told.say(None)
        if problem.code == "vault.wrong_passphrase":
            message = messages.explain(problem)
            self.passphrase_field.set_error(f"{message.title} {message.next_step}")
        else:
            told.say(MessageLine.of(problem))


def _tried(folder: Path, words: str, ticket: Ticket) -> int:
    return trial(folder, words, ticket.report)


def _elsewhere(session: Session) -> Card:
    card = Card(tr("Another laptop, or a stick"))
    card.body.addWidget(
        Text(
            tr(
                "To move, make a backup, start the program on the other laptop and choose “Bring a backup back”. "
                "Destroy the vault here afterwards."
            ),
            "label",
            weight=400,
        )
    )
    card.body.addWidget(
        Text(
            tr("The program is carried on a stick: the vault stands beside it, and nothing is kept on this computer.")
            if paths.portable() is not None
            else tr(
                "To carry all of it on a stick, put the program there with an empty folder “%(folder)s” beside it.",
                folder=paths.PORTABLE,
            ),
            "label",
            weight=400,
        )
    )
    return card
