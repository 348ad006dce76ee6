"""An attacker with a linear program, who has everything that ever went out.

He knows the program, what the team declared, and every published figure. He lays a grid over all contacts (month × site
× what he asks about) and asks of every small cell: what is the most it can be? If the most is under `k`, the cell is
proved small, and the release has failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from companion.log.contacts import Age, Amount, Contact, Gender, NaloxoneFor, NaloxoneKit
from companion.log.incidents import ByWhom, Incident
from companion.log.ledger import Entry
from companion.log.months import Month
from companion.log.places import Places
from companion.log.tally import WorkshopFor
from companion.reports import families
from companion.reports.families import AGE_GENDER, ANY, CONTACTS, FIRST_TIME, Level
from tests.log.generate import SERVICES, services_of
from tests.reports.simulation import KINDS, REFERRED, SETTINGS, TALKED, TESTED

Mask = NDArray[np.bool_]
Counted = tuple[Contact, Month]
CountedIncident = tuple[Incident, Month]
Attended = tuple[WorkshopFor, Month]  # somebody who sat in a workshop

GENDERS, AGES = tuple(Gender), tuple(Age)
FIRST_ANSWERS = ("first_this_year", "first_this_month", "here_before", "not_asked")
WHOM, KITS = tuple(NaloxoneFor), tuple(NaloxoneKit)
# Axes whose positions are sets, one bit each: the family that tells them, and the codes of the bits.
SETS: dict[str, tuple[families.Family, Sequence[object]]] = {
    "tests": (families.TESTS, TESTED),
    "referrals": (families.REFERRALS, REFERRED),
    "topics": (families.TOPICS, TALKED),
    "kinds": (families.INCIDENTS, KINDS),
}
MOST_DOSES = 999


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
    """The contacts (or incidents) as the attacker imagines them: one unknown number per combination of the axes."""

    months: Sequence[Month]
    places: Places
    axes: dict[str, int]
    index: dict[str, NDArray[np.int64]] = field(init=False)
    known: list[tuple[Mask, int]] = field(default_factory=list)
    bounded: list[tuple[Mask, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        sizes = list(self.axes.values())
        flat = np.unravel_index(np.arange(int(np.prod(sizes))), sizes)
        self.index = {name: np.asarray(values) for name, values in zip(self.axes, flat, strict=True)}

    @property
    def size(self) -> int:
        return len(next(iter(self.index.values())))

    def where(self, **conditions: Iterable[int]) -> Mask:
        """The unknowns that lie in all the given values of the given axes."""
        mask = np.ones(self.size, dtype=bool)
        for name, values in conditions.items():
            mask &= np.isin(self.index[name], list(values))
        return mask

    def months_at(self, months: Iterable[Month]) -> list[int]:
        return [self.months.index(month) for month in months]

    def learn(self, mask: Mask, value: int) -> None:
        """A published figure: these unknowns add up to that."""
        self.known.append((mask, value))

    def bound(self, mask: Mask, least: float, most: float) -> None:
        """What follows from published things: so many contacts at least and at most."""
        self.bounded.append((mask, least, most))

    def witness(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Contacts that agree with all that is known, and make the weighted sum as large as it can be."""
        matrix = csr_matrix(np.array([mask for mask, _ in self.known], dtype=float))
        values = [value for _, value in self.known]
        upper, most = None, None
        if self.bounded:
            masks = np.array([mask for mask, _, _ in self.bounded], dtype=float)
            upper = csr_matrix(np.vstack([masks, -masks]))
            most = [high for _, _, high in self.bounded] + [-low for _, low, _ in self.bounded]
        answer = linprog(
            -weights, A_ub=upper, b_ub=most, A_eq=matrix, b_eq=values, bounds=(0, sum(values)), method="highs"
        )
        assert answer.status == 0, answer.message
        return np.asarray(answer.x)

    def most(self, target: Mask) -> float:
        """The most the target can be, given all that is known."""
        return float(self.witness(target.astype(float))[target].sum())


def service_masks(grid: Grid, service: int) -> Mask:
    """The unknowns of contacts that got a service, by whichever axis says so."""
    if "services" in grid.axes:
        return (grid.index["services"] >> service & 1).astype(bool)
    if f"service_{service}" in grid.axes:
        return np.asarray(grid.index[f"service_{service}"] == 1)
    return np.asarray(grid.index[_INSTEAD[service]] > 0)


_INSTEAD = {2: "naloxone", 3: "referrals", 4: "tests"}


def knows(grid: Grid, service: int) -> bool:
    return "services" in grid.axes or f"service_{service}" in grid.axes or _INSTEAD.get(service) in grid.axes


def learn_entry(grid: Grid, entry: Entry) -> None:
    """Take in one unit of the ledger, as far as the grid has its axes."""
    if not set(entry.months) <= set(grid.months):
        return
    months = grid.where(month=grid.months_at(entry.months))
    if (entry.family == families.WORKSHOPS.number) != ("audience" in grid.axes):
        return
    of_incidents = entry.family in (families.INCIDENTS.number, families.INCIDENTS_BY.number)
    if of_incidents != ("kinds" in grid.axes):
        return
    if entry.family == CONTACTS.number:
        _learn_contacts(grid, entry, months)
        return
    for axis, mask, value in _told(grid, entry):
        if axis in grid.axes:
            grid.learn(months & mask, value)
    if entry.family == families.AMOUNTS[Amount.NALOXONE_DOSES].number and knows(grid, 2):
        _learn_doses(grid, entry, months)


def _told(grid: Grid, entry: Entry) -> Iterator[tuple[str, Mask, int]]:
    """The cells of a unit as unknowns of an axis; those of axes the grid has not are left out."""
    for (category, _), value in entry.cells.items():
        if entry.family == AGE_GENDER.number and "people" in grid.axes:
            yield "people", grid.where(people=_people(category)), value
        elif entry.family == FIRST_TIME.number and "first" in grid.axes:
            yield "first", grid.where(first={5: (0, 1), 6: (2, 3)}.get(category, (category - 1,))), value
        elif entry.family == families.SETTING.number and "setting" in grid.axes:
            yield "setting", grid.where(setting=[category]), value
        elif entry.family == families.NALOXONE.number and "naloxone" in grid.axes:
            yield "naloxone", grid.where(naloxone=_kits(category)), value
        elif entry.family == families.WORKSHOPS.number:
            yield "audience", grid.where(audience=[category] if category != ANY else range(2)), value
        elif entry.family == families.INCIDENTS_BY.number and "by" in grid.axes:
            yield "by", grid.where(by=[category]), value
        else:
            yield from _told_sets(grid, entry, category, value)


def _told_sets(grid: Grid, entry: Entry, category: int, value: int) -> Iterator[tuple[str, Mask, int]]:
    for axis, (family, codes) in SETS.items():
        if entry.family != family.number or axis not in grid.axes:
            continue
        if category == ANY:
            yield axis, grid.where() if not family.covering else np.asarray(grid.index[axis] > 0), value
        else:
            numbers = [list(type(code)).index(code) for code in codes]  # type: ignore[call-overload]
            yield axis, (grid.index[axis] >> numbers.index(category) & 1).astype(bool), value


def _people(category: int) -> list[int]:
    """Positions on the axis of gender × age that a category of the ledger stands for."""
    if category < 100:
        return [category // 10 * len(AGES) + category % 10]
    if category < 200:
        return [(category - 100) * len(AGES) + age for age in range(len(AGES))]
    return [gender * len(AGES) + category - 200 for gender in range(len(GENDERS))]


def _kits(category: int) -> list[int]:
    """Positions on the axis of naloxone (0: none) that a category of the ledger stands for."""
    all_of = [(whom, kit) for whom in range(3) for kit in range(3)]
    chosen = {
        300: [pair for pair in all_of if pair[0] == 1],
        301: [pair for pair in all_of if pair[0] != 1],
        310: [pair for pair in all_of if pair[1] == 0],
        311: [pair for pair in all_of if pair[1] != 0],
    }.get(category)
    if chosen is None:
        ten, one = divmod(category, 10)
        chosen = [(ten, one)]
        if category >= 200:
            chosen = [pair for pair in all_of if pair[1] == category - 200]
        elif category >= 100:
            chosen = [pair for pair in all_of if pair[0] == category - 100]
    return [1 + whom * 3 + kit for whom, kit in chosen]


def _learn_doses(grid: Grid, entry: Entry, months: Mask) -> None:
    """Whoever took naloxone took a dose at least: so many doses, so many contacts at most."""
    with_it = months & service_masks(grid, 2)
    if "site" not in grid.axes:
        total = sum(entry.cells.values())
        grid.bound(with_it, total / MOST_DOSES, total)
        return
    for (_, place), doses in entry.cells.items():
        inside = _sites(grid, (Level.SITE, Level.AREA, Level.ALL_PLACES)[entry.level], place)
        grid.bound(with_it & grid.where(site=inside), doses / MOST_DOSES, doses)


def _sites(grid: Grid, level: Level, place: int) -> list[int]:
    sites = list(grid.places.sites)
    if level in (Level.SITE, Level.SITE_SERVICE):
        return [sites.index(place)]
    if level in (Level.AREA, Level.AREA_SERVICE):
        return [sites.index(site) for site in grid.places.sites_of(place)]
    return list(range(len(sites)))


def _learn_contacts(grid: Grid, entry: Entry, months: Mask) -> None:
    level = CONTACTS.levels[entry.level]
    sums: dict[int, int] = {}
    for (category, place), value in entry.cells.items():
        sums[category] = sums.get(category, 0) + value
        if (category and not knows(grid, category - 1)) or "site" not in grid.axes:
            continue
        mask = months & grid.where(site=_sites(grid, level, place))
        grid.learn(mask & service_masks(grid, category - 1) if category else mask, value)
    if "site" not in grid.axes:
        for category, value in sums.items():
            if not category or knows(grid, category - 1):
                grid.learn(months & service_masks(grid, category - 1) if category else months, value)


def coordinates(grid: Grid, counted: Counted | CountedIncident | Attended) -> dict[str, int]:
    """Where a true contact or incident lies on the axes."""
    what, month = counted
    position = {"month": grid.months.index(month)}
    if isinstance(what, WorkshopFor):
        return {**position, "audience": tuple(WorkshopFor).index(what)}
    if isinstance(what, Incident):
        position |= {"kinds": _bits(KINDS, what.kinds), "by": list(ByWhom).index(what.by_whom)}
        return {name: position[name] for name in grid.axes}
    got = services_of(what)
    use = 1 + WHOM.index(what.naloxone_for) * 3 + KITS.index(what.naloxone_kit) if what.naloxone_doses else 0
    position |= {
        "site": list(grid.places.sites).index(what.site),
        "services": sum(1 << number for number, service in enumerate(SERVICES) if service in got),
        "people": GENDERS.index(what.gender) * len(AGES) + AGES.index(what.age),
        "first": first_answer(what),
        "setting": SETTINGS.index(what.setting),
        "naloxone": use,
        "tests": _bits(TESTED, what.tests),
        "referrals": _bits(REFERRED, what.referrals),
        "topics": _bits(TALKED, what.topics),
    }
    position |= {f"service_{number}": int(service in got) for number, service in enumerate(SERVICES)}
    return {name: position[name] for name in grid.axes}


def _bits(codes: Sequence[object], chosen: Iterable[object]) -> int:
    return sum(1 << number for number, code in enumerate(codes) if code in set(chosen))


@dataclass(frozen=True)
class Small:
    """A one- or two-way total (or one of some three-way ones) that is truly 1 to k-1."""

    name: str
    mask: Mask
    number: int


def small_cells(grid: Grid, counted: Iterable[Counted | CountedIncident | Attended], k: int) -> list[Small]:
    """Every small cell there truly is. What was published is checked against the truth on the way."""
    truth = np.zeros(grid.size, dtype=int)
    sizes = tuple(grid.axes.values())
    for one in counted:
        truth[np.ravel_multi_index(tuple(coordinates(grid, one).values()), sizes)] += 1
    for mask, value in grid.known:
        assert int(truth[mask].sum()) == value, "a published figure is wrong"
    assert all(least <= truth[mask].sum() <= most for mask, least, most in grid.bounded)
    parts = _parts(grid)
    wanted: list[tuple[tuple[str, Mask], ...]] = [(one,) for one in parts]
    wanted += combinations(parts, 2)
    wanted += [chosen for chosen in combinations(parts, 3) if _is_asked([name.split("=")[0] for name, _ in chosen])]
    found = []
    for chosen in wanted:
        if len({name.split("=")[0] for name, _ in chosen}) < len(chosen):
            continue
        mask = np.logical_and.reduce([part for _, part in chosen])
        number = int(truth[mask].sum())
        if 1 <= number < k:
            found.append(Small(" and ".join(name for name, _ in chosen), mask, number))
    return found


def _is_asked(names: list[str]) -> bool:
    """Three at once: month, site and anything; or two codes of one set in a month."""
    if {"month", "site"} <= set(names):
        return True
    return (
        "month" in names
        and len({name.split("_")[0] for name in names if name.split("_")[0] in SETS}) == 1
        and (sum(name.split("_")[0] in SETS for name in names) == 2)
    )


def _parts(grid: Grid) -> list[tuple[str, Mask]]:
    """The values of each axis, as named masks; of a set, each code has two, with and without."""
    parts: list[tuple[str, Mask]] = []
    for name, size in grid.axes.items():
        if name == "services" or name in SETS:
            bits = size.bit_length() - 1
            for bit in range(bits):
                mask = (grid.index[name] >> bit & 1).astype(bool)
                parts += [(f"{name}_{bit}=with", mask), (f"{name}_{bit}=without", ~mask)]
        else:
            parts += [(f"{name}={value}", grid.where(**{name: [value]})) for value in range(size)]
    if "people" in grid.axes:
        parts += [(f"gender={g}", grid.where(people=_people(100 + g))) for g in range(len(GENDERS))]
        parts += [(f"age={a}", grid.where(people=_people(200 + a))) for a in range(len(AGES))]
    if "naloxone" in grid.axes:
        parts += [(f"whom={w}", grid.where(naloxone=_kits(100 + w))) for w in range(3)]
        parts += [(f"kit={kit}", grid.where(naloxone=_kits(200 + kit))) for kit in range(3)]
        parts += [("naloxone_at_all=with", grid.where(naloxone=range(1, 10)))]
    return parts


def leaks(
    grid: Grid,
    counted: Iterable[Counted | CountedIncident | Attended],
    k: int,
    chance: Random,
    tries: int | None = None,
) -> list[str]:
    """The small cells that are proved to be under `k`; with `tries` only among so many drawn at random.

    One set of contacts in which many cells reach `k` at once clears them all. So cells of different months are made
    large together, and only what is left is asked about alone.
    """
    cells = small_cells(grid, counted, k)
    if tries is not None:
        cells = chance.sample(cells, min(tries, len(cells)))
    chance.shuffle(cells)
    found: list[str] = []
    while cells:
        together: dict[str, Small] = {}
        for cell in cells:
            together.setdefault(cell.name.split(" and ")[0] if "month" in cell.name else "", cell)
        weights = np.sum([cell.mask for cell in together.values()], axis=0, dtype=float)
        left = _not_cleared(cells, grid.witness(weights), k)
        if len(left) == len(cells):
            first, *rest = cells
            made = grid.witness(first.mask.astype(float))
            if (most := float(made[first.mask].sum())) < k - 1e-6:
                found.append(f"{first.name}: truly {first.number}, at most {most:.2f}")
            left = _not_cleared(rest, made, k)
        cells = left
    return found


def _not_cleared(cells: list[Small], made: NDArray[np.float64], k: int) -> list[Small]:
    return [cell for cell in cells if made[cell.mask].sum() < k - 1e-6]
