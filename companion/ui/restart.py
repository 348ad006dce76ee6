"""Ending the process: the only thing that surely empties memory of keys and of what was read.

Locking replaces the process by a fresh one at the lock screen; quick exit ends it. Both stand here alone, so that a
test can put something harmless in their place. What is passed on is the command line as it was given: a passphrase is
never an argument and never in the environment.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from companion import no_network

HANDED = "--handed"

try:
    import resource
except ImportError:  # Windows writes no core files unless somebody set that up for the whole system
    resource = None  # type: ignore[assignment]


def command(handed: int | None = None) -> list[str]:
    """The command line that starts this program again; `handed` is the number of the pipe a kiosk's key waits in."""
    given = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    kept = [word for word in given if not word.startswith(f"{HANDED}=")]
    return [sys.executable, *kept, *([] if handed is None else [f"{HANDED}={handed}"])]


def afresh(handed: int | None = None) -> NoReturn:
    """Replace this process by a new one of the same program. Close the stores before."""
    os.execv(sys.executable, command(handed))  # noqa: S606  the program itself, with the arguments it was given


def at_once() -> NoReturn:
    """End the process now, without any farewell that could take time or be refused."""
    os._exit(0)


def guard() -> None:
    """Before anything else: a crash must not write memory to the disk, and no internet socket may be opened."""
    no_network.refuse()
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_to_others() -> None:
    """No other program of the same person may look into this one, and a failure tells codes alone.

    Takes a moment, so it is done once the first window is seen; until then there is nothing to look for.
    """
    from companion import diagnostics
    from companion.vault import process_guard

    process_guard.harden()
    diagnostics.tell_codes_only()
