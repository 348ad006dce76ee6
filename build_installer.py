"""Builds what is not written by hand: compiled catalogs and content, and the frozen program.

python build_installer.py check               catalogs, locks and content are as they should be
python build_installer.py catalogs            compile translations and content into companion/_generated
python build_installer.py catalogs --update   first bring the template and every translation up to date with the code
python build_installer.py freeze              a folder with the program that needs no Python, for this system
python build_installer.py smoke               start the frozen program; any unexpected output fails
python build_installer.py package             packages of the frozen program for this system, with checksums
python build_installer.py all                 check, freeze, smoke and package

It is also the build hook of hatchling: a wheel and an editable install compile catalogs and content first.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))  # hatchling loads this file by its path

from companion.building import catalogs, frozen, generated, locks, packages, smoke
from companion.building.tree import DIST, ROOT, Failure


def check() -> None:
    """Refuse a tree whose template, translations, locks or content are not as they should be."""
    found = [*catalogs.findings(), *locks.findings()]
    if found:
        raise Failure("\n".join(found))
    generated.compile_all()
    print("Catalogs, locks and content are as they should be.")


def make_catalogs(*, update: bool) -> None:
    """Compile catalogs and content, after merging new sentences when `update` is said."""
    for path in catalogs.update() if update else []:
        print(f"changed: {path.relative_to(ROOT)}")
    generated.compile_all()


def make_frozen() -> None:
    """Freeze the program and say where it is and how large."""
    folder = frozen.freeze()
    print(f"{folder.relative_to(ROOT)}: {frozen.size(folder) / 1e6:.0f} MB")


def try_frozen() -> None:
    """Start the frozen program and say that it behaves."""
    smoke.smoke()
    print(f"{(DIST / frozen.NAME).relative_to(ROOT)} starts, answers and ends without a stray word.")


def make_packages(key: Path | None) -> None:
    """Package the frozen program, sign the checksums where a key is given, and say what was made."""
    made = packages.package()
    if key is not None:
        made.append(packages.sign(made[-1], key))
    for path in made:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e6:.1f} MB")


def parser() -> argparse.ArgumentParser:
    """The verbs of this script."""
    whole = argparse.ArgumentParser(prog="build_installer.py", description=(__doc__ or "").splitlines()[0])
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("check", help="catalogs, locks and content are as they should be")
    compiling = verbs.add_parser("catalogs", help="compile translations and content into companion/_generated")
    compiling.add_argument(
        "--update", action="store_true", help="first bring the template and every translation up to date with the code"
    )
    verbs.add_parser("freeze", help="a folder with the program that needs no Python, for this system")
    verbs.add_parser("smoke", help="start the frozen program; any unexpected output fails")
    for verb, words in (
        ("package", "packages of the frozen program for this system, with checksums and bill of materials"),
        ("all", "check, freeze, smoke and package"),
    ):
        packing = verbs.add_parser(verb, help=words)
        packing.add_argument("--key", type=Path, metavar="FILE", help="sign the checksums with this minisign key")
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; 0 when done, 1 when something is wrong (said on standard error)."""
    given = parser().parse_args(arguments)
    try:
        if given.verb in ("check", "all"):
            check()
        if given.verb == "catalogs":
            make_catalogs(update=given.update)
        if given.verb in ("freeze", "all"):
            make_frozen()
        if given.verb in ("smoke", "all"):
            try_frozen()
        if given.verb in ("package", "all"):
            make_packages(given.key)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def get_build_hook() -> type[Any]:
    """What hatchling asks for: the hook that compiles catalogs and content before a wheel or an editable install."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class GeneratedFiles(BuildHookInterface[Any]):
        """Compiles before the files of a wheel are gathered; a source archive carries only what is written by hand."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            if self.target_name == "wheel":
                generated.compile_if_stale()

    return GeneratedFiles


if __name__ == "__main__":
    sys.exit(main())
