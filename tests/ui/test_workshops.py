"""Workshops on screen: the library, the presenter's page and the projector, and that one can be given by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from companion import clock
from companion.i18n import catalogs
from companion.log import letterbox
from companion.log.store import LogStore
from companion.printing import workshop_sheet
from companion.printing.sheets import Ready, Shape, Wanted
from companion.reports.layouts import Layout
from companion.reports.periods import Period
from companion.reports.release import release
from companion.rights.amounts import parse_amount
from companion.rights.question import Question
from companion.rights.records import Review
from companion.ui.printing.pages import set_document
from companion.ui.shell import Shell
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text
from companion.ui.workshops import picture
from companion.ui.workshops.end_of_workshop import EndOfWorkshop
from companion.ui.workshops.frame_view import FrameView
from companion.ui.workshops.presenter_page import PresenterPage
from companion.ui.workshops.projector import Projector
from companion.ui.workshops.training import Training
from companion.ui.workshops.workshop_tile import WorkshopTile
from companion.ui.workshops.workshops_page import WorkshopsPage
from companion.vault.kdf import SMALLEST
from companion.vault.vault import Vault
from companion.vocabulary import ReviewState
from companion.workshops.library import workshops
from companion.workshops.records import Audience, Kind, Theme
from companion.workshops.session import Given, Share
from tests.ui.clipping import clipped_labels, watching
from tests.ui.stage import Stage, settle
from tests.ui.states_workshops import stand_at, trainer_shell, training
from tests.vault import PASSPHRASE

TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
GIVEN = Given(TODAY.date(), "know-your-rights", Audience.PEERS, 15, {Theme.WHERE: Share(4, 15)}, {})


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


def library(stage: Stage) -> tuple[Shell, WorkshopsPage]:
    shell = trainer_shell(stage)
    stage.show(shell)
    page = shell.page("workshops")
    assert isinstance(page, WorkshopsPage)
    return shell, page


def presenting(stage: Stage, kind: Kind = Kind.SLIDES) -> tuple[PresenterPage, Training]:
    shell = trainer_shell(stage)
    run = training(stage, shell)
    stand_at(run, kind)
    page = shell.page("presenter")
    assert isinstance(page, PresenterPage)
    page.take(run)
    shell.go("presenter")
    stage.show(shell)
    return page, run


def press(stage: Stage, where: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(stage.app.focusWidget() or where.window(), key)
        settle(stage.app)


def words(root: QWidget) -> str:
    return " ".join(label.text() for label in root.findChildren(Text) if label.isVisibleTo(root))


def button(root: QWidget, name: str) -> QAbstractButton:
    found = [one for one in root.findChildren(QAbstractButton) if one.isVisibleTo(root)]
    return next(one for one in found if name in (one.text(), one.accessibleName()))


# The library


def test_the_library_shows_what_each_workshop_holds(stage: Stage) -> None:
    _, page = library(stage)
    tiles = page.findChildren(WorkshopTile)
    assert [tile.accessibleName().split(",")[0] for tile in tiles] == [
        "Know your rights after decriminalisation",
        "The law changed: what officers need to know",
    ]
    assert "Scenarios" in words(page) and "1 h 30 min, about 15 people" in words(page)
    tiles[1].click()
    settle(stage.app)
    assert "who comes first" in words(page)


def test_a_place_whose_law_is_not_covered_leaves_questions_out_and_says_so(stage: Stage) -> None:
    _, page = library(stage)
    page.place.changed.emit("gb-eng")
    settle(stage.app)
    said = [line.accessibleName() for line in page.findChildren(MessageLine) if line.isVisibleTo(page)]
    assert "1 question is left out: the law of this place is not covered there." in said


def test_what_is_chosen_outlives_a_change_of_language(stage: Stage) -> None:
    _, page = library(stage)
    page.findChildren(WorkshopTile)[1].click()
    page.people.step_by(18)
    kept = page.state()
    again = WorkshopsPage(page.session, page.navigation)
    again.restore(kept)
    assert (again.people.count(), again.state()["chosen"]) == (33, "officers")
    again.deleteLater()


def test_nothing_can_be_kept_where_there_is_no_vault(stage: Stage, tmp_path: Path) -> None:
    _, page = library(stage)
    page.session.letters_to = tmp_path / "nowhere"
    page.open(given=GIVEN)
    settle(stage.app)
    end = page.findChildren(EndOfWorkshop)[-1]
    assert "There is no vault on this device, so nothing can be kept." in words(end)
    assert not end.keep.isVisibleTo(page)
    assert not (tmp_path / "nowhere").exists()


def test_numbers_are_kept_once_and_only_when_asked(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        letterbox.empty(vault, LogStore(vault.log))
    _, page = library(stage)
    page.session.letters_to = folder
    page.open(given=GIVEN)
    settle(stage.app)
    end = page.findChildren(EndOfWorkshop)[-1]
    assert "15 people were counted." in words(end) and not (folder / "letters").exists()
    end.keep.click()
    end.keep.click()
    assert len(list((folder / "letters").iterdir())) == 1
    assert end._said is not None and "The numbers are sealed." in end._said.words()
    page.place.changed.emit("pt")  # the page is built anew
    assert not page.findChildren(EndOfWorkshop)[-1].keep.isVisibleTo(page)


def test_a_letter_that_cannot_be_written_is_said_and_can_be_tried_again(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        letterbox.empty(vault, LogStore(vault.log))
    _, page = library(stage)
    page.session.letters_to = folder
    page.open(given=GIVEN)
    (folder / "letters").write_bytes(b"")
    end = page.findChildren(EndOfWorkshop)[-1]
    end.keep.click()
    assert "letters" in words(end) and end.keep.isEnabled()
    (folder / "letters").unlink()
    end.keep.click()
    assert len(list((folder / "letters").iterdir())) == 1


# The presenter's page


def test_space_goes_on_backspace_goes_back_and_h_hides(stage: Stage) -> None:
    page, run = presenting(stage)
    press(stage, page, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert run.session.at == 2
    press(stage, page, Qt.Key.Key_Backspace)
    assert run.session.at == 1
    press(stage, page, Qt.Key.Key_H)
    assert run.hidden
    press(stage, page, Qt.Key.Key_H)
    assert not run.hidden
    press(stage, page, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert run.session.at == 2


def test_a_scenario_shows_its_answer_before_the_next_comes(stage: Stage) -> None:
    page, run = presenting(stage, Kind.SCENARIOS)
    first = run.session.at
    assert "from the law itself" in words(page)
    press(stage, page, Qt.Key.Key_Space)
    assert (run.session.at, run.session.revealed) == (first, True)
    press(stage, page, Qt.Key.Key_Space)
    assert (run.session.at, run.session.revealed) == (first + 1, False)


def test_hands_are_counted_and_space_goes_on_from_the_field(stage: Stage) -> None:
    page, run = presenting(stage, Kind.QUIZ)
    steppers = page.findChildren(Stepper)
    field = steppers[2].field
    field.setFocus()
    QTest.keyClicks(field, "8")
    assert dict(run.session.hands()) == {"C": 8}
    before = run.session.at
    QTest.keyClick(field, Qt.Key.Key_Space)
    settle(stage.app)
    assert run.session.at == before + 1
    run.back()
    assert dict(run.session.hands()) == {"C": 8}
    settle(stage.app)
    field = page.findChildren(Stepper)[0].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_PageDown)  # a remote control, not ten hands fewer
    assert run.session.at == before + 1


def test_space_presses_the_button_that_has_the_focus_and_then_goes_on(stage: Stage) -> None:
    page, run = presenting(stage)
    button(page, "Hide").setFocus()
    press(stage, page, Qt.Key.Key_Space)
    assert run.hidden and run.session.at == 0
    press(stage, page, Qt.Key.Key_Space)
    assert run.session.at == 1


def test_the_clock_is_held_and_runs_on(stage: Stage) -> None:
    page, run = presenting(stage)
    button(page, "Hold the clock").click()
    settle(stage.app)
    assert run.paused
    spent = run.seconds()
    run.pause(True)
    assert run.seconds() == spent
    button(page, "Let the clock run on").click()
    assert not run.paused


def test_the_agenda_leads_to_each_part(stage: Stage) -> None:
    page, run = presenting(stage)
    names = [part.title for part in run.session.deck.workshop.parts]
    links = [link for link in page.findChildren(LinkButton) if link.text() in names]
    assert [link.text() for link in links] == names
    links[3].click()
    assert run.frame.part.kind is Kind.SCENARIOS and run.frame.first


def test_what_is_asked_in_the_room_is_answered_on_the_projector(stage: Stage) -> None:
    page, run = presenting(stage, Kind.EXPLORE)
    question = Question("pt", "cocaine", run.day, age=24, amount=parse_amount("3 g"))
    field = page.findChildren(QLineEdit)
    assert field
    run.explore(question)
    settle(stage.app)
    with catalogs.speaking(run.language):
        view = FrameView(run)
    assert "Cocaine, 3\u00a0g" in words(view)
    assert len(words(view)) > 100
    view.deleteLater()


def test_letters_typed_into_a_question_hide_nothing(stage: Stage) -> None:
    page, run = presenting(stage, Kind.EXPLORE)
    field = next(one for one in page.findChildren(QLineEdit) if one.isVisibleTo(page) and not one.isReadOnly())
    field.setFocus()
    at = run.session.at
    QTest.keyClicks(field, "hash oil")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not run.hidden and run.session.at == at
    assert run.explored is None or run.explored.place == "pt"


def test_a_workshop_outlives_a_change_of_language(stage: Stage) -> None:
    page, run = presenting(stage, Kind.QUIZ)
    run.count("A", 7)
    kept = page.state()
    stage.dress("pt")
    again = PresenterPage(page.session, page.navigation)
    again.restore(kept)
    assert again.training is run and run.session.counted() == 7
    assert "7 contadas, 15 na sala" in words(again)
    again.deleteLater()


def test_without_a_workshop_the_page_leads_to_the_library(stage: Stage) -> None:
    shell = trainer_shell(stage)
    shell.go("presenter")
    stage.show(shell)
    button(shell.page("presenter"), "To the workshops").click()
    assert shell.current == "workshops"


# The projector


def projecting(stage: Stage) -> tuple[Projector, Training]:
    shell = trainer_shell(stage)
    run = training(stage, shell)
    projector = Projector(run)
    stage.show(projector)
    return projector, run


def test_the_keys_of_a_remote_control_work_on_the_projector(stage: Stage) -> None:
    projector, run = projecting(stage)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
        QTest.keyClick(projector, key)
    assert run.session.at == 1


def test_escape_closes_the_projector_and_says_so(stage: Stage) -> None:
    projector, _ = projecting(stage)
    closed: list[bool] = []
    projector.closed.connect(lambda: closed.append(True))
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert closed == [True] and not projector.isVisible()


def test_a_hidden_frame_shows_the_doorway(stage: Stage) -> None:
    projector, run = projecting(stage)
    shown = projector.grab().toImage()
    run.hide(True)
    settle(stage.app)
    hidden = projector.grab().toImage()
    run.hide(False)
    settle(stage.app)
    assert shown != hidden and projector.grab().toImage() == shown


@pytest.mark.parametrize("language", ["en", "xx", "xr"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_of_a_frame_is_cut_off(
    stage: Stage, language: str, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.dress(language, text_scale=scale)
    shell = trainer_shell(stage)
    run = training(stage, shell)
    found: list[str] = []

    def fitted(view: FrameView) -> QSize:
        size = fit(view)
        found.extend(clipped_labels(view))
        layout = view.layout()
        assert layout is not None
        needed = layout.totalHeightForWidth(size.width())
        if needed > size.height():
            found.append(f"a frame of {size.height()} px needs {needed}")
        return size

    fit = picture._fitted
    monkeypatch.setattr(picture, "_fitted", fitted)
    with watching(monkeypatch) as drawn:
        for at, frame in enumerate(run.session.deck.frames):
            run.go(at)
            if frame.posed is not None:
                for letter in "ABCD":
                    run.count(letter, 120)
            if run.session.hides_answer():
                run.forward()
            picture.of_frame(run, QSize(640, 400), 1.0)
    assert found + drawn == []


# On paper


@pytest.mark.parametrize("language", ["en", "pt", "ar", "vi"])
def test_the_handout_is_marked_as_training_and_has_every_character(stage: Stage, language: str) -> None:
    shell = trainer_shell(stage)
    for workshop in workshops(shell.session.law_packs, language):
        sheet = workshop_sheet.sheet(shell.session.rights, workshop, "pt", clock.today(), language)
        assert isinstance(sheet, Ready)
        made = set_document(sheet.document(Wanted(Shape.LEAFLET, language)))
        assert made.missing == []
        document = sheet.document(Wanted(Shape.LEAFLET, language))
        assert document.across
        assert all(document.across in " ".join(text for _, text in page.leaves()) for page in made.pages)


# From start to end


def test_a_workshop_is_given_by_keys_alone_and_its_numbers_are_in_the_months_report(
    stage: Stage, tmp_path: Path
) -> None:
    folder = tmp_path / "team"
    with Vault.create(folder, PASSPHRASE, cost=SMALLEST) as vault:
        letterbox.empty(vault, LogStore(vault.log))
    shell, library_page = library(stage)
    shell.session.letters_to = folder
    tab_to(stage, shell, "Start on the projector")
    press(stage, shell, Qt.Key.Key_Space)
    page = shell.page("presenter")
    assert isinstance(page, PresenterPage) and page.training is not None and page.projector is not None
    run = page.training
    shell.window().activateWindow()
    settle(stage.app)
    for _ in range(2 * len(run.session.deck.frames)):
        if run.session.at_end:
            break
        if run.frame.posed is not None and not run.session.counted():
            right = run.frame.posed.right
            field = page.findChildren(Stepper)["ABCD".index(right)].field
            field.setFocus()
            QTest.keyClicks(field, "5" if run.frame.part.kind is Kind.QUIZ else "12")
        press(stage, shell, Qt.Key.Key_Space)
    tab_to(stage, shell, "End")
    press(stage, shell, Qt.Key.Key_Space)
    assert shell.current == "workshops" and "The workshop is over" in words(shell.page("workshops"))
    tab_to(stage, shell, "Keep the numbers")
    press(stage, shell, Qt.Key.Key_Space)
    assert "The numbers are sealed." in words(shell.page("workshops"))
    with Vault.unlock(folder, PASSPHRASE) as vault:
        log = LogStore(vault.log)
        assert letterbox.empty(vault, log) == 1
        report = release(log, Period.parse("2026-11"))
        table = report.table(Layout.WORKSHOPS)
        assert table is not None and list(table.table.cells.values()) == [15]
        assert next(one for one in report.indicators if one.indicator.code == "workshop_people").value == 15
    assert library_page is not None


def tab_to(stage: Stage, shell: Shell, name: str) -> None:
    """Go on with the Tab key until the control of that name has the focus."""
    for _ in range(120):
        focused = stage.app.focusWidget()
        if isinstance(focused, QAbstractButton) and name in (focused.text(), focused.accessibleName()):
            return
        QTest.keyClick(focused or shell, Qt.Key.Key_Tab)
        stage.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    raise AssertionError(f"no Tab leads to {name}")


@pytest.mark.parametrize(
    ("state", "said"),
    [(ReviewState.DRAFT, True), (ReviewState.CHECKED_BY_SPEAKER, True), (ReviewState.CHECKED_BY_LAWYER, False)],
)
def test_only_a_lawyers_review_ends_the_doubt_that_is_said_aloud(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, state: ReviewState, said: bool
) -> None:
    page, run = presenting(stage, Kind.SCENARIOS)
    place = run.library.jurisdiction("pt")
    reviewed = replace(place, review=Review(state, TODAY.date(), "an example body"))
    monkeypatch.setattr(run.library, "jurisdiction", lambda _: reviewed)
    run.forward()
    settle(stage.app)
    doubts = [line.words() for line in page.findChildren(MessageLine) if not line.isHidden()]
    assert any("no local lawyer has checked" in words for words in doubts) is said
