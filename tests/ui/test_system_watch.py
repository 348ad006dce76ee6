"""What the system tells is heard: sleep, a locked or changed session, a clock that ran on. A real bus, false logind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from companion.ui import system_watch
from companion.ui.system_watch import SystemWatch, asleep_clock

LOGIND, SESSION = "org.freedesktop.login1", "/org/freedesktop/login1/session/_31"
needs_bus = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs dbus-daemon to make a bus of its own"
)


def test_a_clock_that_ran_on_while_we_stood_still_is_a_sleep(qtbot: QtBot) -> None:
    ahead = [0.0]
    watch = SystemWatch(clocks=lambda: ahead[0])
    ahead[0] = 1.5  # clocks drift
    with qtbot.assertNotEmitted(watch.away):
        watch.look()
    ahead[0] = 600.0
    with qtbot.waitSignal(watch.away):
        watch.look()
    with qtbot.assertNotEmitted(watch.away):
        watch.look()


def test_the_two_clocks_of_this_computer_keep_together() -> None:
    assert asleep_clock() == pytest.approx(asleep_clock(), abs=1)


def test_what_is_watched_is_never_more_than_can_be_heard() -> None:
    assert 1 <= len(system_watch.watched()) <= 3


class FalseLogind(QObject):
    """Owns logind's name on a bus of the test's own, and says which session is ours."""

    def __init__(self, address: str) -> None:
        from PySide6.QtDBus import QDBusConnection

        super().__init__()
        self.bus = QDBusConnection.connectToBus(address, "false-logind")
        assert self.bus.registerService(LOGIND)

    def say(self, path: str, interface: str, name: str, *facts: object) -> None:
        from PySide6.QtDBus import QDBusMessage

        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(facts))
        assert self.bus.send(signal)


@pytest.fixture
def address() -> Iterator[str]:
    """A bus of this test's own."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@needs_bus
def test_the_systems_word_of_sleep_lock_and_another_person_is_heard(
    address: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtDBus import QDBusConnection

    logind = FalseLogind(address)
    monkeypatch.setattr(system_watch, "_own_session", lambda bus: SESSION)
    watch = SystemWatch(bus=QDBusConnection.connectToBus(address, "watching"), clocks=lambda: 0.0)
    with qtbot.waitSignal(watch.away):
        logind.say("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", True)
    with qtbot.waitSignal(watch.away):
        logind.say(SESSION, f"{LOGIND}.Session", "Lock")
    properties = "org.freedesktop.DBus.Properties"
    for told in ({"Active": False}, {"LockedHint": True}):
        with qtbot.waitSignal(watch.away):
            logind.say(SESSION, properties, "PropertiesChanged", f"{LOGIND}.Session", told, [""])
    with qtbot.assertNotEmitted(watch.away, wait=50):
        logind.say(SESSION, properties, "PropertiesChanged", f"{LOGIND}.Session", {"IdleHint": True}, [""])
        logind.say(SESSION.replace("31", "32"), f"{LOGIND}.Session", "Lock")
    QDBusConnection.disconnectFromBus("watching")
    QDBusConnection.disconnectFromBus("false-logind")


def test_windows_messages_about_power_and_sessions_are_understood() -> None:
    """The message's layout is the same everywhere, so that it can be tried here."""
    import ctypes
    from ctypes import wintypes

    told: list[int] = []
    messages = system_watch._WindowsMessages(lambda: told.append(1))
    for number, about, counts in ((0x0218, 4, True), (0x0218, 7, False), (0x02B1, 7, True), (0x02B1, 8, False)):
        told.clear()
        message = wintypes.MSG(message=number, wParam=about)
        heard = messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message))
        assert heard == (False, 0)
        assert bool(told) is counts
    messages.nativeEventFilter(b"xcb_generic_event_t", 0)
