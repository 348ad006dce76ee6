"""Words on the screen: plain text always, in a role of the type scale, standing on the side the window starts at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui import theme
from companion.ui.widgets import painting

_NATURAL_LIMIT = 640  # px at 100 %: a sentence asks for no more width than is pleasant to read


class Text(QLabel):
    """A label. Never rich text (imported names must not be read as markup), never elided, wrapped by default.

    `role`: caption, label, body, lead, reading, h3, h2, h1, timer. `ink`: a colour role. `side`: start, end, center.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        ink: str = "text",
        *,
        side: str = "start",
        wrap: bool = True,
        weight: int | None = None,
        language: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._side = side
        self._marked = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role, weight=weight, language=language))
        self.setWordWrap(wrap)
        self.set_ink(ink)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._align()
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Change the colour role."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def mark(self, words: str) -> bool:
        """Mark `words` as being read aloud, if they stand in it; empty takes the mark away. Whether it is marked."""
        self._marked = words if words and words in self.text() else ""
        self.update()
        return bool(self._marked)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            painter = painting.begin(self)
            painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_TAG, fill=_mark_ground())
            painter.setPen(_mark_ink())
            painter.setFont(self.font())
            painter.drawText(self.contentsRect(), self.alignment() | _wrapping(self.wordWrap()), self.text())
            painter.end()
            return
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        natural = max((painting.text_width(line, self.font()) for line in self.text().split("\n")), default=0)
        width = min(natural, theme.scaled(_NATURAL_LIMIT)) + self._margins()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint()
        width = painting.longest_word(self.text(), self.font()) + self._margins()
        return QSize(width, self.fontMetrics().height() if self.text() else 0)

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return painting.text_height(self.text(), self.font(), inner) + margins.top() + margins.bottom()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _margins(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _align(self) -> None:
        across = painting.alignment(self._side, painting.right_to_left(self))
        down = Qt.AlignmentFlag.AlignTop if self.wordWrap() else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(across | down)


class Reading(Text):
    """A paragraph to read or read aloud: 13.5 pt, lines 1.5 apart (Arabic 1.7). Blank lines part paragraphs."""

    _LINE_HEIGHT = 110  # per cent of the font's own line, which is 1.36 of its size
    _ARABIC_LINE_HEIGHT = 104

    def __init__(
        self, text: str = "", ink: str = "text", *, role: str = "reading", language: str | None = None
    ) -> None:
        self._document = QTextDocument()
        super().__init__(text, role, ink, language=language)

    def heightForWidth(self, width: int) -> int:
        self._lay_out(width)
        return round(self._document.size().height() + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay_out(self.width())
        painter = painting.begin(self)
        context_palette = self.palette()
        context_palette.setColor(context_palette.ColorRole.Text, theme.colour(str(self.property("ink"))))
        context = _paint_context(context_palette)
        if self._marked:
            context.selections = [_selection(self._document, self._marked)]
        self._document.documentLayout().draw(painter, context)
        painter.end()

    def _lay_out(self, width: int) -> None:
        document = self._document
        document.setDocumentMargin(0)
        document.setDefaultFont(self.font())
        option = QTextOption(painting.alignment("start", painting.right_to_left(self)))
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        document.setDefaultTextOption(option)
        if document.toPlainText() != self.text():
            document.setPlainText(self.text())
        arabic = self.font().families()[:1] == ["Noto Sans Arabic"]
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            self._ARABIC_LINE_HEIGHT if arabic else self._LINE_HEIGHT,
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        spaced.setAlignment(option.alignment())
        spaced.setLayoutDirection(self.layoutDirection())
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        document.setTextWidth(max(1, width))


def _mark_ground() -> QColor:
    """Lamplight; in high contrast the yellow of the focus, with black on it."""
    return theme.colour("focus" if theme.high_contrast() else "arch")


def _mark_ink() -> QColor:
    return theme.colour("onaccent" if theme.high_contrast() else "text")


def _wrapping(wraps: bool) -> int:
    return Qt.TextFlag.TextWordWrap.value if wraps else 0


def _selection(document: QTextDocument, words: str) -> QAbstractTextDocumentLayout.Selection:
    """The words on the ground of what is read aloud."""
    selection = QAbstractTextDocumentLayout.Selection()
    selection.cursor = document.find(words, 0, QTextDocument.FindFlag.FindCaseSensitively)
    form = QTextCharFormat()
    form.setBackground(_mark_ground())
    form.setForeground(_mark_ink())
    selection.format = form
    return selection


def _paint_context(palette: QPalette) -> QAbstractTextDocumentLayout.PaintContext:
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = palette
    return context


def h1(text: str, ink: str = "text", **options: object) -> Text:
    """The page's own heading."""
    return Text(text, "h1", ink, **options)  # type: ignore[arg-type]


def h2(text: str, ink: str = "text", **options: object) -> Text:
    """A heading within the page."""
    return Text(text, "h2", ink, **options)  # type: ignore[arg-type]


def h3(text: str, ink: str = "text", **options: object) -> Text:
    """A card's heading."""
    return Text(text, "h3", ink, **options)  # type: ignore[arg-type]


def body(text: str, ink: str = "text", **options: object) -> Text:
    """Words to read."""
    return Text(text, "body", ink, **options)  # type: ignore[arg-type]


def label(text: str, ink: str = "text", **options: object) -> Text:
    """The name of a field or a short strong word."""
    return Text(text, "label", ink, **options)  # type: ignore[arg-type]


def caption(text: str, ink: str = "text3", **options: object) -> Text:
    """Small words beside something larger."""
    return Text(text, "caption", ink, **options)  # type: ignore[arg-type]
