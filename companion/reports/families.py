"""Families of figures: what is counted together, and the fixed levels at which it can be told.

A family's levels are nested: the cells of a level are sums of cells of the finer one. Which levels there are, and which
cells a level has, follows from what the team declared alone (its places, what it never does), never from what was
logged; so a column cannot betray by appearing that something happened there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from companion.log.contacts import Amount, Service
from companion.log.ledger import Cell
from companion.log.places import Places
from companion.log.tally import Kind, amount_code

Counts = Mapping[Cell, int]

EVERYWHERE = 0  # the place of a cell that stands for all places
ALL_CONTACTS = 0  # the category of a cell that counts every contact (or every incident)
AREA_WITHOUT_SITES = 900  # at site level an area without sites is a place of its own: 900 and its number
ANY = 990  # the category of contacts (or incidents) that have any of a family's codes at all


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
    SETTING = "setting"
    REFERRAL_KIND = "referral_kind"
    TOPIC_KIND = "topic_kind"
    TEST_KIND = "test_kind"
    NALOXONE_USE = "naloxone_use"
    NALOXONE_APART = "naloxone_apart"
    NALOXONE_OR_NOT = "naloxone_or_not"
    INCIDENT_KIND = "incident_kind"
    INCIDENT_TOTAL = "incident_total"
    INCIDENT_BY = "incident_by"
    WORKSHOP_AUDIENCE = "workshop_audience"
    WORKSHOP_TOTAL = "workshop_total"


@dataclass(frozen=True)
class Shape(Places):
    """What the team declared beforehand: its places, and the codes (kind and code of a total) it never uses."""

    never: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Family:
    """One family: the number the ledger knows it by, and its levels, the finest first.

    `kind`: the totals it is counted from. `several`: a contact can have several of its codes. `whole`: the service
    whose contacts it shares out, if not all. `covering`: each contact of the whole has at least one of the codes.
    `summed`: the sum of all codes is told beside them.
    """

    number: int
    code: str
    levels: tuple[Level, ...]
    amount: Amount | None = None
    kind: Kind | None = None
    several: bool = False
    covering: bool = False
    whole: Service | None = None
    summed: bool = False

    def level(self, code: Level) -> int:
        """The number of a level."""
        return self.levels.index(code)

    @property
    def root(self) -> Family:
        """The family whose units this one's are unions of; itself for contacts, incidents and workshops."""
        if self.kind is Kind.WORKSHOPS:
            return WORKSHOPS
        return INCIDENTS if self.kind in (Kind.INCIDENT_KIND, Kind.INCIDENT_BY) else CONTACTS


CONTACTS = Family(1, "contacts", (Level.SITE_SERVICE, Level.AREA_SERVICE, Level.SERVICE, Level.TOTAL))
AGE_GENDER = Family(2, "age_gender", (Level.AGE_GENDER, Level.AGE_GENDER_APART), kind=Kind.PEOPLE)
FIRST_TIME = Family(3, "first_time", (Level.FIRST_TIME, Level.FIRST_OR_NOT), kind=Kind.FIRST_TIME)
SETTING = Family(4, "setting", (Level.SETTING,), kind=Kind.SETTING)
REFERRALS = Family(
    5, "referrals", (Level.REFERRAL_KIND,), kind=Kind.REFERRAL, several=True, covering=True, whole=Service.SENT_ON
)
TOPICS = Family(6, "topics", (Level.TOPIC_KIND,), kind=Kind.TOPIC, several=True)
TESTS = Family(7, "tests", (Level.TEST_KIND,), kind=Kind.TEST, several=True, covering=True, whole=Service.TESTS_OFFERED)
NALOXONE = Family(
    8,
    "naloxone",
    (Level.NALOXONE_USE, Level.NALOXONE_APART, Level.NALOXONE_OR_NOT),
    kind=Kind.NALOXONE_USE,
    whole=Service.NALOXONE,
)
INCIDENTS = Family(
    10,
    "incidents",
    (Level.INCIDENT_KIND, Level.INCIDENT_TOTAL),
    kind=Kind.INCIDENT_KIND,
    several=True,
    covering=True,
)
INCIDENTS_BY = Family(11, "incidents_by", (Level.INCIDENT_BY,), kind=Kind.INCIDENT_BY)
# People counted at workshops by show of hands. They are nobody's contacts, so nothing else says anything of them.
WORKSHOPS = Family(
    12, "workshops", (Level.WORKSHOP_AUDIENCE, Level.WORKSHOP_TOTAL), kind=Kind.WORKSHOPS, covering=True, summed=True
)
ROOTS = (CONTACTS, INCIDENTS, WORKSHOPS)

# "Collecting for" stays with the team: it says something about third persons, and no scheme asks for it by itself.
REPORTED_AMOUNTS: tuple[Amount, ...] = tuple(amount for amount in Amount if amount is not Amount.COLLECTING_FOR)
AMOUNTS: dict[Amount, Family] = {
    amount: Family(
        100 + amount_code(amount), amount.value, (Level.SITE, Level.AREA, Level.ALL_PLACES), amount, Kind.AMOUNT
    )
    for amount in REPORTED_AMOUNTS
}
FAMILIES = (
    CONTACTS,
    AGE_GENDER,
    FIRST_TIME,
    SETTING,
    REFERRALS,
    TOPICS,
    TESTS,
    NALOXONE,
    *AMOUNTS.values(),
    INCIDENTS,
    INCIDENTS_BY,
    WORKSHOPS,
)
KINDS = (
    Kind.CONTACTS,
    Kind.SERVICE,
    Kind.AMOUNT,
    Kind.PEOPLE,
    Kind.FIRST_TIME,
    Kind.SETTING,
    Kind.REFERRAL,
    Kind.TOPIC,
    Kind.TEST,
    Kind.NALOXONE_USE,
    Kind.INCIDENTS,
    Kind.INCIDENT_KIND,
    Kind.INCIDENT_BY,
    Kind.WORKSHOPS,
)

# A site that never gives a service never gives its things either.
SERVICE_OF = {
    Amount.NEEDLES_GIVEN: Service.NEEDLE_EXCHANGE,
    Amount.NEEDLES_BACK: Service.NEEDLE_EXCHANGE,
    Amount.NALOXONE_DOSES: Service.NALOXONE,
}

# "First time here this year", "first this month, not this year or not known", "here before", "not asked".
FIRST_THIS_YEAR, FIRST_THIS_MONTH, HERE_BEFORE, FIRST_NOT_ASKED, FIRST, NOT_FIRST = 1, 2, 3, 4, 5, 6
GENDER_APART, AGE_APART = 100, 200  # categories of AGE_GENDER_APART: 100 and the gender, 200 and the age
FOR_APART, KIT_APART = 100, 200  # categories of NALOXONE_APART: 100 and for whom, 200 and which kit
FOR_SOMEONE_ELSE, NOT_FOR_SOMEONE_ELSE, FIRST_KIT, NOT_FIRST_KIT = 300, 301, 310, 311


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


def possible(service: int, place: int, level: Level, places: Places) -> bool:
    """Whether a service can occur in a column, as declared beforehand."""
    if place >= AREA_WITHOUT_SITES:
        return True
    if level in (Level.SITE_SERVICE, Level.SITE):
        return (place, service) not in places.impossible
    sites = tuple(places.sites) if place == EVERYWHERE else places.sites_of(place)
    without_sites = any(not places.sites_of(area) for area in places.areas) if place == EVERYWHERE else not sites
    return without_sites or not sites or any((site, service) not in places.impossible for site in sites)
