"""A log with the demonstration's year, and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion import clock
from companion.log import sample
from companion.log.store import LogStore
from companion.vault.vault import Vault

TODAY = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[LogStore]:
    with clock.frozen(TODAY), Vault.throw_away(tmp_path / "vault") as vault:
        yield LogStore(vault.log)


@pytest.fixture
def year(empty: LogStore) -> LogStore:
    sample.fill(empty, TODAY.date())
    return empty
