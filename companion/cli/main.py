"""The command `companion`: the program itself, or one of its command groups, each imported only when asked for."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from companion import __version__, paths
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
MODES = ("worker", "kiosk", "trainer")
PACK_SUFFIX = ".companionpack"
_VALUED = ("--mode", "--vault", "--lang", "--check")
# A place in the south or west: argparse would take the minus for an option.
_NEGATIVE_PLACE = re.compile(r"-\d[\d.]*,.*")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, or the program where none is named; its exit code. A problem is told in three sentences."""
    words, pack = _pack_in(_joined(list(sys.argv[1:] if argv is None else argv)))
    catalogs.use(_spoken(_language(words)) or "en")
    _speak_utf8()
    args = _parser(words).parse_args(words)
    args.opened = pack
    # The program itself, where no language is asked for, speaks the system's.
    args.lang = _spoken(args.lang) or (None if args.group in (None, "demo") else "en")
    try:
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except Problem as problem:
        return _tell(problem)
    except KeyboardInterrupt:
        return int(ExitCode.INPUT_AT_FAULT)
    except BrokenPipeError:
        # The reader (`head`, a closed window) has gone; what it wanted it has.
        _drop_output()
        return int(ExitCode.DONE)
    except OSError as error:
        from companion import files

        if error.filename is None:  # what was printed goes into a file, and its disk is full
            _drop_output()
        return _tell(files.told(error, Path(str(error.filename)).name if error.filename else tr("the output")))


def _tell(problem: Problem) -> int:
    """Say on standard error what is wrong, where, and what to do; the exit code."""
    from companion.i18n.messages import explain

    message = explain(problem)
    print(message.title, message.explanation, message.next_step, sep="\n", file=sys.stderr)
    return int(problem.exit_code)


def _drop_output() -> None:
    """Let what is still to be printed go nowhere, so that Python does not stumble over it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """What is printed into a file or another program is UTF-8 everywhere, not what the system happens to use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _joined(words: list[str]) -> list[str]:
    """The words, with a place such as -33.87,151.2 tied to its option."""
    tied: list[str] = []
    for word in words:
        if tied and tied[-1] == "--near" and _NEGATIVE_PLACE.fullmatch(word):
            tied[-1] = f"--near={word}"
        else:
            tied.append(word)
    return tied


def _pack_in(words: list[str]) -> tuple[list[str], Path | None]:
    """The words, and the pack that the file manager opens the program with: `companion FILE.companionpack`."""
    for at, word in enumerate(words):
        if word in GROUPS:
            break
        if word.endswith(PACK_SUFFIX) and not word.startswith("-") and words[at - 1 : at] not in [[v] for v in _VALUED]:
            return [*words[:at], *words[at + 1 :]], Path(word).absolute()
    return words, None


def _language(words: Sequence[str]) -> str | None:
    """The language of help and messages: what the last `--lang` says."""
    found = None
    for word, value in zip(words, [*words, ""][1:], strict=True):
        if word == "--lang" and value:
            found = value
        if word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found


def _spoken(tag: str | None) -> str | None:
    """The tag, or its language alone where only that is spoken: pt for pt_PT."""
    if not tag:
        return None
    spoken = {"en", *(folder.name for folder in paths.generated("locale").glob("*"))}
    whole = tag.replace("_", "-")
    base = whole.partition("-")[0].casefold()
    return base if base in spoken and whole not in spoken else whole


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
    # Where a kiosk's key waits for the process that takes over; nobody types this.
    parser.add_argument("--handed", type=int, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--vault", metavar="DIR", type=Path, default=None, help=tr("folder of the vault"))
    parser.add_argument("--lang", metavar="TAG", default=None, help=tr("language, for example en or pt"))
    parser.add_argument(
        "--check",
        choices=("door", "screen"),
        default="",
        help=tr("show the first window (door) or the first screen once, and end"),
    )
    parser.set_defaults(run=_program)
    groups = parser.add_subparsers(dest="group", metavar="GROUP")
    asked = [word for word in words if word in GROUPS][:1] or (list(GROUPS) if _wants_help(words) else [])
    for group in asked:
        importlib.import_module(GROUPS[group]).add_to(groups)
    return parser


def _wants_help(words: Sequence[str]) -> bool:
    """Whether every group must be known: help is asked for, or a word that is no option's value might be one."""
    before = ["", *words]
    return any(
        word in ("-h", "--help") or not (word.startswith("-") or previous in _VALUED)
        for previous, word in zip(before, words, strict=False)
    )


def _program(args: argparse.Namespace) -> int:
    from companion.cli.demo import start_program

    return start_program(
        mode=args.mode,
        vault=args.vault,
        language=args.lang,
        check=args.check,
        pack=args.opened,
        handed=args.handed,
    )


if __name__ == "__main__":
    raise SystemExit(main())
