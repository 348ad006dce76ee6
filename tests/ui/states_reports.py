"""States of the Reports page: a month, a quarter, an open year, a small month, empty, before and after exporting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from companion import clock
from companion.errors import Problem
from companion.log import sample
from companion.log.contacts import Contact
from companion.log.months import Month
from companion.reports.periods import PeriodKind
from companion.ui.reports.reports_page import ReportsPage
from companion.ui.widgets.message_line import MessageLine
from tests.ui.stage import Stage, state
from tests.ui.states_log import NAMES, TODAY

LONGEST_MS = 20_000


@cache
def a_year() -> tuple[Contact, ...]:
    """The sample's year, invented once for all pictures."""
    return tuple(sample.contacts(TODAY.date()))


def arrived(page: ReportsPage) -> None:
    """Wait for the report that was asked for."""
    loop = QEventLoop()
    page.shown.connect(loop.quit)
    QTimer.singleShot(LONGEST_MS, loop, loop.quit)
    loop.exec()


@contextmanager
def reports_page(stage: Stage, *, contacts: bool = True) -> Iterator[tuple[QWidget, ReportsPage]]:
    """The window with the Reports in front, on a Friday in November, after a year of contacts."""
    with clock.frozen(TODAY):
        session = stage.session()
        session.set("place_names", NAMES.as_setting())
        session.contacts.set_places(sample.PLACES)
        if contacts:
            session.contacts.add_many((contact, contact.month) for contact in a_year())
        shell = stage.shell("reports")
        page = shell.page("reports")
        assert isinstance(page, ReportsPage)
        if contacts:
            arrived(page)
        yield shell, page


@state("reports")
def reports(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, _):
        return shell


@state("reports-asking")
def asking(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page.ask_export()
        return shell


@state("reports-exported")
def exported(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page.choose_file = lambda suggested: stage.folder / suggested
        page.export()
        arrived(page)
        return shell


@state("reports-not-written")
def not_written(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page._say(MessageLine.of(Problem("file.disk_full", file="report-2026-10.csv"), action="Save elsewhere"))
        return shell


@state("reports-year")
def year(stage: Stage) -> QWidget:
    """The running year: the age table is told, nothing can go out yet."""
    with reports_page(stage) as (shell, page):
        assert page.looking is not None
        page.look(page.looking.of_kind(PeriodKind.YEAR))
        arrived(page)
        return shell


@state("reports-small")
def small(stage: Stage) -> QWidget:
    """A month with so few contacts that nothing of it is told."""
    with reports_page(stage, contacts=False) as (shell, page):
        september = Contact(Month(2026, 9), area=1, site=1)
        october = Contact(Month(2026, 10), area=2, site=3, needles_given=10)
        page.session.contacts.add_many([(september, september.month)] * 30 + [(october, october.month)] * 3)
        page.appear()
        arrived(page)
        return shell


@state("reports-empty")
def empty(stage: Stage) -> QWidget:
    with reports_page(stage, contacts=False) as (shell, _):
        return shell


@state("reports-narrow", size=(760, 700))
def narrow(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, _):
        return shell
