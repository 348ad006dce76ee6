"""What happens if…: the question on one side, the answer on the other, changing as one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.rights.answer import Answer, answer
from companion.rights.labels import ACTS, amount_label, value_label
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.reading_out import answer_document
from companion.ui import theme
from companion.ui.navigator import answer_cards, drawing, sum_drawing
from companion.ui.navigator.question_form import QuestionForm
from companion.ui.rights.bodies import BodiesCard
from companion.ui.rights.panes import HeadLayout, PanesLayout
from companion.ui.rights.place_view import shown_in
from companion.ui.session import Session
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text
from companion.ui.widgets.threshold_bar import ThresholdBar
from companion.vocabulary import Outcome

_FORM_WIDTH = 304  # px at 100 %


class NavigatorView(QWidget):
    """`asked` fills the form (see `QuestionForm.fill`). `topic` carries place and id of a topic that was pressed."""

    topic = Signal(str, str)

    def __init__(self, session: Session, asked: dict[str, Any]) -> None:
        super().__init__()
        self._session = session
        self._library: Library = session.rights
        self.form = QuestionForm(self._library, str(asked.get("place") or session.place))
        self.form.fill(asked)
        self.form.changed.connect(self._answer_again)
        self.panel = AnswerPanel(self._library, session)
        self.panel.topic.connect(self.topic)
        self.fold = FoldedQuestion()
        self.fold.change.clicked.connect(self._unfold)
        self.fold.hide()
        start = QWidget()
        start.setSizePolicy(_as_tall_as_needed())
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        column.addWidget(self.form)
        self._panes = panes = PanesLayout(self, share=_FORM_WIDTH, gap=18, from_width=_FORM_WIDTH + 420)
        self.form_pane, self.answer_pane = Scroll(start), Scroll(self.panel)
        self.answer_pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.answer_pane.setAccessibleName(tr("The answer"))
        panes.addWidget(self.form_pane)
        panes.addWidget(self.answer_pane)
        # Somebody who came here to ask is not folded away from under the hand.
        self._keep_open = self.form.question() is None
        self._answer_again()

    def asked(self) -> dict[str, Any]:
        """What makes the same question again."""
        return self.form.asked()

    def _answer_again(self) -> None:
        question = self.form.question()
        self.panel.show_question(question, typed=bool(self.form.substance.text().strip()))
        if question is not None:
            self.fold.say(question, self._library)
        self.answer_pane.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(not self._keep_open and not self._panes.beside(self.width()))

    def _fold(self, folded: bool) -> None:
        """Where the panes are stacked the question is a line with "Change", so that the answer is seen first."""
        if self.form.isHidden() != folded:
            self.fold.setVisible(folded)
            self.form.setVisible(not folded)

    def _unfold(self) -> None:
        self._keep_open = True
        self._fold(False)
        self.form.substance.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _as_tall_as_needed() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


class FoldedQuestion(Card):
    """The question in two lines."""

    def __init__(self) -> None:
        super().__init__(margin=16)
        holder = QWidget()
        holder.setSizePolicy(_as_tall_as_needed())
        line = HeadLayout(holder)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._first, self._second = Text("", "lead", weight=600), Text("", "body", "text2")
        column.addWidget(self._first)
        column.addWidget(self._second)
        self.change = Button(tr("Change"), icon="edit")
        line.addWidget(words)
        line.addWidget(self.change)
        self.body.addWidget(holder)

    def say(self, question: Question, library: Library) -> None:
        """Put a question into words."""
        language = catalogs.language()
        place = library.wording(question.place, language).name() if library.find(question.place) else question.place
        substance = library.substances.get(question.substance)
        parts = [place, substance.label(language) if substance else question.substance]
        if question.amount is not None:
            parts.append(amount_label(question.amount, language))
        for item in question.also:
            named = library.substances.get(item.substance)
            said = [named.label(language) if named else item.substance]
            said += [amount_label(item.amount, language)] if item.amount else []
            parts.append("+ " + " ".join(said))
        self._first.setText(", ".join(parts))
        rest = [tr(ACTS[question.act])]
        if question.age is not None:
            rest.append(tr("aged %(age)s", age=question.age))
        if question.setting is not None:
            rest.append(value_label("setting", str(question.setting), language))
        self._second.setText(", ".join(rest))


class AnswerPanel(QWidget):
    """The answer to a question, in cards; without one, what to do to get it."""

    topic = Signal(str, str)

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__()
        self._library, self._session = library, session
        self.banner: AnswerBanner | None = None
        self.bar: ThresholdBar | None = None
        self.answer: Answer | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(12))

    def show_question(self, question: Question | None, *, typed: bool) -> None:
        """Show its answer. Nothing that was said before stays: an old answer to a new question would be a lie."""
        self._clear()
        if question is None:
            self.answer = None
            self._show_nothing(typed)
            return
        self.answer = answer(self._library, question)
        document = answer_document(self.answer, self._library, catalogs.language())
        self._build(self.answer, document)
        self._announce(f"{document['outcome_word']}. {document['headline']}")

    def _clear(self) -> None:
        self.banner = self.bar = None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_nothing(self, typed: bool) -> None:
        words = (
            tr("Choose which substance is meant, and the answer stands here.")
            if typed
            else tr("Say which substance it is. The answer stands here as soon as it is clear.")
        )
        self._column.addWidget(EmptyState("fork", words), 1)

    def _build(self, found: Answer, document: dict[str, Any]) -> None:
        language, place = catalogs.language(), found.question.place
        held = self._library.find(place) is not None
        there = shown_in(self._library, place, language) if held else language
        note = drawing.strength_note(document)
        self.banner = answer_cards.banner(document, language, there, note)
        cards: list[QWidget | None] = [self.banner, self._theirs(found), self._amount(found, document)]
        cards += [
            answer_cards.together(document),
            answer_cards.branches(document),
            answer_cards.above(document, language, there),
            answer_cards.steps(document),
            answer_cards.refusals(document),
            answer_cards.sanctions(document),
            answer_cards.cautions(document),
        ]
        if document["outcome"] == Outcome.NOT_COVERED and held:
            wording = self._library.wording(place, language)
            cards.append(BodiesCard(tr("Ask here"), wording, ("legal_aid", "peer", "helpline")))
        cards.append(self._topics(document, place))
        for card in cards:
            if card is not None:
                self._column.addWidget(card)
        self._column.addStretch(1)

    def _theirs(self, found: Answer) -> QWidget | None:
        """The same answer in the client's language, where another was chosen and the place speaks it."""
        place, language = found.question.place, self._session.client_language
        if language == catalogs.language() or self._library.find(place) is None:
            return None
        document = answer_document(found, self._library, language)
        return answer_cards.in_their_language(document, language, shown_in(self._library, place, language))

    def _amount(self, found: Answer, document: dict[str, Any]) -> QWidget | None:
        found = drawing.as_compared(found)
        summed = sum_drawing.heading(document)
        if summed:
            scale = sum_drawing.scale(self._library, found, document)
        else:
            scale = drawing.scale(self._library, found, document)
        permission = answer_cards.permission(document)
        if scale is None and document["threshold"] is None:
            return MessageLine("warning", permission) if permission else None
        card = Card(gap=12)
        head = QWidget()
        head.setSizePolicy(_as_tall_as_needed())
        line = HeadLayout(head)
        words = summed or drawing.heading(found, document, len(scale.limits) if scale is not None else 1)
        line.addWidget(Text(words, "h3"))
        basis = drawing.basis_words(found, document)
        if basis:
            line.addWidget(Tag(basis, "plain", icon="drop"))
        card.body.addWidget(head)
        if scale is not None and len(scale.limits) > 1 and document["threshold"]:
            named = tr(
                "The line of %(line)s: %(title)s",
                line=document["threshold"]["label"],
                title=document["threshold"]["title"],
            )
            card.body.addWidget(Text(named, "label", "text2", weight=400))
        if scale is not None:
            self.bar = ThresholdBar(scale, _described(words, document))
            card.body.addWidget(self.bar)
        if permission:
            card.body.addWidget(MessageLine("warning", permission))
        return card

    def _topics(self, document: dict[str, Any], place: str) -> QWidget | None:
        record = self._library.find(place)
        if record is None:
            return None
        wording = self._library.wording(place, catalogs.language())
        topics = [(t.id, wording.topic(t, "title")) for id_ in document["topics"] if (t := record.topic(id_))]
        return answer_cards.TopicLinks(topics, lambda key: self.topic.emit(place, key)) if topics else None

    def _announce(self, words: str) -> None:
        """Tell a screen reader, which does not see that the other side of the page changed."""
        if self.isVisible():
            event = QAccessibleAnnouncementEvent(self, words)
            QAccessible.updateAccessibility(event)


def _described(heading: str, document: dict[str, Any]) -> str:
    threshold = document["threshold"]
    title = threshold["title"] if threshold else ""
    return f"{heading}. {title}" if title else heading
