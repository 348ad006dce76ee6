"""An empty directory in a real vault, on a Friday in November, in Lisbon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from companion import clock
from companion.services.store import ServiceStore
from companion.vault.connection import Store
from companion.vault.vault import Vault

LISBON = ZoneInfo("Europe/Lisbon")
FRIDAY = datetime(2026, 11, 20, 17, 24, tzinfo=LISBON)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with clock.frozen(FRIDAY), Vault.throw_away(tmp_path / "vault") as vault:
        yield vault.library


@pytest.fixture
def services(library: Store) -> ServiceStore:
    return ServiceStore(library, zone=LISBON)
