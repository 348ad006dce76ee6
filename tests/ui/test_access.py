"""The walk over every screen finds what it is there to find, and finds nothing on any screen.

That it finds nothing is asked of every state in `test_states`; here faults are made on purpose.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget, QVBoxLayout, QWidget

from companion.ui.widgets.buttons import Button
from companion.ui.widgets.text import Text
from tests.ui import access
from tests.ui.stage import Stage


def column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setObjectName("window")
    layout = QVBoxLayout(holder)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def test_a_control_a_field_and_a_cell_without_names_are_found(stage: Stage) -> None:
    shown = stage.show(column(QPushButton(), QLineEdit(), QTableWidget(1, 1)))
    found = access.unnamed(shown)
    assert [words.split(" ")[0] for words in found][:3] == ["Button", "EditableText", "Table"]
    assert access.unnamed(stage.show(column(Button("Save")))) == []


class _Trap(QLineEdit):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Swallow Tab."""

    def focusNextPrevChild(self, next_: bool) -> bool:
        return False


def test_a_field_that_keeps_the_keyboard_is_found(stage: Stage) -> None:
    shown = stage.show(column(Button("One"), _Trap(), Button("Two")))
    assert "keeps the keyboard" in access.out_of_reach(shown)[0]
    assert access.out_of_reach(stage.show(column(Button("One"), Button("Two")))) == []


def test_a_step_of_tab_that_goes_up_is_found(stage: Stage) -> None:
    first, second, third = Button("One"), Button("Two"), Button("Three")
    shown = stage.show(column(first, second, third))
    assert access.out_of_order(shown) == []
    QWidget.setTabOrder(second, first)
    assert access.out_of_order(shown) == ["Tab leads up from Button “Two” to Button “One”"]


def test_words_that_are_too_faint_are_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both kinds: a label on the wrong ground, and words that a widget paints itself."""
    assert access.faint(stage.show(column(Text("Read me"), Button("Save"))), monkeypatch) == []
    pale = Text("Read me", ink="onaccent")
    assert "Read me" in access.faint(stage.show(column(pale)), monkeypatch)[0]
    painted = Button("Save", "primary")
    painted._colours = lambda: (None, None, "onaccent")  # type: ignore[method-assign]
    assert "Save" in access.faint(stage.show(column(painted)), monkeypatch)[0]


def test_a_target_too_small_for_a_finger_is_found(stage: Stage) -> None:
    small = Button("Save")
    assert access.small_targets(stage.show(column(small)))
    small.setMinimumSize(access.TARGET, access.TARGET)
    assert access.small_targets(stage.show(column(small))) == []


def test_a_state_that_is_not_told_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    shown = stage.show(column(field))
    assert access.untrue_states(shown) == []
    monkeypatch.setattr(access, "_hidden", lambda _: False)
    assert access.untrue_states(shown) == ["QLineEdit “”: that it is a passphrase is not told"]
