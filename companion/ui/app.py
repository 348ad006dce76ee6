"""Starting the program with a window: the doorway, then the lock screen, the first start, or the demo's Home.

The doorway is painted before anything else is imported. What is behind the door (rights, services, log, pages) is
imported when the door opens: so the door is there sooner.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from companion.ui import plain_imports

# isort: split
from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from companion import paths
from companion.settings import Settings
from companion.ui import kept_alive, languages, restart, theme
from companion.ui.unlock.doorway import Doorway

if TYPE_CHECKING:
    from companion.ui.input_watch import InputWatch
    from companion.ui.modes.kiosk import Kiosk
    from companion.ui.session import Session
    from companion.ui.shell import Shell
    from companion.ui.tasks import Tasks
    from companion.ui.unlock.first_start import Beginning
    from companion.vault.vault import OpenVault

# Neutral: who looks over a shoulder or at the task bar learns nothing.
NAME = "Companion"
# As `vault.header_file` calls it; asking that room would cost the first window a fifth of its time.
HEADER = "header.key"
_SIZE = (1280, 800)
_LEAST_SIZE = (640, 480)
_AFTER_FIRST_PAINT_MS = 100
_AT_THE_LATEST_MS = 500  # a window that starts out of sight is never painted


@dataclass(frozen=True)
class Options:
    """How to start. `demo` makes and fills a throw-away vault; with it no passphrase is asked for. `check` shows
    the first window (`door`) or the first screen that can be used (`screen`) once and ends: the trial of a build.
    `pack` is a content pack to show once the vault is open. `handed` is where a kiosk's key waits (`vault.kiosk`)."""

    mode: str = "worker"
    vault: Path | None = None
    language: str | None = None
    demo: Callable[[], OpenVault] | None = None
    check: str = ""
    pack: Path | None = None
    handed: int | None = None


def start(options: Options) -> int:
    """Run the program until its window is closed; the exit code."""
    restart.guard()
    app = application()
    program = Program(app, options)
    program.begin()
    if options.check == "screen":
        program.furnished.connect(program.look_once)
    code = app.exec()
    program.end()
    return code


def application() -> QApplication:
    """The one QApplication, with the program's name."""
    plain_imports.give_back()
    kept_alive.keep()
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    # Qt's own file dialogs keep the folders used last, in clear, in a file of the person's: they go nowhere.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName(NAME.casefold())
    return app


@runtime_checkable
class Carries(Protocol):
    """A screen before the vault is open that can hand on what was typed into it."""

    def carried(self) -> dict[str, object]:
        """What to hand on."""

    def carry(self, kept: dict[str, object]) -> None:
        """Take it over."""


class Program(QObject):
    """What is in the window now: the doorway, the lock screen, the first start or the shell. Owns the window.

    Emits `furnished` when the doorway has given way to the first screen that can be used.
    """

    furnished = Signal()
    tasks: Tasks
    input: InputWatch

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__(app)
        self.app, self.options = app, options
        self.folder = options.vault or paths.default_vault()
        self.settings = Settings()
        self.session: Session | None = None
        self._language = options.language
        self._is_furnished = False
        self._pack = options.pack
        self._kiosk: Kiosk | None = None
        self.window = QStackedWidget()
        self.window.setObjectName("window")
        self.window.setWindowTitle(NAME)
        self.window.setMinimumSize(*_LEAST_SIZE)
        self.window.resize(*_SIZE)

    def begin(self) -> None:
        """Show the doorway at once, and furnish the window as soon as that has been seen."""
        languages.use(self._first_language(), self.app)
        theme.adopt(theme.at_a_glance(str(self.settings.get("theme"))))
        first = self.options.demo is None and not self._has_vault()
        doorway = Doorway(first=first, rtl=self.app.isRightToLeft())
        doorway.seen.connect(self.app.quit if self.options.check == "door" else self.furnish)
        self.show_screen(doorway)
        if self.options.mode == "kiosk":
            from companion.ui.modes.kiosk import Kiosk

            self._kiosk = Kiosk(self)
            self._kiosk.show()
        else:
            self.window.show()
        QTimer.singleShot(_AT_THE_LATEST_MS, self.furnish)

    def furnish(self) -> None:
        """Bring what a screen needs and show the first thing there is to do. Once; later calls do nothing."""
        if self._is_furnished:
            return
        self._is_furnished = True
        try:
            self._furnish()
        except BaseException:
            self.app.exit(1)  # an empty doorway that never opens would be worse than no program
            raise
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, self._bring_the_rest)
        self.furnished.emit()

    def _furnish(self) -> None:
        from companion.ui.collector import Collector
        from companion.ui.input_watch import InputWatch
        from companion.ui.packs.arrivals import Arrivals
        from companion.ui.tasks import Tasks
        from companion.ui.widgets.focus_ring import FocusRing

        self.tasks = Tasks(self)
        self._collector = Collector(self)
        self.input = InputWatch(self.app, self)
        self._ring = FocusRing(self.app, self.input)
        if self.options.mode == "worker":
            Arrivals(self.window).arrived.connect(self.show_pack)
        self.dress()
        self.app.styleHints().colorSchemeChanged.connect(self._system_changed)
        if self.options.demo is not None:
            self.work_in(self.options.demo())
        elif self._kiosk is None or not self._kiosk.begin():
            self._show_door()

    def _bring_the_rest(self) -> None:
        """What the first window can be seen without: the icon, and the fonts of other scripts."""
        from companion.ui import icons

        self.app.setWindowIcon(icons.window_icon())
        theme.load_fonts()
        restart.close_to_others()

    def end(self) -> None:
        """The window was closed: close the vault, and wait for what is still being written."""
        self.window.close()
        if self._is_furnished:
            self.tasks.finish()
        self._is_furnished = True
        if self.session is not None:
            self.session.tasks.finish()
            self.session.close()
        self.window.deleteLater()
        self.deleteLater()

    def look_once(self) -> None:
        """Draw what is in the window as it would be seen, then end: the trial of a build."""
        self.window.grab()
        self.app.quit()

    def dress(self) -> None:
        """Apply language, theme, text size and motion as set; the option's language holds until another is chosen."""
        languages.use(self._first_language(), self.app)
        theme.use(appearance(self.settings), self.app)

    def _first_language(self) -> str:
        return languages.first_choice(self._language or str(self.settings.get("language")))

    def work_in(self, vault: OpenVault) -> None:
        """The vault is open: show the places of the window."""
        from companion.ui.session import Session

        settings = Settings(vault.library)
        self.session = Session(vault, settings, self)
        self.session.note_visit()
        self.session.count_letters()
        self.session.close_ended_months()
        self.session.setting_changed.connect(self._heard)
        shell = self._make_shell(self.session)
        shell.dress.connect(self.dress)
        for used in (self.input.keyed, self.input.pressed, self.input.moved):
            used.connect(shell.touched)
        self.show_screen(shell)
        shell.begin()
        if self._pack is not None and self.options.mode == "worker":
            self.show_pack(self._pack)

    def _make_shell(self, session: Session) -> Shell:
        """The places of the window, as the mode has them."""
        from companion.ui.shell import Shell

        if self.options.mode != "trainer":
            return Shell(session)
        from companion.ui.modes import trainer

        session.letters_to = self.folder
        return Shell(session, trainer.VIEWS, trainer.SETTINGS, trainer.ASIDE, idle=False)

    def show_pack(self, path: Path) -> None:
        """Show what a content pack would change; before the vault is open, remember to."""
        from companion.ui.shell import Shell

        screen = self.window.currentWidget()
        if isinstance(screen, Shell):
            self._pack = None
            screen.go("update", pack=path)
        else:
            self._pack = path

    def _show_door(self) -> None:
        if self._has_vault():
            from companion.ui.unlock.lock_screen import LockScreen

            lock = LockScreen(self.folder, self.tasks, NAME, whole=self._kiosk is None)
            lock.opened.connect(self.work_in if self._kiosk is None else self._kiosk.opened)
            lock.language_chosen.connect(self._speak)
            self.show_screen(lock)
        else:
            from companion.rights.library import Library
            from companion.ui.unlock.first_start import FirstStart

            first = FirstStart(self.folder, self.tasks, Library.bundled())
            first.created.connect(self._begin_with)
            first.restored.connect(self.work_in)
            first.language_chosen.connect(self._speak)
            self.show_screen(first)

    def _show_door_again(self) -> None:
        """The same screen in another language or look, with what was typed into it."""
        before = self.window.currentWidget()
        if before is not None and before.property(
            "covered"
        ):  # somebody is in the middle of it: the next screen has the new look
            return
        kept = before.carried() if isinstance(before, Carries) else None
        self._show_door()
        after = self.window.currentWidget()
        if kept is not None and isinstance(after, Carries):
            after.carry(kept)

    def _has_vault(self) -> bool:
        if not self.folder.is_dir():
            return False
        if (self.folder / HEADER).is_file():
            return True
        from companion.vault.vault import Vault

        return Vault.exists(self.folder)

    def _begin_with(self, beginning: Beginning) -> None:
        from companion.ui.shell import Shell

        settings = Settings(beginning.vault.library)
        if beginning.place:
            settings.set("place", beginning.place)
        settings.set("client_language", beginning.client_language)
        self.work_in(beginning.vault)
        shell = self.window.currentWidget()
        if beginning.sheets and isinstance(shell, Shell):
            shell.go("settings", section="passphrases", sheets=beginning.sheets)

    def _speak(self, language: str) -> None:
        """Before a vault is open: keep the language and build the same screen in it."""
        self.settings.set("language", language)
        self._language = None
        self.dress()
        self._show_door_again()

    def _heard(self, key: str) -> None:
        if key == "language":
            self._language = None

    def show_screen(self, screen: QWidget) -> None:
        """Put a screen into the window in place of the one that is there."""
        old = self.window.currentWidget()
        self.window.addWidget(screen)
        self.window.setCurrentWidget(screen)
        if old is not None:
            self.window.removeWidget(old)
            old.deleteLater()

    def _system_changed(self) -> None:
        """The system went from day to night or back; a theme that was chosen stays."""
        from companion.ui.shell import Shell

        if self.settings.get("theme") != "system":
            return
        self.dress()
        screen = self.window.currentWidget()
        if isinstance(screen, Shell):
            screen.rebuild()
        elif self.session is None:  # a kiosk takes the new look with its next visitor
            self._show_door_again()


def appearance(settings: Settings) -> theme.Appearance:
    """The look that the device's settings ask for."""
    motion = str(settings.get("reduced_motion"))
    still = theme.system_reduces_motion() if motion == "system" else motion == "on"
    return theme.Appearance(
        theme.load(theme.resolve(str(settings.get("theme")))), settings.get("text_size") / 100, still
    )
