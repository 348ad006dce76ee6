"""One source file as the rules see it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Finding:
    """A line that breaks a rule, and what to do instead."""

    line: int
    advice: str


@dataclass(frozen=True)
class Source:
    """A Python file: its place from the root (`companion/ui/theme.py`) and its text."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, self.place)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All nodes of the file, in no promised order."""
        return list(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """`rights` for companion/rights/…; empty for the single files of the package."""
        parts = self.place.split("/")
        return parts[1] if len(parts) > 2 else ""

    def within(self, *places: str) -> bool:
        """Whether the file is one of `places`, or in one of them that ends with a stroke."""
        return any(self.place == place or (place.endswith("/") and self.place.startswith(place)) for place in places)


Rule = Callable[[Source], Iterator[Finding]]


def sources(*tops: str) -> list[Source]:
    """The Python files under the given folders of the tree; generated ones left out."""
    found = []
    for top in tops:
        start = ROOT / top
        for path in sorted(start.rglob("*.py")) if start.is_dir() else [start]:
            place = path.relative_to(ROOT).as_posix()
            if "/_generated/" not in place:
                found.append(Source(place, path.read_text(encoding="utf-8")))
    return found


def called(node: ast.AST) -> str:
    """The name a call is made by: `setText` for `label.setText(…)`; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def dotted(node: ast.AST) -> str:
    """`datetime.now` for that expression; empty when it is not a plain chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return f"{start}.{node.attr}" if start else ""
    return ""
