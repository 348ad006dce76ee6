"""The lock files: every dependency pinned and hashed, and no address of where it comes from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from companion.building.tree import ROOT

# How they are made (uv is needed only for this):
UPDATE = (
    "uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
    " --no-emit-index-url --no-emit-find-links"
)
RUNTIME = "requirements.lock"
BUILDING = "requirements-build.lock"
DEVELOPMENT = "requirements-dev.lock"

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_ADDRESS = re.compile(r"https?:|file:|@ |--index|--extra-index|--find-links|(?<!\S)/")


def pins(text: str) -> dict[str, set[str]]:
    """Name → versions (several where Python versions differ) of a lock file."""
    found: dict[str, set[str]] = {}
    for name, version in _PIN.findall(text):
        found.setdefault(normal(name), set()).add(version)
    return found


def normal(requirement: str) -> str:
    """The name in a requirement, as registries compare it."""
    name = re.split(r"[\s\[<>=!~;(]", requirement.strip(), maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def lock_findings(name: str, text: str, wanted: list[str]) -> list[str]:
    """What is wrong with one lock file: an unpinned or unhashed dependency, an address."""
    have = pins(text)
    found = [
        f"{name} does not pin {normal(item)}: make it anew (README, “Dependencies”)"
        for item in wanted
        if normal(item) not in have
    ]
    found += [f"{name}: “{line.strip()}” names a place" for line in text.splitlines() if _ADDRESS.search(line)]
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    return found + [
        f"{name}: {entry.split()[0]} has no hash"
        for entry in entries
        if entry.strip() and "--hash=sha256:" not in entry
    ]


def findings(root: Path = ROOT) -> list[str]:
    """Everything wrong with the lock files of the tree."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime: list[str] = project["project"]["dependencies"]
    building: list[str] = project["build-system"]["requires"]
    development: list[str] = project["project"]["optional-dependencies"]["dev"]
    texts = {name: (root / name).read_text(encoding="utf-8") for name in (RUNTIME, BUILDING, DEVELOPMENT)}
    found = lock_findings(RUNTIME, texts[RUNTIME], runtime)
    found += lock_findings(BUILDING, texts[BUILDING], building)
    found += lock_findings(DEVELOPMENT, texts[DEVELOPMENT], runtime + building + development)
    everything = pins(texts[DEVELOPMENT])
    for name in (RUNTIME, BUILDING):
        for package, versions in pins(texts[name]).items():
            if versions != everything.get(package):
                found.append(f"{name} and {DEVELOPMENT} differ in {package}: make both anew")
    return found
