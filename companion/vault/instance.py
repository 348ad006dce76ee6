"""One program per vault: a lock of the operating system, which goes away by itself when the process dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from companion.errors import Problem

LOCK_FILE = "vault.lock"
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class InstanceLock:
    """Held while a vault is open. The file beside the vault is empty and stays: only the lock on it counts."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises `vault.in_use` if another program (or another window of this one) has it, `vault.read_only` where the
        place cannot be written to, `vault.disk_fault` for a fault of the disk.
        """
        self._path = folder / LOCK_FILE
        self._handle: int | None = None
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            code = "vault.read_only" if error.errno in _READ_ONLY else "vault.disk_fault"
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                code = "vault.disk_full"
            raise Problem(code, file=LOCK_FILE) from error
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            raise Problem("vault.in_use") from error
        self._handle = handle

    def release(self, *, remove: bool = False) -> None:
        """Let another program open the vault; with `remove`, because there is none, take the lock's file away too."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            if remove:
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
