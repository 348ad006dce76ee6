"""States of Services: found, empty, nothing found, filters, unchecked hours, hostile names, taking a list in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from companion import clock
from companion.errors import Problem
from companion.services import hsds_import, sample
from companion.services.hsds_reader import sheet_of
from companion.services.mapping import guess
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.ui.services.filters import Filters
from companion.ui.services.import_job import ImportJob, Phase
from companion.ui.services.services_page import ServicesPage
from companion.ui.shell import Shell
from tests.services.builders import FAULTY, folder, service, uid
from tests.ui.stage import Stage, state

FRIDAY = datetime.fromisoformat("2026-11-20T17:24")
SPOT = {"lat": 38.7169, "lon": -9.1399, "label": "Example Square"}
HOSTILE = "<img src=file:///etc/passwd> \u202egnorw eht yaw\u202c"


def page_of(shell: Shell) -> ServicesPage:
    page = shell.page("services")
    assert isinstance(page, ServicesPage)
    return page


@contextmanager
def services(stage: Stage, *, spot: bool = True) -> Iterator[tuple[Shell, ServicesPage]]:
    """The window with Services in front and the sample directory in it, on a Friday in November."""
    with clock.frozen(FRIDAY):
        session = stage.session()
        sample.load(session.library)
        session.set("service_place", SPOT if spot else None)
        shell = stage.shell("services")
        yield shell, page_of(shell)


def search(page: ServicesPage, text: str) -> None:
    page.browse.search.set_text(text)


def hostile_package(where: Path) -> Path:
    """Services whose texts try to turn lines round, to be markup, and to be endless."""
    return folder(
        where,
        service(
            HOSTILE,
            hours="Mo-Fr 08:00-10:00,12:00-13:00,16:00-20:00",
            description="<b>Bold</b> & <a href='x'>link</a>\n\n\nAnother paragraph.",
            languages="pt ar xx-nonsense",
            alert="<i>Closed</i> next week for works",
            status="active",
        ),
        service("W" * 80, hours="Mo-Fr 10:00+", eligibility_description="Everybody " * 30, city="R" * 60),
        service("Maybe there", status="open", assured_date="2027-01-01"),
        service("Gone", status="defunct", hours="24/7", assured_date="2019-05-05", terms="naloxone"),
    )


@state("services")
def found(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        search(page, "needles")
        return shell


@state("services-empty")
def empty(stage: Stage) -> QWidget:
    return stage.shell("services")


@state("services-nothing")
def nothing(stage: Stage) -> QWidget:
    with services(stage, spot=False) as (shell, page):
        page.open(open_now=True, kind="shelter", text="qqqq")
        return shell


@state("services-filters")
def filters(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        page.open(kind="naloxone", open_now=True)
        page.browse.show_panel(True)
        return shell


@state("services-unchecked")
def unchecked(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        row = next(at for at in range(38) if (one := page.browse.listings.listing(at)) and one.schedule.hours is None)
        page.browse.read_row(row)
        return shell


@state("services-hostile", size=(1280, 900))
def hostile(stage: Stage) -> QWidget:
    with clock.frozen(FRIDAY):
        ServiceStore(stage.session().library).import_package(hostile_package(stage.folder / "hostile"))
        shell = stage.shell("services")
        page_of(shell).open(text="gnorw")
        wanted = page_of(shell).browse.detail.listing
        assert wanted is not None
        page_of(shell).open(listing=wanted.id)
        return shell


@state("services-narrow", size=(760, 700))
def narrow(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        page.browse.read()
        page.browse.confirm()
        return shell


def importing(stage: Stage, phase: Phase, *, problem: str = "", done: tuple[int, int] = (0, 0)) -> QWidget:
    """The import as it stands in a phase, with the faulty package of the tests."""
    with services(stage) as (shell, page):
        page.show_import()
        job = ImportJob.of(stage.session())
        job.path, job.phase, job.progress = FAULTY, phase, done
        job.problem = Problem(problem, file="favourite_colours.csv") if problem else None
        if phase == Phase.CHECKED:
            job.result = hsds_import.check(FAULTY)
        if phase == Phase.DONE:
            job.result = page.store.import_package(FAULTY)
        job.changed.emit()
        return shell


@state("services-import-reading")
def import_reading(stage: Stage) -> QWidget:
    return importing(stage, Phase.CHECKING, done=(64, 100))


@state("services-import-checked")
def import_checked(stage: Stage) -> QWidget:
    return importing(stage, Phase.CHECKED)


@state("services-import-done")
def import_done(stage: Stage) -> QWidget:
    return importing(stage, Phase.DONE)


@state("services-import-refused")
def import_refused(stage: Stage) -> QWidget:
    return importing(stage, Phase.IDLE, problem="services.lone_csv")


@state("services-edit", size=(1280, 1100))
def edit(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        page.edit(page.browse.detail.listing)
        return shell


@state("services-pocket")
def pocket(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        for row in range(2):
            page.browse.results.view.pick(row)
            page.browse.detail.pocket.emit()
        return shell


@state("services-to-confirm")
def to_confirm(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        page.session.set("confirm_days", 7)
        page.browse.ask("", Filters(to_confirm=True))
        return shell


@state("services-typing-error")
def typing_error(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        search(page, "nedles")
        return shell


SHEET = """Team list of places;;;;;;
Name;What;Adresse;Telefon;Horario;Last checked;Colour of the door
Example Bus;needles;Example Square;000 000 001;Mo-Fr 18:00-22:00;2026-11-02;green
Example Room;consumption room;Example Street 4;000 000 002;by appointment;;
=HYPERLINK("x");<b>shelter</b>;Example Lane;000 000 003;24/7;2026-10-30;red
"""


@state("services-import-mapping", size=(1280, 1000))
def import_mapping(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        (stage.folder / "list.csv").write_text(SHEET, encoding="utf-8")
        page.show_import()
        job = ImportJob.of(stage.session())
        sheet = sheet_of(stage.folder / "list.csv")
        assert sheet is not None
        job.path, job.phase = stage.folder / "list.csv", Phase.MAPPING
        job.sheet, job.mapping = sheet, guess(sheet.headers, sheet.samples)
        job.changed.emit()
        return shell


@state("services-import-changes")
def import_changes(stage: Stage) -> QWidget:
    with services(stage) as (shell, page):
        page.store.import_package(folder(stage.folder / "old", service("Room", description="theirs", hours="24/7")))
        (room,) = page.store.search(SearchQuery(text="room"))
        page.store.update(room.id, {"description": "ours"})
        new = folder(stage.folder / "new", service("Room 2", description="new", hours="Mo 10:00-12:00"))
        for name in ("services.csv", "schedules.csv", "service_at_location.csv"):
            text = (new / name).read_text(encoding="utf-8")
            for word in ("", "place of ", "door of ", "hours of "):
                text = text.replace(uid(f"{word}Room 2"), uid(f"{word}Room"))
            (new / name).write_text(text, encoding="utf-8")
        page.show_import()
        job = ImportJob.of(stage.session())
        job.path, job.phase = new, Phase.CHECKED
        job.result = hsds_import.check(new, store=stage.session().library)
        assert page.importing is not None
        page.importing._switched("changes")
        return shell
