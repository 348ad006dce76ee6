"""Rules against each other: no question may have two answers, and none inside what the place covers may have none.

The dimensions are finite sets and intervals, so the check is exact: every day on which something starts or ends,
every act and substance, every cell between lines is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from companion.rights.amounts import Amount
from companion.rights.fields import Finding
from companion.rights.question import Item, Question
from companion.rights.records import Jurisdiction, Limit, Rule
from companion.rights.rules import Cell, about, cells
from companion.vocabulary import Act


def check(place: Jurisdiction, parent: Jurisdiction | None, substances: Sequence[str]) -> list[Finding]:
    """Contradictions, holes and rules that no question can reach."""
    found: dict[tuple[str, ...], Finding] = {}
    reached: set[str] = set()
    days = sorted({day for rule in place.rules for day in (rule.from_, rule.until) if day})
    for act in Act:
        for substance in substances:
            rules = [r for r in place.rules if _speaks_of(r, act, substance)]
            start = min((rule.from_ for rule in rules), default=None)
            for day in days if start else ():
                if start and day >= start:
                    for finding in _check_day(place, parent, act, substance, day, reached):
                        found.setdefault((finding.code, finding.field, finding.facts.get("other", "")), finding)
    for rule in place.rules:
        if rule.id not in reached:
            found[("unreachable", rule.id)] = _finding("unreachable_rule", rule.id)
    return list(found.values())


def _speaks_of(rule: Rule, act: Act, substance: str) -> bool:
    return (rule.acts is None or act in rule.acts) and (rule.substances is None or substance in rule.substances)


def _check_day(
    place: Jurisdiction, parent: Jurisdiction | None, act: Act, substance: str, day: date, reached: set[str]
) -> Iterator[Finding]:
    for question, late in _questions(place, act, substance, day):
        if late and not any(rule.in_force(day, late) for rule in about(place.rules, question)):
            continue  # nothing had begun yet: that is no hole
        for cell in cells(place, parent, question, everything=True, late=late):
            where = ", ".join(f"{name} {value}" for name, value in cell.values.items())
            told = {"act": str(act), "substance": substance, "day": day.isoformat(), "where": where}
            if cell.rule is None:
                yield _finding("hole_between_rules", f"{act} {substance}", **told)
                continue
            reached.update(rule.id for rule in (cell.rule, *cell.also))
            for other in _contradicting(cell):
                yield _finding("rules_contradict", cell.rule.id, other=other.id, **told)


def _questions(place: Jurisdiction, act: Act, substance: str, day: date) -> Iterator[tuple[Question, bool]]:
    """Each measure, alone and beside other drugs where the law adds them up; on a day of which nobody knows on which
    side of a change it stands, for both sides."""
    rows: list[Rule | Limit] = [*place.rules, *place.limits]
    spans = [span for row in rows for span in ((row.from_, row.from_late), (row.until, row.until_late))]
    unsure = any(first <= day < last for first, last in spans if first and last)
    for amount in _measures(place, substance, day):
        for also in _beside(place, substance, day):
            question = Question(place.id, substance, day, act, amount, also=also)
            yield question, False
            if unsure:
                yield question, True


def _beside(place: Jurisdiction, substance: str, day: date) -> Iterator[tuple[Item, ...]]:
    """Nothing else, and as many other drugs, of any amount, as a line for several kinds needs."""
    yield ()
    for limit in place.limits:
        if limit.together and limit.in_force(day):
            tables = [table for name in limit.together.of if (table := place.limit(name, day))]
            named = list(dict.fromkeys(name for table in tables for name in table.edges))
            if substance in named:
                others = [name for name in named if name != substance][: max(1, limit.together.kinds - 1)]
                yield tuple(Item(name) for name in others)


def _contradicting(cell: Cell) -> list[Rule]:
    return [rule for rule in cell.also if cell.rule is not None and rule.place == cell.rule.place]


def _measures(place: Jurisdiction, substance: str, day: date) -> Iterator[Amount | None]:
    """No amount, and one far beyond every line in each unit that the tables of the day use: weighing by the gram and
    counting tablets are different questions."""
    yield None
    edges = [edge for limit in place.limits if limit.in_force(day) for edge in limit.edges.get(substance, ())]
    for measure in {edge.amount.measure for edge in edges}:
        rows = [edge.amount for edge in edges if edge.amount.measure == measure]
        for row in rows:
            yield row
            yield Amount(row.value * 2, row.unit)
        most = max(rows, key=lambda amount: amount.base)
        yield Amount(most.value * 1000, most.unit)


def _finding(code: str, rule: str, **facts: str) -> Finding:
    return Finding("rules.toml", f"rule[{rule}]", f"content.{code}", facts)
