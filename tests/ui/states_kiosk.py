"""The kiosk: every page, in the sizes of a laptop and of an upright screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from companion import clock
from companion.rights.amounts import Amount
from companion.rights.question import Question
from companion.services import sample as directory
from companion.services.records import ServiceKind
from companion.ui import theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.answer_pages import AnswerPage
from companion.ui.kiosk.help_pages import HelpPage, ListingPage, ListPage, ToolsPage
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.question_pages import AmountPage, SubstancePage, next_page
from companion.ui.kiosk.shell import KioskShell
from companion.ui.kiosk.staff_page import StaffPage
from companion.ui.kiosk.take_page import TakePage
from companion.ui.kiosk.topic_pages import BodiesPage, SectionPage, TopicsPage
from companion.ui.kiosk.visit import POLICE, Visit, Way
from tests.ui.stage import SIZE, Stage, state

TALL = (1080, 1920)
LARGE = (1920, 1080)
Make = Callable[[Visit, Way], KioskPage]


def kiosk(stage: Stage, size: tuple[int, int] = SIZE, *, services: bool = False) -> KioskShell:
    """A kiosk in the language and look of the stage, its letters as large as that screen asks for; with `services`
    the invented directory is in it, which takes a moment to read."""
    from companion.i18n import catalogs

    language = catalogs.language()
    session = stage.session()
    session.set("kiosk_naloxone", "Box at the desk")
    if services:
        directory.load(session.library)
        session.set("service_place", {"lat": 38.7169, "lon": -9.1399, "label": "Example Square"})
    scale = sizes.text_scale(QSize(*size), theme.current().text_scale)
    theme.use(replace(theme.current(), text_scale=scale), stage.app)
    shell = KioskShell(session)
    shell.resize(*size)
    shell._speak(language)
    shell.back()
    return shell


def on(stage: Stage, make: Make, size: tuple[int, int] = SIZE, *, services: bool = False) -> KioskShell:
    """A kiosk with that page in front, reached from Home."""
    shell = kiosk(stage, size, services=services)
    shell.home()
    shell.open(make)
    return shell


def heroin(amount: str = "1") -> Question:
    return Question("pt", "heroin", clock.today(), amount=Amount(Decimal(amount), "g"))


@state("kiosk-languages")
def languages_(stage: Stage) -> QWidget:
    return kiosk(stage)


@state("kiosk-languages-tall", size=TALL)
def languages_tall(stage: Stage) -> QWidget:
    return kiosk(stage, TALL)


@state("kiosk-home")
def home(stage: Stage) -> QWidget:
    shell = kiosk(stage)
    shell.home()
    return shell


@state("kiosk-home-tall", size=TALL)
def home_tall(stage: Stage) -> QWidget:
    shell = kiosk(stage, TALL)
    shell.home()
    return shell


@state("kiosk-warning")
def warning(stage: Stage) -> QWidget:
    shell = kiosk(stage)
    shell.home()
    shell._timer.stop()
    shell._show_left(12)
    return shell


@state("kiosk-police")
def police(stage: Stage) -> QWidget:
    from companion.i18n.catalogs import tr

    return on(stage, partial(TopicsPage, name=tr("If police stop me"), icon="cap", wanted=POLICE))


@state("kiosk-section", size=LARGE)
def section_large(stage: Stage) -> QWidget:
    return on(stage, _section(stage, "stopped", 2), LARGE)


@state("kiosk-section-long")
def section_long(stage: Stage) -> QWidget:
    return on(stage, _section(stage, "overdose", 0))


@state("kiosk-rights")
def rights(stage: Stage) -> QWidget:
    from companion.i18n.catalogs import tr

    return on(stage, partial(TopicsPage, name=tr("My rights here"), icon="book", wanted=()))


@state("kiosk-bodies")
def bodies(stage: Stage) -> QWidget:
    return on(stage, BodiesPage)


@state("kiosk-substances")
def substances(stage: Stage) -> QWidget:
    return on(stage, SubstancePage)


@state("kiosk-amount")
def amount(stage: Stage) -> QWidget:
    return on(stage, partial(AmountPage, question=heroin(), units=("g", "mg", "dose")))


@state("kiosk-circumstance")
def circumstance(stage: Stage) -> QWidget:
    shell = on(stage, SubstancePage)
    question = Question("us-or", "cannabis", clock.today(), amount=Amount(Decimal(10), "g"))
    shell.session.set("place", "us-or")
    shell._speak(shell.visit.language)
    shell.open(next_page(shell.visit, question, ()))
    return shell


@state("kiosk-answer", size=LARGE)
def answer_large(stage: Stage) -> QWidget:
    return on(stage, partial(AnswerPage, question=heroin(), part=0), LARGE)


@state("kiosk-answer-next")
def answer_next(stage: Stage) -> QWidget:
    return on(stage, partial(AnswerPage, question=heroin(), part=1))


@state("kiosk-answer-uncovered")
def answer_uncovered(stage: Stage) -> QWidget:
    question = Question("pt", "heroin", clock.today().replace(year=1950))
    return on(stage, partial(AnswerPage, question=question, part=0))


@state("kiosk-help")
def help_(stage: Stage) -> QWidget:
    return on(stage, HelpPage, services=True)


@state("kiosk-help-empty")
def help_empty(stage: Stage) -> QWidget:
    return on(stage, HelpPage)


@state("kiosk-tools")
def tools(stage: Stage) -> QWidget:
    return on(stage, ToolsPage, services=True)


@state("kiosk-list")
def listed(stage: Stage) -> QWidget:
    return on(stage, partial(ListPage, kinds=(ServiceKind.NEEDLE_SYRINGE,)), services=True)


@state("kiosk-listing")
def listing(stage: Stage) -> QWidget:
    shell = kiosk(stage, services=True)
    shell.home()
    page = ListPage(shell.visit, shell, kinds=(ServiceKind.NEEDLE_SYRINGE,))
    shell.open(partial(ListingPage, uid=page.listings[0].id))
    return shell


@state("kiosk-take", size=LARGE)
def take(stage: Stage) -> QWidget:
    shell = on(stage, _section(stage, "stopped", 0), LARGE)
    sheet = shell.page.sheet()
    assert sheet is not None
    shell.open(lambda visit, way: TakePage(visit, way, sheet))
    return shell


@state("kiosk-overdose")
def overdose(stage: Stage) -> QWidget:
    shell = kiosk(stage)
    shell.overdose()
    return shell


@state("kiosk-overdose-large", size=LARGE)
def overdose_large(stage: Stage) -> QWidget:
    shell = kiosk(stage, LARGE)
    shell.overdose()
    return shell


@state("kiosk-overdose-tall", size=TALL)
def overdose_tall(stage: Stage) -> QWidget:
    shell = kiosk(stage, TALL)
    shell.overdose()
    return shell


@state("kiosk-staff")
def staff(stage: Stage) -> QWidget:
    shell = kiosk(stage)
    shell.open(StaffPage)
    return shell


def _section(stage: Stage, topic: str, index: int) -> Make:
    record = stage.session().rights.jurisdiction("pt").topic(topic)
    assert record is not None
    return partial(SectionPage, topic=record, index=index, above="If police stop me")


@state("settings-kiosk", size=(1280, 1100))
def settings_kiosk(stage: Stage) -> QWidget:
    directory.load(stage.session().library)
    return stage.shell("settings", section="kiosk")
