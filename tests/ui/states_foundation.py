"""States of what every screen stands on: lock screen, first start, settings, the recurring widgets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion.errors import Problem
from companion.log.places import PlaceNames, Places
from companion.rights.library import Library
from companion.ui.settings.settings_page import SettingsPage
from companion.ui.unlock.first_start import FirstStart
from companion.ui.unlock.lock_screen import LockScreen
from tests.ui import samples
from tests.ui.stage import Stage, state


@state("lock")
def lock(stage: Stage) -> QWidget:
    screen = LockScreen(stage.folder, stage.tasks(), "Companion")
    screen.passphrase.set_text("lantern orbit walnut")
    return screen


@state("lock-wrong")
def lock_wrong(stage: Stage) -> QWidget:
    screen = LockScreen(stage.folder, stage.tasks(), "Companion")
    screen.passphrase.set_text("lantern orbit walnut")
    screen._failed(Problem("vault.wrong_passphrase"))
    return screen


@state("lock-damaged")
def lock_damaged(stage: Stage) -> QWidget:
    screen = LockScreen(stage.folder, stage.tasks(), "Companion")
    screen._failed(Problem("vault.store_damaged", file="log.db"))
    return screen


@state("lock-busy")
def lock_busy(stage: Stage) -> QWidget:
    screen = LockScreen(stage.folder, stage.tasks(), "Companion")
    screen.passphrase.set_text("lantern orbit walnut")
    screen._be_busy(True)
    return screen


@state("first-start")
def first_start(stage: Stage) -> QWidget:
    return FirstStart(stage.folder, stage.tasks(), Library.bundled())


@state("first-start-filled")
def first_start_filled(stage: Stage) -> QWidget:
    screen = FirstStart(stage.folder, stage.tasks(), Library.bundled())
    for field in (screen.passphrase, screen.again):
        field.set_shown(True)
        field.set_text("lantern orbit walnut thirty copper mist")
    return screen


@state("first-start-weak")
def first_start_weak(stage: Stage) -> QWidget:
    screen = FirstStart(stage.folder, stage.tasks(), Library.bundled())
    screen.passphrase.set_text("Lisbon2024!")
    screen.again.set_text("Lisbon")
    screen.new.is_sound()
    return screen


def _settings_page(stage: Stage) -> tuple[QWidget, SettingsPage]:
    session = stage.session()
    session.set("place_names", PlaceNames({1: "North", 2: "River"}, {1: "Bus", 2: "Drop-in"}).as_setting())
    session.contacts.set_places(Places((1, 2), {1: 1, 2: 1}))
    shell = stage.shell("settings")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    return shell, page


@state("settings")
def settings(stage: Stage) -> QWidget:
    return _settings_page(stage)[0]


@state("settings-passphrase", size=(1280, 1100))
def settings_passphrase(stage: Stage) -> QWidget:
    shell, page = _settings_page(stage)
    page.show_section("passphrases")
    page.passphrases.own.unfold(True)
    page.passphrases.own._failed(Problem("vault.wrong_passphrase"))
    return shell


@state("components", size=(1280, 1330))
def components(stage: Stage) -> QWidget:
    return stage.framed(samples.board())


@state("navigator-pieces")
def navigator_pieces(stage: Stage) -> QWidget:
    return stage.framed(samples.answer())
