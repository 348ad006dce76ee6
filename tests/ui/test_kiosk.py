"""Visitors at the kiosk, by touch and by the keyboard alone; what forgets them; how staff get out and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.errors import Problem
from companion.printing.document import Document
from companion.services.records import Audience
from companion.ui.kiosk import countdown
from companion.ui.kiosk.answer_pages import AnswerPage
from companion.ui.kiosk.help_pages import HelpPage, ListingPage, ListPage
from companion.ui.kiosk.home_page import HomePage
from companion.ui.kiosk.language_page import LanguagePage
from companion.ui.kiosk.overdose_page import OverdosePage, steps
from companion.ui.kiosk.question_pages import AmountPage, CircumstancePage, SubstancePage
from companion.ui.kiosk.shell import KioskShell
from companion.ui.kiosk.staff_page import StaffPage
from companion.ui.kiosk.take_page import TakePage
from companion.ui.kiosk.topic_pages import SectionPage, TopicsPage
from companion.ui.kiosk.visit import languages
from companion.ui.modes.kiosk import held
from companion.ui.settings.kiosk_pane import KioskPane
from companion.ui.settings.settings_page import SettingsPage
from tests.ui import states_kiosk
from tests.ui.kiosk_in_hand import PASSPHRASE, WORKER, KioskInHand
from tests.ui.stage import Stage, settle

_With = Qt.KeyboardModifier


@pytest.fixture
def hand(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KioskInHand]:
    made = KioskInHand(stage.app, tmp_path / "vault", monkeypatch)
    yield made
    made.close()


def touch(widget: QWidget) -> None:
    """A finger on the middle of something, as a touch screen tells it."""
    window = widget.window().windowHandle()
    assert window is not None
    spot = widget.mapTo(widget.window(), widget.rect().center())
    assert widget.window().childAt(spot) is widget, f"something lies over {widget.accessibleName()}"
    device = QTest.createTouchDevice()
    QTest.touchEvent(window, device).press(0, spot, window).commit()
    QTest.touchEvent(window, device).release(0, spot, window).commit()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settle(app)


def button(shell: KioskShell, name: str) -> QAbstractButton:
    """The button of that name that is on the screen now."""
    found = [b for b in shell.findChildren(QAbstractButton) if b.isVisible() and b.accessibleName().startswith(name)]
    assert found, f"no button {name!r}"
    return found[0]


def tab_to(app: QApplication, shell: KioskShell, name: str) -> None:
    """Tab until the button of that name has the keyboard, then Enter."""
    window, met = shell.window(), list[str]()
    for _ in range(120):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        focused = app.focusWidget()
        met.append(focused.accessibleName() if focused is not None else "")
        if focused is not None and focused.accessibleName().startswith(name):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
            settle(app)
            return
    raise AssertionError(f"Tab never came to {name!r}: {met}")


def test_a_visitor_finds_by_touch_what_happens_if_and_takes_it_along(hand: KioskInHand) -> None:
    shell = hand.shell
    assert isinstance(shell.page, LanguagePage)
    touch(shell.page.tiles["en"])
    assert isinstance(shell.page, HomePage)
    assert list(shell.page.tiles) == ["police", "question", "help", "overdose", "tools", "rights"]
    touch(shell.page.tiles["question"])
    assert isinstance(shell.page, SubstancePage)
    touch(shell.page.tiles["heroin"])
    assert isinstance(shell.page, AmountPage)
    touch(shell.page.more)
    touch(button(shell, "Next"))
    while isinstance(shell.page, CircumstancePage):
        touch(shell.page.tiles[""])  # rather not say
    assert isinstance(shell.page, AnswerPage)
    assert shell.page.document["outcome"] == "depends"  # nobody said where
    assert shell.page.document["asked"]["amount"] == "1.1 g"
    touch(button(shell, "How much"))
    touch(button(shell, "What it depends on") if "depends" in shell.page.document["outcome"] else button(shell, "What"))
    assert isinstance(shell.page, AnswerPage) and shell.page.part == 2
    touch(button(shell, "Take it with me"))
    assert isinstance(shell.page, TakePage)
    assert shell.page.parts
    touch(button(shell, "Back"))
    assert isinstance(shell.page, AnswerPage)
    touch(button(shell, "I’m finished"))
    assert hand.resets == 1
    assert isinstance(hand.page, LanguagePage)


def test_a_visitor_finds_help_and_the_law_by_the_keyboard_alone(hand: KioskInHand) -> None:
    shell, app = hand.shell, hand.app
    tab_to(app, shell, "English")
    tab_to(app, shell, "Find help")
    assert isinstance(shell.page, HelpPage)
    tab_to(app, shell, "Needles and syringes")
    assert isinstance(shell.page, ListPage)
    first = next(iter(shell.page.tiles.values()))
    tab_to(app, shell, first.accessibleName())
    assert isinstance(shell.page, ListingPage)
    QTest.keyClick(shell.window().windowHandle(), Qt.Key.Key_Escape)
    assert isinstance(shell.page, ListPage)
    tab_to(app, shell, "Home")
    tab_to(app, shell, "If police stop me")
    assert isinstance(shell.page, TopicsPage)
    tab_to(app, shell, "Stopped by police")
    tab_to(app, shell, "Next")
    assert isinstance(shell.page, SectionPage)
    assert shell.page.index == 1
    tab_to(app, shell, "Back")
    assert isinstance(shell.page, TopicsPage)
    tab_to(app, shell, "Somebody won’t wake up?")
    assert isinstance(shell.page, OverdosePage)
    tab_to(app, shell, "I’m finished")
    assert hand.resets == 1


def test_overdose_is_one_touch_away_from_every_page(stage: Stage) -> None:
    for name in ("kiosk-languages", "kiosk-home", "kiosk-section-long", "kiosk-amount", "kiosk-answer", "kiosk-staff"):
        shell = states_kiosk_made(stage, name)
        red = [b for b in shell.findChildren(QAbstractButton) if b.isVisible() and type(b).__name__ == "OverdoseBar"]
        red[0].click()
        assert isinstance(shell.page, OverdosePage), name
        stage.clear(shell)


def states_kiosk_made(stage: Stage, name: str) -> KioskShell:
    from tests.ui.stage import load_states

    one = load_states()[name]
    shown = stage.show(one.make(stage), one.size)
    assert isinstance(shown, KioskShell)
    return shown


@pytest.mark.parametrize("name", ["kiosk-overdose", "kiosk-overdose-large", "kiosk-overdose-tall"])
def test_the_overdose_page_is_seen_whole(stage: Stage, name: str) -> None:
    shell = states_kiosk_made(stage, name)
    page = shell.page
    assert isinstance(page, OverdosePage)
    frame = page.parentWidget()
    assert frame is not None
    assert page.height() <= frame.height()
    assert all(tile.fits(tile._factor) for tile in page.tiles)


def test_after_a_minute_without_a_touch_everything_is_forgotten(hand: KioskInHand) -> None:
    shell = hand.shell
    shell.speak("en")
    shell.touched()
    assert shell.warning is not None and shell.bar is not None
    shell._idle._last -= countdown.SECONDS - countdown.WARNING + 1
    shell.tick()
    assert shell.warning.isVisible()
    assert hand.resets == 0
    shell.touched()
    assert not shell.warning.isVisible()
    shell._idle._last -= countdown.SECONDS + 1
    shell.tick()
    assert hand.resets == 1
    assert isinstance(hand.page, LanguagePage)


def test_a_kiosk_that_nobody_touched_is_not_replaced(hand: KioskInHand) -> None:
    shell = hand.shell
    shell._used = False
    shell._idle._last -= 3 * countdown.SECONDS
    shell.tick()
    assert hand.resets == 0


def test_the_overdose_page_never_resets_by_itself(hand: KioskInHand) -> None:
    shell = hand.shell
    shell.overdose()
    shell.touched()
    shell._idle._last -= 60 * countdown.SECONDS
    shell.tick()
    assert isinstance(shell.page, OverdosePage)
    assert shell.seconds_left() is None
    assert hand.resets == 0
    shell.back()
    shell.tick()
    assert hand.resets == 0
    assert (shell._idle.remaining() or 0) > countdown.SECONDS - 5


def test_staff_leave_with_the_kiosks_passphrase_or_their_own_and_nobody_else(hand: KioskInHand, qtbot: QtBot) -> None:
    for words, right in (("touch me please now", False), (WORKER, True), (PASSPHRASE, True)):
        hand.left = False
        shell = hand.shell
        shell._trail = []
        shell.open(StaffPage)
        page = shell.page
        assert isinstance(page, StaffPage)
        for letter in words:
            page.keyboard.keys["space" if letter == " " else letter].click()
        assert page.passphrase.text() == words
        page.button.click()
        if right:
            qtbot.waitUntil(lambda: hand.left, timeout=10_000)
            return
        qtbot.waitUntil(lambda page=page: page.button.isEnabled(), timeout=10_000)  # type: ignore[misc]
        assert not hand.left
        assert page.field.error()
        assert page.passphrase.text() == ""


def test_the_window_stays_whatever_asks_it_to_close(hand: KioskInHand) -> None:
    window = hand.program.window
    event = QCloseEvent()
    hand.app.sendEvent(window, event)
    assert not event.isAccepted()
    window.close()
    assert window.isVisible()
    assert bool(window.windowFlags() & Qt.WindowType.FramelessWindowHint)
    window.showMinimized()
    hand.program._kiosk._come_back()  # type: ignore[union-attr]
    assert window.isFullScreen()


@pytest.mark.parametrize(
    ("key", "modifiers", "kept"),
    [
        (Qt.Key.Key_F4, _With.AltModifier, True),
        (Qt.Key.Key_Escape, _With.NoModifier, True),
        (Qt.Key.Key_F11, _With.NoModifier, True),
        (Qt.Key.Key_Q, _With.ControlModifier, True),
        (Qt.Key.Key_W, _With.ControlModifier, True),
        (Qt.Key.Key_Tab, _With.AltModifier, True),
        (Qt.Key.Key_Meta, _With.NoModifier, True),
        (Qt.Key.Key_Delete, _With.ControlModifier | _With.AltModifier, True),
        (Qt.Key.Key_L, _With.ControlModifier, True),
        (Qt.Key.Key_Tab, _With.NoModifier, False),
        (Qt.Key.Key_Tab, _With.ShiftModifier, False),
        (Qt.Key.Key_A, _With.ShiftModifier, False),
        (Qt.Key.Key_E, _With.ControlModifier | _With.AltModifier, False),
        (Qt.Key.Key_Return, _With.NoModifier, False),
    ],
)
def test_keys_that_lead_away_are_held(key: Qt.Key, modifiers: Qt.KeyboardModifier, kept: bool) -> None:
    assert held(key, modifiers) is kept


def test_the_kiosk_cannot_open_the_log(hand: KioskInHand) -> None:
    session = hand.shell.session
    assert session.vault.library_only
    with pytest.raises(Problem, match="log_closed"):
        _ = session.log


def test_what_is_kept_from_the_kiosk_and_what_staff_turn_off_is_not_shown(stage: Stage) -> None:
    shell = states_kiosk.kiosk(stage, services=True)
    session, store = shell.session, shell.visit.services
    assert store._finder.audience is Audience.KIOSK
    kinds = shell.visit.kinds()
    session.set("kiosk_kinds_off", [str(kinds[0])])
    session.set("kiosk_topics_off", ["stopped", "under-18"])
    session.set("kiosk_languages", ["pt"])
    assert shell.visit.kinds() == kinds[1:]
    ids = [topic.id for topic in (*shell.visit.topics(("stopped", "searched")), *shell.visit.topics())]
    assert "searched" in ids and not {"stopped", "under-18"} & set(ids)
    assert languages(session) == ["pt"]


def test_staff_choose_in_the_settings_what_shows(stage: Stage) -> None:
    shell = stage.shell("settings", section="kiosk")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    pane = page.pane("kiosk")
    assert isinstance(pane, KioskPane)
    pane.topics.chip("practice").click()
    pane.languages.chip("en").click()
    pane.naloxone.edit.setText("Box at the desk")
    pane.naloxone.edit.editingFinished.emit()
    session = stage.session()
    assert session.get("kiosk_topics_off") == ["practice"]
    assert session.get("kiosk_languages") == ["pt"]
    assert session.get("kiosk_naloxone") == "Box at the desk"
    pane.topics.chip("practice").click()
    assert session.get("kiosk_topics_off") == []


def test_where_a_place_teaches_no_naloxone_the_page_has_none() -> None:
    whole, without = steps("112", "desk"), steps("115", "", with_naloxone=False)
    assert len(whole) == 6
    assert [step.icon for step in without] == ["od_wake", "od_call", "od_breathe", "od_side"]


def test_paper_comes_without_a_dialog_and_says_what_goes_wrong(stage: Stage) -> None:
    shell = states_kiosk_made(stage, "kiosk-take")
    page = shell.page
    assert isinstance(page, TakePage)
    sent: list[Document] = []
    page.send = sent.append
    next(iter(page.printing.values())).click()
    assert sent

    def none(document: Document) -> None:
        raise Problem("printing.no_printer")

    page.send = none
    next(iter(page.printing.values())).click()
    assert page._told is not None and page._told.kind == "error"
