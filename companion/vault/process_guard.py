"""What keeps memory from reaching the disk or another program, as far as this system lets a program do so.

`harden` asks for everything there is; `guards` says what was granted, so that the screen never promises more.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from companion import files
from companion.errors import Problem

_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4
_NO_FAULT_BOX = 0x0002  # SEM_NOGPFAULTERRORBOX
_NO_HEAP_IN_REPORTS = 0x0001  # WER_FAULT_REPORTING_FLAG_NOHEAP
_PROC = Path("/proc/self")


@dataclass(frozen=True)
class Guards:
    """What holds now. None: this system does not tell."""

    no_core_files: bool
    closed_to_others: bool | None
    locked_bytes: int | None


def harden() -> None:
    """No core files, no crash report with memory in it, and no other program of the same person looks into us."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            import ctypes

            ctypes.windll.kernel32.SetErrorMode(_NO_FAULT_BOX)
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP_IN_REPORTS)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def pin(secret: bytearray) -> bool:
    """Ask the system never to write this buffer to its swap file; whether it agreed. It lasts while the process does.

    SQLCipher does the same for its own memory (`cipher_memory_security`). The limit is the system's: often some
    megabytes, sometimes nothing.
    """
    if not secret:
        return True
    import ctypes

    place = (ctypes.c_char * len(secret)).from_buffer(secret)
    try:
        if sys.platform == "win32":
            return bool(ctypes.windll.kernel32.VirtualLock(ctypes.byref(place), len(secret)))
        return bool(_libc().mlock(ctypes.byref(place), ctypes.c_size_t(len(secret))) == 0)
    except (OSError, AttributeError):
        return False
    finally:
        del place  # a buffer that is looked into cannot be changed in length


def guards() -> Guards:
    """What was granted."""
    if sys.platform == "win32":
        return Guards(True, None, None)
    import resource

    closed = _libc().prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 if sys.platform == "linux" else None
    return Guards(resource.getrlimit(resource.RLIMIT_CORE)[0] == 0, closed, _locked())


def open_connections() -> int | None:
    """How many internet sockets this process has open, as the system counts them; None where it does not tell.

    Sockets within this computer (the display, the desktop's bus) are not among them.
    """
    try:
        known = {line.split()[9] for name in ("tcp", "tcp6", "udp", "udp6") for line in _lines(f"net/{name}")[1:]}
        links = [str(entry.readlink()) for entry in (_PROC / "fd").iterdir() if entry.is_symlink()]
    except (OSError, Problem, IndexError):
        return None
    return sum(link.startswith("socket:[") and link[8:-1] in known for link in links)


def _locked() -> int | None:
    """Bytes the system keeps out of its swap file for us."""
    with suppress(Problem, ValueError, IndexError):
        for line in _lines("status"):
            if line.startswith("VmLck:"):
                return int(line.split()[1]) * 1024
    return None


def _lines(name: str) -> list[str]:
    return files.read_text(_PROC / name).splitlines()


@cache
def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)
