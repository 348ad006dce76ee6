"""From a passphrase to a key: Argon2id, slow on purpose, with parameters that are bounded on both sides.

Parameters come from the header of a vault, so they are not trusted: under the bounds of libsodium they mean nothing,
and over `CEILING` a damaged or hostile header would take all the memory or hang the program.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from companion.errors import Problem

MIB = 1024 * 1024
KEY_BYTES = 32
SALT_BYTES = 16
TARGET_SECONDS = 1.0


@dataclass(frozen=True)
class Cost:
    """What one try costs: `memory` in bytes, `passes` over it (libsodium's memlimit and opslimit)."""

    memory: int
    passes: int

    @property
    def work(self) -> int:
        """Bytes touched altogether: what the time of one try is proportional to."""
        return self.memory * self.passes

    def at_least(self, other: Cost) -> bool:
        """Whether no parameter is under the other's."""
        return self.memory >= other.memory and self.passes >= other.passes


FLOOR = Cost(64 * MIB, 3)
DEFAULT = Cost(256 * MIB, 3)
SMALLEST = Cost(8 * 1024, 1)  # the least libsodium permits: for tests, which say so explicitly
MOST_MEMORY = 1024 * MIB
MOST_PASSES = 64
MOST_WORK = 4096 * MIB  # five times the default: some seconds on a slow laptop, never minutes


def bounded(cost: Cost) -> bool:
    """Whether libsodium takes these parameters and a laptop survives them."""
    small_enough = cost.memory <= MOST_MEMORY and cost.passes <= MOST_PASSES and cost.work <= MOST_WORK
    return small_enough and cost.at_least(SMALLEST)


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of `passphrase`. Always the full cost, whatever the passphrase is.

    The passphrase is normalised (NFC): an é typed as one character or as two opens the same vault, on any keyboard.
    Raises `vault.header_damaged` for parameters out of bounds and `vault.no_memory` if the device cannot pay.
    """
    if not bounded(cost) or len(salt) != SALT_BYTES:
        raise Problem("vault.header_damaged")
    from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        key: bytes = crypto_pwhash_alg(KEY_BYTES, secret, salt, cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13)
    except (MemoryError, RuntimeError) as error:  # PyNaCl's RuntimeError is libsodium's "could not allocate"
        raise Problem("vault.no_memory", megabytes=cost.memory // MIB) from error
    return key


def calibrate(measure: Callable[[Cost], float] | None = None, target: float = TARGET_SECONDS) -> Cost:
    """The cost that takes about `target` seconds on this device, never under `FLOOR`, never over the bounds.

    Memory is what makes guessing on graphics cards dear, so it is lowered last and only passes are raised.
    """
    seconds = measure or _seconds
    taken = seconds(FLOOR)
    affordable = FLOOR.work * target / max(taken, 1e-6)
    for memory in (DEFAULT.memory, 192 * MIB, 128 * MIB, 96 * MIB):
        passes = min(int(affordable // memory), MOST_WORK // memory, 2 * DEFAULT.passes)
        if passes >= FLOOR.passes:
            return Cost(memory, passes)
    return FLOOR


def _seconds(cost: Cost) -> float:
    begin = time.perf_counter()
    derive("how long does this take here", bytes(SALT_BYTES), cost)
    return time.perf_counter() - begin
