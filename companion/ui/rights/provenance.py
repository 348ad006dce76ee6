"""Where a statement comes from, up to when it is known, and who has checked it, beside the statement itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import Catalog
from companion.ui import places, theme
from companion.ui.widgets.buttons import IconButton
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.source_line import SourceLine
from companion.ui.widgets.tags import ReviewTag
from companion.ui.widgets.text import Text
from companion.vocabulary import ReviewState

Document = Mapping[str, Any]
_LINKS_SHOWN = 3


def day(text: str) -> date:
    """A day of a document."""
    return date.fromisoformat(text)


def review_tags(document: Document, language: str, *, shown_in: str | None = None) -> list[ReviewTag]:
    """The doubts that stand inside an answer or a page, in `language`: who has checked it, whether its review date has
    passed, and that it is `shown_in` another language than wanted."""
    words = catalogs.catalog(language)
    tags = []
    review = document.get("review")
    if review:
        tags.append(_checked(review, language, words))
    if document.get("overdue"):
        passed = locales.long_date(day(document["review_by"]), language)
        tags.append(ReviewTag("overdue", words.tr("Review date passed on %(date)s", date=passed)))
    if shown_in is not None and shown_in != language:
        there, missing = places.own_name(shown_in), places.own_name(language)
        sentence = words.tr("Shown in %(language)s: no %(missing)s text yet", language=there, missing=missing)
        tags.append(ReviewTag("fallback", sentence))
    return tags


def _checked(review: Document, language: str, words: Catalog) -> ReviewTag:
    if review["state"] != ReviewState.CHECKED_BY_LAWYER:
        return ReviewTag("draft", words.tr("Draft: no local lawyer has checked this"))
    if not review["on"]:
        return ReviewTag("checked", words.tr("Checked by a local lawyer"))
    on = locales.long_date(day(review["on"]), language)
    return ReviewTag("checked", words.tr("Checked by a local lawyer, %(date)s", date=on))


def known_up_to(document: Document, language: str) -> str:
    """ "In force since …, known true up to …", as far as the document says."""
    words = catalogs.catalog(language)
    known = document.get("as_of")
    known_words = locales.long_date(day(known), language) if known else ""
    since = document.get("in_force_since")
    if since and known:
        begin = _begin(day(since), document.get("in_force_precision") or "day", language)
        return words.tr("In force since %(since)s · known true up to %(known)s", since=begin, known=known_words)
    return words.tr("known true up to %(known)s", known=known_words) if known else ""


def _begin(since: date, precision: str, language: str) -> str:
    """The first day in force, no nearer than it is known."""
    if precision == "year":
        return locales.plain_number(since.year, language)
    return locales.month_year(since, language) if precision == "month" else locales.long_date(since, language)


def source_name(source: Document, language: str) -> str:
    """What a link to a source says: its name, in English for who reads English, else as it calls itself, and the first
    place cited in it."""
    name = (source["title_en"] if language.startswith("en") else "") or source["title"]
    return f"{name}, {source['pinpoints'][0]}" if source["pinpoints"] else str(name)


class Provenance(QWidget):
    """The source line, and below it, once a link was pressed, the sources themselves.

    With more than three sources the line has one link for all of them ("4 sources").
    """

    def __init__(
        self, sources: Sequence[Document], note: str = "", *, language: str | None = None, missing: str = ""
    ) -> None:
        super().__init__()
        self._sources = list(sources)
        self._language = language or catalogs.language()
        self._panel: SourcesPanel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        self.line = SourceLine(self._links(), note or ("" if sources else missing))
        self.line.opened.connect(self._toggle)
        column.addWidget(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def panel(self) -> SourcesPanel | None:
        """The opened sources, if they are open."""
        return self._panel

    def _links(self) -> list[tuple[str, str]]:
        if len(self._sources) > _LINKS_SHOWN:
            words = catalogs.catalog(self._language)
            return [("", words.trn("%(n)s source", "%(n)s sources", len(self._sources)))]
        return [(source["id"], source_name(source, self._language)) for source in self._sources]

    def _toggle(self, key: str) -> None:
        if self._panel is not None:
            was = self._panel.key
            self._close()
            if was == key:
                return
        shown = [source for source in self._sources if not key or source["id"] == key]
        self._panel = SourcesPanel(shown, self._language, key)
        self._panel.close_button.clicked.connect(self._close)
        layout = self.layout()
        assert layout is not None  # made in the constructor
        layout.addWidget(self._panel)

    def _close(self) -> None:
        if self._panel is None:
            return
        held = self._panel.isAncestorOf(self.window().focusWidget() or self)
        self._panel.hide()
        self._panel.deleteLater()
        self._panel = None
        if held and self.line.links:
            self.line.links[0].setFocus(Qt.FocusReason.TabFocusReason)


class SourcesPanel(Card):
    """Every source with its title, its English name, the places cited, its date and its address, to read and to copy.

    No address is ever opened from here: Companion reaches no network.
    """

    def __init__(self, sources: Sequence[Document], language: str, key: str = "") -> None:
        super().__init__(margin=16, gap=10)
        self.key = key
        words = catalogs.catalog(language)
        head = QHBoxLayout()
        head.addWidget(Text(words.tr("Sources"), "lead", weight=600), 1)
        self.close_button = IconButton("x", words.tr("Close the sources"), framed=False, side=32, ink="text2")
        head.addWidget(self.close_button)
        self.body.addLayout(head)
        for index, source in enumerate(sources):
            if index:
                self.body.addWidget(Divider())
            self._add(source, language, words)

    def _add(self, source: Document, language: str, words: Catalog) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        column.addWidget(Selectable(source["title"], "label", weight=600))
        if source["title_en"]:
            column.addWidget(Selectable(source["title_en"], "label", "text2", weight=400))
        facts = [", ".join(source["pinpoints"])] if source["pinpoints"] else []
        facts.append(words.tr("text of %(date)s", date=locales.long_date(day(source["date"]), language)))
        column.addWidget(Selectable(" · ".join(facts), "caption", "text2"))
        if source["address"]:
            column.addWidget(Selectable(source["address"], "caption", "text2"))
        self.body.addLayout(column)


class Selectable(Text):
    """Words that can be marked and copied, with the mouse and with the keyboard; still plain text."""

    def __init__(self, text: str, role: str = "body", ink: str = "text", *, weight: int | None = None) -> None:
        super().__init__(text, role, ink, weight=weight)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setProperty("ringRadius", theme.RADIUS_TAG)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("onaccent"))
        self.setPalette(palette)
