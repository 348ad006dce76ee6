"""Words that have no place in any file of the project. Patterns are spelt so that they do not match themselves."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

from tests.architecture.source import ROOT, Finding

BANNED_WORDS = {
    "an issue's number: say what and why instead": re.compile(
        r"\b(?:issues?|pull request|PR|GH)[ -]?#?\d+\b(?!\.\d)|(?:fixes|closes|resolves) #\d+", re.IGNORECASE
    ),
    "the name of a writing machine": re.compile(
        r"\b(?:[c]laude|[a]nthropic|chat-?[g]pt|[o]penai|github [c]opilot|(?:co-)?written by (?:an )?[A]I|[L]LM)\b",
        re.IGNORECASE,
    ),
    "a path of somebody's machine": re.compile(
        r"(?<![\w.])/(?:[w]ork|[r]oot|home/\w+|Users/\w+|opt/\w+)/|C:\\[U]sers\\"
    ),
    "the address of a package registry": re.compile(
        r"[p]ypi\.(?:org|io)|[p]ythonhosted|registry\.[n]pmjs|[c]rates\.io|[a]naconda\.org|[p]roxy\.golang",
        re.IGNORECASE,
    ),
    "a placeholder for work not done": re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX)\b"),
}

# Texts of others, kept as they are.
NOT_OURS = {"LICENSE", "LICENSE-CONTENT"}
BINARY = (".png", ".ttf", ".otf", ".woff2", ".db", ".zip", ".ico", ".jpg", ".pdf", ".key")


def banned_words(place: str, text: str) -> Iterator[Finding]:
    """Lines of a file that hold a banned word."""
    for number, line in enumerate(f"{place}\n{text}".splitlines()):
        for what, pattern in BANNED_WORDS.items():
            match = pattern.search(line)
            if match:
                yield Finding(max(number, 1), f"{match.group()!r} is {what}")


def tracked_files() -> list[str]:
    """The text files git knows, from the root; without git (a source archive) every file that is not built."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        places = [place for place in listed.stdout.split("\0") if place and (ROOT / place).exists()]
    else:
        built = {"_generated", "build", "dist", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        places = sorted(path.as_posix() for path in paths if not built & set(path.parts))
    return [place for place in places if not place.endswith(BINARY) and place not in NOT_OURS]
