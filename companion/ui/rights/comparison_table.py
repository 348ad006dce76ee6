"""The table of places side by side: INPUD's models and crime as columns, a mark for now and a ring for before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from companion.i18n.catalogs import tr
from companion.rights.comparison import COLUMNS, FIRST_CRIME_IN_LAW, GROUPS, SILHOUETTES
from companion.ui import icons, theme
from companion.ui.rights.comparison_model import (
    FIRST_MARK,
    KNOWN,
    NOTE,
    PLACE,
    SINCE,
    ComparisonModel,
    Document,
    Index,
    cell_words,
    heading,
)
from companion.ui.widgets import painting
from companion.vocabulary import Model

_NOW, _SOME, _RING, _SMALL_RING = 26, 16, 38, 26  # px at 100 %
_LEAST_MARK = 62
_LEAST = {PLACE: 100, SINCE: 148, NOTE: 168, KNOWN: 88}  # px at 100 %
_RTL = Qt.LayoutDirection.RightToLeft


class _Heading(QHeaderView):
    """Silhouette and words over each column; above them which columns are a crime in law."""

    def __init__(self, table: ComparisonTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._groups() + self._heads() + theme.space(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(self._table.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        for section in range(self.count()):
            box = QRectF(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())
            self._paint_section(painter, section, box)
        for group, first, last in _groups_of():
            self._paint_group(painter, tr(group), first, last)
        edge = QRectF(0, self.height() - 1, self.viewport().width(), 1)
        painter.fillRect(edge, theme.colour("control"))
        painter.end()

    def _paint_section(self, painter: QPainter, section: int, box: QRectF) -> None:
        mark = FIRST_MARK <= section < SINCE
        across = theme.space(6) if mark else self._table.pad
        words = heading(section)
        high = painting.text_height(words, self._font(), box.width() - 2 * across)
        top = self.height() - theme.space(8) - high
        if mark:
            side, model = theme.icon_size(22), COLUMNS[section - FIRST_MARK]
            top = self._groups() + side + theme.space(6)
            picture = icons.outcome_pixmap(SILHOUETTES[model], side, ratio=self.devicePixelRatioF())
            wide = picture.width() / picture.devicePixelRatio()
            painter.drawPixmap(QPointF(box.center().x() - wide / 2, self._groups()), picture)
        spot = QRectF(box.left() + across, top, box.width() - 2 * across, high)
        ink = theme.colour("text2")
        painting.draw_text(painter, spot, words, self._font(), ink, side="center" if mark else "start")
        paint_parting(painter, section, box, self._table.layoutDirection() == _RTL, self._groups())

    def _paint_group(self, painter: QPainter, words: str, first: int, last: int) -> None:
        spans = [
            (self.sectionViewportPosition(section), self.sectionSize(section)) for section in range(first, last + 1)
        ]
        left, right = min(at for at, _ in spans), max(at + wide for at, wide in spans)
        box = QRectF(left + theme.space(6), theme.space(8), right - left - theme.space(12), self._groups())
        painting.draw_text(painter, box, words, self._bold(), theme.colour("text"), side="center")

    def _groups(self) -> int:
        """Height of the line above the silhouettes, px."""
        highs = []
        for group, first, last in _groups_of():
            room = sum(self.sectionSize(section) for section in range(first, last + 1)) - theme.space(12)
            highs.append(painting.text_height(tr(group), self._bold(), room))
        return max(highs) + theme.space(12)

    def _heads(self) -> int:
        highs = []
        for section in range(self.count()):
            mark = FIRST_MARK <= section < SINCE
            across = theme.space(6) if mark else self._table.pad
            high = painting.text_height(heading(section), self._font(), self.sectionSize(section) - 2 * across)
            highs.append(high + (theme.icon_size(22) + theme.space(6) if mark else 0))
        return max(highs, default=0)

    def _font(self) -> Any:
        return theme.font("caption", weight=600)

    def _bold(self) -> Any:
        return theme.font("label", weight=600)


def _groups_of() -> list[tuple[str, int, int]]:
    edge = FIRST_MARK + FIRST_CRIME_IN_LAW
    return [(GROUPS[0], FIRST_MARK, edge - 1), (GROUPS[1], edge, edge + 1)]


def paint_parting(painter: QPainter, section: int, box: QRectF, rtl: bool, top: float = 0) -> None:
    """The thick line before the first column that is a crime in law; thin dotted lines before the other marks."""
    if not FIRST_MARK < section < SINCE:
        return
    x = box.right() if rtl else box.left()
    if section == FIRST_MARK + FIRST_CRIME_IN_LAW:
        painter.setPen(QPen(theme.colour("text"), 3))
    else:
        painter.setPen(QPen(theme.colour("line"), 1, Qt.PenStyle.DotLine))
        top = 0 if not top else box.bottom()
    painter.drawLine(QPointF(x, box.top() + top), QPointF(x, box.bottom()))


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: ComparisonTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._table.rows.rows[index.row()], index.column()
        area = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._table.layoutDirection())
        rtl = self._table.layoutDirection() == _RTL
        own = row["id"] == self._table.own_place
        painter.fillRect(area, theme.colour("soft" if chosen else "well" if own else "surface"))
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        if FIRST_MARK <= column < SINCE:
            self._paint_mark(painter, row, column - FIRST_MARK, area, rtl)
            paint_parting(painter, column, area, rtl)
        else:
            self._paint_words(painter, row, column, area)
        if chosen and column == PLACE:
            painter.fillRect(
                QRectF(area.right() - 4 if rtl else area.left(), area.top(), 4, area.height()), theme.colour("accent")
            )
        painter.restore()

    def _paint_words(self, painter: QPainter, row: Document, column: int, area: QRectF) -> None:
        pad = self._table.pad
        ink = theme.colour("text" if column in (PLACE, NOTE) else "text2")
        spot = area.adjusted(pad, theme.space(6), -pad, -theme.space(6))
        painting.draw_text(painter, spot, cell_words(row, column), column_font(column), ink, middle=True)

    def _paint_mark(self, painter: QPainter, row: Document, column: int, area: QRectF, rtl: bool) -> None:
        code, center = str(COLUMNS[column]), area.center()
        before = code in (row["before_general"], row["before_some"])
        ring = theme.icon_size(_RING if code == row["before_general"] else _SMALL_RING)
        if row["moved"]:
            self._paint_way(painter, row, column, area, rtl)
        if before:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(theme.colour("text"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2])
            painter.setPen(pen)
            painter.drawEllipse(center, ring / 2 - 1, ring / 2 - 1)
        if code in (row["general"], row["some"]):
            side = theme.icon_size(_NOW if code == row["general"] else _SOME)
            picture = icons.outcome_pixmap(
                SILHOUETTES[COLUMNS[column]], side, ratio=self._table.devicePixelRatioF(), mirror=rtl
            )
            wide = picture.width() / picture.devicePixelRatio()
            painter.drawPixmap(QPointF(center.x() - wide / 2, center.y() - side / 2), picture)

    def _paint_way(self, painter: QPainter, row: Document, column: int, area: QRectF, rtl: bool) -> None:
        """This cell's part of the arrow from where the place stood to where it stands."""
        start, end = (
            COLUMNS.index(Model(row[general] or row[some]))
            for general, some in (("before_general", "before_some"), ("general", "some"))
        )
        if not min(start, end) <= column <= max(start, end):
            return
        onwards = 1 if (end > start) != rtl else -1
        begin, stop = (area.left(), area.right()) if onwards > 0 else (area.right(), area.left())
        middle, y = area.center().x(), area.center().y()
        clear = onwards * (theme.icon_size(_RING) / 2 + 1)
        if column == start:
            begin = middle + clear
        if column == end:
            stop = middle - clear
        painter.setPen(QPen(theme.colour("text"), 2))
        here = str(COLUMNS[column])
        if column not in (start, end) and here in (row["some"], row["before_some"]):
            gap = onwards * (theme.icon_size(_SMALL_RING) / 2 + 1)
            painter.drawLine(QPointF(begin, y), QPointF(middle - gap, y))
            begin = middle + gap
        painter.drawLine(QPointF(begin, y), QPointF(stop, y))
        if column == end:
            back = theme.icon_size(6)
            for side in (-1, 1):
                painter.drawLine(QPointF(stop, y), QPointF(stop - onwards * back, y + side * back))


def column_font(column: int) -> Any:
    """The font of a column of words."""
    return theme.font("label", weight=600) if column == PLACE else theme.font("caption")


class ComparisonTable(QTableView):
    """`opened` carries the place whose row was pressed, with the mouse or with Enter."""

    opened = Signal(str)

    def __init__(self, own_place: str) -> None:
        super().__init__()
        self.own_place, self.pad = own_place, theme.space(10)
        self.rows = ComparisonModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Heading(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Places side by side"))
        self.setProperty("ringRadius", theme.RADIUS_CONTROL)
        self.setStyleSheet(f"QTableView {{ background: {theme.colour('surface').name()}; border: none; outline: 0; }}")
        self.clicked.connect(lambda index: self._open(index.row()))

    def set_rows(self, rows: Sequence[Document]) -> None:
        """Show other rows; the row that was current stays current where it is still there."""
        current = self.current_place()
        self.rows.set_rows(rows)
        self._fit()
        at = next((n for n, row in enumerate(rows) if row["id"] == current), 0)
        if rows:
            self.setCurrentIndex(self.rows.index(at, PLACE))
        if not current:
            self.clearSelection()

    def current_place(self) -> str:
        """The place of the current row, or nothing."""
        at = self.currentIndex().row()
        return str(self.rows.rows[at]["id"]) if 0 <= at < len(self.rows.rows) else ""

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(900), theme.space(520))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.scaled(330))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rows.rows and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.rows.rows):
            self.opened.emit(str(self.rows.rows[at]["id"]))

    def _fit(self) -> None:
        """Columns share the width there is, never narrower than their longest word; rows are as tall as their words."""
        widths = self._widths(self.viewport().width())
        for column, width in enumerate(widths):
            self.horizontalHeader().resizeSection(column, width)
        for at, row in enumerate(self.rows.rows):
            highs = [
                painting.text_height(cell_words(row, column), column_font(column), widths[column] - 2 * self.pad)
                for column in (PLACE, SINCE, NOTE, KNOWN)
            ]
            self.verticalHeader().resizeSection(at, max(*highs, theme.icon_size(_RING)) + 2 * theme.space(6))
        self.updateGeometries()

    def _widths(self, room: int) -> list[int]:
        widths = []
        for column in range(KNOWN + 1):
            if FIRST_MARK <= column < SINCE:
                word = painting.longest_word(heading(column), theme.font("caption", weight=600))
                widths.append(max(theme.scaled(_LEAST_MARK), word) + 2 * theme.space(6))
                continue
            font = column_font(column)
            words = [painting.longest_word(cell_words(row, column), font) for row in self.rows.rows]
            words.append(painting.longest_word(heading(column), theme.font("caption", weight=600)))
            widths.append(max(theme.scaled(_LEAST[column]), *words) + 2 * self.pad)
        spare = max(0, room - sum(widths))
        for column, share in ((SINCE, 0.3), (NOTE, 0.7)):
            widths[column] += int(spare * share)
        return widths
