"""Every sentence a person reads goes through the catalogs, whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Finding, Source, called

TRANSLATING = {"tr", "trn", "trc", "N_"}
SHOWING = {
    "QLabel",
    "QPushButton",
    "QToolButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
    "QAction",
    "QLineEdit",
    "QMenu",
    "setText",
    "setTitle",
    "setWindowTitle",
    "setToolTip",
    "setStatusTip",
    "setWhatsThis",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlainText",
    "setHtml",
    "setMarkdown",
    "setLabelText",
    "setPrefix",
    "setSuffix",
    "addItem",
    "addTab",
    "addAction",
    "addMenu",
    "addRow",
    "insertItem",
    "setItemText",
    "setTabText",
    "drawText",
}
LETTERS = re.compile(r"[^\W\d_]{2,}")
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3}(?:[0-9a-fA-F]{2})?)?\b")
THEME = ("companion/ui/theme.py", "companion/ui/theme/", "companion/ui/style_sheet.py")


def _literal(node: ast.expr) -> str:
    """The literal words in an expression: a text, the text parts of an f-string, joined or formatted texts."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return " ".join(_literal(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return f"{_literal(node.left)} {_literal(node.right)}"
    if isinstance(node, ast.IfExp):
        return f"{_literal(node.body)} {_literal(node.orelse)}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"}:
        return _literal(node.func.value)
    return ""


def widgets_speak_through_catalogs(source: Source) -> Iterator[Finding]:
    """No literal words on a screen."""
    if not source.within("companion/ui/"):
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and called(node) in SHOWING:
            for words in filter(LETTERS.search, map(_literal, node.args)):
                yield Finding(node.lineno, f"{called(node)}({words.strip()!r}): use tr, or N_ in a table and tr here")


def commands_speak_through_catalogs(source: Source) -> Iterator[Finding]:
    """No literal words printed, and none in the help of a command."""
    if not source.within("companion/cli/"):
        return
    for node in source.nodes:
        if not isinstance(node, ast.Call):
            continue
        if called(node) == "print":
            for words in filter(LETTERS.search, map(_literal, node.args)):
                yield Finding(node.lineno, f"print({words.strip()!r}): use tr")
        if called(node) in {"add_argument", "add_parser", "ArgumentParser"}:
            for keyword in node.keywords:
                words = _literal(keyword.value)
                if keyword.arg in {"help", "description", "epilog"} and LETTERS.search(words):
                    yield Finding(node.lineno, f"{keyword.arg}={words.strip()!r}: use tr")


def sentences_are_translated_before_filling(source: Source) -> Iterator[Finding]:
    """A filled sentence is in no catalog: placeholders are filled by `tr` itself."""
    for node in source.nodes:
        if not isinstance(node, ast.Call) or called(node) not in TRANSLATING:
            continue
        for argument in node.args[: 2 if called(node) in {"trn", "trc"} else 1]:
            formatted = isinstance(argument, ast.Call) and called(argument) == "format"
            if isinstance(argument, (ast.JoinedStr, ast.BinOp)) or formatted:
                yield Finding(node.lineno, f"{called(node)}: give the whole sentence and the facts, tr(“…%(n)s…”, n=n)")


def sentences_keep_their_placeholders(source: Source) -> Iterator[Finding]:
    """`{name}` is not checked by catalogs; `%(name)s` is."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and called(node) in TRANSLATING:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and re.search(r"\{\w*\}|%[sd]", str(argument.value)):
                    yield Finding(node.lineno, f"{argument.value!r}: write placeholders as %(name)s")


def colours_come_from_the_theme(source: Source) -> Iterator[Finding]:
    """A colour outside the theme is wrong in the dark, in high contrast, or both."""
    if not source.within("companion/ui/") or source.within(*THEME):
        return
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value):
            yield Finding(node.lineno, f"{node.value[:40]!r}: take the colour from the theme")
        if (
            isinstance(node, ast.Call)
            and called(node) == "QColor"
            and any(isinstance(argument, ast.Constant) for argument in node.args)
            and ast.unparse(node) != "QColor(0, 0, 0, 0)"  # nothing at all: no colour
        ):
            yield Finding(node.lineno, "QColor of a literal: take the colour from the theme")


SENTENCE_RULES = (
    widgets_speak_through_catalogs,
    commands_speak_through_catalogs,
    sentences_are_translated_before_filling,
    sentences_keep_their_placeholders,
    colours_come_from_the_theme,
)
