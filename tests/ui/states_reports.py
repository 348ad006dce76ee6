"""States of the Reports page: a month, a quarter, an open year, a small month, empty, before and after exporting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from companion import clock
from companion.errors import Problem
from companion.log import sample
from companion.log.contacts import Contact
from companion.log.exchange import Team
from companion.log.exchange_bundle import make_bundle, read_bundle
from companion.log.months import Month
from companion.log.store import LogStore
from companion.reports import sample as reported
from companion.reports.periods import PeriodKind
from companion.reports.went_out import Format
from companion.ui.reports.laptops_view import LaptopsView
from companion.ui.reports.reports_page import ReportsPage
from companion.ui.widgets.message_line import MessageLine
from companion.vault.vault import Vault
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
        reported.declare(session.contacts)
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
        page.export(Format.XLSX)
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


@state("reports-outside")
def outside(stage: Stage) -> QWidget:
    """The quarter as people outside the organisation are told it."""
    with reports_page(stage) as (shell, page):
        page.audiences.set_value("outside")
        page._audience_chosen("outside")
        arrived(page)
        return shell


@state("reports-ledger")
def ledger(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page.choose_file = lambda suggested: stage.folder / suggested
        for form in (Format.CSV, Format.XLSX):
            page.export(form)
            arrived(page)
        page.show_view("ledger")
        return shell


@state("reports-ledger-empty")
def ledger_empty(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page.show_view("ledger")
        return shell


@state("reports-never")
def never(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page.show_view("never")
        return shell


@state("reports-codes")
def codes(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        page.session.set("dhis2_codes", [["place", "all_places", "", "", "", "", "", "ImspTQPwCqd"]])
        page.show_view("codes")
        return shell


@state("reports-alone")
def alone(stage: Stage) -> QWidget:
    """A laptop without a team, and words that are not a key."""
    with reports_page(stage) as (shell, page):
        page.show_view("laptops")
        view = page.view
        assert isinstance(view, LaptopsView)
        view.word_field.set_text("river lamp doorway")
        view.join_team()
        return shell


@state("reports-member")
def member(stage: Stage) -> QWidget:
    with reports_page(stage) as (shell, page):
        Team(page.session.contacts).join(" ".join(_words()))
        page.show_view("laptops")
        view = page.view
        assert isinstance(view, LaptopsView)
        view.choose_target = lambda suggested: stage.folder / suggested
        view.send()
        return shell


@state("reports-coordinator")
def coordinator(stage: Stage) -> QWidget:
    """Two bundles at hand: one of a laptop that is known, one of a laptop that is not."""
    with reports_page(stage) as (shell, page):
        log = page.session.contacts
        team = Team(log)
        team.coordinate()
        known, unknown = a_bundle(stage.folder, team, 1), a_bundle(stage.folder, team, 2)
        bundle = read_bundle(log, known.read_bytes())
        team.admit(bundle.signer, bundle.first)
        page.session.set("laptop_names", {"1": "Van"})
        page.show_view("laptops")
        view = page.view
        assert isinstance(view, LaptopsView) and view.arrivals is not None
        view.choose_files = lambda: [known, unknown, known]
        view.arrivals.take_files()
        return shell


@cache
def _words() -> tuple[str, ...]:
    from companion.vault import sealed_boxes, words

    return tuple(words.words_of(sealed_boxes.public_of(bytes(range(32)))))


def a_bundle(folder: Path, team: Team, number: int) -> Path:
    """A bundle of another laptop of the team, with a month and a half of contacts."""
    with Vault.throw_away(folder / f"laptop-{number}") as vault:
        log = LogStore(vault.log)
        log.set_places(sample.PLACES)
        Team(log).join(" ".join(team.team_words()))
        contacts = [Contact(month, area=1, site=1) for month in (Month(2026, 10), Month(2026, 11))]
        log.add_many([(contact, contact.month) for contact in contacts] * 9)
        path = folder / f"counts-{number}.bundle"
        path.write_bytes(make_bundle(log, NAMES))
    return path
