"""The answer to a question: one outcome, or what it depends on; never a guess.

The answer is the set of outcomes of the rules that the question touches (see `rules`). It holds records and codes only;
`wording` puts it into a language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from companion.rights import together
from companion.rights.answered import Answer, Fork, Threshold
from companion.rights.library import Library
from companion.rights.question import Item, Question, merged
from companion.rights.records import Citation, Edge, Jurisdiction, Limit, Rule
from companion.rights.rules import Cell, about, cells, compatible, said
from companion.rights.several import combined
from companion.rights.together import Sum
from companion.vocabulary import Basis, Certainty, NotCovered, Outcome, Relation

__all__ = ["Answer", "Fork", "Threshold", "answer"]
DAY = "day"  # a dimension: on which side of a change the day asked is, where only its month or year is known


def answer(library: Library, question: Question) -> Answer:
    """Exactly one answer to every question; an unknown place is `not_covered`, outside the packs."""
    place = library.find(question.place)
    if place is None:
        return _not_covered(question, NotCovered.OUTSIDE_PACKS)
    parent = library.find(place.parent) if place.parent else None
    asked = merged(question)
    answered = _whole(place, parent, asked)
    if parent is not None and answered.outcome is not Outcome.NOT_COVERED:
        above = answer(library, replace(question, place=parent.id))
        if above.outcome not in (answered.outcome, Outcome.NOT_COVERED):
            answered = replace(answered, above=above)
    return replace(answered, question=question)


def _whole(place: Jurisdiction, parent: Jurisdiction | None, question: Question) -> Answer:
    found = [_alone(place, parent, each) for each in _each(place, question)]
    if len(found) == 1:
        return found[0]
    return combined(question, found, lambda said: _whole(place, parent, said))


def _each(place: Jurisdiction, question: Question) -> list[Question]:
    """A question for every drug, with the others beside it; for what is counted and weighed, one for each measure that
    the place's tables know."""
    asked = [question]
    if question.weight is not None:
        weighed = replace(question, amount=question.weight, weight=None)
        tables = [limit for limit in place.limits if limit.in_force(question.on)]
        measures = {edge.amount.measure for table in tables for edge in table.edges.get(question.substance, ())}
        both = [replace(question, weight=None), weighed]
        asked = [q for q in both if q.amount is None or q.amount.measure in measures] or [weighed]
    items = [Item(question.substance, question.amount), *question.also]
    for index, item in enumerate(items[1:], 1):
        if item.substance != question.substance:
            beside = (*items[:index], *items[index + 1 :])
            asked.append(
                replace(question, substance=item.substance, amount=item.amount, also=beside, purity=None, weight=None)
            )
    return asked


def _alone(place: Jurisdiction, parent: Jurisdiction | None, question: Question) -> Answer:
    """The answer for one drug; others that are beside it count where the law adds them up."""
    found = cells(place, parent, question)
    if _day_unknown(place, parent, question):
        late = cells(place, parent, question, late=True)
        if [cell.rule for cell in late] != [cell.rule for cell in found]:
            found = [*_on_day(found, "begun"), *_on_day(late, "not_begun")]
    rules = _distinct(cell.rule for cell in found)
    if not rules:
        return _not_covered(question, _why_not(place, parent, question))
    return _collate(_Law(place, parent), question, found, rules)


def _day_unknown(place: Jurisdiction, parent: Jurisdiction | None, question: Question) -> bool:
    """Whether something may have begun or ended by then, of which only the month or the year is known."""
    records: list[Rule | Limit] = [*about(place.rules, question), *place.limits]
    records += [*about(parent.rules, question), *parent.limits] if parent else []
    spans = [span for row in records for span in ((row.from_, row.from_late), (row.until, row.until_late))]
    return any(first <= question.on < last for first, last in spans if first and last)


def _on_day(found: Sequence[Cell], value: str) -> list[Cell]:
    return [replace(cell, values={**cell.values, DAY: value}) for cell in found]


@dataclass(frozen=True, slots=True)
class _Law:
    """The place and the one above it: a rule weighs by the tables of the place that it belongs to."""

    place: Jurisdiction
    parent: Jurisdiction | None

    def home(self, rule: Rule) -> Jurisdiction:
        return self.parent if self.parent and rule.place == self.parent.id else self.place

    def limit(self, rule: Rule, name: str, question: Question) -> Limit | None:
        """The table, if it says anything of what is asked."""
        limit = self.home(rule).limit(name, question.on)
        return limit if limit and together.counts(self.home(rule), limit, question) else None


def _not_covered(question: Question, reason: NotCovered) -> Answer:
    nothing = frozenset((Outcome.NOT_COVERED,))
    warnings = ("ask-legal-aid",)
    return Answer(question, Outcome.NOT_COVERED, Certainty.SETTLED, reason=reason, warnings=warnings, possible=nothing)


def _why_not(place: Jurisdiction, parent: Jurisdiction | None, question: Question) -> NotCovered:
    """Asked of every other day on which a rule begins: was there an answer before, or is there one later?"""
    rules = about(place.rules, question) + (about(parent.rules, question) if parent else [])
    days = sorted({rule.from_ for rule in rules})
    answered = [day for day in days if any(c.rule for c in cells(place, parent, replace(question, on=day)))]
    if any(day <= question.on for day in answered):
        return NotCovered.REPEALED
    return NotCovered.NOT_YET_IN_FORCE if answered else NotCovered.NEVER_RECORDED


def _distinct(rules: Iterable[Rule | None]) -> list[Rule]:
    return list({id(rule): rule for rule in rules if rule is not None}.values())


def _outcomes(cell: Cell) -> frozenset[Outcome]:
    return cell.rule.outcomes if cell.rule else frozenset((Outcome.NOT_COVERED,))


def _one(outcomes: frozenset[Outcome]) -> Outcome:
    return next(iter(outcomes)) if len(outcomes) == 1 else Outcome.DEPENDS


def _collate(law: _Law, question: Question, found: Sequence[Cell], rules: list[Rule]) -> Answer:
    forks = _forks(found) + _discretion(rules)
    possible = frozenset[Outcome]().union(*(_outcomes(cell) for cell in found))
    outcome = _one(possible)
    main = max((cell for cell in found if cell.rule), key=lambda cell: cell.usual).rule
    assert main is not None  # found holds at least one rule
    limits = _limits(law, question, rules)
    unsure_day = any(DAY in cell.values for cell in found)
    return Answer(
        question=question,
        outcome=outcome,
        certainty=Certainty.DISPUTED if unsure_day else _certainty(outcome, rules, forks),
        rule=main,
        touched=tuple(rules),
        threshold=_threshold(law, question, main) or _threshold_of_any(law, question, rules),
        depends_on=tuple(forks) if outcome is Outcome.DEPENDS else (),
        citations=_citations(main, rules, limits),
        doubts=tuple(doubt for doubt in law.place.doubts if doubt.about(rules)),
        warnings=(*_warnings(law.place, question, rules, limits), *(("day-not-known",) if unsure_day else ())),
        possible=possible,
        sum=_sum(law, question, rules),
    )


def _certainty(outcome: Outcome, rules: list[Rule], forks: Sequence[Fork]) -> Certainty:
    """An answer is as firm as the least firm of the rules that it may come to."""
    found = {rule.certainty for rule in rules}
    if Certainty.DISPUTED in found:
        return Certainty.DISPUTED
    if Certainty.DISCRETIONARY in found or (outcome is Outcome.DEPENDS and any(fork.owner for fork in forks)):
        return Certainty.DISCRETIONARY
    return Certainty.SETTLED


def _forks(found: Sequence[Cell]) -> list[Fork]:
    """The dimensions that decide: along which two cells that are alike in all else lead to different outcomes."""
    names = dict.fromkeys(name for cell in found for name in cell.values)
    forks = []
    for name in names:
        alike: dict[tuple[tuple[str, str], ...], set[frozenset[Outcome]]] = {}
        leads: dict[str, frozenset[Outcome]] = {}
        for cell in found:
            if name in cell.values:
                rest = tuple(item for item in cell.values.items() if item[0] != name)
                alike.setdefault(rest, set()).add(_outcomes(cell))
                value = cell.values[name]
                leads[value] = leads.get(value, frozenset()) | _outcomes(cell)
        if any(len(outcomes) > 1 for outcomes in alike.values()):
            forks.append(Fork(name, {value: _one(outcomes) for value, outcomes in leads.items()}))
    by_day = _by_day(found)
    if by_day and all(fork.dimension != DAY for fork in forks):
        forks.append(by_day)
    telling = [fork for fork in forks if len(set(fork.leads_to.values())) > 1]
    return telling or forks


def _by_day(found: Sequence[Cell]) -> Fork | None:
    """What it was before and after a change of which the day is not known."""
    leads: dict[str, frozenset[Outcome]] = {}
    for cell in found:
        if DAY in cell.values:
            leads[cell.values[DAY]] = leads.get(cell.values[DAY], frozenset()) | _outcomes(cell)
    return Fork(DAY, {value: _one(outcomes) for value, outcomes in leads.items()}) if leads else None


def _sum(law: _Law, question: Question, rules: Iterable[Rule]) -> Sum | None:
    """What the law adds up, where several drugs were named: the sum that is nearest to its line, or over it."""
    if not question.also:
        return None
    names = {(rule.place, name): rule for rule in rules for name in (*rule.within, *rule.beyond)}
    found = []
    for (_, name), rule in names.items():
        limit = law.limit(rule, name, question)
        row = together.total(law.home(rule), limit, question) if limit else None
        if row is not None:
            found.append(row)
    return max(found, key=lambda row: (len(row.parts), row.total / row.most), default=None)


def _discretion(rules: Iterable[Rule]) -> list[Fork]:
    forks = {(rule.decided_by, tuple(rule.leads_to.items())): rule for rule in rules if len(rule.outcomes) > 1}
    return [Fork("decided_by", rule.leads_to, rule.decided_by) for rule in forks.values()]


def _limits(law: _Law, question: Question, rules: Iterable[Rule]) -> list[Limit]:
    names = [(rule, name) for rule in rules for name in (*rule.within, *rule.beyond)]
    found = {id(limit): limit for rule, name in names if (limit := law.limit(rule, name, question))}
    return list(found.values())


def _threshold_of_any(law: _Law, question: Question, rules: Iterable[Rule]) -> Threshold | None:
    """Where the rule that answers weighs nothing, the line that others draw for the same person: it may still matter.

    A line that protects somebody else (a person who is dependent, say) is not shown to one whom it does not protect.
    """
    others = [
        rule
        for rule in about(law.place.rules, question)
        if rule.in_force(question.on) and compatible(rule, question) and rule.only_if_said <= said(question)
    ]
    lines = (_threshold(law, question, rule) for rule in (*rules, *others))
    return next((line for line in lines if line), None)


def _threshold(law: _Law, question: Question, rule: Rule) -> Threshold | None:
    """The line to show for a rule: the one that the amount stands exactly on; else the highest it is past; else the
    lowest it is within."""
    passed = [line for name in rule.beyond if (line := _against(law, rule, name, question))]
    kept = [line for name in rule.within if (line := _against(law, rule, name, question))]
    at = [line for line in (*kept, *passed) if line.relation is Relation.AT]
    if at:
        return at[0]
    if passed:
        return max(passed, key=lambda line: line.amount.base)
    return min(kept, key=lambda line: line.amount.base, default=None)


def _against(law: _Law, rule: Rule, name: str, question: Question) -> Threshold | None:
    limit = law.limit(rule, name, question)
    edges = limit.edges.get(question.substance, ()) if limit else ()
    if limit is None or not edges:
        return None
    asked = question.amount
    edge = next((e for e in edges if asked is not None and e.amount.measure == asked.measure), edges[0])
    row = together.total(law.home(rule), limit, question) if question.also else None
    relation = row.relation if row else _relation(question, limit, edge)
    return Threshold(limit, edge.amount, limit.basis, edge.includes, relation, edge.at, question.substance)


def _relation(question: Question, limit: Limit, edge: Edge) -> Relation | None:
    asked = question.amount
    if asked is None or asked.measure != edge.amount.measure:
        return None
    weighed = question.purity if limit.basis is Basis.ACTIVE_SUBSTANCE else None
    size, line = asked.base * (1 if weighed is None else weighed), edge.amount.base
    return Relation.AT if size == line else Relation.UNDER if size < line else Relation.OVER


def _citations(main: Rule, rules: Iterable[Rule], limits: Iterable[Limit]) -> tuple[Citation, ...]:
    everything = [*main.citations, *(c for limit in limits for c in limit.citations)]
    everything += [c for rule in rules for c in rule.citations]
    return tuple(dict.fromkeys(everything))


def _warnings(place: Jurisdiction, question: Question, rules: list[Rule], limits: list[Limit]) -> tuple[str, ...]:
    """Codes of what the reader must know: the content's own (`warning.…`), and what follows from dates and units."""
    found = [f"warning.{name}" for rule in rules for name in rule.warnings]
    bounded = any(limit.not_a_permission and question.substance in limit.edges for limit in limits)
    if bounded and "warning.not-a-permission" not in found:
        found.append("not-a-permission")
    if question.on > min(rule.as_of for rule in rules):
        found.append("after-known")
    if question.on > place.review_by:
        found.append("review-overdue")
    asked = question.amount
    named = [edge for limit in limits for edge in limit.edges.get(question.substance, ())]
    if asked is not None and named and all(edge.amount.measure != asked.measure for edge in named):
        found.append("cannot-compare")
    found += [f"rule.{rule.id}.unconfirmed" for rule in rules if rule.unconfirmed]
    for limit in limits:
        if question.substance in limit.edges and limit.unconfirmed:
            found.append(f"limit.{limit.id}.unconfirmed")
        if question.substance in limit.doubts:
            found.append(f"limit.{limit.id}.of.{question.substance}.unconfirmed")
    return tuple(dict.fromkeys(found))
