"""A place's page: the one-sentence answer, the topics, the law changes, whom to call."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.ui import theme
from companion.ui.rights.bodies import BodiesCard
from companion.ui.rights.law_changes import ChangeEntry, Document, documents
from companion.ui.rights.panes import PanesLayout
from companion.ui.rights.provenance import Provenance, day, known_up_to, review_tags
from companion.ui.rights.rows import IconRow, Row
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.text import Text

_CHANGES_SHOWN = 3


def place_document(out: ReadOut) -> Document:
    """What stands under the one-sentence answer: dates, review, sources, the model and since when."""
    place = out.place
    model = out.model(place.model_on(clock.today()))
    return {
        "as_of": place.as_of.isoformat(),
        "in_force_since": model["from"] if model else None,
        "review": out.review(place.review),
        "review_by": place.review_by.isoformat(),
        "overdue": out.overdue,
        "sources": out.sources(place.summary_citations),
        "model": model,
    }


def shown_in(library: Library, place: str, language: str) -> str:
    """The language the place's texts are shown in when `language` is wanted."""
    return language if language in library.languages(place) else "en"


def place_banner(library: Library, place: str) -> AnswerBanner:
    """The sentence that answers "is carrying a small amount for my own use a crime here?", with all that backs it."""
    language = catalogs.language()
    out = ReadOut(library, place, language)
    document = place_document(out)
    # The last sentence is what follows from the answer; the banner says the answer itself large.
    answer, stop, rest = out.wording.summary().rpartition(". ")
    outcome = out.place.summary_outcome
    banner = AnswerBanner(outcome, out.outcome_word(outcome), f"{answer}{stop}".strip(), rest)
    model = document["model"]
    if model:
        banner.add_row(Text(model_words(model, language), "label", "text2", weight=400))
    banner.add_row(Provenance(document["sources"], known_up_to(document, language)))
    for tag in review_tags(document, language, shown_in=shown_in(library, place, language)):
        banner.add_tag(tag)
    return banner


def model_words(model: Document, language: str) -> str:
    """What comparisons call it, since when, and what qualifies that."""
    since = locales.long_date(day(model["from"]), language)
    words = tr("How this is called in comparisons: %(model)s, since %(date)s.", model=model["label"], date=since)
    doubt = tr("Not confirmed: %(what)s", what=model["unconfirmed"]) if model["unconfirmed"] else ""
    return " ".join(part for part in (words, model["note"] or "", doubt) if part)


class PlaceView(QWidget):
    """`topic` carries the id of the topic that was pressed; `question` asks for "What happens if…"."""

    topic = Signal(str)
    question = Signal()
    all_changes = Signal()

    def __init__(self, library: Library, place: str) -> None:
        super().__init__()
        self._library = library
        self._out = ReadOut(library, place, catalogs.language())
        self.rows: dict[str, Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(16))
        self.banner = place_banner(library, place)
        column.addWidget(self.banner)
        column.addWidget(self._topics())
        panes = PanesLayout(share=0.58)
        panes.addWidget(self._changes())
        panes.addWidget(BodiesCard(tr("Whom to call"), self._out.wording))
        column.addLayout(panes)
        column.addStretch(1)

    def _topics(self) -> Card:
        card = Card(tr("What do you need to know?"), gap=8)
        ask = IconRow(
            "fork",
            tr("What happens if…"),
            tr("Say what and how much: the answer for that case, step by step."),
            on_click=self.question.emit,
        )
        rows: list[tuple[str, Row]] = [("", ask)]
        for topic in self._out.place.topics:
            title = self._out.wording.topic(topic, "title")
            summary = self._out.wording.topic(topic, "summary")
            icon = "phone" if topic.icon == "od_call" else topic.icon
            rows.append((topic.id, IconRow(icon, title, summary, on_click=partial(self.topic.emit, topic.id))))
        self.rows = dict(rows)
        half = (len(rows) + 1) // 2
        panes = PanesLayout(share=0.5, gap=16)
        for part in (rows[:half], rows[half:]):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for _, row in part:
                column.addWidget(row)
            column.addStretch(1)
            panes.addWidget(holder)
        card.body.addLayout(panes)
        return card

    def _changes(self) -> Card:
        found = documents(self._library, catalogs.language(), self._out.place.id)
        card = Card(tr("Law changes"))
        if found:
            words = tr("History and all %(count)s", count=locales.number(len(found)))
            card.add_to_head(LinkButton(words, on_click=self.all_changes.emit))
        if not found:
            card.body.addWidget(Text(tr("No law change is recorded for this place.")))
        for change in found[:_CHANGES_SHOWN]:
            card.body.addWidget(Divider())
            card.body.addWidget(ChangeEntry(change))
        card.body.addStretch(1)
        return card
