"""The keyboard reaches and works every control."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion import clock
from companion.ui.widgets.buttons import Button, IconButton, LinkButton, Tile
from companion.ui.widgets.chips import Chip, ChipGroup, Choice
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.fields import Field, PassphraseField, SearchField, TextField
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.select import Option, Popup, Select, folded
from companion.ui.widgets.stepper import Stepper
from tests.ui.stage import Stage, settle

CHOICES = [Choice("a", "A"), Choice("b", "B"), Choice("c", "Not asked", unasked=True)]
NAMES = ("Ana", "Bela", "Célia", "Dora", "Eva", "Filipa", "Graça", "Inês", "Zoé")
OPTIONS = [Option(f"k{number}", name) for number, name in enumerate(NAMES)]


def shown(stage: Stage, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    for widget in widgets:
        column.addWidget(widget)
    return stage.show(holder, (500, 400))


def test_arrows_choose_among_chips_and_tab_passes_by(stage: Stage, qtbot: QtBot) -> None:
    group, after = ChipGroup(CHOICES, name="Age", value="a"), Button("After")
    shown(stage, group, after)
    group.chip("a").setFocus()
    with qtbot.waitSignal(group.changed):
        QTest.keyClick(group.chip("a"), Qt.Key.Key_Right)
    assert group.value() == "b"
    assert group.chip("b").hasFocus()
    QTest.keyClick(group.chip("b"), Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert group.chip("b").hasFocus()


def test_arrows_turn_round_with_the_window(stage: Stage, qtbot: QtBot) -> None:
    stage.dress("xr")
    group = ChipGroup(CHOICES, name="Age", value="a")
    shown(stage, group)
    QTest.keyClick(group.chip("a"), Qt.Key.Key_Left)
    assert group.value() == "b"


def test_several_chips_are_chosen_with_space(stage: Stage, qtbot: QtBot) -> None:
    group = ChipGroup(CHOICES, name="Topics", multiple=True, values=["b"])
    shown(stage, group)
    group.chip("a").setFocus()
    QTest.keyClick(group.chip("a"), Qt.Key.Key_Space)
    assert group.values() == ["a", "b"]
    QTest.keyClick(group.chip("a"), Qt.Key.Key_Right)
    assert group.values() == ["a", "b"]
    assert group.chip("b").hasFocus()


def test_a_single_choice_can_be_taken_off_only_where_it_is_optional(stage: Stage, qtbot: QtBot) -> None:
    for optional, expected in ((False, "a"), (True, None)):
        group = ChipGroup(CHOICES, name="Where", value="a", optional=optional)
        shown(stage, group)
        QTest.mouseClick(group.chip("a"), Qt.MouseButton.LeftButton)
        assert group.value() == expected


def test_choices_can_be_replaced_and_keep_what_is_still_there(stage: Stage) -> None:
    group = ChipGroup(CHOICES, name="Where", value="b")
    group.set_choices([Choice("b", "B"), Choice("d", "D")])
    assert group.value() == "b"
    group.set_choices([Choice("d", "D")])
    assert group.value() is None


def test_a_shortcut_chip_is_a_button(stage: Stage, qtbot: QtBot) -> None:
    chip = Chip(Choice("police", "Stopped by police"), checkable=False)
    shown(stage, chip)
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, Qt.Key.Key_Return)


def test_the_stepper_takes_arrows_and_digits_and_no_wheel(stage: Stage, qtbot: QtBot) -> None:
    stepper = Stepper("Needles", 10, maximum=50)
    shown(stage, stepper)
    stepper.field.setFocus()
    QTest.keyClick(stepper.field, Qt.Key.Key_Up)
    assert stepper.count() == 11
    stepper.field.selectAll()
    QTest.keyClicks(stepper.field, "37")
    assert stepper.count() == 37
    wheel = QWheelEvent(
        QPointF(10, 10),
        stepper.field.mapToGlobal(QPointF(10, 10)),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(stepper.field, wheel)
    assert stepper.count() == 37
    stepper.step_by(100)
    assert stepper.count() == 50


def test_what_is_no_number_goes_back_when_the_field_is_left(stage: Stage, qtbot: QtBot) -> None:
    stepper, after = Stepper("Needles", 10), Button("After")
    shown(stage, stepper, after)
    stepper.field.setFocus()
    stepper.field.selectAll()
    QTest.keyClicks(stepper.field, "1x")
    after.setFocus()
    assert stepper.count() == 1
    assert stepper.field.text() == "1"


@pytest.mark.parametrize(("typed", "expected"), [("0,8", "0.8"), ("0.8", "0.8"), ("٣", "3"), ("1٫5", "1.5")])
def test_fractions_are_typed_in_any_digits(typed: str, expected: str, stage: Stage, qtbot: QtBot) -> None:
    stepper = Stepper("Amount", None, decimals=3, optional=True)
    shown(stage, stepper)
    assert stepper.value() is None
    stepper.field.setFocus()
    for character in typed:
        stepper.field.insert(character)
    stepper.field.textEdited.emit(stepper.field.text())
    assert stepper.value() == Decimal(expected)
    stepper.field.clear()
    stepper.field.textEdited.emit("")
    assert stepper.value() is None


def test_the_ends_of_the_stepper_repeat_while_held_and_stop_at_the_bound(stage: Stage, qtbot: QtBot) -> None:
    stepper = Stepper("Needles", 1)
    shown(stage, stepper)
    less, more = stepper._less, stepper._more
    assert less.autoRepeat() and more.autoRepeat()
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert stepper.count() == 0
    assert not less.isEnabled()


def test_arrows_choose_among_segments(stage: Stage, qtbot: QtBot) -> None:
    segmented = Segmented(CHOICES, "a", name="Period")
    shown(stage, segmented)
    first = segmented._segments["a"]
    first.setFocus()
    with qtbot.waitSignal(segmented.changed) as told:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["b"]
    assert segmented.value() == "b"
    with qtbot.waitSignal(segmented.changed):
        QTest.mouseClick(segmented._segments["c"], Qt.MouseButton.LeftButton)
    assert segmented.value() == "c"
    assert [key for key, one in segmented._segments.items() if one.isChecked()] == ["c"]


def test_a_long_list_is_searched_without_case_or_accents(stage: Stage, qtbot: QtBot) -> None:
    select = Select("Name", OPTIONS, "k0")
    shown(stage, select)
    select.setFocus()
    QTest.keyClick(select, Qt.Key.Key_Down)
    popup = select._list
    assert popup is not None and popup._search is not None
    QTest.keyClicks(popup._search.edit, "CELI")
    assert popup.list.count() == 1
    with qtbot.waitSignal(select.changed) as told:
        QTest.keyClick(popup._search.edit, Qt.Key.Key_Return)
    assert told.args == ["k2"]
    assert select.text() == "Célia"
    assert "Célia" in select.accessibleName()


def test_a_short_list_has_no_search_and_escape_leaves_everything(stage: Stage, qtbot: QtBot) -> None:
    select = Select("Name", OPTIONS[:3], "k1")
    shown(stage, select)
    QTest.keyClick(select, Qt.Key.Key_Space)
    popup = select._list
    assert popup is not None and popup._search is None
    assert popup.list.currentRow() == 1
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    settle(stage.app)
    assert select.value() == "k1"


def test_folding_ignores_case_and_marks() -> None:
    assert folded("Gênero ÉLÈVE") == "genero eleve"


def test_a_day_is_picked_and_today_is_called_so(stage: Stage, qtbot: QtBot) -> None:
    with clock.frozen(datetime(2026, 11, 20, 17, 24).astimezone()):
        field = DateField("On this day", date(2023, 10, 1))
        shown(stage, field)
        assert field.text() == "1 Oct 2023"
        QTest.keyClick(field, Qt.Key.Key_Return)
        popup = field.findChild(Popup)
        assert popup is not None
        calendar = popup.findChild(QCalendarWidget)
        assert calendar is not None
        with qtbot.waitSignal(field.changed):
            calendar.clicked.emit(calendar.selectedDate().addDays(1))
        assert field.value() == date(2023, 10, 2)
        field.set_value(date(2026, 11, 20))
        assert field.text() == "Today, 20 Nov 2026"


def test_a_day_out_of_bounds_is_brought_to_the_bound(stage: Stage) -> None:
    field = DateField("Day", date(2020, 1, 1), earliest=date(2000, 1, 1), latest=date(2024, 12, 31))
    field.set_value(date(2030, 1, 1))
    assert field.value() == date(2024, 12, 31)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Button("Save"),
        lambda: LinkButton("All"),
        lambda: IconButton("back", "Back"),
        lambda: Tile("10 needles", "needle"),
    ],
)
def test_enter_and_space_press_every_button(make: object, stage: Stage, qtbot: QtBot) -> None:
    button = make()  # type: ignore[operator]
    shown(stage, button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_the_ring_stands_around_what_has_the_keyboard(stage: Stage) -> None:
    first, second = Button("First"), Button("Second")
    holder = shown(stage, first, second)
    window = holder.windowHandle()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=first.geometry().center())
    settle(stage.app)
    assert first.hasFocus()
    assert not _ring_visible(holder)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    settle(stage.app)
    assert second.hasFocus()
    ring = holder.findChild(QWidget, "focusRing")
    assert ring is not None and ring.isVisible()
    assert ring.geometry().contains(second.geometry())
    second.move(second.x(), second.y() + 40)
    assert ring.geometry().contains(second.geometry())
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=first.geometry().center())
    settle(stage.app)
    assert not _ring_visible(holder)


def test_a_field_shows_its_ring_however_one_came_there(stage: Stage) -> None:
    field = TextField("Name")
    holder = shown(stage, field, Button("After"))
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    ring = holder.findChild(QWidget, "focusRing")
    assert ring is not None and ring.isVisible()
    assert ring.geometry().contains(field.geometry())


def _ring_visible(holder: QWidget) -> bool:
    ring = holder.findChild(QWidget, "focusRing")
    return ring is not None and ring.isVisible()


def test_a_field_says_beside_itself_what_is_wrong(stage: Stage) -> None:
    field = Field("Amount", TextField("Amount"), hint="As weighed.")
    shown(stage, field)
    assert field.error() == ""
    field.set_error("Did you mean 0.8 g?")
    assert field.error() == "Did you mean 0.8 g?"
    assert field.editor.accessibleDescription() == "Did you mean 0.8 g?"
    field.set_error("")
    assert field.error() == ""
    assert field.editor.accessibleDescription() == "As weighed."


def test_the_search_field_counts_and_empties(stage: Stage, qtbot: QtBot) -> None:
    search = SearchField("Search", key="Ctrl K")
    shown(stage, search)
    assert not search._clear.isVisible()
    QTest.keyClicks(search.edit, "needles")
    search.set_found("9 found")
    assert search._found.isVisible() and search._clear.isVisible()
    QTest.mouseClick(search._clear, Qt.MouseButton.LeftButton)
    assert search.text() == ""
    assert not search._found.isVisible()


def test_a_passphrase_is_hidden_until_asked(stage: Stage) -> None:
    field = PassphraseField("Passphrase")
    assert field.edit.echoMode() == field.edit.EchoMode.Password
    field._eye.click()
    assert field.edit.echoMode() == field.edit.EchoMode.Normal
    assert field.edit.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
