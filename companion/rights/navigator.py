"""The form that knows what to ask: only what splits the answer here, and where the lines on the amount stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from companion.rights.amounts import Amount
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.records import Edge, Limit
from companion.rights.rules import Cell, about, age_class, cells
from companion.vocabulary import Basis, Outcome


@dataclass(frozen=True, slots=True)
class Asking:
    """A dimension worth asking: its classes of values, and whether they lead to different outcomes or only to
    different steps. `split` is how many different answers it tells apart."""

    dimension: str
    values: tuple[str, ...]
    decides: bool
    split: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of amounts with one outcome; None is an open end. `includes`: `high` itself belongs to it."""

    low: Amount | None
    high: Amount | None
    includes: bool
    outcome: Outcome
    rule: str


def worth_asking(library: Library, question: Question) -> list[Asking]:
    """The circumstances that matter for this place, substance, act and day, the most telling first.

    Each is looked at as if it had not been said yet, so that what was answered stays on the form. Of several drugs
    carried together each may need its own.
    """
    each = [question, *_of_others(question)]
    found = []
    for name in ("age", "setting", "dependent", "earlier", *_circumstances(library, each)):
        askings = [asking for one in each if (asking := _asking(library, _without(one, name), name))]
        if askings:
            found.append(_joined(name, askings))
    return sorted(found, key=lambda asking: (not asking.decides, -asking.split))


def _of_others(question: Question) -> list[Question]:
    """The question for each other drug that is carried, as if it was the first."""
    return [
        replace(question, substance=item.substance, amount=item.amount, purity=None, weight=None, also=())
        for item in question.also
        if item.substance != question.substance
    ]


def _joined(name: str, askings: list[Asking]) -> Asking:
    """One thing to ask for all drugs: ages are cut at every line that any of them knows."""
    values = tuple(dict.fromkeys(value for asking in askings for value in asking.values))
    if name == "age" and len(askings) > 1:
        parts = [part for value in values for part in value.split(", ")]
        lines = sorted({int(part.rstrip("+").partition("-")[0]) for part in parts})
        values = tuple(age_class(start, end) for start, end in zip(lines, [*lines[1:], None], strict=True))
    return Asking(name, values, any(one.decides for one in askings), max(one.split for one in askings))


def counts_and_weighs(library: Library, question: Question) -> bool:
    """Whether the law draws its line in the unit asked, which counts, and in weight as well: then both matter."""
    if question.amount is None or question.amount.measure == "mass":
        return False
    found = [limit.edges.get(question.substance, ()) for limit in _limits_in_force(library, question)]
    measures = {edge.amount.measure for edges in found for edge in edges}
    return {"mass", question.amount.measure} <= measures


def _circumstances(library: Library, each: list[Question]) -> list[str]:
    place = library.jurisdiction(each[0].place)
    parent = library.find(place.parent) if place.parent else None
    rules = [rule for one in each for rule in about(place.rules, one)]
    rules += [rule for one in each for rule in about(parent.rules, one)] if parent else []
    return [f"given.{name}" for name in sorted({name for rule in rules for name in rule.given})]


def _without(question: Question, name: str) -> Question:
    if name.startswith("given."):
        rest = {key: value for key, value in question.given.items() if f"given.{key}" != name}
        return replace(question, given=rest)
    match name:
        case "age":
            return replace(question, age=None)
        case "setting":
            return replace(question, setting=None)
        case "dependent":
            return replace(question, dependent=None)
        case _:
            return replace(question, earlier=None)


def _asking(library: Library, question: Question, name: str) -> Asking | None:
    place = library.jurisdiction(question.place)
    parent = library.find(place.parent) if place.parent else None
    told: dict[str, set[tuple[str, frozenset[Outcome]]]] = {}
    for cell in cells(place, parent, question, everything=True):
        if name in cell.values:
            told.setdefault(cell.values[name], set()).add(_says(cell))
    answers = {frozenset(says) for says in told.values()}
    if len(answers) < 2:
        return None
    outcomes = {frozenset(outcome for _, outcome in says) for says in answers}
    return Asking(name, tuple(told), len(outcomes) > 1, len(answers))


def _says(cell: Cell) -> tuple[str, frozenset[Outcome]]:
    if cell.rule is None:
        return "", frozenset((Outcome.NOT_COVERED,))
    return cell.rule.id, cell.rule.outcomes


def zones(library: Library, question: Question) -> list[Zone]:
    """The stretches of the amount between the lines that count here, each with its outcome for that much substance
    (pure, where the law counts the pure part). Empty where the law draws no line."""
    edges = _edges(library, question)
    if not edges:
        return []
    bounds: list[Edge | None] = [None, *edges, None]
    found: list[Zone] = []
    for low, high in pairwise(bounds):
        point = _between(low, high)
        given = answer(library, replace(question, amount=point, purity=Decimal(1)))
        rule = given.rule.id if given.rule else ""
        if found and (found[-1].outcome, found[-1].rule) == (given.outcome, rule):
            found[-1] = replace(found[-1], high=high.amount if high else None, includes=bool(high and high.includes))
            continue
        zone_high, includes = (high.amount, high.includes) if high else (None, False)
        found.append(Zone(low.amount if low else None, zone_high, includes, given.outcome, rule))
    return found if len(found) > 1 else []


def _between(low: Edge | None, high: Edge | None) -> Amount:
    if low is None and high is not None:
        return Amount(high.amount.value / 2, high.amount.unit)
    if low is not None and high is None:
        return Amount(low.amount.value * 1000, low.amount.unit)
    assert low is not None and high is not None  # one of the two is there
    return _grams((low.amount.base + high.amount.base) / 2, low.amount)


def _grams(base: Decimal, like: Amount) -> Amount:
    return Amount(base * like.value / like.base, like.unit)


def _edges(library: Library, question: Question) -> list[Edge]:
    """The lines in the unit asked (or the first that the law uses), lowest first."""
    limits = list(_limits_in_force(library, question))
    every = [edge for limit in limits for edge in limit.edges.get(question.substance, ())]
    if not every:
        return []
    measure = question.amount.measure if question.amount else every[0].amount.measure
    usable = [
        edge
        for limit in limits
        for edge in limit.edges.get(question.substance, ())
        if edge.amount.measure == measure and (limit.basis is Basis.GROSS or measure == "mass")
    ]
    return sorted({edge.amount.base: edge for edge in usable}.values(), key=lambda edge: edge.amount.base)


def _limits_in_force(library: Library, question: Question) -> Iterable[Limit]:
    place = library.jurisdiction(question.place)
    names: dict[str, None] = {}
    for rule in about(place.rules, question):
        if rule.in_force(question.on):
            names.update(dict.fromkeys((*rule.within, *rule.beyond)))
    found = (place.limit(name, question.on) for name in names)
    return (limit for limit in found if limit is not None)
