"""The header: fixed size, slots that tell nothing, damage that is noticed."""

from __future__ import annotations

import os
import random
import struct
from dataclasses import replace

import pytest

from companion.errors import Problem
from companion.vault import keyslots
from companion.vault.kdf import SMALLEST, Cost
from companion.vault.keyslots import HEADER_BYTES, SLOTS, Header, SlotContent, SlotKind, StoreKey

KEY = bytes(range(32))
CHECKSUM = slice(128, 160)


def content(kind: SlotKind = SlotKind.WORKER) -> SlotContent:
    return SlotContent.new(kind, StoreKey.new(), None if kind is SlotKind.KIOSK else StoreKey.new())


def with_checksum(data: bytearray) -> bytes:
    """The bytes with a checksum as our program would write it: what somebody else may have meant."""
    data[CHECKSUM] = keyslots._checksum(bytes(data))
    return bytes(data)


@pytest.mark.parametrize("position", range(SLOTS))
def test_a_slot_opens_with_its_key_wherever_it_is(position: int) -> None:
    inside = content()
    header = Header.unpack(Header.new(SMALLEST).with_slot(position, KEY, inside).pack())
    assert header.open_slot(KEY) == (position, inside)
    assert header.open_slot(bytes(32)) is None
    assert header.sound
    assert header.seal_holds(inside.library)


def test_the_header_is_always_4096_bytes() -> None:
    header = Header.new(Cost(256 * 1024 * 1024, 3))
    assert len(header.pack()) == HEADER_BYTES == 4096
    for position in range(SLOTS):
        header = header.with_slot(position, os.urandom(32), content())
        assert len(header.pack()) == HEADER_BYTES


def test_a_kiosk_slot_holds_no_key_to_the_log() -> None:
    header = Header.new(SMALLEST).with_slot(3, KEY, content(SlotKind.KIOSK))
    opened = header.open_slot(KEY)
    assert opened is not None
    assert opened[1].kind is SlotKind.KIOSK
    assert opened[1].log is None


def test_used_and_unused_slots_cannot_be_told_apart() -> None:
    """No byte of a used slot repeats over many headers more than chance has it; the same bound for unused."""
    inside = content()
    headers = [Header.new(SMALLEST).with_slot(5, KEY, inside) for _ in range(300)]
    for position in (4, 5):
        slots = [header.slots[position] for header in headers]
        assert {len(slot) for slot in slots} == {256}
        for column in zip(*slots, strict=True):
            assert max(map(column.count, set(column))) < 14  # 300 draws of 256 values: chance is 4 in a million runs
        ones = sum(int.from_bytes(slot).bit_count() for slot in slots) / (300 * 256 * 8)
        assert abs(ones - 0.5) < 0.005


def test_every_slot_is_tried_whatever_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    import nacl.bindings

    real = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt
    tried: list[int] = []

    def counting(*args: bytes) -> bytes:
        tried.append(1)
        result: bytes = real(*args)
        return result

    monkeypatch.setattr(nacl.bindings, "crypto_aead_xchacha20poly1305_ietf_decrypt", counting)
    header = Header.new(SMALLEST).with_slot(0, KEY, content())
    for key in (KEY, bytes(32)):
        tried.clear()
        header.open_slot(key)
        assert len(tried) == SLOTS


@pytest.mark.parametrize(
    ("field", "value"), [("cost", Cost(16 * 1024, 1)), ("salt", bytes(16)), ("vault_id", bytes(16))]
)
def test_a_slot_is_bound_to_the_fields_of_its_header(field: str, value: object) -> None:
    header = Header.new(SMALLEST).with_slot(0, KEY, content())
    changed: Header = replace(header, **{field: value})  # type: ignore[arg-type]
    assert changed.open_slot(KEY) is None


def test_a_slot_is_bound_to_its_place() -> None:
    header = Header.new(SMALLEST).with_slot(0, KEY, content())
    moved = replace(header, slots=(header.slots[1], header.slots[0], *header.slots[2:]))
    assert moved.open_slot(KEY) is None


def test_a_slot_put_back_from_an_older_header_breaks_the_seal() -> None:
    first = content()
    old = Header.new(SMALLEST).with_slot(0, KEY, first)
    new = old.with_slot(0, bytes(32), first)
    assert new.generation == old.generation + 1
    revived = Header.unpack(replace(new, slots=old.slots).pack())
    assert revived.sound
    assert not revived.seal_holds(first.library)


def test_keys_do_not_show_in_what_a_program_prints() -> None:
    key = StoreKey(b"k" * 32, b"s" * 16)
    assert "k" * 8 not in repr(key) + repr(SlotContent.new(SlotKind.WORKER, key, None))


@pytest.mark.parametrize("size", [0, 1, 8, 127, 2048, 4095, 4097, 8192])
def test_another_size_is_damage(size: int) -> None:
    data = Header.new(SMALLEST).pack()
    with pytest.raises(Problem, match=r"vault\.header_damaged"):
        Header.unpack((data * 3)[:size])


def test_a_later_format_is_told_from_damage() -> None:
    data = bytearray(Header.new(SMALLEST).pack())
    struct.pack_into(">H", data, 8, 2)
    with pytest.raises(Problem, match=r"vault\.header_damaged"):
        Header.unpack(bytes(data))
    with pytest.raises(Problem, match=r"vault\.newer"):
        Header.unpack(with_checksum(data))


def test_a_slot_of_a_later_kind_is_told() -> None:
    inside = content()
    later = bytearray(inside.pack())
    later[0] = 200
    with pytest.raises(Problem, match=r"vault\.newer"):
        SlotContent.unpack(bytes(later))


@pytest.mark.parametrize("memory", [0, 8 * 2**30, 2**64 - 1])
def test_a_hostile_header_cannot_take_the_memory(memory: int) -> None:
    data = bytearray(Header.new(SMALLEST).pack())
    struct.pack_into(">Q", data, 20, memory)
    with pytest.raises(Problem, match=r"vault\.header_damaged"):
        Header.unpack(with_checksum(data))


def test_any_flipped_bit_is_noticed_and_no_header_crashes_the_reader() -> None:
    chance = random.Random(20261120)
    whole = Header.new(SMALLEST).with_slot(2, KEY, content()).pack()
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 1, 5, 60))):
            data[chance.randrange(chance.choice((192, HEADER_BYTES)))] ^= 1 << chance.randrange(8)
        if data == whole:
            continue
        try:
            header = Header.unpack(bytes(data))
        except Problem as problem:
            assert problem.code in ("vault.header_damaged", "vault.newer")
            continue
        assert not header.sound
        header.open_slot(KEY)


def test_random_bytes_are_no_header() -> None:
    chance = random.Random(7)
    for _ in range(50):
        with pytest.raises(Problem, match=r"vault\.header_damaged"):
            Header.unpack(keyslots.MAGIC + chance.randbytes(HEADER_BYTES - 8))
