"""A frame as a picture of any size: laid out once as on a projector, larger where its words need more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from companion.i18n import catalogs, locales
from companion.ui import theme
from companion.ui.widgets import night
from companion.ui.workshops.frame_view import FrameView, door_rect
from companion.ui.workshops.training import Training

WIDTH, HEIGHT = 1280, 800
_GROWTH, _STEPS = 1.12, 8


def of_frame(training: Training, size: QSize, ratio: float, at: int | None = None) -> QPixmap:
    """The frame in front (or the one at `at`) in the projector's language, fitted into `size`."""
    picture = _empty(size, ratio)
    with catalogs.speaking(training.language):
        view = FrameView(training, at)
        rtl = locales.right_to_left()
        view.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        needed = _fitted(view)
        scale = min(size.width() / needed.width(), size.height() / needed.height())
        painter = QPainter(picture)
        painter.translate((size.width() - needed.width() * scale) / 2, (size.height() - needed.height() * scale) / 2)
        painter.scale(scale, scale)
        view.render(painter, QPoint(0, 0))
        painter.end()
        view.deleteLater()
    return picture


def of_doorway(size: QSize, ratio: float) -> QPixmap:
    """Nothing but the doorway, while the trainer hides the frame."""
    picture = _empty(size, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    door = door_rect(size.width(), size.height())
    night.paint_door(painter, QRectF(0, 0, size.width(), size.height()), door)
    painter.end()
    return picture


def _empty(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.colour("bg"))
    return picture


def _fitted(view: FrameView) -> QSize:
    """Lay the view out at a projector's size, or a multiple of it in which nothing is cut off."""
    text = theme.current().text_scale
    width, height = WIDTH * text, HEIGHT * text
    layout = view.layout()
    assert layout is not None
    for _ in range(_STEPS):
        if layout.totalHeightForWidth(round(width)) <= height and layout.totalMinimumSize().width() <= width:
            break
        width, height = width * _GROWTH, height * _GROWTH
    view.resize(round(width), round(height))
    view.grab(QRect(0, 0, 1, 1))  # lays out what is inside; shown, even off the screen, it would take the focus away
    return view.size()
