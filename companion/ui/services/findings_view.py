"""What is wrong with a list, worst first: each finding a sentence with its file and row, however many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.services.labels import FINDINGS, SEVERITIES
from companion.services.records import Finding, Severity
from companion.ui import icons, theme
from companion.ui.services.plain_text import isolated, one_line
from companion.ui.widgets import painting

_TOGETHER = 200
_LOOKS = {
    Severity.ERROR: ("x", "err"),
    Severity.WARNING: ("warn", "warn"),
    Severity.INFO: ("info", "text2"),
}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class FindingRow:
    """A group's heading (`where` empty), or a finding and where it was found."""

    words: str
    where: str
    icon: str
    ink: str

    @property
    def heading(self) -> bool:
        return not self.where


def finding_words(finding: Finding) -> str:
    """The sentence of a finding, with what the file says kept apart from the sentence around it."""
    facts = {"field": isolated(finding.field), "value": isolated(finding.value), "count": locales.number(finding.count)}
    return tr(FINDINGS[finding.code], **facts)


def where_found(finding: Finding) -> str:
    """`services.csv, row 4`, or the file alone."""
    if finding.row is None:
        return one_line(finding.file)
    return tr("%(file)s, row %(row)s", file=isolated(finding.file), row=locales.number(finding.row))


class FindingsModel(QAbstractListModel):
    """Findings in groups, some hundred at a time."""

    def __init__(self, findings: Sequence[Finding], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Finding | Severity] = []
        self._numbers = Counter(finding.severity for finding in findings)
        for severity in Severity:
            group = [finding for finding in findings if finding.severity == severity]
            self._parts += [severity, *group] if group else []
        self._shown = min(_TOGETHER, len(self._parts))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._shown

    def canFetchMore(self, parent: Index | None = None) -> bool:
        return not (parent is not None and parent.isValid()) and self._shown < len(self._parts)

    def fetchMore(self, parent: Index | None = None) -> None:
        more = min(_TOGETHER, len(self._parts) - self._shown)
        self.beginInsertRows(QModelIndex(), self._shown, self._shown + more - 1)
        self._shown += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        return " · ".join(part for part in (row.where, row.words) if part)

    def row(self, at: int) -> FindingRow:
        """The words of a row."""
        part = self._parts[at]
        if isinstance(part, Severity):
            icon, ink = _LOOKS[part]
            words = tr("%(name)s: %(count)s", name=tr(SEVERITIES[part]), count=locales.number(self._numbers[part]))
            return FindingRow(words, "", icon, ink)
        return FindingRow(finding_words(part), where_found(part), "", "")


class FindingsView(QListView):
    """The findings as a list that the keyboard can go through."""

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingsModel(findings, self)
        self.setModel(self.findings)
        self.setItemDelegate(_FindingDelegate(self))
        self.setAccessibleName(tr("What was found in the list"))
        self.setStyleSheet("QListView { padding: 0; background: transparent; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(360), theme.space(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(220), theme.space(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _FindingDelegate(QStyledItemDelegate):
    """A heading with its mark, or where (small) above what."""

    def __init__(self, view: FindingsView) -> None:
        super().__init__(view)
        self._view = view
        self._heading, self._where = theme.font("lead", weight=600), theme.font("caption")
        self._words = theme.font("label", weight=400)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        boxes = self._boxes(self._view.findings.row(index.row()), width)
        return QSize(width, round(boxes[-1][0].bottom() + theme.space(7)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.findings.row(index.row())
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._view.layoutDirection())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        inverted = chosen and theme.high_contrast()
        if chosen:
            painter.fillRect(area, theme.colour("accent" if inverted else "soft"))
        for box, words, font, ink in self._boxes(row, area.width()):
            spot = painting.mirrored(self._view.viewport(), box.translated(0, area.y()))
            painting.draw_text(painter, spot, words, font, theme.colour("onaccent" if inverted else ink))
        if row.icon:
            side = theme.icon_size(20)
            mark = QRectF(theme.space(20), area.y() + theme.space(12), side, side)
            ink = "onaccent" if inverted else row.ink
            picture = icons.pixmap(row.icon, ink, side, ratio=self._view.devicePixelRatioF())
            painter.drawPixmap(painting.mirrored(self._view.viewport(), mark).topLeft(), picture)
        painter.restore()

    def _boxes(self, row: FindingRow, width: int) -> list[tuple[QRectF, str, QFont, str]]:
        margin = theme.space(20)
        start = margin + theme.icon_size(20) + theme.space(12)
        room, top = width - start - margin, theme.space(7)
        if row.heading:
            top = theme.space(12)
            high = painting.text_height(row.words, self._heading, room)
            return [(QRectF(start, top, room, high), row.words, self._heading, "text")]
        first = painting.text_height(row.where, self._where, room)
        second = painting.text_height(row.words, self._words, room)
        return [
            (QRectF(start, top, room, first), row.where, self._where, "text2"),
            (QRectF(start, top + first, room, second), row.words, self._words, "text"),
        ]
