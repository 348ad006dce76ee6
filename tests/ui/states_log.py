"""States of the Log page: filled as in a busy hour, empty, saved, wrong, late, with few fields, on a full disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from companion import clock
from companion.errors import Problem
from companion.log import free_text, sample
from companion.log.contacts import Age, Contact, Gender, NaloxoneFor, NaloxoneKit, Referral, Topic
from companion.log.places import PlaceNames
from companion.ui.log.log_page import LogPage
from companion.ui.log.walk_page import WalkPage
from companion.ui.shell import Shell
from companion.ui.widgets.message_line import MessageLine
from tests.ui.stage import Stage, state

TODAY = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
NAMES = PlaceNames(sample.AREA_LABELS, sample.SITE_LABELS)


@contextmanager
def log_page(stage: Stage, *, contacts: bool = True) -> Iterator[tuple[Shell, LogPage]]:
    """The window with the Log in front, on a Friday in November, for a team with three areas."""
    with clock.frozen(TODAY):
        session = stage.session()
        session.set("place_names", NAMES.as_setting())
        session.contacts.set_places(sample.PLACES)
        if contacts:
            session.contacts.add_many((contact, contact.month) for contact in this_week())
        shell = stage.shell("log")
        page = shell.page("log")
        assert isinstance(page, LogPage)
        yield shell, page


def this_week() -> Iterator[Contact]:
    """Contacts of Monday to Friday, as in the design's picture."""
    for back, many in enumerate((13, 12, 16, 9, 11)):
        day = clock.today() - timedelta(days=back)
        for number in range(many):
            referrals = frozenset({Referral.HEALTH}) if number < 3 else frozenset()
            yield Contact.on(
                day,
                area=2,
                site=3,
                needles_given=10 if number < 8 else 2,
                needles_back=5,
                naloxone_doses=2 * (number < 5),
                referrals=referrals,
            )


def type_much(page: LogPage) -> None:
    """Choose and type what the picture of the design shows."""
    page.choose("needles")
    page.draft.take(
        {
            "needles_back": 6,
            "naloxone_doses": 2,
            "naloxone_for": NaloxoneFor.SELF,
            "naloxone_kit": NaloxoneKit.FIRST,
            "area": 2,
            "site": 3,
            "topics": frozenset({Topic.OVERDOSE}),
        }
    )
    page._show_draft()


@state("log")
def log(stage: Stage) -> QWidget:
    with log_page(stage) as (shell, page):
        page.session.contacts.save(Contact.on(clock.today(), area=2, site=3, topics=frozenset({Topic.RIGHTS})))
        page.reload()
        type_much(page)
        return shell


@state("log-empty")
def empty(stage: Stage) -> QWidget:
    with log_page(stage, contacts=False) as (shell, _):
        return shell


@state("log-no-places")
def no_places(stage: Stage) -> QWidget:
    return stage.shell("log")


@state("log-wrong")
def wrong(stage: Stage) -> QWidget:
    with log_page(stage) as (shell, page):
        page.draft.take({"needles_given": 20_000})
        page._show_draft()
        page.save()
        return shell


@state("log-late")
def late(stage: Stage) -> QWidget:
    """A late entry of last month with everything open and answered, and a busy day's number for strokes."""
    with log_page(stage) as (shell, page):
        page.session.contacts.add_many((contact, contact.month) for contact in [Contact.on(clock.today(), area=1)] * 40)
        type_much(page)
        page.draft.take(
            {
                "reversals": 1,
                "gender": Gender.OTHER_OR_TRANS,
                "age": Age.UNDER_25,
                "topics": frozenset(Topic),
                "referrals": frozenset(Referral),
                "police_interference": 1,
            }
        )
        page.draft.day = date(2026, 10, 30)
        page._show_draft()
        page.reload()
        return shell


@state("log-full-disk")
def full_disk(stage: Stage) -> QWidget:
    with log_page(stage) as (shell, page):
        type_much(page)
        page._say(MessageLine.of(Problem("vault.disk_full", file="log.db")))
        return shell


@state("log-few-fields", size=(1024, 640))
def few_fields(stage: Stage) -> QWidget:
    off = ["first_this_month", "first_this_year", "gender", "tests", "police_interference", "needles_back"]
    stage.session().set("fields_off", off)
    with log_page(stage) as (shell, _):
        return shell


@state("log-narrow", size=(760, 700))
def narrow(stage: Stage) -> QWidget:
    with log_page(stage) as (shell, page):
        type_much(page)
        return shell


@state("log-purposes")
def purposes(stage: Stage) -> QWidget:
    with log_page(stage) as (shell, page):
        page.show_purposes(True)
        return shell


@state("log-note")
def note(stage: Stage) -> QWidget:
    """Notes are on: one is kept, another is refused because a word of it could be a name."""
    stage.session().contacts.notes.turn_on()
    with log_page(stage) as (shell, page):
        known = free_text.Vocabulary.of(["needles", "were", "wet", "wants", "bigger", "bags"])  # in every language
        words = free_text.checked("Needles were wet, wants bigger bags.", known)
        page.session.contacts.save(Contact.on(clock.today(), area=2, site=3), words)
        page.reload()
        page.draft.take({"area": 2, "site": 3})
        page.draft.note = "Ana wants gloves"
        page._show_draft()
        page.save()
        return shell


@state("walk")
def walk(stage: Stage) -> QWidget:
    with log_page(stage) as (shell, page):
        page.draft.take({"area": 2, "site": 3})
        page.walk.click()
        walking = shell.page("walk")
        assert isinstance(walking, WalkPage)
        for key in ("ten", "ten", "ten", "talk", "naloxone"):
            walking.tap(key)
        return shell


@state("walk-nowhere", size=(760, 700))
def walk_nowhere(stage: Stage) -> QWidget:
    """No area is chosen yet, so a tap cannot be saved; a narrow window."""
    with log_page(stage) as (shell, page):
        page.walk.click()
        walking = shell.page("walk")
        assert isinstance(walking, WalkPage)
        walking.tap("ten")
        return shell
