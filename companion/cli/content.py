"""`companion content`: for those who write the law down. Reads an editor's folder, changes nothing in it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from companion.cli.vault import add_language_argument
from companion.errors import ExitCode, Problem
from companion.i18n.catalogs import tr, trn
from companion.packs.labels import FINDINGS
from companion.rights.fields import Finding


def add_to(subparsers: Any) -> None:
    """Add the group `content` with its commands."""
    group = subparsers.add_parser("content", help=tr("check what editors write"))
    commands = group.add_subparsers(dest="command", metavar="COMMAND", required=True)
    about = tr("every fault of a content folder, with file and field, in one run")
    checking = commands.add_parser("check", help=about, description=about)
    checking.add_argument("folder", metavar="DIR", type=Path, help=tr("folder with a sub-folder for each place"))
    add_language_argument(checking)
    checking.add_argument("--json", action="store_true", help=tr("print one JSON document"))
    checking.set_defaults(run=check)


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
