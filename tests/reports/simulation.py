"""A team that counts for two years and reports every month, quarter, half-year and year."""

from __future__ import annotations

from datetime import UTC, datetime, time
from random import Random
from typing import TypeVar

from companion import clock
from companion.errors import Problem
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
from companion.log.incidents import ByWhom, Incident, IncidentKind, IncidentLog, IncidentSetting
from companion.log.months import Month
from companion.log.places import Places
from companion.log.store import LogStore
from companion.log.tally import Kind
from companion.reports.declared import DECLARABLE, declare_never
from companion.reports.periods import Period, ending_with
from companion.reports.release import publish

PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1, 3: 2, 4: 2})
MONTHS = [Month(2025, 1).plus(number) for number in range(24)]
# What the team does at all; everything else it declares beforehand that it never does.
SETTINGS = (ContactSetting.FIXED, ContactSetting.MOBILE, ContactSetting.OUTREACH)
REFERRED = (Referral.LEGAL_AID, Referral.HEALTH, Referral.TREATMENT)
TESTED = (Test.HIV, Test.HEPATITIS_C)
TALKED = (Topic.OVERDOSE, Topic.SAFER_USE, Topic.WOUNDS)
KINDS = (IncidentKind.SEARCH, IncidentKind.TAKEN, IncidentKind.VIOLENCE)
BODIES = (ByWhom.POLICE, ByWhom.COURT)
_DOES = {
    Kind.SETTING: SETTINGS,
    Kind.REFERRAL: REFERRED,
    Kind.TEST: TESTED,
    Kind.TOPIC: TALKED,
    Kind.INCIDENT_KIND: KINDS,
    Kind.INCIDENT_BY: BODIES,
}
Counted = tuple[Contact, Month]
Code = TypeVar("Code")


def declare(log: LogStore) -> None:
    """The team's places, and what it never does."""
    log.set_places(PLACES)
    declare_never(log, [(kind, code) for kind, does in _DOES.items() for code in DECLARABLE[kind] if code not in does])


def live(log: LogStore, size: int, chance: Random, k: int = 5) -> tuple[list[Counted], list[tuple[Incident, Month]]]:
    """Count about `size` contacts a month, report whatever ends, and return what was truly counted.

    The size swings, so that quiet months lie between busy ones. One contact in twenty is typed in a month late. Now
    and then a report goes out to somebody outside, under twice the rule.
    """
    declare(log)
    weights = [chance.uniform(0.5, 8) for _ in PLACES.sites]
    shares = [chance.choice((0.05, 0.15, 0.4, 0.8)) for _ in range(7)]
    contacts: list[Counted] = []
    for month in MONTHS:
        with clock.frozen(datetime.combine(month.last_day, time(18), tzinfo=UTC)):
            number = int(size * chance.choice((0.02, 0.3, 1, 1, 1, 1.4)))
            counted = [(_contact(month, weights, shares, chance), month) for _ in range(number)]
            log.add_many(counted)
            contacts += counted
            _violate(log, month, min(number, 60) // 4, chance)
            _teach(log, month, min(number, 40), chance)
            for period in ending_with(month):
                _report(log, period, 2 * k if chance.random() < 0.1 else k)
    return contacts, IncidentLog(log).all()


def _report(log: LogStore, period: Period, k: int) -> None:
    try:
        publish(log, period, k)
    except Problem as problem:
        assert problem.code == "reports.nothing_to_tell"


def _violate(log: LogStore, month: Month, number: int, chance: Random) -> None:
    """Some incidents of a month; many are of two kinds."""
    incidents = IncidentLog(log)
    for _ in range(number):
        kinds = chance.sample(KINDS, chance.choice((1, 1, 2)))
        by = chance.choices(BODIES, (5, 1))[0]
        incidents.save(Incident(month, frozenset(kinds), by, IncidentSetting.STREET, area=1))


def _teach(log: LogStore, month: Month, most: int, chance: Random) -> None:
    """Some workshops of a month, most of them for peers, many with few people."""
    for _ in range(chance.choice((0, 1, 1, 2))):
        audience = chance.choice((0, 0, 1))
        log.totals.add((month.code, 0, 0), {(Kind.WORKSHOPS, audience): (chance.randint(1, 1 + most // 2), 1, 0)})


def _contact(month: Month, weights: list[float], shares: list[float], chance: Random) -> Contact:
    site = chance.choices(list(PLACES.sites), weights)[0]
    year = chance.choices(tuple(Asked), (1, 6, 2))[0]
    doses = chance.choice((1, 1, 2)) if chance.random() < shares[2] else 0
    rights = {Topic.RIGHTS} if chance.random() < shares[1] else set()
    return Contact(
        month=month.plus(-1) if chance.random() < 0.05 else month,
        area=PLACES.sites[site],
        site=site,
        setting=chance.choices(SETTINGS, (site, 3, 1))[0],
        gender=chance.choices(tuple(Gender), (5, 9, 1, 2))[0],
        age=chance.choices(tuple(Age), (3, 9, 2))[0],
        first_this_year=year,
        first_this_month=Asked.YES if year is Asked.YES else chance.choices(tuple(Asked), (1, 5, 2))[0],
        needles_given=chance.choice((1, 5, 10, 20)) if chance.random() < shares[0] else 0,
        topics=frozenset(rights | _some(TALKED, shares[5], chance)),
        naloxone_doses=doses,
        naloxone_for=chance.choices(tuple(NaloxoneFor), (4, 3, 1))[0] if doses else NaloxoneFor.NOT_ASKED,
        naloxone_kit=chance.choices(tuple(NaloxoneKit), (3, 3, 1))[0] if doses else NaloxoneKit.NOT_ASKED,
        referrals=frozenset(_some(REFERRED, shares[3], chance)),
        tests=frozenset(_some(TESTED, shares[4], chance)),
        police_interference=1 if chance.random() < shares[6] / 4 else 0,
    )


def _some(choices: tuple[Code, ...], share: float, chance: Random) -> set[Code]:
    """Nothing, one, or sometimes several."""
    if chance.random() >= share:
        return set()
    return set(chance.sample(choices, chance.choice((1, 1, 1, 2))))
