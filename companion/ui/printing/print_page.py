"""The print page: what the paper will look like, what can be chosen about it, and the ways out.

`navigation.go("print", sheet=sheet)` opens it on a `printing.sheets.Sheet`; `codes=True` on the QR codes. "Back" leads
to the page that was in front before. A secret sheet is dropped as soon as another page comes to the front.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import files
from companion.errors import Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.printing import html, qr_code, text
from companion.printing.document import Document
from companion.printing.sheets import Sheet, Wanted
from companion.ui import theme
from companion.ui.page import Navigation, Page
from companion.ui.printing import pdf, printer
from companion.ui.printing.choices import Choices, proposed
from companion.ui.printing.codes_view import CodesView
from companion.ui.printing.file_choice import ask_where
from companion.ui.printing.fitting import fitted
from companion.ui.printing.page_view import PageView
from companion.ui.printing.pages import SetDocument
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, IconButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import Choice
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.text import Text

PAPER, CODES = "paper", "codes"


class PrintPage(Page):
    """`choose_file(suggested, kind)` asks where to save and `send` prints; tests put their own there."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.choose_file: Callable[[str, str], Path | None] = partial(ask_where, self)
        self.send: Callable[[SetDocument, str, QWidget], bool] = printer.print_pages
        self.sheet: Sheet | None = None
        self.document: Document | None = None
        self.made: SetDocument | None = None
        self.choices: Choices | None = None
        self.message: MessageLine | None = None
        self.codes: CodesView | None = None
        self._wanted: Wanted | None = None
        self._shown, self._number = PAPER, 0
        self._body: QWidget | None = None

    def open(self, **target: Any) -> None:
        """Show `sheet`; with `codes` its QR codes."""
        sheet = target.get("sheet")
        if isinstance(sheet, Sheet):
            self._wanted = proposed(sheet, self.session.language)
            self._begin(sheet, CODES if target.get("codes") else PAPER)

    def state(self) -> dict[str, object]:
        return {"sheet": self.sheet, "wanted": self._wanted, "shown": self._shown, "number": self._number}

    def restore(self, state: dict[str, Any]) -> None:
        if state["sheet"] is not None:
            self._wanted, self._number = state["wanted"], state["number"]
            self._begin(state["sheet"], state["shown"])

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.sheet is not None and self.sheet.secret and not event.spontaneous():
            self._drop()

    def _drop(self) -> None:
        self.sheet = self.document = self.made = self._wanted = None
        self._clear()

    def _clear(self) -> None:
        self.message = None
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
            self._body = None

    def _begin(self, sheet: Sheet, shown: str) -> None:
        self.sheet, self._shown = sheet, shown
        self._clear()
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.space(12))
        body.addLayout(self._head(sheet))
        self._messages = QVBoxLayout()
        body.addLayout(self._messages)
        holder = QWidget()
        columns = ColumnsLayout(holder, shares=(5, 3))
        self._stage = QVBoxLayout()
        stage = QWidget()
        stage.setLayout(self._stage)
        self._stage.setContentsMargins(0, 0, 0, 0)
        columns.addWidget(stage)
        columns.addWidget(self._side(sheet))
        body.addWidget(holder, 1)
        self.column.addWidget(self._body, 1)
        self._make()

    def _head(self, sheet: Sheet) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        row.addWidget(IconButton("back", tr("Back"), on_click=self.navigation.back))
        row.addWidget(Text(sheet.title, "h1"), 1)
        choices = [Choice(PAPER, tr("On paper")), Choice(CODES, tr("On a phone"))]
        self.where = Segmented(choices, self._shown, name=tr("Where to"))
        self.where.changed.connect(self._show_where)
        row.addWidget(self.where)
        self.where.setVisible(bool(self._phone_text()))
        return row

    def _side(self, sheet: Sheet) -> QWidget:
        assert self._wanted is not None
        card = Card(gap=14)
        self.print_button = Button(tr("Print"), "primary", icon="printer", size="large", on_click=self._print)
        card.body.addWidget(self.print_button)
        self.choices = Choices(sheet, self._wanted)
        self.choices.changed.connect(self._choose)
        card.body.addWidget(self.choices)
        self.save_buttons = {
            "pdf": Button(tr("Save as PDF"), icon="download", on_click=lambda: self._save("pdf")),
            "html": Button(tr("Save as a page"), icon="globe", on_click=lambda: self._save("html")),
            "txt": Button(tr("Save as plain text"), icon="textsize", on_click=lambda: self._save("txt")),
        }
        for button in self.save_buttons.values():
            card.body.addWidget(button)
            button.setVisible(not sheet.secret)
        card.body.addWidget(Text(_what_remains(secret=sheet.secret), "label", "text2", weight=400))
        card.body.addStretch(1)
        return card

    def _phone_text(self) -> str:
        if self.sheet is None or self.sheet.secret or self._wanted is None:
            return ""
        return self.sheet.for_phone(self._wanted.language)

    def _choose(self) -> None:
        assert self.choices is not None
        self._wanted, self._number = self.choices.wanted, 0
        self._make()

    def _make(self) -> None:
        """Set the pages anew for what is chosen now."""
        assert self.sheet is not None and self._wanted is not None
        self._tell(None)
        found = fitted(self.sheet, self._wanted)
        self.document, self.made = found.document, found.made
        if self.choices is not None:
            self.choices.show_parts(found.parts)
        self._number = min(self._number, len(self.made.pages) - 1)
        self._warn(alone=found.alone)
        self._show_where(self._shown)

    def _warn(self, *, alone: bool) -> None:
        assert self.made is not None
        if self.made.missing:
            signs = " ".join(self.made.missing)
            words = tr("These characters cannot be printed and stand as a replacement sign: %(signs)s", signs=signs)
            self._tell(MessageLine("warning", words))
        elif alone:
            words = tr("The text is too long for two languages on this paper. It stands there in the first one alone.")
            self._tell(MessageLine("info", words))
        elif self.made.overfull:
            faces = locales.joined(self.made.overfull)
            self._tell(MessageLine("warning", tr("The text does not fit on %(faces)s. Leave parts out.", faces=faces)))

    def _show_where(self, shown: str) -> None:
        self._shown = shown if self._phone_text() else PAPER
        while (item := self._stage.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.codes = None
        if self._shown == CODES:
            self._show_codes()
        else:
            self._show_paper()

    def _show_codes(self) -> None:
        assert self._wanted is not None
        try:
            title, parted, body = self._phone_text().partition("\n")
            held = (body, title) if parted else (title, "")
            parts = qr_code.parts(held[0], self._wanted.language, title=held[1])
        except Problem as problem:
            self._tell(MessageLine.of(problem))
            return
        self.codes = CodesView(parts)
        self._stage.addWidget(self.codes, 1)

    def _show_paper(self) -> None:
        assert self.made is not None
        self.view = PageView()
        self._stage.addWidget(self._turner(), 0)
        self._stage.addWidget(Scroll(self.view), 1)
        self._turn(0)

    def _turner(self) -> QWidget:
        assert self.made is not None
        turner = QWidget()
        row = QHBoxLayout(turner)
        row.setContentsMargins(0, 0, 0, 0)
        self.earlier = IconButton("back", tr("Previous page"), on_click=lambda: self._turn(-1))
        self.later = IconButton("arrow", tr("Next page"), on_click=lambda: self._turn(1))
        self.which = Text("", "label", side="center")
        row.addWidget(self.earlier)
        row.addWidget(self.which, 1)
        row.addWidget(self.later)
        turner.setVisible(len(self.made.pages) > 1)
        return turner

    def _turn(self, by: int) -> None:
        assert self.made is not None and self.document is not None
        count = len(self.made.pages)
        self._number = max(0, min(count - 1, self._number + by))
        which = {"number": locales.number(self._number + 1), "count": locales.number(count)}
        name = tr("Page %(number)s of %(count)s", **which)
        self.which.setText(name)
        self.earlier.setEnabled(self._number > 0)
        self.later.setEnabled(self._number < count - 1)
        self.view.show_page(self.made.pages[self._number], name, text.plain(self.document))

    def _print(self) -> None:
        assert self.made is not None and self.document is not None
        try:
            if self.send(self.made, self.document.title, self):
                self._tell(MessageLine("ok", tr("Sent to the printer.")))
        except Problem as problem:
            self._tell(MessageLine.of(problem))

    def _save(self, kind: str) -> None:
        assert self.sheet is not None
        path = self.choose_file(self.sheet.file_name, kind)
        if path is None:
            return
        try:
            files.write_whole(path, self._written(kind))
        except Problem as problem:
            self._tell(MessageLine.of(problem))
            return
        self._tell(MessageLine("ok", tr("Saved as “%(file)s”, readable by you alone.", file=path.name)))

    def _written(self, kind: str) -> bytes:
        assert self.made is not None and self.document is not None
        if kind == "html":
            return html.page(self.document)
        if kind == "txt":
            return text.plain(self.document).encode()
        return pdf.data(self.made, self.document.title)

    def _tell(self, message: MessageLine | None) -> None:
        if self.message is not None:
            self.message.hide()
            self.message.deleteLater()
        self.message = message
        if message is not None:
            self._messages.addWidget(message)


def _what_remains(*, secret: bool) -> str:
    """What a printer keeps, said before anything is sent to it."""
    if secret:
        return tr(
            "A printer can remember what it printed. Use a small one on a cable, print something else after it, and "
            "switch it off."
        )
    return tr(
        "The system’s printer queue keeps a copy until it is printed. A large or shared printer may keep one longer."
    )
