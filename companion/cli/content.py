"""`companion content`: for editors: check a folder, build and sign a pack, look at packs, translate, hand out keys.

The commands on packs stand in `content_packs`, those that need a vault in `content_vault`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from companion.cli import content_packs, content_vault
from companion.cli.vault import add_language_argument
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr, trn
from companion.packs.labels import FINDINGS
from companion.rights.fields import Finding


def add_to(subparsers: Any) -> None:
    """Add the group `content` with its commands."""
    group = subparsers.add_parser("content", help=tr("check what editors write, build and sign content packs"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    about = tr("every fault of a content folder, with file and field, in one run")
    checking = commands.add_parser("check", help=about, description=about)
    checking.add_argument("folder", metavar="DIR", type=Path, help=tr("folder with a sub-folder for each place"))
    add_language_argument(checking)
    checking.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    checking.set_defaults(run=check)
    _add_new(commands)
    _add_translate(commands)
    content_packs.add_to(commands)
    content_vault.add_to(commands)


def check(args: argparse.Namespace) -> int:
    """Print every finding; exit code 1 if one of them is an error."""
    from companion.packs.validator import check_folder

    found = check_folder(args.folder)
    errors = sum(1 for finding in found if finding.severity == "error")
    if args.json:
        rows = [
            {"severity": f.severity, "file": f.file, "field": f.field, "code": f.code, "text": sentence(f), **f.facts}
            for f in found
        ]
        print(json.dumps({"errors": errors, "findings": rows}, ensure_ascii=False, indent=2))
    else:
        for finding in found:
            print(f"{finding.severity}: {finding.file}: {finding.field}: {sentence(finding)}")
        print(trn("%(n)s error", "%(n)s errors", errors))
    return ExitCode.INPUT_AT_FAULT if errors else ExitCode.DONE


def sentence(finding: Finding) -> str:
    """What is wrong and what to do, in the language in use."""
    if finding.code in FINDINGS:
        return tr(FINDINGS[finding.code], **finding.facts)
    # A file that cannot be read at all is told in the words that every other command has for it.
    from companion.i18n.messages import explain

    message = explain(Problem(finding.code, **finding.facts))
    return f"{message.title} {message.explanation} {message.next_step}"


def _add_new(commands: Any) -> None:
    about = tr("begin a folder for a pack, or a place in it")
    parser = commands.add_parser("new", help=about, description=about)
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    pack = kinds.add_parser("pack", help=tr("a folder with pack.toml, to be filled in"))
    pack.add_argument("folder", metavar="DIR", type=Path, help=tr("folder of the pack"))
    pack.add_argument(
        "--namespace", metavar="NAME", required=True, help=tr("in whose name: your organisation’s domain")
    )
    pack.add_argument("--pack", metavar="NAME", default="law", help=tr("which of your packs"))
    place = kinds.add_parser("jurisdiction", help=tr("a place, with a comment at each line that must be filled in"))
    place.add_argument("folder", metavar="DIR", type=Path, help=tr("folder of the pack"))
    place.add_argument("place", metavar="PLACE", help=tr("ISO 3166 code in lower case: pt, us-or"))
    for each, run in ((pack, new_pack), (place, new_place)):
        add_language_argument(each)
        each.set_defaults(run=run)


def new_pack(args: argparse.Namespace) -> int:
    """Begin a pack."""
    from companion.packs import skeletons

    return _made(skeletons.new_pack(args.folder, args.namespace, args.pack))


def new_place(args: argparse.Namespace) -> int:
    """Begin a place."""
    from companion.packs import skeletons

    return _made(skeletons.new_place(args.folder, args.place))


def _made(paths: list[Path]) -> int:
    for path in paths:
        print(path)
    return ExitCode.DONE


def _add_translate(commands: Any) -> None:
    about = tr("write translation templates (.pot), and bring every translation up to date with its English")
    parser = commands.add_parser("translate", help=about, description=about)
    parser.add_argument("folder", metavar="DIR", type=Path, help=tr("folder with a sub-folder for each place"))
    parser.add_argument("place", metavar="PLACE", nargs="?", help=tr("only this place, or workshops"))
    parser.add_argument("--to", metavar="LANG", default="", help=tr("begin this language"))
    parser.add_argument("--from", dest="taken", metavar="FILE", type=Path, help=tr("take in what a translator sent"))
    add_language_argument(parser)
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    parser.set_defaults(run=translate)


def translate(args: argparse.Namespace) -> int:
    """Write templates and translations, and say how far each is."""
    from dataclasses import asdict

    from companion.packs import templates

    places = [args.place] if args.place else templates.translatable(args.folder)
    if args.taken and not args.place:
        raise Problem("content.bad_place", place="")
    told = {place: templates.update(args.folder, place, begin=args.to, taken=args.taken) for place in places}
    if args.json:
        document = {place: [asdict(row) for row in rows] for place, rows in told.items()}
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return ExitCode.DONE
    for place, rows in told.items():
        print(templates.template(args.folder, place))
        for row in rows:
            counts = tr(
                "%(done)s of %(all)s translated, %(stale)s to look at again, %(missing)s missing",
                done=row.translated, all=row.total, stale=row.stale, missing=row.missing,
            )  # fmt: skip
            print(f"  {row.language}: {counts}")
    return ExitCode.DONE
