"""States of what keeps a vault safe: the honest page, passphrases, sheets, backups, the ways back in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.errors import Problem
from companion.printing import recovery_sheet
from companion.printing.sheets import Ready
from companion.rights.library import Library
from companion.ui.settings.settings_page import SettingsPage
from companion.ui.settings.slot_form import Wanted
from companion.ui.shell import Shell
from companion.ui.unlock.first_start import FirstStart
from companion.ui.unlock.lock_screen import LockScreen
from companion.ui.unlock.recovery_view import RecoveryView
from companion.ui.unlock.restore_view import RestoreView
from companion.ui.widgets.message_line import MessageLine
from companion.vault.keyslots import SlotContent, SlotKind, StoreKey
from companion.vault.recovery import Sheet
from tests.ui.stage import Stage, state

OFFERED = "lantern orbit walnut timber copper mirror"
WORDS = f"{OFFERED} violet garden system comet fabric orchard".split()


def _section(stage: Stage, key: str) -> tuple[Shell, SettingsPage]:
    session = stage.session()
    session.set("last_backup", "2026-11-13")
    session.set("backup_folder", "/media/BLUE-STICK")
    for position, (kind, label) in enumerate(
        ((SlotKind.WORKER, ""), (SlotKind.WORKER, "night shift"), (SlotKind.KIOSK, "counter")), 1
    ):
        session.vault.remember_slot(position, SlotContent.new(kind, StoreKey(b"", b""), None), label)
    shell = stage.shell("settings", section=key)
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    return shell, page


@state("settings-safety", size=(1280, 1500))
def safety(stage: Stage) -> QWidget:
    shell, page = _section(stage, "safety")
    page.safety.show_tests()
    return shell


@state("settings-passphrases", size=(1280, 1100))
def passphrases(stage: Stage) -> QWidget:
    return _section(stage, "passphrases")[0]


@state("settings-passphrases-new", size=(1280, 1600))
def passphrases_new(stage: Stage) -> QWidget:
    shell, page = _section(stage, "passphrases")
    page.passphrases.people.ask(Wanted.ADD)
    page.passphrases.people.form.new.carry((OFFERED, "", OFFERED))
    page.passphrases.people.form._failed(Problem("vault.wrong_passphrase"))
    page.passphrases.sheet.take([Sheet(number, 3, tuple(WORDS)) for number in (1, 2, 3)])
    return shell


@state("settings-backups", size=(1280, 1200))
def backups(stage: Stage) -> QWidget:
    shell, page = _section(stage, "backups")
    page.backups.trial_form.show()
    page.backups.told.say(MessageLine.of(Problem("vault.disk_full", file="log.db")))
    return shell


@state("recovery-paper")
def recovery_paper(stage: Stage) -> QWidget:
    return stage.shell("print", sheet=Ready(recovery_sheet.document(Sheet(1, 1, tuple(WORDS)))))


@state("recovery-words")
def recovery_words(stage: Stage) -> QWidget:
    door = LockScreen(stage.folder, stage.tasks(), "Companion")
    view = RecoveryView(stage.folder, stage.tasks(), door)
    view.sheets[0].set_text(" ".join(WORDS[:5]) + " qqqq ")
    view.fields[1].show()
    view.uncover()
    return door


@state("recovery-new-passphrase", size=(1280, 1000))
def recovery_new(stage: Stage) -> QWidget:
    _section(stage, "passphrases")
    door = LockScreen(stage.folder, stage.tasks(), "Companion")
    view = RecoveryView(stage.folder, stage.tasks(), door)
    view._opened(stage.vault())
    view.new.carry((OFFERED, "", OFFERED))
    view._vault = None  # the stage closes it
    view.uncover()
    return door


@state("restore")
def restore(stage: Stage) -> QWidget:
    first = FirstStart(stage.folder, stage.tasks(), Library.bundled())
    view = RestoreView(stage.folder, stage.tasks(), first)
    view.say(Problem("vault.not_a_vault"))
    view.uncover()
    return first


@state("first-start-offered")
def first_start_offered(stage: Stage) -> QWidget:
    first = FirstStart(stage.folder, stage.tasks(), Library.bundled())
    first.new.carry((OFFERED, OFFERED, OFFERED))
    return first
