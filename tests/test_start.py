"""What a start loads: a question about the law needs neither screens nor the vault's libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ASK = """
import contextlib, io, json, sys
from companion.cli.main import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main(["rights", "ask", "pt", "--substance", "heroina", "--amount", "1", "--unit", "g", "--json"])
print(json.dumps([code, sorted(sys.modules)]))
"""
HEAVY = {"PySide6", "sqlcipher3", "nacl", "cffi", "xlsxwriter", "segno", "babel.messages", "socket", "ssl"}


def test_asking_about_the_law_loads_nothing_heavy() -> None:
    result = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True)
    code, modules = json.loads(result.stdout)
    assert code == 0
    assert not HEAVY & set(modules)
    assert result.stderr == ""


DOORWAY = """
import builtins, json, linecache, sys
from companion.ui import app
application = app.application()
program = app.Program(application, app.Options())
program.begin()
doorway = program.window.currentWidget()
doorway.seen.disconnect(program.furnish)
seen = []
doorway.seen.connect(lambda: seen.append(sorted(sys.modules)))
while not seen:
    application.processEvents()
print(json.dumps([seen[0], builtins.__import__.__name__, sorted(linecache.cache)]))
sys.stdout.flush()
import os
os._exit(0)
"""
LATER = {"companion.vault", "companion.rights", "companion.services", "companion.log", "companion.reports"}
SCREENS = {"companion.ui.icons", "companion.ui.shell", "companion.ui.unlock.lock_screen", "companion.ui.widgets.select"}


def test_the_doorway_is_painted_before_what_is_behind_it_is_loaded(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", DOORWAY], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    modules, importing, sources = json.loads(result.stdout)
    assert not (HEAVY - {"PySide6"} | LATER | SCREENS) & set(modules)
    assert importing != "__feature_import__", (
        "PySide6's own import reads the source of every module that is imported after it"
    )
    assert not [source for source in sources if "companion" in source]
