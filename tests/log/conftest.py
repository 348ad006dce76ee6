"""An empty log of a team with two areas and three sites, on a Friday in November."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.log.places import Places
from companion.log.store import LogStore
from companion.vault.vault import Vault

TODAY = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1, 3: 2})


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogStore]:
    with clock.frozen(TODAY), Vault.throw_away(tmp_path / "vault") as vault:
        store = LogStore(vault.log)
        store.set_places(PLACES)
        yield store
