"""An incident is kinds and a month; its totals equal a recount, and nothing of it leads to anybody."""

from __future__ import annotations

import typing
from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import clock
from companion.errors import Problem
from companion.log import incident_labels as labels
from companion.log.incidents import (
    ByWhom,
    Done,
    Incident,
    IncidentKind,
    IncidentLog,
    IncidentSetting,
    Solved,
    check,
)
from companion.log.ledger import Ledger
from companion.log.months import Month
from companion.log.store import LogStore
from companion.log.tally import INCIDENT_KINDS, Kind
from tests.log.conftest import PLACES

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 20)
SEARCH = Incident(
    NOVEMBER, frozenset({IncidentKind.SEARCH, IncidentKind.TAKEN}), ByWhom.POLICE, IncidentSetting.STREET, area=1
)

any_incident = st.builds(
    Incident,
    month=st.sampled_from([NOVEMBER, Month(2026, 9)]),
    kinds=st.frozensets(st.sampled_from(IncidentKind), min_size=1),
    by_whom=st.sampled_from(ByWhom),
    setting=st.sampled_from(IncidentSetting),
    area=st.sampled_from([1, 2]),
    done=st.one_of(
        st.just(frozenset({Done.NOTHING_WANTED})),
        st.frozensets(st.sampled_from([done for done in Done if done is not Done.NOTHING_WANTED])),
    ),
    solved=st.sampled_from(Solved),
)


@pytest.fixture
def incidents(log: LogStore) -> IncidentLog:
    return IncidentLog(log)


def test_an_incident_has_no_field_for_text_or_a_day() -> None:
    for name, kind in typing.get_type_hints(Incident).items():
        inner = typing.get_args(kind)[0] if typing.get_args(kind) else kind
        assert inner in (int, Month) or issubclass(inner, StrEnum), name
    assert not {"day", "date", "site"} & {field.name for field in fields(Incident)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"kinds": frozenset()}, ("kinds", "log.no_kind")),
        ({"kinds": frozenset({"Ana Silva"})}, ("kinds", "log.unknown_code")),
        ({"by_whom": "Officer 4711"}, ("by_whom", "log.unknown_code")),
        ({"setting": "Rua das Flores 3"}, ("setting", "log.unknown_code")),
        ({"done": {Done.COMPLAINT}}, ("done", "log.unknown_code")),
        ({"done": frozenset({Done.NOTHING_WANTED, Done.COMPLAINT})}, ("done", "log.done_contradiction")),
        ({"solved": None}, ("solved", "log.unknown_code")),
        ({"area": 9}, ("area", "log.unknown_area")),
        ({"month": Month(2026, 12)}, ("month", "log.in_the_future")),
    ],
)
def test_what_cannot_be_is_said_beside_its_question(
    incidents: IncidentLog, change: dict[str, Any], expected: tuple[str, str]
) -> None:
    wrong = replace(SEARCH, **change)
    assert [(one.field, one.code) for one in check(wrong, PLACES, TODAY)] == [expected]
    with pytest.raises(Problem) as caught:
        incidents.save(wrong)
    assert (caught.value.code, incidents.all()) == (expected[1], [])


def test_every_code_has_words_and_every_kind_an_icon() -> None:
    assert set(labels.KIND_LABELS) == set(labels.KIND_ICONS) == set(IncidentKind)
    for kind, table in (
        (ByWhom, labels.BY_LABELS),
        (IncidentSetting, labels.SETTING_LABELS),
        (Done, labels.DONE_LABELS),
        (Solved, labels.SOLVED_LABELS),
    ):
        assert set(table) == set(kind)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_incident, max_size=6))
def test_totals_equal_a_recount_and_undo_leaves_everything_as_it_was(log: LogStore, batch: list[Incident]) -> None:
    incidents = IncidentLog(log)
    log.store.execute("DELETE FROM incident")
    log.store.execute("DELETE FROM tally")
    for incident in batch:
        assert incidents.save(incident).counted == NOVEMBER  # a late one counts in the month it is typed in
    assert [incident for incident, _ in incidents.all()] == batch
    counted: Counter[tuple[int, str]] = Counter()
    for incident in batch:
        counted[incident.area, "all"] += 1
        counted.update((incident.area, kind.value) for kind in incident.kinds)
        counted[incident.area, f"by {incident.by_whom.value}"] += 1
        counted[incident.area, f"in {incident.setting.value}"] += 1
        counted.update((incident.area, f"done {done.value}") for done in incident.done)
        counted[incident.area, f"solved {incident.solved.value}"] += 1
    words = {
        Kind.INCIDENTS: ["all"],
        Kind.INCIDENT_KIND: [kind.value for kind in IncidentKind],
        Kind.INCIDENT_BY: [f"by {by.value}" for by in ByWhom],
        Kind.INCIDENT_SETTING: [f"in {setting.value}" for setting in IncidentSetting],
        Kind.INCIDENT_DONE: [f"done {done.value}" for done in Done],
        Kind.INCIDENT_SOLVED: [f"solved {solved.value}" for solved in Solved],
    }
    before = incidents.tallies(NOVEMBER, NOVEMBER)
    assert {(row.area, words[Kind(row.kind)][row.code]): row.contacts for row in before} == dict(counted)
    incidents.save(SEARCH)
    assert incidents.undo().incident == SEARCH
    assert (incidents.tallies(NOVEMBER, NOVEMBER), incidents.can_undo) == (before, None)


def test_totals_of_contacts_and_incidents_do_not_mix(log: LogStore, incidents: IncidentLog) -> None:
    incidents.save(SEARCH)
    assert log.month().contacts == 0
    assert log.tallies(NOVEMBER, NOVEMBER) == []
    assert {row.kind for row in incidents.tallies(NOVEMBER, NOVEMBER)} <= set(INCIDENT_KINDS)
    assert log.months() == [NOVEMBER]


def test_after_the_report_it_counts_in_the_next_month_and_cannot_be_undone(
    log: LogStore, incidents: IncidentLog
) -> None:
    incidents.save(SEARCH)
    Ledger(log).record([], through=NOVEMBER)
    with pytest.raises(Problem, match=r"log\.nothing_to_undo"):
        incidents.undo()
    assert incidents.save(SEARCH).counted == Month(2026, 12)


def test_closing_a_month_forgets_the_order_of_its_incidents(log: LogStore, incidents: IncidentLog) -> None:
    from companion.log.retention import close_month

    second = replace(SEARCH, by_whom=ByWhom.COURT)
    first = replace(SEARCH, by_whom=ByWhom.OTHER, area=2)
    incidents.add_many([(first, NOVEMBER), (second, NOVEMBER), (SEARCH, NOVEMBER)])
    before = incidents.tallies(NOVEMBER, NOVEMBER)
    with clock.frozen(datetime(2026, 12, 20, tzinfo=UTC)):
        close_month(log, NOVEMBER, date(2026, 12, 20))
        assert [incident for incident, _ in incidents.all()] == [SEARCH, second, first]
        assert incidents.tallies(NOVEMBER, NOVEMBER) == before
