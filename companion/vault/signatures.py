"""Ed25519 signatures in minisign's format: the standard tool verifies ours, and we verify its.

Only the prehashed kind (`ED`) counts: its signature covers the BLAKE2b-512 of the file. The older kind (`Ed`) would let
somebody pass off a signed short text as a file. The trusted comment is always checked with the signature.

A secret key is kept in minisign's own form, locked with a passphrase (scrypt) or, for machines that build, open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from companion.errors import Problem

COMMENT = "untrusted comment: "
TRUSTED_COMMENT = "trusted comment: "
MOST_COMMENT = 1024  # bytes of one comment line, as the standard tool has it
KEY_TEXT = 2 * 1024  # a key or signature file is never larger
PREHASHED, LEGACY = b"ED", b"Ed"
_SCRYPT, _OPEN, _CHECKSUM = b"Sc", b"\0\0", b"B2"
_LOCKED_BYTES = 8 + 64 + 32
# What minisign itself uses for a new key; a key that asks for more than this is not opened.
_OPS, _MEMORY = 33_554_432, 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies. `id` names it; it is no proof of anything."""

    key: bytes
    id: bytes

    def text(self) -> str:
        """The key on one line, as minisign takes it after `-P`."""
        return base64.b64encode(LEGACY + self.id + self.key).decode()

    def file(self) -> str:
        """The key as a file of minisign's."""
        return f"{COMMENT}minisign public key {self.name}\n{self.text()}\n"

    @property
    def name(self) -> str:
        """The id as minisign writes it."""
        return self.id[::-1].hex().upper()


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key that signs: 64 bytes, seed and public key."""

    secret: bytes
    id: bytes

    @property
    def public(self) -> PublicKey:
        """The key that verifies what this one signs."""
        return PublicKey(self.secret[32:], self.id)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: four lines of text. `comment` is covered by it; the untrusted comment is not, and not kept."""

    id: bytes
    signature: bytes
    comment: str
    comment_signature: bytes

    def lines(self) -> list[str]:
        """The signature as minisign writes it."""
        return [
            f"{COMMENT}signature of a content pack",
            base64.b64encode(PREHASHED + self.id + self.signature).decode(),
            TRUSTED_COMMENT + self.comment,
            base64.b64encode(self.comment_signature).decode(),
        ]


def new_key() -> SecretKey:
    """A random key. Its id follows from it, so that who has the key in words has the id as well."""
    from nacl.bindings import crypto_sign_keypair

    public, secret = crypto_sign_keypair()
    return SecretKey(secret, id_of(public))


def id_of(public: bytes) -> bytes:
    """The id that our keys have. Keys made elsewhere have a random one."""
    return hashlib.blake2b(public, digest_size=8, person=b"companion key id").digest()


def digest(data: bytes | memoryview) -> bytes:
    """What is signed of a file: its BLAKE2b-512."""
    return hashlib.blake2b(data).digest()


def sign(data: bytes | memoryview, key: SecretKey, comment: str) -> Signature:
    """Sign a file, and the comment (one line) with it."""
    signature = _sign(digest(data), key)
    return Signature(key.id, signature, comment, _sign(signature + comment.encode(), key))


def is_by(signature: Signature, digest_: bytes, key: PublicKey) -> bool:
    """Whether the key signed that digest. Whether it wrote the comment is another question: `comment_is_by`."""
    return _holds(signature.signature, digest_, key)


def comment_is_by(signature: Signature, key: PublicKey) -> bool:
    """Whether the trusted comment is the one that was signed."""
    return _holds(signature.comment_signature, signature.signature + signature.comment.encode(), key)


def read_signature(lines: list[str]) -> Signature:
    """Four lines as a signature.

    Raises `packs.signature_unreadable`, and `packs.signature_legacy` for the kind that is not prehashed.
    """
    if len(lines) != 4 or not lines[0].startswith(COMMENT) or not lines[2].startswith(TRUSTED_COMMENT):
        raise Problem("packs.signature_unreadable")
    if any(len(line.encode()) > MOST_COMMENT + len(COMMENT) for line in lines):
        raise Problem("packs.signature_unreadable")
    body, tail = _decoded(lines[1], 74), _decoded(lines[3], 64)
    if body[:2] == LEGACY:
        raise Problem("packs.signature_legacy")
    if body[:2] != PREHASHED:
        raise Problem("packs.signature_unreadable")
    return Signature(body[2:10], body[10:], lines[2].removeprefix(TRUSTED_COMMENT), tail)


def read_public_key(text: str) -> PublicKey:
    """A public key from its line of text, or from a file of minisign's. Raises `packs.key_unreadable`."""
    lines = [line.strip() for line in text[:KEY_TEXT].splitlines() if line.strip()]
    if lines and lines[0].startswith(COMMENT):
        lines = lines[1:]
    if len(lines) != 1:
        raise Problem("packs.key_unreadable")
    try:
        body = base64.b64decode(lines[0], validate=True)
    except (ValueError, binascii.Error) as error:
        raise Problem("packs.key_unreadable") from error
    if len(body) != 42 or body[:2] != LEGACY:
        raise Problem("packs.key_unreadable")
    return PublicKey(body[10:], body[2:10])


def locked(key: SecretKey, passphrase: str, *, salt: bytes | None = None, cost: tuple[int, int] | None = None) -> str:
    """The secret key as a file of minisign's, locked with a passphrase; an empty one leaves it open.

    `cost` is scrypt's (operations, bytes of memory) as libsodium counts them; minisign's own if not said.
    """
    from nacl.utils import random

    cost, checksum = cost or (_OPS, _MEMORY), _checksum(key)
    plain = key.id + key.secret + checksum
    if passphrase:
        salt, kind = salt or random(32), _SCRYPT
        stream = _stream(passphrase, salt, *cost)
        plain = bytes(a ^ b for a, b in zip(plain, stream, strict=True))
    else:
        salt, kind, cost = bytes(32), _OPEN, (0, 0)
    numbers = b"".join(number.to_bytes(8, "little") for number in cost)
    body = base64.b64encode(LEGACY + kind + _CHECKSUM + salt + numbers + plain).decode()
    return f"{COMMENT}minisign {'encrypted ' if passphrase else ''}secret key\n{body}\n"


def needs_passphrase(text: str) -> bool:
    """Whether the secret key in this file is locked. Raises `packs.key_unreadable`."""
    return _secret_body(text)[2:4] == _SCRYPT


def unlock(text: str, passphrase: str) -> SecretKey:
    """The secret key of a file of minisign's. Raises `packs.key_unreadable`, `packs.key_wrong_passphrase`."""
    body = _secret_body(text)
    plain = body[54:]
    if body[2:4] == _SCRYPT:
        ops, memory = int.from_bytes(body[38:46], "little"), int.from_bytes(body[46:54], "little")
        if ops > _OPS or memory > _MEMORY:
            raise Problem("packs.key_unreadable")
        stream = _stream(passphrase, body[6:38], ops, memory)
        plain = bytes(a ^ b for a, b in zip(plain, stream, strict=True))
    key = SecretKey(plain[8:72], plain[:8])
    if body[2:4] == _OPEN and plain[72:] == bytes(32):  # the standard tool writes no checksum into an open key
        return key
    if not hmac.compare_digest(_checksum(key), plain[72:]):
        raise Problem("packs.key_wrong_passphrase" if body[2:4] == _SCRYPT else "packs.key_unreadable")
    return key


def _secret_body(text: str) -> bytes:
    lines = text[:KEY_TEXT].splitlines()
    if len(lines) < 2 or not lines[0].startswith(COMMENT):
        raise Problem("packs.key_unreadable")
    try:
        body = base64.b64decode(lines[1].strip(), validate=True)
    except (ValueError, binascii.Error) as error:
        raise Problem("packs.key_unreadable") from error
    known = body[:2] == LEGACY and body[2:4] in (_SCRYPT, _OPEN) and body[4:6] == _CHECKSUM
    if len(body) != 54 + _LOCKED_BYTES or not known:
        raise Problem("packs.key_unreadable")
    return body


def _checksum(key: SecretKey) -> bytes:
    return hashlib.blake2b(LEGACY + key.id + key.secret, digest_size=32).digest()


def _stream(passphrase: str, salt: bytes, ops: int, memory: int) -> bytes:
    """What a locked key is hidden under: scrypt with the parameters that libsodium picks for this cost."""
    from nacl.bindings import crypto_pwhash_scryptsalsa208sha256_ll, nacl_bindings_pick_scrypt_params

    log_n, r, p = nacl_bindings_pick_scrypt_params(ops, memory)
    most = 2 * 1024 * 1024 * 1024
    found: bytes = crypto_pwhash_scryptsalsa208sha256_ll(
        passphrase.encode(), salt, 1 << log_n, r, p, dklen=_LOCKED_BYTES, maxmem=most
    )
    return found


def _sign(message: bytes, key: SecretKey) -> bytes:
    from nacl.bindings import crypto_sign

    signed: bytes = crypto_sign(message, key.secret)
    return signed[:64]


def _holds(signature: bytes, message: bytes, key: PublicKey) -> bool:
    from nacl.bindings import crypto_sign_open
    from nacl.exceptions import CryptoError

    try:
        crypto_sign_open(signature + message, key.key)
    except (CryptoError, ValueError):  # ValueError: no point of the curve
        return False
    return True


def _decoded(line: str, length: int) -> bytes:
    try:
        body = base64.b64decode(line, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Problem("packs.signature_unreadable") from error
    if len(body) != length:
        raise Problem("packs.signature_unreadable")
    return body
