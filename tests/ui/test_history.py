"""The law's history: a road made from dated changes, its marker and keys, one day's card, places without a road."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from companion import clock
from companion.rights.history import History, history, line
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.ui.rights.changes_view import ChangesView
from companion.ui.rights.law_road import lasted, road_plan
from companion.ui.rights.rights_page import RightsPage
from companion.ui.shell import Shell
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.road import RoadTimeline, StopNumber
from companion.ui.widgets.text import Text
from companion.vocabulary import Outcome
from tests.ui.stage import Stage, settle

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Friday 20 November 2026 in every test here."""
    with clock.frozen(datetime.fromisoformat("2026-11-20T17:24")):
        yield


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.bundled()


def past(library: Library, place: str, today: date = TODAY) -> History:
    return history(library, place, today)


def opened(stage: Stage, place: str) -> tuple[Shell, ChangesView]:
    shell = stage.shell("rights", place=place, changes=True)
    stage.show(shell)
    page = shell.page("rights")
    assert isinstance(page, RightsPage) and isinstance(page.view, ChangesView)
    return shell, page.view


def road_of(view: ChangesView) -> RoadTimeline:
    assert view.road is not None
    return view.road


def words_in(widget: QWidget) -> str:
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget))


def test_the_road_turns_on_the_day_in_force_and_not_on_the_day_signed(library: Library) -> None:
    found = past(library, "us-or")
    assert [(str(each.outcome), each.from_.isoformat()) for each in found.stretches] == [
        ("criminal", "2016-01-01"),
        ("administrative", "2021-02-01"),
        ("criminal", "2024-09-01"),
    ]
    days = (date(2015, 12, 31), date(2024, 8, 31), date(2024, 9, 1))
    assert [(held := found.on(day)) and held.outcome for day in days] == [
        None,
        Outcome.ADMINISTRATIVE,
        Outcome.CRIMINAL,
    ]
    assert [lasted(taken) for taken in found.taken_back] == ["lasted 3 years and 7 months"]


def test_what_was_taken_back_in_two_steps_lasted_until_the_last(library: Library) -> None:
    found = past(library, "ca-bc")
    assert [str(each.outcome) for each in found.stretches] == ["criminal", "no_offence", "depends", "criminal"]
    assert [(taken.change.id, taken.until) for taken in found.taken_back] == [("exemption-2023", date(2026, 2, 1))]
    plan = road_plan(ReadOut(library, "ca-bc", "en"), found, TODAY)
    assert [leg.back for leg in plan.legs] == [False, False, True, True]
    assert [lane for lane, _ in plan.lanes] == ["criminal", "depends", "no_offence"]


def test_how_long_is_said_no_nearer_than_the_days_are_known(library: Library) -> None:
    taken = past(library, "us-or").taken_back[0]
    assert lasted(replace(taken, exact=False)) == "lasted about 3 years and 7 months"
    assert lasted(replace(taken, until=date(2022, 2, 1))) == "lasted 1 year"
    assert lasted(replace(taken, until=date(2021, 2, 11))) == "lasted 10 days"


def test_changes_that_do_not_make_one_line_make_no_road(library: Library) -> None:
    """Cannabis alone left the drug law: one line for every drug would tell an untruth."""
    assert past(library, "de") == History(broken=True)
    assert past(library, "vn") == History()
    pulled = replace(library.jurisdiction("us-or"), summary_outcome=Outcome.TOLERATED)
    assert line(pulled, TODAY).broken


def test_a_change_for_one_drug_alone_makes_no_road(library: Library) -> None:
    """Jamaica's ticket is for ganja only: a road would promise it for cocaine."""
    assert line(library.jurisdiction("jm"), TODAY).stretches
    assert past(library, "jm") == History(broken=True)


def test_a_drug_that_an_exemption_leaves_out_is_named(stage: Stage) -> None:
    shell, view = opened(stage, "ca-bc")
    card = view.day_card
    card.set_day(date(2023, 6, 1))
    settle(stage.app)
    said = [one.words() for one in card.findChildren(MessageLine)]
    assert len(said) == 1 and "otherwise" in said[0] and "mphetamine" in said[0]
    card.set_day(date(2021, 6, 1))
    settle(stage.app)
    assert not card.findChildren(MessageLine)
    stage.clear(shell)


def test_every_road_ends_in_what_the_place_says_today_and_has_no_gap(library: Library) -> None:
    roads = {place: past(library, place) for place in library.places()}
    assert {place for place, found in roads.items() if found.stretches} >= {"pt", "us-or", "ca-bc", "co"}
    for place, found in roads.items():
        for first, second in zip(found.stretches, found.stretches[1:], strict=False):
            assert first.until == second.from_ and first.from_ < second.from_, place
            assert first.outcome is not second.outcome, place
        if found.stretches:
            assert found.stretches[-1].outcome is library.jurisdiction(place).summary_outcome
            plan = road_plan(ReadOut(library, place, "en"), found, TODAY)
            assert plan.start < plan.today and plan.legs[-1].end == TODAY


def test_arrows_go_from_stop_to_stop_and_the_card_follows(stage: Stage) -> None:
    shell, view = opened(stage, "us-or")
    road = road_of(view)
    road.setFocus(Qt.FocusReason.TabFocusReason)
    assert road.day() == TODAY and view.day_card.banner is not None and view.day_card.banner.outcome == "criminal"
    QTest.keyClick(road, Qt.Key.Key_Home)
    assert road.day() == date(2016, 1, 1)
    while road.day() < date(2021, 2, 1):
        QTest.keyClick(road, Qt.Key.Key_Right)
    assert "Measure 110" in road.accessibleDescription()
    assert view.day_card.field.value() == date(2021, 2, 1)
    assert view.day_card.banner.outcome == "administrative"
    QTest.keyClick(road, Qt.Key.Key_Left)
    assert road.day() < date(2021, 2, 1) and view.day_card.banner.outcome == "criminal"
    stage.clear(shell)


def test_right_to_left_the_road_and_its_arrows_turn_round(stage: Stage) -> None:
    stage.dress("xr")
    shell, view = opened(stage, "us-or")
    road = road_of(view)
    assert road.runs_across(road.width()) and road.day_at(5, 40) == TODAY
    QTest.keyClick(road, Qt.Key.Key_Right)
    assert road.day() < TODAY
    QTest.keyClick(road, Qt.Key.Key_Left)
    assert road.day() == TODAY
    stage.clear(shell)


def test_a_press_on_the_road_asks_for_that_day(stage: Stage) -> None:
    shell, view = opened(stage, "us-or")
    road = road_of(view)
    middle = QPoint(road.width() * 3 // 4, 80)
    expected = road.day_at(middle.x(), middle.y())
    QTest.mouseClick(road, Qt.MouseButton.LeftButton, pos=middle)
    assert road.day() == expected == view.day_card.field.value() and date(2021, 2, 1) < expected < date(2024, 9, 1)
    stage.clear(shell)


def test_a_day_entered_moves_the_marker_and_doubts_what_nobody_checked(stage: Stage) -> None:
    shell, view = opened(stage, "pt")
    assert [line.kind for line in view.day_card.findChildren(MessageLine)] == ["warning"]
    view.day_card.field._picked(date(1999, 5, 3))
    settle(stage.app)
    road = road_of(view)
    assert road.day() == date(1999, 5, 3)
    banner = view.day_card.banner
    assert banner is not None and banner.outcome == "criminal" and "3 May 1999" in words_in(banner)
    assert not view.day_card.findChildren(MessageLine)
    assert "A crime" in words_in(view.day_card)
    stage.clear(shell)


def test_the_road_is_told_in_words_and_numbers_stand_in_the_list(stage: Stage) -> None:
    shell, view = opened(stage, "us-or")
    road = road_of(view)
    told = road.accessibleName()
    for part in ("Before 1 February 2021", "lasted 3 years and 7 months", "nobody has checked", "took an earlier"):
        assert part in told
    shown = {number.accessibleName() for number in view.findChildren(StopNumber)}
    assert shown == {str(stop.number) for stop in road.stops()}
    warned = [line.words() for line in view.findChildren(MessageLine)]
    assert any("between 1 February 2021 and 1 September 2024" in words for words in warned)
    stage.clear(shell)


def test_large_text_stands_the_road_upright_and_its_rows_can_be_pressed(stage: Stage) -> None:
    stage.dress("en", "light", 2.0)
    shell, view = opened(stage, "us-or")
    road = road_of(view)
    assert not road.runs_across(road.width()) and not road.runs_across(4000)
    assert road.height() >= road.heightForWidth(road.width()) > 0
    QTest.mouseClick(road, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert road.day() == date(2016, 1, 1)
    assert view.day_card.mapTo(view, QPoint()).y() < view.entries[0].mapTo(view, QPoint()).y()
    stage.clear(shell)


@pytest.mark.parametrize(("place", "said"), [("vn", "No recorded change"), ("de", "do not make one line")])
def test_a_place_without_a_road_says_why_and_keeps_its_list(stage: Stage, place: str, said: str) -> None:
    shell, view = opened(stage, place)
    assert view.road is None and said in words_in(view)
    assert view.entries and view.day_card.banner is not None and view.day_card.banner.outcome == "not_covered"
    stage.clear(shell)


def test_the_place_s_page_leads_to_its_history(stage: Stage) -> None:
    shell = stage.shell("rights", place="us-or")
    stage.show(shell)
    page = shell.page("rights")
    assert isinstance(page, RightsPage) and page.view is not None
    link = next(each for each in page.view.findChildren(LinkButton) if "History" in each.accessibleName())
    link.click()
    assert isinstance(page.view, ChangesView) and page.view.road is not None
    stage.clear(shell)


def test_the_chosen_day_survives_building_the_page_anew(stage: Stage) -> None:
    shell, view = opened(stage, "us-or")
    view.set_day(date(2022, 5, 1))
    page = shell.page("rights")
    assert isinstance(page, RightsPage)
    kept = page.state()
    again = RightsPage(stage.session(), shell)
    again.restore(kept)
    assert isinstance(again.view, ChangesView)
    assert again.view.day() == date(2022, 5, 1)
    assert road_of(again.view).day() == date(2022, 5, 1)
    assert again.view.day_card.banner is not None and view.day_card.banner is not None
    assert again.view.day_card.banner.outcome == view.day_card.banner.outcome
    again.deleteLater()
    stage.clear(shell)
