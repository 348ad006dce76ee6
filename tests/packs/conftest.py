"""A vault that trusts one signer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.packs.trust import Scope, TrustStore
from companion.vault.connection import Store
from companion.vault.vault import Vault
from tests.packs import packs

SIGNER = "Example Rights Network"


@pytest.fixture
def today() -> Iterator[None]:
    """20 November 2026, whenever the tests run."""
    with clock.frozen(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def store(tmp_path: Path, today: None) -> Iterator[Store]:
    """The library of a new vault, in which the key `packs.key()` may sign everything."""
    with Vault.throw_away(tmp_path / "vault") as vault:
        TrustStore(vault.library).add(packs.key().public, SIGNER, Scope())
        yield vault.library
