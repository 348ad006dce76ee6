"""`companion demo`, and starting the program itself."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion import clock, paths
from companion.i18n.catalogs import tr

if TYPE_CHECKING:
    from companion.vault.vault import OpenVault

PLACE = "pt"
# The middle of the sample's invented town; a real point of the map, but nobody's address.
NEAR = {"lat": 38.7169, "lon": -9.1399, "label": "Example Square"}


def add_to(subparsers: Any) -> None:
    """Add the command `demo`."""
    about = tr("the program on a throw-away vault: bundled content, an invented directory, a year of invented tallies")
    parser = subparsers.add_parser("demo", help=about, description=about)
    parser.add_argument("--lang", metavar="TAG", default=argparse.SUPPRESS, help=tr("language, for example en or pt"))
    parser.add_argument("--check", action="store_true", help=tr("show Home once and end"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open Home on a vault that exists only as long as this run, under keys that are written nowhere."""
    from companion.ui.app import Options, start

    # Closing the throw-away vault removes its folder, also where the process is replaced when it locks.
    folder = Path(tempfile.mkdtemp(prefix="companion-"))
    return start(Options(language=args.lang, demo=lambda: prepare(folder), check="screen" if args.check else ""))


def prepare(folder: Path) -> OpenVault:
    """A throw-away vault with the sample directory and a year of invented tallies. Everything in it is invented."""
    from companion.log import sample as tallies
    from companion.log.store import LogStore
    from companion.reports import sample as reported
    from companion.services import sample as directory
    from companion.settings import Settings
    from companion.vault.vault import Vault

    vault = Vault.throw_away(folder)
    directory.load(vault.library)
    log = LogStore(vault.log)
    tallies.fill(log, clock.today())
    reported.declare(log)
    settings = Settings(vault.library)
    settings.set("place", PLACE)
    settings.set("place_names", tallies.names().as_setting())
    settings.set("service_place", NEAR)
    return vault


def start_program(
    *,
    mode: str,
    vault: Path | None,
    language: str | None,
    check: str = "",
    pack: Path | None = None,
    handed: int | None = None,
) -> int:
    """Open the program at its lock screen, or at first start where there is no vault yet. A kiosk makes none: it
    raises `vault.not_a_vault`. A trainer opens none: workshops run on a vault that is thrown away; numbers
    can be sealed to the one on the device (`log.letterbox`)."""
    from companion.ui.app import Options, start

    if mode == "trainer":
        training = Path(tempfile.mkdtemp(prefix="companion-"))
        return start(Options(mode, vault, language, demo=lambda: _empty(training), check=check))
    folder = vault or paths.default_vault()
    if mode == "kiosk":
        from companion.vault.header_file import read_header

        read_header(folder)
    return start(Options(mode, folder, language, check=check, pack=pack, handed=handed))


def _empty(folder: Path) -> OpenVault:
    """A throw-away vault with nothing in it but the law that ships with the program."""
    from companion.vault.vault import Vault

    return Vault.throw_away(folder)
