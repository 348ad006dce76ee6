"""Several drugs against one line: what the others leave of it for the one that is asked about.

Each drug counts as its share of its own line (0.05 g of heroin, where the line is 0.1 g, is a half), exactly. Another
amount of the same drug is always added; other drugs only where the law adds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from companion.rights.amounts import Amount
from companion.rights.question import Item, Question
from companion.rights.records import Edge, Jurisdiction, Limit
from companion.vocabulary import Basis, Relation

NOTHING_LEFT = Fraction(0)


@dataclass(frozen=True, slots=True)
class Beside:
    """What of a line the others leave, in shares of it (1: all). `open`: how much there is of one of them, or what it
    is measured in, is not known, so that it may be less."""

    left: Fraction = Fraction(1)
    open: bool = False


ALONE = Beside()


@dataclass(frozen=True, slots=True)
class Part:
    """One drug in a sum: its amount, its own line, and the share that the one is of the other; None: not known."""

    substance: str
    amount: Amount | None
    line: Edge | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Sum:
    """All drugs that one line counts together. `total` is in shares, of which `most` is the line; of what cannot be
    counted it holds nothing, and `relation` is None unless the rest alone is over."""

    limit: Limit
    most: Fraction
    parts: tuple[Part, ...]
    total: Fraction
    open: bool
    relation: Relation | None
    includes: bool


def usable(place: Jurisdiction, limit: Limit, question: Question, late: bool = False) -> Limit | None:
    """The limit with its edges for the substance asked about: its own, or those of the tables whose shares it adds up.
    None where it names the substance nowhere. See `counts` for whether it holds at all."""
    if question.substance in limit.edges:
        return limit
    if limit.together is None or limit.id in limit.together.of:
        return None
    edges = _edges_of(place, limit, question.substance, question, late)
    return replace(limit, edges={question.substance: edges}) if edges else None


def counts(place: Jurisdiction, limit: Limit, question: Question, late: bool = False) -> bool:
    """Whether there is a line at all: one that is for several kinds of drugs says nothing of fewer."""
    together = limit.together
    if together is None or together.kinds < 2:
        return True
    named = sum(1 for name in question.substances if _edges_of(place, limit, name, question, late))
    return named >= together.kinds


def beside(place: Jurisdiction, limit: Limit, question: Question, late: bool = False) -> Beside:
    """What the other drugs of the question leave of the limit."""
    most = limit.together.most if limit.together else Fraction(1)
    left, unknown = most, False
    for part in _parts(place, limit, question, question.also, late):
        if part.share is None:
            unknown = True
        else:
            left -= part.share
    return Beside(max(left, NOTHING_LEFT), unknown)


def total(place: Jurisdiction, limit: Limit, question: Question) -> Sum | None:
    """The sum that the limit draws its line at; None where it adds nothing to the drug that is asked about."""
    others = list(_parts(place, limit, question, question.also, False))
    if not others or not counts(place, limit, question):
        return None
    asked = Item(question.substance, question.amount)
    parts = (*_parts(place, limit, question, (asked,), False), *others)
    known = sum((part.share for part in parts if part.share is not None), Fraction(0))
    most = limit.together.most if limit.together else Fraction(1)
    unknown = any(part.share is None for part in parts)
    relation: Relation | None = Relation.AT if known == most else Relation.OVER if known > most else Relation.UNDER
    if unknown and relation is not Relation.OVER:
        relation = None
    includes = all(part.line.includes for part in parts if part.line)
    return Sum(limit, most, parts, known, unknown, relation, includes)


def _parts(
    place: Jurisdiction, limit: Limit, question: Question, items: tuple[Item, ...], late: bool
) -> Iterator[Part]:
    for item in items:
        if limit.together is None and item.substance != question.substance:
            continue
        edges = _edges_of(place, limit, item.substance, question, late)
        if not edges:
            continue
        measure = item.amount.measure if item.amount else None
        edge = next((edge for edge in edges if edge.amount.measure == measure), None)
        # How much of another bag is pure, nobody has said.
        weighable = edge is not None and limit.basis is Basis.GROSS
        share = item.amount.share_of(edge.amount) if weighable and edge and item.amount else None
        yield Part(item.substance, item.amount, edge or edges[0], share)


def _edges_of(place: Jurisdiction, limit: Limit, substance: str, question: Question, late: bool) -> tuple[Edge, ...]:
    own = limit.edges.get(substance, ())
    if own or limit.together is None:
        return own
    tables = (place.limit(name, question.on, late) for name in limit.together.of if name != limit.id)
    return next((edges for table in tables if table and (edges := table.edges.get(substance, ()))), ())
