"""Text from a directory made harmless to show: no codes that turn or steer the line, no word wider than a pane.

Names and descriptions come from files that anybody may have written. They are shown by widgets that know no markup;
here goes what even plain text can do: turn the direction of what follows, break lines, stretch the window.
"""

from __future__ import annotations

_LONGEST_WORD = 40  # characters; German's longest names of services fit, and ids
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")  # part of Persian and Indic spelling
_ISOLATE, _END = "\u2068", "\u2069"


def one_line(text: str) -> str:
    """`text` on one line, its words separated by single blanks."""
    return " ".join(_parts(text))


def paragraphs(text: str) -> str:
    """`text` with its line breaks, at most one empty line between paragraphs."""
    lines = [one_line(line) for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def isolated(text: str) -> str:
    """`text` on one line, to be put into a sentence that may run in the other direction."""
    return f"{_ISOLATE}{one_line(text)}{_END}"


def _parts(text: str) -> list[str]:
    seen = "".join(_shown(letter) for letter in text)
    return [word[at : at + _LONGEST_WORD] for word in seen.split() for at in range(0, len(word), _LONGEST_WORD)]


def _shown(letter: str) -> str:
    if letter in _TURNING:
        return ""
    return letter if letter.isprintable() or letter in _JOINERS else " "
