"""States of the settings of the log: what is logged, what is kept; a warning before something goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from companion import clock
from companion.log import retention, sample
from companion.log.months import Month
from companion.ui.settings.kept_pane import KeptPane
from companion.ui.settings.log_pane import LogPane
from tests.ui.stage import Stage, state
from tests.ui.states_log import TODAY


@state("settings-log", size=(1000, 1400))
def log_settings(stage: Stage) -> QWidget:
    stage.session().set("fields_off", ["gender", "naloxone_doses"])
    pane = LogPane(stage.session(), stage.shell("log"))
    pane.switch("tests", False)
    return stage.framed(pane)


@state("settings-kept", size=(1000, 1100))
def kept(stage: Stage) -> QWidget:
    with clock.frozen(TODAY):
        log = stage.session().contacts
        sample.fill(log, TODAY.date())
        retention.close_ended_months(log, TODAY.date())
        retention.erase_through(log, Month(2026, 7))
        pane = KeptPane(stage.session(), stage.shell("log"))
        pane.show_calendar(retention.schedule(log, 3))
        pane.choose(1)
        return stage.framed(pane)


@state("settings-kept-empty", size=(1000, 700))
def kept_empty(stage: Stage) -> QWidget:
    with clock.frozen(TODAY):
        pane = KeptPane(stage.session(), stage.shell("log"))
        pane.show_calendar([])
        return stage.framed(pane)
