"""What a pack changes for people, place by place: the team's own first, then where the law has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import N_, tr, trn
from companion.packs.changes import Kind
from companion.packs.importer import Incoming
from companion.packs.reading_out import PackReadOut
from companion.ui import theme
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.outcome_mark import OutcomeMark
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

Document = dict[str, Any]
_SHOWN = 8  # places told of at once; a link shows the others
_DRAFT = "draft"
_ITEMS = {
    ("page", "added"): N_("New pages"),
    ("page", "amended"): N_("Pages in other words"),
    ("page", "withdrawn"): N_("Pages taken out"),
    ("rule", "added"): N_("New rules of the law"),
    ("rule", "amended"): N_("Rules put otherwise"),
    ("rule", "withdrawn"): N_("Rules taken out"),
}


class ChangesCard(Card):
    """One row per place. `messages` takes one above them."""

    def __init__(self, looked: Incoming, place: str, language: str) -> None:
        out = PackReadOut(looked.before, looked.after, language)
        changes = [change for change in looked.places if change.kind is not Kind.SAME]
        changes.sort(key=lambda change: change.place != place)
        rows = [out.place(change) for change in changes]
        places = len(looked.after.places())
        aside = tr("in %(n)s of %(all)s places", n=len(rows), all=places) if rows else ""
        super().__init__(tr("What changes for people"), aside=aside, gap=10)
        self.messages = QVBoxLayout()
        self.body.addLayout(self.messages)
        self.rows: list[PlaceRow] = []
        for row, change in zip(rows, changes, strict=True):
            self.body.addWidget(Divider())
            self.rows.append(PlaceRow(row, partial(out.items, change), own=change.place == place))
            self.body.addWidget(self.rows[-1])
        for more in self.rows[_SHOWN:]:
            more.hide()
        if len(self.rows) > _SHOWN:
            words = trn("Show %(n)s more place", "Show %(n)s more places", len(self.rows) - _SHOWN)
            self.more = LinkButton(words, on_click=self._show_all)
            self.body.addWidget(self.more)
        for words in _beside_the_law(looked):
            self.body.addWidget(Text(words, "body"))
        if not rows and not _beside_the_law(looked):
            self.body.addWidget(Text(tr("Nothing changes for people."), "body", "text2"))
        if any(not row["checked"] and row["kind"] in (Kind.ADDED, Kind.LAW, Kind.CORRECTED) for row in rows):
            draft = tr("No local lawyer has checked all of this. Every screen and print will say so.")
            self.body.addWidget(MessageLine("warning", draft, icon=_DRAFT))
        self.body.addStretch(1)

    def _show_all(self) -> None:
        for row in self.rows:
            row.show()
        self.more.hide()


def _beside_the_law(looked: Incoming) -> list[str]:
    found = []
    if looked.services:
        found.append(trn("%(n)s service in its directory", "%(n)s services in its directory", looked.services))
    if looked.workshops:
        found.append(trn("%(n)s workshop", "%(n)s workshops", len(looked.workshops)))
    if looked.holidays:
        count = len(looked.holidays)
        found.append(trn("the public holidays of %(n)s place", "the public holidays of %(n)s places", count))
    return found


class PlaceRow(QWidget):
    """A place: its name, what changes in words, and from which outcome to which. A link unfolds `items`: every page and
    rule that is new, otherwise or gone, read only then."""

    def __init__(self, row: Document, items: Callable[[], list[Document]], *, own: bool) -> None:
        super().__init__()
        self.place = str(row["place"])
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.space(4), 0, theme.space(4))
        grid.setHorizontalSpacing(theme.space(16))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        grid.addWidget(_named(row, own=own), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_told(row), 0, 1)
        self._grid, self._items = grid, items
        self.listed: QWidget | None = None
        if row["itemised"]:
            self.every = LinkButton(tr("Show every changed page and rule"), on_click=self._unfold)
            grid.addWidget(self.every, 1, 1, Qt.AlignmentFlag.AlignLeading)

    def _unfold(self) -> None:
        """List them in the link's place; the page scrolls where they are many."""
        self.every.hide()
        self.listed = _every(self._items())
        self._grid.addWidget(self.listed, 1, 1)
        self.listed.show()
        self.listed.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.listed.setFocus(Qt.FocusReason.OtherFocusReason)


def _every(items: list[Document]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(3))
    said = []
    for (kind, what), heading in _ITEMS.items():
        titles = [str(item["title"]) for item in items if (item["kind"], item["what"]) == (kind, what)]
        if titles:
            column.addWidget(Text(tr(heading), "label", weight=600))
            said.append(tr(heading))
        for title in titles:
            column.addWidget(Text(title, "label", "text2", weight=400))
            said.append(title)
    holder.setAccessibleName("\n".join(said))
    return holder


def _named(row: Document, *, own: bool) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(2))
    line = QHBoxLayout()
    line.setSpacing(theme.space(6))
    if own:
        line.addWidget(Glyph("pin", "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(row["name"], "lead", weight=600), 1)
    column.addLayout(line)
    if own:
        column.addWidget(Text(tr("your place"), "caption", "text2"))
    return holder


def _told(row: Document) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(6))
    if not row["changes"]:
        column.addWidget(Text(row["words"], "body"))
    for change in row["changes"]:
        column.addWidget(Text(change["title"], "body", weight=600))
        column.addWidget(Text(f"{change['since']} · {change['status_word']}", "label", "text2", weight=400))
        marks = _marks(change["before"], change["before_word"], change["after"], change["after_word"])
        if change["reversal"]:
            marks.append(Tag(tr("Taken back"), "soft", icon="turn"))
        if marks:
            column.addWidget(_flow(marks))
    for line in row["lines"]:
        column.addWidget(Text(line, "body"))
    if row["before"] and not row["changes"]:
        before, after = row["before"], row["after"]
        column.addWidget(_flow(_marks(before["outcome"], before["word"], after["outcome"], after["word"])))
    if row["pages"]:
        column.addWidget(Text(" · ".join(row["pages"]), "caption", "text2"))
    return holder


def _marks(before: str | None, before_word: str | None, after: str | None, after_word: str | None) -> list[QWidget]:
    if not before or not after:
        return []
    return [OutcomeMark(before, before_word or ""), Glyph("arrow", "text2", 18), OutcomeMark(after, after_word or "")]


def _flow(widgets: list[QWidget]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, gap=theme.space(8), line_gap=theme.space(6))
    for widget in widgets:
        flow.addWidget(widget)
    return holder
