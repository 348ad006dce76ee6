"""Nobody who has everything that went out can prove that a small cell is small; from a naive table he can."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import Kind, WorkshopFor
from companion.reports.families import CONTACTS, FAMILIES, WORKSHOPS
from companion.vault.vault import Vault
from tests.endurance import enduring, rounds
from tests.log.generate import SERVICES, services_of
from tests.reports.attacker import Counted, Grid, leaks, learn_entry, service_masks
from tests.reports.simulation import MONTHS, PLACES, live

K = 5
SIZES = (30, 300, 3000)
TEAMS = [(30, 1), (60, 2), (300, 3)]
LONG = [(SIZES[number % len(SIZES)], 100 + number) for number in range(rounds(0, 200))]
# What the attacker asks about at once. More axes would be more than his memory holds, not more than he knows.
QUESTIONS = [
    {"month": 12, "site": 4, "services": 2 ** len(SERVICES)},
    {"month": 12, "site": 4, "service_0": 2, "people": 12},
    {"month": 12, "service_3": 2, "first": 4, "people": 12},
    {"month": 12, "site": 4, "service_1": 2, "tests": 4},
    {"month": 12, "site": 4, "referrals": 8, "setting": 3},
    {"month": 12, "site": 4, "naloxone": 10},
    {"month": 12, "topics": 8, "setting": 3, "first": 4},
]
ABOUT_INCIDENTS = {"month": 12, "kinds": 8, "by": 2}
ABOUT_WORKSHOPS = {"month": 12, "audience": 2}


@pytest.mark.parametrize(("size", "seed"), [*TEAMS, *LONG])
def test_two_years_of_reports_prove_no_small_cell_small(tmp_path: Path, size: int, seed: int) -> None:
    chance = Random(seed)
    with Vault.throw_away(tmp_path / "vault") as vault:
        log = LogStore(vault.log)
        contacts, incidents = live(log, size, chance)
        attended = [
            (tuple(WorkshopFor)[row.code], Month.from_code(row.counted))
            for row in log.tallies(MONTHS[0], MONTHS[-1], (Kind.WORKSHOPS,))
            for _ in range(row.contacts)
        ]
        published = Ledger(log).entries()
    told = {entry.family for entry in published}
    assert told & {family.number for family in FAMILIES} and WORKSHOPS.number in told
    tries = None if enduring() else 25
    for months in (MONTHS[:12], MONTHS[12:]):
        for axes in [*QUESTIONS, ABOUT_INCIDENTS, ABOUT_WORKSHOPS]:
            counted = attended if "audience" in axes else incidents if "kinds" in axes else contacts
            grid = Grid(months, PLACES, axes)
            for entry in published:
                learn_entry(grid, entry)
            if grid.known:
                assert leaks(grid, [one for one in counted if one[1] in months], K, chance, tries) == []


def naive(grid: Grid, contacts: list[Counted]) -> None:
    """What many programmes send: every month a table of sites and services, cells under five starred, with totals."""
    sites = list(PLACES.sites)
    for month in grid.months:
        here = grid.where(month=grid.months_at([month]))
        for service, name in enumerate(SERVICES):
            row = here & service_masks(grid, service)
            got = [contact.site for contact, counted in contacts if counted == month and name in services_of(contact)]
            grid.learn(row, len(got))
            for number, site in enumerate(sites):
                if got.count(site) >= K:
                    grid.learn(row & grid.where(site=[number]), got.count(site))
        for number, site in enumerate(sites):
            there = sum(counted == month and contact.site == site for contact, counted in contacts)
            grid.learn(here & grid.where(site=[number]), there)


def test_the_same_attacker_breaks_a_naive_table(tmp_path: Path) -> None:
    chance = Random(7)
    with Vault.throw_away(tmp_path / "vault") as vault:
        truth, _ = live(LogStore(vault.log), 60, chance)
    contacts = [counted for counted in truth if counted[1] in MONTHS[:12]]
    grid = Grid(MONTHS[:12], PLACES, QUESTIONS[0])
    naive(grid, contacts)
    assert len(leaks(grid, contacts, K, chance, tries=40)) >= 3


def test_the_same_attacker_breaks_a_quarter_told_beside_its_months(tmp_path: Path) -> None:
    """Months too small are withheld, the quarter's total is told: subtraction gives the small month away."""
    chance = Random(11)
    with Vault.throw_away(tmp_path / "vault") as vault:
        truth, _ = live(LogStore(vault.log), 60, chance)
    found = []
    for first in range(0, 24, 3):
        months = MONTHS[first : first + 3]
        contacts = [counted for counted in truth if counted[1] in months]
        grid = Grid(months, PLACES, {"month": 3, "site": 4})
        grid.learn(grid.where(), len(contacts))
        for number, month in enumerate(months):
            told = sum(counted == month for _, counted in contacts)
            if told >= K:
                grid.learn(grid.where(month=[number]), told)
        found += leaks(grid, contacts, K, chance, tries=12)
    assert found


def test_every_published_figure_is_the_true_one_and_no_month_went_out_twice(tmp_path: Path) -> None:
    """The ledger replayed against a recount: contacts by place and service."""
    with Vault.throw_away(tmp_path / "vault") as vault:
        log = LogStore(vault.log)
        truth, _ = live(log, 120, Random(5))
        published = Ledger(log).entries()
    units = [entry for entry in published if entry.family == CONTACTS.number]
    assert len({month for unit in units for month in unit.months}) == sum(len(unit.months) for unit in units)
    levels = set()
    for unit in units:
        levels.add(unit.level)
        counted = [contact for contact, month in truth if month in unit.months]
        for (category, place), value in unit.cells.items():
            there = [c for c in counted if place == {0: c.site, 1: c.area}.get(unit.level, 0)]
            got = [c for c in there if not category or SERVICES[category - 1] in services_of(c)]
            assert value == len(got) >= K
            assert not category or len(there) - len(got) >= K
    assert len(levels) >= 2


def test_the_grid_finds_what_is_certain() -> None:
    grid = Grid(MONTHS[:1], PLACES, {"month": 1, "site": 4})
    grid.learn(grid.where(), 40)
    grid.learn(grid.where(site=[0, 1]), 37)
    assert grid.most(grid.where(site=[2])) == pytest.approx(3)
    assert grid.most(grid.where(site=[0])) == pytest.approx(37)
    assert int(np.count_nonzero(grid.where(site=[0]))) == 1
