"""Ids of records: as HSDS writes them, and short as the store keeps them."""

from __future__ import annotations

from collections.abc import Callable

Uid = bytes | str
Known = Callable[[str, str], int | None]
"""(table, id) → the key of a row that an earlier import brought, or None."""


def packed(uid: str) -> Uid:
    """An id as the store keeps it: a UUID in its usual spelling as 16 bytes, anything else as it is."""
    if len(uid) == 36 and uid[8] == uid[13] == uid[18] == uid[23] == "-":
        try:
            short = bytes.fromhex(uid.replace("-", ""))
        except ValueError:
            return uid
        # Other spellings (capitals, dashes elsewhere) are other ids, and must come out as they came in.
        return short if len(short) == 16 and unpacked(short) == uid else uid
    return uid


def unpacked(uid: Uid) -> str:
    """The id that `packed` took."""
    if isinstance(uid, str):
        return uid
    text = uid.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
