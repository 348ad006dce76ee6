"""The command `companion`: the program itself, or one of its command groups, each imported only when asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from companion import __version__
from companion.errors import ExitCode, Problem
from companion.i18n import catalogs
from companion.i18n.catalogs import tr

# group → module with `add_to(subparsers)`; each command sets `run(args) -> exit code`.
GROUPS = {
    "demo": "companion.cli.demo",
    "rights": "companion.cli.rights",
    "content": "companion.cli.content",
    "services": "companion.cli.services",
    "log": "companion.cli.log",
    "report": "companion.cli.report",
    "vault": "companion.cli.vault",
}
MODES = ("worker",)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or the program where none is named; its exit code. A problem is told in three sentences."""
    words = list(sys.argv[1:] if argv is None else argv)
    catalogs.use(_language(words))
    args = _parser(words).parse_args(words)
    try:
        return int(args.run(args))
    except Problem as problem:
        from companion.i18n.messages import explain

        message = explain(problem)
        print(message.title, message.explanation, message.next_step, sep="\n", file=sys.stderr)
        return int(problem.exit_code)
    except KeyboardInterrupt:
        return int(ExitCode.INPUT_AT_FAULT)
    except BrokenPipeError:
        # The reader (`head`, a closed window) has gone; what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)


def _language(words: Sequence[str]) -> str:
    """The language of help and messages: `--lang` where it is given, English otherwise."""
    for word, value in zip(words, [*words[1:], ""], strict=True):
        if word == "--lang" and value:
            return value
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return "en"


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows the group asked for, or all of them for help."""
    parser = argparse.ArgumentParser(
        prog="companion",
        description=tr("Local rights after drug decriminalisation, help nearby, anonymous counts: offline, encrypted."),
        epilog=tr(
            "Exit codes: 0 done; 1 the input or the question is at fault; 2 wrong usage; 3 the vault cannot be opened."
        ),
    )
    parser.add_argument("--version", action="version", version=f"companion {__version__}")
    parser.add_argument("--mode", choices=MODES, default="worker", help=tr("how the program opens"))
    parser.add_argument("--vault", metavar="DIR", type=Path, default=None, help=tr("folder of the vault"))
    parser.add_argument("--lang", metavar="TAG", default=None, help=tr("language, for example en or pt"))
    parser.set_defaults(run=_program)
    groups = parser.add_subparsers(dest="group", metavar="GROUP")
    asked = [word for word in words if word in GROUPS][:1] or (list(GROUPS) if _wants_help(words) else [])
    for group in asked:
        importlib.import_module(GROUPS[group]).add_to(groups)
    return parser


def _wants_help(words: Sequence[str]) -> bool:
    return any(not word.startswith("-") or word in ("-h", "--help") for word in words)


def _program(args: argparse.Namespace) -> int:
    from companion.cli.demo import start_program

    return start_program(mode=args.mode, vault=args.vault, language=args.lang)


if __name__ == "__main__":
    raise SystemExit(main())
