"""After a visitor nothing typed, chosen or read is left in the kiosk's memory, and never was a key to the log."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.vault.vault import open_header
from tests.journeys.test_nothing_remains import LARGEST, ROOT, in_memory, needs_proc, says
from tests.journeys.visitors import prepare

TYPED, SERVICE = (f"q{secrets.token_hex(6)}x" for _ in range(2))
WORKER = f"lantern {secrets.token_hex(8)} walnut"
KIOSK = f"poster {secrets.token_hex(8)} wednesday"


@contextmanager
def kiosk(folder: Path, passphrase: str) -> Iterator[subprocess.Popen[str]]:
    """The journey's process at a kiosk that `passphrase` opens."""
    prepare(folder, WORKER, KIOSK, SERVICE)
    (folder / "passphrase").write_text(passphrase)
    (folder / "typed").write_text(TYPED)
    environment = {**os.environ, "HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.journeys.visitors", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def holds_bytes(pid: int, wanted: bytes) -> bool:
    """Whether these bytes stand anywhere in the memory of a process."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            start, end = (int(part, 16) for part in span.split("-"))
            if "r" not in rights or end - start > LARGEST or "[vvar" in line or "[vsyscall]" in line:
                continue
            try:
                memory.seek(start)
                if wanted in memory.read(end - start):
                    return True
            except OSError:
                continue
    return False


@needs_proc
def test_a_reset_leaves_nothing_of_the_visitor_and_the_kiosk_goes_on(tmp_path: Path) -> None:
    with kiosk(tmp_path, KIOSK) as process:
        assert says(process) == "at the door"
        assert says(process) == "visited"
        # The same look finds them while the visitor is there: so it can fail.
        assert in_memory(process.pid, (TYPED, SERVICE, KIOSK)) == {TYPED, SERVICE}
        (tmp_path / "finish").touch()
        assert says(process) == "for the next"
        assert in_memory(process.pid, (TYPED, SERVICE, KIOSK)) == set()


@needs_proc
def test_a_kiosk_that_a_worker_opened_holds_no_key_to_the_log(tmp_path: Path) -> None:
    with kiosk(tmp_path, WORKER) as process:
        assert says(process) == "at the door"
        assert says(process) == "visited"
        _, content = open_header(tmp_path / "vault", WORKER)
        assert content.log is not None
        for key, held in ((content.library.key, True), (content.log.key, False)):
            found = holds_bytes(process.pid, key) or holds_bytes(process.pid, key.hex().encode())
            assert found is held
        assert in_memory(process.pid, (WORKER,)) == set()


def test_nothing_of_a_visitor_is_written_to_the_disk(tmp_path: Path) -> None:
    with kiosk(tmp_path, KIOSK) as process:
        assert says(process) == "at the door"
        assert says(process) == "visited"
        (tmp_path / "finish").touch()
        assert says(process) == "for the next"
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(word.encode() in data for word in (TYPED, SERVICE, KIOSK)), path.name
            assert b'"language"' not in data, path.name
