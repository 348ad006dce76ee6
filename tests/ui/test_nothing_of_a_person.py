"""Names, telephone numbers and dates typed into every field of the log's screens stand in no store afterwards.

With notes off there is no field that takes them; with notes on they are refused. Looked for as text, as bytes and as
numbers, in every table of both stores as decrypted, and in every file of the vault's folder.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from companion import clock
from companion.log.contacts import MOST
from companion.log.places import Places
from companion.ui.incidents.incident_page import IncidentPage
from companion.ui.log.log_page import LogPage
from companion.ui.log.walk_page import WalkPage
from companion.ui.shell import Shell
from companion.vault.connection import Store
from tests.log.test_notes import NAMES
from tests.ui.stage import Stage
from tests.ui.states_log import TODAY

TELEPHONES = ("912345678", "351912345678", "00996555123456")
DATES = ("14031987", "1987-03-14", "14/03/1987")
SMALLEST = 1_000_000  # no telephone number and no birth date written as a number is shorter


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def shell(stage: Stage) -> Shell:
    stage.session().contacts.set_places(Places(areas=(1, 2)))
    made = stage.shell("log")
    stage.show(made)
    return made


def fields(page: QWidget) -> list[QLineEdit]:
    return [field for field in page.findChildren(QLineEdit) if not field.isHidden() and field.isEnabled()]


def values(store: Store) -> Iterator[object]:
    """Every value of every table that holds the team's work."""
    for (table,) in store.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        if table not in ("canary", "tally", "totalled"):  # row numbers and sums are large by themselves
            columns = [
                name for _, name, *_ in store.query(f"PRAGMA table_info({table})") if name not in ("id", "contact")
            ]
            for row in store.query(f"SELECT {', '.join(columns)} FROM {table}"):
                yield from row


def assert_nothing_of(words: list[str], stage: Stage) -> None:
    session = stage.session()
    digits = {re.sub(r"\D", "", word) for word in words}
    for store in (session.log, session.library):
        for value in values(store):
            if isinstance(value, str):
                assert not [word for word in words if word.casefold() in value.casefold()]
            elif isinstance(value, int):
                assert str(value) not in digits or value < SMALLEST
    for table, column in (("tally", "amount"), ("tally", "greatest"), ("tally", "contacts")):
        for (value,) in session.log.query(f"SELECT {column} FROM {table}"):
            assert str(value) not in digits or value < SMALLEST
    files = b"".join(path.read_bytes() for path in stage.folder.rglob("*") if path.is_file())
    assert not [word for word in words if len(word) > 3 and word.encode() in files]


def type_into(field: QLineEdit, word: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, word) if word.isascii() else field.insert(word)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("notes", [False, True])
def test_nothing_typed_about_a_person_is_kept(shell: Shell, stage: Stage, seed: int, notes: bool) -> None:
    chance = random.Random(seed)
    if notes:
        stage.session().contacts.notes.turn_on()
    page = shell.page("log")
    assert isinstance(page, LogPage)
    page.appear()
    page.supplies.show_rare(True)
    page.about.another_day.click()
    words = [chance.choice(NAMES), chance.choice(TELEPHONES), chance.choice(DATES)]
    for word in words:
        for number, field in enumerate(fields(page)):
            page.draft.take({"area": 2})
            page._show_draft()
            target = fields(page)[number] if number < len(fields(page)) else field
            type_into(target, word)
            page.save()
            page.clear()
    assert_nothing_of(words, stage)
    saved = [contact for contact, _ in stage.session().contacts.contacts()]
    assert all(contact.amount(amount) <= most for contact in saved for amount, most in MOST.items())
    assert stage.session().contacts.notes.all() == []


def test_the_other_screens_of_the_log_have_no_field_for_words_at_all(shell: Shell) -> None:
    for key, kind in (("incidents", IncidentPage), ("walk", WalkPage)):
        shell.go(key)
        page = shell.page(key)
        assert isinstance(page, kind)
        assert fields(page) == []
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, "Ana Silva")
        QTest.keyClick(focus, Qt.Key.Key_Escape)
