"""Several drugs together: shares to the last digit, the strictest counts, and a day or a text that nobody knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.rights.amounts import Amount, amount_of
from companion.rights.answer import Answer, answer
from companion.rights.library import Library
from companion.rights.question import Item, Question, merged
from companion.rights.reading_out import answer_document
from companion.vocabulary import Certainty, Outcome, Relation
from tests.rights import content

DAY = date(2025, 1, 1)
ADDED = content.RULES.replace('basis = "gross"', 'basis = "gross"\ntogether = { shares = 1 }')


def amount(text: str) -> Amount | None:
    number, _, unit = text.partition(" ")
    return amount_of(number, unit) if text else None


def ask(root: Path, substance: str, weighed: str, *also: tuple[str, str], on: date = DAY, **said: Any) -> Answer:
    items = tuple(Item(name, amount(text)) for name, text in also)
    question = Question("xa", substance, on, amount=amount(weighed), also=items, **said)
    return answer(Library.folder(root), question)


def added(tmp_path: Path) -> Path:
    return content.write(tmp_path, {"xa/rules.toml": ADDED, "xa/cases.toml": ""})


@pytest.mark.parametrize(
    ("heroin", "cocaine", "outcome", "relation"),
    [
        ("0.5 g", "0.9 g", Outcome.ADMINISTRATIVE, Relation.UNDER),
        # Heroin's line is "up to", cocaine's is "under": filled exactly it is within for the one, not for the other.
        ("0.5 g", "1 g", Outcome.CRIMINAL, Relation.AT),
        ("0.5 g", "1.000001 g", Outcome.CRIMINAL, Relation.OVER),
        ("500 mg", "0.0009 kg", Outcome.ADMINISTRATIVE, Relation.UNDER),
    ],
)
def test_shares_of_different_lines_are_added(
    tmp_path: Path, heroin: str, cocaine: str, outcome: Outcome, relation: Relation
) -> None:
    root = added(tmp_path)
    for given_ in (
        ask(root, "heroin", heroin, ("cocaine", cocaine)),
        ask(root, "cocaine", cocaine, ("heroin", heroin)),
    ):
        assert given_.outcome is outcome
        assert given_.threshold is not None
        assert given_.threshold.relation is relation
        assert given_.sum is not None
        assert given_.sum.relation is relation


def test_thirds_fill_a_line_exactly(tmp_path: Path) -> None:
    three = ADDED.replace('heroin = { up_to = "1 g" }', 'heroin = { up_to = "3 g" }\nkhat = { up_to = "9 g" }')
    three = three.replace('cocaine = { under = "2 g" }', 'cocaine = { up_to = "6 g" }')
    three = three.replace('hard = ["heroin", "cocaine"]', 'hard = ["heroin", "cocaine", "khat"]')
    root = content.write(tmp_path, {"xa/rules.toml": three, "xa/cases.toml": ""})
    at = ask(root, "heroin", "1 g", ("cocaine", "2 g"), ("khat", "3 g"))
    assert (at.outcome, at.threshold and at.threshold.relation) == (Outcome.ADMINISTRATIVE, Relation.AT)
    assert ask(root, "heroin", "1 g", ("cocaine", "2 g"), ("khat", "3.000001 g")).outcome is Outcome.CRIMINAL


def test_without_such_a_law_each_counts_for_itself(tmp_path: Path) -> None:
    root = content.write(tmp_path)
    both = ask(root, "heroin", "1 g", ("cocaine", "1.9 g"))
    assert (both.outcome, both.sum) == (Outcome.ADMINISTRATIVE, None)
    assert ask(root, "heroin", "1 g", ("cocaine", "2 g")).outcome is Outcome.CRIMINAL


def test_more_of_the_same_is_always_added(tmp_path: Path) -> None:
    root = content.write(tmp_path)
    assert ask(root, "heroin", "0.6 g", ("heroin", "400 mg")).outcome is Outcome.ADMINISTRATIVE
    assert ask(root, "heroin", "0.6 g", ("heroin", "401 mg")).outcome is Outcome.CRIMINAL
    pure = ask(root, "heroin", "0.6 g", ("heroin", "0.3 g"))
    assert pure.threshold is not None
    assert pure.threshold.relation is Relation.UNDER


def test_unknown_amounts_leave_it_open_unless_the_rest_is_over(tmp_path: Path) -> None:
    root = added(tmp_path)
    open_ = ask(root, "heroin", "0.5 g", ("cocaine", ""))
    assert open_.outcome is Outcome.DEPENDS
    assert open_.sum is not None
    assert open_.sum.open
    over = ask(root, "heroin", "1.1 g", ("cocaine", ""))
    assert (over.outcome, over.certainty) == (Outcome.CRIMINAL, Certainty.SETTLED)
    assert ask(root, "heroin", "0.5 g", ("cocaine", "3 tablet")).outcome is Outcome.DEPENDS


def test_what_no_rule_speaks_of_is_no_comfort(tmp_path: Path) -> None:
    root = content.write(tmp_path)
    beside = ask(root, "heroin", "0.5 g", ("khat", "1 g"))
    assert beside.outcome is Outcome.DEPENDS
    assert dict(beside.depends_on[0].leads_to) == {
        "heroin": Outcome.ADMINISTRATIVE,
        "khat": Outcome.NOT_COVERED,
    }
    told = answer_document(beside, Library.folder(root), "en")
    assert told["headline"] == "It depends on a drug for which no rule is recorded here."
    assert "No rule for this is recorded" in told["because"]
    assert ask(root, "khat", "1 g", ("heroin", "2 g")).outcome is Outcome.CRIMINAL
    assert ask(root, "khat", "1 g", ("khat", "2 g")).outcome is Outcome.NOT_COVERED


KINDS = content.RULES.replace(
    '[[rule]]\nid = "before"',
    """[[limit]]
id = "kinds"
from = 2020-01-01
basis = "gross"
together = { shares = 1, of = ["small"], kinds = 2 }
sources = ["act: s. 2"]

[[rule]]
id = "kinds"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["hard"]
within = "small"
beyond = "kinds"
outcome = "criminal"
because = "crime"

[[rule]]
id = "before\"""",
).replace('within = "small"\noutcome', 'within = ["small", "kinds"]\noutcome')


def test_a_line_for_several_kinds_says_nothing_of_one(tmp_path: Path) -> None:
    root = content.write(tmp_path, {"xa/rules.toml": KINDS, "xa/cases.toml": ""})
    alone = ask(root, "heroin", "1 g")
    assert (alone.outcome, alone.rule and alone.rule.id, alone.sum) == (Outcome.ADMINISTRATIVE, "small", None)
    assert ask(root, "heroin", "0.5 g", ("cocaine", "0.9 g")).outcome is Outcome.ADMINISTRATIVE
    both = ask(root, "heroin", "0.5 g", ("cocaine", "1.1 g"))
    assert (both.outcome, both.rule and both.rule.id) == (Outcome.CRIMINAL, "kinds")


def test_a_count_and_its_weight_must_both_be_within(tmp_path: Path) -> None:
    either = content.RULES.replace('{ up_to = "1 g" }', '{ up_to = ["4 tablet", "0.4 g"] }')
    root = content.write(tmp_path, {"xa/rules.toml": either, "xa/cases.toml": ""})
    for count, weight, outcome in (
        ("4 tablet", "0.4 g", Outcome.ADMINISTRATIVE),
        ("3 tablet", "0.41 g", Outcome.CRIMINAL),
        ("5 tablet", "0.1 g", Outcome.CRIMINAL),
        ("3 blotter", "0.4 g", Outcome.ADMINISTRATIVE),
    ):
        assert ask(root, "heroin", count, weight=amount(weight)).outcome is outcome


MILDER = """
[[circumstance]]
id = "registered"
ask = "Is the person registered?"
values = { yes = "registered", no = "not registered" }
usual = "no"

[[rule]]
id = "milder"
from = 2020-01-01
sources = ["act"]
act = ["possess"]
substance = ["%s"]
within = "small"
%s
outcome = "no_offence"
because = "fine"
"""


def milder(tmp_path: Path, substances: str, condition: str) -> Path:
    cut = content.RULES.replace('within = "small"\noutcome', 'within = "small"\nexcept = ["milder"]\noutcome')
    return content.write(tmp_path, {"xa/rules.toml": cut + MILDER % (substances, condition), "xa/cases.toml": ""})


@pytest.mark.parametrize(
    ("condition", "dimension", "mild", "hard"),
    [
        ("age = { below = 16 }", "age", "0-15", "16+"),
        ('setting = ["home"]', "setting", "home", "public, vehicle"),
        ("dependent = true", "dependent", "yes", "no"),
        ("earlier = false", "earlier", "no", "yes"),
        ('given = { registered = ["yes"] }', "given.registered", "yes", "no"),
    ],
)
def test_a_circumstance_leads_to_what_the_whole_bag_comes_to(
    tmp_path: Path, condition: str, dimension: str, mild: str, hard: str
) -> None:
    both = ask(milder(tmp_path, "hard", condition), "heroin", "0.5 g", ("cocaine", "0.5 g"))
    assert [(fork.dimension, dict(fork.leads_to), fork.substance) for fork in both.depends_on] == [
        (dimension, {mild: Outcome.NO_OFFENCE, hard: Outcome.ADMINISTRATIVE}, "")
    ]


def test_what_is_open_for_one_is_closed_by_what_is_beside_it(tmp_path: Path) -> None:
    root = milder(tmp_path, "heroin", "age = { below = 16 }")
    assert ask(root, "heroin", "0.5 g").outcome is Outcome.DEPENDS
    for bag in (("heroin", "0.5 g", ("cocaine", "1 g")), ("cocaine", "1 g", ("heroin", "0.5 g"))):
        whole = ask(root, *bag)
        assert (whole.outcome, whole.depends_on) == (Outcome.ADMINISTRATIVE, ())


def test_an_amount_that_was_not_said_names_its_drug(tmp_path: Path) -> None:
    root = content.write(tmp_path)
    whole = ask(root, "cocaine", "1 g", ("heroin", ""))
    fork = whole.depends_on[0]
    assert (fork.dimension, fork.substance) == ("amount", "heroin")
    assert set(fork.leads_to.values()) == {Outcome.ADMINISTRATIVE, Outcome.CRIMINAL}
    told = answer_document(whole, Library.folder(root), "en")
    assert told["depends_on"][0]["label"] == "Heroin: How much it is"


@pytest.mark.parametrize(
    ("heroin", "cocaine", "words"),
    [
        ("0.2 g", "0.2 g", "All together 30\u00a0%: under the line of 100\u00a0%"),
        ("0.5 g", "1 g", "All together 100\u00a0%: exactly on the line, which is already over it"),
        ("0.5 g", "1.0001 g", "All together 100.005\u00a0%: over the line of 100\u00a0%"),
        ("0.5 g", "0.99999999 g", "All together 99.999999\u00a0%: under the line of 100\u00a0%"),
        ("0.5 g", "", "All together at least 50\u00a0%; the line is 100\u00a0%"),
    ],
)
def test_the_sum_in_words_never_rounds_onto_the_line(tmp_path: Path, heroin: str, cocaine: str, words: str) -> None:
    root = added(tmp_path)
    told = answer_document(ask(root, "heroin", heroin, ("cocaine", cocaine)), Library.folder(root), "en")
    assert told["together"]["sum"]["label"] == words


SPAN = content.RULES.replace("until = 2020-01-01", 'until = "2020"').replace(
    'from = 2020-01-01\nsources = ["act: s. 1"]', 'from = "2020"\nsources = ["act: s. 1"]'
)


@pytest.mark.parametrize(
    ("on", "outcome", "known"),
    [
        (date(2019, 12, 31), Outcome.CRIMINAL, True),
        (date(2020, 1, 1), Outcome.DEPENDS, False),
        (date(2020, 12, 31), Outcome.DEPENDS, False),
        (date(2021, 1, 1), Outcome.ADMINISTRATIVE, True),
    ],
)
def test_of_a_year_alone_nothing_is_firm_within_it(tmp_path: Path, on: date, outcome: Outcome, known: bool) -> None:
    root = content.write(tmp_path, {"xa/rules.toml": SPAN, "xa/cases.toml": ""})
    got = ask(root, "heroin", "0.5 g", on=on)
    assert got.outcome is outcome
    assert ("day-not-known" not in got.warnings) is known
    if not known:
        assert got.certainty is Certainty.DISPUTED
        assert {fork.dimension: dict(fork.leads_to) for fork in got.depends_on}["day"] == {
            "begun": Outcome.ADMINISTRATIVE,
            "not_begun": Outcome.CRIMINAL,
        }
        document = answer_document(got, Library.folder(root), "en")
        assert "day-not-known" in {row["id"] for row in document["unconfirmed"]}
    # A crime before and after is a crime, whatever the day: only how it is told is not sure.
    assert ask(root, "heroin", "5 g", on=on).outcome is Outcome.CRIMINAL


def test_a_text_that_was_not_read_is_told_as_such(tmp_path: Path) -> None:
    unread = content.RULES.replace(
        'within = "small"', 'within = "small"\ncertainty = "unconfirmed"\nunconfirmed = "The text was not read."'
    )
    root = content.write(tmp_path, {"xa/rules.toml": unread, "xa/cases.toml": ""})
    got = ask(root, "heroin", "0.5 g")
    assert got.certainty is Certainty.DISPUTED
    document = answer_document(got, Library.folder(root), "en")
    assert "The text was not read." in {row["text"] for row in document["unconfirmed"]}


def test_a_doubt_without_rules_stays_on_its_pages(tmp_path: Path) -> None:
    pages = content.JURISDICTION.replace('rules = ["small"]', "rules = []")
    everywhere = content.JURISDICTION.replace('rules = ["small"]', 'rules = ["all"]')
    root = content.write(tmp_path, {"xa/jurisdiction.toml": pages})
    assert ask(root, "heroin", "0.5 g").doubts == ()
    root = content.write(tmp_path, {"xa/jurisdiction.toml": everywhere})
    assert [doubt.id for doubt in ask(root, "heroin", "5 g").doubts] == ["practice"]


COUNTED = """
[[circumstance]]
id = "cautions"
ask = "How many cautions were there in the last 12 months?"
values = { 0 = "none", 1 = "one", "2+" = "two or more" }
usual = "0"
"""


@pytest.mark.parametrize(("said", "value"), [("0", "0"), ("1", "1"), ("2", "2+"), ("17", "2+"), ("few", None)])
def test_a_number_finds_its_count(tmp_path: Path, said: str, value: str | None) -> None:
    root = content.write(tmp_path, {"xa/rules.toml": content.RULES + COUNTED})
    assert Library.folder(root).jurisdiction("xa").circumstances["cautions"].value(said) == value


def test_what_is_said_twice_is_added_up() -> None:
    question = Question(
        "xa",
        "heroin",
        DAY,
        amount=amount("1 g"),
        purity=amount_of("1", "g").value,
        also=(Item("cocaine", amount("1 g")), Item("heroin", amount("500 mg")), Item("cocaine", amount("1 oz"))),
    )
    one = merged(question)
    assert one.amount == amount_of("1.5", "g")
    assert one.purity is None
    assert [(item.substance, item.amount and item.amount.base) for item in one.also] == [
        ("cocaine", amount_of("29.349523125", "g").base)
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(("heroin", "cocaine")), st.decimals("0.01", "3", places=2)), min_size=1, max_size=4
    ),
    st.decimals("0", "3", places=2),
)
def test_nothing_more_is_ever_milder(bags: list[tuple[str, Any]], more: Any) -> None:
    library = _library()
    (name, weight), *rest = bags
    also = tuple(Item(other, Amount(size, "g")) for other, size in rest)
    question = Question("xa", name, DAY, amount=Amount(weight, "g"), also=also)
    first = answer(library, question)
    assert first.outcome in (Outcome.ADMINISTRATIVE, Outcome.CRIMINAL)
    for extra in ("heroin", "cocaine"):
        if more:
            beside = Question("xa", name, DAY, amount=Amount(weight, "g"), also=(*also, Item(extra, Amount(more, "g"))))
            if first.outcome is Outcome.CRIMINAL:
                assert answer(library, beside).outcome is Outcome.CRIMINAL


_KEPT: list[Library] = []


@pytest.fixture(autouse=True, scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One library for all examples of a property: they only read it."""
    _KEPT[:] = [Library.folder(added(tmp_path_factory.mktemp("sums")))]


def _library() -> Library:
    return _KEPT[0]
