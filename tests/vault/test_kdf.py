"""From a passphrase to a key: bounded on both sides, the same on every keyboard."""

from __future__ import annotations

import unicodedata

import pytest

from companion.errors import Problem
from companion.vault import kdf
from companion.vault.kdf import FLOOR, MIB, SMALLEST, Cost

SALT = bytes(range(16))


def test_a_known_key_comes_out() -> None:
    """Fixed for ever: with another result no vault of today would open tomorrow."""
    key = kdf.derive("purple umbrella", SALT, Cost(64 * 1024, 2))
    assert key.hex() == "97ee60f22cf388e3634e387b436886f6fc95b9b7fc4de26110c397291b7cf097"


@pytest.mark.parametrize(
    "passphrase", ["élan vital à côté", "Зелёный чайник у окна", "감자 세 개", "ảnh đẹp ở nhà", "میز آبی"]
)
def test_composed_and_decomposed_letters_are_the_same_passphrase(passphrase: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, passphrase) for form in ("NFC", "NFD"))
    assert kdf.derive(composed, SALT, SMALLEST) == kdf.derive(decomposed, SALT, SMALLEST)


def test_case_blanks_and_salt_count() -> None:
    keys = {kdf.derive(text, SALT, SMALLEST) for text in ("two words", "Two words", "two  words", "two words ")}
    assert len(keys) == 4
    assert kdf.derive("two words", bytes(16), SMALLEST) not in keys


@pytest.mark.parametrize(
    "cost",
    [
        Cost(8 * 1024 * MIB, 3),
        Cost(2**63, 3),
        Cost(256 * MIB, 10_000),
        Cost(8 * 1024, 2**31),
        Cost(0, 3),
        Cost(256 * MIB, 0),
        Cost(kdf.MOST_MEMORY, 5),
    ],
)
def test_parameters_that_would_hang_the_device_are_refused_at_once(cost: Cost) -> None:
    with pytest.raises(Problem, match=r"vault\.header_damaged"):
        kdf.derive("anything", SALT, cost)


def test_a_device_without_the_memory_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object) -> bytes:
        raise RuntimeError("could not allocate")

    monkeypatch.setattr("nacl.bindings.crypto_pwhash_alg", no_memory)
    with pytest.raises(Problem, match=r"vault\.no_memory\(megabytes=64\)"):
        kdf.derive("anything", SALT, FLOOR)


@pytest.mark.parametrize("bytes_a_second", [1, MIB, 50 * MIB, 200 * MIB, 800 * MIB, 3000 * MIB, 10**15])
def test_calibration_aims_at_a_second_and_keeps_the_floor(bytes_a_second: int) -> None:
    cost = kdf.calibrate(lambda cost: cost.work / bytes_a_second)
    assert cost.at_least(FLOOR)
    assert kdf.bounded(cost)
    assert cost == FLOOR or cost.work <= bytes_a_second


def test_a_fast_device_pays_at_least_the_default() -> None:
    assert kdf.calibrate(lambda cost: cost.work / (1024 * MIB)).at_least(kdf.DEFAULT)


def test_the_floor_is_what_the_documents_say() -> None:
    assert (FLOOR.memory, FLOOR.passes) == (64 * 1024 * 1024, 3)
    assert (kdf.DEFAULT.memory, kdf.DEFAULT.passes) == (256 * 1024 * 1024, 3)


def test_calibration_measures_the_device() -> None:
    """The one test that pays the real price: what is measured is what a try then costs."""
    assert kdf.calibrate(target=0.001) == FLOOR
