"""The marks of black-and-white paper: icons and silhouettes as drawings, hatching, codes, rings, boxes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtSvg import QSvgRenderer

from companion import files, paths
from companion.printing import qr_code
from companion.ui import icons
from companion.ui.printing.boxes import INK, PAPER, THIN, pen
from companion.ui.printing.typefaces import mm
from companion.vocabulary import Outcome

# How the zone of an outcome is filled: the angles of lines in degrees, and their distance in mm; none is plain paper.
HATCHING: dict[str, tuple[tuple[float, float], ...]] = {
    Outcome.NO_OFFENCE: (),
    Outcome.TOLERATED: ((90, 2.2),),
    Outcome.ADMINISTRATIVE: ((135, 1.5),),
    Outcome.DIVERSION: ((45, 1.5),),
    Outcome.CRIMINAL: ((45, 1.1), (135, 1.1)),
    Outcome.DEPENDS: (),
    Outcome.NOT_COVERED: (),
}
UNSURE = frozenset({Outcome.DEPENDS, Outcome.NOT_COVERED})


@lru_cache(maxsize=128)
def _renderer(name: str, ink: str, glyph: str) -> QSvgRenderer:
    svg = files.read_text(paths.resources("icons", f"{name}.svg"), limit=64 * 1024)
    svg = svg.replace("@INK", ink).replace("@SOLID", ink).replace("@GLYPH", glyph)
    return QSvgRenderer(QByteArray(svg.encode()))


def icon(painter: QPainter, box: QRectF, name: str, *, white: bool = False, mirror: bool = False) -> None:
    """An icon of the program, as lines that stay sharp at any size."""
    _draw(painter, box, _renderer(name, _name(white), _name(not white)), name, mirror)


def silhouette(painter: QPainter, box: QRectF, outcome: str, *, white: bool = False, mirror: bool = False) -> None:
    """The silhouette of an outcome in black, its sign cut out; `white`: the other way round, for a black ground."""
    name = f"outcome_{outcome}"
    glyph = white if outcome == Outcome.NOT_COVERED else not white  # a ring: its sign stands on the ground
    _draw(painter, box, _renderer(name, _name(white), _name(glyph)), name, mirror)


def _name(white: bool) -> str:
    return (PAPER if white else INK).name()


def _draw(painter: QPainter, box: QRectF, renderer: QSvgRenderer, name: str, mirror: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = renderer.viewBoxF()
    side = min(box.width() * shape.height() / shape.width(), box.height())
    wide = side * shape.width() / shape.height()
    target = QRectF(box.center().x() - wide / 2, box.center().y() - side / 2, wide, side)
    if mirror and name in icons.DIRECTIONAL:
        painter.translate(2 * target.center().x(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, target)
    painter.restore()


def hatch(painter: QPainter, box: QRectF, outcome: str) -> None:
    """Fill a zone with the lines of its outcome."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen())
    reach = box.width() + box.height()
    for angle, distance in HATCHING[outcome]:
        step = mm(distance) * (1 if angle == 90 else 2**0.5)
        x = box.left() - box.height()
        while x < box.left() + reach:
            lean = {45: box.height(), 90: 0.0, 135: -box.height()}[int(angle)]
            start = x if lean >= 0 else x + box.height()
            painter.drawLine(QLineF(start, box.bottom(), start + lean, box.top()))
            x += step
    painter.restore()


def rounded_box(
    painter: QPainter, box: QRectF, *, filled: bool = False, dashed: bool = False, radius: float = 1.2, width: float = 0
) -> None:
    """A box with round corners (radius in mm): outlined, dashed, or black."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = pen(width or THIN * 1.2, Qt.PenStyle.CustomDashLine if dashed else Qt.PenStyle.SolidLine)
    if dashed:
        line.setDashPattern([3, 2])
    inset = line.widthF() / 2
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(inset, inset, -inset, -inset), mm(radius), mm(radius))
    if filled:
        painter.fillPath(path, INK)
    painter.strokePath(path, line)


def ring(painter: QPainter, box: QRectF, *, filled: bool = False, dotted: bool = False) -> None:
    """A circle: of a number, or (dotted) around what was before."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = pen(THIN * 1.2, Qt.PenStyle.CustomDashLine if dotted else Qt.PenStyle.SolidLine)
    if dotted:
        line.setDashPattern([1, 1.6])
    painter.setPen(line)
    painter.setBrush(INK if filled else Qt.BrushStyle.NoBrush)
    inset = line.widthF() / 2
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def code(painter: QPainter, box: QRectF, text: str) -> None:
    """A QR code with its quiet zone, its modules as runs, so that no hairline shows between them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, PAPER)
    side = qr_code.side(text)
    module = box.width() / side
    for y, row in enumerate(qr_code.modules(text)):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                left = box.left() + (x + qr_code.QUIET_ZONE) * module
                top = box.top() + (y + qr_code.QUIET_ZONE) * module
                painter.fillRect(QRectF(left, top, (end - x) * module, module * 1.02), INK)
            x = end + 1
    painter.restore()


def dashed_line(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """A line to fold at."""
    line = pen(THIN, Qt.PenStyle.CustomDashLine)
    line.setDashPattern([4, 3])
    painter.setPen(line)
    painter.drawLine(start, end)
