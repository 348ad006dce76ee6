"""The system's errors about a vault's files, as ours; and what it takes for a file to be on the disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.errors import Problem

_CODES = {
    errno.ENOSPC: "vault.disk_full",
    errno.EDQUOT: "vault.disk_full",
    errno.EFBIG: "vault.disk_full",  # a stick in FAT format takes no file over 4 GB
    errno.EROFS: "vault.read_only",
    errno.EACCES: "vault.not_allowed",
    errno.EPERM: "vault.not_allowed",
}


@contextmanager
def explained(file: str) -> Iterator[None]:
    """Raise the system's errors in the block as `vault.disk_full`, `vault.read_only`, `vault.not_allowed` or
    `vault.disk_fault`."""
    try:
        yield
    except OSError as error:
        raise Problem(_CODES.get(error.errno or 0, "vault.disk_fault"), file=file) from error


def flush(path: Path) -> None:
    """Have the disk hold what was written to the file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
