"""The settings page: every change is kept at once, and what goes wrong is told where it went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.errors import Problem
from companion.log.places import PlaceNames
from companion.settings import Settings
from companion.ui.session import Session
from companion.ui.settings.sections import SECTIONS
from companion.ui.settings.settings_page import SettingsPage
from companion.vault import kdf
from companion.vault.vault import Vault
from tests.ui.stage import Stage

OLD, NEW = "lantern orbit walnut thirty copper mist", "window carpet seven birds and a hill"


class Elsewhere:
    """The window around the page: hears what the page asks of it."""

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def go(self, key: str, **target: object) -> None:
        raise AssertionError(key)

    def back(self) -> None:
        raise AssertionError

    def lock(self) -> None:
        raise AssertionError

    def speak(self, language: str) -> None:
        self.spoken.append(language)


@pytest.fixture
def around() -> Elsewhere:
    return Elsewhere()


@pytest.fixture
def page(stage: Stage, around: Elsewhere) -> SettingsPage:
    made = SettingsPage(stage.session(), around)
    for section in SECTIONS:
        made.pane(section.key)
    stage.show(made, (1200, 1200))
    return made


def test_choices_are_kept_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    session = page.session
    QTest.mouseClick(page.look.colours.chip("dark"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.look.text_size.chip("150"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.look.motion.chip("on"), Qt.MouseButton.LeftButton)
    page.safety.minutes.step_by(2)
    page.team.smallest.step_by(5)
    page.look.client.changed.emit("pt")
    kept = {key: session.get(key) for key in ("theme", "text_size", "reduced_motion", "idle_minutes", "disclosure_k")}
    assert kept == {"theme": "dark", "text_size": 150, "reduced_motion": "on", "idle_minutes": 7, "disclosure_k": 10}
    assert session.client_language == "pt"


def test_the_language_is_the_window_s_affair(page: SettingsPage, around: Elsewhere) -> None:
    page.look.language.changed.emit("pt")
    assert around.spoken == ["pt"]


def test_a_setting_that_cannot_be_kept_says_so_and_stays(
    page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Settings, key: str, value: object) -> None:
        raise Problem("file.disk_full", file="device.json")

    with monkeypatch.context() as patch:
        patch.setattr(Settings, "set", full)
        QTest.mouseClick(page.look.colours.chip("dark"), Qt.MouseButton.LeftButton)
    assert page.look.colours.value() == "system"
    rows = [row for row in page.look.children() if getattr(row, "error", None) and row.error.text()]  # type: ignore[attr-defined]
    assert len(rows) == 1


def test_areas_and_sites_are_added_named_and_retired(page: SettingsPage, qtbot: QtBot) -> None:
    session, editor = page.session, page.team.places
    editor.add_area()
    editor.add_area()
    editor.add_site(1)
    editor.names["areas", 1].edit.setText("North")
    editor.names["areas", 1].edit.editingFinished.emit()
    places = session.contacts.places()
    assert places.areas == (1, 2)
    assert dict(places.sites) == {1: 1}
    assert PlaceNames.from_setting(session.get("place_names")).areas[1] == "North"
    editor.retire("areas", 1)
    places = session.contacts.places()
    assert places.areas == (2,)
    assert dict(places.sites) == {}
    assert dict(places.retired_sites) == {1: 1}
    editor.add_area()
    assert session.contacts.places().areas == (2, 3)
    editor.add_site(2)
    assert dict(session.contacts.places().sites) == {2: 2}
    editor.retire("sites", 2)
    assert dict(session.contacts.places().sites) == {}


def test_an_empty_name_goes_back_to_what_it_was(page: SettingsPage) -> None:
    editor = page.team.places
    editor.add_area()
    field = editor.names["areas", 1]
    field.edit.setText("   ")
    field.edit.editingFinished.emit()
    assert field.text() == "Area 1"


def test_a_place_that_cannot_be_kept_is_told_there(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(places: object) -> None:
        raise Problem("vault.disk_full", file="log.db")

    with monkeypatch.context() as patch:
        patch.setattr(page.session.contacts, "set_places", refuse)
        page.team.places.add_area()
    assert page.team.places._messages.count() == 1


def test_a_demonstration_has_no_passphrase_to_change(page: SettingsPage) -> None:
    assert page.session.demo
    assert not page.passphrases.own.start.isEnabled()


@pytest.fixture
def real(stage: Stage, tmp_path: Path, around: Elsewhere) -> SettingsPage:
    """The page on a vault with a passphrase."""
    vault = Vault.create(tmp_path / "real", OLD, cost=kdf.SMALLEST)
    stage._opened.append(vault)
    session = Session(vault, Settings(vault.library, tmp_path / "device.json"))
    stage._sessions.append(session)
    made = SettingsPage(session, around)
    made.show_section("passphrases")
    stage.show(made, (1200, 1400))
    return made


def change(page: SettingsPage, old: str, new: str, again: str) -> None:
    form = page.passphrases.own
    form.unfold(True)
    form.old.set_text(old)
    form.new.set_text(new)
    form.again.set_text(again)
    form.change()


def test_another_passphrase_opens_the_vault_from_now_on(real: SettingsPage, qtbot: QtBot) -> None:
    change(real, OLD, NEW, NEW)
    form = real.passphrases.own
    qtbot.waitUntil(lambda: form.result.count() == 1)
    assert not form.form.isVisible()
    assert form.old.text() == form.new.text() == form.again.text() == ""
    folder = real.session.vault.folder
    real.session.vault.close()
    Vault.unlock(folder, NEW).close()
    with pytest.raises(Problem, match="wrong_passphrase"):
        Vault.unlock(folder, OLD)


def test_a_wrong_old_passphrase_is_told_beside_its_field(real: SettingsPage, qtbot: QtBot) -> None:
    change(real, "something else entirely", NEW, NEW)
    qtbot.waitUntil(lambda: real.passphrases.own.old_field.error() != "")
    assert real.passphrases.own.form.isVisible()
    assert real.passphrases.own.save.isEnabled()


def test_two_different_new_ones_are_told_beside_the_second(real: SettingsPage) -> None:
    change(real, OLD, NEW, NEW + "s")
    assert real.passphrases.own.again_field.error() != ""
    assert not real.session.tasks.busy


@pytest.mark.parametrize("weak", ["", "short", "password"])
def test_a_weak_new_one_is_not_even_tried(weak: str, real: SettingsPage) -> None:
    change(real, OLD, weak, weak)
    assert not real.session.tasks.busy
    assert real.passphrases.own.form.isVisible()


def test_the_technical_log_is_shown_when_asked_for(page: SettingsPage, qtbot: QtBot) -> None:
    from companion import diagnostics
    from companion.ui.settings.technical_log import TechnicalLog

    diagnostics.note("ui.tested")
    log = page.safety.findChild(TechnicalLog)
    assert log is not None
    page.show_section("safety")
    assert not log.entries.isVisible()
    log.link.click()
    assert "ui.tested" in log.entries.text()
