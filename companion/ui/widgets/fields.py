"""Fields to write in, and the label, hint and error line that belong to one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import IconButton
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.text import Text


class TextField(QWidget):
    """One line to write in: rounded frame, an icon at the start, room for more at the end (`add_end`).

    `edit` is the QLineEdit; `changed` carries the text. `name` is read by screen readers.
    """

    changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        placeholder: str = "",
        icon: str | None = None,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._large, self._wrong = large, False
        self.edit = QLineEdit(text, self)
        self.edit.setFont(theme.font("h3" if large else "body", weight=400))
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.edit.setProperty("ringAround", True)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.submitted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space(18 if large else 14), 0, theme.space(18 if large else 10), 0)
        self._row.setSpacing(theme.space(14 if large else 10))
        if icon:
            self._row.addWidget(Glyph(icon, "accent" if large else "text2", 24 if large else 20))
        self._row.addWidget(self.edit, 1)
        self.setFocusProxy(self.edit)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def set_wrong(self, wrong: bool) -> None:
        """Outline in the colour of errors; the sentence stands in `Field.set_error`."""
        self._wrong = wrong
        self.update()

    def add_end(self, widget: QWidget) -> None:
        """Put a button or a word at the end, inside the frame."""
        self._row.addWidget(widget)

    def sizeHint(self) -> QSize:
        least = theme.space(58 if self._large else 46)
        inside = self._row.minimumSize()
        height = max(least, self.edit.fontMetrics().height() + theme.space(20), inside.height())
        return QSize(max(theme.scaled(180), inside.width()), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        focus = self.edit.hasFocus()
        edge = theme.colour("err" if self._wrong else "accent" if focus else "control")
        width = 2 if focus or self._wrong or theme.high_contrast() else 1
        fill = theme.colour("surface")
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, fill=fill, edge=edge, width=width)
        painter.end()


class SearchField(TextField):
    """A field that searches as one types: magnifier, a count of what was found, a way to empty it, its key."""

    def __init__(
        self,
        name: str,
        *,
        placeholder: str = "",
        key: str | None = None,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, placeholder=placeholder, icon="search", large=large, parent=parent)
        self._found = Text("", "caption", "text2", wrap=False)
        self.add_end(self._found)
        self._clear = IconButton("x", tr("Empty the search"), framed=False, side=28, on_click=self._empty)
        self._clear.hide()
        self.add_end(self._clear)
        self._key = KeyCap(key) if key else None
        if self._key is not None:
            self.add_end(self._key)
        self._found.hide()
        self.changed.connect(self._react)

    def set_found(self, words: str) -> None:
        """Say at the end how many were found; empty to say nothing."""
        self._found.setText(words)
        self._found.setVisible(bool(words))

    def _react(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if self._key is not None:
            self._key.setVisible(not text)
        if not text:
            self.set_found("")

    def _empty(self) -> None:
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class PassphraseField(TextField):
    """A passphrase: dots, with an eye that shows it while wanted. Nothing of it is remembered or predicted."""

    def __init__(self, name: str, *, placeholder: str = "", large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, parent=parent)
        self._large = large
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._eye = IconButton("eye", tr("Show the passphrase"), framed=False, side=32, ink="text2")
        self._eye.clicked.connect(lambda: self.set_shown(self.edit.echoMode() == QLineEdit.EchoMode.Password))
        self.add_end(self._eye)

    def set_shown(self, shown: bool) -> None:
        """Show the words or dots."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        if shown:
            self._eye.set_icon("eyeoff", tr("Hide the passphrase"))
        else:
            self._eye.set_icon("eye", tr("Show the passphrase"))


class Field(QWidget):
    """A label above an editor, and one line below it: the hint, or what is wrong and what to do."""

    def __init__(self, label: str, editor: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor, self._hint = editor, hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        self.label = Text(label, "label", weight=600)
        self.label.setBuddy(editor)
        column.addWidget(self.label)
        row = QHBoxLayout()
        row.addWidget(editor)
        if editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            row.addStretch(1)
        column.addLayout(row)
        self._line = Text(hint, "caption", "text3")
        self._line.setVisible(bool(hint))
        column.addWidget(self._line)

    def set_error(self, sentence: str) -> None:
        """Say under the editor what is wrong and what to do; an empty sentence brings the hint back."""
        self._line.setText(sentence or self._hint)
        self._line.set_ink("errink" if sentence else "text3")
        self._line.setVisible(bool(sentence or self._hint))
        self.editor.setAccessibleDescription(sentence or self._hint)
        if isinstance(self.editor, TextField):
            self.editor.set_wrong(bool(sentence))
            self.editor.edit.setAccessibleDescription(sentence or self._hint)

    def set_hint(self, hint: str) -> None:
        """Change the line that stands there while nothing is wrong."""
        self._hint = hint
        if not self.error():
            self.set_error("")

    def error(self) -> str:
        """The error shown, or nothing."""
        return self._line.text() if self._line.property("ink") == "errink" else ""
