"""What a contact or an incident adds to the totals, and the totals themselves.

Totals stand in a long, narrow table: one row per month of counting, area, site, kind of total and code. A code that a
later version adds is a row more, never a column. They hold all that a report may ever show and nothing that joins two
questions (but age with gender, the two "first time" answers, and for whom a naloxone kit is with whether it is the
first), so that contacts and incidents can be erased one day and the reports remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from companion.log.contacts import Amount, Contact, Service
from companion.log.months import Month
from companion.log.rows import AMOUNTS, number_of


class Kind(IntEnum):
    """What a total is about; a code says which one."""

    CONTACTS = 1  # code 0
    SERVICE = 2  # place in Service, plus 1
    AMOUNT = 3  # place in Amount, plus 1; with the sum, and the largest of one contact
    PEOPLE = 4  # gender * 10 + age: of contacts, in spite of its name never a count of people
    FIRST_TIME = 5  # first_this_year * 10 + first_this_month
    SETTING = 6
    REFERRAL = 7
    TOPIC = 8
    TEST = 9
    NALOXONE_USE = 10  # naloxone_for * 10 + naloxone_kit
    INCIDENTS = 21  # code 0; from here on incidents are counted, not contacts
    INCIDENT_KIND = 22  # place in IncidentKind; an incident may be of several
    INCIDENT_BY = 23
    INCIDENT_SETTING = 24
    INCIDENT_DONE = 25  # several may have been done
    INCIDENT_SOLVED = 26
    WORKSHOPS = 31  # place in WorkshopFor; people counted by show of hands, and as the amount the workshops given
    WORKSHOP_QUIZ = 32  # `quiz_code`; hands raised, and as the amount those for the right answer


class WorkshopFor(StrEnum):
    """For whom a workshop was given."""

    PEERS = "peers"
    POLICE = "police"


# What quiz questions are about, in the order of their numbers: add at the end.
WORKSHOP_THEMES = ("where", "how_much", "others", "age")

INCIDENT_KINDS = (
    Kind.INCIDENTS,
    Kind.INCIDENT_KIND,
    Kind.INCIDENT_BY,
    Kind.INCIDENT_SETTING,
    Kind.INCIDENT_DONE,
    Kind.INCIDENT_SOLVED,
)
WORKSHOP_KINDS = (Kind.WORKSHOPS, Kind.WORKSHOP_QUIZ)  # of the whole team: they belong to no area and no site
CONTACT_KINDS = tuple(kind for kind in Kind if kind not in (*INCIDENT_KINDS, *WORKSHOP_KINDS))
REPORTED = (Kind.CONTACTS, Kind.SERVICE, Kind.AMOUNT, Kind.PEOPLE, Kind.FIRST_TIME)

Place = tuple[int, int, int]  # counted, area, site
Share = tuple[int, int, int]  # how many contacts, how many things, the most of one contact
Totals = dict[tuple[int, int], Share]  # by kind and code

SERVICES = tuple(Service)
_AMOUNT_FIELDS = tuple((number, amount.value) for number, amount in enumerate(AMOUNTS, 1))


def service_code(service: Service) -> int:
    """The number a service has in totals, in `impossible` and in the ledger."""
    return SERVICES.index(service) + 1


def amount_code(amount: Amount) -> int:
    """The number an amount has in totals."""
    return AMOUNTS.index(amount) + 1


def quiz_code(audience: int, theme: int, *, after: bool) -> int:
    """The number of a quiz's theme in totals, before the workshop or after it."""
    return audience * 100 + theme * 10 + int(after)


def of_contact(contact: Contact) -> Totals:
    """What one contact adds to the totals of its place."""
    totals: Totals = dict.fromkeys(_counted_in(contact), (1, 0, 0))
    for code, name in _AMOUNT_FIELDS:
        if value := getattr(contact, name):
            totals[Kind.AMOUNT, code] = 1, value, value
    return totals


def _counted_in(contact: Contact) -> Iterator[tuple[int, int]]:
    """The totals that only count contacts."""
    yield Kind.CONTACTS, 0
    yield Kind.PEOPLE, number_of(contact.gender) * 10 + number_of(contact.age)
    yield Kind.FIRST_TIME, number_of(contact.first_this_year) * 10 + number_of(contact.first_this_month)
    yield Kind.SETTING, number_of(contact.setting)
    for service in contact.services:
        yield Kind.SERVICE, service_code(service)
    for kind, chosen in ((Kind.REFERRAL, contact.referrals), (Kind.TOPIC, contact.topics), (Kind.TEST, contact.tests)):
        for one in chosen:
            yield kind, number_of(one)
    if contact.naloxone_doses:
        yield Kind.NALOXONE_USE, number_of(contact.naloxone_for) * 10 + number_of(contact.naloxone_kit)


def add(totals: Totals, more: Totals, times: int = 1) -> None:
    """Add one set of totals to another, as often as said."""
    for key, (contacts, amount, greatest) in more.items():
        known = totals.get(key, (0, 0, 0))
        totals[key] = known[0] + times * contacts, known[1] + times * amount, max(known[2], greatest)


def place_of(contact: Contact, counted: Month) -> Place:
    """Where the contact's totals stand."""
    return counted.code, contact.area, contact.site


def sums(contacts: Iterable[tuple[Contact, Month]]) -> dict[Place, Totals]:
    """The totals of many contacts by place."""
    found: dict[Place, Totals] = {}
    for contact, counted in contacts:
        add(found.setdefault(place_of(contact, counted), {}), of_contact(contact))
    return found


class TallyRow(NamedTuple):
    """One total: how many contacts (or incidents), how many things, and the most of one contact."""

    counted: int
    area: int
    site: int
    kind: int
    code: int
    contacts: int
    amount: int = 0
    greatest: int = 0


def rows_of(place: Place, totals: Totals) -> Iterator[TallyRow]:
    """Totals as the rows of the table."""
    for (kind, code), share in totals.items():
        yield TallyRow(*place, int(kind), code, *share)


@dataclass(frozen=True)
class DayTally:
    """One day, for the team's own screen."""

    day: date
    contacts: int = 0
    needles_given: int = 0
    needles_back: int = 0
    naloxone_doses: int = 0
    sent_on: int = 0

    def plus(self, contact: Contact) -> DayTally:
        """The day with a contact more."""
        amounts = (contact.needles_given, contact.needles_back, contact.naloxone_doses)
        return self.joined(DayTally(self.day, 1, *amounts, 1 if contact.referrals else 0))

    def joined(self, other: DayTally) -> DayTally:
        """The same day from two sets of contacts."""
        return DayTally(
            self.day,
            self.contacts + other.contacts,
            self.needles_given + other.needles_given,
            self.needles_back + other.needles_back,
            self.naloxone_doses + other.naloxone_doses,
            self.sent_on + other.sent_on,
        )


@dataclass(frozen=True)
class MonthTally:
    """A month as the team itself sees it: totals over all places, before any disclosure control.

    It is for the people who wrote the log down. What leaves the building is a `ReleasedTable`.
    """

    month: Month
    contacts: int = 0
    services: dict[Service, int] = field(default_factory=dict)
    amounts: dict[Amount, int] = field(default_factory=dict)


def month_tally(month: Month, rows: Iterable[TallyRow]) -> MonthTally:
    """A month's totals over all places."""
    contacts = 0
    services = dict.fromkeys(Service, 0)
    amounts = dict.fromkeys(Amount, 0)
    for row in rows:
        if row.kind == Kind.CONTACTS:
            contacts += row.contacts
        elif row.kind == Kind.SERVICE:
            services[SERVICES[row.code - 1]] += row.contacts
        elif row.kind == Kind.AMOUNT:
            amounts[AMOUNTS[row.code - 1]] += row.amount
    return MonthTally(month, contacts, services, amounts)
