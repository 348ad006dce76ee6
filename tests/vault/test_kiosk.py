"""A kiosk's key goes from one process to the next, and only the library's; its passphrase lets staff out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault import attempts, kiosk, slots
from companion.vault.kdf import SMALLEST
from companion.vault.keyslots import SlotKind
from companion.vault.vault import OpenVault, Vault
from tests.vault import OTHER, PASSPHRASE

_FRESH = """
import sys
from pathlib import Path
from companion.errors import Problem
from companion.vault import kiosk
with kiosk.take(Path(sys.argv[1]), int(sys.argv[2])) as vault:
    print(vault.library.one("SELECT value FROM setting WHERE key = 'place'")[0], vault.library_only)
    try:
        vault.log
    except Problem as problem:
        print(problem.code)
"""


def test_a_fresh_process_opens_the_library_and_never_the_log(closed: Path) -> None:
    """Even from a vault that a worker's passphrase opened."""
    with Vault.unlock(closed, PASSPHRASE) as vault:
        number = kiosk.give(vault)
    done = subprocess.run(
        [sys.executable, "-c", _FRESH, str(closed), str(number)], pass_fds=[number], capture_output=True, text=True
    )
    os.close(number)
    assert done.stderr == ""
    assert done.stdout.split("\n")[:2] == ['"pt" True', "vault.log_closed"]


def test_what_is_handed_on_can_be_taken_once(closed: Path) -> None:
    with Vault.unlock(closed, PASSPHRASE) as vault:
        number = kiosk.give(vault)
    kiosk.take(closed, number).close()
    with pytest.raises(Problem, match="nothing_handed_over"):
        kiosk.take(closed, number)


def test_a_pipe_with_something_else_in_it_opens_nothing(closed: Path) -> None:
    end, start = os.pipe()
    os.write(start, b"x" * 70)
    os.close(start)
    with pytest.raises(Problem, match="nothing_handed_over"):
        kiosk.take(closed, end)


@pytest.mark.parametrize("number", [-1, 0, 1, 2, 999, 10**30])
def test_a_number_that_is_no_pipe_opens_nothing(closed: Path, number: int) -> None:
    with pytest.raises(Problem, match="nothing_handed_over"):
        kiosk.take(closed, number)


def test_the_key_of_another_vault_opens_nothing(closed: Path, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "other", OTHER, cost=SMALLEST) as other:
        number = kiosk.give(other)
    with pytest.raises(Problem, match="store_damaged"):
        kiosk.take(closed, number)


def test_a_vault_that_would_be_gone_hands_nothing_on(tmp_path: Path) -> None:
    with Vault.throw_away(tmp_path / "demo") as vault, pytest.raises(Problem, match="throw_away"):
        kiosk.give(vault)


def test_the_kiosks_and_a_workers_passphrase_lead_out_and_a_wrong_one_costs_nothing(vault: OpenVault) -> None:
    slots.add(vault, PASSPHRASE, OTHER, label="kiosk", kind=SlotKind.KIOSK)
    attempts.turn_on(vault.folder, attempts.LEAST)
    assert kiosk.may_leave(vault.folder, OTHER)
    assert kiosk.may_leave(vault.folder, PASSPHRASE)
    for _ in range(attempts.LEAST + 1):
        assert not kiosk.may_leave(vault.folder, "touch touch touch touch")
    assert kiosk.may_leave(vault.folder, PASSPHRASE)
