"""First window and memory against a bare PySide6 window: whole processes, started and looked at in turn.

`python -m tests.benchmarks.windows bare|door|lock|demo|unlocked FOLDER` is one such process; it prints when what it
waits for was painted (the system's monotonic clock) and what memory it then holds, in KiB. `bare` is an empty window;
`door` is the program's first window, the doorway; `lock` is the lock screen that then takes its place, ready to type.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from companion import paths
from tests.benchmarks.figures import Figure, median

if TYPE_CHECKING:
    from companion.vault.vault import OpenVault

ROUNDS = 7
PASSPHRASE = "benchmark vault of this run"


def measure(_sizes: list[int]) -> Iterator[Figure]:
    """Time to the first window and memory, each the median of alternating runs."""
    with tempfile.TemporaryDirectory() as folder:
        _run("make", folder)
        runs: dict[str, list[tuple[float, float]]] = {"bare": [], "door": [], "lock": [], "demo": [], "unlocked": []}
        for _ in range(ROUNDS):
            for kind, found in runs.items():
                found.append(_run(kind, folder))
    bare_ms, bare_mib = _medians(runs["bare"])
    door_ms, _ = _medians(runs["door"])
    lock_ms, _ = _medians(runs["lock"])
    demo_ms, _ = _medians(runs["demo"])
    _, open_mib = _medians(runs["unlocked"])
    yield Figure("first window", 1, "ms", door_ms, "bare PySide6 window", bare_ms, 1.6)
    yield Figure("lock screen, ready to type", 1, "ms", lock_ms, "bare PySide6 window", bare_ms)
    yield Figure("demo at Home", 1, "ms", demo_ms, "bare PySide6 window", bare_ms)
    yield Figure("memory, unlocked at Home", 1, "MiB", open_mib, "bare PySide6 window", bare_mib, 2.0)


def _medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    return median([ms for ms, _ in runs]), median([mib for _, mib in runs])


def _run(kind: str, folder: str) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment["XDG_DATA_HOME"] = folder
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.windows", kind, folder],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    words = done.stdout.split()
    return ((float(words[0]) - start) * 1000, float(words[1]) / 1024) if words else (0.0, 0.0)


def _memory() -> int:
    """What this process holds, in KiB."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1])


def _child(kind: str, folder: str) -> None:
    if kind == "make":
        from companion import paths
        from companion.services import sample
        from companion.vault.vault import Vault

        with Vault.create(paths.default_vault(), PASSPHRASE) as vault:
            sample.load(vault.library)
    elif kind == "bare":
        _bare()
    else:
        _program(kind, Path(folder))


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    print(time.monotonic(), _memory())


def _program(kind: str, folder: Path) -> None:
    from companion.ui import app as ui
    from companion.ui.unlock.doorway import Doorway

    demo: Callable[[], OpenVault] | None = None
    if kind == "demo":
        from companion.cli.demo import prepare

        demo = partial(prepare, folder / f"demo-{os.getpid()}")
    elif kind == "unlocked":
        from companion.vault.vault import Vault

        demo = partial(Vault.unlock, paths.default_vault(), PASSPHRASE)
    application = ui.application()
    program = ui.Program(application, ui.Options(demo=demo))
    shown: list[bool] = []
    program.begin()
    doorway = program.window.currentWidget()
    if kind == "door":
        assert isinstance(doorway, Doorway)
        doorway.seen.connect(lambda: shown.append(True))
        doorway.seen.disconnect(program.furnish)
    else:
        program.furnished.connect(lambda: shown.append(True))
    while not shown:
        application.processEvents()
    application.processEvents()
    print(time.monotonic(), _memory())
    sys.stdout.flush()
    os._exit(0)  # what is measured is the beginning, not the end


if __name__ == "__main__":
    _child(sys.argv[1], sys.argv[2])
