"""A topic of a place, in the worker's language and, where another was chosen, the client's beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.ui import theme
from companion.ui.rights.topic_columns import TopicSheet
from companion.ui.rights.topic_tabs import TopicTabs
from companion.ui.widgets.select import Option

# The topic that answers "is it a crime?": its head wears the outcome's colour.
_ANSWER = "answer"


class TopicView(QWidget):
    """`topic` carries the id of another topic that was asked for."""

    topic = Signal(str)

    def __init__(self, library: Library, place: str, topic: str, languages: list[str]) -> None:
        super().__init__()
        outs = [ReadOut(library, place, language) for language in languages]
        record = outs[0].place.topic(topic) or outs[0].place.topics[0]
        self.topic_id = record.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        options = [Option(each.id, outs[0].wording.topic(each, "title")) for each in outs[0].place.topics]
        self.tabs = TopicTabs(options, record.id)
        self.tabs.chosen.connect(self.topic)
        column.addWidget(self.tabs)
        outcome = outs[0].place.summary_outcome if record.id == _ANSWER else None
        words = [out.outcome_word(outcome) for out in outs] if outcome else []
        self.sheet = TopicSheet([out.topic(record) for out in outs], languages, str(outcome or ""), words)
        column.addWidget(self.sheet)
        column.addStretch(1)
