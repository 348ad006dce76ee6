"""Where the parts of the source tree stand, and what a failed step raises."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "companion"
GENERATED = PACKAGE / "_generated"
TRANSLATIONS = ROOT / "translations"
CONTENT = ROOT / "resources" / "content"
BUILD = ROOT / "build"
DIST = ROOT / "dist"


class Failure(Exception):
    """A build step found faults; its text names each and says what to do."""


@contextlib.contextmanager
def importable() -> Iterator[None]:
    """Within the block, the package in this tree can be imported, whatever folder the build was started from."""
    sys.path.insert(0, str(ROOT))
    try:
        yield
    finally:
        sys.path.remove(str(ROOT))
