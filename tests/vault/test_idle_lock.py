"""When to lock: counted from the last activity, and once due nothing but unlocking helps."""

from __future__ import annotations

from companion.vault.idle_lock import IdleLock


def test_it_is_due_after_the_seconds_without_activity() -> None:
    idle = IdleLock(300, now=1000)
    assert not idle.due(1299.9)
    assert idle.due(1300)
    idle.restart(2000)
    idle.activity(2200)
    assert idle.remaining(2300) == 200
    assert not idle.due(2499)
    assert idle.due(2500)


def test_a_touch_after_the_deadline_does_not_keep_it_open() -> None:
    """A laptop that wakes from sleep locks, even if the touch that woke it comes first."""
    idle = IdleLock(300, now=0)
    idle.activity(5000)
    assert idle.due(5000)
    idle.restart(5001)
    assert not idle.due(5002)


def test_never_is_never() -> None:
    idle = IdleLock(None, now=0)
    assert not idle.due(1e9)
    assert idle.remaining(1e9) is None


def test_a_shorter_time_counts_from_the_last_activity() -> None:
    idle = IdleLock(300, now=0)
    idle.set_seconds(60)
    assert idle.due(61)
    assert idle.seconds == 60


def test_activity_told_late_does_not_move_the_deadline_back() -> None:
    idle = IdleLock(300, now=0)
    idle.activity(100)
    idle.activity(50)
    assert idle.remaining(100) == 300


def test_the_systems_clock_serves_by_default() -> None:
    idle = IdleLock(3600)
    idle.activity()
    left = idle.remaining()
    assert left is not None
    assert 3500 < left <= 3600
    idle.restart()
    assert not idle.due()
    assert IdleLock(0).due()
