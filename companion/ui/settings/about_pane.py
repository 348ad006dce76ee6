"""About the program: its version, what it cannot do, whose work it stands on, and under which licences."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from companion import __version__, files, paths
from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.lines import line_column
from companion.ui.settings.promises import Line
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text

NOTICES_LIMIT = 4 * 1024 * 1024
_CANNOT = (
    Line("scale", N_("It gives information, not legal advice. For a person’s own case, ask a lawyer.")),
    Line("draft", N_("Its law was drafted from public sources. Each statement says whether a lawyer checked it.")),
    Line("outcome_not_covered", N_("What nobody recorded it calls “Not covered here”. It never guesses.")),
    Line("eye", N_("It does not protect an open vault, nor one whose passphrase is known.")),
)  # fmt: skip
_LICENCES = (
    Line("free", N_("The program: GNU General Public License, version 3 or later. Use it, read it, change it, pass it "
                    "on.")),
    Line("book", N_("Its content, the law and the texts: Creative Commons Attribution-ShareAlike 4.0.")),
    Line("textsize", N_("Its letters, Noto Sans: SIL Open Font License 1.1.")),
)  # fmt: skip


class AboutPane(QWidget):
    """Three cards; what others made is read when it is asked for."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._navigation = navigation
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(self._program())
        column.addWidget(self._limits())
        column.addWidget(self._licences())

    def show_notices(self) -> None:
        """The list of what others made, with their licences' words; again: put it away."""
        shown = self._notices.takeAt(0)
        if shown is not None:
            old = shown.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
            return
        try:
            text = files.read_text(paths.generated("notices", "notices.txt"), limit=NOTICES_LIMIT)
        except Problem as problem:
            self._notices.addWidget(MessageLine.of(problem))
            return
        self._notices.addWidget(_Notices(text))

    def _program(self) -> Card:
        card = Card(tr("Companion"))
        card.body.addWidget(Text(tr("Version %(version)s", version=__version__), "body", "text2"))
        words = tr(
            "Local rights, help nearby and anonymous counts, for people who do outreach with people who use drugs."
        )
        card.body.addWidget(Text(words, "body"))
        self.words = LinkButton(
            tr("What does this word mean?"), icon="info", on_click=lambda: self._navigation.go("help", screen="")
        )
        self.look = LinkButton(
            tr("Show the first look again"), icon="eye", on_click=lambda: self._navigation.go("home", first_look=True)
        )
        for link in (self.words, self.look):
            card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _limits(self) -> Card:
        card = Card(tr("What it cannot do"), tone="well")
        card.body.addLayout(line_column(_CANNOT)[0])
        self.safety = LinkButton(
            tr("What this protects, and what it does not"),
            icon="shield",
            on_click=lambda: self._navigation.go("settings", section="safety"),
        )
        card.body.addWidget(self.safety, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _licences(self) -> Card:
        card = Card(tr("Licences"))
        card.body.addLayout(line_column(_LICENCES)[0])
        self.others = LinkButton(tr("What others made in it, with their licences"), on_click=self.show_notices)
        card.body.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeading)
        self._notices = QVBoxLayout()
        card.body.addLayout(self._notices)
        return card


class _Notices(QWidget):
    """A long text in a frame, which can be read and copied, never changed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # licences are written in English
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(12), theme.space(8), theme.space(4), theme.space(8))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font("label", weight=400, language="en"))
        self.text.setAccessibleName(tr("What others made in it, with their licences"))
        self.text.setFixedHeight(theme.scaled(360))
        column.addWidget(self.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        ground, edge = theme.colour("surface"), theme.colour("control")
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, fill=ground, edge=edge)
        painter.end()
