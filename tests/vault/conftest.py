"""A small vault of its own for each test, and a place for what it needs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import pytest

from companion.vault.kdf import SMALLEST
from companion.vault.vault import OpenVault, Vault
from tests.vault import PASSPHRASE

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a vault may be made."""
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Iterator[OpenVault]:
    """An open vault."""
    opened = Vault.create(folder, PASSPHRASE, cost=SMALLEST)
    yield opened
    opened.close()


@pytest.fixture
def closed(folder: Path) -> Path:
    """The folder of a vault that is closed, with one setting in it."""
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as opened:
        opened.library.execute("INSERT INTO setting VALUES ('place', '\"pt\"')")
    return folder


class Unprivileged(Protocol):
    """Calls a block as a user whom the system refuses what it does not own."""

    def __call__(self) -> AbstractContextManager[None]: ...


@pytest.fixture
def unprivileged() -> Unprivileged:
    """Permission bits say nothing to the superuser, so a test run as one gives its rights away for the block."""
    if os.name != "posix":
        pytest.skip("permission bits are POSIX")

    @contextmanager
    def without_rights() -> Iterator[None]:
        if os.getuid() != 0:
            yield
            return
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    return without_rights


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder that belongs to whoever `unprivileged` makes of us, reachable without rights over its parents."""
    place = Path(tempfile.mkdtemp(prefix="companion-test-"))
    yield place
    shutil.rmtree(place)


def give_away(place: Path) -> None:
    """Let the folder and what is in it belong to the user of `unprivileged`."""
    if os.getuid() == 0:
        for path in (place, *place.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
