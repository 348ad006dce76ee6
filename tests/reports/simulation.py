"""A team that counts for two years and reports every month, quarter, half-year and year."""

from __future__ import annotations

from datetime import UTC, datetime, time
from random import Random

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Age, Asked, Contact, Gender, Referral, Test, Topic
from companion.log.months import Month
from companion.log.places import Places
from companion.log.store import LogStore
from companion.reports.periods import ending_with
from companion.reports.release import publish
from tests.reports.attacker import Counted

PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1, 3: 2, 4: 2})
MONTHS = [Month(2025, 1).plus(number) for number in range(24)]


def live(log: LogStore, size: int, chance: Random, k: int = 5) -> list[Counted]:
    """Count about `size` contacts a month, report whatever ends, and return what was truly counted.

    The size swings, so that quiet months lie between busy ones. One contact in twenty is typed in a month late.
    """
    log.set_places(PLACES)
    weights = [chance.uniform(0.5, 8) for _ in PLACES.sites]
    shares = [chance.choice((0.05, 0.15, 0.4, 0.8)) for _ in range(5)]
    truth: list[Counted] = []
    for month in MONTHS:
        with clock.frozen(datetime.combine(month.last_day, time(18), tzinfo=UTC)):
            number = int(size * chance.choice((0.02, 0.3, 1, 1, 1, 1.4)))
            counted = [(_contact(month, weights, shares, chance), month) for _ in range(number)]
            log.add_many(counted)
            truth += counted
            for period in ending_with(month):
                _report(log, str(period), k)
    return truth


def _report(log: LogStore, period: str, k: int) -> None:
    from companion.reports.periods import Period

    try:
        publish(log, Period.parse(period), k)
    except Problem as problem:
        assert problem.code == "reports.nothing_to_tell"


def _contact(month: Month, weights: list[float], shares: list[float], chance: Random) -> Contact:
    site = chance.choices(list(PLACES.sites), weights)[0]
    year = chance.choices(tuple(Asked), (1, 6, 2))[0]
    return Contact(
        month=month.plus(-1) if chance.random() < 0.05 else month,
        area=PLACES.sites[site],
        site=site,
        gender=chance.choices(tuple(Gender), (5, 9, 1, 2))[0],
        age=chance.choices(tuple(Age), (3, 9, 2))[0],
        first_this_year=year,
        first_this_month=Asked.YES if year is Asked.YES else chance.choices(tuple(Asked), (1, 5, 2))[0],
        needles_given=chance.choice((5, 10, 20)) if chance.random() < shares[0] else 0,
        topics=frozenset({Topic.RIGHTS}) if chance.random() < shares[1] else frozenset(),
        naloxone_doses=2 if chance.random() < shares[2] else 0,
        referrals=frozenset({Referral.HEALTH}) if chance.random() < shares[3] else frozenset(),
        tests=frozenset({Test.HIV}) if chance.random() < shares[4] else frozenset(),
    )
