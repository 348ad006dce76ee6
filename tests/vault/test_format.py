"""A second reader of the format, written from SECURITY.md alone: it imports nothing of the program to read a vault."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from pathlib import Path

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from sqlcipher3 import dbapi2

from companion.vault.vault import OpenVault
from tests.vault import PASSPHRASE

ROOT = Path(__file__).parents[2]


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
    raise AssertionError("no slot opens")


def rows(path: Path, key: bytes, salt: bytes, sql: str) -> list[tuple[object, ...]]:
    store = dbapi2.connect(str(path))
    store.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    found: list[tuple[object, ...]] = store.execute(sql).fetchall()
    store.close()
    return found


def test_a_vault_can_be_read_from_its_description(vault: OpenVault) -> None:
    vault.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
    vault.close()
    header = (vault.folder / "header.key").read_bytes()
    inside = slot_content(header, PASSPHRASE)
    assert (inside[0], inside[112:]) == (1, bytes(104))
    library, log = (inside[16:48], inside[48:64]), (inside[64:96], inside[96:112])
    assert rows(vault.folder / "library.db", *library, "SELECT value FROM setting") == [('"pt"',)]
    assert rows(vault.folder / "library.db", *library, "SELECT position, identity, kind FROM key_slot") == [
        (0, inside[8:16], 1)
    ]
    assert rows(vault.folder / "log.db", *log, "SELECT role, vault, generation FROM canary") == [
        ("log", header[44:60], number(header, 60, 8))
    ]
    assert (vault.folder / "log.db").read_bytes()[:16] == log[1]


def test_checksum_and_seal_are_what_the_description_says(vault: OpenVault) -> None:
    header = (vault.folder / "header.key").read_bytes()
    key = slot_content(header, PASSPHRASE)[16:48]
    assert header[128:160] == blake2b(header[:128] + header[160:], digest_size=32).digest()
    seal = blake2b(header[:68] + header[2048:], digest_size=32, key=key, person=b"header seal")
    assert header[160:192] == seal.digest()
    assert not any(header[68:128] + header[192:2048])


def test_every_test_the_security_page_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    written = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 30
    assert named <= written
