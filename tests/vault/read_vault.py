"""A second reader of the vault, written from SECURITY.md alone: nothing of the program is imported.

`python -m tests.vault.read_vault FOLDER library|log "SELECT …"` reads the passphrase from standard input and prints the
rows. Whoever has this file, the passphrase, PyNaCl and sqlcipher3 can read a vault when the program is long gone.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from sqlcipher3 import dbapi2

PLACES = {"library": (16, 48), "log": (64, 96)}  # of key and salt inside a slot


def number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def slot_content(header: bytes, passphrase: str) -> bytes:
    """The 216 bytes inside the slot that the passphrase opens."""
    assert len(header) == 4096
    assert header[:12] == bytes.fromhex("89435648 0d0a1a0a 0001 0001")
    secret = unicodedata.normalize("NFC", passphrase).encode()
    key = argon2id.kdf(32, secret, header[28:44], number(header, 16, 4), number(header, 20, 8))
    for slot in range(8):
        wrapped = header[2048 + 256 * slot :][:256]
        try:
            return decrypt(wrapped[24:], header[:60] + bytes([slot]), wrapped[:24], key)
        except CryptoError:
            continue
    raise SystemExit("this passphrase opens no slot")


def rows(path: Path, key: bytes, salt: bytes, sql: str) -> list[tuple[object, ...]]:
    store = dbapi2.connect(str(path))
    store.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    found: list[tuple[object, ...]] = store.execute(sql).fetchall()
    store.close()
    return found


def read(folder: Path, store: str, passphrase: str, sql: str) -> list[tuple[object, ...]]:
    """The rows of a statement in one of the two stores."""
    inside = slot_content((folder / "header.key").read_bytes(), passphrase)
    key, salt = PLACES[store]
    if not any(inside[key : key + 32]):
        raise SystemExit("this passphrase opens the library alone")
    return rows(folder / f"{store}.db", inside[key : key + 32], inside[salt : salt + 16], sql)


if __name__ == "__main__":
    for row in read(Path(sys.argv[1]), sys.argv[2], sys.stdin.readline().rstrip("\r\n"), sys.argv[3]):
        print(*row, sep="\t")
