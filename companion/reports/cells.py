"""The cells of a family at a level: counted from the log's totals, or summed up from a finer level that is out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from companion.log.contacts import Age, Asked, ContactSetting, Gender, NaloxoneFor, NaloxoneKit, Referral, Test, Topic
from companion.log.incidents import ByWhom, IncidentKind
from companion.log.ledger import Cell
from companion.log.months import Month
from companion.log.places import Places
from companion.log.rows import number_of
from companion.log.tally import SERVICES, Kind, TallyRow, WorkshopFor, service_code
from companion.reports import families
from companion.reports.families import (
    AGE_APART,
    AGE_GENDER,
    ALL_CONTACTS,
    ANY,
    AREA_WITHOUT_SITES,
    CONTACTS,
    EVERYWHERE,
    FIRST_TIME,
    FOR_APART,
    GENDER_APART,
    INCIDENTS,
    KIT_APART,
    NALOXONE,
    WORKSHOPS,
    Counts,
    Family,
    Level,
    Shape,
)

Key = tuple[int, int]  # kind and, of things, which; else 0
Rows = Mapping[Key, Sequence[TallyRow]]
_CODES = {
    Kind.SETTING: len(ContactSetting),
    Kind.REFERRAL: len(Referral),
    Kind.TOPIC: len(Topic),
    Kind.TEST: len(Test),
    Kind.INCIDENT_KIND: len(IncidentKind),
    Kind.INCIDENT_BY: len(ByWhom),
    Kind.WORKSHOPS: len(WorkshopFor),
}
# Talking about rights is a service: told with the services, and nowhere else, so that nothing is told twice.
TOLD_ELSEWHERE = {Kind.TOPIC: frozenset({number_of(Topic.RIGHTS)})}


class Tallies:
    """The totals of some months, by month and kind, so that each family reads its own alone."""

    def __init__(self, rows: Iterable[TallyRow]) -> None:
        self._months: dict[Month, dict[Key, list[TallyRow]]] = {}
        for row in rows:
            key = row.kind, row.code if row.kind == Kind.AMOUNT else 0
            self._months.setdefault(Month.from_code(row.counted), {}).setdefault(key, []).append(row)

    def of(self, months: Iterable[Month]) -> Rows:
        """The totals of these months together."""
        pooled: dict[Key, list[TallyRow]] = {}
        for month in months:
            for key, rows in self._months.get(month, {}).items():
                pooled.setdefault(key, []).extend(rows)
        return pooled


def codes_of(kind: Kind) -> range:
    """Every code of a kind of total that is shared out in a table."""
    return range(_CODES[kind])


def counted(family: Family, level: Level, rows: Rows, shape: Shape) -> Counts:
    """The cells of a family that counts contacts or incidents; things are weighed by themselves (`rule`)."""
    if family is CONTACTS:
        return _contacts(level, rows, families.expected_places(level, shape))
    if family is INCIDENTS:
        return _incidents(level, rows)
    if family is WORKSHOPS:
        return _workshops(level, rows)
    assert family.kind is not None
    own = rows.get((family.kind, 0), ())
    if family is AGE_GENDER:
        return coarser(family, _pairs(own, len(Gender), len(Age)), Level.AGE_GENDER, level, shape)
    if family is FIRST_TIME:
        return coarser(family, _first_time(own), Level.FIRST_TIME, level, shape)
    if family is NALOXONE:
        return coarser(family, _pairs(own, len(NaloxoneFor), len(NaloxoneKit)), Level.NALOXONE_USE, level, shape)
    counts = _by_code(family.kind, own)
    if family.several:
        counts[ANY, EVERYWHERE] = _whole(family, rows)
    return counts


def _contacts(level: Level, rows: Rows, expected: Iterable[int]) -> dict[Cell, int]:
    """Contacts, and contacts of each service, in every expected place, and in any other where there are some."""
    categories = (ALL_CONTACTS,) if level is Level.TOTAL else (ALL_CONTACTS, *map(service_code, SERVICES))
    counts = {(category, place): 0 for place in expected for category in categories}
    kinds = (Kind.CONTACTS,) if level is Level.TOTAL else (Kind.CONTACTS, Kind.SERVICE)
    for kind in kinds:
        for row in rows.get((kind, 0), ()):
            cell = (row.code, families.place_at(level, row.area, row.site))
            counts[cell] = counts.get(cell, 0) + row.contacts
    return counts


def _incidents(level: Level, rows: Rows) -> dict[Cell, int]:
    """All incidents, and incidents of each kind; one can be of several."""
    total = sum(row.contacts for row in rows.get((Kind.INCIDENTS, 0), ()))
    if level is Level.INCIDENT_TOTAL:
        return {(ANY, EVERYWHERE): total}
    by_code = _by_code(Kind.INCIDENT_KIND, rows.get((Kind.INCIDENT_KIND, 0), ()))
    return {**by_code, (ANY, EVERYWHERE): total}


def _workshops(level: Level, rows: Rows) -> dict[Cell, int]:
    """People counted at workshops, by for whom those were, and all of them."""
    by_audience = _by_code(Kind.WORKSHOPS, rows.get((Kind.WORKSHOPS, 0), ()))
    total = {(ANY, EVERYWHERE): sum(by_audience.values())}
    return total if level is Level.WORKSHOP_TOTAL else {**by_audience, **total}


def _by_code(kind: Kind, rows: Iterable[TallyRow]) -> dict[Cell, int]:
    elsewhere = TOLD_ELSEWHERE.get(kind, frozenset())
    counts = {(code, EVERYWHERE): 0 for code in codes_of(kind) if code not in elsewhere}
    for row in rows:
        if row.code not in elsewhere:
            counts[row.code, EVERYWHERE] += row.contacts
    return counts


def _whole(family: Family, rows: Rows) -> int:
    """The contacts a family shares out: those of its service, or all."""
    if family.whole is None:
        return sum(row.contacts for row in rows.get((Kind.CONTACTS, 0), ()))
    code = service_code(family.whole)
    return sum(row.contacts for row in rows.get((Kind.SERVICE, 0), ()) if row.code == code)


def _pairs(rows: Iterable[TallyRow], tens: int, ones: int) -> dict[Cell, int]:
    """Two questions together. Every category has a cell, "not asked" too."""
    joint = {(ten * 10 + one, EVERYWHERE): 0 for ten in range(tens) for one in range(ones)}
    for row in rows:
        joint[row.code, EVERYWHERE] += row.contacts
    return joint


def _first_time(rows: Iterable[TallyRow]) -> dict[Cell, int]:
    """Contacts by what was answered to "first time here?".

    Somebody here for the first time this year is here for the first time this month too. Told side by side the two
    answers would give their difference away, so they are one question with four answers that exclude each other.
    """
    answers = (families.FIRST_THIS_YEAR, families.FIRST_THIS_MONTH, families.HERE_BEFORE, families.FIRST_NOT_ASKED)
    four = {(answer, EVERYWHERE): 0 for answer in answers}
    for row in rows:
        four[_first_answer(row.code), EVERYWHERE] += row.contacts
    return four


def _first_answer(code: int) -> int:
    """The answer from the two stored ones."""
    year, month = (tuple(Asked)[number] for number in divmod(code, 10))
    if year is Asked.YES:
        return families.FIRST_THIS_YEAR
    if month is Asked.YES:
        return families.FIRST_THIS_MONTH
    return families.HERE_BEFORE if Asked.NO in (year, month) else families.FIRST_NOT_ASKED


def coarser(family: Family, counts: Counts, source: Level, target: Level, places: Places) -> Counts:
    """Cells of a level, summed up to a coarser level of the same family."""
    if source is target:
        return counts
    if family is AGE_GENDER:
        return _apart(counts, GENDER_APART, len(Gender), AGE_APART, len(Age))
    if family is FIRST_TIME:
        return _first_or_not(counts)
    if family is NALOXONE:
        return _naloxone(counts, source, target)
    if family in (INCIDENTS, WORKSHOPS):
        return {(ANY, EVERYWHERE): counts[ANY, EVERYWHERE]}
    return _placed(counts, source, target, places)


def _placed(counts: Counts, source: Level, target: Level, places: Places) -> Counts:
    sums: dict[Cell, int] = {}
    for (category, place), number in counts.items():
        if target is Level.TOTAL and category != ALL_CONTACTS:
            continue
        cell = (category, _outer_place(place, source, target, places))
        sums[cell] = sums.get(cell, 0) + number
    return sums


def _apart(joint: Counts, tens_from: int, tens: int, ones_from: int, ones: int) -> dict[Cell, int]:
    """Each of two questions by itself, from both together."""
    apart = {(tens_from + ten, EVERYWHERE): 0 for ten in range(tens)}
    apart |= {(ones_from + one, EVERYWHERE): 0 for one in range(ones)}
    for (category, _), number in joint.items():
        apart[tens_from + category // 10, EVERYWHERE] += number
        apart[ones_from + category % 10, EVERYWHERE] += number
    return apart


def _first_or_not(four: Counts) -> dict[Cell, int]:
    """Said to be here for the first time this month (or year), and all others."""
    first = four[families.FIRST_THIS_YEAR, EVERYWHERE] + four[families.FIRST_THIS_MONTH, EVERYWHERE]
    return {(families.FIRST, EVERYWHERE): first, (families.NOT_FIRST, EVERYWHERE): sum(four.values()) - first}


def _naloxone(counts: Counts, source: Level, target: Level) -> Counts:
    if source is Level.NALOXONE_USE:
        counts = _apart(counts, FOR_APART, len(NaloxoneFor), KIT_APART, len(NaloxoneKit))
    if target is Level.NALOXONE_APART:
        return counts
    total = sum(number for (category, _), number in counts.items() if category < KIT_APART)
    else_ = counts[FOR_APART + number_of(NaloxoneFor.SOMEONE_ELSE), EVERYWHERE]
    first = counts[KIT_APART + number_of(NaloxoneKit.FIRST), EVERYWHERE]
    return {
        (families.FOR_SOMEONE_ELSE, EVERYWHERE): else_,
        (families.NOT_FOR_SOMEONE_ELSE, EVERYWHERE): total - else_,
        (families.FIRST_KIT, EVERYWHERE): first,
        (families.NOT_FIRST_KIT, EVERYWHERE): total - first,
    }


def _outer_place(place: int, source: Level, target: Level, places: Places) -> int:
    if target not in (Level.AREA_SERVICE, Level.AREA):
        return EVERYWHERE
    if source not in (Level.SITE_SERVICE, Level.SITE):
        return place
    return place - AREA_WITHOUT_SITES if place >= AREA_WITHOUT_SITES else places.area_of(place)
