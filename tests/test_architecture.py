"""The rules of the house hold over the whole tree, and each rule is proven able to fail.

The rules stand in `tests/architecture/`; each says in its advice what to do instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.architecture.calls import (
    CALL_RULES,
    nothing_is_run,
    only_files_touches_the_disk,
    only_the_clock_tells_time,
    waits_are_on_signals,
)
from tests.architecture.imports import (
    IMPORT_RULES,
    no_network,
    no_plain_database,
    room_door_is_a_docstring,
    rooms_face_one_way,
    third_party_has_its_room,
)
from tests.architecture.sentences import (
    SENTENCE_RULES,
    colours_come_from_the_theme,
    commands_speak_through_catalogs,
    sentences_are_translated_before_filling,
    sentences_keep_their_placeholders,
    widgets_speak_through_catalogs,
)
from tests.architecture.shape import (
    FILE_LINES,
    FUNCTION_LINES,
    SHAPE_RULES,
    function_lengths,
    names_say_what_it_is,
    nothing_is_too_long,
    public_things_have_docstrings,
    share_within,
)
from tests.architecture.source import ROOT, Finding, Rule, Source, sources
from tests.architecture.words import banned_words, tracked_files

PROGRAM = ("companion", "build_installer.py")
EVERYTHING = (*PROGRAM, "tests")
RULES: dict[Rule, tuple[str, ...]] = (
    dict.fromkeys(IMPORT_RULES, PROGRAM)
    | dict.fromkeys(SENTENCE_RULES, ("companion",))
    | dict.fromkeys(CALL_RULES, ("companion", "tests"))
    | dict.fromkeys(SHAPE_RULES, EVERYTHING)
)
# The build reads and writes the tree itself, names what it leaves out, and is not shipped.
NOT_SHIPPED = "companion/building/"
OF_THE_PROGRAM = (*CALL_RULES, third_party_has_its_room, no_network)


def name_of(value: object) -> str | None:
    """A rule's name, for the test's name."""
    return str(getattr(value, "__name__", "")) or None


@cache
def broken_rules() -> dict[Rule, list[str]]:
    """What breaks each rule in the tree: every file is parsed once, and let go of before the next."""
    found: dict[Rule, list[str]] = {rule: [] for rule in RULES}
    for source in sources(*EVERYTHING):
        for rule, tops in RULES.items():
            if not source.within(*(top if top.endswith(".py") else f"{top}/" for top in tops)):
                continue
            if not (source.within(NOT_SHIPPED) and rule in OF_THE_PROGRAM):
                found[rule] += [f"{source.place}:{finding.line}: {finding.advice}" for finding in rule(source)]
    return found


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_tree_keeps_the_rule(rule: Rule) -> None:
    broken = broken_rules()[rule]
    assert not broken, "\n" + "\n".join(broken)


BROKEN: list[tuple[Callable[[Source], Iterator[Finding]], str, str]] = [
    (rooms_face_one_way, "companion/rights/a.py", "from companion.services.store import ServiceStore"),
    (rooms_face_one_way, "companion/rights/a.py", "from companion import log"),
    (rooms_face_one_way, "companion/vault/a.py", "import companion.rights.answer"),
    (rooms_face_one_way, "companion/clock.py", "from companion.vault.vault import Vault"),
    (rooms_face_one_way, "companion/cli/rights.py", "from companion.ui import app"),
    (rooms_face_one_way, "companion/ui/home/a.py", "from companion.cli.main import main"),
    (rooms_face_one_way, "companion/reports/a.py", "import importlib\nimportlib.import_module('companion.rights.x')"),
    (rooms_face_one_way, "companion/ui/a.py", "GROUPS = {'rights': 'companion.cli.rights'}"),
    (rooms_face_one_way, "companion/log/a.py", "from . import store"),
    (rooms_face_one_way, "companion/drawer/a.py", "import json"),
    (rooms_face_one_way, "companion/log/a.py", "from tests import builders"),
    (third_party_has_its_room, "companion/rights/a.py", "from PySide6.QtCore import QDate"),
    (third_party_has_its_room, "companion/cli/a.py", "import shiboken6"),
    (third_party_has_its_room, "companion/vault/backup.py", "import sqlcipher3"),
    (third_party_has_its_room, "companion/packs/a.py", "from nacl import signing"),
    (third_party_has_its_room, "companion/packs/a.py", "import requests"),
    (no_network, "companion/log/a.py", "import socket"),
    (no_network, "companion/log/a.py", "from urllib.request import urlopen"),
    (no_network, "companion/log/a.py", "from urllib import request"),
    (no_network, "companion/log/a.py", "import http.client"),
    (no_network, "companion/ui/a.py", "from PySide6.QtNetwork import QTcpSocket"),
    (no_network, "companion/ui/a.py", "from PySide6 import QtNetwork"),
    (no_network, "companion/ui/a.py", "from PySide6.QtGui import QDesktopServices"),
    (no_network, "companion/ui/a.py", "importlib.import_module('socket')"),
    (no_plain_database, "companion/log/a.py", "import sqlite3"),
    (room_door_is_a_docstring, "companion/log/__init__.py", '"""The log."""\nfrom companion.log.store import LogStore'),
    (room_door_is_a_docstring, "companion/log/__init__.py", ""),
    (only_the_clock_tells_time, "companion/log/a.py", "from datetime import date\nday = date.today()"),
    (only_the_clock_tells_time, "companion/ui/a.py", "import datetime\nmoment = datetime.datetime.now()"),
    (only_the_clock_tells_time, "companion/ui/a.py", "day = QDate.currentDate()"),
    (only_files_touches_the_disk, "companion/log/a.py", "stream = open('a')"),
    (only_files_touches_the_disk, "companion/log/a.py", "path.write_text('a')"),
    (only_files_touches_the_disk, "companion/log/a.py", "path.open('rb')"),
    (only_files_touches_the_disk, "companion/log/a.py", "path.replace(other)"),
    (only_files_touches_the_disk, "companion/log/a.py", "import os\nos.remove('a')"),
    (only_files_touches_the_disk, "companion/cli/a.py", "import os\nos.open('a', os.O_WRONLY)"),
    (only_files_touches_the_disk, "companion/log/a.py", "from os import remove"),
    (only_files_touches_the_disk, "companion/log/a.py", "import tempfile"),
    (only_files_touches_the_disk, "companion/ui/a.py", "file = QSaveFile('a')"),
    (waits_are_on_signals, "tests/a.py", "import time\ntime.sleep(1)"),
    (waits_are_on_signals, "tests/a.py", "qtbot.wait(100)"),
    (nothing_is_run, "companion/ui/a.py", "import subprocess\nsubprocess.run(['a'])"),
    (nothing_is_run, "companion/ui/a.py", "eval('1')"),
    (nothing_is_run, "companion/ui/a.py", "QProcess.startDetached('a')"),
    (nothing_is_run, "companion/log/a.py", "process = QProcess()"),
    (names_say_what_it_is, "companion/log/utils.py", ""),
    (names_say_what_it_is, "companion/log/a.py", "class ContactManager: pass"),
    (names_say_what_it_is, "companion/log/a.py", "def date_helper(): pass"),
    (public_things_have_docstrings, "companion/log/a.py", "x = 1"),
    (public_things_have_docstrings, "companion/log/a.py", '"""A."""\ndef total(): return 1'),
    (public_things_have_docstrings, "companion/log/a.py", '"""A."""\nclass Total: pass'),
    (nothing_is_too_long, "companion/log/a.py", "def total():\n" + "    x = 1\n" * 60),
    (nothing_is_too_long, "companion/log/a.py", "x = 1\n" * 601),
    (widgets_speak_through_catalogs, "companion/ui/a.py", "QLabel('Rights')"),
    (widgets_speak_through_catalogs, "companion/ui/a.py", "label.setText('Rights')"),
    (widgets_speak_through_catalogs, "companion/ui/a.py", "label.setToolTip(f'{n} rights')"),
    (widgets_speak_through_catalogs, "companion/ui/a.py", "label.setText('Rights: ' + name)"),
    (widgets_speak_through_catalogs, "companion/ui/a.py", "label.setText('On' if on else 'Off')"),
    (commands_speak_through_catalogs, "companion/cli/a.py", "print('Done.')"),
    (commands_speak_through_catalogs, "companion/cli/a.py", "groups.add_parser('log', help='the log')"),
    (sentences_are_translated_before_filling, "companion/ui/a.py", "tr(f'{n} rights')"),
    (sentences_are_translated_before_filling, "companion/ui/a.py", "tr('%s rights' % n)"),
    (sentences_are_translated_before_filling, "companion/ui/a.py", "tr('{} rights'.format(n))"),
    (sentences_are_translated_before_filling, "companion/ui/a.py", "trn('one', 'more ' + what, n)"),
    (sentences_keep_their_placeholders, "companion/ui/a.py", "tr('{name} is open')"),
    (sentences_keep_their_placeholders, "companion/ui/a.py", "N_('%s is open')"),
    (colours_come_from_the_theme, "companion/ui/home/a.py", "colour = '#1a2b3c'"),
    (colours_come_from_the_theme, "companion/ui/home/a.py", "QColor(1, 2, 3)"),
]

SOUND: list[tuple[Callable[[Source], Iterator[Finding]], str, str]] = [
    (
        rooms_face_one_way,
        "companion/reports/a.py",
        "from companion.log.store import LogStore\nfrom companion import clock",
    ),
    (
        rooms_face_one_way,
        "companion/ui/home/a.py",
        "from companion.ui.theme import Theme\nfrom companion.rights import x",
    ),
    (rooms_face_one_way, "companion/cli/demo.py", "from companion.ui.app import start"),
    (rooms_face_one_way, "companion/errors.py", "from companion.i18n.catalogs import tr"),
    (third_party_has_its_room, "companion/vault/connection.py", "import sqlcipher3"),
    (third_party_has_its_room, "companion/ui/home/a.py", "from PySide6.QtWidgets import QLabel"),
    (no_network, "companion/log/a.py", "from urllib.parse import quote\nimport logging"),
    (only_the_clock_tells_time, "companion/log/a.py", "import time\nstart = time.monotonic()"),
    (only_files_touches_the_disk, "companion/log/a.py", "name = name.replace('a', 'b')\nday = day.replace(day=1)"),
    (only_files_touches_the_disk, "companion/packs/a.py", "text = resources.files('a').joinpath('b').read_text()"),
    (only_files_touches_the_disk, "companion/log/a.py", "from companion import files\nfiles.read_text(path)"),
    (only_files_touches_the_disk, "companion/cli/a.py", "import os\nos.dup2(os.open(os.devnull, os.O_WRONLY), 1)"),
    (only_files_touches_the_disk, "companion/ui/a.py", "dialog.open()"),
    (nothing_is_run, "companion/ui/voice/a.py", "process = QProcess()"),
    (names_say_what_it_is, "companion/log/commonwealth.py", "class Utility: pass"),
    (public_things_have_docstrings, "companion/log/a.py", '"""A."""\ndef _total(): return 1'),
    (
        widgets_speak_through_catalogs,
        "companion/ui/a.py",
        "QLabel(tr('Rights'))\nlabel.setText('·')\nlabel.setText(f'{n} %')",
    ),
    (commands_speak_through_catalogs, "companion/cli/a.py", "print(tr('Done.'))\nprint(f'{a}  {b}')"),
    (sentences_are_translated_before_filling, "companion/ui/a.py", "tr('%(n)s rights', n=f'{n}')\ntr(label)"),
    (sentences_keep_their_placeholders, "companion/ui/a.py", "tr('%(name)s is open', name=name)"),
    (colours_come_from_the_theme, "companion/ui/theme.py", "colour = '#1a2b3c'"),
    (colours_come_from_the_theme, "companion/ui/home/a.py", "name = '#1'\nQColor(colour)"),
]


@pytest.mark.parametrize(("rule", "place", "text"), BROKEN, ids=name_of)
def test_a_broken_example_is_noticed(rule: Rule, place: str, text: str) -> None:
    assert list(rule(Source(place, text)))


@pytest.mark.parametrize(("rule", "place", "text"), SOUND, ids=name_of)
def test_a_sound_example_is_left_alone(rule: Rule, place: str, text: str) -> None:
    assert list(rule(Source(place, text))) == []


def test_every_rule_has_a_broken_example() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


def test_nine_of_ten_functions_and_files_are_short() -> None:
    everything = sources(*EVERYTHING)
    lengths = [length for source in everything for _, _, length in function_lengths(source)]
    assert share_within(lengths, FUNCTION_LINES) >= 0.9
    assert share_within([len(source.text.splitlines()) for source in everything], FILE_LINES) >= 0.9


def test_the_share_of_short_things_counts() -> None:
    assert share_within([10] * 8 + [31] * 2, 30) == 0.8


def test_no_file_holds_a_banned_word() -> None:
    broken = []
    for place in tracked_files():
        text = (ROOT / place).read_text(encoding="utf-8")
        broken += [f"{place}:{finding.line}: {finding.advice}" for finding in banned_words(place, text)]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize(
    "line",
    [
        "see issue " + "#12",
        "Closes" + " #3",
        "as Open" + "AI says",
        "cd /wo" + "rk/main",
        "in /ho" + "me/someone/companion",
        "https://py" + "pi.org/simple",
        "# TO" + "DO later",
    ],
)
def test_a_banned_word_is_noticed(line: str) -> None:
    assert list(banned_words("a.md", f"First.\n{line}\n"))


@pytest.mark.parametrize(
    "line", ["a frontier issue", "Article 40.2", "the network", "prescribed", "/usr/share/fonts/x"]
)
def test_a_plain_word_is_left_alone(line: str) -> None:
    assert list(banned_words("a.md", line)) == []


def test_git_or_the_folder_lists_this_file() -> None:
    assert "README.md" in tracked_files()
    assert not any(place.startswith("companion/_generated/") for place in tracked_files())
