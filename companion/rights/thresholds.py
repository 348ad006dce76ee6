"""Which side of a line an amount can be on, when the law weighs the whole or only the pure substance in it.

What is in a bag of 0.8 g is between nothing and 0.8 g pure: a line at "1 g, up to and including" cannot be passed. In
1.2 g it may be either side. So an amount is a set of cells, cut at every line that a rule draws; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from companion.rights.amounts import Amount
from companion.rights.records import Edge, Limit
from companion.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of amounts between two lines; `low` is passed, `high` is not. `None` is an open end."""

    low: Amount | None
    high: Amount | None
    low_includes: bool = True
    high_includes: bool = True

    @property
    def code(self) -> str:
        """As JSON prints it: `up to 1 g`, `under 5 ml`, `over 1 g`, `over 25 g, up to 50 g`, `any`."""
        parts = []
        if self.low:
            parts.append(f"{'over' if self.low_includes else 'from'} {plain(self.low)}")
        if self.high:
            parts.append(f"{'up to' if self.high_includes else 'under'} {plain(self.high)}")
        return ", ".join(parts) or "any"


def plain(amount: Amount) -> str:
    """`1 g`, `0.5 g`: the number without a locale, for codes."""
    return f"{format(amount.value.normalize(), 'f')} {amount.unit}"


@dataclass(frozen=True, slots=True)
class Weight:
    """One cell of what was weighed: the stretch of whole weight, the stretch of pure substance, and for each limit
    whether it is within it."""

    gross: Span | None
    active: Span | None
    elsewhere: Mapping[str, bool]
    inside: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class _Line:
    base: Decimal
    includes: bool
    amount: Amount


def weights(limits: Sequence[Limit], substance: str, amount: Amount | None, purity: Decimal | None) -> list[Weight]:
    """Every cell that the amount (or, unsaid, any amount) of the substance can be in. Never empty."""
    measure = amount.measure if amount else _usual_measure(limits, substance)
    gross_edges, active_edges, blind = _split(limits, substance, measure)
    gross = _stretches([_line(edge) for _, edge in gross_edges], amount.base if amount else None, None)
    top = amount.base if amount and amount.measure == "mass" else None
    exact = top * purity if top is not None and purity is not None else None
    lines = [_line(edge) for _, edge in active_edges]
    lines += [_active_line(edge.or_active) for _, edge in gross_edges if edge.or_active is not None]
    active = _stretches(lines, exact, top)
    cells = []
    for gross_at, gross_span in gross:
        for active_at, active_span in active:
            if measure == "mass" and _impossible(gross_span, active_span):
                continue
            inside = {limit: _within(edge, gross_at, active_at) for limit, edge in gross_edges}
            inside |= {limit: _on_this_side(_line(edge), active_at) for limit, edge in active_edges}
            for sides in _either(blind):
                cells.append(
                    Weight(gross_span if gross_edges else None, active_span if lines else None, sides, inside | sides)
                )
    return cells


def _impossible(gross: Span, active: Span) -> bool:
    """No bag holds more pure substance than it weighs."""
    return gross.high is not None and active.low is not None and active.low.base >= gross.high.base


def _usual_measure(limits: Iterable[Limit], substance: str) -> str:
    measures = [edge.amount.measure for limit in limits for edge in limit.edges.get(substance, ())]
    return "mass" if "mass" in measures or not measures else measures[0]


def _split(
    limits: Sequence[Limit], substance: str, measure: str
) -> tuple[list[tuple[str, Edge]], list[tuple[str, Edge]], list[str]]:
    gross, active, blind = [], [], []
    for limit in limits:
        edge = limit.edge(substance, "mass" if limit.basis is Basis.ACTIVE_SUBSTANCE else measure)
        if edge is None:
            blind.append(limit.id)
        elif limit.basis is Basis.ACTIVE_SUBSTANCE:
            active.append((limit.id, edge))
        else:
            gross.append((limit.id, edge))
    return gross, active, blind


def _line(edge: Edge) -> _Line:
    return _Line(edge.amount.base, edge.includes, edge.amount)


def _active_line(grams: Decimal) -> _Line:
    return _Line(grams, True, Amount(grams, "g"))


def _on_this_side(line: _Line, at: Decimal) -> bool:
    return at < line.base or (line.includes and at == line.base)


def _within(edge: Edge, gross: Decimal, active: Decimal) -> bool:
    if _on_this_side(_line(edge), gross):
        return True
    return edge.or_active is not None and active <= edge.or_active


def _stretches(lines: list[_Line], exact: Decimal | None, top: Decimal | None) -> list[tuple[Decimal, Span]]:
    """A point for every stretch between lines that can be reached: `exact` alone, or all from nothing to `top`."""
    cuts = sorted({(line.base, line.includes): line for line in lines}.values(), key=lambda c: (c.base, c.includes))
    if exact is not None:
        return [(exact, _span_at(cuts, exact))]
    points: dict[Span, Decimal] = {}
    bases = [cut.base for cut in cuts]
    middles = [(a + b) / 2 for a, b in zip([Decimal(0), *bases], bases, strict=False)]
    last = (bases[-1] + 1) if bases else Decimal(1)
    for point in sorted([*bases, *middles, last, *([top] if top is not None else [])]):
        if top is None or point <= top:
            points.setdefault(_span_at(cuts, point), point)
    return [(point, span) for span, point in points.items()]


def _span_at(cuts: Sequence[_Line], at: Decimal) -> Span:
    below = [cut for cut in cuts if not _on_this_side(cut, at)]
    above = [cut for cut in cuts if _on_this_side(cut, at)]
    low, high = (below[-1] if below else None), (above[0] if above else None)
    return Span(
        low.amount if low else None,
        high.amount if high else None,
        low.includes if low else True,
        high.includes if high else True,
    )


def _either(blind: Sequence[str]) -> list[dict[str, bool]]:
    sides: list[dict[str, bool]] = [{}]
    for limit in blind:
        sides = [{**side, limit: within} for side in sides for within in (True, False)]
    return sides
