"""Names, docstrings and sizes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from tests.architecture.source import Finding, Source

BANNED_NAMES = {"utils", "util", "helper", "helpers", "misc", "manager", "managers", "common"}
FUNCTION_LINES, FUNCTION_LIMIT = 30, 60
FILE_LINES, FILE_LIMIT = 400, 600
Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _words(name: str) -> set[str]:
    """`ThreadManager` and `thread_manager` are both {thread, manager}."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def names_say_what_it_is(source: Source) -> Iterator[Finding]:
    """A drawer called “misc” is where things go to be lost."""
    for part in source.place.removesuffix(".py").split("/"):
        for word in _words(part) & BANNED_NAMES:
            yield Finding(1, f"“{word}” in a file's name says nothing: name what it holds")
    for node in source.nodes:
        if isinstance(node, (ast.ClassDef, *Function)):
            for word in _words(node.name) & BANNED_NAMES:
                yield Finding(node.lineno, f"“{word}” in {node.name} says nothing: name what it does")


def public_things_have_docstrings(source: Source) -> Iterator[Finding]:
    """Modules, and the public classes and functions in them, say what they are for."""
    if source.within("tests/"):
        return
    if ast.get_docstring(source.tree) is None:
        yield Finding(1, "the module has no docstring")
    for node in source.tree.body:
        if not isinstance(node, (ast.ClassDef, *Function)) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield Finding(node.lineno, f"{node.name} has no docstring")


def function_lengths(source: Source) -> list[tuple[int, str, int]]:
    """Line, name and length of every function of the file."""
    return [
        (node.lineno, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in source.nodes
        if isinstance(node, Function)
    ]


def nothing_is_too_long(source: Source) -> Iterator[Finding]:
    """No function above 60 lines, no file above 600."""
    for line, name, length in function_lengths(source):
        if length > FUNCTION_LIMIT:
            yield Finding(line, f"{name} has {length} lines, the limit is {FUNCTION_LIMIT}")
    length = len(source.text.splitlines())
    if length > FILE_LIMIT:
        yield Finding(1, f"the file has {length} lines, the limit is {FILE_LIMIT}: make it a folder")


def share_within(lengths: Sequence[int], bound: int) -> float:
    """How many of the lengths keep the bound, as a share from 0 to 1."""
    return sum(length <= bound for length in lengths) / len(lengths) if lengths else 1.0


SHAPE_RULES = (names_say_what_it_is, public_things_have_docstrings, nothing_is_too_long)
