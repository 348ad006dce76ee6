"""The invented sample directory that the demo shows. Every place in it is made up, and screens say so."""

from __future__ import annotations

from companion import paths
from companion.services.hsds_import import ImportResult
from companion.services.store import ServiceStore
from companion.vault.connection import Store


def load(store: Store) -> ImportResult:
    """Put the sample directory into an empty store."""
    return ServiceStore(store).import_package(paths.resources("sample", "directory"), sample=True)
