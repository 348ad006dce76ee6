"""Who opens the vault: adding, replacing and taking away passphrases, each in a slot of its own.

Every change asks for the passphrase of who makes it, because an unlocked laptop must not be enough to let somebody in
for ever. Which slots are in use stands in the library: its rows are never fewer than the slots, so that no crash lets
a new passphrase fall onto somebody else's.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from companion import diagnostics
from companion.errors import Problem
from companion.vault import kdf, strength
from companion.vault.keyslots import SLOTS, Header, SlotContent, SlotKind
from companion.vault.vault import OpenVault

LABEL_LENGTH = 40


@dataclass(frozen=True)
class KeySlot:
    """A slot in use. `label` is what the team calls it ("night shift"); `own`: the vault was opened with it."""

    position: int
    kind: SlotKind
    label: str
    own: bool


def listed(vault: OpenVault) -> list[KeySlot]:
    """The slots in use, workers first."""
    rows = vault.library.query("SELECT position, kind, label, identity FROM key_slot ORDER BY kind, position")
    return [KeySlot(at, SlotKind(kind), label, bytes(identity) == vault.identity) for at, kind, label, identity in rows]


@dataclass(frozen=True)
class Authority:
    """The header, and which slot of it a passphrase opened: who holds it may decide who else opens the vault."""

    header: Header
    position: int
    content: SlotContent


def authority(vault: OpenVault, own: str) -> Authority:
    """What `own` opens. Raises `vault.wrong_passphrase`, `vault.slot_not_yours` for a kiosk's, `vault.read_only`."""
    header = vault.writable_header()
    opened = header.open_slot(kdf.derive(own, header.salt, header.cost))
    if opened is None:
        raise Problem("vault.wrong_passphrase")
    if opened[1].log is None:
        raise Problem("vault.slot_not_yours")
    return Authority(header, *opened)


def add(vault: OpenVault, own: str, new: str, *, label: str, kind: SlotKind = SlotKind.WORKER) -> KeySlot:
    """Let another passphrase open the vault; with `SlotKind.KIOSK` it opens the library and never the log.

    Raises what `authority` raises, `passphrase.…` for `new`, `vault.slots_full`, `vault.slot_taken` if `new` opens
    the vault already, `vault.slot_label` for a label that is empty or too long.
    """
    strength.refuse_weak(new)
    if not 0 < len(label.strip()) <= LABEL_LENGTH or not label.isprintable():
        raise Problem("vault.slot_label", most=LABEL_LENGTH)
    return put(vault, authority(vault, own), new, kind=kind, label=label.strip())


def replace(vault: OpenVault, own: str, position: int, new: str) -> None:
    """Give a slot in use a new passphrase: somebody forgot theirs. Raises what `add` raises, and `vault.slot_gone`."""
    strength.refuse_weak(new)
    slot = _slot(vault, position)
    may = authority(vault, own)
    content = _wrapping(slot.kind, may.content, identity(vault, position))
    vault.write_header(may.header.with_slot(position, new_key(may.header, new), content))
    diagnostics.note("vault.slot_replaced")


def revoke(vault: OpenVault, own: str, position: int) -> None:
    """Take a passphrase away: its slot becomes random bytes.

    Raises what `authority` raises, `vault.slot_gone`, and `vault.slot_own` for the one that `own` itself opens, so
    that somebody can always get in. A copy of the vault made before still opens with it (SECURITY.md).
    """
    slot = _slot(vault, position)
    may = authority(vault, own)
    if slot.position == may.position:
        raise Problem("vault.slot_own")
    empty(vault, may, slot.position)


def put(vault: OpenVault, may: Authority, new: str, *, kind: SlotKind, label: str) -> KeySlot:
    """Wrap the keys for `new` in a free slot. The row first, then the header."""
    key = new_key(may.header, new)
    free = sorted(set(range(SLOTS)) - {slot.position for slot in listed(vault)} - {may.position})
    if not free:
        raise Problem("vault.slots_full", slots=SLOTS)
    position = secrets.choice(free)
    content = _wrapping(kind, may.content, os.urandom(8))
    vault.remember_slot(position, content, label)
    vault.write_header(may.header.with_slot(position, key, content))
    diagnostics.note("vault.slot_added")
    return KeySlot(position, kind, label, own=False)


def empty(vault: OpenVault, may: Authority, position: int) -> None:
    """Make a slot random bytes again. The header first, then the row."""
    vault.write_header(may.header.without_slot(position, may.content.library))
    vault.forget_slot(position)
    diagnostics.note("vault.slot_revoked")


def _slot(vault: OpenVault, position: int) -> KeySlot:
    for slot in listed(vault):
        if slot.position == position:
            return slot
    raise Problem("vault.slot_gone")


def identity(vault: OpenVault, position: int) -> bytes:
    """The identity of a slot in use; `vault.slot_gone` if it is not."""
    row = vault.library.one("SELECT identity FROM key_slot WHERE position = ?", (position,))
    if row is None:
        raise Problem("vault.slot_gone")
    return bytes(row[0])


def new_key(header: Header, new: str) -> bytes:
    """The key of a passphrase that opens nothing yet; `vault.slot_taken` if it does."""
    key = kdf.derive(new, header.salt, header.cost)
    if header.open_slot(key) is not None:
        raise Problem("vault.slot_taken")
    return key


def _wrapping(kind: SlotKind, content: SlotContent, identity: bytes) -> SlotContent:
    return SlotContent(kind, identity, content.library, None if kind is SlotKind.KIOSK else content.log)
