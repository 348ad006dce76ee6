"""A worker's day by fingers alone, and by the keyboard alone: to every place, a contact logged, and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from companion.log.places import PlaceNames, Places
from companion.ui.home.quick_log import QuickLogCard
from companion.ui.modes.worker import SETTINGS, VIEWS
from companion.ui.rail import RailButton
from companion.ui.shell import Shell
from tests.ui.stage import SIZE, Stage, settle
from tests.ui.test_kiosk import touch

Press = Callable[[QWidget], None]


def by_keyboard(widget: QWidget) -> None:
    """Tab until it has the keyboard, then Enter or the space bar."""
    window = widget.window().windowHandle()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    met = []
    for _ in range(300):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = app.focusWidget()
        met.append(focused.accessibleName() if focused is not None else "nothing")
        if app.focusWidget() is widget:
            QTest.keyClick(window, Qt.Key.Key_Space)
            settle(app)
            return
    raise AssertionError(f"Tab never came to {widget.accessibleName()}: {met[:40]}")


@pytest.mark.parametrize("press", [touch, by_keyboard], ids=["touch", "keyboard"])
def test_a_worker_comes_everywhere_and_logs_a_contact(stage: Stage, press: Press) -> None:
    session = stage.session()
    session.set("place_names", PlaceNames({1: "North"}, {1: "Bus"}).as_setting())
    session.contacts.set_places(Places((1,), {1: 1}))
    shell = stage.shell("home")
    stage.show(shell, SIZE)
    for name, key in (("Rights", "rights"), ("Services", "services"), ("Log", "log"), ("Reports", "reports")):
        press(_named(shell, RailButton, name))
        assert shell.current == key
    press(_named(shell, RailButton, "Home"))
    (card,) = shell.findChildren(QuickLogCard)
    tile = next(iter(card.tiles.values()))
    before = session.contacts.today().contacts
    press(tile)
    assert session.contacts.today().contacts == before + 1


class _Windows(QObject):
    """Writes down what is shown as a window of its own: such a flash takes the keyboard away from the real one."""

    def __init__(self, own: QWidget) -> None:
        super().__init__()
        self._own = own
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen += [type(watched).__name__] if watched is not self._own else []
        return False


def test_no_page_flashes_a_window_of_its_own_while_it_is_made(stage: Stage) -> None:
    shell = stage.shell("home")
    stage.show(shell, SIZE)
    windows = _Windows(shell)
    stage.app.installEventFilter(windows)
    for view in (*VIEWS, SETTINGS):
        shell.go(view.key)
        settle(stage.app)
    stage.app.removeEventFilter(windows)
    assert windows.seen == []


def _named(shell: Shell, kind: type[QAbstractButton], name: str) -> QAbstractButton:
    return next(one for one in shell.findChildren(kind) if one.isVisible() and one.accessibleName() == name)
