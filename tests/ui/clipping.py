"""Finds words that do not fit where they are drawn, and controls a screen reader could not name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from companion.ui.widgets import painting
from companion.ui.widgets.text import Text

_TOLERANCE = 2  # px: rounding of font metrics


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """While open, every `painting.draw_text` whose words do not fit its box is written down."""
    clipped: list[str] = []
    draw = painting.draw_text

    def watched(painter: Any, rect: QRectF, text: str, font: QFont, *rest: Any, **options: Any) -> None:
        needed = painting.text_height(text, font, rect.width() + _TOLERANCE)
        widest = painting.longest_word(text, font)
        if needed > rect.height() + _TOLERANCE or widest > rect.width() + _TOLERANCE:
            box = f"{rect.width():.0f}×{rect.height():.0f}"
            clipped.append(f"{text!r} needs {widest}×{needed}, has {box}")
        draw(painter, rect, text, font, *rest, **options)

    with monkeypatch.context() as patch:
        patch.setattr(painting, "draw_text", watched)
        yield clipped


def clipped_labels(root: QWidget) -> list[str]:
    """Labels that are lower or narrower than their words."""
    found = []
    for label in root.findChildren(Text):
        if not label.isVisibleTo(root) or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        widest = label.minimumSizeHint().width()
        if needed > label.height() + _TOLERANCE or widest > label.width() + _TOLERANCE:
            found.append(f"{label.text()!r} needs {widest}×{needed}, has {label.width()}×{label.height()}")
    return found


def unnamed_controls(root: QWidget) -> list[str]:
    """What can be focused or pressed and has no name to be read aloud."""
    return [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for control in root.findChildren(QWidget)
        if isinstance(control, QAbstractButton | QLineEdit)
        and control.isVisibleTo(root)
        and not _of_qt(control)
        and not control.accessibleName()
    ]


def outside(root: QWidget) -> list[str]:
    """Controls that stick out of what holds them."""
    found = []
    for control in root.findChildren(QAbstractButton):
        parent = control.parentWidget()
        if parent is None or not control.isVisibleTo(root) or _of_qt(control):
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(control.geometry()):
            found.append(f"{control.accessibleName()!r}: {control.geometry()} in {parent.rect()}")
    return found


def _of_qt(control: QWidget) -> bool:
    """Parts of Qt's own widgets, such as a scroll bar's arrows."""
    return control.objectName().startswith("qt_") or (
        control.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(control, QAbstractButton)
    )
