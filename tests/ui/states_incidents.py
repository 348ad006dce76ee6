"""States of the Incidents page: answered, empty, with something missing, in a place nobody recorded complaints for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion import clock
from companion.log import sample
from companion.log.incidents import ByWhom, Done, Incident, IncidentKind, IncidentSetting
from companion.log.months import Month
from companion.ui.incidents.draft import IncidentDraft
from companion.ui.incidents.incident_page import IncidentPage
from companion.ui.shell import Shell
from tests.ui.stage import Stage, state
from tests.ui.states_log import NAMES, TODAY

SEARCHED = IncidentDraft(
    kinds=frozenset({IncidentKind.SEARCH, IncidentKind.TAKEN}),
    by_whom=ByWhom.POLICE,
    setting=IncidentSetting.STREET,
    area=2,
)


def incident_page(stage: Stage, *, places: bool = True) -> tuple[Shell, IncidentPage]:
    """The window with Incidents in front, on a Friday in November."""
    session = stage.session()
    if places:
        session.set("place_names", NAMES.as_setting())
        session.contacts.set_places(sample.PLACES)
    shell = stage.shell("incidents")
    page = shell.page("incidents")
    assert isinstance(page, IncidentPage)
    return shell, page


def show(page: IncidentPage, draft: IncidentDraft) -> None:
    page.draft = draft
    page._show_draft()


@state("incident")
def incident(stage: Stage) -> QWidget:
    with clock.frozen(TODAY):
        shell, page = incident_page(stage)
        for number, kind in enumerate((*IncidentKind, IncidentKind.SEARCH, IncidentKind.SEARCH)):
            done = frozenset({Done.LEGAL_AID} if number % 2 else ())
            page.session.incidents.save(
                Incident(
                    Month(2026, 11), frozenset({kind}), ByWhom.POLICE, IncidentSetting.STREET, 1 + number % 3, done
                )
            )
        page.reload()
        show(page, SEARCHED)
        return shell


@state("incident-empty")
def empty(stage: Stage) -> QWidget:
    with clock.frozen(TODAY):
        return incident_page(stage, places=False)[0]


@state("incident-missing", size=(1024, 700))
def missing(stage: Stage) -> QWidget:
    with clock.frozen(TODAY):
        shell, page = incident_page(stage)
        show(page, IncidentDraft(kinds=SEARCHED.kinds))
        page.save()
        return shell


@state("incident-elsewhere", size=(760, 700))
def elsewhere(stage: Stage) -> QWidget:
    """A place for which nobody who takes complaints is recorded, in a narrow window, all answered."""
    with clock.frozen(TODAY):
        stage.session().set("place", "xx")
        shell, page = incident_page(stage)
        show(page, SEARCHED)
        page.save()
        return shell
