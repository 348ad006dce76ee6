"""The header's file: read with care, replaced whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from companion import files
from companion.errors import Problem
from companion.vault.connection import StoreRole
from companion.vault.disk import explained
from companion.vault.keyslots import HEADER_BYTES, Header

HEADER_FILE = "header.key"
CREATING_FILE = "creating"


def read_header(folder: Path) -> Header:
    """The header of the vault in `folder`, or why not: `vault.not_a_vault`, `vault.header_…`, `vault.newer`."""
    path = folder / HEADER_FILE
    with explained(HEADER_FILE):
        there = path.is_file()
    if not there:
        raise Problem("vault.header_missing" if abandoned(folder) else "vault.not_a_vault")
    try:
        return Header.unpack(files.read_bytes(path, limit=HEADER_BYTES))
    except Problem as problem:
        if problem.code == "file.too_large":
            raise Problem("vault.header_damaged") from problem
        if problem.code.startswith("file."):
            code = "vault.not_allowed" if problem.code == "file.not_allowed" else "vault.disk_fault"
            raise Problem(code, file=HEADER_FILE) from problem
        raise


def replace_header(folder: Path, header: Header) -> None:
    """Put a new header in place of the old one, then overwrite what the disk still holds of the old one.

    The overwriting is the best a program can do: a solid-state disk may keep a copy all the same (SECURITY.md).
    """
    path = folder / HEADER_FILE
    with explained(HEADER_FILE):
        old = os.open(path, os.O_RDWR) if os.name == "posix" else None
    try:
        files.write_whole(path, header.pack())
        if old is not None and os.fstat(old).st_nlink == 0:
            with suppress(OSError):
                _flush_folder(folder)  # the old one is only touched once the disk surely holds the new one
                os.pwrite(old, os.urandom(HEADER_BYTES), 0)
                os.fsync(old)
    finally:
        if old is not None:
            os.close(old)


def _flush_folder(folder: Path) -> None:
    """Like `files.sync_folder`, but a disk that cannot promise it raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def abandoned(folder: Path) -> bool:
    """Whether stores stand there without a header, and not because making them was interrupted."""
    with explained(HEADER_FILE):
        if (folder / HEADER_FILE).is_file() or (folder / CREATING_FILE).is_file():
            return False
        return any((folder / role.file).is_file() for role in StoreRole)
