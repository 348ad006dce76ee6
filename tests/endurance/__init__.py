"""Long runs of the suite's own tests: kills, mutations, attackers, questions. `python -m tests.endurance [NAME …]`.

Each is a test of the suite that asks `rounds` how often to do what it does: a few times in the suite, thousands of
times here. So the long run cannot test something else than the short one.
"""

from __future__ import annotations

import os

SWITCH = "COMPANION_ENDURANCE"


def enduring() -> bool:
    """Whether this is a long run."""
    return bool(os.environ.get(SWITCH))


def rounds(short: int, long: int) -> int:
    """How often to do it: `short` in the suite, `long` in a long run."""
    return long if enduring() else short
