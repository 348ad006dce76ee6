"""A year of invented contacts for the demonstration. Nothing here was ever counted anywhere.

The same numbers come out every time for the same day, so that pictures and tests can rely on them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from companion.i18n.catalogs import N_, tr
from companion.log.contacts import (
    Age,
    Asked,
    Contact,
    ContactSetting,
    Gender,
    NaloxoneFor,
    NaloxoneKit,
    Referral,
    Test,
    Topic,
)
from companion.log.incidents import ByWhom, Done, Incident, IncidentKind, IncidentLog, IncidentSetting, Solved
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.log.store import LogStore

SEED = 20261120
MONTHS_BEFORE = 12

PLACES = Places(areas=(1, 2, 3), sites={1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3})
AREA_LABELS = {1: N_("North"), 2: N_("Centre"), 3: N_("River")}
SITE_LABELS = {
    1: N_("Bus stop, North"),
    2: N_("Streets, North"),
    3: N_("Drop-in, Centre"),
    4: N_("Streets, Centre"),
    5: N_("Van, River"),
    6: N_("Streets, River"),
}

_SITE_SETTING = {
    1: ContactSetting.MOBILE,
    2: ContactSetting.OUTREACH,
    3: ContactSetting.FIXED,
    4: ContactSetting.OUTREACH,
    5: ContactSetting.MOBILE,
    6: ContactSetting.OUTREACH,
}
_SITE_WEIGHTS = (90, 38, 140, 46, 72, 26)
_MONTH_WEIGHTS = (322, 347, 365, 371, 390, 402, 418, 377, 395, 412, 338, 301)  # January to December

Choice = TypeVar("Choice")


def fill(log: LogStore, today: date) -> int:
    """Declare the sample's places and save its contacts up to `today`; how many."""
    log.set_places(PLACES)
    IncidentLog(log).add_many((incident, incident.month) for incident in incidents(today))
    return log.add_many((contact, contact.month) for contact in contacts(today))


def names() -> PlaceNames:
    """What the sample calls its places, in the language in use; for the setting `place_names`."""
    return PlaceNames(
        {code: tr(label) for code, label in AREA_LABELS.items()},
        {code: tr(label) for code, label in SITE_LABELS.items()},
    )


def contacts(today: date) -> Iterator[Contact]:
    """Invented contacts of the twelve months before `today`'s and of this month until today, in order of days."""
    chance = random.Random(SEED)  # noqa: S311  invented numbers need no secrecy
    for back in range(MONTHS_BEFORE, -1, -1):
        month = Month.of(today).plus(-back)
        last = min(month.last_day, today)
        days = [month.first_day + timedelta(days=number) for number in range((last - month.first_day).days + 1)]
        wanted = _MONTH_WEIGHTS[month.number - 1] * len(days) // month.last_day.day
        weights = [1 if day.weekday() < 5 else 0.3 for day in days]
        for day in sorted(chance.choices(days, weights, k=max(wanted, 1))):
            yield _contact(chance, month, day)


def incidents(today: date) -> Iterator[Incident]:
    """Invented rights violations of the same months: a dozen a month, most of them by police in the street."""
    chance = random.Random(SEED + 1)  # noqa: S311  invented numbers need no secrecy
    for back in range(MONTHS_BEFORE, -1, -1):
        for _ in range(chance.randint(8, 16)):
            police = chance.random() < 0.7
            yield Incident(
                month=Month.of(today).plus(-back),
                kinds=frozenset(chance.sample(_POLICE_KINDS if police else _OTHER_KINDS, chance.choice((1, 1, 2)))),
                by_whom=ByWhom.POLICE if police else chance.choice((ByWhom.HEALTH, ByWhom.EMPLOYER_SCHOOL)),
                setting=IncidentSetting.STREET if police else chance.choice(tuple(IncidentSetting)),
                area=chance.choice(PLACES.areas),
                done=frozenset({chance.choice(tuple(Done))}),
                solved=chance.choice(tuple(Solved)),
            )


_POLICE_KINDS = (
    IncidentKind.SEARCH,
    IncidentKind.TAKEN,
    IncidentKind.WRONG_LIMIT,
    IncidentKind.VIOLENCE,
    IncidentKind.MONEY,
)
_OTHER_KINDS = (IncidentKind.REFUSED_CARE, IncidentKind.LOSS, IncidentKind.TREATMENT, IncidentKind.CHILDREN)


def _contact(chance: random.Random, month: Month, day: date) -> Contact:
    site = chance.choices(range(1, 7), _SITE_WEIGHTS)[0]
    draw = chance.random
    needles = draw() < 0.74
    naloxone = draw() < 0.16
    first_month = _one(chance, (Asked.YES, 0.19), (Asked.NO, 0.63), (Asked.NOT_ASKED, 0.18))
    newcomer = first_month is Asked.YES and draw() < 0.45
    return Contact(
        month=month,
        day=day.day,
        area=PLACES.sites[site],
        site=site,
        setting=_SITE_SETTING[site],
        gender=_one(chance, (Gender.MALE, 0.62), (Gender.FEMALE, 0.27), (Gender.OTHER_OR_TRANS, 0.05), (_NO_GENDER, 1)),
        age=_one(chance, (Age.FROM_25, 0.7), (Age.UNDER_25, 0.18), (Age.NOT_ASKED, 1)),
        first_this_month=first_month,
        first_this_year=Asked.YES if newcomer else Asked.NOT_ASKED if first_month is Asked.NOT_ASKED else Asked.NO,
        needles_given=chance.choice((5, 10, 10, 20, 20, 30, 50, 100)) if needles else 0,
        needles_back=chance.choice((0, 5, 10, 10, 20, 30, 60)) if needles else 0,
        collecting_for=chance.choice((0, 0, 0, 1, 2)) if needles else 0,
        foil_pipes=chance.choice((1, 2, 5)) if draw() < 0.2 else 0,
        water_swabs=chance.choice((10, 20)) if needles and draw() < 0.6 else 0,
        condoms=chance.choice((3, 6, 12)) if draw() < 0.15 else 0,
        filters=chance.choice((5, 10)) if needles and draw() < 0.5 else 0,
        naloxone_doses=2 if naloxone else 0,
        naloxone_for=chance.choice((NaloxoneFor.SELF, NaloxoneFor.SOMEONE_ELSE)) if naloxone else _NO_ONE,
        naloxone_kit=chance.choice((NaloxoneKit.FIRST, NaloxoneKit.REPEAT)) if naloxone else NaloxoneKit.NOT_ASKED,
        reversals=1 if draw() < 0.01 else 0,
        police_interference=1 if draw() < 0.06 else 0,
        referrals=_some(chance, 0.14, tuple(Referral)),
        topics=_topics(chance),
        tests=_some(chance, 0.1, (Test.HIV, Test.HEPATITIS_C)),
    )


_NO_GENDER = Gender.NOT_ASKED
_NO_ONE = NaloxoneFor.NOT_ASKED


def _one(chance: random.Random, *weighted: tuple[Choice, float]) -> Choice:
    """One of the choices; a weight past what is left of 1 takes all the rest."""
    left = chance.random()
    for choice, weight in weighted:
        left -= weight
        if left < 0:
            return choice
    return weighted[-1][0]


def _some(chance: random.Random, share: float, choices: tuple[Choice, ...]) -> frozenset[Choice]:
    return frozenset({chance.choice(choices)}) if chance.random() < share else frozenset()


def _topics(chance: random.Random) -> frozenset[Topic]:
    rights = {Topic.RIGHTS} if chance.random() < 0.22 else set()
    return frozenset(rights | _some(chance, 0.6, (Topic.OVERDOSE, Topic.SAFER_USE, Topic.WOUNDS, Topic.BLOODBORNE)))
