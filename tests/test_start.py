"""What a start loads: a question about the law needs neither screens nor the vault's libraries."""

from __future__ import annotations

import json
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
