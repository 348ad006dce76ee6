"""Every state of every screen, in every language, direction, theme and size: nothing clipped, nothing unnamed."""

from __future__ import annotations

import pytest

from tests.ui import clipping
from tests.ui.stage import Stage, load_states

LOOKS = (("en", "light", 1.0), ("xx", "dark", 2.0), ("xr", "hc", 1.5))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]:.0%}")
@pytest.mark.parametrize("name", load_states())
def test_every_state(name: str, look: tuple[str, str, float], stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    one = load_states()[name]
    stage.dress(*look)
    with clipping.watching(monkeypatch) as clipped:
        shown = stage.show(one.make(stage), one.size)
        assert not shown.grab().isNull()
    assert clipped == []
    assert clipping.clipped_labels(shown) == []
    assert clipping.unnamed_controls(shown) == []
    assert clipping.outside(shown) == []


def test_every_state_has_a_picture_of_its_own(stage: Stage) -> None:
    assert {"lock", "lock-wrong", "first-start", "settings", "components"} <= set(load_states())
