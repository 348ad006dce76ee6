"""Killed at any moment: what was said to be saved is there, and every step is done or not begun."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from companion.errors import Problem
from companion.vault.vault import Vault
from tests.endurance import rounds
from tests.vault import PASSPHRASE

ROOT = Path(__file__).parents[2]
KILLS = rounds(6, 500)


@contextmanager
def dying(what: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A program of `tests.vault.dying`, killed at the end of the block at the latest."""
    command = [sys.executable, "-m", "tests.vault.dying", what, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_every_saved_row_survives_being_killed(closed: Path) -> None:
    chance = random.Random(20261120)
    with Vault.unlock(closed, PASSPHRASE) as vault:
        vault.log.execute("CREATE TABLE saved (id INTEGER PRIMARY KEY, text TEXT)")
        vault.log.execute("CREATE TABLE rows_saved AS SELECT 0 AS value")
    said = 0
    for _ in range(KILLS):
        with dying("saving", closed) as process:
            assert process.stdout is not None
            for _ in range(chance.randrange(1, 60)):
                said = int(process.stdout.readline())
            for _ in range(chance.randrange(20_000)):
                """Let it get somewhere between two rows."""
            process.kill()
            said = max([said, *map(int, process.stdout.read().split())])
        with Vault.unlock(closed, PASSPHRASE) as vault:
            numbers = [row[0] for row in vault.log.query("SELECT id FROM saved ORDER BY id")]
            assert numbers == list(range(1, len(numbers) + 1))
            assert said <= len(numbers) <= said + 1
            assert vault.log.query("SELECT value FROM rows_saved") == [(len(numbers),)]
            assert vault.verify() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the dying copies are forks")
def test_every_step_is_done_or_not_begun_wherever_it_dies(tmp_path: Path) -> None:
    with dying("everywhere", tmp_path / "place") as process:
        output, errors = process.communicate()
    assert process.returncode == 0, errors
    assert int(output) > 60


def test_two_programs_cannot_open_one_vault_and_a_dead_one_holds_nothing(closed: Path) -> None:
    with dying("holding", closed) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(Problem, match=r"vault\.in_use"):
            Vault.unlock(closed, PASSPHRASE)
        process.kill()
        process.wait()
        Vault.unlock(closed, PASSPHRASE).close()
