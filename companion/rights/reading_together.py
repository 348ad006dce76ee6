"""Several drugs carried together, read out: the answer for each, and what the law adds up against which line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from companion.i18n import locales
from companion.i18n.catalogs import Catalog, catalog
from companion.rights.amounts import Amount
from companion.rights.labels import amount_label
from companion.rights.library import Library
from companion.rights.thresholds import plain
from companion.rights.together import Part, Sum
from companion.vocabulary import Relation

Document = dict[str, Any]
_MOST_DIGITS = 6


class Together:
    """Reads out in one language; `title` gives the words of a limit, `head` those of an answer."""

    def __init__(self, library: Library, language: str, title: Callable[[str, str], str]) -> None:
        self._library, self.language, self._title = library, language, title

    def name(self, substance: str) -> str:
        """What the substance is called."""
        known = self._library.substances.get(substance)
        return known.label(self.language) if known else substance

    def sum(self, row: Sum | None) -> Document | None:
        """The sum in shares of the line, and as an amount where every drug has the same line."""
        if row is None:
            return None
        words = catalog(self.language)
        line = percent(row.most, row, self.language)
        total = percent(row.total, row, self.language)
        added = _added(row)
        if added is not None:
            line, total = (amount_label(amount, self.language) for amount in added)
        return {
            "limit": row.limit.id,
            "title": self._title(f"limit.{row.limit.id}.title", row.limit.title),
            "most": float(row.most),
            "total": float(row.total),
            "amount": float(added[1].value) if added else None,
            "unit": added[1].unit if added else None,
            "incomplete": row.open,
            "includes": row.includes,
            "relation": str(row.relation) if row.relation else None,
            "label": _sentence(words, row, total, line),
            "parts": [self._part(words, part, row) for part in row.parts],
        }

    def _part(self, words: Catalog, part: Part, row: Sum) -> Document:
        amount = amount_label(part.amount, self.language) if part.amount else None
        line = amount_label(part.line.amount, self.language) if part.line else ""
        name = self.name(part.substance)
        if part.share is None:
            label = words.tr("%(substance)s: not known how much of its line of %(line)s", substance=name, line=line)
        else:
            share = percent(part.share, row, self.language)
            facts = {"substance": name, "amount": amount or "", "share": share, "line": line}
            label = words.tr("%(substance)s, %(amount)s: %(share)s of its line of %(line)s", **facts)
        return {
            "substance": part.substance,
            "name": name,
            "amount": plain(part.amount) if part.amount else None,
            "line": plain(part.line.amount) if part.line else None,
            "share": float(part.share) if part.share is not None else None,
            "label": label,
        }


def percent(share: Fraction, row: Sum, language: str) -> str:
    """`120 %`: rounded, but never onto the line from either side of it, so that it says what the answer says."""
    hundred, line = share * 100, row.most * 100
    exact = Decimal(hundred.numerator) / Decimal(hundred.denominator)
    for digits in range(_MOST_DIGITS + 1):
        step = Decimal(1).scaleb(-digits)
        rounded = exact.quantize(step)
        if (Fraction(rounded) > line) == (hundred > line) and (Fraction(rounded) < line) == (hundred < line):
            return locales.number(rounded.normalize(), language) + "\u00a0%"
    side = ROUND_CEILING if hundred > line else ROUND_FLOOR
    return locales.number(exact.quantize(Decimal(1).scaleb(-_MOST_DIGITS), side), language) + "\u00a0%"


def _added(row: Sum) -> tuple[Amount, Amount] | None:
    """The line and the total as amounts, where all lines are one."""
    lines = {part.line.amount for part in row.parts if part.line}
    if len(lines) != 1 or any(part.share is None for part in row.parts):
        return None
    line = lines.pop()
    total = Fraction(line.value) * row.total
    value = Decimal(total.numerator) / Decimal(total.denominator)
    most = Amount(line.value * Decimal(row.most.numerator) / Decimal(row.most.denominator), line.unit)
    return most, Amount(value.normalize(), line.unit)


def _sentence(words: Catalog, row: Sum, total: str, line: str) -> str:
    facts = {"total": total, "line": line}
    match row.relation:
        case Relation.UNDER:
            return words.tr("All together %(total)s: under the line of %(line)s", **facts)
        case Relation.OVER:
            return words.tr("All together %(total)s: over the line of %(line)s", **facts)
        case Relation.AT if row.includes:
            return words.tr("All together %(total)s: exactly on the line, which is still within it", **facts)
        case Relation.AT:
            return words.tr("All together %(total)s: exactly on the line, which is already over it", **facts)
        case _:
            return words.tr("All together at least %(total)s; the line is %(line)s", **facts)
