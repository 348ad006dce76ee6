"""A topic in one or two languages: section beside section, each column in its own direction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.ui import places, theme
from companion.ui.rights.panes import PanesLayout
from companion.ui.rights.provenance import Provenance, known_up_to, review_tags
from companion.ui.widgets import painting
from companion.ui.widgets.card import Divider, Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.outcome_mark import OutcomeMark
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Reading, Text

Document = Mapping[str, Any]
_BESIDE_FROM = 640  # px at 100 % that two columns need


def direction(language: str) -> Qt.LayoutDirection:
    """In which direction a text of that language runs."""
    return Qt.LayoutDirection.RightToLeft if locales.right_to_left(language) else Qt.LayoutDirection.LeftToRight


class Column(QWidget):
    """One language's part of a row; `language` is the one the words are in, which decides the direction."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.setLayoutDirection(direction(language))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.space(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class PairedRow(QWidget):
    """One or two columns side by side with a line between them; stacked where there is no room.

    `tone` (a colour role) fills the row. The divider belongs to the page and follows the window's direction.
    """

    def __init__(self, columns: list[Column], *, tone: str = "", margin: int = 24) -> None:
        super().__init__()
        self._tone, self._columns = tone, columns
        outer = QVBoxLayout(self)
        across = theme.space(margin)
        outer.setContentsMargins(across, theme.space(14), across, theme.space(14))
        self._panes = PanesLayout(share=0.5, gap=2 * margin, from_width=theme.scaled(_BESIDE_FROM))
        for column in columns:
            self._panes.addWidget(column)
        outer.addLayout(self._panes)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def beside(self) -> bool:
        """Whether the columns stand side by side now."""
        return self._panes.beside(self._panes.geometry().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        self.paint_ground(painter)
        if len(self._columns) > 1 and self.beside:
            line = theme.faded("line", 1.0) if not self._tone else theme.faded("control", 0.4)
            painter.fillRect(QRectF(self.width() / 2, theme.space(10), 1, self.height() - theme.space(20)), line)
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Fill the row with its tone, if it has one."""
        if self._tone:
            painter.fillRect(self.rect(), theme.colour(self._tone))


class TopicSheet(QWidget):
    """The page of one topic: `pages` are the same topic read out in one or two languages.

    `outcome` and `words` (one per page) tell what the place's law does, for the topic that answers just that.
    """

    def __init__(self, pages: list[Document], wanted: list[str], outcome: str = "", words: list[str] | None = None):
        super().__init__()
        self._pages, self._wanted = pages, wanted
        self._section_rows: dict[str, PairedRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, theme.space(6))
        self._column.setSpacing(0)
        self._add_head(outcome, words or [])
        self._add_tags()
        for index in range(len(pages[0]["sections"])):
            self._column.addWidget(Divider())
            self._add_section(index)
        self._add_doubts()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def section(self, id_: str) -> PairedRow | None:
        """The row of a section, to scroll to."""
        return self._section_rows.get(id_)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        shape = QRectF(self.rect())
        edge, width = theme.colour("line"), theme.current().theme.edge
        painting.rounded(painter, shape, theme.RADIUS_CARD, fill=theme.colour("surface"), edge=edge, width=width)
        painter.end()

    def _add(self, columns: list[Column], *, tone: str = "") -> PairedRow:
        row = PairedRow(columns, tone=tone)
        self._column.addWidget(row)
        return row

    def _add_head(self, outcome: str, words: list[str]) -> None:
        columns = []
        for index, page in enumerate(self._pages):
            column = Column(page["language"])
            if len(self._pages) > 1:
                column.column.addWidget(Text(places.own_name(self._wanted[index]), "label", weight=600))
            if outcome:
                column.column.addWidget(OutcomeMark(outcome, words[index]))
            column.column.addWidget(Text(page["summary"], "h2", language=page["language"]))
            columns.append(column)
        row = _Head(columns, tone=f"{outcome}_tint" if outcome else "soft")
        self._column.addWidget(row)

    def _add_tags(self) -> None:
        """Review state in both languages, sources and dates once: they are the same."""
        holder = QWidget()
        across = theme.space(24)
        column = QVBoxLayout(holder)
        column.setContentsMargins(across, theme.space(10), across, theme.space(10))
        column.setSpacing(theme.space(6))
        tags = QWidget()
        flow = FlowLayout(tags, gap=theme.space(8), line_gap=theme.space(6))
        for page, wanted in zip(self._pages, self._wanted, strict=True):
            for tag in review_tags(page, wanted, shown_in=page["language"]):
                tag.setLayoutDirection(direction(wanted))
                flow.addWidget(tag)
        column.addWidget(tags)
        page, language = self._pages[0], self._wanted[0]
        column.addWidget(Provenance(page["sources"], known_up_to(page, language), language=language))
        self._column.addWidget(holder)

    def _add_section(self, index: int) -> None:
        columns = []
        for page, wanted in zip(self._pages, self._wanted, strict=True):
            section = page["sections"][index]
            column = Column(page["language"])
            if section["practice"]:
                words = catalogs.catalog(wanted).tr("Reported by people who use drugs")
                tag = Tag(words, "soft", icon="people")
                column.column.addWidget(tag, 0, Qt.AlignmentFlag.AlignLeading)
            column.column.addWidget(Text(section["heading"], "h3", language=page["language"]))
            column.column.addWidget(Reading(section["text"], language=page["language"]))
            if section["unconfirmed"]:
                column.column.addWidget(unconfirmed(section["unconfirmed"], wanted))
            columns.append(column)
        row = self._add(columns)
        columns[0].column.addWidget(self._sources_of(self._pages[0], index))
        for column in columns:
            column.column.addStretch(1)
        self._section_rows[self._pages[0]["sections"][index]["id"]] = row

    def _sources_of(self, page: Document, index: int) -> Provenance:
        section, language = page["sections"][index], self._wanted[0]
        later = known_up_to(section, language) if section["as_of"] != page["as_of"] else ""
        missing = catalogs.catalog(language).tr("No source was found for this part.")
        found = Provenance(section["sources"], later, language=language, missing=missing)
        found.setLayoutDirection(direction(language))
        return found

    def _add_doubts(self) -> None:
        if not self._pages[0]["doubts"]:
            return
        self._column.addWidget(Divider())
        columns = []
        for page, wanted in zip(self._pages, self._wanted, strict=True):
            column = Column(page["language"])
            heading = catalogs.catalog(wanted).tr("What is not known")
            column.column.addWidget(Text(heading, "h3", language=wanted))
            for doubt in page["doubts"]:
                column.column.addWidget(Reading(doubt["text"], language=page["language"]))
            column.column.addStretch(1)
            columns.append(column)
        self._add(columns)


class _Head(PairedRow):
    """The tinted head of the sheet, round at its upper corners."""

    def paint_ground(self, painter: QPainter) -> None:
        shape, radius = QRectF(self.rect()), theme.RADIUS_CARD
        painter.setClipRect(shape)
        painting.rounded(painter, shape.adjusted(0, 0, 0, radius), radius, fill=theme.colour(self._tone))


def unconfirmed(words: str, language: str) -> QWidget:
    """A doubt about what stands above it: a pencil and the sentence, on the colour of warnings."""
    mark = _Doubt()
    row = QHBoxLayout(mark)
    row.setContentsMargins(theme.space(10), theme.space(6), theme.space(10), theme.space(6))
    row.setSpacing(theme.space(8))
    row.addWidget(Glyph("draft", "warnink", 18), 0, Qt.AlignmentFlag.AlignTop)
    sentence = catalogs.catalog(language).tr("Not confirmed: %(doubt)s", doubt=words)
    row.addWidget(Text(sentence, "label", "warnink", weight=400, language=language), 1)
    mark.setAccessibleName(sentence)
    return mark


class _Doubt(QWidget):
    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        edge = theme.faded("warn")
        painting.rounded(
            painter, QRectF(self.rect()), theme.RADIUS_TAG, fill=theme.colour("warntint"), edge=edge, dashed=True
        )
        painter.end()
