"""Signatures in minisign's format, against vectors that the standard tool made, and against the tool where it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault import signatures
from companion.vault.signatures import (
    PublicKey,
    Signature,
    comment_is_by,
    digest,
    is_by,
    locked,
    new_key,
    read_public_key,
    read_signature,
    sign,
    unlock,
)

MESSAGE = b"Companion reads what minisign 0.11 signed.\n"
TOOL = shutil.which("minisign")
CHEAP = (32_768, 16 * 1024 * 1024)  # libsodium's least, so that a test need not wait

# Made with `minisign -G -W` and `minisign -S` (0.11); the legacy one with `-S -l`.
PUBLIC = "RWShK+9Se17lGmlyF3ljqf/xbhmND/DW1/xBGCNSGOAo84hOG35b0/ZR"
SIGNED = """untrusted comment: signature from minisign secret key
RUShK+9Se17lGpmkL2RQcCuuJxvt2irTUf7SoHY0zv31BxxnXXUpQblpSIySbt1pbbfjuQxdVhovk+lchYlSvmgE91M9m8WfqAw=
trusted comment: made by the standard tool
6dchsFoHHwg2N+TNxinKQlKs4GFaxH8Y8cIlQ2UVno8262xs09SEQWg+p66+jPSMktQuHieepVak7TJJpK0ABg==
""".splitlines()
LEGACY = """untrusted comment: signature from minisign secret key
RWShK+9Se17lGmi5k9bEzpPL2XaojVHTQ3KHRnT3M+yoWLfHYLhBdQr62j5IJJ2XDu7t4T30oIqOsLh8OipzJxW/tzfUqlnGOQo=
trusted comment: made by the standard tool
HWUHsB+7pYqRM924X3iQGUE4D5/bR/xRilhI+ZMZu4uqqH0po1jt4Wbr2N2ZZmQx2uvmaKiTJHqIfiKT7obyCA==
""".splitlines()


def holds(signature: Signature, message: bytes, key: PublicKey) -> bool:
    return is_by(signature, digest(message), key) and comment_is_by(signature, key)


def test_a_signature_of_the_standard_tool_is_verified() -> None:
    signature, key = read_signature(SIGNED), read_public_key(PUBLIC)
    assert signature.comment == "made by the standard tool"
    assert signature.id == key.id
    assert key.name == "1AE55E7B52EF2BA1"
    assert holds(signature, MESSAGE, key)
    assert read_public_key(key.file()) == key


def test_a_legacy_signature_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        read_signature(LEGACY)
    assert caught.value.code == "packs.signature_legacy"


def test_another_file_another_key_and_another_comment_are_noticed() -> None:
    signature, key = read_signature(SIGNED), read_public_key(PUBLIC)
    assert not is_by(signature, digest(MESSAGE + b" "), key)
    assert not is_by(signature, digest(MESSAGE), new_key().public)
    edited = read_signature([*SIGNED[:2], SIGNED[2] + "!", SIGNED[3]])
    assert is_by(edited, digest(MESSAGE), key)
    assert not comment_is_by(edited, key)


@pytest.mark.parametrize("at", range(4))
def test_every_flipped_bit_of_a_signature_is_refused_or_noticed(at: int) -> None:
    key = read_public_key(PUBLIC)
    for place in range(len(SIGNED[at])):
        flipped = SIGNED[at][:place] + chr(ord(SIGNED[at][place]) ^ 1) + SIGNED[at][place + 1 :]
        try:
            changed = read_signature([*SIGNED[:at], flipped, *SIGNED[at + 1 :]])
        except Problem:
            continue
        same = changed == read_signature(SIGNED)  # the untrusted comment, and bits that base64 does not use
        assert same or not holds(changed, MESSAGE, key) or changed.id != key.id


@pytest.mark.parametrize("text", ["", "RW", "x" * 56, PUBLIC[:-4], PUBLIC + "\n" + PUBLIC, "RUS" + PUBLIC[3:]])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_public_key(text)
    assert caught.value.code == "packs.key_unreadable"


def test_a_key_that_is_no_point_of_the_curve_verifies_nothing() -> None:
    for key in (bytes(32), b"\xff" * 32, b"\x01" + bytes(31)):
        assert not holds(read_signature(SIGNED), MESSAGE, PublicKey(key, read_public_key(PUBLIC).id))


def test_a_secret_key_opens_with_its_passphrase_alone() -> None:
    key = new_key()
    text = locked(key, "correct horse", cost=CHEAP)
    assert signatures.needs_passphrase(text)
    assert unlock(text, "correct horse") == key
    with pytest.raises(Problem) as caught:
        unlock(text, "wrong horse")
    assert caught.value.code == "packs.key_wrong_passphrase"
    assert key.secret.hex() not in text
    plain = locked(key, "")
    assert not signatures.needs_passphrase(plain)
    assert unlock(plain, "") == key


@pytest.mark.parametrize("text", ["", "untrusted comment: x\n", "untrusted comment: x\nRWQAAEIy\n", "x\n" + "A" * 212])
def test_what_is_no_secret_key_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        unlock(text, "")
    assert caught.value.code == "packs.key_unreadable"


def test_our_keys_have_the_id_that_follows_from_them() -> None:
    key = new_key().public
    assert key.id == signatures.id_of(key.key)


@pytest.mark.skipif(TOOL is None, reason="the standard minisign tool is not installed here")
def test_the_standard_tool_and_we_verify_each_other(tmp_path: Path) -> None:
    def tool(*words: str, said: str = "") -> int:
        done = subprocess.run([str(TOOL), *words], cwd=tmp_path, input=said, capture_output=True, text=True)
        return done.returncode

    key = new_key()
    (tmp_path / "file").write_bytes(MESSAGE)
    (tmp_path / "ours.pub").write_text(key.public.file())
    (tmp_path / "ours.key").write_text(locked(key, "secret words", cost=CHEAP))
    (tmp_path / "file.minisig").write_text("\n".join([*sign(MESSAGE, key, "made by Companion").lines(), ""]))
    assert tool("-V", "-p", "ours.pub", "-m", "file") == 0
    assert tool("-S", "-s", "ours.key", "-m", "file", "-x", "theirs", "-t", "by the tool", said="secret words\n") == 0
    theirs = read_signature((tmp_path / "theirs").read_text().splitlines())
    assert theirs.comment == "by the tool"
    assert holds(theirs, MESSAGE, key.public)
    assert tool("-G", "-W", "-p", "theirs.pub", "-s", "theirs.key") == 0
    made = unlock((tmp_path / "theirs.key").read_text(), "")
    assert made.public == read_public_key((tmp_path / "theirs.pub").read_text())
    (tmp_path / "file").write_bytes(MESSAGE + b"!")
    assert tool("-V", "-p", "ours.pub", "-m", "file") != 0
