"""How large everything is on a kiosk: text grows with the screen, and nothing that is touched is small."""

from __future__ import annotations

from PySide6.QtCore import QSize

from companion.ui import theme

TOUCH = 60  # px, the least height of anything that can be touched
NEXT = 88  # px at 100 %, the buttons that lead on
RADIUS = 24
SIDE = 32  # px beside a page
_USUAL, _LEAST, _MOST = 1.4, 1.25, 2.0
_WIDE, _TALL = (1280, 800), (800, 1280)


def text_scale(screen: QSize, chosen: float) -> float:
    """The size of text for a screen of that size; never below what the device is set to (`chosen`)."""
    width, height = _WIDE if screen.width() >= screen.height() else _TALL
    fitting = _USUAL * min(screen.width() / width, screen.height() / height)
    return max(chosen, min(_MOST, max(_LEAST, fitting)))


def finger(pixels: int = TOUCH) -> int:
    """A height for fingers: as given at the usual size, larger with the text, never below 60 px."""
    return max(TOUCH, round(pixels * theme.current().text_scale / _USUAL))
