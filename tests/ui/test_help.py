"""The first look, the words and the page about the program, used as a person uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from companion import __version__
from companion.building import inventory
from companion.settings import Settings
from companion.ui.help.glossary import WORDS
from companion.ui.help.help_page import HelpPage
from companion.ui.help.screens import SCREENS
from companion.ui.home.first_look import FirstLook, Stop, _Mark
from companion.ui.home.home_page import HomePage
from companion.ui.modes import trainer, worker
from companion.ui.session import Session
from companion.ui.settings.about_pane import AboutPane
from companion.ui.settings.settings_page import SettingsPage
from companion.ui.shell import Shell
from companion.ui.widgets.text import Text
from companion.vault import kdf
from companion.vault.vault import OpenVault, Vault
from tests.ui.stage import Stage, settle


@pytest.fixture
def shell(stage: Stage) -> Shell:
    made = Shell(stage.session())
    stage.show(made)
    return made


def home(shell: Shell) -> HomePage:
    page = shell.page("home")
    assert isinstance(page, HomePage)
    return page


def look(shell: Shell) -> FirstLook:
    shown = home(shell).look
    assert shown is not None
    return shown


@pytest.fixture
def first_visit(stage: Stage, tmp_path: Path) -> Shell:
    """The window of a vault that somebody has just made, as the program begins with it."""
    vault = Vault.create(tmp_path / "real", "lantern orbit walnut thirty copper mist", cost=kdf.SMALLEST)
    stage._opened.append(vault)
    return visit(stage, vault)


def visit(stage: Stage, vault: OpenVault) -> Shell:
    session = Session(vault, Settings(vault.library, stage.folder / "device.json"))
    stage._sessions.append(session)
    session.note_visit()
    made = Shell(session)
    stage.show(made)
    made.begin()
    settle(stage.app)
    return made


# The first look


def test_the_first_visit_is_shown_around_and_the_next_is_not(stage: Stage, first_visit: Shell) -> None:
    assert look(first_visit).isVisible()
    assert home(visit(stage, stage._opened[0])).look is None


def test_a_demonstration_shows_nobody_around(shell: Shell) -> None:
    shell.begin()
    assert home(shell).look is None


def test_the_keyboard_alone_goes_through_all_steps(stage: Stage, first_visit: Shell) -> None:
    shell = first_visit
    said = []
    for stop in Stop:
        settle(stage.app)
        assert look(shell).next.hasFocus()
        said.append(look(shell).words.text())
        assert look(shell).words.text() in look(shell).next.accessibleDescription()
        marks = [mark for mark in shell.findChildren(_Mark) if mark.isVisible()]
        assert len(marks) == 1, stop
        QTest.keyClick(look(shell).next, Qt.Key.Key_Return)
    settle(stage.app)
    assert len(set(said)) == len(Stop)
    assert home(shell).look is None
    assert not shell.findChildren(_Mark)
    assert home(shell).search.edit.hasFocus()


def test_escape_ends_it_and_nothing_else_was_in_its_way(stage: Stage, shell: Shell) -> None:
    shell.go("home", first_look=True)
    settle(stage.app)
    home(shell).search.set_text("police")
    assert home(shell).results.isVisible()
    QTest.keyClick(shell.window(), Qt.Key.Key_Escape)
    settle(stage.app)
    assert home(shell).look is None
    assert home(shell).search.text() == "police"


def test_a_change_of_language_keeps_the_step(stage: Stage, shell: Shell) -> None:
    shell.go("home", first_look=True)
    look(shell).show_step(2)
    shell.rebuild()
    settle(stage.app)
    assert look(shell).step == 2


def test_the_mark_goes_where_its_target_goes(stage: Stage, shell: Shell) -> None:
    shell.go("home", first_look=True)
    settle(stage.app)
    mark, page = shell.findChildren(_Mark)[0], home(shell)
    stage.show(shell, (1000, 700))
    assert mark.geometry().center() == page.search.geometry().center()


# Words and screens


def test_every_screen_of_every_mode_says_what_it_is_for(shell: Shell) -> None:
    views = {*worker.VIEWS, *worker.ASIDE, worker.SETTINGS, *trainer.VIEWS, *trainer.ASIDE} - {worker.HELP}
    assert {view.key for view in views} == set(SCREENS)
    shell.go("log")
    tips = [text.toolTip() for text in shell.page("log").findChildren(Text) if text.toolTip()]
    assert SCREENS["log"] in tips
    assert SCREENS["reports"] in shell.rail.buttons["reports"].toolTip()


def test_words_name_screens_that_are_there_and_none_twice() -> None:
    assert {screen for word in WORDS for screen in word.screens} <= set(SCREENS)
    assert len({word.word for word in WORDS}) == len({word.key for word in WORDS}) == len(WORDS)


def test_f1_tells_of_the_screen_in_front_and_back_leads_there(stage: Stage, shell: Shell) -> None:
    shell.go("reports")
    QTest.keyClick(shell.window(), Qt.Key.Key_F1)
    settle(stage.app)
    assert shell.current == "help"
    page = shell.page("help")
    assert isinstance(page, HelpPage)
    assert page.sentence.text() == SCREENS["reports"] and page.about.isVisible()
    first = page.shown[: len([word for word in WORDS if "reports" in word.screens])]
    assert set(first) == {word.key for word in WORDS if "reports" in word.screens}
    QTest.keyClick(shell.window(), Qt.Key.Key_F1)
    assert page.sentence.text() == SCREENS["reports"]
    shell.back()
    assert shell.current == "reports"


def test_words_are_found_as_they_are_typed(shell: Shell) -> None:
    shell.go("help", word="threshold")
    page = shell.page("help")
    assert isinstance(page, HelpPage)
    assert "threshold" in page.shown and len(page.shown) < 4
    page.search.set_text("NALOX")
    assert page.shown[0] == "naloxone"
    page.search.set_text("qqqq")
    assert page.shown == [] and page.nothing.isVisible()
    page.search.set_text("")
    assert len(page.shown) == len(WORDS)


# About the program


def test_it_says_its_version_and_carries_every_licence(shell: Shell) -> None:
    shell.go("settings", section="about")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    pane = page.pane("about")
    assert isinstance(pane, AboutPane)
    assert any(__version__ in text.text() for text in pane.findChildren(Text))
    pane.others.click()
    shown = pane.findChildren(QPlainTextEdit)[0].toPlainText()
    assert all(piece.name in shown for piece in inventory.needed())
    assert "GNU GENERAL PUBLIC LICENSE" in shown and "SIL OPEN FONT LICENSE" in shown
    pane.words.click()
    assert shell.current == "help"
    pane.safety.click()
    assert page.section == "safety"
    pane.look.click()
    assert shell.current == "home" and home(shell).look is not None
