"""Places side by side: filters, the day, the keyboard, a table that can be read aloud, the way to paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from companion import clock
from companion.printing import text
from companion.rights.comparison import COLUMNS
from companion.ui.printing.print_page import PrintPage
from companion.ui.rights.comparison_model import FIRST_MARK, KNOWN, PLACE, SINCE
from companion.ui.rights.comparison_view import ComparisonView
from companion.ui.rights.place_view import PlaceView
from companion.ui.rights.rights_page import RightsPage
from companion.ui.shell import Shell
from companion.ui.widgets.tags import ReviewTag
from companion.vocabulary import Model
from tests.ui.stage import Stage, settle


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    with clock.frozen(datetime.fromisoformat("2026-11-20T17:24")):
        yield


def compared(stage: Stage) -> tuple[Shell, RightsPage, ComparisonView]:
    shell = stage.shell("rights")
    stage.show(shell)
    page = shell.page("rights")
    assert isinstance(page, RightsPage)
    page.compare_button.click()
    settle(stage.app)
    assert isinstance(page.view, ComparisonView)
    return shell, page, page.view


def ids(view: ComparisonView) -> list[str]:
    return [str(row["id"]) for row in view.table.rows.rows]


def test_all_places_stand_in_the_table_each_with_its_own_date(stage: Stage) -> None:
    shell, _, view = compared(stage)
    library = stage.session().rights
    assert sorted(ids(view)) == library.places()
    portugal = ids(view).index("pt")
    model = view.table.rows
    assert "8 Mar 2025" in str(model.data(model.index(portugal, KNOWN)))
    assert str(model.data(model.index(portugal, SINCE))).startswith("Since 1 Jul 2001")
    mark = FIRST_MARK + COLUMNS.index(Model.HEALTH_DIVERSION)
    assert model.data(model.index(portugal, mark)) == "on that day"
    assert model.data(model.index(portugal, FIRST_MARK + COLUMNS.index(Model.CRIMINALISED))) == "before"
    assert [tag.kind for tag in view.findChildren(ReviewTag) if tag.isVisibleTo(view)] == ["draft"]
    stage.clear(shell)


def test_the_table_says_its_rows_and_columns_to_a_screen_reader(stage: Stage) -> None:
    shell, _, view = compared(stage)
    said = QAccessible.queryAccessibleInterface(view.table)
    assert said.role() in (QAccessible.Role.Table, QAccessible.Role.Tree)
    parts = [said.child(at) for at in range(said.childCount())]
    cells = [part.text(QAccessible.Text.Name) for part in parts if part and part.role() == QAccessible.Role.Cell]
    heads = [
        part.text(QAccessible.Text.Name) for part in parts if part and part.role() == QAccessible.Role.ColumnHeader
    ]
    assert len(cells) == len(ids(view)) * (KNOWN + 1)
    assert "Not a crime: no sanctions" in heads and len(heads) == KNOWN + 1
    words = cells[ids(view).index("us-ca") * (KNOWN + 1) + PLACE]
    assert "California. A crime. Only for some" in words and "Known to be true up to" in words
    stage.clear(shell)


def test_models_search_and_places_narrow_the_table(stage: Stage) -> None:
    shell, _, view = compared(stage)
    view.models.chip(Model.HEALTH_DIVERSION).click()
    assert ids(view) == ["pt"]
    view.models.chip(Model.HEALTH_DIVERSION).click()
    view.search.edit.setText("  oreg")
    assert ids(view) == ["us-or"]
    view.search.edit.setText("")
    view.choose_button.click()
    assert view.chooser.isVisibleTo(view)
    view.none_button.click()
    assert ids(view) == [] and view.nothing.isVisibleTo(view) and not view.print_button.isEnabled()
    view.chosen.chip("no").click()
    assert ids(view) == ["no"] and view.choose_button.text().startswith("1 of ")
    view.all_button.click()
    assert len(ids(view)) == len(stage.session().rights.places())
    stage.clear(shell)


def test_another_day_shows_the_law_of_that_day(stage: Stage) -> None:
    shell, page, view = compared(stage)
    view.day.set_value(date(2022, 1, 1))
    view.day.changed.emit()
    row = next(row for row in view.table.rows.rows if row["id"] == "us-or")
    assert row["general"] == Model.ADMINISTRATIVE
    kept = page.state()
    page.open(place="pt")
    page.restore(kept)
    assert isinstance(page.view, ComparisonView) and page.view.day.value() == date(2022, 1, 1)
    stage.clear(shell)


def test_arrows_and_enter_lead_to_a_place_and_the_heading_back(stage: Stage) -> None:
    shell, page, view = compared(stage)
    view.table.setFocus()
    assert [index.row() for index in view.table.selectionModel().selectedRows()] == [0]
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    chosen = ids(view)[1]
    assert view.table.current_place() == chosen
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    settle(stage.app)
    assert isinstance(page.view, PlaceView) and page.state()["place"] == chosen
    stage.clear(shell)


def test_control_k_goes_to_the_search(stage: Stage) -> None:
    shell, page, view = compared(stage)
    assert page.focus_search() and view.search.edit.hasFocus()
    stage.clear(shell)


def test_the_shown_rows_go_to_paper(stage: Stage) -> None:
    shell, _, view = compared(stage)
    view.search.edit.setText("Norway")
    view.print_button.click()
    paper = shell.page("print")
    assert shell.current == "print" and isinstance(paper, PrintPage) and paper.document is not None
    words = text.plain(paper.document)
    assert "Norway" in words and "Oregon" not in words
    assert paper.sheet is not None and paper.sheet.file_name == "places-2026-11-20"
    stage.clear(shell)
