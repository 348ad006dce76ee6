"""`python -m tests.benchmarks [--json] [--only NAME …] [--sizes N …]`: a table of figures, ratios first."""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sys
from collections.abc import Sequence

from tests.benchmarks.figures import Figure

GROUPS = {"windows": "windows", "law": "law", "search": "search", "stores": "stores", "packs": "packs"}
SIZES = [10_000, 100_000, 1_000_000]


def main(argv: Sequence[str] | None = None) -> int:
    """Print every figure asked for; exit code 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="which groups")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="rows, where size matters")
    args = parser.parse_args(argv)
    figures: list[Figure] = []
    for group in args.only:
        for figure in importlib.import_module(f"tests.benchmarks.{GROUPS[group]}").measure(args.sizes):
            figures.append(figure)
            if not args.json:
                print(_line(figure), flush=True)
    if args.json:
        machine = {"python": platform.python_version(), "system": platform.platform()}
        json.dump({"machine": machine, "figures": [f.document() for f in figures]}, sys.stdout, indent=2)
        print()
    return 0 if all(figure.met for figure in figures) else 1


def _line(figure: Figure) -> str:
    goal = f"≤ {figure.target:g}" if figure.target is not None else ""
    tail = f", p95 {figure.p95:.2f}" if figure.p95 is not None else ""
    tail += f" (≤ {figure.p95_target:g})" if figure.p95_target is not None else ""
    mark = "" if figure.met else "  MISSED"
    return (
        f"{figure.name:40} {figure.size:>9,}  {figure.ratio:8.2f} × {goal:7}"
        f"{figure.value:10.2f} {figure.unit}{tail}; {figure.baseline_name}: {figure.baseline:.2f}{mark}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
