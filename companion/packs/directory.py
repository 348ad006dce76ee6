"""The directory of services in a pack: an HSDS package, taken in as one that a person imports."""

from __future__ import annotations

from collections.abc import Callable

from companion import archive
from companion.packs.manifest import Manifest
from companion.packs.pack import Pack
from companion.vault.connection import Store

FOLDER = "services/"


def count(pack: Pack) -> int:
    """How many services the pack's directory has; its rows are checked on the way. Raises `services.…`."""
    data = _package(pack.manifest, pack.read)
    if data is None:
        return 0
    from companion.services import hsds_import, hsds_reader

    return hsds_import.check(hsds_reader.Held(pack.manifest.id, data)).rows["service"]


def take_in(store: Store, head: Manifest, read: Callable[[str], bytes]) -> None:
    """Take the directory in: what the team has changed in its own stays. Raises `services.…`."""
    data = _package(head, read)
    if data is not None:
        from companion.services import hsds_reader
        from companion.services.store import ServiceStore

        ServiceStore(store).import_package(hsds_reader.Held(head.id, data))


def _package(head: Manifest, read: Callable[[str], bytes]) -> bytes | None:
    """The files of the directory as one package in memory; None where the pack has none."""
    names = [name for name in head.files if name.startswith(FOLDER)]
    return archive.written({name.removeprefix(FOLDER): read(name) for name in names}) if names else None
