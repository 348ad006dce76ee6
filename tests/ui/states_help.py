"""States of what explains the program: the first look, the words, the page about the program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.ui.home.home_page import HomePage
from companion.ui.settings.about_pane import AboutPane
from companion.ui.settings.settings_page import SettingsPage
from tests.ui.stage import Stage, state


@state("first-look")
def first_look(stage: Stage) -> QWidget:
    return stage.shell("home", first_look=True)


@state("first-look-log")
def first_look_log(stage: Stage) -> QWidget:
    shell = stage.shell("home", first_look=True)
    page = shell.page("home")
    assert isinstance(page, HomePage) and page.look is not None
    page.look.show_step(2)
    return shell


@state("first-look-exit")
def first_look_exit(stage: Stage) -> QWidget:
    shell = stage.shell("home", first_look=True)
    page = shell.page("home")
    assert isinstance(page, HomePage) and page.look is not None
    page.look.show_step(3)
    return shell


@state("help-reports", size=(1280, 1100))
def help_reports(stage: Stage) -> QWidget:
    return stage.shell("help", screen="reports")


@state("help-nothing")
def help_nothing(stage: Stage) -> QWidget:
    shell = stage.shell("help", screen="")
    shell.page("help").restore({"screen": "", "text": "qqqq"})
    return shell


@state("settings-about", size=(1280, 1000))
def about(stage: Stage) -> QWidget:
    shell = stage.shell("settings", section="about")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    pane = page.pane("about")
    assert isinstance(pane, AboutPane)
    pane.show_notices()
    return shell
