"""The recurring widgets: each in every look, and what the watchers of clipped words must notice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.steps import Steps
from companion.ui.widgets.tags import ReviewTag
from companion.ui.widgets.text import Reading, Text
from tests.ui import clipping, samples
from tests.ui.stage import Stage

LOOKS = [
    (language, name, scale)
    for language, name in (("en", "light"), ("xx", "dark"), ("xr", "hc"))
    for scale in (1.0, 2.0)
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]:.0%}")
def test_every_widget_fits_its_words(
    look: tuple[str, str, float], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.dress(*look)
    faults: list[str] = []
    for name, make in samples.every():
        with clipping.watching(monkeypatch) as clipped:
            shown = stage.show(stage.framed(make()), (760, 500))
            shown.grab()
        found = [*clipped, *clipping.clipped_labels(shown), *clipping.unnamed_controls(shown), *clipping.outside(shown)]
        faults += [f"{name}: {fault}" for fault in found]
        stage.clear(shown)
    assert not faults, "\n".join(faults)


def test_the_watchers_notice_clipped_words(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    label = Text("much too long for so little room", "h1")
    holder = QWidget()
    label.setParent(holder)
    label.setGeometry(0, 0, 60, 20)
    shown = stage.show(holder)
    assert len(clipping.clipped_labels(shown)) == 1
    tag = ReviewTag("draft", "No local lawyer has checked this")
    tag.setParent(holder)
    tag.setGeometry(0, 30, 60, 20)
    tag.show()
    with clipping.watching(monkeypatch) as clipped:
        shown.grab()
    assert len(clipped) == 1


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_text_stands_at_the_window_s_side_whatever_its_script(direction: Qt.LayoutDirection, stage: Stage) -> None:
    for words in ("Law 30/2000", "العربية"):
        label = Text(words)
        label.setLayoutDirection(direction)
        right = bool(label.alignment() & Qt.AlignmentFlag.AlignRight)
        assert right == (direction == Qt.LayoutDirection.RightToLeft)
        assert label.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_labels_never_read_markup(stage: Stage) -> None:
    for label in (Text("<b>bold</b>"), Reading("<img src='x'>")):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_box_is_mirrored_in_a_window_that_runs_right_to_left(stage: Stage) -> None:
    widget = QWidget()
    widget.resize(200, 50)
    assert painting.mirrored(widget, QRectF(0, 0, 30, 50)).left() == 0
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert painting.mirrored(widget, QRectF(0, 0, 30, 50)).left() == 170
    assert painting.mirrored_x(widget, 30) == 170


def test_a_flow_starts_at_the_window_s_start_and_wraps(stage: Stage) -> None:
    holder = QWidget()
    flow = FlowLayout(holder, gap=10, line_gap=10)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(80, 20)
        flow.addWidget(box)
    stage.show(holder, (200, 100))
    assert [(box.x(), box.y()) for box in boxes] == [(0, 0), (90, 0), (0, 30)]
    assert flow.heightForWidth(80) == 80
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(holder.rect())
    assert boxes[0].x() == 120


def test_steps_run_across_only_with_room_for_every_word(stage: Stage) -> None:
    timeline = Steps(samples.steps(), "diversion")
    assert timeline.runs_across(760)
    assert not timeline.runs_across(699)
    theme.use(theme.Appearance(theme.load("light"), 1.5), stage.app)
    assert not timeline.runs_across(1400)


def test_a_page_is_as_tall_as_the_window_or_as_its_words(stage: Stage) -> None:
    label = Reading("Word. " * 400)
    scroll = Scroll(label)
    stage.show(scroll, (400, 300))
    assert label.height() == label.heightForWidth(label.width()) > 300
    assert label.width() <= 400
    label.setText("Word.")
    stage.show(scroll, (400, 300))
    assert label.height() == 300


def test_a_review_state_outside_the_four_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="maybe"):
        ReviewTag("maybe", "?")


def test_a_message_line_says_all_of_a_problem(stage: Stage) -> None:
    from companion.errors import Problem
    from companion.i18n import messages

    problem = Problem("file.disk_full", file="report.csv")
    message = messages.explain(problem)
    line = MessageLine.of(problem)
    assert line.kind == "error"
    for sentence in (message.title, message.explanation, message.next_step):
        assert sentence in line.words()
