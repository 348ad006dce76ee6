"""States of Home: empty and calm, with a directory and a log, full with law changes, searching, just saved."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from companion import clock
from companion.log.places import PlaceNames, Places
from companion.services import sample
from companion.ui.home.home_page import HomePage
from companion.ui.shell import Shell
from tests.ui.stage import Stage, state


def _filled(stage: Stage) -> None:
    session = stage.session()
    sample.load(session.library)
    session.set("place_names", PlaceNames({1: "North", 2: "River"}, {1: "Bus", 2: "Drop-in"}).as_setting())
    session.contacts.set_places(Places((1, 2), {1: 1, 2: 2}))


def _page(shell: Shell) -> HomePage:
    page = shell.page("home")
    assert isinstance(page, HomePage)
    return page


@state("home-empty")
def empty(stage: Stage) -> QWidget:
    return stage.shell("home")


@state("home-calm")
def calm(stage: Stage) -> QWidget:
    _filled(stage)
    shell = stage.shell("home")
    _page(shell).cards.lines["check"].click()  # type: ignore[union-attr]
    return shell


@state("home")
def full(stage: Stage) -> QWidget:
    """As after an update that brought law changes: the last visit was years ago."""
    _filled(stage)
    session = stage.session()
    session._visit_before = clock.today() - timedelta(days=3 * 365 + 120)
    session.set("client_language", "pt" if session.language != "pt" else "en")
    return stage.shell("home")


@state("home-saved")
def saved(stage: Stage) -> QWidget:
    _filled(stage)
    shell = stage.shell("home")
    _page(shell).cards.quick_log.tiles["needles"].click()  # type: ignore[union-attr]
    return shell


@state("home-search")
def search(stage: Stage) -> QWidget:
    _filled(stage)
    shell = stage.shell("home")
    _page(shell).search.set_text("0.8 g heroin")
    return shell


@state("home-search-both")
def search_both(stage: Stage) -> QWidget:
    _filled(stage)
    shell = stage.shell("home")
    _page(shell).search.set_text("needle")
    return shell


@state("home-search-nothing")
def search_nothing(stage: Stage) -> QWidget:
    shell = stage.shell("home")
    _page(shell).search.set_text("qqq")
    return shell
