"""Several drugs against one line: the bar that draws their sum, in grams where all have one line, else in shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights.amounts import Amount
from companion.rights.answer import Answer, answer
from companion.rights.labels import amount_label
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut
from companion.ui.widgets import threshold_bar
from companion.ui.widgets.threshold_bar import Scale

Document = Mapping[str, Any]
_LITTLE = Fraction(1, 100)  # how far from the line the outcome of either side is asked for


def heading(document: Document) -> str:
    """The sum in one sentence; nothing where the law adds nothing up."""
    together = document["together"]
    return str(together["sum"]["label"]) if together and together["sum"] else ""


def scale(library: Library, found: Answer, document: Document) -> Scale | None:
    """What the bar shows of the sum; None where the law adds nothing, or where part of it cannot be counted."""
    row = found.sum
    if row is None or row.open:
        return None
    told = document["together"]["sum"]
    unit = str(told["unit"] or "")
    line = _decimal(row.most) * (_one(found) if unit else Decimal(100))
    total = _decimal(row.total) * (_one(found) if unit else Decimal(100))
    end = max(line * 2, total * Decimal("1.2"))
    out = ReadOut(library, found.question.place, catalogs.language())
    return Scale(
        end,
        zones=_zones(library, found, out, line),
        limits=[threshold_bar.Limit(line, _line_words(line, unit, row.includes))],
        ticks=[(end * part / 2, _words(end * part / 2, unit)) for part in (0, 2)],
        marker=total,
        marker_label=tr("%(total)s in all", total=_words(total, unit)),
    )


def _one(found: Answer) -> Decimal:
    """The line of every drug, where it is the same for all."""
    assert found.sum is not None  # asked only then
    return next(part.line.amount.value for part in found.sum.parts if part.line)


def _zones(library: Library, found: Answer, out: ReadOut, line: Decimal) -> list[threshold_bar.Zone]:
    """What this bag leads to if there were a little less of everything than the line, or a little more."""
    assert found.sum is not None  # asked only then
    most, total = found.sum.most, found.sum.total
    below = answer(library, _times(found.question, (1 - _LITTLE) * most / total)).outcome
    above = answer(library, _times(found.question, (1 + _LITTLE) * most / total)).outcome
    if below is above:
        return [threshold_bar.Zone(Decimal(0), None, str(below), out.outcome_word(below))]
    return [
        threshold_bar.Zone(Decimal(0), line, str(below), out.outcome_word(below)),
        threshold_bar.Zone(line, None, str(above), out.outcome_word(above)),
    ]


def _times(question: Question, factor: Fraction) -> Question:
    also = tuple(replace(item, amount=_scaled(item.amount, factor)) for item in question.also)
    return replace(question, amount=_scaled(question.amount, factor), also=also)


def _scaled(amount: Amount | None, factor: Fraction) -> Amount | None:
    return Amount(_decimal(Fraction(amount.value) * factor), amount.unit) if amount else None


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _words(number: Decimal, unit: str) -> str:
    if unit:
        return amount_label(Amount(number.normalize(), unit), catalogs.language())
    return locales.number(number.normalize()) + "\u00a0%"


def _line_words(line: Decimal, unit: str, includes: bool) -> str:
    words = _words(line, unit)
    return tr("%(line)s, up to and including", line=words) if includes else tr("less than %(line)s", line=words)
