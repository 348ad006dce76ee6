"""Tapping on a walk: each tap is one contact on the disk, and only one can be taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from companion import clock
from companion.log.contacts import ContactSetting
from companion.log.places import Places
from companion.ui.log.log_page import LogPage
from companion.ui.log.walk_page import TAPS, WalkPage
from companion.ui.shell import Shell
from tests.ui.stage import Stage
from tests.ui.states_log import TODAY

PLACES = Places(areas=(1, 2), sites={1: 1, 2: 1})


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def shell(stage: Stage) -> Shell:
    stage.session().contacts.set_places(PLACES)
    made = stage.shell("log")
    stage.show(made)
    return made


def walking(shell: Shell, **stands: object) -> WalkPage:
    log = shell.page("log")
    assert isinstance(log, LogPage)
    log.draft.take(stands)
    log.walk.click()
    page = shell.page("walk")
    assert isinstance(page, WalkPage)
    return page


def test_each_tap_is_saved_at_once_where_the_form_stood(shell: Shell) -> None:
    page = walking(shell, setting=ContactSetting.MOBILE, area=1, site=2)
    assert shell.rail.buttons["log"].isChecked()
    page.tiles["ten"].click()
    page.tiles["ten"].click()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_4)
    saved = [contact for contact, _ in page.session.contacts.contacts()]
    assert [(one.needles_given, one.naloxone_doses) for one in saved] == [(10, 0), (10, 0), (0, 2)]
    assert {(one.setting, one.area, one.site) for one in saved} == {(ContactSetting.MOBILE, 1, 2)}
    assert (page.tiles["ten"].number, page.tiles["naloxone"].number) == (2, 1)
    assert page.total.text() == "3 contacts on this walk"


def test_the_last_tap_can_be_taken_back_once(shell: Shell) -> None:
    page = walking(shell, area=2)
    page.tap("talk")
    page.tap("exchange")
    page.undo_button.click()
    assert page.session.contacts.today().contacts == 1
    assert (page.tiles["exchange"].number, page.tiles["talk"].number) == (0, 1)
    assert not page.undo_button.isEnabled()


def test_without_an_area_a_tap_saves_nothing_and_says_what_to_do(shell: Shell) -> None:
    page = walking(shell)
    page.tiles["ten"].click()
    assert page.messages.message is not None
    assert "Choose an area" in page.messages.message.words()
    assert page.session.contacts.today().contacts == 0
    assert page.tiles["ten"].number == 0
    page.where.area.chip("2").click()
    page.tiles["ten"].click()
    assert page.messages.message is None
    assert page.session.contacts.today().contacts == 1


def test_what_a_team_does_not_log_has_no_counter(stage: Stage, shell: Shell) -> None:
    stage.session().set("fields_off", ["needles_back", "naloxone_doses", "setting"])
    page = walking(shell, area=2)
    assert set(page.tiles) == {tap.key for tap in TAPS} - {"exchange", "naloxone"}
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_4)
    assert page.session.contacts.today().contacts == 0
    QTest.keyClick(focus, Qt.Key.Key_6)  # every counter keeps its key
    assert page.session.contacts.today().contacts == 1


def test_the_walk_outlives_a_new_language(shell: Shell) -> None:
    page = walking(shell, area=1, site=1)
    page.tap("ten")
    shell.rebuild()
    again = shell.page("walk")
    assert isinstance(again, WalkPage)
    assert (again.tiles["ten"].number, again.where.standing()[1:]) == (1, (1, 1))


def test_every_counter_saves_a_sound_contact(shell: Shell) -> None:
    page = walking(shell, area=2)
    for tap in TAPS:
        page.tap(tap.key)
    assert page.session.contacts.today().contacts == len(TAPS)
