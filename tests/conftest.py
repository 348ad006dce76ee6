"""What every test gets: a screenless Qt, compiled catalogs, its own home folder, no network, and silence.

A run is silent: Python warnings are errors (pyproject), any message of Qt and any unexpected log record fail the test
that caused them. A test that expects a log record asks for `log_records` and removes from it what it expected.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from companion.building import generated
from tests.coverage_floors import CoverageFloors
from tests.endurance import enduring

settings.register_profile("companion", deadline=None, database=None, print_blob=True)
settings.register_profile("endurance", deadline=None, database=None, print_blob=True, max_examples=20_000)
settings.load_profile("endurance" if enduring() else "companion")

LOCAL = {"127.0.0.1", "::1", "localhost"}
late_messages: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """Begin to measure; compile catalogs and content once, before workers start; guard the network; listen to Qt."""
    config.pluginmanager.register(CoverageFloors(config), "coverage-floors")
    if not hasattr(config, "workerinput"):
        _compile(config)
    _guard_network()
    qInstallMessageHandler(_remember)


def _compile(config: pytest.Config) -> None:
    """A catalog or content that does not compile fails the tests that read it; the header says why."""
    try:
        generated.compile_if_stale()
    except Exception as error:  # noqa: BLE001  whatever a room's compiler raises is told, and fails its own test
        config.stash[COMPILE_FAILURE] = f"{type(error).__name__}: {error}"


COMPILE_FAILURE = pytest.StashKey[str]()


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say at the top of the run when catalogs or content did not compile."""
    failure = config.stash.get(COMPILE_FAILURE, None)
    return [f"catalogs or content do not compile: {failure}"] if failure else []


def _guard_network() -> None:
    """Refuse every connection that leaves this machine, so that a test cannot depend on one unnoticed."""
    real_connect = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple) and address[0] not in LOCAL:
            self.close()
            raise AssertionError(f"a test tried to reach {address[0]}: Companion opens no network connection")
        real_connect(self, address)  # type: ignore[arg-type]

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]


def _remember(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Qt messages outside a test's own part (pytest-qt takes those within): while it is taken down."""
    late_messages.append(f"{kind.name}: {message}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Fail a test whose taking down made Qt speak."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if call.when == "teardown" and late_messages:
        said = "\n".join(late_messages)
        late_messages.clear()
        if report.outcome != "failed":
            report.outcome = "failed"
            report.longrepr = f"Qt spoke while {item.nodeid} was taken down:\n{said}"
    return report  # type: ignore[return-value]


class _Recorder(logging.Handler):
    """Keeps log records from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def log_records() -> Iterator[list[logging.LogRecord]]:
    """The log records of this test so far; whatever is left in the list at its end fails it."""
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield recorder.records
    root.removeHandler(recorder)
    unexpected = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in recorder.records]
    assert not unexpected, f"unexpected log records: {unexpected}"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone, so that nothing reads or writes the person's own."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
    }.items():
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts and ends in English, whatever language it used."""
    from companion.i18n import catalogs  # here, so that coverage has begun

    catalogs.use("en")
    yield
    catalogs.use("en")
