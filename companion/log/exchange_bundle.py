"""A bundle: the tallies of one laptop's months, to be put together with others' by the coordinator.

It holds totals and the names of the team's places, which the coordinator's own are matched by; no contact, no day, no
name of a laptop or of anybody. Every bundle holds whole months and all of them, so the newest is enough; each month
carries its bundle's revision, so that bundles can arrive in any order, twice or not at all, and the counts are equal.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from companion import clock
from companion.errors import Problem
from companion.i18n.folding import fold
from companion.log.contacts import (
    Age,
    Amount,
    Asked,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Service,
    Test,
    Topic,
)
from companion.log.exchange import Role, Team
from companion.log.incidents import ByWhom, Done, IncidentKind, IncidentSetting, Solved
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.log.store import LogStore
from companion.log.tally import WORKSHOP_KINDS, WORKSHOP_THEMES, Kind, WorkshopFor, quiz_code
from companion.vault import sealed_boxes

FORMAT = 1
MONTHS = 24  # how far back a bundle reaches
_MOST_TEXT = 32 * 1024 * 1024
_MOST_NUMBER = 99_999_999_999
_MOST_NAME = 40
Counts = tuple[int, int, int, int, int, int, int]  # area, site, kind, code, contacts, amount, greatest


@dataclass(frozen=True)
class MonthCounts:
    """A month of a laptop: whether it was over when the bundle was made, and its totals."""

    month: Month
    whole: bool
    rows: tuple[Counts, ...]


@dataclass(frozen=True)
class Bundle:
    """A bundle whose seal and signature hold. Whose key `signer` is, and what it counts for, is decided later."""

    signer: bytes
    revision: int
    first: Month
    months: tuple[MonthCounts, ...]
    areas: Mapping[int, str]
    sites: Mapping[int, tuple[int, str]]


def make_bundle(log: LogStore, names: PlaceNames) -> bytes:
    """This laptop's counts, for the coordinator. Counting of the months in it that are over is over for good.

    Raises `team.not_member`, `bundle.nothing_yet` and `bundle.too_large`.
    """
    team = Team(log)
    now, running = team.now(), Month.of(clock.today())
    if now is None or now.role is not Role.MEMBER:
        raise Problem("team.not_member")
    first = max(now.first, running.plus(1 - MONTHS))
    months = [first.plus(number) for number in range(_distance(first, running) + 1)]
    if not months:
        raise Problem("bundle.nothing_yet", month=str(first))
    with log.store.transaction():
        revision = max(now.revision + 1, _day_number())
        content = _content(log, names, revision, now.first, months)
        over = [month for month in months if month < running]
        team.sent(revision, months[-1], over[-1] if over else None)
        return sealed_boxes.sign_and_seal(content, team.seed(), team.public_key())


def _day_number() -> int:
    """Revisions begin with the day, so that a laptop put back from a backup goes on above what it had sent."""
    today = clock.today()
    return (today.year * 10000 + today.month * 100 + today.day) * 10


def _distance(first: Month, last: Month) -> int:
    return (last.year - first.year) * 12 + last.number - first.number


def _content(log: LogStore, names: PlaceNames, revision: int, first: Month, months: Sequence[Month]) -> bytes:
    places = log.places()
    every_site = {**places.retired_sites, **places.sites}
    running = Month.of(clock.today())
    found: dict[int, list[list[int]]] = {month.code: [] for month in months}
    for row in log.tallies(months[0], months[-1], tuple(Kind)):
        found[row.counted].append([row.area, row.site, row.kind, row.code, row.contacts, row.amount, row.greatest])
    areas = sorted({*places.areas, *every_site.values(), *(row[0] for rows in found.values() for row in rows)} - {0})
    document = {
        "format": FORMAT,
        "revision": revision,
        "first": first.code,
        "areas": [[area, names.areas.get(area, "")] for area in areas],
        "sites": [[site, area, names.sites.get(site, "")] for site, area in sorted(every_site.items())],
        "months": [[month.code, int(month < running), found[month.code]] for month in months],
    }
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def read_bundle(log: LogStore, data: bytes) -> Bundle:
    """Open a bundle on the coordinator's laptop and check everything in it; nothing is counted yet.

    Raises `bundle.not_coordinator`, what `sealed_boxes.open_and_check` raises, `bundle.newer_format`,
    `bundle.not_understood` (signed, but not what a bundle holds) and `bundle.from_the_future`.
    """
    opened = sealed_boxes.open_and_check(data, Team(log).secret_key())
    document = _document(opened.content)
    try:
        bundle = _read(opened.signer, document)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Problem("bundle.not_understood") from error
    running = Month.of(clock.today())
    if any(one.month > running or (one.whole and one.month >= running) for one in bundle.months):
        raise Problem("bundle.from_the_future", month=str(max(one.month for one in bundle.months)))
    return bundle


def _document(content: bytes) -> Any:
    try:
        unpacked = zlib.decompressobj()
        text = unpacked.decompress(content, _MOST_TEXT)
        if unpacked.unconsumed_tail or not unpacked.eof:
            raise Problem("bundle.not_understood")
        document = json.loads(text)
    except (zlib.error, ValueError, RecursionError) as error:
        raise Problem("bundle.not_understood") from error
    if isinstance(document, dict) and _whole(document.get("format"), 1, 10**6) and document["format"] > FORMAT:
        raise Problem("bundle.newer_format")
    return document


def _read(signer: bytes, document: Any) -> Bundle:
    """The document as a bundle; anything out of place raises one of Python's own errors."""
    if set(document) != {"format", "revision", "first", "areas", "sites", "months"} or document["format"] != FORMAT:
        raise ValueError
    areas = {_number(code, 1, 99): _name(name) for code, name in document["areas"]}
    sites = {_number(code, 1, 899): (_number(area, 1, 99), _name(name)) for code, area, name in document["sites"]}
    months = tuple(
        MonthCounts(Month.from_code(_number(code, 200001, 299912)), bool(_number(whole, 0, 1)), tuple(_rows(found)))
        for code, whole, found in document["months"]
    )
    first = Month.from_code(_number(document["first"], 200001, 299912))
    told = [one.month for one in months]
    if not told or sorted(set(told)) != told or told[0] < first:
        raise ValueError
    return Bundle(signer, _number(document["revision"], 1, 999_999_999), first, months, areas, sites)


def _rows(found: Any) -> Iterator[Counts]:
    seen = set()
    for row in found:
        area, site, kind, code, contacts, amount, greatest = row
        counts = (
            _number(area, 0, 99),
            _number(site, 0, 899),
            _number(kind, 1, 99),
            _number(code, 0, 999),
            _number(contacts, 0, 9_999_999),
            _number(amount, 0, _MOST_NUMBER),
            _number(greatest, 0, 9999),
        )
        if counts[:4] in seen or not known_code(counts[2], counts[3]):
            raise ValueError
        seen.add(counts[:4])
        yield counts


def _number(value: object, least: int, most: int) -> int:
    if not _whole(value, least, most):
        raise ValueError
    return int(value)  # type: ignore[call-overload,no-any-return]


def _whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _name(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MOST_NAME or (value and not value.isprintable()):
        raise ValueError
    return value


def _pairs(tens: int, ones: int) -> frozenset[int]:
    return frozenset(ten * 10 + one for ten in range(tens) for one in range(ones))


_CODES: Mapping[int, frozenset[int]] = {
    Kind.CONTACTS: frozenset({0}),
    Kind.SERVICE: frozenset(range(1, len(Service) + 1)),
    Kind.AMOUNT: frozenset(range(1, len(Amount) + 1)),
    Kind.PEOPLE: _pairs(len(Gender), len(Age)),
    Kind.FIRST_TIME: _pairs(len(Asked), len(Asked)),
    Kind.SETTING: frozenset(range(len(ContactSetting))),
    Kind.REFERRAL: frozenset(range(len(Referral))),
    Kind.TOPIC: frozenset(range(len(Topic))),
    Kind.TEST: frozenset(range(len(Test))),
    Kind.NALOXONE_USE: _pairs(len(NaloxoneFor), len(NaloxoneKit)),
    Kind.INCIDENTS: frozenset({0}),
    Kind.INCIDENT_KIND: frozenset(range(len(IncidentKind))),
    Kind.INCIDENT_BY: frozenset(range(len(ByWhom))),
    Kind.INCIDENT_SETTING: frozenset(range(len(IncidentSetting))),
    Kind.INCIDENT_DONE: frozenset(range(len(Done))),
    Kind.INCIDENT_SOLVED: frozenset(range(len(Solved))),
    Kind.WORKSHOPS: frozenset(range(len(WorkshopFor))),
    Kind.WORKSHOP_QUIZ: frozenset(
        quiz_code(audience, theme, after=after)
        for audience in range(len(WorkshopFor))
        for theme in range(len(WORKSHOP_THEMES))
        for after in (False, True)
    ),
}


def known_code(kind: int, code: int) -> bool:
    """Whether a total of that kind and code means something to this program (to a newer one it may)."""
    return code in _CODES.get(kind, frozenset())


def place_map(bundle: Bundle, places: Places, names: PlaceNames) -> dict[tuple[int, int], tuple[int, int]]:
    """Area and site of the bundle as area and site here. Places are the same where the names are.

    A place without a name is matched by its number. Raises `bundle.unknown_place` for one that is not declared here:
    counts are never put where the coordinator did not say there is a place.
    """
    areas = {_key(names.areas.get(area, ""), area): area for area in places.areas}
    sites = {(area, _key(names.sites.get(site, ""), site)): site for site, area in places.sites.items()}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for month in bundle.months:
        for area, site, kind, *_ in month.rows:
            if (area, site) not in found and not (kind in WORKSHOP_KINDS and (area, site) == (0, 0)):
                found[area, site] = _place(bundle, areas, sites, area, site)
    found.setdefault((0, 0), (0, 0))  # workshops belong to no place; a contact without one was looked at above
    return found


def _place(
    bundle: Bundle, areas: Mapping[str, int], sites: Mapping[tuple[int, str], int], area: int, site: int
) -> tuple[int, int]:
    if area == 0 and not areas:
        return 0, 0
    area_name = bundle.areas.get(area, "")
    here = areas.get(_key(area_name, area))
    if here is None:
        raise Problem("bundle.unknown_place", place=area_name or str(area))
    if site == 0 or all(its_area != here for its_area, _ in sites):
        return here, 0
    site_name = bundle.sites.get(site, (0, ""))[1]
    site_here = sites.get((here, _key(site_name, site)))
    if site_here is None:
        raise Problem("bundle.unknown_place", place=site_name or str(site))
    return here, site_here


def _key(name: str, number: int) -> str:
    return fold(name).strip() or f"#{number}"
