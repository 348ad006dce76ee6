"""What happens if…: the answer follows the question, says no more than the law, and never keeps an old answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from companion import clock
from companion.rights.amounts import amount_of
from companion.rights.answer import answer
from companion.rights.library import Library
from companion.rights.question import Item, Question
from companion.rights.reading_out import answer_document
from companion.ui.navigator import answer_cards, drawing, sum_drawing
from companion.ui.navigator.navigator_view import NavigatorView
from companion.ui.navigator.written_question import read
from companion.ui.rights.bodies import BodiesCard
from companion.ui.widgets.chips import ChipGroup
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Select
from companion.ui.widgets.steps import Steps
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text
from tests.ui.stage import Stage, settle


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Friday 20 November 2026 in every test here."""
    with clock.frozen(datetime.fromisoformat("2026-11-20T17:24")):
        yield


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.bundled()


def ask(stage: Stage, **asked: Any) -> NavigatorView:
    view = NavigatorView(stage.session(), {"place": "pt", **asked})
    stage.show(view, (1176, 740))
    return view


def words_of(view: NavigatorView) -> str:
    return "\n".join(text.text() for text in view.panel.findChildren(Text) if text.isVisibleTo(view.panel))


def heading(library: Library, substance: str, amount: str, unit: str = "g") -> str:
    question = Question("pt", substance, date(2026, 11, 20), amount=amount_of(amount, unit))
    found = answer(library, question)
    return drawing.heading(found, answer_document(found, library, "en"))


def test_the_answer_changes_while_one_types(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    assert view.panel.banner is not None and view.panel.banner.outcome == "diversion"
    field = view.form.amount.stepper.field
    field.selectAll()
    QTest.keyClicks(field, "1.6")
    assert view.panel.banner is not None and view.panel.banner.outcome == "depends"
    stage.clear(view)


def test_no_answer_stays_while_nobody_can_tell_which_substance_is_meant(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    view.form.substance.field.edit.selectAll()
    QTest.keyClicks(view.form.substance.field.edit, "speed")
    assert view.panel.banner is None and view.panel.answer is None
    view.form.substance.meanings.chip("methamphetamine").click()
    assert view.panel.answer is not None and view.panel.answer.question.substance == "methamphetamine"
    view.form.substance.field.edit.clear()
    assert view.panel.banner is None
    stage.clear(view)


def test_a_substance_is_found_by_keyboard_through_the_list(stage: Stage) -> None:
    view = ask(stage)
    edit = view.form.substance.field.edit
    QTest.keyClicks(edit, "canna")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert view.panel.answer is not None
    assert view.panel.answer.question.substance == "cannabis_resin"
    assert edit.text() == "Hashish"
    stage.clear(view)


def test_a_street_name_says_what_it_means(stage: Stage) -> None:
    view = ask(stage, substance="weed", amount="1")
    assert view.panel.answer is not None and view.panel.answer.question.substance == "cannabis"
    assert "Cannabis" in view.form.substance.field.edit.accessibleDescription()
    stage.clear(view)


@pytest.mark.parametrize(
    ("substance", "amount", "expected"),
    [
        ("heroin", "0.8", "0.8\xa0g: under the line of 1\xa0g, however pure it is"),
        ("heroin", "1", "1\xa0g: within the line of 1\xa0g, however pure it is"),
        ("heroin", "1.6", "1.6\xa0g: over the line of 1\xa0g only if it is pure enough"),
        ("cannabis", "10", "10\xa0g: under the line of 25\xa0g if it is no stronger than 2 % THC"),
        ("cannabis", "26", "26\xa0g: over the line of 25\xa0g if it has 2 % THC or more"),
        ("ketamine", "0.6", "The law names no amount here"),
    ],
)
def test_where_the_amount_stands_is_said_truly(substance: str, amount: str, expected: str, library: Library) -> None:
    assert heading(library, substance, amount) == expected


def test_where_the_law_weighs_the_whole_and_the_pure_part_only_both_together_are_over(library: Library) -> None:
    """Czechia: 3 g of heroin is more than the line, but over it only if it also holds too much pure substance."""
    question = Question("cz", "heroin", date(2026, 11, 20), amount=amount_of("3", "g"))
    found = answer(library, question)
    document = answer_document(found, library, "en")
    assert drawing.also_pure(found) is not None
    assert "only if more than" in drawing.heading(found, document)
    scale = drawing.scale(library, found, document)
    assert scale is not None and scale.pure


def test_several_lines_are_all_drawn_and_the_deciding_one_is_named(library: Library) -> None:
    question = Question("de", "cannabis", date(2026, 11, 20), amount=amount_of("40", "g"))
    found = answer(library, question)
    document = answer_document(found, library, "en")
    scale = drawing.scale(library, found, document)
    assert scale is not None and len(scale.limits) > 1
    assert document["threshold"]["label"] in drawing.heading(found, document, len(scale.limits))


def test_however_pure_is_never_said_of_an_assumed_strength(library: Library) -> None:
    for substance in library.substances.all:
        for limit in library.jurisdiction("pt").limits:
            for edge in limit.edges.get(substance.id, ()):
                said = heading(library, substance.id, str(edge.amount.value / 2), edge.amount.unit)
                assert not (edge.at and "however pure" in said), substance.id


def test_an_amount_in_another_unit_is_not_compared(stage: Stage) -> None:
    view = ask(stage, substance="mdma", amount="2", unit="tablet")
    assert view.panel.bar is None and "cannot be compared" in words_of(view)
    stage.clear(view)


def test_the_scale_has_the_law_s_zones_and_the_weighed_amount(library: Library) -> None:
    question = Question("pt", "heroin", date(2026, 11, 20), amount=amount_of("800", "mg"))
    found = answer(library, question)
    scale = drawing.scale(library, found, answer_document(found, library, "en"))
    assert scale is not None and scale.pure and scale.marker == 800
    assert [zone.outcome for zone in scale.zones] == ["diversion", "depends"]
    assert [limit.at for limit in scale.limits] == [Decimal(1000)]
    assert scale.limits[0].label == "1\xa0g pure, up to and including"
    assert scale.end > 1000 and scale.ticks[-1][1].endswith("mg")


def test_it_depends_names_every_branch(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="1.6")
    found = view.panel.answer
    assert found is not None and view.panel.banner is not None
    document = answer_document(found, stage.session().rights, "en")
    leads = answer_cards.leads(document)
    assert {outcome for outcome, _ in leads} == {"diversion", "criminal"}
    assert all(label in words_of(view) for fork in document["depends_on"] for label in [fork["label"]])
    stage.clear(view)


def test_an_amount_is_never_shown_without_saying_that_it_is_no_permission(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    lines = [line.words() for line in view.panel.findChildren(MessageLine)]
    assert any("not a permission" in line for line in lines)
    stage.clear(view)


def test_steps_refusals_sanctions_and_cautions_are_all_there(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    found = view.panel.answer
    assert found is not None
    document = answer_document(found, stage.session().rights, "en")
    said = words_of(view)
    for row in (*document["may_refuse"], *document["sanctions"]):
        assert row["text"] in said
    for warning in document["warnings"]:
        assert warning["text"] in said or warning["id"] == "not-a-permission"
    (steps,) = view.panel.findChildren(Steps)
    assert all(step["when"] in steps.accessibleName() for step in document["next_steps"])
    stage.clear(view)


def test_not_covered_says_why_and_whom_to_ask(stage: Stage) -> None:
    view = ask(stage, substance="khat", amount="10")
    assert view.panel.banner is not None and view.panel.banner.outcome == "not_covered"
    assert "does not mean that it is allowed" in words_of(view) and "legal aid" in words_of(view)
    assert view.panel.findChildren(BodiesCard)
    assert view.panel.bar is None
    stage.clear(view)


def test_a_place_no_pack_holds_is_not_covered(stage: Stage) -> None:
    view = ask(stage, place="zz", substance="heroin")
    assert view.panel.banner is not None and view.panel.banner.outcome == "not_covered"
    assert not view.panel.findChildren(BodiesCard)
    stage.clear(view)


def test_only_what_splits_the_answer_is_asked(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    assert set(view.form.circumstances.groups) == {"age"}
    view.form.act.set_value("sell")
    view.form.act.changed.emit()
    assert "age" not in view.form.circumstances.answers()
    view = ask(stage, substance="methadone", amount="0.1")
    assert "given.prescribed" in view.form.circumstances.groups
    stage.clear(view)


def test_many_answers_are_a_list_and_whether_somebody_is_dependent_is_asked_last(stage: Stage) -> None:
    view = ask(stage, place="de", substance="heroin", amount="0.8")
    land = view.form.circumstances.groups["given.land"]
    assert isinstance(land, Select) and land.value() == ""
    land.set_value("by")
    land.changed.emit("by")
    assert view.panel.answer is not None and view.panel.answer.question.given == {"land": "by"}
    stage.clear(view)
    view = ask(stage, place="no", substance="heroin", amount="0.8")
    assert list(view.form.circumstances.groups)[-1] == "dependent"
    stage.clear(view)


def test_an_age_changes_the_answer_and_not_asked_changes_it_back(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.5")
    group = view.form.circumstances.groups["age"]
    before = view.panel.answer
    assert isinstance(group, ChipGroup)
    group.chip("0-15").click()
    assert view.panel.answer is not None and before is not None
    assert view.panel.answer.question.age == 0
    assert view.panel.answer.rule is not before.rule
    group = view.form.circumstances.groups["age"]
    assert isinstance(group, ChipGroup)
    group.chip("").click()
    assert view.panel.answer.question.age is None
    stage.clear(view)


def test_a_day_in_the_past_is_answered_by_the_law_of_that_day(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.5", on="1999-01-01")
    assert view.panel.banner is not None and view.panel.banner.outcome == "criminal"
    stage.clear(view)


def test_the_client_s_language_stands_below_the_answer(stage: Stage) -> None:
    stage.session().set("client_language", "pt")
    view = ask(stage, substance="heroin", amount="0.8")
    assert "Não é crime" in words_of(view)
    stage.clear(view)


def test_what_was_asked_can_be_asked_again(stage: Stage) -> None:
    view = ask(stage, substance="methadone", amount="100", unit="mg", act="use", on="2020-05-03")
    group = view.form.circumstances.groups["given.prescribed"]
    assert isinstance(group, ChipGroup)
    group.chip("yes").click()
    again = ask(stage, **{key: value for key, value in view.asked().items() if key != "place"})
    assert again.asked() == view.asked()
    assert again.panel.answer is not None and again.panel.answer.outcome == "no_offence"
    stage.clear(again)
    stage.clear(view)


def test_in_a_narrow_window_the_question_folds_to_a_line_with_change(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    assert view.form.isVisible() and not view.fold.isVisible()
    view.resize(600, 900)
    settle(stage.app)
    assert view.fold.isVisible() and not view.form.isVisible()
    view.fold.change.click()
    settle(stage.app)
    assert view.form.isVisible() and view.form.substance.field.edit.hasFocus()
    stage.clear(view)


@pytest.mark.parametrize(
    ("typed", "amount", "words"),
    [
        ("0.8 g heroin", ("0.8", "g"), "heroin"),
        ("heroin 0,8g", ("0.8", "g"), "heroin"),
        ("800mg de heroína", ("800", "mg"), "heroína"),
        ("5 grams of cannabis", ("5", "g"), "cannabis"),
        ("0 g heroin", None, "0 g heroin"),
        ("searched by police", None, "searched by police"),
        ("2c-b", None, "2c-b"),
        ("112", None, "112"),
    ],
)
def test_an_amount_is_read_out_of_what_was_typed(typed: str, amount: tuple[str, str] | None, words: str) -> None:
    written = read(typed)
    found = written.amount
    assert (found and (str(found.value), found.unit), written.words) == (amount, words)


def tags_of(view: NavigatorView) -> list[str]:
    assert view.panel.banner is not None
    return [tag.text() for tag in view.panel.banner.findChildren(Tag)]


def test_something_else_too_is_added_and_taken_out_again(stage: Stage) -> None:
    view = ask(stage, place="vn", substance="heroin", amount="0.05", answers={"earlier": "no"})
    assert view.panel.banner is not None and view.panel.banner.outcome != "criminal"
    view.form.also.more.click()
    row = view.form.also.rows[0]
    row.substance.field.edit.setText("ma túy đá")  # no key of a test can type that
    # Some of it, nobody knows how much.
    assert view.panel.banner is not None and view.panel.banner.outcome != "criminal"
    row.amount.stepper.field.selectAll()
    QTest.keyClicks(row.amount.stepper.field, "0.06")
    assert view.panel.banner is not None and view.panel.banner.outcome == "criminal"
    assert view.panel.bar is not None
    assert "0.11\u00a0g" in view.panel.bar.accessibleName()
    settle(stage.app)
    assert "60\u00a0% of its line" in words_of(view)
    row.remove.click()
    assert view.panel.banner is not None and view.panel.banner.outcome != "criminal"
    assert view.form.also.rows == []
    stage.clear(view)


def test_what_else_is_carried_survives_asking_again(stage: Stage) -> None:
    beside = [{"substance": "cocaine", "amount": "1.2", "unit": "g"}, {"substance": "mdma", "amount": "", "unit": "g"}]
    view = ask(stage, substance="heroin", amount="0.8", also=beside)
    assert view.asked()["also"] == beside
    assert "+ Cocaine 1.2" in view.fold._first.text().replace("\u00a0", " ")
    stage.clear(view)


def test_no_answer_while_nobody_can_tell_what_else_is_meant(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8", also=[{"substance": "speed", "amount": "1", "unit": "g"}])
    assert view.panel.banner is None
    view.form.also.rows[0].substance.meanings.chip("amphetamine").click()
    assert view.panel.banner is not None
    stage.clear(view)


def test_an_empty_row_says_nothing(stage: Stage) -> None:
    view = ask(stage, substance="heroin", amount="0.8")
    before = words_of(view)
    view.form.also.more.click()
    assert words_of(view) == before
    stage.clear(view)


def test_what_is_not_confirmed_stands_inside_the_answer(stage: Stage) -> None:
    view = ask(stage, place="vn", substance="ghb", amount="5", unit="ml", answers={"earlier": "no"})
    assert "Not confirmed" in tags_of(view)
    assert "Somebody decides case by case" not in tags_of(view)
    stage.clear(view)
    firm = ask(stage, place="au-act", substance="cannabis", amount="60", answers={"given.fresh": "no"})
    assert "Not confirmed" not in tags_of(firm)
    stage.clear(firm)


def test_the_bar_of_a_sum_draws_the_whole_bag(library: Library) -> None:
    also = (Item("methamphetamine", amount_of("0.06", "g")), Item("opium", amount_of("0.1", "g")))
    question = Question("vn", "heroin", date(2026, 11, 20), amount=amount_of("0.05", "g"), also=also, earlier=False)
    found = answer(library, question)
    scale = sum_drawing.scale(library, found, answer_document(found, library, "en"))
    assert scale is not None
    assert scale.marker == Decimal(120)  # per cent of the line: half, three fifths and a tenth of three lines
    assert [limit.at for limit in scale.limits] == [Decimal(100)]
    assert [zone.outcome for zone in scale.zones][-1] == "criminal"


def test_a_count_is_asked_for_its_weight_only_where_the_law_weighs_it_too(stage: Stage) -> None:
    view = ask(stage, place="au-act", substance="mdma", amount="5", unit="dose")
    assert view.form.weight.isVisibleTo(view) and view.panel.banner is not None
    assert view.panel.banner.outcome == "administrative"
    QTest.keyClicks(view.form.weight.stepper.field, "1.6")
    assert view.panel.banner is not None and view.panel.banner.outcome == "criminal"
    assert view.asked()["weight"] == "1.6"
    settle(stage.app)
    assert "1.6\u00a0g: over the line of 1.5\u00a0g" in words_of(view)
    stage.clear(view)
    grams = ask(stage, place="au-act", substance="mdma", amount="1", unit="g")
    assert not grams.form.weight.isVisibleTo(grams)
    stage.clear(grams)
    counted = ask(stage, substance="mdma", amount="2", unit="tablet")
    assert not counted.form.weight.isVisibleTo(counted)
    stage.clear(counted)


def test_a_start_is_told_no_nearer_than_it_is_known(stage: Stage) -> None:
    view = ask(stage, place="au-act", substance="cannabis", amount="5", on="1995-05-05")
    settle(stage.app)
    assert "In force since 1992 " in words_of(view)
    stage.clear(view)
    within = ask(stage, place="au-act", substance="cannabis", amount="5", on="1992-05-05")
    settle(stage.app)
    assert within.panel.banner is not None and within.panel.banner.outcome == "depends"
    assert "On which day exactly is not known" in words_of(within)
    stage.clear(within)
