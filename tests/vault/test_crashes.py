"""Killed at any moment: what was said to be saved is there, and every step is done or not begun."""

from __future__ import annotations

import contextlib
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
from tests.vault import PASSPHRASE, working

ROOT = Path(__file__).parents[2]
KILLS = rounds(6, 500)
MOMENTS = rounds(4, 500)


@contextmanager
def dying(what: str, folder: Path, program: str = "dying") -> Iterator[subprocess.Popen[str]]:
    """A program of `tests.vault.dying` or another of its kind, killed at the end of the block at the latest."""
    arguments = [what, str(folder)] if program == "dying" else [str(folder), what]
    command = [sys.executable, "-m", f"tests.vault.{program}", *arguments]
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


def test_killed_at_any_moment_of_a_days_work_all_that_was_said_is_there(tmp_path: Path) -> None:
    """Saves, imports, reports, migrations, backups, changed passphrases: killed after a random time in any of them."""
    chance = random.Random(20261121)
    working.prepare(tmp_path)
    said = working.Said()
    for number in range(MOMENTS):
        with dying(str(number), tmp_path, "working") as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            # A random moment: after so many lines, and within the step that follows so much later.
            for _ in range(chance.randrange(60)):
                said.hear(process.stdout.readline().strip())
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.random() * 0.05)
            process.kill()
            for line in process.stdout.read().splitlines():
                said.hear(line)
        working.look(tmp_path, said)
    assert len(said.kinds) >= min(MOMENTS, 7)


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
