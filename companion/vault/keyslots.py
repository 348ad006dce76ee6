"""The header of a vault: 4096 bytes of parameters and eight key slots, written whole or not at all.

A slot wraps the keys of the stores with a key made from a passphrase. Slots nobody uses are random bytes, and a wrapped
slot looks no different. One salt serves all slots, so that one try costs one key derivation, whoever tries.
The layout is documented in SECURITY.md; all numbers are big-endian.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, replace
from enum import IntEnum

from companion.errors import Problem
from companion.vault.kdf import KEY_BYTES, SALT_BYTES, Cost, bounded

HEADER_BYTES = 4096
MAGIC = b"\x89CVH\r\n\x1a\n"  # a copy made in text mode, or cut to seven bits, is noticed at once
FORMAT = 1
ARGON2ID = 1
SLOTS = 8

_FIXED = struct.Struct(">8sHHIIQ16s16s")  # magic, format, kdf, reserved, passes, memory, salt, vault id
_GENERATION = struct.Struct(">Q")
_GENERATION_AT = _FIXED.size
_CHECKSUM_AT = 128
_SEAL_AT = 160
_DIGEST_BYTES = 32
SLOTS_AT = 2048
_SLOT_BYTES = 256
_NONCE_BYTES = 24
_TAG_BYTES = 16
_INSIDE_BYTES = _SLOT_BYTES - _NONCE_BYTES - _TAG_BYTES
_INSIDE = struct.Struct(f">B7x8s{KEY_BYTES}s{SALT_BYTES}s{KEY_BYTES}s{SALT_BYTES}s")


class SlotKind(IntEnum):
    """Who opens with a slot. A kiosk slot holds the key of the library alone."""

    WORKER = 1
    RECOVERY = 2
    KIOSK = 3


@dataclass(frozen=True)
class StoreKey:
    """Raw key (32 bytes) and explicit salt (16 bytes) of one SQLCipher file."""

    key: bytes
    salt: bytes

    @staticmethod
    def new() -> StoreKey:
        """A random key and a random salt."""
        return StoreKey(os.urandom(KEY_BYTES), os.urandom(SALT_BYTES))

    def __repr__(self) -> str:
        return "StoreKey(…)"


@dataclass(frozen=True)
class SlotContent:
    """What a slot holds once it is opened."""

    kind: SlotKind
    identity: bytes
    library: StoreKey
    log: StoreKey | None

    @staticmethod
    def new(kind: SlotKind, library: StoreKey, log: StoreKey | None) -> SlotContent:
        """A slot's content with a fresh random identity of 8 bytes."""
        return SlotContent(kind, os.urandom(8), library, log)

    def pack(self) -> bytes:
        """The plaintext of a slot, always of the same length."""
        log = self.log or StoreKey(bytes(KEY_BYTES), bytes(SALT_BYTES))
        fields = (self.identity, self.library.key, self.library.salt, log.key, log.salt)
        return _INSIDE.pack(self.kind, *fields).ljust(_INSIDE_BYTES, b"\0")

    @staticmethod
    def unpack(inside: bytes) -> SlotContent:
        """Read what `pack` made; a kind from a newer program raises `vault.newer`."""
        kind, identity, *keys = _INSIDE.unpack(inside[: _INSIDE.size])
        library, log = StoreKey(keys[0], keys[1]), StoreKey(keys[2], keys[3])
        if kind not in set(SlotKind):
            raise Problem("vault.newer")
        return SlotContent(SlotKind(kind), identity, library, log if any(log.key) else None)


@dataclass(frozen=True)
class Header:
    """Parameters and slots of a vault. `generation` grows by one with every change; `sound` is the checksum's word."""

    cost: Cost
    salt: bytes
    vault_id: bytes
    generation: int
    slots: tuple[bytes, ...]
    seal: bytes = bytes(_DIGEST_BYTES)
    sound: bool = True

    @staticmethod
    def new(cost: Cost) -> Header:
        """A header whose slots are all unused."""
        slots = tuple(os.urandom(_SLOT_BYTES) for _ in range(SLOTS))
        return Header(cost, os.urandom(SALT_BYTES), os.urandom(16), 1, slots)

    @staticmethod
    def unpack(data: bytes) -> Header:
        """Read a header.

        Raises `vault.header_damaged` when nothing can be done with it, `vault.newer` for a later format. A header
        whose checksum is wrong but whose parameters make sense is read, because its slots may well open.
        """
        if len(data) != HEADER_BYTES or data[: len(MAGIC)] != MAGIC:
            raise Problem("vault.header_damaged")
        _, form, kdf, reserved, passes, memory, salt, vault_id = _FIXED.unpack_from(data)
        sound = _same(_checksum(data), data[_CHECKSUM_AT : _CHECKSUM_AT + _DIGEST_BYTES])
        if sound and (form > FORMAT or kdf > ARGON2ID):
            raise Problem("vault.newer")
        cost = Cost(memory, passes)
        if form != FORMAT or kdf != ARGON2ID or reserved or not bounded(cost):
            raise Problem("vault.header_damaged")
        (generation,) = _GENERATION.unpack_from(data, _GENERATION_AT)
        starts = range(SLOTS_AT, HEADER_BYTES, _SLOT_BYTES)
        slots = tuple(data[at : at + _SLOT_BYTES] for at in starts)
        return Header(cost, salt, vault_id, generation, slots, data[_SEAL_AT : _SEAL_AT + _DIGEST_BYTES], sound)

    def pack(self) -> bytes:
        """The 4096 bytes, with their checksum."""
        data = bytearray(HEADER_BYTES)
        data[: _FIXED.size] = self._fixed()
        _GENERATION.pack_into(data, _GENERATION_AT, self.generation)
        data[_SEAL_AT : _SEAL_AT + _DIGEST_BYTES] = self.seal
        data[SLOTS_AT:] = b"".join(self.slots)
        data[_CHECKSUM_AT : _CHECKSUM_AT + _DIGEST_BYTES] = _checksum(bytes(data))
        return bytes(data)

    def open_slot(self, key: bytes) -> tuple[int, SlotContent] | None:
        """The slot that `key` opens, with its position. All eight are tried, always: the time tells nothing."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
        from nacl.exceptions import CryptoError

        found: tuple[int, bytes] | None = None
        for position, slot in enumerate(self.slots):
            try:
                inside = decrypt(slot[_NONCE_BYTES:], self._bound(position), slot[:_NONCE_BYTES], key)
            except CryptoError:
                continue
            found = (position, inside)
        return (found[0], SlotContent.unpack(found[1])) if found else None

    def with_slot(self, position: int, key: bytes, content: SlotContent) -> Header:
        """This header with `content` wrapped by `key` at `position`, one generation on."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

        nonce = os.urandom(_NONCE_BYTES)
        slot = nonce + encrypt(content.pack(), self._bound(position), nonce, key)
        slots = (*self.slots[:position], slot, *self.slots[position + 1 :])
        return replace(self, slots=slots, generation=self.generation + 1, sound=True).sealed(content.library)

    def without_slot(self, position: int, library: StoreKey) -> Header:
        """This header with random bytes at `position`, one generation on."""
        slots = (*self.slots[:position], os.urandom(_SLOT_BYTES), *self.slots[position + 1 :])
        return replace(self, slots=slots, generation=self.generation + 1, sound=True).sealed(library)

    def sealed(self, library: StoreKey) -> Header:
        """This header with the seal that only who holds the library's key can make: it covers generation and slots."""
        return replace(self, seal=self._seal(library))

    def seal_holds(self, library: StoreKey) -> bool:
        """Whether the header is as the program last wrote it."""
        return _same(self.seal, self._seal(library))

    def _seal(self, library: StoreKey) -> bytes:
        sealed = self._fixed() + _GENERATION.pack(self.generation) + b"".join(self.slots)
        return _blake2b(sealed, bytes(library.key), b"header seal")

    def _bound(self, position: int) -> bytes:
        """What a slot is bound to: cost, salt and vault, and its own place. None of them can be changed unnoticed."""
        return self._fixed() + bytes([position])

    def _fixed(self) -> bytes:
        cost = self.cost
        return _FIXED.pack(MAGIC, FORMAT, ARGON2ID, 0, cost.passes, cost.memory, self.salt, self.vault_id)


def _checksum(data: bytes) -> bytes:
    """BLAKE2b-256 over all but the checksum itself: tells a damaged header from a wrong passphrase."""
    return _blake2b(data[:_CHECKSUM_AT] + data[_CHECKSUM_AT + _DIGEST_BYTES :])


def _blake2b(data: bytes, key: bytes = b"", person: bytes = b"") -> bytes:
    """libsodium's, which is loaded for the slots anyway: Python's own brings OpenSSL with it, 4 MB of memory."""
    from nacl.bindings import crypto_generichash_blake2b_salt_personal as blake2b

    return bytes(blake2b(data, digest_size=_DIGEST_BYTES, key=key, person=person))


def _same(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, compared in a time that tells nothing."""
    from nacl.bindings import sodium_memcmp

    return len(one) == len(other) and bool(sodium_memcmp(one, other))
