"""The program's own icons, drawn in the colours of the theme.

`resources/icons/*.svg` hold `@INK` (outcomes: `@SOLID` and `@GLYPH`), replaced before rendering because QtSvg draws
`currentColor` black. Pictures are cached per name, colours, size, pixel ratio and side.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from companion import files, paths
from companion.ui import theme

# Only what points somewhere is turned round in a right-to-left window; clocks, ticks, media, tally and keys are not.
DIRECTIONAL = frozenset({"arrow", "back", "end", "exit", "speaker", "turn", "undo", "list", "outcome_diversion"})


def pixmap(
    name: str, role: str = "text", size: int = 20, *, ratio: float | None = None, mirror: bool | None = None
) -> QPixmap:
    """The icon `name` in the colour of `role`, `size` px square in logical pixels.

    `mirror` says whether the window runs right to left; by default the application's direction decides.
    """
    return _picture(name, theme.colour(role).name(), "", size, _ratio(ratio), _turned(name, mirror))


def outcome_pixmap(
    outcome: str, size: int, *, on_block: bool = False, ratio: float | None = None, mirror: bool | None = None
) -> QPixmap:
    """The silhouette of an outcome: in its own colour, or (`on_block`) cut out of a block of that colour."""
    solid, glyph = theme.colour(outcome).name(), theme.colour(f"{outcome}_on").name()
    if on_block:
        solid, glyph = glyph, solid
    name = f"outcome_{outcome}"
    return _picture(name, solid, glyph, size, _ratio(ratio), _turned(name, mirror))


def icon(name: str, role: str = "text", size: int = 20) -> QIcon:
    """The same as a QIcon, for list items and windows."""
    return QIcon(pixmap(name, role, size))


def window_icon() -> QIcon:
    """The program's neutral icon in its own colours, in three sizes."""
    made = QIcon()
    for name, size in (("app_16", 16), ("app_32", 32), ("app", 64)):
        made.addPixmap(_picture(name, "", "", size, 1.0, False))
    return made


def _ratio(ratio: float | None) -> float:
    if ratio is not None:
        return ratio
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0


def _turned(name: str, mirror: bool | None) -> bool:
    rightwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft if mirror is None else mirror
    return rightwards and name in DIRECTIONAL


@cache
def _source(name: str) -> str:
    return files.read_text(paths.resources("icons", f"{name}.svg"), limit=64 * 1024)


@lru_cache(maxsize=512)
def _picture(name: str, ink: str, glyph: str, size: int, ratio: float, turned: bool) -> QPixmap:
    svg = _source(name).replace("@INK", ink).replace("@SOLID", ink).replace("@GLYPH", glyph)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    shape = renderer.viewBoxF()
    width = max(1, round(size * ratio * shape.width() / shape.height()))
    picture = QPixmap(width, max(1, round(size * ratio)))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(picture.rect()))
    painter.end()
    if turned:
        picture = picture.transformed(QTransform.fromScale(-1, 1))
    picture.setDevicePixelRatio(ratio)
    return picture
