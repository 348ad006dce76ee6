"""The directory of services in a pack: an HSDS package, taken in as one that a person imports; and beside it the public
holidays on which the doors of a place keep other hours."""

from __future__ import annotations

import re
from collections.abc import Callable

from companion import archive
from companion.errors import Problem
from companion.packs.manifest import Manifest
from companion.packs.pack import Pack
from companion.rights.library import Library
from companion.services.opening_hours import Holidays
from companion.vault.connection import Store

FOLDER = "services/"
HOLIDAYS = "services/holidays/"
_HOLIDAY_LIST = re.compile(r"services/holidays/([a-z]{2}(?:-[a-z0-9]{1,3})?)\.json")


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


def holidays(law: Library, place: str) -> Holidays | None:
    """The holidays of a place from the newest of the packs that `law` was read from; None where none has a list."""
    from companion.services import holidays as lists

    name = f"{HOLIDAYS}{place}.json"
    table = law.beside(name)
    return lists.read(table, name) if table is not None else None


def holiday_places(head: Manifest) -> tuple[str, ...]:
    """The places of which a pack brings the holidays."""
    return tuple(found[1] for name in sorted(head.files) if (found := _HOLIDAY_LIST.fullmatch(name)))


def check_holidays(pack: Pack) -> None:
    """Read every list of holidays. Raises `packs.not_listed` for a file that is none, `packs.json_broken`,
    `services.holidays_wrong`."""
    from companion.services import holidays as lists

    for name in pack.names:
        if name.startswith(HOLIDAYS):
            if not _HOLIDAY_LIST.fullmatch(name):
                raise Problem("packs.not_listed", file=name)
            lists.read(pack.table(name), name)


def _package(head: Manifest, read: Callable[[str], bytes]) -> bytes | None:
    """The files of the directory as one package in memory; None where the pack has none."""
    names = [name for name in head.files if name.startswith(FOLDER) and not name.startswith(HOLIDAYS)]
    return archive.written({name.removeprefix(FOLDER): read(name) for name in names}) if names else None
