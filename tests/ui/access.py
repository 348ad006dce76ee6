"""What somebody who hears the screen, uses the keyboard alone, sees little or has unsteady hands runs into.

Each function walks a shown screen and gives back sentences about what is wrong; none is good news. Names, roles and
states are asked of Qt's accessible interfaces, as a screen reader asks; contrast is measured in the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.text import Text

Role, Part = QAccessible.Role, QAccessible.Text
# What a person can do something with, or must find their way in.
SPOKEN = frozenset(
    (
        *(
            Role.PushButton,
            Role.Button,
            Role.CheckBox,
            Role.RadioButton,
            Role.EditableText,
            Role.ComboBox,
            Role.SpinBox,
        ),
        *(Role.Slider, Role.Link, Role.ListItem, Role.TreeItem, Role.Cell, Role.PageTab, Role.MenuItem, Role.Table),
        *(Role.List, Role.Tree, Role.ProgressBar, Role.ButtonMenu, Role.ButtonDropDown),
    )
)
TARGET = 48  # px in the kiosk
_LARGE, _LARGE_BOLD = 24, 18.66  # px: from here 3:1 is enough (WCAG 2.2, 1.4.3)
_MOST_PRESSES = 400


def unnamed(root: QWidget) -> list[str]:
    """Controls, lists, tables and their cells that a screen reader would call by their role alone."""
    top = QAccessible.queryAccessibleInterface(root)
    return [f"{role.name} without a name: {where}" for role, name, where in _walk(top, "") if not name.strip()]


def _walk(one: QAccessibleInterface | None, where: str) -> Iterator[tuple[QAccessible.Role, str, str]]:
    if one is None or not one.isValid() or one.state().invisible:
        return
    made = one.object()
    if isinstance(made, QScrollBar):
        return
    here = f"{where}/{type(made).__name__}" if made is not None else f"{where}/{one.role().name}"
    if one.role() in SPOKEN:
        yield one.role(), one.text(Part.Name), here
    for index in range(one.childCount()):
        yield from _walk(one.child(index), here)


def untrue_states(root: QWidget) -> list[str]:
    """Controls whose state is not told: disabled, checked, hidden behind bullets."""
    found = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, QAbstractButton | QLineEdit) or not control.isVisibleTo(root):
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        state: Any = interface.state() if interface is not None else None
        if state is None:
            found.append(f"{type(control).__name__} is not there for a screen reader")
        elif bool(state.disabled) == control.isEnabled():
            found.append(f"{_called(control)}: disabled is not told")
        elif (
            isinstance(control, QAbstractButton)
            and control.isCheckable()
            and bool(state.checked) != control.isChecked()
        ):
            found.append(f"{_called(control)}: checked is not told")
        elif isinstance(control, QLineEdit) and _hidden(control) != bool(state.passwordEdit):
            found.append(f"{_called(control)}: that it is a passphrase is not told")
    return found


def _hidden(field: QLineEdit) -> bool:
    return field.echoMode() != QLineEdit.EchoMode.Normal


def out_of_reach(root: QWidget) -> list[str]:
    """What Tab never comes to, and where Tab comes no further."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wanted = [widget for widget in root.findChildren(QWidget) if _takes_tab(widget, root)]
    if not wanted:
        return []
    root.activateWindow()
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = []
    for _ in range(min(_MOST_PRESSES, 3 * len(wanted) + 5)):
        focused = app.focusWidget()
        if focused is None or (met and len(met) >= len(wanted) and focused is met[0]):
            break
        if len(met) > 1 and focused is met[-1] is met[-2]:
            return [f"{_called(focused)} keeps the keyboard: Tab leads nowhere"]
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    reached = {id(widget) for widget in met} | {id(w.focusProxy()) for w in met if w.focusProxy()}
    groups = {id(widget.parentWidget()) for widget in met if _exclusive(widget)}
    return [
        f"{_called(widget)} is never reached by Tab"
        for widget in wanted
        if _takes_tab(widget, root)  # what went meanwhile, as "further down" does at the end, is not missed
        and id(widget) not in reached
        and not (_exclusive(widget) and id(widget.parentWidget()) in groups)
    ]


def _exclusive(widget: QWidget) -> bool:
    """One of several of which one is chosen: Tab comes to the chosen one, arrows to the others."""
    return isinstance(widget, QAbstractButton) and (widget.autoExclusive() or bool(widget.group()))


def _takes_tab(widget: QWidget, root: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    seen = widget.isVisibleTo(root) and widget.isEnabled() and widget.width() > 0
    return takes and seen and not widget.objectName().startswith("qt_") and widget.focusProxy() is None


def out_of_order(root: QWidget) -> list[str]:
    """Steps of Tab that lead up to something straight above, where reading would not go."""
    found = []
    chain = _chain(root)
    for one, other in pairwise(chain):
        here, there = _place(one, root), _place(other, root)
        straight = (
            min(here.right(), there.right()) - max(here.left(), there.left()) > min(here.width(), there.width()) / 2
        )
        if there.bottom() <= here.top() and straight and _scroller(one) is _scroller(other):
            found.append(f"Tab leads up from {_called(one)} to {_called(other)}")
    return found


def _chain(root: QWidget) -> list[QWidget]:
    chain, step = [], root.nextInFocusChain()
    while step is not None and step is not root:
        if root.isAncestorOf(step) and _takes_tab(step, root):
            chain.append(step)
        step = step.nextInFocusChain()
    return chain


def _scroller(widget: QWidget) -> QWidget | None:
    step = widget.parentWidget()
    while step is not None and not isinstance(step, QAbstractScrollArea):
        step = step.parentWidget()
    return step


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def small_targets(root: QWidget) -> list[str]:
    """What is touched in a kiosk and is smaller than a finger."""
    found = []
    for control in root.findChildren(QWidget):
        if not isinstance(control, QAbstractButton | QLineEdit | QAbstractItemView) or not control.isVisibleTo(root):
            continue
        if control.objectName().startswith("qt_"):
            continue
        if control.width() < TARGET or control.height() < TARGET:
            found.append(f"{_called(control)} is {control.width()}×{control.height()} px")
    return found


@dataclass(frozen=True)
class _Drawn:
    text: str
    font: QFont
    ink: QColor
    place: QRect


@contextmanager
def drawing_noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[_Drawn]]:
    """While open, every text that widgets paint is written down with its ink and where it stands in the picture."""
    noted: list[_Drawn] = []
    draw = painting.draw_text

    def watched(painter: Any, rect: QRectF, text: str, font: QFont, ink: QColor, **options: Any) -> None:
        if painter.opacity() == 1.0 and text.strip():  # what is disabled is drawn fainter, and may be
            noted.append(_Drawn(text, font, QColor(ink), painter.deviceTransform().mapRect(rect).toRect()))
        draw(painter, rect, text, font, ink, **options)

    with monkeypatch.context() as patch:
        patch.setattr(painting, "draw_text", watched)
        yield noted


def faint(root: QWidget, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Words whose ink is too near the colour that most of the picture has around them."""
    with drawing_noted(monkeypatch) as noted:
        picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()
    assert ratio == 1.0
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.width()) & 0xFFFFFF
    for label in root.findChildren(Text):
        if label.isVisibleTo(root) and label.isEnabled() and label.text().strip() and label.property("ink"):
            ink = theme.colour(str(label.property("ink")))
            seen = QRect(label.mapTo(root, QPoint(0, 0)), label.size())
            if not label.visibleRegion().isEmpty():
                noted.append(_Drawn(label.text(), label.font(), ink, seen))
    found = []
    for one in noted:
        ground = _ground(pixels, one)  # None also where something lies over the words
        needed = 3.0 if _is_large(one.font) else 4.5
        if ground is not None and contrast(one.ink, ground) < needed:
            found.append(f"{one.text!r} {one.ink.name()} on {ground.name()}: {contrast(one.ink, ground):.1f}:1")
    return list(dict.fromkeys(found))


def _ground(pixels: Any, one: _Drawn) -> QColor | None:
    """The colour that most of the place has, other than the ink itself; None where the place is not in the picture."""
    place = one.place.intersected(QRect(0, 0, pixels.shape[1], pixels.shape[0]))
    if place.width() < 3 or place.height() < 3:
        return None
    crop = pixels[place.top() : place.bottom() + 1, place.left() : place.right() + 1]
    values, counts = np.unique(crop, return_counts=True)
    if not any(_near(int(value), one.ink) for value in values):
        return None
    for value in values[np.argsort(-counts)][:2]:
        colour = QColor.fromRgb(int(value))
        if colour.name() != one.ink.name():
            return colour
    return None


def _near(value: int, ink: QColor) -> bool:
    seen = QColor.fromRgb(value)
    return max(abs(seen.red() - ink.red()), abs(seen.green() - ink.green()), abs(seen.blue() - ink.blue())) < 24


def _is_large(font: QFont) -> bool:
    size = font.pixelSize()
    return size >= _LARGE or (size >= _LARGE_BOLD and font.weight() >= QFont.Weight.Bold)


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    first, second = _luminance(one), _luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return f"{type(widget).__name__} “{name}”"
