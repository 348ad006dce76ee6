"""`companion demo`, and starting the program itself."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from companion import paths
from companion.i18n.catalogs import tr


def add_to(subparsers: Any) -> None:
    """Add the command `demo`."""
    about = tr("the program on a throw-away vault: bundled content, an invented directory, a year of invented tallies")
    parser = subparsers.add_parser("demo", help=about, description=about)
    parser.add_argument("--lang", metavar="TAG", default=None, help=tr("language, for example en or pt"))
    parser.add_argument("--check", action="store_true", help=tr("show Home once, say how it went, and end"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open Home on a vault that exists only as long as this run, under keys that are written nowhere."""
    from companion.ui.app import Options, start

    with tempfile.TemporaryDirectory(prefix="companion-") as folder:
        return start(Options(vault=Path(folder) / "vault", language=args.lang, demo=True, check=args.check))


def start_program(*, mode: str, vault: Path | None, language: str | None) -> int:
    """Open the program at its lock screen, or at first start where there is no vault yet."""
    from companion.ui.app import Options, start

    return start(Options(vault=vault or paths.default_vault(), mode=mode, language=language))
