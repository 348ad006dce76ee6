"""The list of doors: icon, name and what it is, and at the end how it stands; drawn row by row as it scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from companion.i18n.catalogs import tr
from companion.ui import icons, theme
from companion.ui.services.listing_model import ListingModel, ListingRow
from companion.ui.widgets import painting

_BESIDE = 0.46  # share of a row that state and distance may take beside the name; wider ones stand below it
_BELOW = 380  # px at 100 %: in a narrower list they always do
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class _Places:
    """Where the parts of a row stand, from its top start corner, px."""

    height: int
    well: QRectF
    name: QRectF
    what: QRectF
    state: QRectF
    lines: tuple[QRectF, ...]
    side: str


class _Fonts:
    """The fonts of a row."""

    def __init__(self) -> None:
        self.name = theme.font("lead", weight=600)
        self.what = theme.font("label", weight=400)
        self.state = theme.font("label", weight=600)
        self.line = theme.font("caption")


class ListingDelegate(QStyledItemDelegate):
    """Measures and draws a row by the same rule, so that nothing is cut off."""

    def __init__(self, view: ListingView) -> None:
        super().__init__(view)
        self._view = view
        self._fonts = _Fonts()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._places(self._view.listings.row(index.row()), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._view.listings.row(index.row())
        area: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._view.layoutDirection())
        self._paint_ground(painter, QRectF(area), chosen=chosen, over=over, last=self._is_last(index))
        places = self._places(row, area.width())
        inverted = chosen and theme.high_contrast()
        self._paint_icon(painter, row, places.well.translated(0, area.y()), chosen=chosen)
        for box, words, font, ink in self._texts(row, places):
            words = _fitting(words, font, box.width())
            spot = painting.mirrored(self._view.viewport(), box.translated(0, area.y()))
            side = "start" if font in (self._fonts.name, self._fonts.what) else places.side
            painting.draw_text(painter, spot, words, font, theme.colour("onaccent" if inverted else ink), side=side)
        self._paint_state_icon(painter, row, places, area.y(), "onaccent" if inverted else row.state.ink)
        painter.restore()

    def _texts(self, row: ListingRow, places: _Places) -> list[tuple[QRectF, str, QFont, str]]:
        fonts = self._fonts
        state = places.state.adjusted(self._lead(), 0, 0, 0)
        texts = [
            (places.name, row.name, fonts.name, "text2" if row.grey else "text"),
            (places.what, row.what, fonts.what, "text2"),
            (state, row.state.words, fonts.state, row.state.ink),
        ]
        lines = zip(places.lines, row.lines, strict=True)
        return texts + [(box, words, fonts.line, ink) for box, (words, ink) in lines]

    def _places(self, row: ListingRow, width: int) -> _Places:
        margin, gap, pad = theme.space(18), theme.space(14), theme.space(13)
        well = theme.icon_size(44)
        start = margin + well + gap
        room = width - start - margin
        fonts = self._fonts
        ends = [self._lead() + painting.text_width(row.state.words, fonts.state)]
        ends += [painting.text_width(words, fonts.line) for words, _ in row.lines]
        end = max(ends)
        left = room - end - gap
        narrow = width < theme.scaled(_BELOW) or end > room * _BESIDE
        narrow = narrow or left < painting.longest_word(row.name, fonts.name)
        wide = room if narrow else left
        high = painting.text_height(_fitting(row.name, fonts.name, wide), fonts.name, wide)
        name = QRectF(start, pad, wide, high)
        high = painting.text_height(_fitting(row.what, fonts.what, wide), fonts.what, wide)
        what = QRectF(start, name.bottom() + 1, wide, high)
        x, y, across = (start, what.bottom() + theme.space(4), room) if narrow else (start + left + gap, 0, end)
        state_high = max(theme.icon_size(17), painting.text_height(row.state.words, fonts.state, across - self._lead()))
        highs = [painting.text_height(words, fonts.line, across) for words, _ in row.lines]
        column = state_high + sum(highs)
        height = max((y + column if narrow else max(what.bottom(), pad + column)) + pad, well + 2 * pad)
        if not narrow:
            y = (height - column) / 2
            down = (height - (what.bottom() - pad)) / 2 - pad
            name, what = name.translated(0, down), what.translated(0, down)
        state = QRectF(x, y, across, state_high)
        lines, top = [], state.bottom()
        for high in highs:
            lines.append(QRectF(x, top, across, high))
            top += high
        well_top = pad if narrow else (height - well) / 2
        box = QRectF(margin, well_top, well, well)
        return _Places(round(height), box, name, what, state, tuple(lines), "start" if narrow else "end")

    def _lead(self) -> int:
        """Room for the icon before the state, px."""
        return theme.icon_size(17) + theme.space(7)

    def _is_last(self, index: Index) -> bool:
        return index.row() == self._view.listings.rowCount() - 1

    def _paint_ground(self, painter: QPainter, area: QRectF, *, chosen: bool, over: bool, last: bool) -> None:
        if chosen or over:
            inverted = chosen and theme.high_contrast()
            painter.save()
            painter.setClipPath(self._card_shape(), Qt.ClipOperation.IntersectClip)
            painter.fillRect(area, theme.colour("accent" if inverted else "soft" if chosen else "well"))
            if chosen and not inverted:
                mark = QRectF(0, area.y(), 4, area.height())
                painter.fillRect(painting.mirrored(self._view.viewport(), mark), theme.colour("accent"))
            painter.restore()
        if not last:
            line = theme.colour("line")
            if theme.high_contrast():
                line.setAlphaF(0.4)
            painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), line)

    def _card_shape(self) -> QPainterPath:
        """The card's rounded upper corners; below the list stands the card's last line."""
        shape = QRectF(self._view.viewport().rect()).adjusted(0, 0, 0, theme.RADIUS_CARD)
        return painting.rounded_path(shape, theme.RADIUS_CARD - 1)

    def _paint_icon(self, painter: QPainter, row: ListingRow, well: QRectF, *, chosen: bool) -> None:
        spot = painting.mirrored(self._view.viewport(), well)
        edge = theme.colour("line") if theme.high_contrast() else None
        tone = theme.colour("surface" if chosen else "soft")
        painting.rounded(painter, spot, theme.RADIUS_CONTROL, fill=tone, edge=edge)
        side = round(well.width() * 0.58)
        picture = icons.pixmap(row.icon, "text2" if row.grey else "accent", side, ratio=self._view.devicePixelRatioF())
        inset = (well.width() - side) / 2
        painter.drawPixmap(spot.topLeft() + QRectF(0, 0, inset, inset).bottomRight(), picture)

    def _paint_state_icon(self, painter: QPainter, row: ListingRow, places: _Places, top: int, ink: str) -> None:
        side = theme.icon_size(17)
        words = painting.text_width(row.state.words, self._fonts.state)
        start = places.state.left()
        if places.side == "end":
            start = max(start, places.state.right() - words - self._lead())
        first = painting.text_height("X", self._fonts.state, 1000)
        spot = QRectF(start, top + places.state.top() + (first - side) / 2, side, side)
        picture = icons.pixmap(row.state.icon, ink, side, ratio=self._view.devicePixelRatioF())
        painter.drawPixmap(painting.mirrored(self._view.viewport(), spot).topLeft(), picture)


def _fitting(text: str, font: QFont, width: float) -> str:
    """`text` with blanks where a single word would be wider than `width`."""
    if painting.longest_word(text, font) <= width:
        return text
    lines: list[str] = []
    for word in text.split():
        at = 0
        for end in range(1, len(word) + 1):
            if painting.text_width(word[at:end], font) > width:
                lines.append(word[at : end - 1])
                at = max(at + 1, end - 1)
        lines.append(word[at:])
    return " ".join(lines)


class ListingView(QListView):
    """`picked` tells that another row is current; `opened` that it was pressed or Enter was."""

    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, listings: ListingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listings = listings
        self.setModel(listings)
        self.setItemDelegate(ListingDelegate(self))
        self.setAccessibleName(tr("Services found"))
        self.setStyleSheet("QListView { padding: 0; background: transparent; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("ringRadius", theme.RADIUS_CARD)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentChanged.connect(lambda now, before: self._moved(now))

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(360), theme.space(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(240), theme.space(300))

    def pick(self, row: int) -> None:
        """Make a row the current one and show it."""
        index = self.listings.index(row)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go on by so many rows while the keyboard stays elsewhere."""
        at = self.currentIndex().row()
        self.pick(max(0, min(self.listings.rowCount() - 1, at + by)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.picked.emit(now.row())
