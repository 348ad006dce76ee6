"""Vaults that earlier programs really made, one folder per released schema, open in this one with all that was in them.

A folder in `tests/data/vaults` is named after the day of its program. All hold the same: three contacts in two months,
one service, four settings; the passphrase is the tests' own. When a schema is released, a vault of it is added.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from companion.log.months import Month
from companion.log.store import LogStore
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.settings import Settings
from companion.vault import migrator
from companion.vault.connection import StoreRole
from companion.vault.vault import Vault
from tests.vault import PASSPHRASE

GENUINE = Path(__file__).parents[1] / "data" / "vaults"
RELEASED = sorted(path.name for path in GENUINE.iterdir())


@pytest.mark.parametrize("released", RELEASED)
def test_a_vault_of_every_released_schema_opens_with_all_that_was_in_it(released: str, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(GENUINE / released, folder)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.verify() == []
        for role, store in zip(StoreRole, vault.stores(), strict=True):
            assert migrator.version(store) == migrator.migrations(role)[-1].number
        settings = Settings(vault.library)
        assert (settings.get("place"), settings.get("idle_minutes")) == ("pt", 7)
        assert settings.get("place_names") == {"areas": {"1": "North"}, "sites": {"1": "Bus"}}
        assert [found.name for found in ServiceStore(vault.library).search(SearchQuery("night"))] == ["Night bus"]
        log = LogStore(vault.log)
        kept = sorted((contact.month, contact.needles_given, contact.condoms) for contact, _ in log.contacts())
        assert kept == [(Month(2026, 10), 10, 0), (Month(2026, 11), 0, 3), (Month(2026, 11), 5, 0)]
        assert log.places().areas == (1,)
    if migrator.migrations(StoreRole.LOG)[-1].number > 1:
        assert list((folder / "backups").iterdir())


def test_the_first_released_schema_is_kept() -> None:
    assert "2026-11-20" in RELEASED
