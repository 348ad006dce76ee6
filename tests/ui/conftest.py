"""What every test of a screen gets: a stage to show it on."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.ui import kept_alive
from companion.ui.input_watch import InputWatch
from companion.ui.widgets.focus_ring import FocusRing
from tests.ui.stage import Stage, application, settle

# Before any test makes a widget, even one that asks for no stage.
kept_alive.keep()

# What the screenless platform says of every window with a least size and of every menu; a real one says nothing.
HARMLESS = "^This plugin does not support "


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let pytest-qt pass over what only the screenless platform says."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS, extend=True))


@pytest.fixture(autouse=True)
def collecting_in_this_thread() -> Iterator[None]:
    """As in the program: no working thread collects, so none destroys a widget."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_behind(qtbot: QtBot) -> Iterator[None]:
    """Every window of a test goes with it: each new look is put on whatever windows there are, so that a run with
    forgotten ones grows slower with every test."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def deaf_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever locks their screen while the tests run must not lock the windows of the tests."""
    monkeypatch.setattr("companion.ui.system_watch._bus", lambda: None)
    monkeypatch.setattr("companion.ui.system_watch.asleep_clock", lambda: 0.0)


@pytest.fixture(autouse=True)
def never_ended_by_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that an earlier test left behind locks itself after five minutes: that must not replace this process."""
    monkeypatch.setattr(os, "execv", lambda *_: None)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """The application dressed in English, light, 100 %, with a focus ring; everything shown on it is taken down."""
    app = application()
    watch = InputWatch(app, app)
    FocusRing(app, watch)
    made = Stage(app, tmp_path)
    made.dress()
    yield made
    made.close()
    watch.deleteLater()
    settle(app)
