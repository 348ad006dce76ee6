"""One line beside its cause that ends with the next step; never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.text import Text

# kind: fill, edge, ink, icon, colour of the icon
_LOOKS = {
    "info": ("soft", "accent", "text", "info", "accent"),
    "ok": ("oktint", "ok", "okink", "check", "ok"),
    "warning": ("warntint", "warn", "warnink", "warn", "warn"),
    "error": ("errtint", "err", "errink", "warn", "err"),
}


class MessageLine(QWidget):
    """`kind`: info, ok, warning, error. `title` stands in bold before `text`; `action` is a link at the end."""

    def __init__(
        self,
        kind: str,
        text: str,
        *,
        title: str = "",
        icon: str | None = None,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        _, _, ink, usual, icon_ink = _LOOKS[kind]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(16), theme.space(10), theme.space(16), theme.space(10))
        row.setSpacing(theme.space(12))
        row.addWidget(Glyph(icon or usual, icon_ink, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(2))
        self._title = Text(title, "label", ink, weight=600)
        self._text = Text(text, "label", ink, weight=400)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        # Only now have they a parent: made visible without one, a label is a window and takes the focus away.
        self._title.setVisible(bool(title))
        self._text.setVisible(bool(text))
        self.action: LinkButton | None = None
        if action:
            self.action = LinkButton(action, ink=ink if kind != "info" else "link", on_click=on_action)
            row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(" ".join(part for part in (title, text) if part))

    @classmethod
    def of(cls, problem: Problem, *, action: str = "", on_action: Callable[[], object] | None = None) -> MessageLine:
        """The line for a problem: its title in bold, then why, then what to do."""
        from companion.i18n import messages  # a large table, needed only when something went wrong

        message = messages.explain(problem)
        words = f"{message.explanation} {message.next_step}".strip()
        return cls("error", words, title=message.title, action=action, on_action=on_action)

    @property
    def kind(self) -> str:
        return self._kind

    def words(self) -> str:
        """Everything it says."""
        return self.accessibleName()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        fill, edge, _, _, _ = _LOOKS[self._kind]
        painting.rounded(
            painter,
            QRectF(self.rect()),
            theme.RADIUS_CONTROL,
            fill=theme.colour(fill),
            edge=theme.faded(edge),
            width=theme.current().theme.edge,
        )
        painter.end()
