"""Families of figures: what is counted together, and the fixed levels at which it can be told.

A family's levels are nested: the cells of a level are sums of cells of the finer one. Which levels there are, and which
cells a level has, follows from the team's declared places alone, never from what was logged; so a column cannot betray
by appearing that something happened there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from companion.log.contacts import Amount, Service
from companion.log.ledger import Cell
from companion.log.places import Places
from companion.log.tally import SERVICES, Kind, TallyRow, amount_code, service_code

Counts = Mapping[Cell, int]

EVERYWHERE = 0  # the place of a cell that stands for all places
ALL_CONTACTS = 0  # the category of a cell that counts every contact
AREA_WITHOUT_SITES = 900  # at site level an area without sites is a place of its own: 900 and its number


class Level(StrEnum):
    """How finely a table is told."""

    SITE_SERVICE = "site_service"
    AREA_SERVICE = "area_service"
    SERVICE = "service"
    TOTAL = "total"
    AGE_GENDER = "age_gender"
    AGE_GENDER_APART = "age_gender_apart"
    FIRST_TIME = "first_time"
    FIRST_OR_NOT = "first_or_not"
    SITE = "site"
    AREA = "area"
    ALL_PLACES = "all_places"


@dataclass(frozen=True)
class Family:
    """One family: the number the ledger knows it by, and its levels, the finest first."""

    number: int
    code: str
    levels: tuple[Level, ...]
    amount: Amount | None = None

    def level(self, code: Level) -> int:
        """The number of a level."""
        return self.levels.index(code)


CONTACTS = Family(1, "contacts", (Level.SITE_SERVICE, Level.AREA_SERVICE, Level.SERVICE, Level.TOTAL))
AGE_GENDER = Family(2, "age_gender", (Level.AGE_GENDER, Level.AGE_GENDER_APART))
FIRST_TIME = Family(3, "first_time", (Level.FIRST_TIME, Level.FIRST_OR_NOT))

# The police tally and "collecting for" stay with the team: the first belongs to the record of incidents, the second
# says something about third persons and no scheme asks for it by itself.
REPORTED_AMOUNTS = tuple(
    amount for amount in Amount if amount not in (Amount.POLICE_INTERFERENCE, Amount.COLLECTING_FOR)
)
AMOUNTS = {
    amount: Family(100 + amount_code(amount), amount.value, (Level.SITE, Level.AREA, Level.ALL_PLACES), amount)
    for amount in REPORTED_AMOUNTS
}
FAMILIES = (CONTACTS, AGE_GENDER, FIRST_TIME, *AMOUNTS.values())

# A site that never gives a service never gives its things either.
_SERVICE_OF = {
    Amount.NEEDLES_GIVEN: Service.NEEDLE_EXCHANGE,
    Amount.NEEDLES_BACK: Service.NEEDLE_EXCHANGE,
    Amount.NALOXONE_DOSES: Service.NALOXONE,
}

# "First time here this year", "first this month, not this year or not known", "here before", "not asked".
FIRST_THIS_YEAR, FIRST_THIS_MONTH, HERE_BEFORE, FIRST_NOT_ASKED, FIRST, NOT_FIRST = 1, 2, 3, 4, 5, 6
GENDER_APART, AGE_APART = 100, 200  # categories of AGE_GENDER_APART: 100 and the gender, 200 and the age


@dataclass(frozen=True)
class Look:
    """A table looked at against the rule: how many cells it has and how many of them hold it back."""

    counts: Counts
    cells: int
    failing: int


def expected_places(level: Level, places: Places) -> tuple[int, ...]:
    """The columns of a level, from the team's declaration; empty if the team cannot have this level."""
    if level in (Level.SITE_SERVICE, Level.SITE):
        if not places.sites:
            return ()
        return tuple(
            place for area in places.areas for place in (places.sites_of(area) or (AREA_WITHOUT_SITES + area,))
        )
    if level in (Level.AREA_SERVICE, Level.AREA):
        return places.areas
    return (EVERYWHERE,)


def place_at(level: Level, area: int, site: int) -> int:
    """The column a contact of that area and site belongs to."""
    if level in (Level.SITE_SERVICE, Level.SITE):
        return site or AREA_WITHOUT_SITES + area
    return area if level in (Level.AREA_SERVICE, Level.AREA) else EVERYWHERE


def look(family: Family, level: Level, rows: Iterable[TallyRow], places: Places, k: int) -> Look | None:
    """The family's whole table at a level, and whether the rule `k` lets it out; None if the level does not apply."""
    expected = expected_places(level, places)
    if not expected:
        return None
    if family is CONTACTS:
        return weigh_contacts(contact_counts(level, rows, expected), level, places, k)
    if family is AGE_GENDER:
        return weigh_plain(people_counts(level, rows), k)
    if family is FIRST_TIME:
        return weigh_plain(first_time_counts(level, rows), k)
    assert family.amount is not None
    return _weigh_amounts(family.amount, level, rows, places, k)


def contact_counts(level: Level, rows: Iterable[TallyRow], expected: Iterable[int]) -> dict[Cell, int]:
    """Contacts, and contacts of each service, in every expected place, and in any other where there are some."""
    categories = (ALL_CONTACTS,) if level is Level.TOTAL else (ALL_CONTACTS, *map(service_code, SERVICES))
    counts = {(category, place): 0 for place in expected for category in categories}
    for row in rows:
        if row.kind == Kind.CONTACTS or (row.kind == Kind.SERVICE and level is not Level.TOTAL):
            cell = (row.code, place_at(level, row.area, row.site))
            counts[cell] = counts.get(cell, 0) + row.contacts
    return counts


def weigh_contacts(counts: Counts, level: Level, places: Places, k: int) -> Look:
    """The rule for contacts by service.

    A contact may count in several rows, so each row splits the contacts of a place in two: those with the service and
    those without. Beside the row "all contacts" both can be read off, so both must be `k` or more. A service declared
    impossible in a place has no cell there; if it was given all the same, the declaration is wrong and the table held.
    """
    expected = set(expected_places(level, places))
    kept = dict(counts)
    failing = 0
    for (category, place), number in counts.items():
        if category and not _possible(category, place, level, places):
            failing += number > 0
            del kept[category, place]
        elif place not in expected:
            failing += number > 0
        elif number < k or (category and counts[ALL_CONTACTS, place] - number < k):
            failing += 1
    cells = sum(1 for category, _ in kept if category) or len(kept)
    return Look(kept, cells, min(failing, cells))


def weigh_plain(counts: Counts, k: int) -> Look:
    """The rule for a table whose cells share out the contacts: each `k` or more."""
    return Look(counts, len(counts), sum(number < k for number in counts.values()))


def people_counts(level: Level, rows: Iterable[TallyRow]) -> dict[Cell, int]:
    """Contacts by gender and age together, or by each apart. Every category has a cell, "not asked" too."""
    joint = {(gender * 10 + age, EVERYWHERE): 0 for gender in range(4) for age in range(3)}
    for row in rows:
        if row.kind == Kind.PEOPLE:
            joint[row.code, EVERYWHERE] += row.contacts
    return joint if level is Level.AGE_GENDER else people_apart(joint)


def people_apart(joint: Counts) -> dict[Cell, int]:
    """Gender and age each by itself, from both together."""
    apart = {(GENDER_APART + gender, EVERYWHERE): 0 for gender in range(4)}
    apart |= {(AGE_APART + age, EVERYWHERE): 0 for age in range(3)}
    for (category, _), number in joint.items():
        apart[GENDER_APART + category // 10, EVERYWHERE] += number
        apart[AGE_APART + category % 10, EVERYWHERE] += number
    return apart


def first_time_counts(level: Level, rows: Iterable[TallyRow]) -> dict[Cell, int]:
    """Contacts by what was answered to "first time here?".

    Somebody here for the first time this year is here for the first time this month too. Told side by side the two
    answers would give their difference away, so they are one question with four answers that exclude each other.
    """
    four = {(answer, EVERYWHERE): 0 for answer in (FIRST_THIS_YEAR, FIRST_THIS_MONTH, HERE_BEFORE, FIRST_NOT_ASKED)}
    for row in rows:
        if row.kind == Kind.FIRST_TIME:
            four[_first_time(row.code), EVERYWHERE] += row.contacts
    return four if level is Level.FIRST_TIME else first_or_not(four)


def first_or_not(four: Counts) -> dict[Cell, int]:
    """Said to be here for the first time this month (or year), and all others."""
    first = four[FIRST_THIS_YEAR, EVERYWHERE] + four[FIRST_THIS_MONTH, EVERYWHERE]
    return {(FIRST, EVERYWHERE): first, (NOT_FIRST, EVERYWHERE): sum(four.values()) - first}


def _first_time(code: int) -> int:
    """The answer from the two stored ones, each 0 yes, 1 no, 2 not asked."""
    year, month = divmod(code, 10)
    if year == 0:
        return FIRST_THIS_YEAR
    if month == 0:
        return FIRST_THIS_MONTH
    return HERE_BEFORE if 1 in (year, month) else FIRST_NOT_ASKED


def _weigh_amounts(amount: Amount, level: Level, rows: Iterable[TallyRow], places: Places, k: int) -> Look:
    """The rule for things: `k` contacts or more gave them in each place, and none gave over half."""
    expected = expected_places(level, places)
    code = amount_code(amount)
    found: dict[int, tuple[int, int, int]] = dict.fromkeys(expected, (0, 0, 0))
    for row in rows:
        if row.kind == Kind.AMOUNT and row.code == code:
            place = place_at(level, row.area, row.site)
            contacts, total, greatest = found.get(place, (0, 0, 0))
            found[place] = contacts + row.contacts, total + row.amount, max(greatest, row.greatest)
    service = _SERVICE_OF.get(amount)
    if service is not None:
        never = [place for place in found if not _possible(service_code(service), place, level, places)]
        for place in never:
            if not found[place][0]:
                del found[place]
    failing = sum(
        place not in expected or contacts < k or 2 * greatest > total
        for place, (contacts, total, greatest) in found.items()
    )
    counts = {(ALL_CONTACTS, place): total for place, (_, total, _) in found.items()}
    return Look(counts, len(counts), failing)


def _possible(service: int, place: int, level: Level, places: Places) -> bool:
    """Whether a service can occur in a column, as declared beforehand."""
    if place >= AREA_WITHOUT_SITES:
        return True
    if level in (Level.SITE_SERVICE, Level.SITE):
        return (place, service) not in places.impossible
    sites = tuple(places.sites) if place == EVERYWHERE else places.sites_of(place)
    without_sites = any(not places.sites_of(area) for area in places.areas) if place == EVERYWHERE else not sites
    return without_sites or not sites or any((site, service) not in places.impossible for site in sites)


def coarser(family: Family, counts: Counts, source: Level, target: Level, places: Places) -> Counts:
    """Published cells of a level, summed up to a coarser level of the same family."""
    if source is target:
        return counts
    if family is AGE_GENDER:
        return people_apart(counts)
    if family is FIRST_TIME:
        return first_or_not(counts)
    sums: dict[Cell, int] = {}
    for (category, place), number in counts.items():
        if target is Level.TOTAL and category != ALL_CONTACTS:
            continue
        cell = (category, _outer_place(place, source, target, places))
        sums[cell] = sums.get(cell, 0) + number
    return sums


def _outer_place(place: int, source: Level, target: Level, places: Places) -> int:
    if target in (Level.AREA_SERVICE, Level.AREA):
        in_site = source in (Level.SITE_SERVICE, Level.SITE)
        return (
            (place - AREA_WITHOUT_SITES if place >= AREA_WITHOUT_SITES else places.area_of(place)) if in_site else place
        )
    return EVERYWHERE
