"""Answers: exact at every edge, open where nothing was said, never guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from companion.rights.amounts import amount_of
from companion.rights.answer import Answer, answer
from companion.rights.library import Library
from companion.rights.question import Question
from companion.vocabulary import Act, Certainty, NotCovered, Outcome, Relation, Setting
from tests.rights import content

DAY = date(2025, 1, 1)


def ask(root: Path, amount: str = "", substance: str = "heroin", on: date = DAY, **said: object) -> Answer:
    number, _, unit = amount.partition(" ")
    weighed = amount_of(number, unit) if amount else None
    return answer(Library.folder(root), Question("xa", substance, on, amount=weighed, **said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("substance", "amount", "outcome", "relation"),
    [
        ("heroin", "0.999 g", Outcome.ADMINISTRATIVE, Relation.UNDER),
        ("heroin", "1 g", Outcome.ADMINISTRATIVE, Relation.AT),
        ("heroin", "1000 mg", Outcome.ADMINISTRATIVE, Relation.AT),
        ("heroin", "1000000 ug", Outcome.ADMINISTRATIVE, Relation.AT),
        ("heroin", "0.001 kg", Outcome.ADMINISTRATIVE, Relation.AT),
        ("heroin", "1.000001 g", Outcome.CRIMINAL, Relation.OVER),
        ("heroin", "1 oz", Outcome.CRIMINAL, Relation.OVER),
        ("cocaine", "1.999999 g", Outcome.ADMINISTRATIVE, Relation.UNDER),
        ("cocaine", "2 g", Outcome.CRIMINAL, Relation.AT),
        ("cocaine", "2.1 g", Outcome.CRIMINAL, Relation.OVER),
    ],
)
def test_each_side_of_a_line(tmp_path: Path, substance: str, amount: str, outcome: Outcome, relation: Relation) -> None:
    given = ask(content.write(tmp_path), amount, substance)
    assert given.outcome is outcome
    assert given.threshold is not None
    assert given.threshold.relation is relation
    assert given.certainty is Certainty.SETTLED


def test_unsaid_amount_leads_both_ways(tmp_path: Path) -> None:
    given = ask(content.write(tmp_path))
    assert given.outcome is Outcome.DEPENDS
    assert [(fork.dimension, dict(fork.leads_to)) for fork in given.depends_on] == [
        ("amount", {"up to 1 g": Outcome.ADMINISTRATIVE, "over 1 g": Outcome.CRIMINAL})
    ]
    assert given.rule is not None
    assert given.rule.id == "small"


def test_unit_that_cannot_be_compared_leads_both_ways(tmp_path: Path) -> None:
    given = ask(content.write(tmp_path), "3 tablet")
    assert given.outcome is Outcome.DEPENDS
    assert "cannot-compare" in given.warnings
    assert given.threshold is not None
    assert given.threshold.relation is None


@pytest.mark.parametrize(
    ("on", "reason", "outcome"),
    [
        (date(1999, 12, 31), NotCovered.NOT_YET_IN_FORCE, Outcome.NOT_COVERED),
        (date(2000, 1, 1), None, Outcome.CRIMINAL),
        (date(2019, 12, 31), None, Outcome.CRIMINAL),
        (date(2020, 1, 1), None, Outcome.ADMINISTRATIVE),
        (date(2090, 1, 1), None, Outcome.ADMINISTRATIVE),
    ],
)
def test_each_side_of_a_day(tmp_path: Path, on: date, reason: NotCovered | None, outcome: Outcome) -> None:
    given = ask(content.write(tmp_path), "0.5 g", on=on)
    assert (given.outcome, given.reason) == (outcome, reason)


def test_after_what_is_known_the_last_rule_answers_and_says_so(tmp_path: Path) -> None:
    root = content.write(tmp_path)
    assert "after-known" not in ask(root, "1 g", on=date(2026, 1, 1)).warnings
    assert "after-known" in ask(root, "1 g", on=date(2026, 1, 2)).warnings
    assert "review-overdue" not in ask(root, "1 g", on=date(2027, 1, 1)).warnings
    assert "review-overdue" in ask(root, "1 g", on=date(2027, 1, 2)).warnings


def test_what_no_rule_speaks_of_is_never_guessed(tmp_path: Path) -> None:
    root = content.write(tmp_path)
    assert ask(root, substance="khat").reason is NotCovered.NEVER_RECORDED
    assert ask(root, act=Act.SHARE).reason is NotCovered.NEVER_RECORDED
    elsewhere = answer(Library.folder(root), Question("zz", "heroin", DAY))
    assert (elsewhere.outcome, elsewhere.reason) == (Outcome.NOT_COVERED, NotCovered.OUTSIDE_PACKS)


def test_repealed_is_not_never_recorded(tmp_path: Path) -> None:
    ended = content.RULES[: content.RULES.index('[[rule]]\nid = "small"')]
    given = ask(content.write(tmp_path, content.rules(ended, instead=True)), "1 g")
    assert given.reason is NotCovered.REPEALED


def test_pure_substance_cannot_weigh_more_than_the_bag(tmp_path: Path) -> None:
    pure = content.RULES.replace('basis = "gross"', 'basis = "active_substance"')
    root = content.write(tmp_path, {"xa/rules.toml": pure})
    assert ask(root, "1 g").outcome is Outcome.ADMINISTRATIVE
    more = ask(root, "1.2 g")
    assert more.outcome is Outcome.DEPENDS
    assert [fork.dimension for fork in more.depends_on] == ["purity"]
    assert more.threshold is not None
    assert more.threshold.relation is Relation.OVER
    assert ask(root, "1.2 g", purity=Decimal("0.5")).outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "1.2 g", purity=Decimal("0.9")).outcome is Outcome.CRIMINAL
    assert ask(root, "2 g", purity=Decimal("0.5")).outcome is Outcome.ADMINISTRATIVE  # exactly on the line
    assert ask(root).depends_on[0].dimension == "pure_amount"


def test_tablets_or_grams_each_in_its_own_unit(tmp_path: Path) -> None:
    either = content.RULES.replace('{ up_to = "1 g" }', '{ up_to = ["4 tablet", "0.4 g"] }')
    root = content.write(tmp_path, {"xa/rules.toml": either, "xa/cases.toml": ""})
    assert ask(root, "4 tablet").outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "5 tablet").outcome is Outcome.CRIMINAL
    assert ask(root, "0.4 g").outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "0.41 g").outcome is Outcome.CRIMINAL


def test_over_only_if_both_weights_are_passed(tmp_path: Path) -> None:
    both = content.RULES.replace('{ up_to = "1 g" }', '{ up_to = "1.5 g", or_active_up_to = "0.5 g" }')
    root = content.write(tmp_path, {"xa/rules.toml": both, "xa/cases.toml": ""})
    assert ask(root, "1.5 g").outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "3 g", purity=Decimal("0.1")).outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "3 g", purity=Decimal("0.4")).outcome is Outcome.CRIMINAL
    assert [fork.dimension for fork in ask(root, "3 g").depends_on] == ["purity"]


def test_discretion_is_never_a_point(tmp_path: Path) -> None:
    decided = content.RULES.replace(
        'beyond = "small"\noutcome = "criminal"',
        'beyond = "small"\noutcome = "depends"\ndecided_by = "prosecutor"\n'
        'leads_to = { yes = "administrative", no = "criminal" }',
    )
    given = ask(content.write(tmp_path, {"xa/rules.toml": decided}), "2 g")
    assert (given.outcome, given.certainty) == (Outcome.DEPENDS, Certainty.DISCRETIONARY)
    assert [(fork.dimension, fork.owner) for fork in given.depends_on] == [("decided_by", "prosecutor")]


CHILD = """
[[rule]]
id = "child"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["hard"]
age = { below = 16 }
only_if_said = ["age"]
outcome = "no_offence"
because = "fine"
"""


def test_a_child_is_answered_when_the_age_is_said(tmp_path: Path) -> None:
    cut = content.RULES.replace("outcome = ", 'except = ["child"]\noutcome = ')
    root = content.write(tmp_path, {"xa/rules.toml": cut + CHILD})
    assert ask(root, "1 g").outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "1 g", age=15).outcome is Outcome.NO_OFFENCE
    assert ask(root, "1 g", age=16).outcome is Outcome.ADMINISTRATIVE


def test_an_age_line_of_the_law_itself_is_asked_for(tmp_path: Path) -> None:
    cut = content.RULES.replace("outcome = ", 'except = ["child"]\noutcome = ')
    root = content.write(tmp_path, {"xa/rules.toml": cut + CHILD.replace('only_if_said = ["age"]\n', "")})
    given = ask(root, "1 g")
    assert given.outcome is Outcome.DEPENDS
    assert [(fork.dimension, set(fork.leads_to)) for fork in given.depends_on] == [("age", {"0-15", "16+"})]


ROOM = """
[[rule]]
id = "room"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["hard"]
setting = ["consumption_room"]
outcome = "no_offence"
because = "fine"
"""


def test_a_consumption_room_counts_only_when_said(tmp_path: Path) -> None:
    cut = content.RULES.replace("outcome = ", 'except = ["room"]\noutcome = ')
    root = content.write(tmp_path, {"xa/rules.toml": cut + ROOM})
    assert ask(root, "1 g").outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "1 g", setting=Setting.CONSUMPTION_ROOM).outcome is Outcome.NO_OFFENCE
    assert ask(root, "1 g", setting=Setting.HOME).outcome is Outcome.ADMINISTRATIVE


def test_a_hole_is_said_and_not_filled(tmp_path: Path) -> None:
    public = content.RULES.replace("outcome = ", 'setting = ["public"]\noutcome = ')
    root = content.write(tmp_path, {"xa/rules.toml": public, "xa/cases.toml": ""})
    given = ask(root, "1 g")
    assert given.outcome is Outcome.DEPENDS
    assert dict(given.depends_on[0].leads_to) == {
        "public": Outcome.ADMINISTRATIVE,
        "home, vehicle": Outcome.NOT_COVERED,
    }
    assert ask(root, "1 g", setting=Setting.HOME).reason is NotCovered.NEVER_RECORDED


TERRITORY = {
    "xa-one/jurisdiction.toml": content.JURISDICTION.replace('"xa"', '"xa-one"\nparent = "xa"'),
    "xa-one/sources.toml": content.SOURCES,
    "xa-one/texts.toml": content.TEXTS.replace("{limit:small.heroin}", "That much"),
    "xa-one/rules.toml": """
[[rule]]
id = "own"
from = 2022-01-01
sources = ["act"]
act = ["possess"]
substance = ["heroin"]
outcome = "no_offence"
because = "fine"
""",
}


def test_a_territory_inherits_and_shows_what_stands_above(tmp_path: Path) -> None:
    changed = {name.replace("xa-one", "xa-on"): text.replace("xa-one", "xa-on") for name, text in TERRITORY.items()}
    library = Library.folder(content.write(tmp_path, changed))
    own = answer(library, Question("xa-on", "heroin", DAY, amount=amount_of(5, "g")))
    assert own.outcome is Outcome.NO_OFFENCE
    assert own.above is not None
    assert own.above.outcome is Outcome.CRIMINAL
    inherited = answer(library, Question("xa-on", "cocaine", DAY, amount=amount_of(5, "g")))
    assert (inherited.outcome, inherited.above) == (Outcome.CRIMINAL, None)
    assert inherited.rule is not None
    assert inherited.rule.place == "xa"
    before = answer(library, Question("xa-on", "heroin", date(2021, 1, 1), amount=amount_of(1, "g")))
    assert before.outcome is Outcome.ADMINISTRATIVE


PRESCRIBED = """
[[circumstance]]
id = "prescribed"
ask = "Is it prescribed?"
values = { yes = "prescribed", no = "not prescribed" }
usual = "no"

[[rule]]
id = "prescribed"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["heroin"]
given = { prescribed = ["yes"] }
only_if_said = ["given.prescribed"]
outcome = "no_offence"
because = "fine"
"""


def test_a_prescription_counts_only_when_said(tmp_path: Path) -> None:
    cut = content.RULES.replace("outcome = ", 'except = ["prescribed"]\noutcome = ')
    root = content.write(tmp_path, {"xa/rules.toml": cut + PRESCRIBED})
    assert ask(root, "1 g").outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "1 g", given={"prescribed": "no"}).outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "1 g", given={"prescribed": "yes"}).outcome is Outcome.NO_OFFENCE


def test_a_line_that_protects_somebody_else_is_not_shown(tmp_path: Path) -> None:
    only = content.RULES.replace('within = "small"', 'within = "small"\ndependent = true')
    only = only.replace('beyond = "small"', 'beyond = "small"\ndependent = true')
    firm = """
[[rule]]
id = "firm"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["hard"]
dependent = false
outcome = "criminal"
because = "crime"
"""
    root = content.write(tmp_path, {"xa/rules.toml": only + firm, "xa/cases.toml": ""})
    assert ask(root, "0.5 g", dependent=False).threshold is None
    told = ask(root, "0.5 g", dependent=True).threshold
    assert told is not None
    assert told.relation is Relation.UNDER
