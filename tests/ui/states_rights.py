"""States of Rights: a place's page, topics in one and two languages, the law changes, open sources."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.ui.rights.comparison_view import ComparisonView
from companion.ui.rights.provenance import Provenance
from companion.ui.rights.rights_page import RightsPage
from tests.ui.stage import Stage, state


def _other_language(stage: Stage) -> str:
    return "en" if stage.session().language == "pt" else "pt"


@state("rights-place")
def place(stage: Stage) -> QWidget:
    return stage.shell("rights")


@state("rights-topic-two-languages")
def two_languages(stage: Stage) -> QWidget:
    stage.session().set("client_language", _other_language(stage))
    return stage.shell("rights", topic="answer")


@state("rights-practice")
def practice(stage: Stage) -> QWidget:
    return stage.shell("rights", topic="practice")


@state("rights-sources")
def sources(stage: Stage) -> QWidget:
    shell = stage.shell("rights")
    page = shell.page("rights")
    assert isinstance(page, RightsPage)
    page.findChildren(Provenance)[0].line.links[0].click()
    return shell


@state("rights-changes")
def changes(stage: Stage) -> QWidget:
    return stage.shell("rights", changes=True)


@state("rights-compare")
def compare(stage: Stage) -> QWidget:
    return stage.shell("rights", compare=True)


@state("rights-compare-choosing")
def compare_choosing(stage: Stage) -> QWidget:
    shell = stage.shell("rights", compare=True)
    page = shell.page("rights")
    assert isinstance(page, RightsPage) and isinstance(page.view, ComparisonView)
    page.view.choose_button.click()
    return shell


@state("rights-nothing")
def nothing(stage: Stage) -> QWidget:
    stage.session().set("place", "zz")
    return stage.shell("rights")
