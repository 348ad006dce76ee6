"""Rights: a place's page with what backs it, topics in two languages, sources to read, no address ever opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from companion import clock
from companion.rights.reading_out import ReadOut
from companion.ui.rights.changes_view import ChangesView
from companion.ui.rights.law_changes import day_and_year
from companion.ui.rights.place_view import PlaceView
from companion.ui.rights.provenance import Provenance, Selectable, review_tags
from companion.ui.rights.rights_page import RightsPage
from companion.ui.rights.topic_columns import Column, PairedRow, TopicSheet
from companion.ui.rights.topic_view import TopicView
from companion.ui.shell import Shell
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.tags import ReviewTag, Tag
from companion.ui.widgets.text import Text
from tests.ui.stage import Stage, settle


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Friday 20 November 2026 in every test here."""
    with clock.frozen(datetime.fromisoformat("2026-11-20T17:24")):
        yield


def rights(stage: Stage, **target: object) -> tuple[Shell, RightsPage]:
    shell = stage.shell("rights", **target)
    stage.show(shell)
    page = shell.page("rights")
    assert isinstance(page, RightsPage)
    return shell, page


def words_in(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget))


def test_a_place_s_page_answers_in_one_sentence_with_all_that_backs_it(stage: Stage) -> None:
    shell, page = rights(stage)
    assert isinstance(page.view, PlaceView)
    said = words_in(page.view.banner)
    assert "not a crime" in said and "known true up to" in said and "In force since 1 July 2001" in said
    tags = page.view.banner.findChildren(ReviewTag)
    assert [tag.kind for tag in tags] == ["draft"]
    assert page.view.banner.findChildren(Provenance)[0].line.links
    stage.clear(shell)


def test_every_topic_has_a_row_that_opens_it(stage: Stage) -> None:
    shell, page = rights(stage)
    record = stage.session().rights.jurisdiction("pt")
    assert isinstance(page.view, PlaceView)
    assert set(page.view.rows) == {"", *(topic.id for topic in record.topics)}
    QTest.keyClick(page.view.rows["searched"], Qt.Key.Key_Return)
    view = page.view
    assert isinstance(view, TopicView)
    assert words_in(view.sheet).count("Searched") == 0  # the heading stands above the sheet, not in it
    assert page.state()["shown"] == ("topic", "searched")
    stage.clear(shell)


def test_two_languages_stand_section_beside_section(stage: Stage) -> None:
    stage.session().set("client_language", "pt")
    shell, page = rights(stage, topic="stopped")
    assert isinstance(page.view, TopicView)
    for section in stage.session().rights.jurisdiction("pt").topic("stopped").sections:  # type: ignore[union-attr]
        row = page.view.sheet.section(section.id)
        assert row is not None and row.beside
        mine, theirs = row.findChildren(Column)
        assert (mine.language, theirs.language) == ("en", "pt")
        assert mine.y() == theirs.y() and mine.x() < theirs.x()
    stage.clear(shell)


def test_without_a_client_s_language_there_is_one_column(stage: Stage) -> None:
    shell, page = rights(stage, topic="stopped")
    assert isinstance(page.view, TopicView)
    assert len(page.view.sheet.findChildren(PairedRow)[0].findChildren(Column)) == 1
    stage.clear(shell)


def test_choosing_the_client_s_language_adds_the_column_at_once(stage: Stage) -> None:
    shell, page = rights(stage, topic="stopped")
    stage.session().set("client_language", "pt")
    settle(stage.app)
    assert isinstance(page.view, TopicView)
    assert {column.language for column in page.view.sheet.findChildren(Column)} == {"en", "pt"}
    stage.clear(shell)


def test_each_column_runs_in_its_own_direction_and_the_page_in_the_window_s(stage: Stage) -> None:
    """A right-to-left page beside a left-to-right one; the texts are invented, the sheet is real."""
    library = stage.session().rights
    record = library.jurisdiction("pt").topic("stopped")
    assert record is not None
    mine = ReadOut(library, "pt", "en").topic(record)
    theirs = {**mine, "language": "ar"}
    sheet = TopicSheet([mine, theirs], ["en", "ar"])
    stage.show(sheet, (1000, 1400))
    left, right = sheet.findChildren(PairedRow)[1].findChildren(Column)
    assert left.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert right.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert left.x() < right.x()
    stage.clear(sheet)


def test_a_text_that_is_not_translated_says_which_language_stands_in() -> None:
    (tag,) = review_tags({"language": "en"}, "pt", shown_in="en")
    assert tag.kind == "fallback" and "English" in tag.text() and "português" in tag.text()


def test_a_passed_review_date_is_a_tag_of_its_own() -> None:
    document = {
        "review": {"state": "checked_by_lawyer", "on": "2026-05-04"},
        "review_by": "2026-09-30",
        "overdue": True,
    }
    assert [tag.kind for tag in review_tags(document, "en")] == ["checked", "overdue"]


def test_doubts_stand_beside_their_sentence_and_practice_is_marked(stage: Stage) -> None:
    shell, page = rights(stage, topic="practice")
    library = stage.session().rights
    topic = library.jurisdiction("pt").topic("practice")
    assert topic is not None and isinstance(page.view, TopicView)
    for section in topic.sections:
        row = page.view.sheet.section(section.id)
        assert row is not None
        marked = any("Reported by people" in tag.text() for tag in row.findChildren(Tag))
        assert marked is section.practice
        assert ("Not confirmed" in words_in(row)) is bool(section.unconfirmed)
    stage.clear(shell)


def test_sources_open_in_place_as_plain_text_and_close_again(stage: Stage) -> None:
    shell, page = rights(stage, topic="answer")
    assert page.view is not None
    provenance = page.view.findChildren(Provenance)[0]
    link = provenance.line.links[0]
    QTest.keyClick(link, Qt.Key.Key_Return)
    panel = provenance.panel
    assert panel is not None
    said = [text.text() for text in panel.findChildren(Selectable)]
    assert any("30/2000" in words for words in said) and any("text of" in words for words in said)
    for text in panel.findChildren(Selectable):
        assert text.textFormat() == Qt.TextFormat.PlainText and not text.openExternalLinks()
        assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    panel.close_button.click()
    assert provenance.panel is None
    stage.clear(shell)


def test_tabs_show_the_open_topic_and_arrows_go_to_its_neighbours(stage: Stage) -> None:
    shell, page = rights(stage, topic="overdose")
    assert isinstance(page.view, TopicView)
    tabs = page.view.tabs._tabs
    opened = next(tab for tab in tabs if tab.isChecked())
    assert opened.key == "overdose" and opened.isVisible()
    opened.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(opened, Qt.Key.Key_Left)
    neighbour = stage.app.focusWidget()
    assert neighbour in tabs and neighbour is not opened
    QTest.keyClick(neighbour, Qt.Key.Key_Return)
    assert page.state()["shown"] == ("topic", neighbour.key)
    stage.clear(shell)


def test_law_changes_are_listed_newest_first_and_no_day_is_made_up(stage: Stage) -> None:
    shell, page = rights(stage, changes=True)
    assert isinstance(page.view, ChangesView)
    assert len(page.view.entries) == len(stage.session().rights.jurisdiction("pt").changes)
    assert day_and_year({"on": "2018-07-01", "precision": "month"}, "en") == ("Jul", "2018")
    assert day_and_year({"on": "2022-01-01", "precision": "year"}, "en") == ("2022", "")
    assert day_and_year({"on": "2023-10-01", "precision": "day"}, "en") == ("1 Oct", "2023")
    stage.clear(shell)


def test_a_place_without_law_says_so(stage: Stage) -> None:
    stage.session().set("place", "zz")
    shell, page = rights(stage)
    assert isinstance(page.view, EmptyState)
    stage.clear(shell)


def test_what_is_open_survives_building_anew(stage: Stage) -> None:
    shell, page = rights(stage, topic="searched")
    shell.rebuild()
    again = shell.page("rights")
    assert again is not page and again.state()["shown"] == ("topic", "searched")
    stage.clear(shell)
