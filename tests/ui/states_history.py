"""States of the law's history: a road with one bend, one taken back, one in two steps, and a place without a road."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from companion.ui.rights.changes_view import ChangesView
from companion.ui.rights.rights_page import RightsPage
from tests.ui.stage import Stage, state


def _history(stage: Stage, place: str, day: date | None = None) -> QWidget:
    shell = stage.shell("rights", place=place, changes=True)
    page = shell.page("rights")
    assert isinstance(page, RightsPage) and isinstance(page.view, ChangesView)
    if day is not None:
        assert page.view.road is not None
        page.view.road.set_day(day)
        page.view.day_card.set_day(day)
    return shell


@state("history-pt")
def portugal(stage: Stage) -> QWidget:
    return _history(stage, "pt")


@state("history-us-or")
def oregon(stage: Stage) -> QWidget:
    return _history(stage, "us-or", date(2024, 5, 3))


@state("history-ca-bc")
def british_columbia(stage: Stage) -> QWidget:
    return _history(stage, "ca-bc", date(2024, 5, 7))


@state("history-vn")
def viet_nam(stage: Stage) -> QWidget:
    return _history(stage, "vn")
