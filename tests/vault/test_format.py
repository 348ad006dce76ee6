"""The format is what SECURITY.md says: `read_vault`, which knows nothing else, reads what the program wrote."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

from companion.vault import slots
from companion.vault.keyslots import SlotKind
from companion.vault.vault import OpenVault
from tests.vault import OTHER, PASSPHRASE
from tests.vault.read_vault import number, rows, slot_content

ROOT = Path(__file__).parents[2]


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


def test_the_stand_alone_reader_is_short_knows_nothing_of_us_and_reads_any_persons_vault(vault: OpenVault) -> None:
    source = (Path(__file__).parent / "read_vault.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 150
    assert "companion" not in source
    slots.add(vault, PASSPHRASE, OTHER, label="night shift")
    slots.add(vault, PASSPHRASE, f"{OTHER} kiosk", label="counter", kind=SlotKind.KIOSK)
    vault.close()
    for passphrase, store, said in (
        (PASSPHRASE, "log", "log"),
        (OTHER, "log", "log"),
        (f"{OTHER} kiosk", "library", "library"),
        (f"{OTHER} kiosk", "log", ""),
        ("not this one at all", "library", ""),
    ):
        command = [sys.executable, "-m", "tests.vault.read_vault", str(vault.folder), store, "SELECT role FROM canary"]
        done = subprocess.run(command, cwd=ROOT, input=passphrase, capture_output=True, text=True)
        assert done.stdout.strip() == said, done.stderr


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
