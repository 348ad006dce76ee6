"""Services changed, added, chosen, counted and handed on, by hand and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion import clock
from companion.services import sample
from companion.services.mapping import Mappings
from companion.services.records import Audience, ServiceKind
from companion.services.search import SearchQuery
from companion.services.week_hours import CELLS
from companion.ui.log.log_page import LogPage
from companion.ui.printing.print_page import PrintPage
from companion.ui.services.edit_view import EditView
from companion.ui.services.filters import Filters
from companion.ui.services.hours_editor import HoursEditor
from companion.ui.services.import_job import ImportJob, Phase
from companion.ui.services.services_page import ServicesPage
from companion.ui.services.week_grid import WeekGrid
from companion.ui.shell import Shell
from tests.services.builders import folder, service
from tests.ui.stage import Stage, settle
from tests.ui.states_services import FRIDAY, SHEET, SPOT


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Friday 20 November 2026, 17:24, in every test here."""
    with clock.frozen(FRIDAY):
        yield


def opened(stage: Stage) -> tuple[Shell, ServicesPage]:
    sample.load(stage.session().library)
    stage.session().set("service_place", SPOT)
    shell = stage.shell("services")
    stage.show(shell)
    page = shell.page("services")
    assert isinstance(page, ServicesPage)
    return shell, page


def editing(page: ServicesPage) -> EditView:
    assert page.browse.detail.listing is not None
    page.browse.detail.edit.emit()
    assert page.editing is not None
    return page.editing


def test_a_change_is_kept_with_its_day_and_shown(stage: Stage) -> None:
    _, page = opened(stage)
    page.browse.search.set_text("drop-in")
    view = editing(page)
    assert view.changes() == {}
    view.texts["name"].set_text("Example Drop-in at the river")
    view.texts["transportation"].set_text("Tram 1, the blue door")
    view.visible.set_values([Audience.PRINT])
    view.save_button.click()
    assert page.editing is None
    found = page.browse.detail.listing
    assert found is not None
    assert found.name == "Example Drop-in at the river"
    assert (found.assured_date, found.hidden_from) == (FRIDAY.date(), (Audience.KIOSK,))
    assert "Not shown on the shared screen" in page.browse.detail.words()
    assert "Tram 1" in page.browse.detail.words()


def test_without_a_name_nothing_is_kept(stage: Stage) -> None:
    _, page = opened(stage)
    view = editing(page)
    view.texts["name"].set_text("  ")
    view.save_button.click()
    assert page.editing is view
    assert view.fields["name"].error()


def test_a_service_is_added_from_the_page(stage: Stage) -> None:
    _, page = opened(stage)
    page.head.add_wanted.emit()
    view = page.editing
    assert view is not None
    view.texts["name"].set_text("Example New Van")
    view.kinds.set_values([ServiceKind.OUTREACH])
    view.hours.field.set_text("Mo-Su 20:00-23:00")
    view.save_button.click()
    found = page.browse.detail.listing
    assert found is not None
    assert (found.name, found.kind) == ("Example New Van", ServiceKind.OUTREACH)
    assert page.store.counts().listings == 39


def test_what_was_typed_survives_a_change_of_language(stage: Stage) -> None:
    _, page = opened(stage)
    view = editing(page)
    view.texts["alert"].set_text("Ring twice")
    kept = page.state()
    again = ServicesPage(page.session, page.navigation)
    again.restore(kept)
    assert again.editing is not None
    assert again.editing.changes() == {"alert": "Ring twice"}
    again.deleteLater()
    settle(stage.app)


def test_hours_are_clicked_and_typed(stage: Stage) -> None:
    editor = HoursEditor("Mo-Fr 10:00-18:00")
    stage.show(stage.framed(editor))
    grid = editor.grid
    assert grid.isEnabled()
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Space)  # Monday, 9:00
    assert editor.text() == "Mo 09:00-09:30,10:00-18:00; Tu-Fr 10:00-18:00"
    QTest.keyClick(grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.text() == "Mo 09:00-18:00; Tu-Fr 10:00-18:00"
    QTest.keyClick(grid, Qt.Key.Key_Up)
    QTest.keyClick(grid, Qt.Key.Key_Space)  # Sunday, 9:30
    assert editor.text().endswith("Su 09:30-10:00")
    editor.field.set_text("Mo-Fr 10:00-18:00; PH off")
    assert not grid.isEnabled()
    assert "cannot be clicked" in editor.about.text()
    editor.field.set_text("by appointment")
    assert "never as open" in editor.about.text()
    editor.field.set_text("24/7")
    assert all(spans == ((0, 1440),) for spans in grid.week())


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_stroke_with_the_mouse_opens_hours(stage: Stage, mirrored: bool) -> None:
    grid = WeekGrid(["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    shown = stage.show(stage.framed(grid))
    x = [grid._x(cell) + 2 for cell in (20, 29)]
    start, end = (QPointF(grid.width() - at if mirrored else at, grid._head() + 5).toPoint() for at in x)
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid, end)
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)
    settle(stage.app)
    assert grid.week()[0] in (((600, 900),), ((600, 630),))  # a platform may not tell moves
    assert all(not spans for spans in grid.week()[1:])
    assert CELLS == 48
    assert shown.isVisible()


def test_three_go_into_a_pocket_and_to_the_printer(stage: Stage) -> None:
    shell, page = opened(stage)
    tray, view = page.browse.tray, page.browse.results.view
    assert not tray.isVisible()
    for row in range(4):
        view.pick(row)
        if page.browse.detail.pocket_button.isEnabled():
            page.browse.detail.pocket_button.click()
    assert len(tray.chosen) == 3
    assert tray.is_full
    assert not page.browse.detail.pocket_button.isEnabled()
    tray.take_off(tray.chosen[0])
    assert len(tray.chosen) == 2
    assert tray.give_button is not None
    tray.give_button.click()
    printing = shell.page("print")
    assert isinstance(printing, PrintPage)
    settle(stage.app)


def test_what_may_not_be_printed_cannot_be_put_in(stage: Stage) -> None:
    shell, page = opened(stage)
    chosen = page.browse.detail.listing
    assert chosen is not None
    page.browse.detail.pocket_button.click()
    page.store.update(chosen.id, {"hidden_from": "print"})
    stage.session().services_changed.emit()
    page.browse.ask("", Filters(), chosen.id)
    assert not page.browse.detail.pocket_button.isVisibleTo(page)
    page.browse.tray.give.emit()  # it was chosen before: the store gives nothing
    assert shell.current == "services"


def test_a_referral_begins_the_contact_form(stage: Stage) -> None:
    shell, page = opened(stage)
    page.browse.search.set_text("consumption room")
    page.browse.detail.refer_button.click()
    log = shell.page("log")
    assert isinstance(log, LogPage)
    assert log.draft.values["referrals"]


def test_the_worklist_has_numbers_to_call_and_gets_shorter(stage: Stage) -> None:
    shell, page = opened(stage)
    page.session.set("confirm_days", 30)
    page.browse.results.to_confirm.emit()
    model = page.browse.listings
    before = model.total
    assert before > 3
    assert "000 000 000" in " ".join(words for words, _ in model.row(0).lines)
    assert model.row(0).grey
    page.browse.detail.confirm_button.click()
    assert model.total == before - 1
    shell.go("services", to_confirm=True)
    assert page.browse.bar.filters == Filters(to_confirm=True)


def test_a_spreadsheet_asks_what_its_columns_mean_and_is_taken_in(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    _, page = opened(stage)
    (tmp_path / "list.csv").write_text(SHEET, encoding="utf-8")
    page.show_import()
    job = ImportJob.of(page.session)
    view = page.importing
    assert view is not None
    view.choose(lambda parent: tmp_path / "list.csv")
    qtbot.waitUntil(lambda: job.phase == Phase.MAPPING)
    mapping = view.mapping
    assert mapping is not None
    mapping.selects[1].changed.emit("kinds")
    mapping.selects[0].changed.emit("keep")
    assert not mapping.action.isEnabled()
    mapping.selects[0].changed.emit("name")
    assert "needles" in mapping.preview.text()
    mapping.name.set_text("Our list")
    mapping.action.click()
    qtbot.waitUntil(lambda: job.phase == Phase.CHECKED)
    assert view.action is not None
    view.action.click()
    qtbot.waitUntil(lambda: job.phase == Phase.DONE)
    assert Mappings(page.session.library).all()[0].name == "Our list"
    assert [one.name for one in page.store.search(SearchQuery(text="needles"))] == ["Example Bus"]
    page.leave_import()


def test_a_conflict_is_answered_before_the_list_is_taken_in(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    _, page = opened(stage)
    page.store.import_package(folder(tmp_path / "old", service("Room", description="theirs")))
    room = page.store.search(SearchQuery(text="room"))[0]
    page.store.update(room.id, {"description": "ours"})
    page.show_import()
    job = ImportJob.of(page.session)
    view = page.importing
    assert view is not None
    view.choose(lambda parent: folder(tmp_path / "new", service("Room", description="new")))
    qtbot.waitUntil(lambda: job.phase == Phase.CHECKED)
    view._switched("changes")
    assert view.changes is not None
    (choice,) = view.changes.choices
    choice.changed.emit("theirs")
    assert view.action is not None
    view.action.click()
    qtbot.waitUntil(lambda: job.phase == Phase.DONE)
    page.leave_import()
    assert page.store.search(SearchQuery(text="room"))[0].service.description == "new"


@pytest.mark.parametrize("kind", ["hsds", "csv", "geojson"])
def test_a_copy_of_the_list_is_saved(stage: Stage, tmp_path: Path, kind: str) -> None:
    _, page = opened(stage)
    page.save_copy(kind, lambda parent, name: tmp_path / name)
    (written,) = tmp_path.glob("services.*")
    assert written.stat().st_size > 1000
    page.save_copy(kind, lambda parent, name: None)
