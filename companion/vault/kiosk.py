"""What a kiosk needs of the vault: its key handed on to the fresh process after each visitor, and who may close it.

Only a fresh process surely holds nothing of what somebody typed before it, but a kiosk cannot ask for its passphrase
between two visitors. So the ending process writes the key of the library, never the log's, into a pipe of the operating
system; the fresh one inherits the pipe's end, reads it once and closes it. The key is never an argument, never in the
environment and never in a file: the command line carries only the number of the pipe's end.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from companion import diagnostics
from companion.errors import Problem
from companion.vault.header_file import read_header
from companion.vault.instance import InstanceLock
from companion.vault.kdf import KEY_BYTES, SALT_BYTES
from companion.vault.keyslots import SlotContent, SlotKind, StoreKey
from companion.vault.vault import OpenVault, open_header, open_stores, releasing_on_error

_MAGIC = b"companion library key\n"
_BYTES = len(_MAGIC) + KEY_BYTES + SALT_BYTES


def give(vault: OpenVault) -> int:
    """The number of a pipe's end that holds the library's key; the next process of this one inherits it.

    Call it while the vault is open, close the vault, then replace the process. A throw-away vault is refused
    (`vault.throw_away`): it would be gone.
    """
    if vault.throw_away:
        raise Problem("vault.throw_away")
    secret = vault.library._secret  # x'<hex of the key><hex of the salt>'
    end, start = os.pipe()
    os.write(start, _MAGIC + bytes.fromhex(bytes(secret[2:-1]).decode()))
    os.close(start)
    os.set_inheritable(end, True)
    return _to_number(end)


def take(folder: Path, number: int) -> OpenVault:
    """Open the library of the vault in `folder` with what stands in the pipe, and close the pipe. The log stays shut.

    Raises `vault.nothing_handed_over` where there is no such pipe or something else in it, and what `Vault.unlock`
    raises of the stores.
    """
    content = SlotContent.new(SlotKind.KIOSK, _read(number), None)
    header = read_header(folder)
    lock = _lock_or_none(folder)
    with releasing_on_error(lock), diagnostics.timed("vault.handed_over"):
        return open_stores(folder, header, content, lock)


def may_leave(folder: Path, passphrase: str) -> bool:
    """Whether the passphrase opens the vault at all, a kiosk's or a worker's. One key derivation, right or wrong.

    Tries are not counted here: a visitor who types nonsense at a kiosk must not be able to destroy the team's keys.
    """
    try:
        open_header(folder, passphrase)
    except Problem as problem:
        if problem.code != "vault.wrong_passphrase":
            raise
        return False
    return True


def _read(number: int) -> StoreKey:
    try:
        end = _from_number(number)
        try:
            if not stat.S_ISFIFO(os.fstat(end).st_mode):  # anything else could wait for ever
                raise OSError("not a pipe")
            data = os.read(end, _BYTES + 1)
        finally:
            os.close(end)
    except (OSError, OverflowError) as error:
        raise Problem("vault.nothing_handed_over") from error
    if len(data) != _BYTES or not data.startswith(_MAGIC):
        raise Problem("vault.nothing_handed_over")
    key = data[len(_MAGIC) :]
    return StoreKey(key[:KEY_BYTES], key[KEY_BYTES:])


def _lock_or_none(folder: Path) -> InstanceLock | None:
    """The lock, or None on a stick that cannot be written to."""
    try:
        return InstanceLock(folder)
    except Problem as problem:
        if problem.code != "vault.read_only":
            raise
        return None


if sys.platform == "win32":
    import msvcrt

    def _to_number(end: int) -> int:
        """What a Windows process inherits is the handle; the descriptor is this process's own."""
        handle = msvcrt.get_osfhandle(end)
        os.set_handle_inheritable(handle, True)
        return handle

    def _from_number(number: int) -> int:
        return msvcrt.open_osfhandle(number, os.O_RDONLY)
else:

    def _to_number(end: int) -> int:
        return end

    def _from_number(number: int) -> int:
        if number <= 2:  # never the terminal
            raise OSError("not a pipe")
        return number
