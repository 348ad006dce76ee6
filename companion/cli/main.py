"""The command `companion`: a table of command groups, each imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from companion.errors import ExitCode, Problem

# group → module with `add_to(subparsers)`; each command sets `run(args) -> exit code`.
GROUPS = {"vault": "companion.cli.vault"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. A problem is told in three sentences on standard error."""
    words = list(sys.argv[1:] if argv is None else argv)
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


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows the group asked for, or all of them for help."""
    parser = argparse.ArgumentParser(prog="companion")
    groups = parser.add_subparsers(dest="group", metavar="GROUP", required=True)
    asked = [word for word in words[:1] if word in GROUPS] or list(GROUPS)
    for group in asked:
        importlib.import_module(GROUPS[group]).add_to(groups)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
