"""A kiosk for a day, as a process: `python -m tests.journeys.visitors FOLDER [--handed=N]`.

FOLDER holds a vault that `prepare` made. The first process opens it with the kiosk's passphrase; each process after it
was handed the library's key. A visitor chooses a language, asks what happens if, looks at a service, touches words into
the staff's field, and says "I'm finished"; the fresh process tells where it stands and waits to be ended. Each says on
standard output where it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from companion.services.store import ServiceStore
from companion.ui import app as ui_app
from companion.ui import restart
from companion.ui.kiosk.answer_pages import AnswerPage
from companion.ui.kiosk.help_pages import HelpPage, ListingPage, ListPage
from companion.ui.kiosk.home_page import HomePage
from companion.ui.kiosk.language_page import LanguagePage
from companion.ui.kiosk.question_pages import AmountPage, SubstancePage
from companion.ui.kiosk.shell import KioskShell
from companion.ui.kiosk.staff_page import StaffPage
from companion.ui.unlock.lock_screen import LockScreen
from companion.vault import slots
from companion.vault.kdf import SMALLEST
from companion.vault.keyslots import SlotKind
from companion.vault.vault import Vault


def prepare(folder: Path, worker: str, passphrase: str, service: str) -> None:
    """A vault with a kiosk's slot and one service in it."""
    with Vault.create(folder / "vault", worker, cost=SMALLEST) as vault:
        slots.add(vault, worker, passphrase, label="kiosk", kind=SlotKind.KIOSK)
        package = folder / "stick"
        package.mkdir()
        (package / "organization.csv").write_text("id,name,description\no1,Example Trust,x\n")
        (package / "service.csv").write_text(f"id,organization_id,name,status\ns1,o1,Needles {service},active\n")
        ServiceStore(vault.library).import_package(package)
        for path in [*package.iterdir()]:
            path.unlink()
        package.rmdir()


def main(folder: Path, handed: int | None) -> int:
    """Stand at the door and open, or be the process after it."""
    restart.guard()
    restart.close_to_others = lambda: None  # its memory is read from outside, which that forbids
    app = ui_app.application()
    options = ui_app.Options("kiosk", folder / "vault", "en", handed=handed)
    program = ui_app.Program(app, options)
    program.begin()
    program.furnished.connect(lambda: _go(app, program, folder))
    return app.exec()


def _go(app: QApplication, program: ui_app.Program, folder: Path) -> None:
    screen = program.window.currentWidget()
    if isinstance(screen, LockScreen):
        passphrase = (folder / "passphrase").read_text()
        (folder / "passphrase").unlink()
        QTest.keyClicks(screen.passphrase.edit, passphrase)
        print("at the door", flush=True)
        screen.unlock()  # goes on in a fresh process
        return
    assert isinstance(screen, KioskShell), screen
    if (folder / "visited").exists():
        assert isinstance(screen.page, LanguagePage)
        print("for the next", flush=True)
        return
    _visit(app, screen, folder)


def _visit(app: QApplication, shell: KioskShell, folder: Path) -> None:
    typed = (folder / "typed").read_text()
    (folder / "typed").unlink()
    (folder / "visited").touch()
    language = shell.page
    assert isinstance(language, LanguagePage)
    _touch(language.tiles["pt"])
    home = shell.page
    assert isinstance(home, HomePage)
    _touch(home.tiles["question"])
    assert isinstance(shell.page, SubstancePage)
    _touch(shell.page.tiles["heroin"])
    assert isinstance(shell.page, AmountPage)
    shell.page._go_on(True)
    assert isinstance(shell.page, AnswerPage)
    shell.home()
    assert isinstance(shell.page, HomePage)
    _touch(shell.page.tiles["help"])
    assert isinstance(shell.page, HelpPage)
    _touch(shell.page.tiles["needle_syringe"])
    assert isinstance(shell.page, ListPage)
    _touch(next(iter(shell.page.tiles.values())))
    assert isinstance(shell.page, ListingPage)
    app.processEvents()
    shell.open(StaffPage)
    assert isinstance(shell.page, StaffPage)
    for letter in typed:
        _touch(shell.page.keyboard.keys[letter])
    assert shell.page.passphrase.text() == typed
    app.processEvents()
    print("visited", flush=True)
    _until(app, lambda: (folder / "finish").exists())
    shell.finish()


def _touch(button: object) -> None:
    from PySide6.QtWidgets import QAbstractButton

    assert isinstance(button, QAbstractButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _until(app: QApplication, holds: Callable[[], bool]) -> None:
    while not holds():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    numbers = [int(word.partition("=")[2]) for word in sys.argv if word.startswith(f"{restart.HANDED}=")]
    raise SystemExit(main(Path(sys.argv[1]), numbers[0] if numbers else None))
