"""A bundle is read by one reader alone, says who wrote it, and shows nothing by its size."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from companion.errors import Problem
from companion.vault.sealed_boxes import (
    MAGIC,
    MOST_CONTENT,
    STEPS,
    new_key,
    open_and_check,
    public_of,
    sign_and_seal,
    verify_key_of,
)

SEED, SECRET = bytes(range(32)), bytes(range(1, 33))
READER = public_of(SECRET)


def refused(data: bytes, secret: bytes = SECRET) -> str:
    with pytest.raises(Problem) as caught:
        open_and_check(data, secret)
    return caught.value.code


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=5000))
def test_the_reader_gets_what_was_signed_and_by_whom(content: bytes) -> None:
    opened = open_and_check(sign_and_seal(content, SEED, READER), SECRET)
    assert (opened.content, opened.signer) == (content, verify_key_of(SEED))


def test_sizes_come_in_steps_and_nothing_shows_that_two_belong_together() -> None:
    sizes = {len(sign_and_seal(b"x" * length, SEED, READER)) for length in (0, 1, 900, 30_000)}
    assert len(sizes) == 1
    largest = sign_and_seal(b"x" * MOST_CONTENT, SEED, READER)
    assert len(largest) - STEPS[-1] == next(iter(sizes)) - STEPS[0]
    with pytest.raises(Problem, match="too_large"):
        sign_and_seal(b"x" * (MOST_CONTENT + 1), SEED, READER)
    one, other = (sign_and_seal(b"same", SEED, READER) for _ in range(2))
    assert one[14:] != other[14:] and one[30:46] != other[30:46]
    assert verify_key_of(SEED) not in one and READER not in one


def test_each_kind_of_wrong_bundle_has_its_own_name() -> None:
    good = sign_and_seal(b"counts", SEED, READER)
    assert refused(b"") == "bundle.not_one"
    assert refused(b"PK\3\4 something else") == "bundle.not_one"
    assert refused(good[:5]) == refused(good[:40]) == refused(good[:-1]) == refused(good + b"\0") == "bundle.cut_off"
    assert refused(good[:9] + b"\2" + good[10:]) == "bundle.newer_format"
    assert refused(good, new_key()) == "bundle.foreign"
    assert refused(good[:-1] + bytes([good[-1] ^ 1])) == "bundle.damaged"


def test_whoever_has_the_public_key_alone_cannot_forge() -> None:
    """Sealing needs no secret: what is inside must not be believed for having been sealed."""
    good = sign_and_seal(b"counts", SEED, READER)
    signature = bytes(64)

    def sealed(inner: bytes) -> bytes:
        box = bytes(SealedBox(PublicKey(READER)).encrypt(inner))
        return good[:10] + (46 + len(box)).to_bytes(4, "big") + good[14:46] + box

    head = verify_key_of(SEED) + signature + (6).to_bytes(4, "big") + b"counts"
    assert refused(sealed(head.ljust(STEPS[0], b"\0"))) == "bundle.forged"
    assert refused(sealed(head)) == "bundle.forged"
    assert refused(sealed(b"")) == "bundle.forged"
    assert refused(sealed(verify_key_of(SEED) + signature + b"\xff" * 4 + bytes(STEPS[0] - 100))) == "bundle.forged"


def test_a_bundle_cannot_be_sealed_again_to_another_team() -> None:
    from nacl.public import PrivateKey

    good, other = sign_and_seal(b"counts", SEED, READER), new_key()
    inner = bytes(SealedBox(PrivateKey(SECRET)).decrypt(good[46:]))
    moved = sign_and_seal(b"", SEED, public_of(other))[:46] + bytes(
        SealedBox(PublicKey(public_of(other))).encrypt(inner)
    )
    assert refused(moved, other) == "bundle.forged"


def test_damage_anywhere_is_refused() -> None:
    good = bytearray(sign_and_seal(b"counts", SEED, READER))
    chance = random.Random(3)
    for at in [*range(64), *chance.choices(range(64, len(good)), k=60)]:
        broken = bytearray(good)
        broken[at] ^= 1 << chance.randrange(8)
        assert refused(bytes(broken)).startswith("bundle.")
    assert good.startswith(MAGIC)
