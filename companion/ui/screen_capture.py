"""Windows and macOS can leave a window out of screenshots, recordings and shared screens; every window of ours asks.

A projector is no recording and shows the window. On Linux no program can ask for this.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

_LEFT_OUT = 0x11  # WDA_EXCLUDEFROMCAPTURE
_BLACK = 0x01  # WDA_MONITOR: what Windows before 2004 knows
_SHARED_WITH_NOBODY = 0  # NSWindowSharingNone


def can_be_left_out() -> bool:
    """Whether this system lets a program ask for it."""
    return sys.platform in ("win32", "darwin")


def leave_out(window: int) -> bool:
    """Ask the system to leave the window with this id (HWND, or the NSView's address) out; whether it agreed."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            return _on_windows(window, _affinity())
        if sys.platform == "darwin":
            return _on_macos(window, _objective_c())
    return False


def _on_windows(window: int, affinity: Callable[[int, int], int]) -> bool:
    return bool(affinity(window, _LEFT_OUT) or affinity(window, _BLACK))


def _on_macos(view: int, send: Callable[..., int]) -> bool:
    """`[[view window] setSharingType: NSWindowSharingNone]`"""
    holder = send(view, "window")
    if not holder:
        return False
    send(holder, "setSharingType:", _SHARED_WITH_NOBODY)
    return True


@cache
def _affinity() -> Any:
    import ctypes

    return ctypes.windll.user32.SetWindowDisplayAffinity  # type: ignore[attr-defined, unused-ignore]


@cache
def _objective_c() -> Callable[..., int]:
    """Sends a message to an object of macOS, with whole numbers for arguments."""
    import ctypes
    import ctypes.util

    library = ctypes.CDLL(ctypes.util.find_library("objc"))
    library.sel_registerName.restype = ctypes.c_void_p
    library.sel_registerName.argtypes = [ctypes.c_char_p]

    def send(target: int, message: str, *values: int) -> int:
        kinds = [ctypes.c_void_p, ctypes.c_void_p, *([ctypes.c_ulong] * len(values))]
        call = ctypes.CFUNCTYPE(ctypes.c_void_p, *kinds)(("objc_msgSend", library))
        return call(target, library.sel_registerName(message.encode()), *values) or 0

    return send
