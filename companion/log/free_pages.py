"""Gives free pages of the log store back to the disk, and empties what waits beside the file."""

from __future__ import annotations

from companion.vault.connection import Store

_INCREMENTAL = 2


def give_back(store: Store) -> None:
    """Give back what erasing left free.

    A store made before pages could be given back one by one is written anew once, and can from then on.
    """
    if store.one("PRAGMA auto_vacuum") == (_INCREMENTAL,):
        _give_back_page_by_page(store)
    else:
        store.execute("PRAGMA auto_vacuum = INCREMENTAL")
        store.execute("VACUUM")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _give_back_page_by_page(store: Store) -> None:
    """All of them in one commit. The statement gives back one page for each step, and a driver takes one step."""
    with store.transaction():
        free = _free(store)
        while free:
            store.execute("PRAGMA incremental_vacuum")
            left = _free(store)
            if left >= free:
                break
            free = left


def _free(store: Store) -> int:
    row = store.one("PRAGMA freelist_count")
    return int(row[0]) if row else 0
