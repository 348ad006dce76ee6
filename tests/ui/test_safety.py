"""What keeps a vault safe, pressed as a person presses it: real vaults, only dialogs and the end replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from companion import clock
from companion.errors import Problem
from companion.rights.library import Library
from companion.settings import Settings
from companion.ui import restart, screen_capture
from companion.ui.clipboard import ClipboardWatch
from companion.ui.home.vault_to_check import vault_to_check
from companion.ui.session import Session
from companion.ui.settings.hold_button import HoldButton
from companion.ui.settings.promises import PROTECTS
from companion.ui.settings.settings_page import SettingsPage
from companion.ui.settings.slot_form import Wanted
from companion.ui.shell import Shell
from companion.ui.system_watch import SystemWatch
from companion.ui.unlock.first_start import FirstStart
from companion.ui.unlock.lock_screen import LockScreen
from companion.ui.unlock.recovery_view import RecoveryView
from companion.ui.unlock.restore_view import RestoreView
from companion.vault import attempts, kdf, recovery, slots
from companion.vault.keyslots import SlotKind
from companion.vault.vault import OpenVault, Vault
from tests.ui.stage import Stage

OWN, OTHER = "lantern orbit walnut thirty copper mist", "window carpet seven birds and a hill"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def vault(stage: Stage, tmp_path: Path) -> OpenVault:
    made = Vault.create(tmp_path / "real", OWN, cost=kdf.SMALLEST)
    stage._opened.append(made)
    return made


@pytest.fixture
def shell(stage: Stage, vault: OpenVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    session = Session(vault, Settings(vault.library, tmp_path / "device.json"))
    stage._sessions.append(session)
    made = Shell(session)
    made.go("settings")
    stage.show(made, (1280, 1400))
    return made


@pytest.fixture
def page(shell: Shell) -> SettingsPage:
    found = shell.page("settings")
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the end of the process would have been."""
    how: list[str] = []
    monkeypatch.setattr(restart, "afresh", lambda: how.append("afresh"))
    monkeypatch.setattr(restart, "at_once", lambda: how.append("at once"))
    yield how


def test_somebody_is_let_in_and_shut_out_again(page: SettingsPage, vault: OpenVault, qtbot: QtBot) -> None:
    page.show_section("passphrases")
    people = page.passphrases.people
    people.add.click()
    people.form.label.set_text("night shift")
    people.form.new.first.set_text(OTHER)
    people.form.new.again.set_text(OTHER)
    people.form.own.set_text("not mine")
    people.form.act()
    qtbot.waitUntil(lambda: people.form.own_field.error() != "")
    people.form.own.set_text(OWN)
    with qtbot.waitSignal(people.form.done):
        people.form.act()
    assert people.form.own.text() == people.form.new.text() == ""
    added = next(slot for slot in slots.listed(vault) if slot.label == "night shift")
    people.ask(Wanted.REVOKE, added)
    people.form.own.set_text(OWN)
    with qtbot.waitSignal(people.form.done):
        people.form.act()
    assert [slot.kind for slot in slots.listed(vault)] == [SlotKind.WORKER]


def test_a_kiosk_gets_a_passphrase_that_opens_no_log(page: SettingsPage, vault: OpenVault, qtbot: QtBot) -> None:
    form = page.passphrases.people.form
    page.passphrases.people.add_kiosk.click()
    form.label.set_text("counter")
    form.new.first.set_text(OTHER)
    form.new.again.set_text(OTHER)
    form.own.set_text(OWN)
    with qtbot.waitSignal(form.done):
        form.act()
    vault.close()
    with Vault.unlock(vault.folder, OTHER) as kiosk:
        assert kiosk.library_only


def test_a_sheet_is_made_shown_on_paper_alone_and_cancelled(
    page: SettingsPage, shell: Shell, vault: OpenVault, qtbot: QtBot
) -> None:
    card = page.passphrases.sheet
    card.three.click()
    card.own.set_text(OWN)
    card.act()
    qtbot.waitUntil(lambda: shell.current == "print")
    assert len(card.sheets) == 3
    assert card.own.text() == ""
    assert recovery.there_is_one(vault)
    shell.go("settings")
    card.ask(card._cancel)
    card.own.set_text(OWN)
    card.act()
    qtbot.waitUntil(lambda: not recovery.there_is_one(vault))
    qtbot.waitUntil(lambda: card.sheets == [])


def test_the_words_of_a_sheet_open_the_door_and_a_new_passphrase_is_kept(
    stage: Stage, vault: OpenVault, qtbot: QtBot
) -> None:
    (sheet,) = recovery.make(vault, OWN)
    vault.close()
    door = LockScreen(vault.folder, stage.tasks(), "Companion")
    stage.show(door)
    door.lost.click()
    view = door.findChild(RecoveryView)
    assert view is not None
    QTest.keyClicks(view.sheets[0].edit, " ".join(sheet.words[:3]) + " qqqq ")
    assert "4" in view.fields[0].error()
    view.sheets[0].set_text(sheet.code_text)
    view.button.click()
    qtbot.waitUntil(lambda: view.new.isVisible())
    view.new.again.set_text(view.new.text())
    chosen = view.new.text()
    with qtbot.waitSignal(door.opened) as told:
        view.button.click()
    told.args[0].close()
    assert view.sheets[0].text() == view.new.text() == ""
    Vault.unlock(vault.folder, chosen).close()
    with pytest.raises(Problem, match=r"vault\.wrong_passphrase"):
        Vault.unlock(vault.folder, OWN)


def test_one_of_three_sheets_asks_for_another_and_leaving_closes_the_vault(
    stage: Stage, vault: OpenVault, qtbot: QtBot
) -> None:
    sheets = recovery.make(vault, OWN, shared=True)
    vault.close()
    door = LockScreen(vault.folder, stage.tasks(), "Companion")
    stage.show(door)
    door.recover()
    view = door.findChild(RecoveryView)
    assert view is not None
    view.sheets[0].set_text(" ".join(sheets[0].words))
    view.open_vault()
    assert view.fields[1].isVisible()
    view.sheets[1].set_text(" ".join(sheets[2].words))
    view.open_vault()
    qtbot.waitUntil(lambda: view.new.isVisible())
    view.go_back()
    Vault.unlock(vault.folder, OWN).close()


def test_a_backup_is_brought_back_from_the_first_page(
    stage: Stage, vault: OpenVault, tmp_path: Path, qtbot: QtBot
) -> None:
    vault.library.execute("INSERT INTO setting VALUES ('place', '\"kg\"')")
    made = vault.backup(tmp_path / "stick")
    first = FirstStart(tmp_path / "new", stage.tasks(), Library.bundled())
    stage.show(first)
    first.back.click()
    view = first.findChild(RestoreView)
    assert view is not None
    view.choose = lambda *_: tmp_path
    view.ask()
    assert view.message is not None
    view.choose = lambda *_: made
    view.ask()
    view.passphrase.set_text(OWN)
    with qtbot.waitSignal(first.restored) as told:
        view.button.click()
    assert told.args[0].library.query("SELECT value FROM setting") == [('"kg"',)]
    told.args[0].close()


def test_a_backup_is_one_click_once_the_stick_is_known_and_can_be_tried(
    page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    session, pane = page.session, page.backups
    pane.choose = lambda *_: tmp_path / "stick"
    pane.now.click()
    qtbot.waitUntil(lambda: session.get("last_backup") is not None)

    def never(*_: object) -> Path | None:
        raise AssertionError

    pane.choose = never
    pane.now.click()
    qtbot.waitUntil(lambda: len(list((tmp_path / "stick").iterdir())) == 2 and not session.tasks.busy)
    pane.choose = lambda *_: next((tmp_path / "stick").iterdir())
    pane.choose_trial()
    pane.passphrase.set_text("not this one")
    pane.try_backup()
    qtbot.waitUntil(lambda: pane.passphrase_field.error() != "")
    pane.passphrase.set_text(OWN)
    pane.try_backup()
    qtbot.waitUntil(lambda: not pane.trial_form.isVisibleTo(pane))
    pane.check()
    qtbot.waitUntil(lambda: not session.tasks.busy and pane.check_told.count() == 1)


def test_home_says_that_a_backup_is_due_and_that_the_date_went_back(page: SettingsPage) -> None:
    session = page.session
    assert [one.key for one in vault_to_check(session)] == ["backup"]
    session.set("last_backup", clock.today().isoformat())
    assert vault_to_check(session) == []
    session._visit_before = clock.today()
    with clock.frozen(datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)):
        assert [one.key for one in vault_to_check(session)] == ["backup", "date"]


def test_the_window_locks_when_the_system_says_that_nobody_is_here(shell: Shell, ended: list[str]) -> None:
    shell._watch_system()
    watch = shell.findChild(SystemWatch)
    assert watch is not None
    watch.away.emit()
    assert ended == ["afresh"]


def test_destroying_needs_a_long_press_and_then_nothing_opens(
    page: SettingsPage, vault: OpenVault, ended: list[str], qtbot: QtBot
) -> None:
    page.show_section("safety")
    page.safety.ending.hold.held.emit()
    assert ended == ["afresh"]
    assert not Vault.exists(vault.folder)


def test_letting_go_before_the_end_does_nothing(stage: Stage, qtbot: QtBot) -> None:
    button = HoldButton("Hold", seconds=0.2)
    stage.show(stage.framed(button))
    for release in (True, False):
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
        if release:
            QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
            with qtbot.assertNotEmitted(button.held, wait=300):
                pass
        else:
            with qtbot.waitSignal(button.held):
                pass
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_wrong_tries_destroy_only_where_that_is_turned_on(page: SettingsPage, vault: OpenVault) -> None:
    tries = page.safety.ending.tries
    assert attempts.limit(vault.folder) is None
    tries.switch.click()
    assert attempts.limit(vault.folder) == 10
    tries.switch.click()
    assert attempts.limit(vault.folder) is None


def test_the_network_card_says_what_the_system_says(page: SettingsPage) -> None:
    before = page.safety.network.words.text()
    page.safety.network.refresh()
    assert page.safety.network.words.text() == before != ""


def test_every_promise_on_the_page_names_tests_that_are_there() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for line in PROTECTS:
        assert line.tests
        for test in line.tests:
            assert f"def {test}(" in written or (ROOT / test).is_file(), test


def test_what_was_copied_here_leaves_the_clipboard_and_what_was_not_stays(stage: Stage, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    watch = ClipboardWatch(stage.app, kept_ms=30)
    field = QLineEdit("marker words")
    stage.show(field, (300, 60))
    field.selectAll()
    with qtbot.waitSignal(clipboard.dataChanged):
        field.copy()
    assert clipboard.text() == "marker words"
    qtbot.waitUntil(lambda: clipboard.text() == "")
    field.copy()
    watch.clear()
    assert clipboard.text() == ""
    watch.deleteLater()


def test_quick_exit_ends_in_time_even_where_a_store_will_not_close(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, ended: list[str], qtbot: QtBot
) -> None:
    """The end does not wait for what hangs: another thread ends the process within a quarter of a second."""
    import threading
    import time

    hangs = threading.Event()

    def end() -> None:
        ended.append("at once")
        hangs.set()

    monkeypatch.setattr(restart, "at_once", end)
    monkeypatch.setattr(Session, "close", lambda self: hangs.wait(10))
    begun = time.monotonic()
    shell.leave()
    assert time.monotonic() - begun < 0.3
    assert ended[0] == "at once"
    assert not shell.window().isVisible()


def test_windows_and_macos_are_asked_to_leave_windows_out() -> None:
    asked: list[tuple[object, ...]] = []

    def affinity(window: int, kind: int) -> int:
        asked.append((window, kind))
        return int(kind == 1)  # an older Windows refuses the newer kind

    assert screen_capture._on_windows(7, affinity)
    assert asked == [(7, 0x11), (7, 0x01)]
    asked.clear()

    def send(target: int, message: str, *values: int) -> int:
        asked.append((target, message, *values))
        return 99

    assert screen_capture._on_macos(5, send)
    assert asked == [(5, "window"), (99, "setSharingType:", 0)]
    assert not screen_capture._on_macos(5, lambda *_: 0)


def test_where_nothing_can_be_asked_nothing_is_claimed() -> None:
    if not screen_capture.can_be_left_out():
        assert not screen_capture.leave_out(1)
