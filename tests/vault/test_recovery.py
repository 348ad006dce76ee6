"""Recovery sheets: the words open the vault once, two of three do, one of three and everything else does not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import Problem
from companion.vault import recovery, sharing, slots, words
from companion.vault.keyslots import SlotKind
from companion.vault.recovery import Sheet
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE


def typed(sheet: Sheet) -> str:
    return " ".join(sheet.words)


def wrong(folder_of: OpenVault, passphrase: str) -> bool:
    try:
        Vault.unlock(folder_of.folder, passphrase).close()
    except Problem as problem:
        return problem.code == "vault.wrong_passphrase"
    return False


@given(st.binary(min_size=1, max_size=40), st.permutations((0, 1, 2)))
def test_any_two_shares_give_the_secret_back(secret: bytes, order: list[int]) -> None:
    shares = sharing.split(secret)
    one, other = order[:2]
    assert sharing.combine(one + 1, shares[one], other + 1, shares[other]) == secret


def test_one_share_says_nothing_of_the_secret() -> None:
    """For every value of the secret and of one share there is exactly one slope: all 256 secrets stay possible."""
    for place in (1, 2, 3):
        for share in (0, 1, 0x53, 0xFF):
            secrets = {share ^ sharing._times(slope, place) for slope in range(256)}
            assert secrets == set(range(256))


def test_the_field_is_one() -> None:
    """Known products (FIPS 197), and every element but zero has an inverse."""
    assert (sharing._times(0x57, 0x83), sharing._times(0x57, 0x13)) == (0xC1, 0xFE)
    assert all(sharing._times(value, sharing._inverse(value)) == 1 for value in range(1, 256))


@pytest.mark.parametrize(("one", "other"), [((1, b"a"), (1, b"a")), ((1, b"a"), (2, b"ab"))])
def test_shares_that_cannot_belong_together_are_refused(one: tuple[int, bytes], other: tuple[int, bytes]) -> None:
    with pytest.raises(ValueError):
        sharing.combine(*one, *other)


def test_a_sheet_opens_the_vault_once_and_gives_a_new_passphrase(vault: OpenVault) -> None:
    (sheet,) = recovery.make(vault, PASSPHRASE)
    assert (sheet.number, sheet.of, len(sheet.words)) == (1, 1, recovery.WHOLE_WORDS)
    assert recovery.there_is_one(vault)
    vault.close()
    used = recovery.phrase([sheet.code_text])
    with Vault.unlock(vault.folder, used) as opened:
        assert opened.kind is SlotKind.RECOVERY
        assert opened.log.query("SELECT role FROM canary") == [("log",)]
        (worker,) = [slot for slot in slots.listed(opened) if slot.kind is SlotKind.WORKER]
        recovery.renew(opened, used, OTHER, worker.position)
        assert not recovery.there_is_one(opened)
        assert opened.verify() == []
    assert wrong(vault, PASSPHRASE)
    assert wrong(vault, used)
    with Vault.unlock(vault.folder, OTHER) as again:
        assert [(slot.kind, slot.own) for slot in slots.listed(again)] == [(SlotKind.WORKER, True)]


def test_a_sheet_can_give_its_own_slot_away_and_leave_the_others(vault: OpenVault) -> None:
    (sheet,) = recovery.make(vault, PASSPHRASE)
    vault.close()
    used = typed(sheet)
    with Vault.unlock(vault.folder, used) as opened:
        recovery.renew(opened, used, OTHER)
    assert wrong(vault, used)
    for passphrase in (PASSPHRASE, OTHER):
        Vault.unlock(vault.folder, passphrase).close()


@pytest.mark.parametrize("pair", list(permutations((0, 1, 2), 2)))
def test_two_sheets_of_three_open_the_vault(vault: OpenVault, pair: tuple[int, int]) -> None:
    sheets = recovery.make(vault, PASSPHRASE, shared=True)
    assert [(sheet.number, sheet.of, len(sheet.words)) for sheet in sheets] == [(n, 3, 13) for n in (1, 2, 3)]
    vault.close()
    Vault.unlock(vault.folder, recovery.phrase([typed(sheets[at]) for at in pair])).close()


def test_one_sheet_of_three_or_sheets_of_two_sets_do_not(vault: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda most: 5)
    first = [typed(sheet) for sheet in recovery.make(vault, PASSPHRASE, shared=True)]
    twin = [typed(sheet) for sheet in recovery.make(vault, PASSPHRASE, shared=True)]
    monkeypatch.setattr("secrets.randbelow", lambda most: 6)
    second = [typed(sheet) for sheet in recovery.make(vault, PASSPHRASE, shared=True)]
    vault.close()
    for given_sheets, code in (
        ([first[0]], "recovery.one_more"),
        ([first[0], ""], "recovery.one_more"),
        ([], "recovery.one_more"),
        ([first[0], first[0]], "recovery.same_sheet"),
        ([first[0], second[1]], "recovery.other_set"),
    ):
        with pytest.raises(Problem) as refused:
            recovery.phrase(given_sheets)
        assert refused.value.code == code
    # Two sets whose numbers happen to be the same, and sheets that were replaced: nothing opens.
    assert wrong(vault, recovery.phrase([first[0], twin[1]]))
    assert wrong(vault, recovery.phrase(first[:2]))
    Vault.unlock(vault.folder, recovery.phrase(second[1:])).close()


def test_a_new_sheet_makes_the_old_one_worthless_and_so_does_cancelling(vault: OpenVault) -> None:
    (old,) = recovery.make(vault, PASSPHRASE)
    (new,) = recovery.make(vault, PASSPHRASE)
    assert len(slots.listed(vault)) == 2
    recovery.cancel(vault, PASSPHRASE)
    assert len(slots.listed(vault)) == 1
    vault.close()
    for sheet in (old, new):
        assert wrong(vault, typed(sheet))


def test_words_of_a_sheet_changed_like_a_passphrase_are_a_passphrase(vault: OpenVault) -> None:
    (sheet,) = recovery.make(vault, PASSPHRASE)
    vault.change_passphrase(typed(sheet), OTHER)
    assert not recovery.there_is_one(vault)
    vault.close()
    assert wrong(vault, typed(sheet))
    with Vault.unlock(vault.folder, OTHER) as again:
        assert again.kind is SlotKind.WORKER
        recovery.cancel(again, OTHER)
    Vault.unlock(vault.folder, OTHER).close()


def test_a_slip_in_a_word_is_told_by_its_place(vault: OpenVault) -> None:
    (sheet,) = recovery.make(vault, PASSPHRASE)
    said = list(sheet.words)
    said[6] = "qqqq"
    with pytest.raises(Problem) as refused:
        recovery.phrase([" ".join(said)])
    assert (refused.value.code, refused.value.facts) == ("words.unknown", {"place": 7})


def test_only_a_sheet_renews_and_only_with_a_strong_passphrase(vault: OpenVault) -> None:
    (sheet,) = recovery.make(vault, PASSPHRASE)
    with pytest.raises(Problem, match=r"vault\.slot_not_yours"):
        recovery.renew(vault, PASSPHRASE, OTHER)
    with pytest.raises(Problem, match=r"passphrase\.only_digits"):
        recovery.renew(vault, typed(sheet), "1234567890")
    with pytest.raises(Problem, match=r"vault\.slot_own"):
        recovery.cancel(vault, typed(sheet))


def test_a_sheet_does_not_show_its_words_in_what_a_program_prints() -> None:
    assert "apple" not in repr(Sheet(1, 1, ("apple",)))
    assert words.OFFERED * words.BITS == 66
