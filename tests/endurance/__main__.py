"""`python -m tests.endurance [NAME …]`: the long form of what the suite does shortly; all when none is named."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.endurance import SWITCH

RUNS = {
    "kills": "tests/vault/test_crashes.py",
    "mutations": "tests/vault/test_mutations.py",
    "attacker": "tests/reports/test_attacker.py",
    "questions": "tests/rights/test_bundled_content.py",
    "memory": "tests/journeys",
    "monkeys": "tests/ui/test_monkeys.py",
    "packs": "tests/packs/test_mutations.py tests/packs/test_killed.py",
    "hours": "tests/services/test_opening_hours.py",
    "weeks": "tests/services/test_week_hours.py",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run what is named and say how long it took; exit code 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(RUNS)}")
    names = parser.parse_args(argv).names or list(RUNS)
    unknown = [name for name in names if name not in RUNS]
    if unknown:
        parser.error(f"no run is called {', '.join(unknown)}; there are {', '.join(RUNS)}")
    failed = []
    for name in names:
        start = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-n", "0", *RUNS[name].split()]
        done = subprocess.run(command, env={**os.environ, SWITCH: "1"})
        print(f"{name}: {'held' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - start:.0f} s", flush=True)
        failed += [name] if done.returncode else []
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
