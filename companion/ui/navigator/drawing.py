"""The amount against the law's lines: what the threshold bar draws, and the sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights.amounts import Amount
from companion.rights.answer import Answer
from companion.rights.labels import OUTCOMES, amount_label
from companion.rights.library import Library
from companion.rights.navigator import Zone as LawZone
from companion.rights.navigator import zones
from companion.ui.widgets import threshold_bar
from companion.ui.widgets.threshold_bar import Scale
from companion.vocabulary import Act, Basis, Outcome, Relation

Document = Mapping[str, Any]
_WEIGHED = (Act.POSSESS, Act.CULTIVATE)
_NICE = tuple(Decimal(step) * Decimal(10) ** power for power in range(-7, 8) for step in (1, 2, 5))
_TICKS = 4
_ASIDE = 4  # without a line the marker stands at a quarter, beside the words


def heading(answer: Answer, document: Document) -> str:
    """Where the amount stands to the line, in one sentence that is true whatever the strength."""
    threshold, asked = document["threshold"], answer.question.amount
    amount = amount_label(asked, catalogs.language()) if asked else ""
    if threshold is None:
        return tr("The law names no amount here")
    if asked is None:
        return tr("The line is at %(line)s", line=threshold["label"])
    if threshold["relation"] is None:
        return tr("%(amount)s cannot be compared: the law’s line is %(line)s", amount=amount, line=threshold["label"])
    if threshold["basis"] == Basis.GROSS:
        return _gross(threshold, amount)
    return _at_strength(threshold, amount) if threshold["at_strength"] else _pure(threshold, amount)


def _gross(threshold: Document, amount: str) -> str:
    if threshold["relation"] == Relation.UNDER:
        return tr("%(amount)s is under the line", amount=amount)
    if threshold["relation"] == Relation.OVER:
        return tr("%(amount)s is over the line", amount=amount)
    if threshold["includes"]:
        return tr("%(amount)s is exactly on the line, which is still within it", amount=amount)
    return tr("%(amount)s is exactly on the line, which is already over it", amount=amount)


def _pure(threshold: Document, amount: str) -> str:
    """No purity can carry a smaller amount over the line, and none can say that a larger one is over it."""
    if threshold["relation"] == Relation.UNDER:
        return tr("%(amount)s is under the line, however pure it is", amount=amount)
    if threshold["relation"] == Relation.OVER:
        return tr("%(amount)s is over the line only if it is pure enough", amount=amount)
    if threshold["includes"]:
        return tr("%(amount)s is exactly on the line, which is still within it, however pure it is", amount=amount)
    return tr("%(amount)s is on the line only if it is wholly pure, and then already over it", amount=amount)


def _at_strength(threshold: Document, amount: str) -> str:
    """The law's figure assumes a strength; stronger material reaches the line sooner: nothing holds of any purity."""
    strength = threshold["at_strength"]
    if threshold["relation"] == Relation.UNDER:
        return tr(
            "%(amount)s is under the line if it is no stronger than %(strength)s", amount=amount, strength=strength
        )
    if threshold["relation"] == Relation.OVER:
        return tr("%(amount)s is over the line if it has %(strength)s or more", amount=amount, strength=strength)
    return tr("%(amount)s is exactly on the line if it has just %(strength)s", amount=amount, strength=strength)


def basis_words(document: Document) -> str:
    """What the law weighs, for the tag beside the heading."""
    threshold = document["threshold"]
    if threshold is None:
        return ""
    if threshold["basis"] == Basis.GROSS:
        return tr("The law weighs the whole")
    if threshold["at_strength"]:
        return tr("The law’s figure assumes %(strength)s", strength=threshold["at_strength"])
    return tr("The law counts pure substance")


def strength_note(document: Document) -> str:
    """What an assumed strength means, where there is one."""
    threshold = document["threshold"]
    if threshold is None or not threshold["at_strength"]:
        return ""
    return tr(
        "The law’s figure of %(line)s assumes %(strength)s. Stronger material reaches the line sooner.",
        line=threshold["label"],
        strength=threshold["at_strength"],
    )


def scale(library: Library, answer: Answer, document: Document) -> Scale | None:
    """What the bar shows: None where neither the act nor the amount is weighed, or no rule answers."""
    if answer.rule is None:
        return None
    asked = answer.question.amount
    found = zones(library, answer.question)
    threshold = document["threshold"]
    if not found:
        weighed = threshold is None and answer.question.act in _WEIGHED
        return _without_line(asked) if weighed and asked is not None else None
    bounds = [zone.high for zone in found if zone.high is not None]
    if asked is not None and asked.measure != bounds[0].measure:
        return None
    unit = asked.unit if asked is not None and asked.measure == "mass" else bounds[-1].unit
    per = Amount(Decimal(1), unit).base
    weighed_at = asked.base / per if asked is not None else None
    end = _end([bound.base / per for bound in bounds], weighed_at)
    pure = threshold is not None and threshold["basis"] == Basis.ACTIVE_SUBSTANCE
    return Scale(
        end,
        zones=[_zone(zone, per) for zone in found],
        limits=[_limit(zone, per, threshold) for zone in found if zone.high is not None],
        ticks=_ticks(end, unit, [bound.base / per for bound in bounds]),
        marker=weighed_at,
        marker_label=_in_the_bag(asked),
        pure=pure,
        pure_label=_pure_label(threshold) if pure else "",
    )


def _pure_label(threshold: Document) -> str:
    if threshold["at_strength"]:
        return tr("How strong it is decides")
    return tr("The pure part is somewhere in here")


def _in_the_bag(asked: Amount | None) -> str:
    return tr("%(amount)s in the bag", amount=amount_label(asked, catalogs.language())) if asked else ""


def _without_line(asked: Amount) -> Scale:
    words = tr("the law names no amount here")
    return Scale(asked.base * _ASIDE, marker=asked.base, marker_label=_in_the_bag(asked), nothing=words)


def _zone(zone: LawZone, per: Decimal) -> threshold_bar.Zone:
    low = zone.low.base / per if zone.low else Decimal(0)
    high = zone.high.base / per if zone.high else None
    return threshold_bar.Zone(low, high, str(zone.outcome), tr(OUTCOMES[Outcome(zone.outcome)]))


def _limit(zone: LawZone, per: Decimal, threshold: Document | None) -> threshold_bar.Limit:
    assert zone.high is not None  # only zones that end
    line = amount_label(zone.high, catalogs.language())
    strength = threshold["at_strength"] if threshold else None
    pure = threshold is not None and threshold["basis"] == Basis.ACTIVE_SUBSTANCE
    note = str(threshold["title"]) if threshold and threshold["label"] == line else ""
    return threshold_bar.Limit(zone.high.base / per, _limit_words(line, zone.includes, pure, strength), note)


def _limit_words(line: str, includes: bool, pure: bool, strength: str | None) -> str:
    if strength:
        if includes:
            return tr("%(line)s at %(strength)s, up to and including", line=line, strength=strength)
        return tr("less than %(line)s at %(strength)s", line=line, strength=strength)
    if pure:
        return (
            tr("%(line)s pure, up to and including", line=line)
            if includes
            else tr("less than %(line)s pure", line=line)
        )
    return tr("%(line)s, up to and including", line=line) if includes else tr("less than %(line)s", line=line)


def _end(lines: list[Decimal], weighed: Decimal | None) -> Decimal:
    """The largest amount drawn: twice a single line, less beyond several, and always beyond what was weighed."""
    least = lines[-1] * (2 if len(lines) == 1 else Decimal("1.4"))
    if weighed is not None:
        least = max(least, weighed * Decimal("1.2"))
    return next((step for step in _NICE if step >= least), least)


def _ticks(end: Decimal, unit: str, lines: list[Decimal]) -> list[tuple[Decimal, str]]:
    """Quarters of the scale, but none where a line has its own words; the last one names the unit."""
    found = []
    for quarter in range(_TICKS + 1):
        at = end * quarter / _TICKS
        if quarter == _TICKS:
            found.append((at, amount_label(Amount(at, unit), catalogs.language())))
        elif all(abs(at - line) > end / 20 for line in lines):
            found.append((at, locales.number(at)))
    return found
