"""Which side of a line an amount can be on, when the law weighs the whole or only the pure substance in it.

What is in a bag of 0.8 g is between nothing and 0.8 g pure: a line at "1 g, up to and including" cannot be passed. In
1.2 g it may be either side. So an amount is a set of cells, cut at every line that a rule draws; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from companion.rights.amounts import Amount
from companion.rights.records import Edge, Limit
from companion.rights.together import ALONE, NOTHING_LEFT, Beside
from companion.vocabulary import Basis

_DIGITS = 6  # of a line that other drugs have shortened, as it is shown


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
    base: Fraction
    includes: bool
    amount: Amount


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A limit's line for this substance, in the measure that counts, less what other drugs take of it."""

    limit: str
    line: _Line
    active: _Line | None  # within as well as long as the pure substance is within this one


def weights(
    limits: Sequence[Limit],
    substance: str,
    amount: Amount | None,
    purity: Decimal | None,
    besides: Mapping[str, Beside] | None = None,
) -> list[Weight]:
    """Every cell that the amount (or, unsaid, any amount) of the substance can be in. Never empty.

    `besides`: for limits against which other drugs count too, what those leave of the line.
    """
    besides = besides or {}
    used_up = {limit.id: False for limit in limits if besides.get(limit.id, ALONE).left == NOTHING_LEFT}
    open_ = [name for name, row in besides.items() if row.open and name not in used_up]
    measure = amount.measure if amount else _usual_measure(limits, substance)
    drawn = [limit for limit in limits if limit.id not in used_up]
    gross_lines, active_lines, blind = _split(drawn, substance, measure, besides)
    said = Fraction(amount.base) if amount else None
    top = said if amount and amount.measure == "mass" else None
    exact = top * Fraction(purity) if top is not None and purity is not None else None
    lines = [row.line for row in active_lines] + [row.active for row in gross_lines if row.active]
    cells = []
    for gross_at, gross_span in _stretches([row.line for row in gross_lines], said, None):
        for active_at, active_span in _stretches(lines, exact, top):
            if measure == "mass" and _impossible(gross_span, active_span):
                continue
            inside = {row.limit: _within(row, gross_at, active_at) for row in gross_lines}
            inside |= {row.limit: _on_this_side(row.line, active_at) for row in active_lines}
            unsure = [*blind, *(name for name in open_ if inside.get(name))]
            for sides in _either(unsure):
                spans = (gross_span if gross_lines else None, active_span if lines else None)
                cells.append(Weight(*spans, sides, inside | sides | used_up))
    return cells


def _impossible(gross: Span, active: Span) -> bool:
    """No bag holds more pure substance than it weighs."""
    return gross.high is not None and active.low is not None and active.low.base >= gross.high.base


def _usual_measure(limits: Iterable[Limit], substance: str) -> str:
    measures = [edge.amount.measure for limit in limits for edge in limit.edges.get(substance, ())]
    return "mass" if "mass" in measures or not measures else measures[0]


def _split(
    limits: Sequence[Limit], substance: str, measure: str, besides: Mapping[str, Beside]
) -> tuple[list[_Ruled], list[_Ruled], list[str]]:
    gross: list[_Ruled] = []
    active: list[_Ruled] = []
    blind: list[str] = []
    for limit in limits:
        edge = limit.edge(substance, "mass" if limit.basis is Basis.ACTIVE_SUBSTANCE else measure)
        if edge is None:
            blind.append(limit.id)
            continue
        ruled = _ruled(limit.id, edge, besides.get(limit.id, ALONE).left)
        (active if limit.basis is Basis.ACTIVE_SUBSTANCE else gross).append(ruled)
    return gross, active, blind


def _ruled(limit: str, edge: Edge, left: Fraction) -> _Ruled:
    pure = None if edge.or_active is None else _line(Amount(edge.or_active, "g"), True, left)
    return _Ruled(limit, _line(edge.amount, edge.includes, left), pure)


def _line(amount: Amount, includes: bool, left: Fraction) -> _Line:
    """The line where so much of it is left; what is shown of it is rounded, what is compared is not."""
    base = Fraction(amount.base) * left
    if left != 1:
        value = Fraction(amount.value) * left
        shown = Decimal(value.numerator) / Decimal(value.denominator)
        amount = Amount(round(shown, _DIGITS).normalize() or shown, amount.unit)
    return _Line(base, includes, amount)


def _on_this_side(line: _Line, at: Fraction) -> bool:
    return at < line.base or (line.includes and at == line.base)


def _within(row: _Ruled, gross: Fraction, active: Fraction) -> bool:
    return _on_this_side(row.line, gross) or (row.active is not None and _on_this_side(row.active, active))


def _stretches(lines: list[_Line], exact: Fraction | None, top: Fraction | None) -> list[tuple[Fraction, Span]]:
    """A point for every stretch between lines that can be reached: `exact` alone, or all from nothing to `top`."""
    cuts = sorted({(line.base, line.includes): line for line in lines}.values(), key=lambda c: (c.base, c.includes))
    if exact is not None:
        return [(exact, _span_at(cuts, exact))]
    points: dict[Span, Fraction] = {}
    bases = [cut.base for cut in cuts]
    middles = [(a + b) / 2 for a, b in zip([Fraction(0), *bases], bases, strict=False)]
    last = (bases[-1] + 1) if bases else Fraction(1)
    for point in sorted([*bases, *middles, last, *([top] if top is not None else [])]):
        if top is None or point <= top:
            points.setdefault(_span_at(cuts, point), point)
    return [(point, span) for span, point in points.items()]


def _span_at(cuts: Sequence[_Line], at: Fraction) -> Span:
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
