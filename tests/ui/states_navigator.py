"""States of "What happens if…": every kind of answer, and what stands there before there is one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.ui.stage import Stage, state


def _ask(stage: Stage, substance: str, amount: str = "", unit: str = "g", **more: object) -> QWidget:
    return stage.shell("rights", navigator=True, substance=substance, amount=amount, unit=unit, **more)


@state("navigator")
def under(stage: Stage) -> QWidget:
    return _ask(stage, "heroin", "0.8")


@state("navigator-over")
def over(stage: Stage) -> QWidget:
    return _ask(stage, "heroin", "1.6")


@state("navigator-strength")
def strength(stage: Stage) -> QWidget:
    return _ask(stage, "cannabis", "10")


@state("navigator-no-line")
def no_line(stage: Stage) -> QWidget:
    return _ask(stage, "ketamine", "0.6")


@state("navigator-other-unit")
def other_unit(stage: Stage) -> QWidget:
    return _ask(stage, "mdma", "2", "tablet")


@state("navigator-not-covered")
def not_covered(stage: Stage) -> QWidget:
    return _ask(stage, "khat", "10")


@state("navigator-ambiguous")
def ambiguous(stage: Stage) -> QWidget:
    return _ask(stage, "speed", "1")


@state("navigator-suggestions")
def suggestions(stage: Stage) -> QWidget:
    return _ask(stage, "can")


@state("navigator-two-languages")
def two_languages(stage: Stage) -> QWidget:
    stage.session().set("client_language", "en" if stage.session().language == "pt" else "pt")
    return _ask(stage, "heroin", "0.8")


@state("navigator-narrow", size=(720, 900))
def narrow(stage: Stage) -> QWidget:
    return _ask(stage, "heroin", "0.8")


@state("navigator-many-lines")
def many_lines(stage: Stage) -> QWidget:
    return _ask(stage, "cannabis", "40", place="de")


@state("navigator-also")
def also(stage: Stage) -> QWidget:
    beside = [{"substance": "methamphetamine", "amount": "0.06", "unit": "g"}]
    return _ask(stage, "heroin", "0.05", place="vn", also=beside, answers={"earlier": "no"})


@state("navigator-also-grams")
def also_grams(stage: Stage) -> QWidget:
    beside = [
        {"substance": "cocaine", "amount": "0.5", "unit": "g"},
        {"substance": "mdma", "amount": "400", "unit": "mg"},
    ]
    answers = {"setting": "home", "age": "18+"}
    return _ask(stage, "heroin", "1", place="ca-bc", also=beside, on="2025-03-01", answers=answers)


@state("navigator-also-uncovered")
def also_uncovered(stage: Stage) -> QWidget:
    return _ask(stage, "heroin", "0.8", also=[{"substance": "khat", "amount": "", "unit": "g"}])


@state("navigator-unconfirmed")
def unconfirmed(stage: Stage) -> QWidget:
    return _ask(stage, "ghb", "5", "ml", place="vn", answers={"earlier": "no"})


@state("navigator-weight")
def weight(stage: Stage) -> QWidget:
    return _ask(stage, "mdma", "5", "dose", place="au-act", weight="1.6")
