"""The window after unlocking: places, keys, language, locking, leaving. And the program that puts it there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from companion import clock, no_network
from companion.errors import Problem
from companion.i18n import catalogs
from companion.log.contacts import Contact
from companion.log.months import Month
from companion.settings import Settings
from companion.ui import app, restart
from companion.ui import shell as shell_module
from companion.ui.app import NAME, Options, Program
from companion.ui.modes.worker import View
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.shell import Shell
from companion.ui.unlock.doorway import Doorway
from companion.ui.unlock.first_start import FirstStart
from companion.ui.unlock.lock_screen import LockScreen
from companion.vault import kdf
from companion.vault.vault import OpenVault, Vault
from tests.ui.stage import Stage, settle

PASSPHRASE = "lantern orbit walnut thirty copper mist"


class Notebook(Page):
    """A page with a field whose words must outlive a change of language."""

    built = 0

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        Notebook.built += 1
        self.heading = self.set_heading(catalogs.tr("Settings"))
        self.field = QLineEdit()
        self.field.setAccessibleName(catalogs.tr("Search"))
        self.column.addWidget(self.field)
        self.opened: dict[str, object] = {}
        self.appeared = 0

    def open(self, **target: object) -> None:
        self.opened = target

    def appear(self) -> None:
        self.appeared += 1

    def state(self) -> dict[str, object]:
        return {"words": self.field.text()}

    def restore(self, state: dict[str, object]) -> None:
        self.field.setText(str(state["words"]))

    def focus_search(self) -> bool:
        self.field.setFocus()
        return True


VIEWS = tuple(
    View(key, catalogs.N_("Settings"), "home", "tests.ui.test_shell", "Notebook") for key in ("home", "rights", "log")
)
SETTINGS = View("settings", catalogs.N_("Settings"), "settings", "tests.ui.test_shell", "Notebook")


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the process would have done: "afresh" or "at once"."""
    done: list[str] = []
    monkeypatch.setattr(restart, "afresh", lambda: done.append("afresh"))
    monkeypatch.setattr(restart, "at_once", lambda: done.append("at once"))
    return done


@pytest.fixture
def shell(stage: Stage) -> Shell:
    Notebook.built = 0
    made = Shell(stage.session(), VIEWS, SETTINGS)
    made.dress.connect(lambda: stage.dress(str(made.session.get("language")) or "en"))
    stage.show(made)
    made.go("home")
    return made


def notebook(shell: Shell, key: str) -> Notebook:
    page = shell.page(key)
    assert isinstance(page, Notebook)
    return page


def is_open(vault: OpenVault) -> bool:
    try:
        vault.library.query("SELECT 1")
    except Problem:
        return False
    return True


def test_pages_are_made_when_first_shown_and_once(shell: Shell) -> None:
    assert Notebook.built == 1
    shell.go("rights")
    shell.go("home")
    shell.go("rights")
    assert Notebook.built == 2
    assert notebook(shell, "rights").appeared == 2
    assert shell.rail.buttons["rights"].isChecked()
    assert not shell.rail.buttons["home"].isChecked()


def test_a_link_opens_its_target(shell: Shell) -> None:
    shell.go("rights", topic="stopped")
    assert notebook(shell, "rights").opened == {"topic": "stopped"}


def test_keys_lead_everywhere(shell: Shell, qtbot: QtBot) -> None:
    QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current == "rights"
    QTest.keyClick(shell, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert shell.current == "settings"
    QTest.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.current == "home"
    assert notebook(shell, "home").field.hasFocus()


def test_the_rail_leads_there_too(shell: Shell, qtbot: QtBot) -> None:
    QTest.mouseClick(shell.rail.buttons["log"], Qt.MouseButton.LeftButton)
    assert shell.current == "log"
    QTest.keyClick(shell.rail.buttons["rights"], Qt.Key.Key_Return)
    assert shell.current == "rights"


def test_the_language_changes_while_running_and_nothing_typed_is_lost(shell: Shell, qtbot: QtBot) -> None:
    shell.go("rights")
    notebook(shell, "rights").field.setText("heroin")
    notebook(shell, "home").field.setText("needles")
    english = notebook(shell, "rights").heading.text()
    with qtbot.waitSignal(shell.dress):
        shell.speak("xx")
    qtbot.waitUntil(lambda: notebook(shell, "rights").heading.text() != english)
    assert catalogs.language() == "xx"
    assert shell.session.get("language") == "xx"
    assert shell.current == "rights"
    assert notebook(shell, "rights").field.text() == "heroin"
    assert notebook(shell, "home").field.text() == "needles"


def test_a_language_written_the_other_way_turns_the_window_round(stage: Stage, shell: Shell) -> None:
    stage.dress("xr")
    shell.rebuild()
    settle(stage.app)
    assert shell.rail.geometry().right() == shell.rect().right()
    stage.dress("en")
    shell.rebuild()
    settle(stage.app)
    assert shell.rail.geometry().left() == 0


@pytest.mark.parametrize("key", ["theme", "text_size"])
def test_another_look_builds_the_pages_anew(key: str, shell: Shell, qtbot: QtBot) -> None:
    built = Notebook.built
    with qtbot.waitSignal(shell.dress):
        shell.session.set(key, "dark" if key == "theme" else 150)
    qtbot.waitUntil(lambda: Notebook.built == built + 1)


def test_locking_closes_the_vault_and_starts_afresh(shell: Shell, ended: list[str], qtbot: QtBot) -> None:
    vault = shell.session.vault
    QTest.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert ended == ["afresh"]
    assert not is_open(vault)
    assert not shell.window().isVisible()


def test_quick_exit_is_one_key(shell: Shell, ended: list[str], qtbot: QtBot) -> None:
    vault = shell.session.vault
    QTest.keyClick(notebook(shell, "home").field, Qt.Key.Key_F12)
    assert ended == ["at once"]
    assert not is_open(vault)
    assert not shell.window().isVisible()


def test_quick_exit_ends_even_if_closing_fails(shell: Shell, ended: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise Problem("vault.disk_fault")

    with monkeypatch.context() as patch:
        patch.setattr(shell.session, "close", fail)
        shell.leave()
    assert ended == ["at once"]


def test_the_command_line_that_starts_afresh_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "companion", "--vault", "here"])
    assert restart.command() == [sys.executable, "-m", "companion", "--vault", "here"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["companion", "demo"])
    assert restart.command() == [sys.executable, "demo"]


def test_starting_afresh_passes_nothing_but_that(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(os, "execv", lambda *args: called.append(args))
    restart.afresh()
    assert called == [(sys.executable, restart.command())]
    assert PASSPHRASE not in str(called)


def test_no_core_file_is_ever_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(no_network, "refuse", lambda: None)  # it could not be taken off again
    resource = pytest.importorskip("resource")
    set_to: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: set_to.append((what, limits)))
    restart.guard()
    assert set_to == [(resource.RLIMIT_CORE, (0, 0))]


def test_an_untouched_computer_locks_itself(shell: Shell, ended: list[str]) -> None:
    shell._check_idle()
    assert ended == []
    shell._idle._last -= 60 * shell.session.get("idle_minutes")
    shell._check_idle()
    assert ended == ["afresh"]


def test_a_touch_keeps_it_open(
    program: Callable[[Options], Program], tmp_path: Path, ended: list[str], stage: Stage
) -> None:
    begun = program(Options(demo=lambda: Vault.throw_away(tmp_path / "demo")))
    inside, window = begun.window.currentWidget(), begun.window.windowHandle()
    assert isinstance(inside, Shell)
    begun.window.activateWindow()
    settle(stage.app)

    def press() -> None:
        QTest.keyClick(window, Qt.Key.Key_A)

    def click() -> None:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(700, 20))

    def move() -> None:
        QTest.mouseMove(window, QPoint(710, 30))

    for use in (press, click, move):
        inside._idle._last -= 60 * inside.session.get("idle_minutes") - 1
        before = inside._idle._last
        use()
        settle(stage.app)
        assert inside._idle._last > before
    inside._check_idle()
    assert ended == []


def test_other_idle_minutes_hold_at_once(shell: Shell) -> None:
    shell.session.set("idle_minutes", 7)
    assert shell._idle.seconds == 420


# the program


@pytest.fixture
def program(stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Options], Program]]:
    """Makes programs whose windows hold the pages of this file."""
    made: list[Program] = []
    monkeypatch.setattr(shell_module, "VIEWS", VIEWS)
    monkeypatch.setattr(Shell.__init__, "__defaults__", (VIEWS, SETTINGS, ()))

    def make(options: Options) -> Program:
        made.append(Program(stage.app, options))
        with qtbot.waitSignal(made[-1].furnished):
            made[-1].begin()
        settle(stage.app)
        return made[-1]

    yield make
    for one in made:
        one.end()
        settle(stage.app)


@pytest.mark.parametrize("vault", [False, True])
def test_the_doorway_is_seen_before_anything_else_is_there(stage: Stage, tmp_path: Path, vault: bool) -> None:
    if vault:
        Vault.create(tmp_path / "vault", PASSPHRASE, cost=kdf.SMALLEST).close()
    begun = Program(stage.app, Options(vault=tmp_path / "vault"))
    begun.begin()
    doorway = begun.window.currentWidget()
    assert isinstance(doorway, Doorway)
    drawn = doorway.grab().toImage()
    begun.furnish()
    begun.furnish()  # the second call is the timer's, for a window that was never painted
    settle(stage.app)
    screen = begun.window.currentWidget()
    assert isinstance(screen, LockScreen if vault else FirstStart)
    furnished = screen.grab().toImage()
    for x, y in ((20, 20), (200, 60), (200, 780), (drawn.width() - 20, 400)):  # nothing jumps when the rest arrives
        assert drawn.pixelColor(x, y) == furnished.pixelColor(x, y), (x, y)
    begun.end()
    settle(stage.app)


def test_a_window_closed_at_the_doorway_ends_quietly(stage: Stage, tmp_path: Path) -> None:
    begun = Program(stage.app, Options(vault=tmp_path / "none"))
    furnished: list[bool] = []
    begun.furnished.connect(lambda: furnished.append(True))
    begun.begin()
    begun.end()
    settle(stage.app)
    assert furnished == []


def test_without_a_vault_it_begins_with_the_first_start(program: Callable[[Options], Program], tmp_path: Path) -> None:
    begun = program(Options(vault=tmp_path / "none"))
    assert isinstance(begun.window.currentWidget(), FirstStart)
    assert begun.window.windowTitle() == NAME


def test_with_a_vault_it_begins_at_the_door_and_opens(
    program: Callable[[Options], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    where = tmp_path / "vault"
    Vault.create(where, PASSPHRASE, cost=kdf.SMALLEST).close()
    begun = program(Options(vault=where))
    door = begun.window.currentWidget()
    assert isinstance(door, LockScreen)
    door.passphrase.set_text(PASSPHRASE)
    with qtbot.waitSignal(door.opened):
        door.unlock()
    inside = begun.window.currentWidget()
    assert isinstance(inside, Shell)
    assert inside.current == "home"
    assert inside.session.get("last_visit") is not None


def test_the_header_is_called_what_the_vault_calls_it(tmp_path: Path) -> None:
    from companion.vault import header_file

    assert app.HEADER == header_file.HEADER_FILE


def test_the_demonstration_asks_for_nothing(program: Callable[[Options], Program], tmp_path: Path) -> None:
    begun = program(Options(demo=lambda: Vault.throw_away(tmp_path / "demo")))
    inside = begun.window.currentWidget()
    assert isinstance(inside, Shell)
    assert inside.session.demo


def test_a_language_chosen_at_the_door_is_kept(
    program: Callable[[Options], Program], tmp_path: Path, stage: Stage
) -> None:
    begun = program(Options(vault=tmp_path / "none"))
    first = begun.window.currentWidget()
    assert isinstance(first, FirstStart)
    first.language_chosen.emit("pt")
    settle(stage.app)
    assert catalogs.language() == "pt"
    assert Settings().get("language") == "pt"
    assert isinstance(begun.window.currentWidget(), FirstStart)


def test_what_was_chosen_at_the_start_is_kept_in_the_vault(
    program: Callable[[Options], Program], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.SMALLEST)
    begun = program(Options(vault=tmp_path / "new"))
    first = begun.window.currentWidget()
    assert isinstance(first, FirstStart)
    first.passphrase.set_text(PASSPHRASE)
    first.again.set_text(PASSPHRASE)
    first.client.set_value("pt")
    with qtbot.waitSignal(first.created):
        first.make_vault()
    inside = begun.window.currentWidget()
    assert isinstance(inside, Shell)
    assert inside.session.client_language == "pt"
    assert inside.session.place == "pt"


def test_the_language_of_the_command_line_holds_until_another_is_chosen(
    program: Callable[[Options], Program], tmp_path: Path, qtbot: QtBot
) -> None:
    begun = program(Options(language="xx", demo=lambda: Vault.throw_away(tmp_path / "demo")))
    inside = begun.window.currentWidget()
    assert isinstance(inside, Shell)
    assert catalogs.language() == "xx"
    begun.dress()
    assert catalogs.language() == "xx"
    begun.settings.set("language", "pt")
    with qtbot.waitSignal(inside.dress):
        inside.speak("pt")
    assert catalogs.language() == "pt"


def test_the_system_s_night_reaches_an_open_window(program: Callable[[Options], Program], tmp_path: Path) -> None:
    begun = program(Options(demo=lambda: Vault.throw_away(tmp_path / "demo")))
    built = Notebook.built
    begun._system_changed()
    assert Notebook.built > built


def test_closing_the_window_closes_the_vault(program: Callable[[Options], Program], tmp_path: Path) -> None:
    begun = program(Options(demo=lambda: Vault.throw_away(tmp_path / "demo")))
    assert begun.session is not None
    vault = begun.session.vault
    QApplication.sendEvent(begun.app, QEvent(QEvent.Type.None_))
    begun.end()
    assert not is_open(vault)
    assert not (tmp_path / "demo" / "log.db").exists()


def test_months_that_ended_let_go_of_their_days_at_unlock(stage: Stage, qtbot: QtBot) -> None:
    session = stage.session()
    session.contacts.add_many([(Contact.on(date(2026, 10, 5), needles_given=10), Month(2026, 10))])
    with clock.frozen(datetime(2026, 12, 20, 12, tzinfo=UTC)), qtbot.waitSignal(session.log_changed):
        session.close_ended_months()
    assert [contact.day for contact, _ in session.contacts.contacts()] == [0]
    assert session.contacts.month(Month(2026, 10)).contacts == 1
