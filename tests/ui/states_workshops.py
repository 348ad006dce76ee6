"""Workshops: the library, the presenter's page, and what the room sees."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from companion import clock
from companion.i18n import catalogs
from companion.ui.modes import trainer
from companion.ui.shell import Shell
from companion.ui.widgets import painting
from companion.ui.workshops import picture
from companion.ui.workshops.presenter_page import PresenterPage
from companion.ui.workshops.training import Training
from companion.ui.workshops.workshops_page import WorkshopsPage
from companion.workshops.library import workshops
from companion.workshops.records import Kind
from tests.ui.stage import Stage, state


def trainer_shell(stage: Stage) -> Shell:
    """The window of trainer mode, at the library."""
    shell = Shell(stage.session(), trainer.VIEWS, trainer.SETTINGS, trainer.ASIDE)
    shell.go("workshops")
    return shell


def training(stage: Stage, shell: Shell, name: str = "know-your-rights") -> Training:
    """A workshop of Portugal's law under way, its projector in the language in use."""
    language = catalogs.language()
    told = next(one for one in workshops(shell.session.law_packs, language) if one.id == name)
    return Training(shell.session.rights, told, told, "pt", clock.today(), language=language, parent=shell.session)


def stand_at(run: Training, kind: Kind) -> None:
    """Go on to the first frame of a kind."""
    frames = run.session.deck.frames
    run.go(next(at for at, frame in enumerate(frames) if frame.part.kind is kind))


def count(run: Training) -> None:
    """Hands for the question in front."""
    for letter, hands in zip("ABCD", (4, 1, 8, 2), strict=True):
        run.count(letter, hands)


@state("workshops")
def library(stage: Stage) -> QWidget:
    return trainer_shell(stage)


@state("workshops-ended")
def ended(stage: Stage) -> QWidget:
    shell = trainer_shell(stage)
    run = training(stage, shell)
    for kind in (Kind.QUIZ, Kind.QUIZ_AGAIN):
        stand_at(run, kind)
        count(run)
    run.stop()
    page = shell.page("workshops")
    assert isinstance(page, WorkshopsPage)
    page.open(given=run.session.result(clock.today()))
    return shell


def _presenter(stage: Stage, kind: Kind) -> QWidget:
    shell = trainer_shell(stage)
    run = training(stage, shell)
    run.pause(True)
    stand_at(run, kind)
    if kind is Kind.SCENARIOS:
        count(run)
        run.forward()
    page = shell.page("presenter")
    assert isinstance(page, PresenterPage)
    page.take(run)
    shell.go("presenter")
    return shell


@state("presenter-scenario")
def presenter_scenario(stage: Stage) -> QWidget:
    return _presenter(stage, Kind.SCENARIOS)


@state("presenter-slide")
def presenter_slide(stage: Stage) -> QWidget:
    return _presenter(stage, Kind.SLIDES)


@state("presenter-explore")
def presenter_explore(stage: Stage) -> QWidget:
    return _presenter(stage, Kind.EXPLORE)


class _Room(QWidget):
    """What stands on the projector."""

    def __init__(self, run: Training) -> None:
        super().__init__()
        self._run = run
        self.setAccessibleName("projector")

    def sizeHint(self) -> QSize:
        return QSize(picture.WIDTH, picture.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.drawPixmap(0, 0, picture.of_frame(self._run, self.size(), self.devicePixelRatioF()))
        painter.end()


def _room(stage: Stage, kind: Kind, steps: int = 0, number: int = 0) -> QWidget:
    shell = trainer_shell(stage)
    run = training(stage, shell)
    stand_at(run, kind)
    for _ in range(number):
        run.go(run.session.at + 1)
    if run.frame.posed is not None:
        count(run)
    for _ in range(steps):
        run.forward()
    run.stop()
    room = _Room(run)
    shell.setParent(room)
    shell.hide()
    return room


@state("projector-question")
def projector_question(stage: Stage) -> QWidget:
    return _room(stage, Kind.QUIZ)


@state("projector-answer")
def projector_answer(stage: Stage) -> QWidget:
    return _room(stage, Kind.SCENARIOS, steps=1, number=1)


@state("projector-lines")
def projector_lines(stage: Stage) -> QWidget:
    return _room(stage, Kind.SLIDES, number=8)
