"""Killed in the middle of taking a pack in: the old content whole, or the new content whole, never between."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance import rounds

ROOT = Path(__file__).parents[2]
MOMENTS = rounds(6, 2000)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the dying copies are forks")
def test_a_pack_is_taken_in_whole_or_not_at_all_wherever_it_dies(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.packs.dying", str(tmp_path), str(MOMENTS), "20261120"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    old, new = map(int, done.stdout.split())
    assert old + new == MOMENTS
    assert old >= MOMENTS // 2 - 1
