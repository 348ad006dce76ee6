"""The door: what opens it, what does not, and where each fault is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from companion.errors import Problem
from companion.i18n import messages
from companion.rights.library import Library
from companion.ui.unlock.first_start import FirstStart
from companion.ui.unlock.lock_screen import LockScreen
from companion.ui.unlock.strength_line import StrengthLine
from companion.vault import kdf, slots, words
from companion.vault.keyslots import SlotKind
from companion.vault.vault import Vault
from tests.ui.stage import Stage

PASSPHRASE = "lantern orbit walnut thirty copper mist"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault, closed."""
    where = tmp_path / "vault"
    Vault.create(where, PASSPHRASE, cost=kdf.SMALLEST).close()
    return where


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are derived with the least that is permitted."""
    monkeypatch.setattr(kdf, "calibrate", lambda: kdf.SMALLEST)


def lock_screen(stage: Stage, folder: Path) -> LockScreen:
    screen = LockScreen(folder, stage.tasks(), "Companion")
    stage.show(screen)
    return screen


def test_the_passphrase_opens_the_vault_and_is_forgotten(folder: Path, stage: Stage, qtbot: QtBot) -> None:
    screen = lock_screen(stage, folder)
    QTest.keyClicks(screen.passphrase.edit, PASSPHRASE)
    with qtbot.waitSignal(screen.opened) as told:
        QTest.keyClick(screen.passphrase.edit, Qt.Key.Key_Return)
        assert not screen.button.isEnabled()
        assert screen.busy.isVisible()
    assert screen.passphrase.text() == ""
    told.args[0].close()


def test_a_wrong_passphrase_is_told_beside_the_field(folder: Path, stage: Stage, qtbot: QtBot) -> None:
    screen = lock_screen(stage, folder)
    QTest.keyClicks(screen.passphrase.edit, "not this one at all")
    screen.unlock()
    qtbot.waitUntil(lambda: screen.field.error() != "")
    message = messages.explain(Problem("vault.wrong_passphrase"))
    assert message.title in screen.field.error()
    assert message.next_step in screen.field.error()
    assert screen.message is None
    assert screen.passphrase.edit.hasFocus()
    assert screen.passphrase.edit.selectedText() != ""
    assert screen.button.isEnabled()
    QTest.keyClicks(screen.passphrase.edit, "n")
    assert screen.field.error() == ""


def test_what_is_wrong_with_the_vault_stands_below(tmp_path: Path, stage: Stage, qtbot: QtBot) -> None:
    where = tmp_path / "vault"
    Vault.create(where, PASSPHRASE, cost=kdf.SMALLEST).close()
    (where / "log.db").write_bytes(b"")
    screen = lock_screen(stage, where)
    screen.passphrase.set_text(PASSPHRASE)
    screen.unlock()
    qtbot.waitUntil(lambda: screen.message is not None)
    assert screen.message is not None
    assert screen.message.kind == "error"
    assert screen.field.error() == ""


def test_a_kiosks_passphrase_does_not_open_the_workers_door(folder: Path, stage: Stage, qtbot: QtBot) -> None:
    kiosk = "counter window poster wednesday"
    with Vault.unlock(folder, PASSPHRASE) as vault:
        slots.add(vault, PASSPHRASE, kiosk, label="counter", kind=SlotKind.KIOSK)
    screen = lock_screen(stage, folder)
    screen.passphrase.set_text(kiosk)
    with qtbot.assertNotEmitted(screen.opened):
        screen.unlock()
        qtbot.waitUntil(lambda: screen.message is not None)
    Vault.unlock(folder, PASSPHRASE).close()  # nothing is held
    other = LockScreen(folder, stage.tasks(), "Companion", whole=False)
    other.passphrase.set_text(kiosk)
    with qtbot.waitSignal(other.opened) as told:
        other.unlock()
    told.args[0].close()
    other.deleteLater()


def test_an_empty_passphrase_asks_nothing(folder: Path, stage: Stage) -> None:
    screen = lock_screen(stage, folder)
    screen.unlock()
    assert screen.button.isEnabled()
    assert not stage.tasks().busy


def test_the_lock_screen_says_no_subject_word(folder: Path, stage: Stage) -> None:
    from PySide6.QtWidgets import QLabel

    screen = lock_screen(stage, folder)
    words = " ".join(label.text() for label in screen.findChildren(QLabel)).casefold()
    for telling in ("drug", "law", "rights", "needle", "client", "log", "outreach"):
        assert telling not in words


def test_a_language_can_be_chosen_at_the_door(folder: Path, stage: Stage, qtbot: QtBot) -> None:
    screen = lock_screen(stage, folder)
    with qtbot.waitSignal(screen.language_chosen) as told:
        screen.language.changed.emit("pt")
    assert told.args == ["pt"]


def first_start(stage: Stage, folder: Path) -> FirstStart:
    screen = FirstStart(folder, stage.tasks(), Library.bundled())
    stage.show(screen)
    return screen


@pytest.mark.usefixtures("cheap")
def test_the_first_start_makes_a_vault_that_the_passphrase_opens(tmp_path: Path, stage: Stage, qtbot: QtBot) -> None:
    where = tmp_path / "new"
    screen = first_start(stage, where)
    screen.passphrase.set_text(PASSPHRASE)
    screen.again.set_text(PASSPHRASE)
    assert screen.new._same.isVisible()
    with qtbot.waitSignal(screen.created) as told:
        QTest.keyClick(screen.again.edit, Qt.Key.Key_Return)
    beginning = told.args[0]
    beginning.vault.close()
    assert beginning.place == "pt"
    assert screen.passphrase.text() == screen.again.text() == ""
    Vault.unlock(where, PASSPHRASE).close()


@pytest.mark.usefixtures("cheap")
def test_a_sheet_that_cannot_be_made_does_not_keep_one_out(
    tmp_path: Path, stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Problem("file.disk_full", file="header.key")

    monkeypatch.setattr("companion.vault.recovery.make", full)
    screen = first_start(stage, tmp_path / "new")
    screen.new.carry((PASSPHRASE, PASSPHRASE, ""))
    with qtbot.waitSignal(screen.created) as told:
        screen.make_vault()
    assert told.args[0].sheets == ()
    told.args[0].vault.close()


@pytest.mark.usefixtures("cheap")
def test_a_sheet_is_made_with_the_vault_and_handed_on(tmp_path: Path, stage: Stage, qtbot: QtBot) -> None:
    where = tmp_path / "new"
    screen = first_start(stage, where)
    screen.new.carry((PASSPHRASE, PASSPHRASE, ""))
    with qtbot.waitSignal(screen.created) as told:
        screen.make_vault()
    (sheet,) = told.args[0].sheets
    told.args[0].vault.close()
    Vault.unlock(where, " ".join(sheet.words)).close()


def test_what_was_typed_stays_when_the_door_is_built_anew(folder: Path, tmp_path: Path, stage: Stage) -> None:
    door, again = lock_screen(stage, folder), lock_screen(stage, folder)
    QTest.keyClicks(door.passphrase.edit, "half a pass")
    again.carry(door.carried())
    assert again.passphrase.text() == "half a pass"
    first, second = first_start(stage, tmp_path / "a"), first_start(stage, tmp_path / "b")
    first.place.set_value("kg")
    first.sheet.setChecked(False)
    second.carry(first.carried())
    assert second.passphrase.text() == first.passphrase.text() != ""
    assert second.passphrase.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert (second.place.value(), second.sheet.isChecked()) == ("kg", False)


@pytest.mark.parametrize(
    ("words", "again"),
    [("", ""), ("short", "short"), ("12345678901234", "12345678901234"), (PASSPHRASE, "lantern orbit")],
)
def test_nothing_is_made_from_a_passphrase_that_will_not_do(
    words: str, again: str, tmp_path: Path, stage: Stage
) -> None:
    where = tmp_path / "new"
    screen = first_start(stage, where)
    screen.passphrase.set_text(words)
    screen.again.set_text(again)
    screen.make_vault()
    assert screen.button.isEnabled()
    assert not Vault.exists(where)
    if words == PASSPHRASE:
        assert screen.again_field.error() != ""
    else:
        assert screen.passphrase_field.error() or screen.strength.words.property("ink") == "errink"


@pytest.mark.usefixtures("cheap")
def test_a_vault_that_cannot_be_made_says_why_and_lets_try_again(tmp_path: Path, stage: Stage, qtbot: QtBot) -> None:
    where = tmp_path / "new"
    where.write_text("a file where a folder should be")
    screen = first_start(stage, where)
    screen.passphrase.set_text(PASSPHRASE)
    screen.again.set_text(PASSPHRASE)
    screen.make_vault()
    qtbot.waitUntil(lambda: screen._messages.count() == 1)
    assert screen.button.isEnabled()


@pytest.mark.parametrize(
    ("words", "ink"),
    [("", "text2"), ("tiny", "errink"), ("Lisbon2024!", "warnink"), (PASSPHRASE, "okink")],
)
def test_strength_is_told_honestly(words: str, ink: str, stage: Stage) -> None:
    line = StrengthLine()
    line.show_for(words)
    assert line.words.property("ink") == ink
    assert words == "" or words not in line.words.text()


def test_offered_words_are_shown_and_typed_ones_are_dots(stage: Stage, tmp_path: Path) -> None:
    screen = first_start(stage, tmp_path / "new")
    offered = screen.passphrase.text()
    assert len(words.read(offered)) == words.OFFERED
    assert screen.passphrase.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert screen.again.edit.echoMode() == QLineEdit.EchoMode.Password
    assert screen.again.text() == ""
    screen.new.other.click()
    assert screen.passphrase.text() != offered
    screen.passphrase.set_text("")
    QTest.keyClicks(screen.passphrase.edit, "m")
    assert screen.passphrase.edit.echoMode() == QLineEdit.EchoMode.Password


def test_offered_words_are_called_strong_and_a_pin_is_not_taken(stage: Stage, tmp_path: Path) -> None:
    screen = first_start(stage, tmp_path / "new")
    assert screen.strength.words.property("ink") == "okink"
    screen.passphrase.set_text("7294618350")
    screen.again.set_text("7294618350")
    screen.make_vault()
    assert not Vault.exists(tmp_path / "new")
    assert screen.strength.words.property("ink") == "errink"
