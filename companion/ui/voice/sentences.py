"""What is read aloud, sentence by sentence: only what is told of the law and of services."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder

from companion.printing import text
from companion.printing.told import Told

# A line that begins so would be a command to one of the engines, not a text.
_COMMAND = "!-!"


def of(told: Told) -> list[str]:
    """The gist, its standing, then every part under its heading; sources are not read aloud."""
    lines = [told.title, *text.blocks((*told.opening, *told.standing.notices), told.language).split("\n")]
    if told.standing.known:
        lines.append(told.standing.known)
    for part in told.parts:
        lines += [part.heading, *text.blocks(part.blocks, told.language).split("\n")]
    return [sentence for line in lines for sentence in split(line)]


def split(line: str) -> Iterator[str]:
    """The sentences of a line, as the Unicode rules part them."""
    line = line.replace(_COMMAND, " ").removeprefix("– ")
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, line)
    start = 0
    while (end := finder.toNextBoundary()) >= 0:
        # Qt counts in UTF-16; what is outside the first plane is cut with care.
        sentence = _utf16(line, start, end).strip()
        if any(letter.isalnum() for letter in sentence):
            yield sentence
        start = end


def _utf16(line: str, start: int, end: int) -> str:
    return line.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "ignore")
