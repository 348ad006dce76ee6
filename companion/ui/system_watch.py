"""Hears from the system that nobody sits here any more: sleep, a locked session, another person at the computer.

What can be heard differs by system, and `watched` says what is heard here and nothing more. Linux tells over the
desktop's own bus (a socket within this computer); Windows sends messages to the window. Where nothing tells, a sleep is
noticed on waking, by a clock that went on while the program stood still.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, QTimer, Signal, Slot

from companion import diagnostics
from companion.i18n.catalogs import N_

_ASLEEP_SECONDS = 2.0  # clocks of one machine may drift apart by less than that in a second
_LOOK_MS = 1000
_PATIENCE_MS = 500
_LOGIND = "org.freedesktop.login1"
_SLEEPS = N_("the computer goes to sleep, or its lid is closed so that it does;")
_SESSION = N_("the screen is locked, or another person’s session comes to the front;")
_WOKE = N_("the computer wakes up and nothing had told before.")


def watched() -> list[str]:
    """What is heard on this system, as catalog messages."""
    if sys.platform == "win32" or (sys.platform == "linux" and _bus() is not None):
        return [_SLEEPS, _SESSION, _WOKE]
    return [_WOKE]


class SystemWatch(QObject):
    """Emits `away` when the system says that it sleeps, is locked or goes to somebody else, or that it has slept."""

    away = Signal()

    def __init__(
        self, parent: QObject | None = None, *, clocks: Callable[[], float] | None = None, bus: Any = None
    ) -> None:
        """`clocks` gives the seconds that one clock is ahead of the other; it grows while the computer sleeps.

        `bus` is the system's bus, if not the usual one.
        """
        super().__init__(parent)
        self._clocks = clocks or asleep_clock
        self._ahead = self._clocks()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._native: _WindowsMessages | None = None
        if sys.platform == "linux":
            self._listen_to_bus(bus or _bus())
        elif sys.platform == "win32":
            self._native = _WindowsMessages(self._tell)
            QCoreApplication.instance().installNativeEventFilter(self._native)  # type: ignore[union-attr]

    def hear_sessions(self, window: int) -> None:
        """Windows tells a window about locked and changed sessions only if it was asked to; elsewhere nothing to do."""
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, 0)

    @Slot()
    def look(self) -> None:
        """Compare the clocks: has the computer slept?"""
        ahead = self._clocks()
        if ahead - self._ahead > _ASLEEP_SECONDS:
            self._tell()
        self._ahead = ahead

    @Slot(bool)
    def sleeping(self, begins: bool) -> None:
        """The system is about to sleep, or has just woken up."""
        self._tell()

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self._tell()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, interface: str, values: dict[str, object], gone: list[str]) -> None:
        """Properties of the session changed: somebody else came to the front, or the screen was locked."""
        if values.get("Active") is False or values.get("LockedHint") is True:
            self._tell()

    def _tell(self) -> None:
        diagnostics.note("ui.system_away")
        self.away.emit()

    def _listen_to_bus(self, bus: Any) -> None:
        if bus is None:
            return
        manager, path = f"{_LOGIND}.Manager", "/org/freedesktop/login1"
        bus.connect(_LOGIND, path, manager, "PrepareForSleep", self, SLOT("sleeping(bool)"))
        own = _own_session(bus)
        if own:
            bus.connect(_LOGIND, own, f"{_LOGIND}.Session", "Lock", self, SLOT("locked()"))
            properties = "org.freedesktop.DBus.Properties"
            slot = SLOT("changed(QString,QVariantMap,QStringList)")
            bus.connect(_LOGIND, own, properties, "PropertiesChanged", self, slot)


def asleep_clock() -> float:
    """Seconds by which the clock that counts sleep is ahead of the one that does not; 0 where there are not both."""
    if hasattr(time, "CLOCK_BOOTTIME"):  # Linux
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if hasattr(time, "CLOCK_UPTIME_RAW"):  # macOS
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    if sys.platform == "win32":
        import ctypes

        unbiased = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(unbiased))
        ticks: int = ctypes.windll.kernel32.GetTickCount64()
        return ticks / 1000 - unbiased.value / 10_000_000
    return 0.0


def _bus() -> Any:
    """The system's bus, or None where there is none to be reached."""
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        return None
    bus = QDBusConnection.systemBus()
    if not bus.isConnected() or not bus.interface().isServiceRegistered(_LOGIND).value():
        return None
    return bus


def _own_session(bus: Any) -> str:
    """The path of this login session; empty where logind does not know of one."""
    from PySide6.QtDBus import QDBus, QDBusMessage

    manager = f"{_LOGIND}.Manager"
    ask = QDBusMessage.createMethodCall(_LOGIND, "/org/freedesktop/login1", manager, "GetSession")
    ask.setArguments(["auto"])
    told = bus.call(ask, QDBus.CallMode.Block, _PATIENCE_MS).arguments()
    return str(told[0].path()) if told and hasattr(told[0], "path") else ""


class _WindowsMessages(QAbstractNativeEventFilter):
    """Windows' messages about power and sessions, as they come to any window of the program."""

    _POWER, _SUSPENDS = 0x0218, 0x0004
    _SESSION, _LOCKS, _LEAVES = 0x02B1, 0x7, 0x2

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            slept = told.message == self._POWER and told.wParam == self._SUSPENDS
            left = told.message == self._SESSION and told.wParam in (self._LOCKS, self._LEAVES)
            if slept or left:
                self._tell()
        return False, 0
