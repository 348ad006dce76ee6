"""Writes a picture of every screen in every state that matters.

    python -m tests.gallery DIR [--lang en] [--theme light] [--mode worker] [--size 100] [--only NAME …]

Files are called `<state>.png`, with language, theme and size in the name where they are not the usual ones. Pictures
go beside those of the design.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from companion.building import generated
from companion.ui.input_watch import InputWatch
from companion.ui.widgets.focus_ring import FocusRing
from tests.ui.stage import Stage, State, application, load_states

MODES = ("worker",)


def main(argv: list[str] | None = None) -> int:
    """Write the pictures asked for; 1 if a screen could not be drawn or Qt complained."""
    args = _parser().parse_args(argv)
    args.folder.mkdir(parents=True, exist_ok=True)
    generated.compile_if_stale()
    complaints: list[str] = []
    qInstallMessageHandler(lambda kind, context, words: _hear(complaints, kind, context, words))
    app = application()
    watch = InputWatch(app, app)
    FocusRing(app, watch)
    states = [one for name, one in load_states().items() if not args.only or any(part in name for part in args.only)]
    for one in states:
        for language in args.lang:
            for theme_name in args.theme:
                path = args.folder / _name(one, language, theme_name, args.size)
                with tempfile.TemporaryDirectory() as folder:
                    _draw(Stage(app, Path(folder)), one, path, (language, theme_name, args.size))
                print(path)
    watch.deleteLater()
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def _draw(stage: Stage, one: State, path: Path, look: tuple[str, str, int]) -> None:
    language, theme_name, size = look
    stage.dress(language, theme_name, size / 100)
    try:
        made = stage.show(one.make(stage), one.size)
        made.grab().save(str(path))
        stage.clear(made)
    finally:
        stage.close()


def _name(one: State, language: str, theme_name: str, size: int) -> str:
    parts = [one.name]
    parts += [language] if language != "en" else []
    parts += [theme_name] if theme_name != "light" else []
    parts += [str(size)] if size != 100 else []
    return "-".join(parts) + ".png"


def _hear(complaints: list[str], kind: QtMsgType, context: QMessageLogContext, words: str | None) -> None:
    if "This plugin does not support" not in (words or ""):  # what only the screenless platform says
        complaints.append(f"{kind.name}: {words}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--lang", nargs="+", default=["en"], help="language tags; xx and xr are the pseudo-locales")
    parser.add_argument("--theme", nargs="+", default=["light"], choices=["light", "dark", "hc"])
    parser.add_argument("--mode", default="worker", choices=MODES)
    parser.add_argument("--size", type=int, default=100, help="text size in percent, 100 to 200")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="parts of the names of states")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
