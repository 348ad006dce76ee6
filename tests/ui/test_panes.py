"""Equal columns and panes that scroll alone: what they promise to the screens that stand on them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.widgets.even_columns import EvenColumns
from companion.ui.widgets.pane_scroll import PaneScroll
from tests.ui.stage import Stage, settle


def cells(many: int, least: int = 100) -> tuple[QWidget, EvenColumns]:
    holder = QWidget()
    columns = EvenColumns(holder, gap=10, line_gap=10)
    for _ in range(many):
        cell = QWidget()
        cell.setMinimumSize(least, 40)
        columns.addWidget(cell)
    return holder, columns


@pytest.mark.parametrize(
    ("many", "width", "expected"), [(5, 540, 5), (5, 539, 3), (4, 430, 4), (4, 429, 2), (3, 50, 1)]
)
def test_lines_are_few_and_even(stage: Stage, many: int, width: int, expected: int) -> None:
    holder, columns = cells(many)
    stage.show(holder, (max(width, 100), 300))
    assert columns.columns(width) == expected
    lines = -(-many // expected)
    assert columns.heightForWidth(width) == 40 * lines + 10 * (lines - 1)


def test_the_first_stands_where_the_window_starts(stage: Stage) -> None:
    holder, columns = cells(2)
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stage.show(holder, (210, 60))
    first, second = columns.itemAt(0), columns.itemAt(1)
    assert first is not None and second is not None
    assert first.geometry() == QRect(110, 0, 100, 40) and second.geometry() == QRect(0, 0, 100, 40)


def test_a_pane_shares_the_height_or_takes_what_it_needs(stage: Stage) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    tall = QWidget()
    tall.setMinimumSize(50, 900)
    column.addWidget(tall)
    pane = PaneScroll(content)
    page = QWidget()
    QVBoxLayout(page).addWidget(pane)
    stage.show(page, (300, 400))
    assert pane.height() < 400 and pane.verticalScrollBar().maximum() > 0
    pane.set_whole(True)
    settle(stage.app)
    assert pane.heightForWidth(300) >= 900
    assert page.layout().minimumHeightForWidth(300) > 900  # type: ignore[union-attr]
    assert pane.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_wide_content_scrolls_sideways_and_hides_nothing_below_its_bar(stage: Stage) -> None:
    content = QWidget()
    content.setMinimumSize(800, 100)
    pane = PaneScroll(content, whole=True, sideways=True)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(pane)
    stage.show(holder, (300, 400))
    assert pane.horizontalScrollBar().maximum() > 0
    assert pane.heightForWidth(300) >= 100 + pane.horizontalScrollBar().sizeHint().height()
