"""Where screens are shown for tests and pictures: a dressed application, a throw-away vault, a registry of states.

A screen's file `tests/ui/states_<screen>.py` registers what is worth a picture:

    @state("services-empty")
    def empty(stage: Stage) -> QWidget:
        return stage.shell("services")

The gallery writes each as a PNG; `test_every_state` shows each in every language, direction, theme and size.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.settings import Settings
from companion.ui import app as ui_app
from companion.ui import languages, theme
from companion.ui.session import Session
from companion.ui.shell import Shell
from companion.ui.tasks import Tasks
from companion.ui.widgets.scroll import Scroll
from companion.vault.vault import OpenVault, Vault

SIZE = (1280, 800)
Maker = Callable[["Stage"], QWidget]


@dataclass(frozen=True)
class State:
    """One state of one screen: its name, what makes it, and the window's size in px."""

    name: str
    make: Maker
    size: tuple[int, int]


REGISTRY: dict[str, State] = {}


def state(name: str, size: tuple[int, int] = SIZE) -> Callable[[Maker], Maker]:
    """Register a state under a name of its own."""

    def register(make: Maker) -> Maker:
        assert name not in REGISTRY, name
        REGISTRY[name] = State(name, make, size)
        return make

    return register


def load_states() -> dict[str, State]:
    """Import every `states_*.py` beside this file, and give back the registry."""
    for path in sorted(Path(__file__).parent.glob("states_*.py")):
        importlib.import_module(f"tests.ui.{path.stem}")
    return REGISTRY


@dataclass
class Stage:
    """The application in one language, theme and size, with a folder of its own for vaults."""

    app: QApplication
    folder: Path
    _opened: list[OpenVault] = field(default_factory=list)
    _sessions: list[Session] = field(default_factory=list)
    _tasks: list[Tasks] = field(default_factory=list)
    _shown: list[QWidget] = field(default_factory=list)

    def dress(self, language: str = "en", theme_name: str = "light", text_scale: float = 1.0) -> None:
        """Speak a language, right to left where it is written so, in a theme (`light`, `dark`, `hc`) and text size."""
        languages.use(language, self.app)
        theme.use(theme.Appearance(theme.load(theme_name), text_scale, reduced_motion=True), self.app)

    def vault(self) -> OpenVault:
        """A throw-away vault, empty; the same for this whole stage."""
        if not self._opened:
            self._opened.append(Vault.throw_away(self.folder / "throw-away"))
        return self._opened[0]

    def session(self) -> Session:
        """A session on this stage's vault, with a device file of its own; the same for the whole stage."""
        if not self._sessions:
            vault = self.vault()
            self._sessions.append(Session(vault, Settings(vault.library, self.folder / "device.json")))
        return self._sessions[0]

    def tasks(self) -> Tasks:
        """Tasks for screens that stand before the session."""
        if not self._tasks:
            self._tasks.append(Tasks())
        return self._tasks[0]

    def shell(self, key: str, **target: object) -> Shell:
        """The window's inside with the page `key` in front."""
        shell = Shell(self.session())
        shell.go(key, **target)
        return shell

    def framed(self, widget: QWidget, margin: int = 24) -> QWidget:
        """A widget alone on a page of its own."""
        window, page = QWidget(), QWidget()
        window.setObjectName("window")
        column = QVBoxLayout(page)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(window)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(page))
        return window

    def show(self, made: QWidget, size: tuple[int, int] = SIZE) -> QWidget:
        """Show a screen in a window of `size`, let it settle, and keep it until `clear` or `close`."""
        if made not in self._shown:
            self._shown.append(made)
        made.resize(*size)
        made.show()
        made.activateWindow()
        settle(self.app)
        made.resize(*size)
        settle(self.app)
        return made

    def clear(self, made: QWidget) -> None:
        """Take a shown screen down."""
        self._shown = [one for one in self._shown if one is not made]
        made.hide()
        made.deleteLater()
        settle(self.app)

    def close(self) -> None:
        """Take down what is shown, stop what runs and close what was opened."""
        for made in [*self._shown]:
            self.clear(made)
        for tasks in self._tasks:
            tasks.finish()
        for session in self._sessions:
            session.tasks.finish()
        for vault in self._opened:
            vault.close()
        catalogs.use("en")
        self.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def settle(app: QApplication) -> None:
    """Let layouts, deletions and queued calls happen."""
    for _ in range(3):
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def application() -> QApplication:
    """The application, as the program makes it."""
    return ui_app.application()


def right_to_left(language: str) -> bool:
    """Whether `language` is laid out from right to left."""
    return locales.right_to_left(language)
