"""The read-aloud line: pause, stop, speed, and the sentence that is being read, marked where it stands as well."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.printing.told_sheet import ToldSheet
from companion.ui import places, theme
from companion.ui.voice import sentences
from companion.ui.voice.speaker import Speaker, State
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import Choice
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

SPEEDS = {"slow": 0.75, "usual": 1.0, "fast": 1.3}


class ReadAloud(Card):
    """Hidden until `begin`. `around` gives the widget in which the sentence is marked. Falls silent when hidden."""

    def __init__(self, around: Callable[[], QWidget | None], speaker: Speaker | None = None) -> None:
        super().__init__(tone="soft", margin=14, gap=10)
        self._around = around
        self._sheet: ToldSheet | None = None
        self._said: list[str] = []
        self._marked: list[Text] = []
        self.message: MessageLine | None = None
        self.speaker = speaker or Speaker(self)
        self.speaker.sentence.connect(self._show_sentence)
        self.speaker.state_changed.connect(self._show_state)
        self.speaker.failed.connect(self._fail)
        self.sentence = Text("", "lead", weight=600)
        self.body.addWidget(self.sentence)
        self._messages = QVBoxLayout()
        self.body.addLayout(self._messages)
        self.body.addWidget(self._controls())
        self.hide()

    def begin(self, sheet: ToldSheet) -> None:
        """Read the sheet in the language proposed for it."""
        self._sheet = sheet
        options = [Option(tag, places.own_name(tag)) for tag in sheet.languages]
        self.language.set_options(options)
        self.language.set_value(sheet.languages[0])
        self.language.setVisible(len(options) > 1)
        self.show()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.speaker.stop()

    def _controls(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme.space(10), line_gap=theme.space(8))
        self.pause_button = Button(tr("Pause"), icon="pause", on_click=self._pause)
        self.stop_button = Button(tr("Stop"), icon="x", on_click=self.hide)
        choices = [
            Choice("slow", tr("Slower")),
            Choice("usual", tr("Usual speed")),
            Choice("fast", tr("Faster")),
        ]
        self.speed = Segmented(choices, "usual", name=tr("Speed"))
        self.speed.changed.connect(lambda key: self.speaker.set_speed(SPEEDS[key]))
        self.language = Select(tr("Language"), [Option("en", "")], "en", compact=True)
        self.language.changed.connect(lambda _: self._read())
        for widget in (self.pause_button, self.stop_button, self.speed, self.language):
            row.addWidget(widget)
        return holder

    def _read(self) -> None:
        assert self._sheet is not None
        self._tell(None)
        told = self._sheet.told(str(self.language.value()))
        self._said = sentences.of(told)
        self.speaker.read(self._said, told.language)

    def _pause(self) -> None:
        if self.speaker.state is State.PAUSED:
            self.speaker.resume()
        elif self.speaker.state is State.SPEAKING:
            self.speaker.pause()
        elif self._sheet is not None:
            self._read()

    def _show_state(self, state: str) -> None:
        speaking = state == State.SPEAKING
        words = {State.SPEAKING: tr("Pause"), State.PAUSED: tr("Go on"), State.SILENT: tr("Read again")}
        self.pause_button.setText(words[State(state)])
        self.pause_button.set_icon("pause" if speaking else "play")

    def _show_sentence(self, number: int) -> None:
        words = self._said[number] if 0 <= number < len(self._said) else ""
        self.sentence.setText(words)
        for text in self._marked:
            text.mark("")
        around = self._around()
        self._marked = [] if around is None or not words else [t for t in around.findChildren(Text) if t.mark(words)]
        if self._marked:
            _bring_into_view(self._marked[0])

    def _fail(self, problem: Problem) -> None:
        if problem.code == "voice.no_language":
            name = places.own_name(str(problem.facts["language"]))
            problem = Problem(problem.code, language=name)
        self._tell(MessageLine.of(problem))
        self._show_state(State.SILENT)

    def _tell(self, message: MessageLine | None) -> None:
        if self.message is not None:
            self.message.hide()
            self.message.deleteLater()
        self.message = message
        if message is not None:
            self._messages.addWidget(message)


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is not None:
        parent.ensureWidgetVisible(widget, 0, theme.space(48))
