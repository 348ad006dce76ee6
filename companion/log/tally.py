"""What a contact adds to the totals, and the totals themselves.

Totals are kept in one wide row per month of counting, area and site: a save then changes one row, which is what makes
it as quick as a plain commit. They hold all that a report may ever show and nothing that joins two questions (but age
with gender, and the two "first time" answers), so that contacts can be erased one day and the reports remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from companion.log.contacts import (
    Age,
    Amount,
    Asked,
    Contact,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Service,
    Test,
    Topic,
)
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


Place = tuple[int, int, int]  # counted, area, site
Totals = list[int]  # the values of `COLUMNS`

SERVICES = tuple(Service)
_AMOUNT_FIELDS = tuple((number, amount.value) for number, amount in enumerate(AMOUNTS, 1))


def _columns() -> Iterator[tuple[str, Kind, int]]:
    """Every total's column, kind and code. An amount has two more columns after it: its sum, and its largest."""
    yield "contacts", Kind.CONTACTS, 0
    yield from ((f"service_{one.value}", Kind.SERVICE, number) for number, one in enumerate(Service, 1))
    yield from ((f"gave_{one.value}", Kind.AMOUNT, number) for number, one in enumerate(Amount, 1))
    for gender in Gender:
        for age in Age:
            yield f"people_{gender.value}_{age.value}", Kind.PEOPLE, number_of(gender) * 10 + number_of(age)
    for year in Asked:
        for month in Asked:
            yield f"first_{year.value}_{month.value}", Kind.FIRST_TIME, number_of(year) * 10 + number_of(month)
    yield from ((f"setting_{one.value}", Kind.SETTING, number) for number, one in enumerate(ContactSetting))
    yield from ((f"referral_{one.value}", Kind.REFERRAL, number) for number, one in enumerate(Referral))
    yield from ((f"topic_{one.value}", Kind.TOPIC, number) for number, one in enumerate(Topic))
    yield from ((f"test_{one.value}", Kind.TEST, number) for number, one in enumerate(Test))
    for whom in NaloxoneFor:
        for kit in NaloxoneKit:
            yield f"naloxone_{whom.value}_{kit.value}", Kind.NALOXONE_USE, number_of(whom) * 10 + number_of(kit)


COLUMNS: list[str] = []
_POSITIONS: dict[tuple[int, int], int] = {}
for _name, _kind, _code in _columns():
    _POSITIONS[_kind, _code] = len(COLUMNS)
    COLUMNS.append(_name)
    if _kind is Kind.AMOUNT:
        COLUMNS += [_name.replace("gave_", "sum_"), _name.replace("gave_", "most_")]


def service_code(service: Service) -> int:
    """The number a service has in totals, in `impossible` and in the ledger."""
    return SERVICES.index(service) + 1


def amount_code(amount: Amount) -> int:
    """The number an amount has in totals."""
    return AMOUNTS.index(amount) + 1


def add(totals: Totals, contact: Contact, times: int = 1) -> None:
    """Count a contact in the totals of its place, as often as said."""
    for position in _counted_in(contact):
        totals[position] += times
    for code, name in _AMOUNT_FIELDS:
        if value := getattr(contact, name):
            position = _POSITIONS[Kind.AMOUNT, code]
            totals[position] += times
            totals[position + 1] += times * value
            totals[position + 2] = max(totals[position + 2], value)


def _counted_in(contact: Contact) -> Iterator[int]:
    """The totals that only count contacts."""
    yield 0
    yield _POSITIONS[Kind.PEOPLE, number_of(contact.gender) * 10 + number_of(contact.age)]
    first = number_of(contact.first_this_year) * 10 + number_of(contact.first_this_month)
    yield _POSITIONS[Kind.FIRST_TIME, first]
    yield _POSITIONS[Kind.SETTING, number_of(contact.setting)]
    yield from (_POSITIONS[Kind.SERVICE, service_code(service)] for service in contact.services)
    yield from (_POSITIONS[Kind.REFERRAL, number_of(one)] for one in contact.referrals)
    yield from (_POSITIONS[Kind.TOPIC, number_of(one)] for one in contact.topics)
    yield from (_POSITIONS[Kind.TEST, number_of(one)] for one in contact.tests)
    if contact.naloxone_doses:
        use = number_of(contact.naloxone_for) * 10 + number_of(contact.naloxone_kit)
        yield _POSITIONS[Kind.NALOXONE_USE, use]


def none() -> Totals:
    """Totals in which nothing is counted."""
    return [0] * len(COLUMNS)


def place_of(contact: Contact, counted: Month) -> Place:
    """Where the contact's totals stand."""
    return counted.code, contact.area, contact.site


def sums(contacts: Iterable[tuple[Contact, Month]]) -> dict[Place, Totals]:
    """The totals of many contacts by place."""
    found: dict[Place, Totals] = {}
    for contact, counted in contacts:
        add(found.setdefault(place_of(contact, counted), none()), contact)
    return found


class TallyRow(NamedTuple):
    """One total: how many contacts, how many things, and the most of one contact."""

    counted: int
    area: int
    site: int
    kind: int
    code: int
    contacts: int
    amount: int = 0
    greatest: int = 0


REPORTED = (Kind.CONTACTS, Kind.SERVICE, Kind.AMOUNT, Kind.PEOPLE, Kind.FIRST_TIME)


def reading(kinds: Iterable[Kind]) -> tuple[str, list[tuple[int, int]]]:
    """The columns to select for some kinds of totals, and the kind and code of each count among them."""
    wanted = set(kinds)
    chosen = [(kind, code) for kind, code in _POSITIONS if kind in wanted]
    names: list[str] = []
    for kind, code in chosen:
        position = _POSITIONS[kind, code]
        names += COLUMNS[position : position + (3 if kind == Kind.AMOUNT else 1)]
    return ", ".join(names), chosen


def unfold(place: Place, values: Sequence[int], chosen: Iterable[tuple[int, int]]) -> Iterator[TallyRow]:
    """A wide row as one `TallyRow` for each total that is not nothing."""
    position = 0
    for kind, code in chosen:
        if kind == Kind.AMOUNT:
            if values[position]:
                yield TallyRow(*place, kind, code, *values[position : position + 3])
            position += 3
        else:
            if values[position]:
                yield TallyRow(*place, kind, code, values[position])
            position += 1


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
