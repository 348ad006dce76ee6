"""What is logged, and what is kept until when: chosen by the team, told in plain words before it happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from companion import clock
from companion.log import free_text
from companion.log.contacts import Contact
from companion.log.incidents import ByWhom, Incident, IncidentKind, IncidentSetting
from companion.log.labels import KEPT_FOR
from companion.log.months import Month
from companion.ui.log.draft import ALWAYS_ASKED, BLANK
from companion.ui.session import Session
from companion.ui.settings.kept_pane import KeptPane
from companion.ui.settings.log_pane import LogPane
from companion.ui.widgets.text import Text
from tests.ui.stage import Stage
from tests.ui.states_log import TODAY


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def session(stage: Stage) -> Session:
    return stage.session()


def log_pane(stage: Stage) -> LogPane:
    shell = stage.shell("log")
    pane = LogPane(stage.session(), shell)
    stage.show(stage.framed(pane))
    return pane


def said(pane: LogPane | KeptPane) -> str:
    assert pane.told.message is not None
    return pane.told.message.words()


def test_every_field_has_a_switch_or_a_reason_and_says_for_whom_it_is_kept(stage: Stage) -> None:
    pane = log_pane(stage)
    assert set(pane.chips) == set(BLANK) - set(ALWAYS_ASKED)
    shown = {text.text() for text in pane.findChildren(Text)}
    assert set(KEPT_FOR.values()) <= shown


def test_a_field_is_switched_off_and_on_and_the_change_is_told(stage: Stage, session: Session) -> None:
    pane = log_pane(stage)
    pane.chips["gender"].click()
    assert session.get("fields_off") == ["gender"]
    assert "“Gender” is not asked any more" in said(pane)
    pane.chips["gender"].click()
    assert session.get("fields_off") == []
    assert "“Gender” is asked" in said(pane)


def test_what_hangs_on_a_field_goes_off_with_it(stage: Stage, session: Session) -> None:
    pane = log_pane(stage)
    pane.chips["naloxone_doses"].click()
    assert not pane.chips["naloxone_for"].isEnabled()
    assert not pane.chips["naloxone_kit"].isChecked()
    assert session.get("fields_off") == ["naloxone_doses"]
    pane.chips["naloxone_doses"].click()
    assert pane.chips["naloxone_for"].isChecked()


def test_notes_are_off_until_wanted_and_go_only_after_it_was_said_what_goes_with_them(
    stage: Stage, session: Session
) -> None:
    pane = log_pane(stage)
    notes = session.contacts.notes
    assert not pane.notes.isChecked()
    assert not notes.are_on
    pane.notes.click()
    assert notes.are_on
    session.contacts.save(Contact.on(TODAY.date()), free_text.checked("wants tea", free_text.everyday()))
    pane.notes.click()
    assert "1 note would be erased" in said(pane)
    assert (notes.are_on, pane.notes.isChecked()) == (True, True)
    pane.turn_notes_off()
    assert (notes.are_on, pane.notes.isChecked()) == (False, False)


@pytest.fixture
def old_log(session: Session) -> Session:
    """Contacts of August and November, and an incident of August."""
    august = Month(2026, 8)
    session.contacts.add_many([(Contact(august), august)] * 3 + [(Contact.on(date(2026, 11, 2)), Month(2026, 11))])
    violation = Incident(august, frozenset({IncidentKind.SEARCH}), ByWhom.POLICE, IncidentSetting.STREET)
    session.incidents.add_many([(violation, august)])
    return session


def kept_pane(stage: Stage, qtbot: QtBot) -> KeptPane:
    shell = stage.shell("log")
    pane = KeptPane(stage.session(), shell)
    stage.show(stage.framed(pane))
    qtbot.waitUntil(lambda: bool(pane.calendar.findChildren(Text)[1:]))
    return pane


def words(pane: KeptPane) -> str:
    return "\n".join(text.text() for text in pane.calendar.findChildren(Text) if not text.isHidden())


def test_what_goes_is_shown_before_it_goes(stage: Stage, old_log: Session, qtbot: QtBot) -> None:
    pane = kept_pane(stage, qtbot)
    assert "August 2026: 3 contacts and 1 rights violation" in words(pane)
    assert "Days are gone. The rest goes on 1 December 2026." in words(pane)
    assert "Days and notes go on 8 December 2026, the rest on 1 March 2027." in words(pane)


def test_a_longer_age_is_kept_at_once_and_told(stage: Stage, old_log: Session, qtbot: QtBot) -> None:
    pane = kept_pane(stage, qtbot)
    pane.age.chip("6").click()
    assert old_log.get("contacts_kept") == 6
    assert "until 6 months after the end of theirs" in said(pane)
    assert "The first to go, on 1 March 2027: August 2026: 3 contacts and 1 rights violation." in said(pane)


def test_a_shorter_age_erases_only_after_it_was_said_what(stage: Stage, old_log: Session, qtbot: QtBot) -> None:
    pane = kept_pane(stage, qtbot)
    pane.age.chip("1").click()
    assert "Past that age already: August 2026: 3 contacts and 1 rights violation." in said(pane)
    assert (old_log.get("contacts_kept"), pane.age.value()) == (3, "3")
    assert len(list(old_log.contacts.contacts())) == 4
    pane.choose_and_erase(1)
    qtbot.waitUntil(lambda: pane.progress.isHidden())
    assert old_log.get("contacts_kept") == 1
    assert len(list(old_log.contacts.contacts())) == 1
    assert old_log.incidents.all() == []
    assert "Erased: 3 contacts and 1 rights violation." in said(pane)
    assert old_log.contacts.month(Month(2026, 8)).contacts == 3


def test_at_unlocking_what_is_past_the_age_goes_by_itself(session: Session, qtbot: QtBot) -> None:
    may = Month(2026, 5)
    session.contacts.add_many([(Contact(may), may)])
    with qtbot.waitSignal(session.log_changed):
        session.close_ended_months()
    assert list(session.contacts.contacts()) == []
    assert session.contacts.month(may).contacts == 1
