"""At run time an internet socket is refused; one within this computer is not. In a process of its own: it stays on."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from companion import no_network
from companion.errors import Problem

ROOT = Path(__file__).parents[1]
BEGIN = "import socket; from companion import no_network; no_network.refuse(); no_network.refuse(); "


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    "ask",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.create_connection(('192.0.2.1', 80), 1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.gethostbyname('example.org')",
        "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
        "import http.client; http.client.HTTPConnection('192.0.2.1').connect()",
    ],
)
def test_an_internet_socket_is_refused_at_run_time(ask: str) -> None:
    done = run(f"{BEGIN}{ask}")
    assert done.returncode != 0
    assert "network.refused" in done.stderr


def test_without_the_hook_it_would_be_opened() -> None:
    open_one = "import socket; socket.socket(); from companion import no_network; print(no_network.refused())"
    assert run(open_one).stdout == "False\n"


@pytest.mark.skipif(sys.platform == "win32", reason="sockets that are paths")
def test_sockets_within_this_computer_are_left_alone(tmp_path: Path) -> None:
    serve = f"a = socket.socket(socket.AF_UNIX); a.bind({str(tmp_path / 's')!r}); a.listen(); "
    connect = f"b = socket.socket(socket.AF_UNIX); b.connect({str(tmp_path / 's')!r}); "
    done = run(f"{BEGIN}{serve}{connect}print(no_network.refused())")
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


@pytest.mark.parametrize(
    ("event", "facts", "refused"),
    [
        ("socket.__new__", (None, 2, 1, 0), True),
        ("socket.__new__", (None, 10, 2, 0), True),
        ("socket.__new__", (None, 1, 1, 0), False),
        ("socket.connect", (None, ("192.0.2.1", 80)), True),
        ("socket.connect", (None, "/run/user/1/bus"), False),
        ("socket.connect", (None, b"\0abstract"), False),
        ("socket.getaddrinfo", ("example.org", 80, 0, 0, 0), True),
        ("open", ("a", "r", 0), False),
    ],
)
def test_what_the_hook_hears_and_what_it_stops(event: str, facts: tuple[object, ...], refused: bool) -> None:
    with contextlib.ExitStack() as stack:
        if refused:
            stack.enter_context(pytest.raises(Problem, match=r"network\.refused"))
        no_network._hook(event, facts)
