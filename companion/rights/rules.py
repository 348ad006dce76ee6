"""Rules as boxes: which of them a question touches, cell by cell.

A question is a box too. Each dimension that was not said is cut into the classes of values that the rules in force tell
apart (as bit masks over those rules); a cell is one class per dimension, and the rules that hold in it are the masks'
intersection. So the answer is exact, needs no order and no priority, and costs one AND per cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from companion.rights import together
from companion.rights.question import Question
from companion.rights.records import Circumstance, Jurisdiction, Limit, Rule
from companion.rights.thresholds import weights
from companion.vocabulary import Setting

# Where somebody is held, taught or supervised counts only when said: nobody means a prison cell by saying nothing.
EVERYDAY_SETTINGS = (Setting.PUBLIC, Setting.HOME, Setting.VEHICLE)


@dataclass(frozen=True, slots=True)
class Option:
    """One class of values of one or two dimensions, and the rules (as bits) that hold there."""

    values: Mapping[str, str]
    mask: int
    usual: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One class per dimension, and the one rule that holds there: None where the place's rules leave a hole.

    `also` are further rules that claim the same cell: a contradiction, which content checking refuses.
    """

    values: Mapping[str, str]
    rule: Rule | None
    usual: int
    also: tuple[Rule, ...] = ()


def about(rules: Iterable[Rule], question: Question) -> list[Rule]:
    """The rules on this act and substance, whatever the day."""
    return [
        rule
        for rule in rules
        if (rule.acts is None or question.act in rule.acts)
        and (rule.substances is None or question.substance in rule.substances)
    ]


def cells(
    place: Jurisdiction,
    parent: Jurisdiction | None,
    question: Question,
    *,
    everything: bool = False,
    late: bool = False,
) -> list[Cell]:
    """What holds in every cell of the question. Where the place has no rule of its own the parent's stands.

    `everything` cuts the special settings and children's ages in as well, as if each had been said: content checking
    needs that; a person who has not said "prison" does not. `late`: what began or ended on a day that is not known
    exactly is taken to have done so as late as it can have.
    """
    own = _usable(place, question, late)
    above = _usable(parent, question, late) if parent else []
    rules = [rule for rule, _ in own + above]
    limits = {limit.id: (place, limit) for _, found in own for limit in found}
    if parent:
        limits |= {limit.id: (parent, limit) for _, found in above for limit in found}
    own_bits = (1 << len(own)) - 1
    answered = said(question)
    muted = 0 if everything else sum(1 << i for i, rule in enumerate(rules) if not rule.only_if_said <= answered)
    circumstances = {**(dict(parent.circumstances) if parent else {}), **place.circumstances}
    dimensions = [
        _weight_options(rules, list(limits.values()), question, late),
        *_plain_dimensions(rules, question, everything),
        *_given_dimensions(rules, question, circumstances),
    ]
    # Nobody means a child, or a prescription, by saying nothing: where a rule waits to be asked for, no cell is left
    # to the others, unless nothing else would be left at all.
    found = list(_meet(rules, own_bits, muted, dimensions))
    return found or list(_meet(rules, own_bits, 0, dimensions))


def _usable(place: Jurisdiction, question: Question, late: bool) -> list[tuple[Rule, list[Limit]]]:
    """The rules in force, each with the tables it weighs by; a table says nothing of substances it does not name."""
    found = []
    for rule in about(place.rules, question):
        if not rule.in_force(question.on, late):
            continue
        limits = [place.limit(name, question.on, late) for name in (*rule.within, *rule.beyond)]
        named = [row for limit in limits if limit and (row := together.usable(place, limit, question, late))]
        if len(named) == len(limits):
            found.append((rule, named))
    return found


def said(question: Question) -> frozenset[str]:
    """The names of the dimensions that the question answers."""
    values = {
        "setting": question.setting,
        "age": question.age,
        "dependent": question.dependent,
        "earlier": question.earlier,
        "amount": question.amount,
    }
    return frozenset(name for name, value in values.items() if value is not None) | {
        f"given.{name}" for name in question.given
    }


def compatible(rule: Rule, question: Question) -> bool:
    """Whether what was said of the person and the place lets the rule hold, whatever the amount and the day. A special
    setting that was not said does not."""
    settings = EVERYDAY_SETTINGS if question.setting is None else (question.setting,)
    return (
        any(_allows_setting(setting)(rule) for setting in settings)
        and (question.age is None or _allows_age(question.age)(rule))
        and (question.dependent is None or _allows_dependent(question.dependent)(rule))
        and (question.earlier is None or _allows_earlier(question.earlier)(rule))
        and all(_allows_given(name, value)(rule) for name, value in question.given.items())
    )


def _meet(rules: Sequence[Rule], own_bits: int, muted: int, dimensions: Sequence[Sequence[Option]]) -> Iterator[Cell]:
    for combination in product(*dimensions):
        mask = -1
        for option in combination:
            mask &= option.mask
        mask &= (1 << len(rules)) - 1
        if mask & muted:
            continue
        layer = (mask & own_bits) or mask
        holding = _less_excepted([rule for i, rule in enumerate(rules) if layer >> i & 1])
        values = {name: value for option in combination for name, value in option.values.items()}
        usual = sum(option.usual for option in combination)
        yield Cell(values, holding[0] if holding else None, usual, tuple(holding[1:]))


def _less_excepted(rules: list[Rule]) -> list[Rule]:
    if len(rules) < 2:
        return rules
    present = {rule.id for rule in rules}
    return [rule for rule in rules if not rule.excepts & present]


Holds = Callable[[Rule], bool]


def _mask(rules: Sequence[Rule], holds: Holds) -> int:
    return sum(1 << i for i, rule in enumerate(rules) if holds(rule))


def _merged(options: Iterable[Option]) -> list[Option]:
    """Values that no rule tells apart become one class, named by all of them."""
    classes: dict[int, Option] = {}
    for option in options:
        known = classes.get(option.mask)
        if known is not None:
            values = {name: f"{known.values[name]}, {value}" for name, value in option.values.items()}
            option = Option(values, option.mask, option.usual or known.usual)
        classes[option.mask] = option
    return list(classes.values())


def _inside(inside: Mapping[str, bool]) -> Holds:
    return lambda rule: all(inside[name] for name in rule.within) and not any(inside[name] for name in rule.beyond)


def _weight_options(
    rules: Sequence[Rule], limits: Sequence[tuple[Jurisdiction, Limit]], question: Question, late: bool
) -> list[Option]:
    options = []
    # A line for several kinds of drugs is never passed by fewer.
    silent = {limit.id: True for home, limit in limits if not together.counts(home, limit, question, late)}
    drawn = [(home, limit) for home, limit in limits if limit.id not in silent]
    besides = {limit.id: together.beside(home, limit, question, late) for home, limit in drawn} if question.also else {}
    found = weights([limit for _, limit in drawn], question.substance, question.amount, question.purity, besides)
    for index, weight in enumerate(found):
        values: dict[str, str] = {}
        if weight.gross is not None and question.amount is None:
            values["amount"] = weight.gross.code
        if weight.active is not None:
            values["purity" if question.amount is not None else "pure_amount"] = weight.active.code
        for limit, side in weight.elsewhere.items():
            name = "together" if besides.get(limit, together.ALONE).open else "measure"
            values[f"{name}.{limit}"] = "within" if side else "beyond"
        # The usual amount of a question without one is the smallest; of one with an amount, the purest:
        # what is said first is then the answer that holds for a little, or the one to be ready for.
        usual = index == (0 if question.amount is None else len(found) - 1)
        options.append(Option(values, _mask(rules, _inside({**weight.inside, **silent})), usual))
    return options


def _plain_dimensions(rules: Sequence[Rule], question: Question, everything: bool) -> list[list[Option]]:
    return [
        _setting_options(rules, question, everything),
        _age_options(rules, question),
        _yes_no("dependent", question.dependent, rules, _allows_dependent),
        _yes_no("earlier", question.earlier, rules, _allows_earlier),
    ]


def _allows_setting(value: Setting) -> Holds:
    return lambda rule: rule.settings is None or value in rule.settings


def _allows_age(age: int) -> Holds:
    return lambda rule: (rule.age_from or 0) <= age and (rule.age_below is None or age < rule.age_below)


def _allows_dependent(value: bool) -> Holds:
    return lambda rule: rule.dependent is None or rule.dependent is value


def _allows_earlier(value: bool) -> Holds:
    return lambda rule: rule.earlier is None or rule.earlier is value


def _allows_given(name: str, value: str) -> Holds:
    return lambda rule: name not in rule.given or value in rule.given[name]


def _setting_options(rules: Sequence[Rule], question: Question, everything: bool) -> list[Option]:
    usual: Sequence[Setting] = tuple(Setting) if everything else EVERYDAY_SETTINGS
    values = usual if question.setting is None else (question.setting,)
    return _merged(
        Option({"setting": str(value)}, _mask(rules, _allows_setting(value)), value is Setting.PUBLIC)
        for value in values
    )


def age_class(start: int, end: int | None) -> str:
    """The ages from `start` to below `end`, as a code: `0-15`, `16`, `17+`."""
    return f"{start}+" if end is None else str(start) if end == start + 1 else f"{start}-{end - 1}"


def _age_options(rules: Sequence[Rule], question: Question) -> list[Option]:
    if question.age is not None:
        return [Option({"age": str(question.age)}, _mask(rules, _allows_age(question.age)), True)]
    lines = sorted({line for rule in rules for line in (rule.age_from, rule.age_below) if line})
    options = []
    for start, end in zip([0, *lines], [*lines, None], strict=True):
        options.append(Option({"age": age_class(start, end)}, _mask(rules, _allows_age(start)), end is None))
    return _merged(options)


def _yes_no(name: str, said: bool | None, rules: Sequence[Rule], allows: Callable[[bool], Holds]) -> list[Option]:
    values = (False, True) if said is None else (said,)
    return _merged(Option({name: "yes" if value else "no"}, _mask(rules, allows(value)), not value) for value in values)


def _given_dimensions(
    rules: Sequence[Rule], question: Question, circumstances: Mapping[str, Circumstance]
) -> list[list[Option]]:
    dimensions = []
    for name in sorted({name for rule in rules for name in rule.given}):
        said = question.given.get(name)
        values = list(circumstances[name].values) if said is None else [said]
        dimensions.append(
            _merged(
                Option({f"given.{name}": v}, _mask(rules, _allows_given(name, v)), v == circumstances[name].usual)
                for v in values
            )
        )
    return dimensions
