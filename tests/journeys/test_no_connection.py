"""A whole journey under a trace of its system calls: the program opens no internet socket, and asks for no name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.test_nothing_remains import day, says

INTERNET = re.compile(r"socket\(AF_INET6?,|connect\(\d+, \{sa_family=AF_INET|sa_family=AF_INET6?, ")

needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: nothing shows the system calls of a journey"
)


def traced(folder: Path, *command: str) -> list[str]:
    """The command line under a trace of what concerns sockets, written to `folder/trace`, children included."""
    return ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(folder / "trace"), *command]


def internet(folder: Path) -> list[str]:
    """The lines of the trace that speak of the internet."""
    lines = (folder / "trace").read_text(errors="replace").splitlines()
    return [line for line in lines if INTERNET.search(line)]


@needs_strace
def test_a_whole_journey_opens_no_internet_socket(tmp_path: Path) -> None:
    """Set up, search, import, log, reports, settings, lock, and the door again."""
    with day(tmp_path, traced(tmp_path)) as process:
        assert says(process) == "open"
        shutil.rmtree(tmp_path / "stick")
        (tmp_path / "lock").touch()
        assert says(process) == "at the door"
        (tmp_path / "end").touch()
        process.wait(60)
    assert (tmp_path / "trace").is_file()
    assert internet(tmp_path) == []


@needs_strace
def test_the_trace_would_show_one(tmp_path: Path) -> None:
    program = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    subprocess.run(traced(tmp_path, sys.executable, "-c", program), check=True, env=dict(os.environ))
    assert internet(tmp_path) != []
