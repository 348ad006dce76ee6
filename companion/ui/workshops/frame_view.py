"""One frame of a workshop as the room sees it: a slide, a question with its choices, or what somebody asked.

Built in the projector's language and size, and shown as a picture: large on the projector, small beside the notes.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import N_, tr
from companion.printing.workshop_sheet import question_text
from companion.rights.answer import answer
from companion.rights.labels import amount_label
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut, answer_document
from companion.ui import theme
from companion.ui.navigator import drawing
from companion.ui.rights.provenance import review_tags
from companion.ui.widgets import painting
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text
from companion.ui.widgets.threshold_bar import ThresholdBar
from companion.ui.workshops import drawn_slides
from companion.ui.workshops.choice_card import ChoiceCard
from companion.ui.workshops.training import Training
from companion.workshops.asking import Posed
from companion.workshops.deck import Frame
from companion.workshops.records import Kind

_SIDE, _TOP = 60, 36
_KINDS = {
    Kind.QUIZ: N_("Question %(number)s of %(total)s"),
    Kind.QUIZ_AGAIN: N_("Question %(number)s of %(total)s, again"),
    Kind.SCENARIOS: N_("Scenario %(number)s of %(total)s"),
}


class FrameView(QWidget):
    """The frame in front of a training, or another one of it without its answer."""

    def __init__(self, training: Training, at: int | None = None) -> None:
        super().__init__()
        self._training = training
        self._frame: Frame = training.shown(at)
        self._current = at is None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        self._column.setSpacing(theme.space(20))
        self._column.addLayout(self._head())
        if self._frame.posed is not None:
            self._question(self._frame.posed)
        elif self._frame.slide is not None:
            self._slide()
        else:
            self._explore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        painter.end()

    def _head(self) -> QHBoxLayout:
        training, frame = self._training, self._frame
        head = QHBoxLayout()
        head.setSpacing(theme.space(12))
        head.addWidget(Glyph("arch", "accent", 28))
        kind = _KINDS.get(frame.part.kind)
        numbers = {"number": locales.number(frame.number), "total": locales.number(frame.total)}
        head.addWidget(Text(tr(kind, **numbers) if kind else frame.part.title, "projector", "text2", wrap=False), 1)
        place = training.library.wording(training.place, catalogs.language()).name()
        day = locales.long_date(training.day)
        head.addWidget(Glyph("pin", "text2", 24))
        head.addWidget(
            Text(tr("%(place)s, the law on %(day)s", place=place, day=day), "projector", "text2", wrap=False)
        )
        return head

    def _question(self, posed: Posed) -> None:
        self._column.addWidget(
            Text(question_text(self._training.library, posed, catalogs.language()), "projector_question")
        )
        grid = QGridLayout()
        grid.setSpacing(theme.space(20))
        session, again = self._training.session, self._frame.part.kind
        revealed = self._current and session.revealed
        hands = session.hands() if self._current else {}
        most = max(hands.values(), default=0)
        out = ReadOut(self._training.library, self._training.place, catalogs.language())
        for at, choice in enumerate(posed.choices):
            card = ChoiceCard(choice, out.outcome_word(choice.outcome), hands.get(choice.letter), most, revealed)
            grid.addWidget(card, at // 2, at % 2)
        self._column.addLayout(grid)
        if revealed:
            self._answer(posed.question)
        elif again is Kind.QUIZ:
            self._column.addWidget(Text(tr("The answers come at the end."), "projector", "text2"))
            self._column.addStretch(1)
        else:
            self._column.addStretch(1)

    def _answer(self, question: Question) -> None:
        """The law's own answer, with its line drawn and its doubts said."""
        library, language = self._training.library, catalogs.language()
        given = drawing.as_compared(answer(library, question))
        document = answer_document(given, library, language)
        banner = AnswerBanner(document["outcome"], document["outcome_word"], document["headline"], document["because"])
        scale = drawing.scale(library, given, document)
        if scale is not None:
            banner.add_row(ThresholdBar(scale, drawing.heading(given, document, len(scale.limits))))
        for tag in review_tags(document, language, shown_in=language):
            banner.add_tag(tag)
        self._column.addWidget(banner)
        self._column.addStretch(1)
        sources = locales.joined([row["title"] for row in document["sources"][:3]], language)
        if sources:
            self._column.addWidget(Text(sources, "body", "text2"))

    def _slide(self) -> None:
        slide = self._frame.slide
        assert slide is not None
        self._column.addWidget(Text(slide.heading, "projector_question"))
        for widget in drawn_slides.widgets(self._training, slide):
            self._column.addWidget(widget)
        for point in slide.points:
            self._column.addLayout(point_row(point, "projector_choice"))
        self._column.addStretch(1)
        if slide.drawn is not None or slide.topic:
            self._column.addLayout(self._doubts())

    def _doubts(self) -> QHBoxLayout:
        """Who has checked the law of this place, and whether it should have been looked at again by now."""
        row = QHBoxLayout()
        out = ReadOut(self._training.library, self._training.place, catalogs.language())
        place = out.place
        told = {"review": out.review(place.review), "overdue": out.overdue, "review_by": place.review_by.isoformat()}
        for tag in review_tags(told, catalogs.language()):
            row.addWidget(tag)
        row.addStretch(1)
        return row

    def _explore(self) -> None:
        self._column.addWidget(Text(self._frame.part.title, "projector_question"))
        asked = self._training.explored if self._current else None
        if asked is None:
            self._column.addWidget(Text(tr("Ask, and the answer stands here."), "projector", "text2"))
            self._column.addStretch(1)
            return
        library, language = self._training.library, catalogs.language()
        substance = library.substances.get(asked.substance)
        said = [substance.label(language) if substance else asked.substance]
        said += [amount_label(asked.amount, language)] if asked.amount else []
        said += [tr("aged %(age)s", age=asked.age)] if asked.age is not None else []
        self._column.addWidget(Text(", ".join(said), "projector_choice"))
        self._answer(asked)


def point_row(words: str, role: str) -> QHBoxLayout:
    """A point of a list, its dot on the side where the window begins, whatever script its words are in."""
    row = QHBoxLayout()
    row.setSpacing(theme.space(16))
    row.addWidget(Text("•", role, "accent", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(words, role, weight=400), 1)
    return row


def training_mark() -> QWidget:
    """What every training page carries."""
    return Tag(tr("Training: saved as numbers only"), "soft", icon="info")


def door_rect(size_width: float, size_height: float) -> QRectF:
    """The doorway in the middle of a projector that shows nothing else."""
    width = min(size_width * 0.3, size_height * 0.45)
    height = width * 1.4
    return QRectF((size_width - width) / 2, size_height * 0.84 - height, width, height)
