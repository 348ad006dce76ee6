"""Recovery sheets: words on paper that open the vault when the passphrase is lost.

The words of a sheet stand for 15 random bytes; put back in order, they are the passphrase of a slot of their own. Told
as one sheet, or as three of which any two are needed (`sharing`): a share has one word more, for its number and its
set. A sheet opens the vault once: choosing a new passphrase empties its slot.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from companion import diagnostics
from companion.errors import Problem
from companion.vault import sharing, slots, strength, words
from companion.vault.keyslots import SlotContent, SlotKind
from companion.vault.vault import OpenVault

SECRET_BYTES = 15  # 120 bits: twelve words with twelve bits of checksum
WHOLE_WORDS = 12
SHARE_WORDS = 13
_SETS = 64


@dataclass(frozen=True)
class Sheet:
    """One piece of paper: sheet `number` of `of` (1 of 1, or 1 to 3 of 3), and its words in order."""

    number: int
    of: int
    words: tuple[str, ...]

    @property
    def code_text(self) -> str:
        """What the sheet's square code says: the words, in capitals, which take the least room in it."""
        return " ".join(self.words).upper()

    def __repr__(self) -> str:
        return f"Sheet({self.number} of {self.of})"


def make(vault: OpenVault, own: str, *, shared: bool = False) -> list[Sheet]:
    """New sheets, one or three; the ones before open nothing any more. Raises what `slots.authority` raises."""
    may = slots.authority(vault, own)
    secret = os.urandom(SECRET_BYTES)
    for old in _positions(vault):
        slots.empty(vault, may, old)
        may = slots.Authority(vault.writable_header(), may.position, may.content)
    slots.put(vault, may, _phrase(secret), kind=SlotKind.RECOVERY, label="")
    diagnostics.note("vault.recovery_made")
    if not shared:
        return [Sheet(1, 1, tuple(words.words_of(secret)))]
    group = secrets.randbelow(_SETS)
    return [
        Sheet(number, sharing.SHARES, tuple(words.words_of(bytes([group << 2 | number]) + share)))
        for number, share in enumerate(sharing.split(secret), 1)
    ]


def cancel(vault: OpenVault, own: str) -> None:
    """Make every sheet worthless: lost, or seen by somebody."""
    may = slots.authority(vault, own)
    for position in _positions(vault):
        if position == may.position:
            raise Problem("vault.slot_own")
        slots.empty(vault, may, position)
        may = slots.Authority(vault.writable_header(), may.position, may.content)


def there_is_one(vault: OpenVault) -> bool:
    """Whether a sheet opens this vault."""
    return bool(_positions(vault))


def phrase(typed: Sequence[str]) -> str:
    """The passphrase that one whole sheet, or two of three, stand for. Open the vault with it.

    Raises `words.unknown`, `words.count`, `words.check`, `recovery.one_more` after one share,
    `recovery.same_sheet`, `recovery.other_set`.
    """
    given = [_read(text) for text in typed if text.strip()]
    if len(given) == 1 and len(given[0]) == SECRET_BYTES:
        return _phrase(given[0])
    shares = [(secret[0] >> 2, secret[0] & 3, secret[1:]) for secret in given if len(secret) > SECRET_BYTES]
    if len(shares) < sharing.NEEDED:
        raise Problem("recovery.one_more")
    (group, place, share), (other_group, other_place, other) = shares[:2]
    if group != other_group:
        raise Problem("recovery.other_set")
    if place == other_place:
        raise Problem("recovery.same_sheet")
    return _phrase(sharing.combine(place, share, other_place, other))


def understood(typed: str) -> str:
    """What a person typed where a passphrase is asked for: the words of a whole sheet in order, or itself."""
    if len(words.split(typed)) != WHOLE_WORDS:
        return typed
    try:
        return phrase([typed])
    except Problem:
        return typed


def renew(vault: OpenVault, used: str, new: str, position: int | None = None) -> None:
    """After opening with a sheet's `phrase`: a new passphrase for the worker's slot at `position`, or in the sheet's.

    The sheet opens nothing any more from the same write on. Raises what `slots.add` and `slots.replace` raise.
    """
    strength.refuse_weak(new)
    may = slots.authority(vault, used)
    if may.content.kind is not SlotKind.RECOVERY:
        raise Problem("vault.slot_not_yours")
    at = may.position if position is None else position
    content = SlotContent(SlotKind.WORKER, slots.identity(vault, at), may.content.library, may.content.log)
    header = may.header.with_slot(at, slots.new_key(may.header, new), content)
    if at == may.position:
        vault.write_header(header)
        vault.remember_slot(at, content)
    else:
        vault.write_header(header.without_slot(may.position, content.library))
        vault.forget_slot(may.position)
    diagnostics.note("vault.recovered")


def _positions(vault: OpenVault) -> list[int]:
    return [slot.position for slot in slots.listed(vault) if slot.kind is SlotKind.RECOVERY]


def _phrase(secret: bytes) -> str:
    return " ".join(words.words_of(secret))


def _read(typed: str) -> bytes:
    """The bytes of one sheet: 15 of a whole one, 16 of a share."""
    share = len(words.split(typed)) >= SHARE_WORDS
    return words.secret_of(typed, SECRET_BYTES + 1 if share else SECRET_BYTES)
