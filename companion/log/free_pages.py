"""Gives free pages of the log store back to the disk, and empties what waits beside the file."""

from __future__ import annotations

from companion.vault.connection import Store

_INCREMENTAL = 2


def give_back(store: Store) -> None:
    """Give back what erasing left free.

    A store made before pages could be given back one by one is written anew once, and can from then on.
    """
    if store.one("PRAGMA auto_vacuum") == (_INCREMENTAL,):
        store.execute("PRAGMA incremental_vacuum")
    else:
        store.execute("PRAGMA auto_vacuum = INCREMENTAL")
        store.execute("VACUUM")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
