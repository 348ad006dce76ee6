"""What the team declared beforehand: its places, and what it never does. Both shape the tables; neither is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from companion.log.contacts import ContactSetting, Referral, Test, Topic
from companion.log.incidents import ByWhom, IncidentKind
from companion.log.store import LogStore
from companion.log.tally import Kind
from companion.reports.families import Shape

# What a team can say it never does or never sees: each kind of total with the codes it can have.
DECLARABLE: Mapping[Kind, tuple[StrEnum, ...]] = {
    Kind.SETTING: tuple(ContactSetting),
    Kind.REFERRAL: tuple(Referral),
    Kind.TEST: tuple(Test),
    Kind.TOPIC: tuple(topic for topic in Topic if topic is not Topic.RIGHTS),
    Kind.INCIDENT_KIND: tuple(IncidentKind),
    Kind.INCIDENT_BY: tuple(ByWhom),
}


def code_number(code: StrEnum) -> int:
    """The number of a declarable code in the log's totals: its place in its enumeration."""
    return list(type(code)).index(code)


def never_used(log: LogStore) -> frozenset[tuple[int, int]]:
    """Kind and number of every code the team has declared it never uses."""
    return frozenset((kind, code) for kind, code in log.store.query("SELECT kind, code FROM never"))


def declare_never(log: LogStore, codes: Iterable[tuple[Kind, StrEnum]]) -> None:
    """Say which codes are never used, instead of what was said before. What is out already stays as it is."""
    with log.store.transaction():
        log.store.execute("DELETE FROM never")
        log.store.execute_many(
            "INSERT OR IGNORE INTO never VALUES (?, ?)", [(int(kind), code_number(code)) for kind, code in codes]
        )


def shape_of(log: LogStore) -> Shape:
    """Everything the team has declared."""
    places = log.places()
    return Shape(places.areas, places.sites, places.impossible, places.retired_sites, never_used(log))
