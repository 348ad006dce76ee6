"""An attacker with a linear program, who has everything that ever went out.

He knows the program, the team's list of places, and every published figure. He lays a grid over all contacts (month ×
site × what he asks about) and asks of every small cell: what is the most it can be? If the most is under `k`, the cell
is proved small, and the release has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from companion.log.contacts import Age, Contact, Gender
from companion.log.ledger import Entry
from companion.log.months import Month
from companion.log.places import Places
from companion.reports.families import AGE_GENDER, CONTACTS, FIRST_TIME, Level
from tests.log.generate import SERVICES, services_of

Mask = NDArray[np.bool_]
Counted = tuple[Contact, Month]

GENDERS, AGES = tuple(Gender), tuple(Age)
FIRST_ANSWERS = ("first_this_year", "first_this_month", "here_before", "not_asked")


def first_answer(contact: Contact) -> int:
    """Which of the four answers, found without the program's own table."""
    if contact.first_this_year.value == "yes":
        return 0
    if contact.first_this_month.value == "yes":
        return 1
    said_no = "no" in (contact.first_this_year.value, contact.first_this_month.value)
    return 2 if said_no else 3


@dataclass
class Grid:
    """The contacts as the attacker imagines them: one unknown number per combination of the axes."""

    months: Sequence[Month]
    places: Places
    axes: dict[str, int]
    index: dict[str, NDArray[np.int64]] = field(init=False)
    known: list[tuple[Mask, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        sizes = list(self.axes.values())
        flat = np.unravel_index(np.arange(int(np.prod(sizes))), sizes)
        self.index = {name: np.asarray(values) for name, values in zip(self.axes, flat, strict=True)}

    def where(self, **conditions: Iterable[int]) -> Mask:
        """The unknowns that lie in all the given values of the given axes."""
        mask = np.ones(len(next(iter(self.index.values()))), dtype=bool)
        for name, values in conditions.items():
            mask &= np.isin(self.index[name], list(values))
        return mask

    def months_at(self, months: Iterable[Month]) -> list[int]:
        return [self.months.index(month) for month in months]

    def learn(self, mask: Mask, value: int) -> None:
        """A published figure: these unknowns add up to that."""
        self.known.append((mask, value))

    def most(self, target: Mask) -> float:
        """The most the target can be, given all that is known."""
        matrix = csr_matrix(np.array([mask for mask, _ in self.known], dtype=float))
        values = [value for _, value in self.known]
        total = sum(values)
        answer = linprog(-target.astype(float), A_eq=matrix, b_eq=values, bounds=(0, total), method="highs")
        assert answer.status == 0, answer.message
        return float(-answer.fun)


def service_masks(grid: Grid, service: int) -> Mask:
    """The unknowns of contacts that got a service: by the axis of all services, or by the axis of that one."""
    if "services" in grid.axes:
        return (grid.index["services"] >> service & 1).astype(bool)
    return np.asarray(grid.index[f"service_{service}"] == 1)


def knows(grid: Grid, service: int) -> bool:
    return "services" in grid.axes or f"service_{service}" in grid.axes


def learn_entry(grid: Grid, entry: Entry) -> None:
    """Take in one unit of the ledger, as far as the grid has its axes."""
    if not set(entry.months) <= set(grid.months):
        return
    months = grid.where(month=grid.months_at(entry.months))
    if entry.family == CONTACTS.number:
        _learn_contacts(grid, entry, months)
    elif entry.family == AGE_GENDER.number and "people" in grid.axes:
        for (category, _), value in entry.cells.items():
            grid.learn(months & grid.where(people=_people(category)), value)
    elif entry.family == FIRST_TIME.number and "first" in grid.axes:
        for (category, _), value in entry.cells.items():
            answers = {5: (0, 1), 6: (2, 3)}.get(category, (category - 1,))
            grid.learn(months & grid.where(first=answers), value)


def _people(category: int) -> list[int]:
    """Positions on the axis of gender × age that a category of the ledger stands for."""
    if category < 100:
        return [category // 10 * len(AGES) + category % 10]
    if category < 200:
        return [(category - 100) * len(AGES) + age for age in range(len(AGES))]
    return [gender * len(AGES) + category - 200 for gender in range(len(GENDERS))]


def _learn_contacts(grid: Grid, entry: Entry, months: Mask) -> None:
    level = CONTACTS.levels[entry.level]
    sites = list(grid.places.sites)
    sums: dict[int, int] = {}
    for (category, place), value in entry.cells.items():
        sums[category] = sums.get(category, 0) + value
        if category and not knows(grid, category - 1):
            continue
        if "site" not in grid.axes:
            continue
        inside = {
            Level.SITE_SERVICE: [place],
            Level.AREA_SERVICE: list(grid.places.sites_of(place)),
        }.get(level, sites)
        mask = months & grid.where(site=[sites.index(site) for site in inside])
        grid.learn(mask & service_masks(grid, category - 1) if category else mask, value)
    if "site" not in grid.axes:
        for category, value in sums.items():
            if not category or knows(grid, category - 1):
                grid.learn(months & service_masks(grid, category - 1) if category else months, value)


def coordinates(grid: Grid, counted: Counted) -> dict[str, int]:
    """Where a true contact lies on the axes."""
    contact, month = counted
    got = services_of(contact)
    position = {
        "month": grid.months.index(month),
        "services": sum(1 << number for number, service in enumerate(SERVICES) if service in got),
        "people": GENDERS.index(contact.gender) * len(AGES) + AGES.index(contact.age),
        "first": first_answer(contact),
    }
    if "site" in grid.axes:
        position["site"] = list(grid.places.sites).index(contact.site)
    position |= {f"service_{number}": int(service in got) for number, service in enumerate(SERVICES)}
    return {name: position[name] for name in grid.axes}


def small_cells(grid: Grid, contacts: Iterable[Counted], k: int) -> list[tuple[str, Mask, int]]:
    """Every one- and two-way total (and every three-way one with month, site and a service) that is truly 1 to k-1."""
    truth = np.zeros(len(next(iter(grid.index.values()))), dtype=int)
    sizes = tuple(grid.axes.values())
    for counted in contacts:
        truth[np.ravel_multi_index(tuple(coordinates(grid, counted).values()), sizes)] += 1
    for mask, value in grid.known:
        assert int(truth[mask].sum()) == value, "a published figure is wrong"
    parts = _parts(grid)
    wanted: list[tuple[tuple[str, Mask], ...]] = [(one,) for one in parts]
    wanted += combinations(parts, 2)
    wanted += [
        chosen for chosen in combinations(parts, 3) if {"month", "site"} <= {name.split("=")[0] for name, _ in chosen}
    ]
    found = []
    for chosen in wanted:
        if len({name.split("=")[0] for name, _ in chosen}) < len(chosen):
            continue
        mask = np.logical_and.reduce([part for _, part in chosen])
        number = int(truth[mask].sum())
        if 1 <= number < k:
            found.append((" and ".join(name for name, _ in chosen), mask, number))
    return found


def _parts(grid: Grid) -> list[tuple[str, Mask]]:
    """The values of each axis, as named masks; a service has two, with and without."""
    parts: list[tuple[str, Mask]] = []
    for name, size in grid.axes.items():
        if name == "services":
            for service in range(len(SERVICES)):
                mask = service_masks(grid, service)
                parts += [(f"service_{service}=with", mask), (f"service_{service}=without", ~mask)]
        else:
            parts += [(f"{name}={value}", grid.where(**{name: [value]})) for value in range(size)]
    if "people" in grid.axes:
        parts += [(f"gender={g}", grid.where(people=_people(100 + g))) for g in range(len(GENDERS))]
        parts += [(f"age={a}", grid.where(people=_people(200 + a))) for a in range(len(AGES))]
    return parts


def leaks(
    grid: Grid,
    contacts: Iterable[Counted],
    k: int,
    chance: Random,
    tries: int,
    most: Callable[[Mask], float] | None = None,
) -> list[str]:
    """The small cells that are proved to be under `k`, among `tries` drawn at random."""
    cells = small_cells(grid, contacts, k)
    drawn = chance.sample(cells, min(tries, len(cells)))
    ask = most or grid.most
    return [f"{name}: truly {number}, at most {ask(mask):.2f}" for name, mask, number in drawn if ask(mask) < k - 1e-6]
