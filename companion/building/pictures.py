"""The program's icon as the pictures that systems want, drawn from the same SVG as in the program."""

from __future__ import annotations

import os

from companion.building.tree import ROOT

ICONS = ROOT / "resources" / "icons"


def source(side: int) -> str:
    """The drawing for a side of so many pixels: small ones have their own, with fewer lines."""
    return {16: "app_16", 22: "app_16", 24: "app_16", 32: "app_32"}.get(side, "app")


def icon(side: int, kind: str = "PNG") -> bytes:
    """The icon, `side` pixels square, as PNG, ICO or ICNS."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(ICONS / f"{source(side)}.svg")).render(painter, QRectF(picture.rect()))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, kind):  # type: ignore[call-overload]
        raise ValueError(f"Qt cannot write {kind}")
    return bytes(data.data())
