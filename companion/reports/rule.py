"""The rule `k`: whether a whole table may be told. What it rests on stands in `disclosure`."""

from __future__ import annotations

from dataclasses import dataclass

from companion.log.contacts import Amount
from companion.log.tally import Kind, amount_code, service_code
from companion.reports import families
from companion.reports.cells import Rows, counted
from companion.reports.families import (
    ALL_CONTACTS,
    ANY,
    CONTACTS,
    EVERYWHERE,
    SERVICE_OF,
    Counts,
    Family,
    Level,
    Shape,
    expected_places,
    possible,
)


@dataclass(frozen=True)
class Look:
    """A table looked at against the rule: how many cells it has and how many of them hold it back."""

    counts: Counts
    cells: int
    failing: int


def look(family: Family, level: Level, rows: Rows, shape: Shape, k: int) -> Look | None:
    """The family's whole table at a level, and whether the rule `k` lets it out; None if the level does not apply."""
    if not expected_places(level, shape):
        return None
    if family.amount is not None:
        return _weigh_amounts(family.amount, level, rows, shape, k)
    return weigh(family, counted(family, level, rows, shape), level, shape, k)


def weigh(family: Family, counts: Counts, level: Level, shape: Shape, k: int) -> Look:
    """The rule for a table that counts contacts or incidents."""
    if family is CONTACTS:
        return _weigh_contacts(counts, level, shape, k)
    if family.several:
        return _weigh_several(family, counts, shape, k)
    return _weigh_shares(family, counts, shape, k)


def _weigh_contacts(counts: Counts, level: Level, shape: Shape, k: int) -> Look:
    """The rule for contacts by service.

    A contact may count in several rows, so each row splits the contacts of a place in two: those with the service and
    those without. Beside the row "all contacts" both can be read off, so both must be `k` or more. A service declared
    impossible in a place has no cell there; if it was given all the same, the declaration is wrong and the table held.
    """
    expected = set(expected_places(level, shape))
    kept = dict(counts)
    failing = 0
    for (category, place), number in counts.items():
        if category and not possible(category, place, level, shape):
            failing += number > 0
            del kept[category, place]
        elif place not in expected:
            failing += number > 0
        elif number < k or (category and counts[ALL_CONTACTS, place] - number < k):
            failing += 1
    cells = sum(1 for category, _ in kept if category) or len(kept)
    return Look(kept, cells, min(failing, cells))


def _weigh_shares(family: Family, counts: Counts, shape: Shape, k: int) -> Look:
    """The rule for a table whose cells share out the contacts: each `k` or more, or declared never to occur."""
    kept, wrong = _without_never(family, counts, shape)
    return Look(kept, len(kept), wrong + sum(number < k for number in kept.values()))


def _weigh_several(family: Family, counts: Counts, shape: Shape, k: int) -> Look:
    """The rule where a contact can have several codes: with each code `k` or more, and `k` or more without it.

    If every contact of the whole has at least one code, the codes' sum tells how many have more than one: no overlap
    of two can be larger. So that sum is 0, or `k` or more, too.
    """
    kept, wrong = _without_never(family, counts, shape)
    whole = kept[ANY, EVERYWHERE]
    cells = {cell: number for cell, number in kept.items() if cell != (ANY, EVERYWHERE)}
    if not cells:
        return Look(kept, 1, int(whole < k))
    failing = wrong + sum(number < k or whole - number < k for number in cells.values())
    twice = sum(cells.values()) - whole
    if not failing and family.covering and 0 < twice < k:
        failing = 1
    return Look(kept, len(cells), min(failing, len(cells)))


def _without_never(family: Family, counts: Counts, shape: Shape) -> tuple[dict[tuple[int, int], int], int]:
    """The cells that can occur, and how many occurred that were declared never to."""
    kept = dict(counts)
    wrong = 0
    for kind, code in shape.never:
        if kind == family.kind and (code, EVERYWHERE) in kept:
            wrong += kept.pop((code, EVERYWHERE)) > 0
    return kept, wrong


def _weigh_amounts(amount: Amount, level: Level, rows: Rows, shape: Shape, k: int) -> Look:
    """The rule for things: `k` contacts or more gave them in each place, and none gave over half."""
    expected = expected_places(level, shape)
    found: dict[int, tuple[int, int, int]] = dict.fromkeys(expected, (0, 0, 0))
    for row in rows.get((Kind.AMOUNT, amount_code(amount)), ()):
        place = families.place_at(level, row.area, row.site)
        contacts, total, greatest = found.get(place, (0, 0, 0))
        found[place] = contacts + row.contacts, total + row.amount, max(greatest, row.greatest)
    service = SERVICE_OF.get(amount)
    if service is not None:
        never = [place for place in found if not possible(service_code(service), place, level, shape)]
        for place in never:
            if not found[place][0]:
                del found[place]
    failing = sum(
        place not in expected or contacts < k or 2 * greatest > total
        for place, (contacts, total, greatest) in found.items()
    )
    counts = {(ALL_CONTACTS, place): total for place, (_, total, _) in found.items()}
    return Look(counts, len(counts), failing)
