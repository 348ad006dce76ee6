"""Random touches and keys never lead out of the kiosk: not to the log, not to settings, not to the desktop.

The short form is seeded and small; `python -m tests.endurance monkeys` does twenty thousand.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QMenu, QWidget

from companion.ui.kiosk import countdown, take_page
from companion.ui.kiosk import shell as kiosk_shell
from companion.ui.session import Session
from companion.ui.shell import Shell
from companion.ui.voice.speaker import Speaker
from tests.endurance import rounds
from tests.ui.conftest import HARMLESS
from tests.ui.kiosk_in_hand import KioskInHand
from tests.ui.stage import Stage, settle

SHORT, LONG = 150, 20_000
SEED = 20261120
_KEYS = tuple(Qt.Key(code) for code in (*range(0x20, 0x60), *range(0x01000000, 0x01000060)))
_HELD_DOWN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def hand(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KioskInHand]:
    """A kiosk in which the doors that must stay shut make the test fail."""

    def shut(name: str) -> Callable[..., NoReturn]:
        def refuse(*_: object, **__: object) -> NoReturn:
            raise AssertionError(f"the monkey reached {name}")

        return refuse

    monkeypatch.setattr(Session, "log", property(shut("the log")))
    monkeypatch.setattr(Session, "set", shut("a setting"))
    monkeypatch.setattr(Shell, "__init__", shut("the worker's window"))
    monkeypatch.setattr(QDialog, "exec", shut("a dialog"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", shut("the files"))
    monkeypatch.setattr(QMenu, "exec", shut("a menu"))
    monkeypatch.setattr(take_page, "print_now", lambda document: None)
    monkeypatch.setattr(kiosk_shell, "Speaker", lambda parent: Speaker(parent, engines=()))
    made = KioskInHand(stage.app, tmp_path / "vault", monkeypatch)
    yield made
    made.close()


@pytest.mark.qt_log_ignore("^keyToAscii", HARMLESS, extend=True)  # what QTest cannot type it still presses
def test_monkeys_never_leave_the_kiosk(hand: KioskInHand) -> None:
    dice, met = random.Random(SEED), Counter[str]()  # seeded: a failure can be had again
    kept = _what_is_kept(hand)
    for _ in range(rounds(SHORT, LONG)):
        shell = hand.shell
        act = dice.random()
        if act < 0.8:
            _touch(dice, hand)
        elif act < 0.995:
            QTest.keyClick(shell.window().windowHandle(), dice.choice(_KEYS), dice.choice(_HELD_DOWN))
        else:
            shell._idle._last -= countdown.SECONDS + 1  # nobody touches for a minute
            shell.tick()
        hand.app.processEvents()
        _still_a_kiosk(hand)
        met[type(hand.page).__name__] += 1
    settle(hand.app)
    assert _what_is_kept(hand) == kept
    assert hand.shell.session.vault.library_only
    # Enough was seen for this to mean something.
    assert len(met) >= rounds(4, 12), met
    assert hand.resets


def _touch(dice: random.Random, hand: KioskInHand) -> None:
    """Half of the touches hit some button, the others anywhere: a monkey that hits nothing finds nothing."""
    window = hand.program.window
    spot = QPoint(dice.randrange(window.width()), dice.randrange(window.height()))
    if dice.random() < 0.5:
        every = [one for one in hand.shell.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        target: QWidget = dice.choice(every)
        spot = target.mapTo(window, target.rect().center())
    under = window.childAt(spot)
    if under is None:
        return
    button = Qt.MouseButton.RightButton if dice.random() < 0.05 else Qt.MouseButton.LeftButton
    QTest.mouseClick(under, button, pos=under.mapFrom(window, spot))


def _still_a_kiosk(hand: KioskInHand) -> None:
    assert not hand.left, "the monkey guessed a passphrase"
    assert hand.shell.isVisible()
    assert hand.program.window.isVisible()
    others = [one for one in hand.app.topLevelWidgets() if one.isVisible() and one is not hand.program.window]
    assert not others, f"beside the kiosk there is {others}"


def _what_is_kept(hand: KioskInHand) -> list[tuple[object, ...]]:
    return hand.shell.session.library.query("SELECT key, value FROM setting ORDER BY key")
