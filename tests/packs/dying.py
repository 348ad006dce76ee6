"""A program that is killed while it takes a pack in: `python -m tests.packs.dying FOLDER MOMENTS SEED`, for
`test_killed.py` alone.

Copies of itself die by signal 9: every other one at a step of the database inside the transaction, the others after a
time, wherever they are, be it while the transaction is being written down. After each the vault must be sound, and hold
the content of before or that of after, whole. It prints how many held the old and how many the new.
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from companion import clock
from companion.packs import builder, importer, pack
from companion.packs.pack import Signed
from companion.packs.trust import Scope, TrustStore
from companion.vault.connection import Store
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault
from tests.packs import packs
from tests.packs.test_holidays import DOOR
from tests.rights import content
from tests.services.test_holidays import GOOD
from tests.vault import PASSPHRASE

STEPS = 50  # of the database's machine, between two looks at whether it is time to die
Held = list[list[Any]]


def version(root: Path, number: int) -> Signed:
    """A pack with law, a translation, a directory and holidays; each version says all of it otherwise."""
    changed = {
        "xa/holidays.toml": GOOD.replace("A feast", f"Feast {number}"),
        "xa/rules.toml": content.RULES.replace('up_to = "1 g"', f'up_to = "{number} g"'),
    }
    packs.folder(root, changed, head={"version": number, "issued": date(2026, 11, number)})
    (root / "services").mkdir(exist_ok=True)
    for name, text in DOOR.items():
        (root / name).write_bytes(text.replace(b"The door", f"Door {number}".encode()))
    return pack.signed(packs.signed_by(builder.build(root), packs.key()))


def take(store: Store, source: Signed, begin: Callable[[Store], object] = lambda _: None) -> None:
    """Look at it, and take it in; `begin` is called between."""
    looked = importer.look(store, source)
    begin(store)
    importer.take_in(store, looked)


def held(folder: Path) -> Held:
    """What a vault holds, which must be sound."""
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.verify() == []
        return packs.held(vault.library)


def dies_at(step: int) -> Callable[[Store], object]:
    """Die at that look of the database."""

    def begin(store: Store) -> None:
        seen = 0

        def look() -> int:
            nonlocal seen
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return 0

        store._connection.set_progress_handler(look, STEPS)

    return begin


def measured(folder: Path, source: Signed) -> tuple[int, float]:
    """How many looks of the database taking it in has, and how many seconds it takes; not killed."""
    looks, start = 0, 0.0

    def begin(store: Store) -> None:
        nonlocal start

        def look() -> int:
            nonlocal looks
            looks += 1
            return 0

        store._connection.set_progress_handler(look, STEPS)
        start = time.monotonic()

    with Vault.unlock(folder, PASSPHRASE) as vault:
        take(vault.library, source, begin)
        return looks, time.monotonic() - start


def killed(folder: Path, source: Signed, begin: Callable[[Store], object], seconds: float | None) -> None:
    """Take it in, in a copy of this program that dies by `begin`, or is killed so long after it began."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with Vault.unlock(folder, PASSPHRASE) as vault:
            take(vault.library, source, lambda store: (begin(store), os.write(writer, b".")))
        os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    if seconds is not None:
        select.select([reader], [], [], seconds)  # until it has ended by itself, or so long
        os.kill(child, signal.SIGKILL)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status


def main(place: Path, moments: int, seed: int) -> None:
    """Die at so many moments; what does not hold ends it with an AssertionError."""
    rng = random.Random(seed)
    first, second = version(place / "source", 1), version(place / "source", 2)
    before, after, victim = place / "before", place / "after", place / "victim"
    with Vault.create(before, PASSPHRASE, cost=SMALLEST) as vault:
        TrustStore(vault.library).add(packs.key().public, "A test", Scope())
        take(vault.library, first)
    shutil.copytree(before, after)
    looks, seconds = measured(after, second)
    old, new, counts = held(before), held(after), [0, 0]
    assert old != new
    for moment in range(moments):
        shutil.rmtree(victim, ignore_errors=True)
        shutil.copytree(before, victim)
        if moment % 2:
            killed(victim, second, lambda _: None, rng.random() * seconds * 1.2)
        else:
            killed(victim, second, dies_at(rng.randint(1, looks)), None)
        found = held(victim)
        assert found in (old, new), f"between old and new at moment {moment}"
        counts[found == new] += 1
        if found == old:  # what was stopped can be done again
            with Vault.unlock(victim, PASSPHRASE) as vault:
                take(vault.library, second)
            assert held(victim) == new
    print(*counts)


if __name__ == "__main__":
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
