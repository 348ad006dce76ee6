"""A contact: one occasion of service, as codes and small numbers. Never a person, never text.

The field set is the smallest that serves the WHO, UNAIDS, EUDA, Kirby and Public Health Scotland figures (see
`companion.reports.indicators`). A contact counts encounters: the same person may make many.

The order of the members of each enumeration is how the store numbers them: add at the end, never in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from companion.errors import Fact, Problem
from companion.log.months import Month
from companion.log.places import Places


class ContactSetting(StrEnum):
    """How the team was there."""

    FIXED = "fixed"
    MOBILE = "mobile"
    OUTREACH = "outreach"
    PHARMACY = "pharmacy"
    PRISON = "prison"


class Gender(StrEnum):
    """What the person said, if asked."""

    FEMALE = "female"
    MALE = "male"
    OTHER_OR_TRANS = "other_or_trans"
    NOT_ASKED = "not_asked"


class Age(StrEnum):
    """The one line all schemes share."""

    UNDER_25 = "under_25"
    FROM_25 = "from_25"
    NOT_ASKED = "not_asked"


class Asked(StrEnum):
    """Yes, no, or the question was not put."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class NaloxoneFor(StrEnum):
    """For whom the naloxone was taken."""

    SELF = "self"
    SOMEONE_ELSE = "someone_else"
    NOT_ASKED = "not_asked"


class NaloxoneKit(StrEnum):
    """A first kit, or one in place of another."""

    FIRST = "first"
    REPEAT = "repeat"
    NOT_ASKED = "not_asked"


class Referral(StrEnum):
    """Where the person was sent on to."""

    LEGAL_AID = "legal_aid"
    HEALTH = "health"
    HOUSING = "housing"
    DRUG_CHECKING = "drug_checking"
    TREATMENT = "treatment"
    TESTING = "testing"
    SOCIAL = "social"
    SHELTER = "shelter"
    CONSUMPTION_ROOM = "consumption_room"
    MENTAL_HEALTH = "mental_health"
    OTHER = "other"


class Topic(StrEnum):
    """What was talked about."""

    OVERDOSE = "overdose"
    RIGHTS = "rights"
    SAFER_USE = "safer_use"
    WOUNDS = "wounds"
    BLOODBORNE = "bloodborne"
    SEXUAL_HEALTH = "sexual_health"
    TREATMENT = "treatment"
    DRUG_CHECKING = "drug_checking"
    VIOLENCE = "violence"
    OTHER = "other"


class Test(StrEnum):
    """Tests that were offered. Results are nobody's business here."""

    __test__ = False  # not a test for pytest to collect

    HIV = "hiv"
    HEPATITIS_C = "hepatitis_c"
    HEPATITIS_B = "hepatitis_b"
    SYPHILIS = "syphilis"
    TUBERCULOSIS = "tuberculosis"


class Amount(StrEnum):
    """Every number a contact can hold; each is also the name of its field."""

    NEEDLES_GIVEN = "needles_given"
    NEEDLES_BACK = "needles_back"
    COLLECTING_FOR = "collecting_for"
    FOIL_PIPES = "foil_pipes"
    WATER_SWABS = "water_swabs"
    CONDOMS = "condoms"
    FILTERS = "filters"
    COOKERS = "cookers"
    ACIDIFIER = "acidifier"
    SHARPS_BOXES = "sharps_boxes"
    TEST_STRIPS = "test_strips"
    NALOXONE_DOSES = "naloxone_doses"
    REVERSALS = "reversals"
    POLICE_INTERFERENCE = "police_interference"


# The most one contact can hold. Beyond it is a slip of the finger, or a delivery to be entered as several.
MOST = {
    **dict.fromkeys(Amount, 9999),
    Amount.COLLECTING_FOR: 99,
    Amount.NALOXONE_DOSES: 999,
    Amount.REVERSALS: 99,
    Amount.POLICE_INTERFERENCE: 99,
}

# What stands under "other items" on the form.
OTHER_ITEMS = (
    Amount.FOIL_PIPES,
    Amount.WATER_SWABS,
    Amount.CONDOMS,
    Amount.FILTERS,
    Amount.COOKERS,
    Amount.ACIDIFIER,
    Amount.SHARPS_BOXES,
    Amount.TEST_STRIPS,
)


class Service(StrEnum):
    """The rows of a report. One contact counts in each row it belongs to, and may belong to none (a talk)."""

    NEEDLE_EXCHANGE = "needle_exchange"
    RIGHTS_ADVICE = "rights_advice"
    NALOXONE = "naloxone"
    SENT_ON = "sent_on"
    TESTS_OFFERED = "tests_offered"


@dataclass(frozen=True)
class Contact:
    """One encounter. `day` is the day of the month, 0 when it is not kept; `area` and `site` are 0 when there is none.

    A contact with nothing filled in is a contact too: two people talked.
    """

    month: Month
    day: int = 0
    area: int = 0
    site: int = 0
    setting: ContactSetting = ContactSetting.OUTREACH
    gender: Gender = Gender.NOT_ASKED
    age: Age = Age.NOT_ASKED
    first_this_year: Asked = Asked.NOT_ASKED
    first_this_month: Asked = Asked.NOT_ASKED
    needles_given: int = 0
    needles_back: int = 0
    collecting_for: int = 0
    foil_pipes: int = 0
    water_swabs: int = 0
    condoms: int = 0
    filters: int = 0
    cookers: int = 0
    acidifier: int = 0
    sharps_boxes: int = 0
    test_strips: int = 0
    naloxone_doses: int = 0
    naloxone_for: NaloxoneFor = NaloxoneFor.NOT_ASKED
    naloxone_kit: NaloxoneKit = NaloxoneKit.NOT_ASKED
    reversals: int = 0
    police_interference: int = 0
    referrals: frozenset[Referral] = frozenset()
    topics: frozenset[Topic] = frozenset()
    tests: frozenset[Test] = frozenset()

    @staticmethod
    def on(day: date, **fields: Any) -> Contact:
        """A contact that happened on `day`; the other fields by name."""
        return Contact(month=Month.of(day), day=day.day, **fields)

    def amount(self, amount: Amount) -> int:
        """The number in the field of that name."""
        value: int = getattr(self, amount.value)
        return value

    @property
    def services(self) -> frozenset[Service]:
        """The rows of a report this contact counts in."""
        given = {
            Service.NEEDLE_EXCHANGE: self.needles_given > 0 or self.needles_back > 0,
            Service.RIGHTS_ADVICE: Topic.RIGHTS in self.topics,
            Service.NALOXONE: self.naloxone_doses > 0,
            Service.SENT_ON: bool(self.referrals),
            Service.TESTS_OFFERED: bool(self.tests),
        }
        return frozenset(service for service, counts in given.items() if counts)


@dataclass(frozen=True)
class Finding:
    """What is wrong with a field of a contact: its name and a code with facts, to be shown beside the field."""

    field: str
    code: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def problem(self) -> Problem:
        """The finding as an error."""
        return Problem(self.code, field=self.field, **dict(self.facts))


_CODED: dict[str, type[Enum]] = {
    "setting": ContactSetting,
    "gender": Gender,
    "age": Age,
    "first_this_year": Asked,
    "first_this_month": Asked,
    "naloxone_for": NaloxoneFor,
    "naloxone_kit": NaloxoneKit,
}
_SETS: dict[str, type[Enum]] = {"referrals": Referral, "topics": Topic, "tests": Test}


def check(contact: Contact, places: Places, today: date) -> list[Finding]:
    """Everything wrong with `contact`, in the order of the form; empty when it can be saved."""
    return [
        *_when(contact, today),
        *_where(contact, places),
        *_codes(contact),
        *_numbers(contact),
        *_contradictions(contact),
    ]


def _when(contact: Contact, today: date) -> Iterator[Finding]:
    days = contact.month.last_day.day
    if not _whole(contact.day) or not 0 <= contact.day <= days:
        yield Finding("day", "log.out_of_bounds", (("least", 0), ("most", days)))
    elif contact.month.code * 100 + contact.day > today.year * 10000 + today.month * 100 + today.day:
        yield Finding("day", "log.in_the_future")


def _where(contact: Contact, places: Places) -> Iterator[Finding]:
    if contact.area not in (places.areas or (0,)):
        yield Finding("area", "log.unknown_area")
    elif contact.site not in (places.sites_of(contact.area) or (0,)):
        yield Finding("site", "log.unknown_site")


def _codes(contact: Contact) -> Iterator[Finding]:
    for field, kind in _CODED.items():
        if not isinstance(getattr(contact, field), kind):
            yield Finding(field, "log.unknown_code")
    for field, kind in _SETS.items():
        chosen = getattr(contact, field)
        if not isinstance(chosen, frozenset) or not all(isinstance(one, kind) for one in chosen):
            yield Finding(field, "log.unknown_code")


def _numbers(contact: Contact) -> Iterator[Finding]:
    for amount, most in MOST.items():
        value = contact.amount(amount)
        if not _whole(value) or not 0 <= value <= most:
            yield Finding(amount.value, "log.out_of_bounds", (("least", 0), ("most", most)))


def _contradictions(contact: Contact) -> Iterator[Finding]:
    if contact.first_this_year is Asked.YES and contact.first_this_month is Asked.NO:
        yield Finding("first_this_month", "log.first_time_contradiction")
    if _whole(contact.naloxone_doses) and contact.naloxone_doses == 0:
        if contact.naloxone_for is not NaloxoneFor.NOT_ASKED:
            yield Finding("naloxone_for", "log.naloxone_without_doses")
        if contact.naloxone_kit is not NaloxoneKit.NOT_ASKED:
            yield Finding("naloxone_kit", "log.naloxone_without_doses")


def _whole(value: object) -> bool:
    """A real whole number: True is one in Python, but nobody's count."""
    return isinstance(value, int) and not isinstance(value, bool)
