"""The parts of an answer, each in a card of its own; built anew for every question, which takes no time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.ui import places, theme
from companion.ui.rights.provenance import Provenance, known_up_to, review_tags
from companion.ui.rights.topic_columns import direction, unconfirmed
from companion.ui.widgets import painting
from companion.ui.widgets.answer_banner import AnswerBanner
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.chips import Chip, Choice
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.outcome_mark import OutcomeMark
from companion.ui.widgets.steps import Step, Steps
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text
from companion.vocabulary import Outcome

Document = Mapping[str, Any]
_LEADS_SHOWN = 4
_LINES_ACROSS = 6  # a step with more lines than that in its column stands upright
_PERMISSION = "not-a-permission"


def banner(document: Document, language: str, shown_in: str, note: str = "") -> AnswerBanner:
    """The answer as a sign, with its dates, sources and doubts inside. `note` is a doubt about the amount."""
    if document["outcome"] == Outcome.NOT_COVERED:
        return _not_covered(document, language)
    made = AnswerBanner(
        document["outcome"],
        document["outcome_word"],
        document["headline"],
        document["because"],
        leads=leads(document),
    )
    if note:
        made.add_row(unconfirmed_note(note))
    made.add_row(Provenance(document["sources"], known_up_to(document, language), missing=tr("No source was found.")))
    if document["certainty_word"]:
        made.add_tag(Tag(document["certainty_word"], "plain", icon="fork"))
    doubted = {row["kind"] for row in document["unconfirmed"]}
    if doubted:
        made.add_tag(Tag(tr("Not confirmed") if "not_confirmed" in doubted else tr("Open question"), "draft"))
    for tag in review_tags(document, language, shown_in=shown_in):
        made.add_tag(tag)
    return made


def _not_covered(document: Document, language: str) -> AnswerBanner:
    """Says why there is no answer, and whom to ask instead; never anything that sounds like one."""
    advice = " ".join(warning["text"] for warning in document["warnings"])
    made = AnswerBanner(document["outcome"], document["outcome_word"], document["because"], advice)
    if document["as_of"]:
        made.add_row(Provenance([], known_up_to(document, language)))
    return made


def leads(document: Document) -> list[tuple[str, str]]:
    """Where "it depends" can lead, each branch named; with many branches each outcome once."""
    if document["outcome"] != Outcome.DEPENDS:
        return []
    branches = [
        (value["outcome"], value["outcome_word"], value["label"])
        for fork in document["depends_on"]
        for value in fork["values"]
        if value["outcome"] not in (Outcome.DEPENDS, Outcome.NOT_COVERED)
    ]
    named = [(outcome, tr("%(outcome)s: %(when)s", outcome=word, when=label)) for outcome, word, label in branches]
    if len(named) <= _LEADS_SHOWN:
        return named
    return list({outcome: (outcome, word) for outcome, word, _ in branches}.values())


def unconfirmed_note(words: str) -> QWidget:
    """A warning inside the banner: an icon and the sentence."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(8))
    row.addWidget(Glyph("warn", "text", 20), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(words, "label", "text"), 1)
    return holder


def in_their_language(document: Document, language: str, shown_in: str) -> Card | None:
    """The answer once more for the person asked about, to show or to read out."""
    if shown_in != language:
        return None
    card = Card(tr("In their language"), aside=places.own_name(language), gap=8)
    made = AnswerBanner(
        document["outcome"], document["outcome_word"], document["headline"], document["because"], compact=True
    )
    made.setLayoutDirection(direction(language))
    card.body.addWidget(made)
    return card


def together(document: Document) -> Card | None:
    """Where several drugs were named: each with what it leads to beside the others, and its share of the line."""
    told = document["together"]
    if not told:
        return None
    card = Card(tr("Each of them, with the rest beside it"), gap=10)
    shares = {part["substance"]: part["label"] for part in told["sum"]["parts"]} if told["sum"] else {}
    for part in told["parts"]:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(10), line_gap=theme.space(2))
        words = ", ".join(word for word in (part["name"], part["label"]) if word)
        flow.addWidget(Text(shares.get(part["substance"], words), "body"))
        flow.addWidget(Glyph("arrow", "text2", 18, name=tr("leads to")))
        flow.addWidget(OutcomeMark(part["outcome"], part["outcome_word"]))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        card.body.addWidget(holder)
    return card


def branches(document: Document) -> Card | None:
    """What decides: each circumstance with its values and where each leads."""
    if not document["depends_on"]:
        return None
    card = Card(tr("What it depends on"), gap=10)
    for index, fork in enumerate(document["depends_on"]):
        if index:
            card.body.addWidget(Divider())
        card.body.addWidget(Text(fork["label"], "lead", weight=600))
        for value in fork["values"]:
            card.body.addWidget(_branch(value))
    return card


def _branch(value: Document) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, gap=theme.space(10), line_gap=theme.space(2))
    flow.addWidget(Text(value["label"], "body"))
    flow.addWidget(Glyph("arrow", "text2", 18, name=tr("leads to")))
    flow.addWidget(OutcomeMark(value["outcome"], value["outcome_word"]))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class NextSteps(Steps):
    """Steps that stand upright also where their words would make tall, narrow columns."""

    def runs_across(self, width: int) -> bool:
        if not super().runs_across(width):
            return False
        font = theme.font("label", weight=400)
        column = width / max(1, len(self._steps)) - theme.space(14)
        line = painting.text_height("x", font, column)
        return all(painting.text_height(step.text, font, column) <= _LINES_ACROSS * line for step in self._steps)


def steps(document: Document) -> Card | None:
    """What happens next, the time first; what is not confirmed says so in its step."""
    if not document["next_steps"]:
        return None
    card = Card(tr("What happens next"))
    shown = []
    for step in document["next_steps"]:
        doubt = tr("Not confirmed: %(doubt)s", doubt=step["unconfirmed"]) if step["unconfirmed"] else ""
        shown.append(Step(step.get("when", ""), f"{step['text']} {doubt}".strip()))
    card.body.addWidget(NextSteps(shown, str(document["outcome"])))
    return card


def refusals(document: Document) -> Card | None:
    """What the person may refuse."""
    return _list(tr("May refuse"), "hand", document["may_refuse"])


def sanctions(document: Document) -> Card | None:
    """What it can end in."""
    return _list(tr("What it can end in"), "scale", document["sanctions"])


def _list(heading: str, icon: str, rows: list[Document]) -> Card | None:
    if not rows:
        return None
    card = Card(heading, gap=10)
    for row in rows:
        card.body.addWidget(_entry(icon, row))
    return card


def _entry(icon: str, row: Document) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space(12))
    line.addWidget(Glyph(icon, "accent", 22), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(theme.space(4))
    column.addWidget(Text(row["text"], "body"))
    if row["unconfirmed"]:
        column.addWidget(unconfirmed(row["unconfirmed"], catalogs.language()))
    line.addLayout(column, 1)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def permission(document: Document) -> str:
    """The sentence that an amount is not a permission: the place's own words where it has them."""
    return next((warning["text"] for warning in document["warnings"] if warning["id"] == _PERMISSION), "")


def cautions(document: Document) -> Card | None:
    """Everything else one must know before relying on the answer."""
    rows = list(dict.fromkeys(warning["text"] for warning in document["warnings"] if warning["id"] != _PERMISSION))
    if not rows or document["outcome"] == Outcome.NOT_COVERED:
        return None
    card = Card(tr("Know before you rely on it"), gap=10)
    for words in rows:
        card.body.addWidget(_entry("info", {"text": words, "unconfirmed": None}))
    return card


def above(document: Document, language: str, shown_in: str) -> Card | None:
    """The answer of the law above the place's own, where it is another."""
    higher = document["above"]
    if not higher:
        return None
    card = Card(tr("The law above this place’s own says otherwise"))
    card.body.addWidget(banner(higher, language, shown_in))
    return card


class TopicLinks(Card):
    """Topics that belong to the answer; `opened` is called with the id of one."""

    def __init__(self, topics: list[tuple[str, str]], opened: Callable[[str], object]) -> None:
        super().__init__(tr("Read on"), gap=8)
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(8), line_gap=theme.space(8))
        self.chips = []
        for key, title in topics:
            chip = Chip(Choice(key, title, icon="book"), checkable=False)
            chip.clicked.connect(lambda _=False, key=key: opened(key))
            flow.addWidget(chip)
            self.chips.append(chip)
        self.body.addWidget(holder)
