"""Starts the frozen program as a person would, and takes any unexpected word or left-over process as a fault."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.building.frozen import NAME
from companion.building.tree import DIST, Failure

SECONDS = 60


@dataclass(frozen=True)
class Trial:
    """One way to start the program, and what makes its standard output right (None: it must say nothing).

    `~` at the start of an argument is the home folder of this smoke test; `typed` is given on standard input.
    """

    arguments: Sequence[str]
    right: Callable[[str], str | None] | None = None
    typed: str = ""


def answers_portugal(output: str) -> str | None:
    """The one gram of heroin in Portugal: diversion, at the threshold, with sources. Returns what is wrong."""
    try:
        answer = json.loads(output)
    except ValueError:
        return f"is not JSON: {output[:200]!r}"
    if answer.get("outcome") != "diversion":
        return f"has the outcome {answer.get('outcome')!r}, not 'diversion'"
    if (answer.get("threshold") or {}).get("relation") != "at":
        return "does not say that the amount is at the threshold"
    return None if answer.get("sources") else "cites no source"


def is_sound(output: str) -> str | None:
    """The JSON of `vault verify`. Returns what is wrong."""
    try:
        return None if json.loads(output).get("sound") else f"finds the vault unsound: {output[:500]}"
    except ValueError:
        return f"is not JSON: {output[:200]!r}"


def is_said(output: str) -> str | None:
    """Any sentence. Returns what is wrong."""
    return None if output.strip() else "says nothing"


ASK_PORTUGAL = ("rights", "ask", "pt", "--substance", "heroina", "--amount", "1", "--unit", "g", "--json")
OPENING = ("--vault", "~/vault", "--passphrase-stdin")
PASSPHRASE = "orange tram seven lanterns\n"
TRIALS = (
    Trial(ASK_PORTUGAL, answers_portugal),
    Trial(("vault", "create", *OPENING), is_said, PASSPHRASE * 2),
    Trial(("vault", "verify", *OPENING, "--json"), is_sound, PASSPHRASE),
    Trial(("demo", "--check")),
)


def clean_environment(home: Path, base: Mapping[str, str]) -> dict[str, str]:
    """An environment with its own home folder, no screen and nothing of this Python's."""
    kept = {key: value for key, value in base.items() if not key.startswith(("PYTHON", "QT_", "XDG_", "LD_"))}
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home / "local"),
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
    }


def attempt(program: Sequence[str], trial: Trial, home: Path, *, seconds: float = SECONDS) -> list[str]:
    """Run one trial and return its faults: exit code, unexpected output, time, processes left over."""
    name = " ".join([NAME, *trial.arguments])
    process = subprocess.Popen(
        [*program, *(f"{home}{word[1:]}" if word.startswith("~") else word for word in trial.arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=clean_environment(home, os.environ),
        start_new_session=sys.platform != "win32",
    )
    try:
        output, errors = process.communicate(trial.typed, timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        _end_group(process.pid)
        process.communicate()
        return [f"`{name}` was still running after {seconds:g} seconds"]
    found = [f"`{name}` ended with exit code {process.returncode}"] if process.returncode else []
    if errors:
        found.append(f"`{name}` wrote on standard error: {errors[:2000]!r}")
    if trial.right is None and output:
        found.append(f"`{name}` wrote on standard output: {output[:2000]!r}")
    if trial.right is not None and (fault := trial.right(output)):
        found.append(f"the answer of `{name}` {fault}")
    if _end_group(process.pid):
        found.append(f"`{name}` left a process running")
    return found


def _end_group(group: int) -> bool:
    """Whether processes of the group were left; they are ended."""
    if sys.platform == "win32":
        return False
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def smoke(folder: Path = DIST / NAME) -> None:
    """Try the frozen program in `folder`; raises `Failure` with every fault."""
    program = folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
    if not program.exists():
        raise Failure("There is no frozen program yet: run `python build_installer.py freeze` first.")
    with tempfile.TemporaryDirectory(prefix="smoke-") as home:
        found = [fault for trial in TRIALS for fault in attempt([str(program)], trial, Path(home))]
    if found:
        raise Failure("\n".join(found))
