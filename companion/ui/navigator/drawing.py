"""The amount against the law's lines: what the threshold bar draws, and the sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import N_, tr
from companion.rights.amounts import Amount
from companion.rights.answer import Answer
from companion.rights.labels import amount_label
from companion.rights.library import Library
from companion.rights.navigator import Zone as LawZone
from companion.rights.navigator import zones
from companion.rights.reading_out import ReadOut
from companion.ui.widgets import threshold_bar
from companion.ui.widgets.threshold_bar import Scale
from companion.vocabulary import Act, Basis, Relation

Document = Mapping[str, Any]
_WEIGHED = (Act.POSSESS, Act.CULTIVATE)
_NICE = tuple(Decimal(step) * Decimal(10) ** power for power in range(-7, 8) for step in (1, 2, 3, 4, 5, 6, 8))
_TICKS = 4
_ASIDE = 4  # without a line the marker stands at a quarter, beside the words


def as_compared(answer: Answer) -> Answer:
    """The answer with the amount that the line is about: of a count that was weighed too, the weight where that is what
    decides."""
    question, line = answer.question, answer.threshold
    if question.weight is None or line is None or line.amount.measure != "mass":
        return answer
    return replace(answer, question=replace(question, amount=question.weight, weight=None))


def heading(answer: Answer, document: Document, lines: int = 1) -> str:
    """Where the amount stands to the line, in one sentence that is true whatever the strength.

    `lines` is how many the law draws for it; the sentence names the one that decides.
    """
    threshold, asked = document["threshold"], answer.question.amount
    if threshold is None:
        return tr("The law names no amount here")
    line = threshold["label"]
    if asked is None:
        if lines > 1:
            return tr("The law draws %(count)s lines", count=locales.number(lines))
        return tr("The line is at %(line)s", line=line)
    amount = amount_label(asked, catalogs.language())
    if threshold["relation"] is None:
        return tr("%(amount)s: cannot be compared with the law’s %(line)s", amount=amount, line=line)
    also = also_pure(answer)
    if also is not None and threshold["relation"] == Relation.OVER:
        pure = amount_label(also, catalogs.language())
        sentence = N_("%(amount)s: over the line of %(line)s only if more than %(pure)s of it is pure")
        return tr(sentence, amount=amount, line=line, pure=pure)
    sentence = _sentence(threshold["relation"], threshold["includes"], _weighing(threshold))
    return tr(sentence, amount=amount, line=line, strength=threshold["at_strength"] or "")


def also_pure(answer: Answer) -> Amount | None:
    """The pure substance up to which even a larger weight is still within the line, where the law weighs both."""
    threshold, asked = answer.threshold, answer.question.amount
    if threshold is None or asked is None:
        return None
    edge = threshold.limit.edge(answer.question.substance, asked.measure)
    return Amount(edge.or_active, "g") if edge is not None and edge.or_active is not None else None


def _weighing(threshold: Document) -> str:
    if threshold["basis"] == Basis.GROSS:
        return "gross"
    return "strength" if threshold["at_strength"] else "pure"


def _sentence(relation: str, includes: bool, weighing: str) -> str:
    side = relation if relation != Relation.AT else ("at" if includes else "at_over")
    return _SENTENCES[weighing][side]


# What may be said. Of pure substance: no purity carries a smaller amount over the line, and none can say that a larger
# one is over it. Where the figure assumes a strength, stronger material reaches it sooner: nothing holds of any purity.
_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "gross": {
        "under": N_("%(amount)s: under the line of %(line)s"),
        "over": N_("%(amount)s: over the line of %(line)s"),
        "at": N_("%(amount)s: exactly on the line of %(line)s, which is still within it"),
        "at_over": N_("%(amount)s: exactly on the line of %(line)s, which is already over it"),
    },
    "pure": {
        "under": N_("%(amount)s: under the line of %(line)s, however pure it is"),
        "over": N_("%(amount)s: over the line of %(line)s only if it is pure enough"),
        "at": N_("%(amount)s: within the line of %(line)s, however pure it is"),
        "at_over": N_("%(amount)s: over the line of %(line)s only if it is wholly pure"),
    },
    "strength": {
        "under": N_("%(amount)s: under the line of %(line)s if it is no stronger than %(strength)s"),
        "over": N_("%(amount)s: over the line of %(line)s if it has %(strength)s or more"),
        "at": N_("%(amount)s: within the line of %(line)s if it is no stronger than %(strength)s"),
        "at_over": N_("%(amount)s: over the line of %(line)s if it has %(strength)s or more"),
    },
}


def basis_words(answer: Answer, document: Document) -> str:
    """What the law weighs, for the tag beside the heading."""
    threshold = document["threshold"]
    if threshold is None:
        return ""
    if also_pure(answer) is not None:
        return tr("The law weighs the whole and the pure part")
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
        return _without_line(answer, asked) if weighed and asked is not None else None
    bounds = [zone.high for zone in found if zone.high is not None]
    if asked is not None and asked.measure != bounds[0].measure:
        return None
    unit = asked.unit if asked is not None and asked.measure == "mass" else bounds[-1].unit
    per = Amount(Decimal(1), unit).base
    weighed_at = asked.base / per if asked is not None else None
    end = _end([bound.base / per for bound in bounds], weighed_at)
    pure = threshold is not None and threshold["basis"] == Basis.ACTIVE_SUBSTANCE
    both = also_pure(answer) is not None and threshold is not None and threshold["relation"] == Relation.OVER
    return Scale(
        end,
        zones=_zones(found, per, ReadOut(library, answer.question.place, catalogs.language())),
        limits=_limits(answer, document, found, per),
        ticks=_ticks(end, unit, [bound.base / per for bound in bounds]),
        marker=weighed_at,
        marker_label=_in_the_bag(answer),
        pure=pure or both,
        pure_label=_pure_label(threshold) if pure else "",
    )


def _pure_label(threshold: Document) -> str:
    if threshold["at_strength"]:
        return tr("How strong it is decides")
    return tr("The pure part is somewhere in here")


def _in_the_bag(answer: Answer) -> str:
    """What stands at the marker: only what is carried and weighed is in a bag."""
    asked = answer.question.amount
    if asked is None:
        return ""
    amount = amount_label(asked, catalogs.language())
    carried = answer.question.act is Act.POSSESS and asked.measure == "mass"
    return tr("%(amount)s in the bag", amount=amount) if carried else amount


def _without_line(answer: Answer, asked: Amount) -> Scale:
    words = tr("the law names no amount here")
    return Scale(asked.base * _ASIDE, marker=asked.base, marker_label=_in_the_bag(answer), nothing=words)


def _zones(found: list[LawZone], per: Decimal, out: ReadOut) -> list[threshold_bar.Zone]:
    """The zones of the bar; neighbours that end alike are one, whatever rule stands behind each."""
    zones: list[threshold_bar.Zone] = []
    for zone in found:
        low = zone.low.base / per if zone.low else Decimal(0)
        high = zone.high.base / per if zone.high else None
        if zones and zones[-1].outcome == str(zone.outcome):
            zones[-1] = replace(zones[-1], end=high)
        else:
            zones.append(threshold_bar.Zone(low, high, str(zone.outcome), out.outcome_word(zone.outcome)))
    return zones


def _limits(answer: Answer, document: Document, found: list[LawZone], per: Decimal) -> list[threshold_bar.Limit]:
    """The lines between the zones, and the one that the heading names where it parts no zones."""
    edges = {zone.high.base: (zone.high, zone.includes) for zone in found if zone.high is not None}
    decides = answer.threshold
    if decides is not None and all(edge.measure == decides.amount.measure for edge, _ in edges.values()):
        edges.setdefault(decides.amount.base, (decides.amount, decides.includes))
    limits = [_limit(*edges[base], per, document["threshold"]) for base in sorted(edges)]
    # Several lines stand too close for more words than their own.
    return limits if len(limits) == 1 else [replace(limit, note="") for limit in limits]


def _limit(line: Amount, includes: bool, per: Decimal, threshold: Document | None) -> threshold_bar.Limit:
    label = amount_label(line, catalogs.language())
    strength = threshold["at_strength"] if threshold else None
    pure = threshold is not None and threshold["basis"] == Basis.ACTIVE_SUBSTANCE
    note = str(threshold["title"]) if threshold and threshold["label"] == label else ""
    return threshold_bar.Limit(line.base / per, _limit_words(label, includes, pure, strength), note)


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
