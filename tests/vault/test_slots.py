"""Several people's passphrases: each opens, each can be taken away, and the file tells nothing of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault import kdf, slots
from companion.vault.kdf import Cost
from companion.vault.keyslots import SLOTS, SlotKind
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE

KIOSK = "counter window poster wednesday"
THIRD = "gravel teapot orchid balcony"


def opens(folder: Path, passphrase: str) -> bool:
    try:
        Vault.unlock(folder, passphrase).close()
    except Problem as problem:
        assert problem.code == "vault.wrong_passphrase"
        return False
    return True


def test_every_person_opens_with_a_passphrase_of_their_own(vault: OpenVault) -> None:
    slots.add(vault, PASSPHRASE, OTHER, label="night shift")
    slots.add(vault, OTHER, THIRD, label="office")
    vault.close()
    for passphrase, label in ((PASSPHRASE, ""), (OTHER, "night shift"), (THIRD, "office")):
        with Vault.unlock(vault.folder, passphrase) as again:
            assert again.log.query("SELECT role FROM canary") == [("log",)]
            assert [slot.label for slot in slots.listed(again) if slot.own] == [label]
            assert again.verify() == []


def test_a_passphrase_taken_away_opens_no_more_and_the_others_do(vault: OpenVault) -> None:
    added = slots.add(vault, PASSPHRASE, OTHER, label="night shift")
    slots.revoke(vault, PASSPHRASE, added.position)
    assert len(slots.listed(vault)) == 1
    vault.close()
    assert not opens(vault.folder, OTHER)
    assert opens(vault.folder, PASSPHRASE)


def test_a_forgotten_passphrase_is_replaced_by_somebody_elses_leave(vault: OpenVault) -> None:
    added = slots.add(vault, PASSPHRASE, OTHER, label="night shift")
    slots.replace(vault, PASSPHRASE, added.position, THIRD)
    assert [slot.label for slot in slots.listed(vault)] == ["", "night shift"]
    vault.close()
    assert not opens(vault.folder, OTHER)
    assert opens(vault.folder, THIRD)


def test_a_kiosk_opens_the_library_alone_and_decides_nothing(vault: OpenVault) -> None:
    own = next(slot.position for slot in slots.listed(vault))
    kiosk = slots.add(vault, PASSPHRASE, KIOSK, label="counter", kind=SlotKind.KIOSK)
    vault.close()
    with Vault.unlock(vault.folder, KIOSK) as opened:
        assert (opened.library_only, opened.kind) == (True, SlotKind.KIOSK)
        with pytest.raises(Problem, match=r"vault\.log_closed"):
            _ = opened.log
        steps: list[Callable[[], object]] = [
            lambda: slots.add(opened, KIOSK, OTHER, label="mine"),
            lambda: slots.revoke(opened, KIOSK, own),
            lambda: slots.replace(opened, KIOSK, own, OTHER),
        ]
        for step in steps:
            with pytest.raises(Problem, match=r"vault\.slot_not_yours"):
                step()
    with Vault.unlock(vault.folder, PASSPHRASE) as opened:
        assert (opened.library_only, opened.kind) == (False, SlotKind.WORKER)
        slots.replace(opened, PASSPHRASE, kiosk.position, THIRD)
    with Vault.unlock(vault.folder, THIRD) as opened:
        assert opened.library_only


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda vault: slots.add(vault, OTHER, THIRD, label="x"), "vault.wrong_passphrase"),
        (lambda vault: slots.add(vault, PASSPHRASE, "1234567890", label="x"), "passphrase.only_digits"),
        (lambda vault: slots.add(vault, PASSPHRASE, PASSPHRASE, label="x"), "vault.slot_taken"),
        (lambda vault: slots.add(vault, PASSPHRASE, OTHER, label="  "), "vault.slot_label"),
        (lambda vault: slots.add(vault, PASSPHRASE, OTHER, label="x" * 41), "vault.slot_label"),
        (lambda vault: slots.revoke(vault, PASSPHRASE, 0), "vault.slot_own"),
        (lambda vault: slots.revoke(vault, PASSPHRASE, 7), "vault.slot_gone"),
        (lambda vault: slots.replace(vault, PASSPHRASE, 7, OTHER), "vault.slot_gone"),
    ],
)
def test_what_may_not_be_is_refused_and_changes_nothing(
    vault: OpenVault, step: Callable[[OpenVault], object], code: str
) -> None:
    before = (vault.folder / "header.key").read_bytes()
    with pytest.raises(Problem) as refused:
        step(vault)
    assert refused.value.code == code
    assert (vault.folder / "header.key").read_bytes() == before
    assert len(slots.listed(vault)) == 1


def test_eight_slots_and_no_more(vault: OpenVault) -> None:
    for number in range(SLOTS - 1):
        slots.add(vault, PASSPHRASE, f"{OTHER} {number}", label=f"shift {number}")
    with pytest.raises(Problem, match=r"vault\.slots_full"):
        slots.add(vault, PASSPHRASE, THIRD, label="one more")
    vault.close()
    assert all(opens(vault.folder, f"{OTHER} {number}") for number in range(SLOTS - 1))


def test_who_adds_and_who_takes_away_leaves_a_header_of_one_look(vault: OpenVault) -> None:
    """The size stays, unlocking writes nothing, and one derivation serves however many slots there are."""
    for number in range(3):
        slots.add(vault, PASSPHRASE, f"{OTHER} {number}", label=f"shift {number}")
    vault.close()
    before = (vault.folder / "header.key").read_bytes()
    assert len(before) == 4096
    for number in range(3):
        assert opens(vault.folder, f"{OTHER} {number}")
    assert not opens(vault.folder, THIRD)
    assert (vault.folder / "header.key").read_bytes() == before


def test_one_derivation_whatever_is_typed_and_however_many_may_open(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots.add(vault, PASSPHRASE, OTHER, label="night shift")
    slots.add(vault, PASSPHRASE, KIOSK, label="counter", kind=SlotKind.KIOSK)
    vault.close()
    derived: list[Cost] = []
    real = kdf.derive

    def counting(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        derived.append(cost)
        return real(passphrase, salt, cost)

    monkeypatch.setattr(kdf, "derive", counting)
    assert [opens(vault.folder, one) for one in (PASSPHRASE, OTHER, KIOSK, THIRD)] == [True, True, True, False]
    assert len(derived) == 4


def test_a_crash_never_lets_a_new_passphrase_fall_onto_another(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between row and header: the table lists a slot too many, never one too few."""

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(OpenVault, "write_header", dies)
        with pytest.raises(KeyboardInterrupt):
            slots.add(vault, PASSPHRASE, OTHER, label="night shift")
    assert len(slots.listed(vault)) == 2
    added = slots.add(vault, PASSPHRASE, THIRD, label="office")
    with monkeypatch.context() as patch:
        patch.setattr(OpenVault, "forget_slot", dies)
        with pytest.raises(KeyboardInterrupt):
            slots.revoke(vault, PASSPHRASE, added.position)
    assert len(slots.listed(vault)) == 3
    vault.close()
    assert [opens(vault.folder, one) for one in (PASSPHRASE, OTHER, THIRD)] == [True, False, False]
