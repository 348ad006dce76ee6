"""Content packs on screen: read, told, taken in; keys compared before they count; a folder that shows what is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from companion.packs import installed
from companion.packs.trust import Scope, TrustStore, key_of
from companion.ui.app import Options, Program
from companion.ui.packs.arrivals import Arrivals
from companion.ui.packs.changes_card import PlaceRow
from companion.ui.packs.content_pane import ContentPane, KeyRow
from companion.ui.packs.preview_page import PreviewPage
from companion.ui.packs.update_job import Phase, UpdateJob
from companion.ui.packs.update_page import UpdatePage
from companion.ui.settings.settings_page import SettingsPage
from companion.ui.shell import Shell
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.text import Text
from companion.vault.vault import Vault
from tests.packs import packs
from tests.rights import content
from tests.ui.stage import Stage, settle
from tests.ui.states_packs import NAME, REVERSAL


def words(widget: QWidget) -> str:
    return " ".join(text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget))


@pytest.fixture
def shell(stage: Stage) -> Shell:
    made = stage.shell("update")
    assert isinstance(made, Shell)
    stage.show(made)
    return made


@pytest.fixture
def trusted(stage: Stage) -> TrustStore:
    keys = TrustStore(stage.session().library)
    keys.add(packs.key().public, NAME, Scope())
    return keys


def page_of(shell: Shell) -> UpdatePage:
    page = shell.page("update")
    assert isinstance(page, UpdatePage)
    return page


def written(folder: Path, data: bytes) -> Path:
    path = folder / "law.companionpack"
    path.write_bytes(data)
    return path


def read(qtbot: QtBot, shell: Shell, path: Path) -> UpdateJob:
    job = UpdateJob.of(shell.session)
    with qtbot.waitSignal(job.changed, check_params_cb=lambda: not job.busy, timeout=20_000):
        shell.go("update", pack=path)
    return job


def test_an_update_is_told_before_it_is_taken_in(
    qtbot: QtBot, stage: Stage, shell: Shell, trusted: TrustStore, tmp_path: Path
) -> None:
    session = stage.session()
    job = read(qtbot, shell, written(tmp_path, packs.built(tmp_path / "one")))
    assert job.phase is Phase.READ
    assert "xa" not in session.rights.places()
    page = page_of(shell)
    said = words(page)
    assert NAME in said and "Example Land" in said and "This place is new." in said
    (tmp_path / "law.companionpack").unlink()  # the stick is pulled out: everything that is needed is in memory
    assert page.action is not None
    with qtbot.waitSignal(session.rights_changed, timeout=20_000):
        page.action.click()
    assert "xa" in session.rights.places()
    qtbot.waitUntil(lambda: "Show the law" in [button.text() for button in page_of(shell).findChildren(Button)])


def test_a_law_that_is_taken_back_is_told_from_the_law_itself(
    qtbot: QtBot, stage: Stage, shell: Shell, trusted: TrustStore, tmp_path: Path
) -> None:
    job = read(qtbot, shell, written(tmp_path, packs.built(tmp_path / "one")))
    with qtbot.waitSignal(stage.session().rights_changed, timeout=20_000):
        job.keep()
    changed = {"xa/jurisdiction.toml": content.JURISDICTION + REVERSAL}
    job = read(qtbot, shell, written(tmp_path, packs.built(tmp_path / "two", changed=changed, version=2)))
    said = words(page_of(shell))
    assert "Carrying a small amount is a crime again" in said
    assert "since 1 September 2026" in said


def test_a_refused_pack_says_why_and_changes_nothing(qtbot: QtBot, stage: Stage, shell: Shell, tmp_path: Path) -> None:
    before = packs.held(stage.session().library)
    job = read(qtbot, shell, written(tmp_path, packs.built(tmp_path / "one")))
    assert job.phase is Phase.IDLE and job.problem is not None
    message = page_of(shell).message
    assert message is not None and "You do not trust whoever signed this pack." in message.words()
    assert packs.held(stage.session().library) == before


def test_not_now_leaves_everything_as_it_is(
    qtbot: QtBot, stage: Stage, shell: Shell, trusted: TrustStore, tmp_path: Path
) -> None:
    job = read(qtbot, shell, written(tmp_path, packs.built(tmp_path / "one")))
    page_of(shell).back_button.click()
    assert job.phase is Phase.IDLE and job.looked is None
    assert shell.current == "settings"
    assert installed.packs(stage.session().library) == []


def test_a_pack_that_is_dragged_onto_the_window_arrives(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    arrivals = Arrivals(window)
    seen: list[object] = []
    arrivals.arrived.connect(seen.append)

    def dropped(*names: str) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(name) for name in names])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        event = QDropEvent(QPointF(1, 1), copy, data, left, Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop)
        return arrivals.eventFilter(window, event)

    assert not dropped("/media/stick/list.zip")
    assert not dropped("/media/stick/a.companionpack", "/media/stick/b.companionpack")
    assert dropped("/media/stick/law.companionpack")
    assert seen == [Path("/media/stick/law.companionpack")]


def pane_of(stage: Stage) -> ContentPane:
    shell = stage.shell("settings")
    stage.show(shell)
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section("content")
    pane = page.pane("content")
    assert isinstance(pane, ContentPane)
    return pane


def test_a_key_counts_only_after_its_words_were_compared(stage: Stage) -> None:
    pane, keys = pane_of(stage), TrustStore(stage.session().library)
    pane.trust.add.click()
    form = pane.trust.form
    form.key.set_text("orbit violin")
    form.add.click()
    assert form.key_field.error() and keys.trust().keys == ()
    key = packs.key().public
    form.key.set_text(key.text())
    form.name.set_text(NAME)
    form.add.click()
    assert keys.trust().keys == ()
    form.key.set_text(packs.key("second").public.text())  # another key was typed meanwhile: compare again
    form.add.click()
    assert keys.trust().keys == ()
    form.kinds.set_values(("services",))
    form.add.click()
    (made,) = keys.trust().keys
    assert (made.key, made.name, made.scope.kinds) == (packs.key("second").public, NAME, frozenset({"services"}))


def test_a_key_without_a_name_is_not_added(stage: Stage) -> None:
    form = pane_of(stage).trust.form
    form.key.set_text(packs.key().public.text())
    form.add.click()
    form.add.click()
    assert form.name_field.error() == "Say whose key it is."


def test_trust_is_taken_back_only_when_asked_twice(stage: Stage, trusted: TrustStore) -> None:
    pane = pane_of(stage)
    (row,) = pane.trust.findChildren(KeyRow)
    row.ask.click()
    assert trusted.trust().keys[0].revoked_on is None
    (sure,) = (button for button in row.findChildren(Button) if NAME in button.text())
    sure.click()
    assert trusted.trust().keys[0].revoked_on is not None


def test_two_signatures_are_a_setting_of_the_vault(stage: Stage) -> None:
    pane = pane_of(stage)
    pane.trust.two.set_value("2")
    pane.trust.two.changed.emit()
    assert stage.session().get("law_signatures") == 2
    assert TrustStore(stage.session().library).trust().law_signatures == 2


def test_a_folder_shows_what_is_saved(qtbot: QtBot, stage: Stage, tmp_path: Path) -> None:
    root = packs.folder(tmp_path / "law")
    shell = stage.shell("preview")
    stage.show(shell)
    page = shell.page("preview")
    assert isinstance(page, PreviewPage)
    page.open(folder=root)
    qtbot.waitUntil(lambda: "Stopped" in words(page), timeout=10_000)
    stopped = root / "xa" / "topics" / "stopped.toml"
    stopped.write_text(stopped.read_text().replace('title = "Stopped"', 'title = "In the street"'))
    qtbot.waitUntil(lambda: "In the street" in words(page), timeout=10_000)
    head = root / "xa" / "jurisdiction.toml"
    head.write_text(head.read_text().replace('emergency_number = "000"', ""))
    qtbot.waitUntil(lambda: any(finding.code == "content.missing_key" for finding in page.findings), timeout=10_000)
    head.write_text("[[")
    qtbot.waitUntil(lambda: page.view is None, timeout=10_000)


def test_every_page_of_a_folder_can_be_turned_to(stage: Stage, tmp_path: Path) -> None:
    shell = stage.shell("preview")
    page = shell.page("preview")
    assert isinstance(page, PreviewPage)
    page.ask = lambda *_: packs.folder(tmp_path / "law")
    page.choose()
    page.topic_choice.changed.emit("stopped")
    page.language_choice.changed.emit("fr")
    assert (page.topic, page.language) == ("stopped", "fr")
    kept = page.state()
    again = PreviewPage(stage.session(), shell)
    again.restore(kept)
    assert (again.folder, again.topic, again.language) == (page.folder, "stopped", "fr")
    again.deleteLater()


def test_a_pack_named_at_the_start_is_shown_once_the_vault_is_open(qtbot: QtBot, stage: Stage, tmp_path: Path) -> None:
    path = written(tmp_path, packs.built(tmp_path / "one"))
    program = Program(stage.app, Options(demo=lambda: Vault.throw_away(tmp_path / "vault"), pack=path))
    try:
        with qtbot.waitSignal(program.furnished, timeout=20_000):
            program.begin()
        screen = program.window.currentWidget()
        assert isinstance(screen, Shell)
        job = UpdateJob.of(screen.session)
        qtbot.waitUntil(lambda: not job.busy, timeout=20_000)
        assert (screen.current, job.path) == ("update", path)
        assert job.problem is not None and job.problem.code == "packs.unknown_signer"
        screen.go("home")
        program.show_pack(path)
        assert screen.current == "update"
        qtbot.waitUntil(lambda: not job.busy, timeout=20_000)
    finally:
        program.end()
        settle(stage.app)


def test_every_changed_page_is_listed_and_a_long_list_scrolls(
    qtbot: QtBot, stage: Stage, shell: Shell, trusted: TrustStore, tmp_path: Path
) -> None:
    read(qtbot, shell, written(tmp_path, packs.built(tmp_path / "one")))
    page = page_of(shell)
    (row,) = page.findChildren(PlaceRow)
    assert row.listed is None
    row.every.click()
    settle(stage.app)
    said = words(page)
    assert "New pages" in said and "Stopped" in said and "New rules of the law" in said
    assert row.listed is not None and "Stopped" in row.listed.accessibleName()
    shell.resize(shell.width(), 480)
    settle(stage.app)
    parent = row.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    assert parent is not None and parent.verticalScrollBar().maximum() > 0


def test_a_trusted_key_is_shown_as_a_code_that_adds_the_same_key(stage: Stage, trusted: TrustStore) -> None:
    (row,) = pane_of(stage).findChildren(KeyRow)
    row.show_code.click()
    assert row.code is not None and row.code.isVisible()
    assert key_of(row.code.accessibleDescription()) == packs.key().public
    assert not row.show_code.isVisible()
