"""Bundles between laptops: signed inside, sealed to one reader, padded to fixed steps.

A sealed box alone can be made by anybody who has the reader's public key, so it says nothing about who wrote it. The
signature inside does; it also covers the reader's key, so that a bundle cannot be sealed again to somebody else. What
is sealed has one of a few sizes, so that the size of a file does not tell how busy a team was.

The file, numbers big-endian:

| at | bytes | what |
| --- | --- | --- |
| 0 | 8 | `89 43 42 4E 0D 0A 1A 0A` |
| 8 | 2 | format: 1 |
| 10 | 4 | length of the whole file |
| 14 | 16 | salt, random |
| 30 | 16 | BLAKE2b-128 of the reader's public key, with that salt: tells a foreign bundle from a broken one, and is
|    |    | another one in every file, so that two files do not show that they belong together |
| 46 | | libsodium's sealed box (X25519, XSalsa20-Poly1305) |

Inside the box: the writer's Ed25519 key (32), the signature (64), the length of the content (4), the content, zeros.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from companion.errors import Problem

KEY_BYTES = 32
MAGIC = b"\x89CBN\r\n\x1a\n"
FORMAT = 1
STEPS = (32 * 1024, 128 * 1024, 512 * 1024, 2048 * 1024)  # sizes of what is sealed
_HEAD_BYTES = 46
_INNER_HEAD_BYTES = 32 + 64 + 4
_BOX_BYTES = 48  # what sealing adds
_LENGTH_BYTES = 4
MOST_CONTENT = STEPS[-1] - _INNER_HEAD_BYTES
MOST_BYTES = STEPS[-1] + _HEAD_BYTES + _BOX_BYTES
_SIGNED = b"companion bundle 1\0"


@dataclass(frozen=True)
class Opened:
    """What was in a bundle, and the key of whoever signed it."""

    signer: bytes
    content: bytes


def new_key() -> bytes:
    """A new secret of 32 bytes: the seed one signs with, or the key one reads with."""
    return secrets.token_bytes(KEY_BYTES)


def verify_key_of(seed: bytes) -> bytes:
    """The key others check this seed's signatures with."""
    from nacl.signing import SigningKey

    return bytes(SigningKey(seed).verify_key)


def public_of(secret: bytes) -> bytes:
    """The key others seal to, for whoever has `secret`."""
    from nacl.public import PrivateKey

    return bytes(PrivateKey(secret).public_key)


def sign_and_seal(content: bytes, seed: bytes, reader: bytes) -> bytes:
    """`content` signed with `seed` and sealed to the public key `reader`. Raises `bundle.too_large`."""
    from nacl.public import PublicKey, SealedBox
    from nacl.signing import SigningKey

    if len(content) > MOST_CONTENT:
        raise Problem("bundle.too_large", limit=MOST_CONTENT)
    signing = SigningKey(seed)
    signature = signing.sign(_signed(reader, content)).signature
    inner = bytes(signing.verify_key) + signature + len(content).to_bytes(_LENGTH_BYTES, "big") + content
    step = next(step for step in STEPS if len(inner) <= step)
    box = bytes(SealedBox(PublicKey(reader)).encrypt(inner.ljust(step, b"\0")))
    salt = secrets.token_bytes(16)
    length = (_HEAD_BYTES + len(box)).to_bytes(_LENGTH_BYTES, "big")
    return MAGIC + FORMAT.to_bytes(2, "big") + length + salt + _reader_tag(reader, salt) + box


def open_and_check(data: bytes, secret: bytes) -> Opened:
    """What is in the bundle, after its signature has been checked; who the signer is, is the caller's question.

    Raises `bundle.not_one`, `bundle.newer_format`, `bundle.cut_off` (also for a file that is too long),
    `bundle.foreign` (sealed to another team), `bundle.damaged` and `bundle.forged`.
    """
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    _check_head(data)
    reader = public_of(secret)
    if not secrets.compare_digest(data[30:_HEAD_BYTES], _reader_tag(reader, data[14:30])):
        raise Problem("bundle.foreign")
    try:
        inner = bytes(SealedBox(PrivateKey(secret)).decrypt(data[_HEAD_BYTES:]))
    except (CryptoError, ValueError) as error:
        raise Problem("bundle.damaged") from error
    return _checked(inner, reader)


def _check_head(data: bytes) -> None:
    if not data.startswith(MAGIC):
        raise Problem("bundle.cut_off" if data and MAGIC.startswith(data) else "bundle.not_one")
    if len(data) < _HEAD_BYTES:
        raise Problem("bundle.cut_off")
    if int.from_bytes(data[8:10], "big") != FORMAT:
        raise Problem("bundle.newer_format")
    if int.from_bytes(data[10:14], "big") != len(data):
        raise Problem("bundle.cut_off")


def _checked(inner: bytes, reader: bytes) -> Opened:
    """The content, if its signature is its signer's. Whoever has the public key can seal anything at all."""
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    signer, signature = inner[:32], inner[32:96]
    end = _INNER_HEAD_BYTES + int.from_bytes(inner[96:_INNER_HEAD_BYTES], "big")
    content, padding = inner[_INNER_HEAD_BYTES:end], inner[end:]
    if len(inner) not in STEPS or end > len(inner) or padding.strip(b"\0"):
        raise Problem("bundle.forged")
    try:
        VerifyKey(signer).verify(_signed(reader, content), signature)
    except (CryptoError, ValueError, TypeError) as error:
        raise Problem("bundle.forged") from error
    return Opened(signer, content)


def _signed(reader: bytes, content: bytes) -> bytes:
    return _SIGNED + reader + content


def _reader_tag(reader: bytes, salt: bytes) -> bytes:
    return hashlib.blake2b(reader, digest_size=16, salt=salt, person=b"bundle reader").digest()
