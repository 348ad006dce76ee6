"""Opening hours: what is understood is right at every moment, and nothing else is claimed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.services.opening_hours import Holidays, Hours, Kind, parse
from tests.endurance import rounds
from tests.services.builders import wall

LISBON = ZoneInfo("Europe/Lisbon")
PORTUGAL = Holidays(frozenset({date(2026, 12, 25), date(2027, 1, 1)}), frozenset({2026, 2027}))


def hours(text: str) -> Hours:
    found = parse(text)
    assert found is not None, text
    return found


# Compared with opening_hours.js at the same moments: all agree but the one marked, where unknown is the safer answer.
@pytest.mark.parametrize(
    ("text", "moment", "kind"),
    [
        ("24/7", "2026-11-22T03:00", "open"),
        ("Mo-Fr 10:00-20:00", "2026-11-20T10:00", "open"),
        ("Mo-Fr 10:00-20:00", "2026-11-20T20:00", "closed"),
        ("Mo-Fr 10:00-20:00", "2026-11-20T19:59", "open"),
        ("Mo-Fr 10:00-20:00", "2026-11-21T12:00", "closed"),
        ("Mo-Fr 09:00-12:00,14:00-18:00", "2026-11-20T13:00", "closed"),
        ("Mo, We, Fr 10:00-12:00", "2026-11-20T11:00", "open"),
        ("Sa-Mo 10:00-12:00", "2026-11-23T11:00", "open"),
        ("Fr 22:00-02:00", "2026-11-21T01:00", "open"),
        ("Fr 22:00-26:00", "2026-11-21T01:59", "open"),
        ("Fr 22:00-02:00", "2026-11-20T01:00", "closed"),
        ("Fr 20:00-02:00; Sa 10:00-12:00", "2026-11-21T01:00", "closed"),  # the reference lets Saturday overwrite
        ("Fr 20:00-02:00, Sa 10:00-12:00", "2026-11-21T01:00", "open"),
        ("Mo-Fr 10:00-18:00; We 12:00-13:00", "2026-11-18T11:00", "closed"),
        ("Mo-Fr 10:00-18:00, We 19:00-20:00", "2026-11-18T11:00", "open"),
        ("Mo-Fr 10:00-18:00; We off", "2026-11-18T11:00", "closed"),
        ("Mo-Fr 10:00-18:00; We 12:00-13:00 off", "2026-11-18T12:30", "closed"),
        ("Mo-Fr 10:00-18:00; We 12:00-13:00 off", "2026-11-18T14:00", "open"),
        ("Mo-Fr 10:00-18:00; Dec 24-Jan 02 off", "2026-12-31T11:00", "closed"),
        ("Mo-Fr 10:00-18:00; Dec 24-Jan 02 off", "2027-01-04T11:00", "open"),
        ("Nov-Mar: Mo-Fr 10:00-12:00", "2026-11-20T11:00", "open"),
        ("Jun-Sep Mo-Fr 10:00-12:00", "2026-11-20T11:00", "closed"),
        ("2026 Nov 10-2026 Nov 20 10:00-12:00", "2026-11-20T11:00", "open"),
        ("2026 Nov 10-2026 Nov 20 10:00-12:00", "2025-11-15T11:00", "closed"),
        ("Th[1] 18:00-20:00", "2026-11-05T19:00", "open"),
        ("Th[1] 18:00-20:00", "2026-11-12T19:00", "closed"),
        ("Mo[-1] 18:00-20:00", "2026-11-30T19:00", "open"),
        ("week 1-53/2 Fr 10:00-12:00", "2026-11-20T11:00", "open"),
        ("week 2-52/2 Fr 10:00-12:00", "2026-11-20T11:00", "closed"),
        ("17:00+", "2026-11-20T18:00", "unknown"),
        ("10:00-17:00+", "2026-11-20T16:00", "open"),
        ("10:00-17:00+", "2026-11-20T17:30", "unknown"),  # the reference says closed
        ('Mo-Fr 10:00-12:00 "by appointment"', "2026-11-20T11:00", "unknown"),
        ('Mo-Fr 10:00-12:00 open "ring twice"', "2026-11-20T11:00", "open"),
        ('"ask"', "2026-11-20T11:00", "unknown"),
        ("Mo-Fr 10:00-12:00 unknown", "2026-11-20T11:00", "unknown"),
        ("off", "2026-11-20T11:00", "closed"),
    ],
)
def test_no_state_is_bolder_than_the_reference(text: str, moment: str, kind: str) -> None:
    assert hours(text).state(datetime.fromisoformat(moment)).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "by appointment",
        "Mo-Fr",
        "Mo-Fr 10:00",
        "Mo-Fr 10-18",
        "10:00-10:00",
        "10:00-25:61",
        "sunrise-sunset",
        'Mo-Fr 10:00-18:00 || "call"',
        "easter off",
        "PH +1 day off",
        "Mo[6] 10:00-12:00",
        "Mo-Fr[1] 10:00-12:00",
        "Feb 29 10:00-12:00",
        "Feb 30 off",
        "week 54 10:00-12:00",
        "10:00-18:00/01:30",
        "12:00-14:00,10:00-11:00",
        "Mo-Fr 10:00-18:00 and Sa",
        "2026 Dec 24-2025 Jan 02 off",
        "Mo–Fr ١٠:٠٠-١٨:٠٠",
        "Mo-Fr 10:00-18:00; x" * 60,
    ],
)
def test_everything_else_is_not_understood(text: str) -> None:
    assert parse(text) is None


def test_until_and_next_open() -> None:
    found = hours("Mo-Fr 10:00-20:00")
    friday = wall(2026, 11, 20, 17, 24)
    assert found.state(friday).until == wall(2026, 11, 20, 20)
    closed = found.state(wall(2026, 11, 20, 21))
    assert closed.until == closed.next_open == wall(2026, 11, 23, 10)
    assert hours("24/7").state(friday).until is None
    assert hours("Jun 01-Jun 02 10:00-12:00").state(friday).next_open == wall(2027, 6, 1, 10)


def test_open_over_midnight_does_not_close_at_midnight() -> None:
    assert hours("Mo-Sa 18:00-02:00").state(wall(2026, 11, 20, 23)).until == wall(2026, 11, 21, 2)
    assert hours("Mo-Su 00:00-24:00").state(wall(2026, 11, 20, 23)).until is None


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-03-28T23:00+00:00", "2026-03-29T04:00+01:00"),  # an hour is skipped in the night
        ("2026-10-24T23:00+01:00", "2026-10-25T04:00+00:00"),  # an hour is there twice
    ],
)
def test_summer_time_is_kept(moment: str, until: str) -> None:
    state = hours("Sa 22:00-04:00").state(datetime.fromisoformat(moment), zone=LISBON)
    assert state.kind == Kind.OPEN
    assert state.until == datetime.fromisoformat(until)


def test_the_repeated_hour_has_an_end_after_now() -> None:
    second_pass = datetime(2026, 10, 25, 1, 20, tzinfo=UTC)  # 01:20 in Lisbon, for the second time
    state = hours("Su 00:00-01:30").state(second_pass, zone=LISBON)
    assert state.kind == Kind.OPEN
    assert state.until is not None
    assert state.until.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_zone_of_the_place_decides() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert hours("12:00-13:00").state(noon, zone=LISBON).kind == Kind.OPEN
    assert hours("12:00-13:00").state(noon, zone=ZoneInfo("Asia/Tokyo")).kind == Kind.CLOSED


def test_holidays_come_from_outside() -> None:
    found = hours("Mo-Fr 10:00-18:00; PH off")
    christmas, friday = wall(2026, 12, 25, 11), wall(2026, 11, 20, 11)
    assert found.uses_holidays
    assert found.state(christmas, PORTUGAL).kind == Kind.CLOSED
    assert found.state(friday, PORTUGAL).kind == Kind.OPEN
    assert found.state(friday).kind == Kind.UNKNOWN  # nobody said whether it is a holiday
    assert found.state(wall(2026, 11, 22, 11)).kind == Kind.CLOSED  # closed on a Sunday either way
    assert found.state(wall(2031, 11, 20, 11), PORTUGAL).kind == Kind.UNKNOWN  # beyond the known years


def test_school_holidays_need_their_own_dates() -> None:
    found = hours("SH 10:00-12:00")
    assert found.state(wall(2026, 11, 20, 11), PORTUGAL).kind == Kind.UNKNOWN
    known = Holidays(school=frozenset({date(2026, 11, 20)}), school_years=frozenset({2026}))
    assert found.state(wall(2026, 11, 20, 11), known).kind == Kind.OPEN


def test_outside_their_dates_hours_are_unknown() -> None:
    found = hours("Mo-Fr 10:00-18:00").between(date(2026, 1, 1), date(2026, 11, 30))
    assert found.state(wall(2026, 11, 20, 11)).kind == Kind.OPEN
    assert found.state(wall(2026, 12, 1, 11)).kind == Kind.UNKNOWN


def test_a_week_is_drawn_whole() -> None:
    week = hours("Mo-Sa 18:00-02:00; Tu 10:00-12:00").week(date(2026, 11, 16))
    assert [day.date.day for day in week] == list(range(16, 23))
    assert all(day.segments[0].start == 0 and day.segments[-1].end == 1440 for day in week)
    assert week[1].spans == ((600, 720),)
    assert week[5].spans == ((1080, 1560),)
    assert week[6].spans == ()  # what is open after midnight belongs to Saturday
    assert week[6].segments[0].kind == Kind.OPEN


@settings(max_examples=rounds(400, 100_000))
@given(st.text(max_size=60) | st.text('MoTuWeFrSPH0123456789:-,;+[]/ "offwek', max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse(text)
    if found is not None:
        found.state(wall(2026, 11, 20, 11))


DAYS = st.sampled_from(["", "Mo ", "Mo-Fr ", "Sa,Su ", "Fr-Mo ", "Tu[2] ", "Nov 20-25 ", "week 40-48 ", "PH "])
TIMES = st.tuples(st.integers(0, 23), st.integers(0, 26)).filter(lambda pair: pair[0] != pair[1] % 24)
RULE = st.builds(
    lambda day, time, end: f"{day}{time[0]:02}:00-{time[1]:02}:00{end}", DAYS, TIMES, st.sampled_from(["", "", " off"])
)


@settings(max_examples=rounds(150, 20_000))
@given(st.lists(RULE, min_size=1, max_size=3).map("; ".join), st.integers(0, 60 * 24 * 14))
def test_the_quick_look_and_the_long_one_agree(text: str, minutes: int) -> None:
    found = parse(text)
    if found is None:
        return
    moment = wall(2026, 11, 16) + timedelta(minutes=minutes)
    state = found.state(moment)
    assert found.segment_at(moment).kind == state.kind
    if state.until:
        assert state.until > moment
        assert found.segment_at(state.until).kind != state.kind
        assert found.segment_at(state.until - timedelta(minutes=1)).kind == state.kind
