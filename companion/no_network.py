"""No internet socket, at run time too: what Python is asked to open is refused before it is opened.

No module that could open one is imported or shipped; this stands behind that, for whatever a library might do. The
hook cannot be taken off again while the process lives. Sockets within this computer (the display, the desktop's
bus) are left alone.
"""

from __future__ import annotations

import sys

from companion.errors import Problem

_INTERNET = frozenset({2, 10, 23, 30})  # AF_INET, and AF_INET6 as Linux, Windows and macOS number it
_OPENS = frozenset({"socket.__new__"})
_REACHES = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
        "webbrowser.open",
    }
)
_installed = False


def refuse() -> None:
    """From now on any internet socket raises `network.refused`. Calling twice is calling once."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def refused() -> bool:
    """Whether a socket would be refused now: asked as the interpreter asks, without opening one."""
    try:
        sys.audit("socket.__new__", None, 2, 1, 0)
    except Problem:
        return True
    return False


def _hook(event: str, facts: tuple[object, ...]) -> None:
    if event in _OPENS:
        if len(facts) > 1 and facts[1] in _INTERNET:
            _stop()
    elif event in _REACHES and not _within_this_computer(facts):
        _stop()


def _within_this_computer(facts: tuple[object, ...]) -> bool:
    """An address that is a path: a socket of the system itself."""
    return len(facts) > 1 and isinstance(facts[1], (str, bytes)) and facts[1][:1] in ("/", b"/", "\0", b"\0")


def _stop() -> None:
    raise Problem("network.refused")
