"""Slow work leaves the window's thread and comes back as a result or a problem."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from companion import diagnostics
from companion.errors import Problem
from companion.ui.tasks import Tasks, Ticket, as_problem


class Ear(QObject):
    """Hears the end of a task as a signal."""

    heard = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.thread_heard = 0

    def tell(self, what: str) -> object:
        """A callback that says `what` with its value."""

        def told(value: object = None) -> None:
            self.thread_heard = threading.get_ident()
            self.heard.emit(what, value)

        return told


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.finish()


def run(tasks: Tasks, ear: Ear, work: object, owner: QObject | None = None) -> Ticket:
    return tasks.run(
        owner or ear,
        work,  # type: ignore[arg-type]
        success=ear.tell("success"),  # type: ignore[arg-type]
        failure=ear.tell("failure"),  # type: ignore[arg-type]
        cancelled=ear.tell("cancelled"),  # type: ignore[arg-type]
        progress=lambda done, total: ear.heard.emit("progress", (done, total)),
    )


def test_a_result_comes_back_to_the_window_s_thread(tasks: Tasks, qtbot: QtBot) -> None:
    ear = Ear()
    threads: list[int] = []

    def work(ticket: Ticket) -> int:
        threads.append(threading.get_ident())
        return 42

    with qtbot.waitSignal(ear.heard) as told:
        run(tasks, ear, work)
    assert told.args == ["success", 42]
    assert threads[0] != threading.get_ident() == ear.thread_heard
    assert not tasks.busy


def test_a_problem_comes_back_as_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    ear = Ear()

    def work(ticket: Ticket) -> None:
        raise Problem("file.disk_full", file="a")

    with qtbot.waitSignal(ear.heard) as told:
        run(tasks, ear, work)
    what, problem = told.args
    assert (what, problem.code, problem.facts) == ("failure", "file.disk_full", {"file": "a"})


def test_what_nobody_foresaw_is_named_and_noted_without_its_words(tasks: Tasks, qtbot: QtBot) -> None:
    diagnostics.forget()
    ear = Ear()

    def work(ticket: Ticket) -> None:
        raise KeyError("somebody's name")

    with qtbot.waitSignal(ear.heard) as told:
        run(tasks, ear, work)
    assert told.args[1].code == "ui.unexpected"
    assert "error.keyerror" in diagnostics.text()
    assert "somebody" not in diagnostics.text()
    assert as_problem(told.args[1]) is told.args[1]


def test_progress_is_told_and_stop_stops(tasks: Tasks, qtbot: QtBot) -> None:
    ear, go_on = Ear(), threading.Event()

    def work(ticket: Ticket) -> None:
        ticket.report(1, 10)
        go_on.wait(10)
        ticket.check()

    with qtbot.waitSignal(ear.heard) as told:
        ticket = run(tasks, ear, work)
    assert told.args == ["progress", (1, 10)]
    with qtbot.waitSignal(ear.heard) as told:
        ticket.cancel()
        go_on.set()
    assert told.args == ["cancelled", None]


def test_nothing_is_told_to_an_owner_that_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    import shiboken6

    ear, owner, go_on = Ear(), QObject(), threading.Event()
    heard: list[str] = []
    ear.heard.connect(lambda what, value: heard.append(what))
    run(tasks, ear, lambda ticket: go_on.wait(10), owner)
    shiboken6.delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert heard == []


def test_closing_asks_what_runs_to_stop(qtbot: QtBot) -> None:
    tasks, ear, go_on = Tasks(), Ear(), threading.Event()

    def work(ticket: Ticket) -> None:
        go_on.wait(10)
        ticket.check()

    ticket = run(tasks, ear, work)
    with qtbot.waitSignal(ear.heard) as told:
        tasks.close()
        assert ticket.cancelled
        go_on.set()
    assert told.args[0] == "cancelled"
