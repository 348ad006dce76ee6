"""The version and the moment that a build carries: the same for everybody who builds the same source."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime

from companion import __version__ as VERSION  # noqa: N812  a constant of the build
from companion.building.tree import ROOT

__all__ = ["VERSION", "build_date", "epoch"]

_BEFORE_ANY_RELEASE = 1767225600  # 1 January 2026: for a source tree that has neither a commit nor a stated moment


def epoch() -> int:
    """Seconds since 1970 that every built file carries: SOURCE_DATE_EPOCH, else the last commit's."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if stated.isdecimal():
        return int(stated)
    try:
        asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        said = ""
    return int(said) if said.isdecimal() else _BEFORE_ANY_RELEASE


def build_date() -> date:
    """The day of `epoch`, in UTC."""
    return datetime.fromtimestamp(epoch(), UTC).date()
