"""What a contact adds to the totals, and the totals themselves.

Totals are kept per month of counting, area and site, one row per kind and code. They hold all that a report may ever
show and nothing that joins two questions (but age with gender, and the two "first time" answers), so that contacts
can be erased one day and the reports remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from companion.log.contacts import Amount, Contact, Service
from companion.log.months import Month
from companion.log.rows import AMOUNTS, number_of


class Kind(IntEnum):
    """What a total is about; `code` says which one. The numbers are stored."""

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


Added = tuple[int, int, int]  # kind, code, amount
Place = tuple[int, int, int]  # counted, area, site
Key = tuple[int, int, int, int, int]  # Place, kind, code
Total = tuple[int, int, int]  # contacts, amount, greatest

SERVICES = tuple(Service)
_AMOUNT_FIELDS = tuple((number, amount.value) for number, amount in enumerate(AMOUNTS, 1))


def service_code(service: Service) -> int:
    """The number a service has in totals, in `impossible` and in the ledger."""
    return SERVICES.index(service) + 1


def amount_code(amount: Amount) -> int:
    """The number an amount has in totals."""
    return AMOUNTS.index(amount) + 1


def added(contact: Contact) -> list[Added]:
    """The totals a contact counts in, each with what it adds in things."""
    entries: list[Added] = [
        (Kind.CONTACTS, 0, 0),
        (Kind.PEOPLE, number_of(contact.gender) * 10 + number_of(contact.age), 0),
        (Kind.FIRST_TIME, number_of(contact.first_this_year) * 10 + number_of(contact.first_this_month), 0),
        (Kind.SETTING, number_of(contact.setting), 0),
    ]
    entries += [(Kind.SERVICE, service_code(service), 0) for service in contact.services]
    for code, name in _AMOUNT_FIELDS:
        if value := getattr(contact, name):
            entries.append((Kind.AMOUNT, code, value))
    entries += [(Kind.REFERRAL, number_of(one), 0) for one in contact.referrals]
    entries += [(Kind.TOPIC, number_of(one), 0) for one in contact.topics]
    entries += [(Kind.TEST, number_of(one), 0) for one in contact.tests]
    if contact.naloxone_doses:
        use = number_of(contact.naloxone_for) * 10 + number_of(contact.naloxone_kit)
        entries.append((Kind.NALOXONE_USE, use, 0))
    return entries


def place_of(contact: Contact, counted: Month) -> Place:
    """Where the contact's totals stand."""
    return counted.code, contact.area, contact.site


def sums(contacts: Iterable[tuple[Contact, Month]]) -> dict[Key, Total]:
    """The totals of many contacts, for adding them in one go."""
    totals: dict[Key, Total] = {}
    for contact, counted in contacts:
        place = place_of(contact, counted)
        for kind, code, amount in added(contact):
            key = (*place, int(kind), code)
            many, together, greatest = totals.get(key, (0, 0, 0))
            totals[key] = (many + 1, together + amount, max(greatest, amount))
    return totals


@dataclass(frozen=True)
class TallyRow:
    """One total: how many contacts, how many things, and the most of one contact."""

    counted: int
    area: int
    site: int
    kind: int
    code: int
    contacts: int
    amount: int
    greatest: int


@dataclass(frozen=True)
class DayTally:
    """One day, for the team's own screen."""

    day: date
    contacts: int = 0
    needles_given: int = 0
    needles_back: int = 0
    naloxone_doses: int = 0
    sent_on: int = 0


@dataclass(frozen=True)
class MonthTally:
    """A month as the team itself sees it: totals over all places, before any disclosure control.

    It is for the people who wrote the log down. What leaves the building is a `ReleasedTable`.
    """

    month: Month
    contacts: int = 0
    services: dict[Service, int] = field(default_factory=dict)
    amounts: dict[Amount, int] = field(default_factory=dict)


def day_of(contact: Contact) -> int:
    """The day as it is stored (20261120), 0 when it is not kept."""
    return contact.month.code * 100 + contact.day if contact.day else 0


def day_adds(contacts: Iterable[Contact]) -> Iterator[tuple[int, int, int, int, int, int]]:
    """What each day of the contacts adds to `tally_day`."""
    days: dict[int, list[int]] = {}
    for contact in contacts:
        if day := day_of(contact):
            sent_on = 1 if contact.referrals else 0
            numbers = (1, contact.needles_given, contact.needles_back, contact.naloxone_doses, sent_on)
            known = days.setdefault(day, [0] * len(numbers))
            for position, number in enumerate(numbers):
                known[position] += number
    for day, (contacts_, given, back, doses, sent) in days.items():
        yield day, contacts_, given, back, doses, sent


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
