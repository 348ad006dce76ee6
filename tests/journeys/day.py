"""A day's work, as a process: `python -m tests.journeys.day FOLDER`.

It sets up a vault, types marker words wherever a person types, logs, searches, imports, reports, and waits for a file
`lock` in FOLDER. Then it locks as the program locks: the same command line starts afresh, finds `locked`, and stands at
the lock screen until a file `end` is there. It says on standard output where it is. The words it types (a passphrase, a
search, an area, a service) stand in FOLDER/words, which it removes: nothing of the program's own may hold them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from companion.log.places import PlaceNames, Places
from companion.services.store import ServiceStore
from companion.ui import app as ui_app
from companion.ui import restart
from companion.ui.shell import Shell
from companion.ui.unlock.first_start import FirstStart
from companion.vault import kdf


def main(folder: Path) -> int:
    """Work until locked, or stand at the door afterwards."""
    kdf.calibrate = lambda *_: kdf.SMALLEST  # seconds that this journey is not about
    restart.guard()
    restart.close_to_others = lambda: None  # its memory is read from outside, which that forbids
    app = ui_app.application()
    program = ui_app.Program(app, ui_app.Options(vault=folder / "vault", language="en"))
    program.begin()
    if (folder / "locked").exists():
        program.furnished.connect(lambda: print("at the door", flush=True))
        ask = QTimer(app, interval=20)
        ask.timeout.connect(lambda: (folder / "end").exists() and app.quit())
        ask.start()
    else:
        program.furnished.connect(lambda: _work(app, program, folder))
    return app.exec()


def _work(app: QApplication, program: ui_app.Program, folder: Path) -> None:
    first = program.window.currentWidget()
    assert isinstance(first, FirstStart)
    passphrase, searched, area, service = (folder / "words").read_text().split()
    (folder / "words").unlink()
    first.sheet.setChecked(False)  # its words are nobody's to type here
    for field in (first.passphrase.edit, first.again.edit):
        field.clear()
        QTest.keyClicks(field, f"{passphrase} lantern orbit walnut thirty")
    first.make_vault()
    _until(app, lambda: program.session is not None)
    shell = program.window.currentWidget()
    assert isinstance(shell, Shell)
    session = shell.session
    session.set("place_names", PlaceNames({1: area}, {}).as_setting())
    session.contacts.set_places(Places(areas=(1,)))
    ServiceStore(session.library).import_package(_package(folder, service))
    shell.search()
    focused = app.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, searched)
    app.processEvents()
    for key in ("services", "rights", "log", "reports", "settings", "home"):
        shell.go(key)
        app.processEvents()
    QTest.keyClick(shell.page("home"), Qt.Key.Key_Escape)
    QTest.keyClick(shell.page("home"), Qt.Key.Key_1)
    print("open", flush=True)
    _until(app, lambda: (folder / "lock").exists())
    (folder / "locked").touch()
    shell.lock()


def _package(folder: Path, name: str) -> Path:
    """A list with one service. It came on a stick; the stick is gone before anybody looks."""
    package = folder / "stick"
    package.mkdir()
    (package / "organization.csv").write_text("id,name,description\no1,Example Trust,x\n")
    (package / "service.csv").write_text(f"id,organization_id,name,status\ns1,o1,{name},active\n")
    return package


def _until(app: QApplication, holds: Callable[[], bool]) -> None:
    while not holds():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raise SystemExit(main(Path(sys.argv[1])))
