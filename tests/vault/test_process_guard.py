"""What the system grants: no core files, nobody looks in, keys kept out of swap, no connection open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from companion.vault import process_guard
from companion.vault.vault import OpenVault

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system says so only on Linux")


def said(program: str) -> str:
    """What a program of its own says: what it asks of the system cannot be taken back."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@linux
def test_no_core_file_and_nobody_looks_into_the_process() -> None:
    show = "g = process_guard.guards(); print(g.no_core_files, g.closed_to_others)"
    begin = "from companion.vault import process_guard; import resource"
    assert said(f"{begin}; process_guard.harden(); {show}") == "True True"
    assert said(f"{begin}; {show}").endswith("False")


STARTED = """
from PySide6.QtCore import QTimer
from companion import no_network
from companion.ui import app
from companion.vault import process_guard
running = app.application()
ask = QTimer(interval=20)
ask.timeout.connect(lambda: process_guard.guards().closed_to_others and running.quit())
ask.start()
app.start(app.Options())
print(process_guard.guards().no_core_files, no_network.refused())
"""


@linux
def test_the_program_asks_for_all_of_it_as_it_starts() -> None:
    assert said(STARTED) == "True True"


@linux
def test_keys_and_rows_are_kept_out_of_swap_while_the_vault_is_open(vault: OpenVault) -> None:
    if process_guard.guards().locked_bytes is None:
        pytest.skip("this system does not tell")
    assert vault.log.query("SELECT role FROM canary") == [("log",)]
    if not process_guard.pin(bytearray(64)):
        pytest.skip("this system locks no memory for programs")
    assert (process_guard.guards().locked_bytes or 0) > 0


def test_a_pinned_secret_can_still_be_wiped() -> None:
    secret = bytearray(b"k" * 99)
    process_guard.pin(secret)
    secret[:] = bytes(99)
    secret.clear()
    assert process_guard.pin(secret)


@linux
def test_open_connections_are_counted_and_local_ones_are_none() -> None:
    count = "print(process_guard.open_connections())"
    begin = "from companion.vault import process_guard; import socket; a, b = socket.socketpair()"
    assert said(f"{begin}; {count}") == "0"
    assert said(f"{begin}; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); {count}") == "1"
