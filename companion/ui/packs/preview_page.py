"""An editor's folder as pages: what a reader will see, anew whenever a file changes, with what the check finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr, trn
from companion.packs import validator
from companion.packs.labels import FINDINGS
from companion.rights.fields import Finding
from companion.rights.library import Library
from companion.ui import places, theme
from companion.ui.folder_choice import ask_for_folder
from companion.ui.packs.folder_watch import FolderWatch
from companion.ui.page import Navigation, Page
from companion.ui.rights.place_view import PlaceView
from companion.ui.rights.topic_view import TopicView
from companion.ui.session import Session
from companion.ui.widgets.buttons import IconButton, secondary
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

Ask = Callable[[QWidget, str], Path | None]
_WHOLE = ""
_FINDINGS_SHOWN = 12


class PreviewPage(Page):
    """`open(folder=PATH)` shows a folder. `ask` is the system's dialog."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.ask: Ask = ask_for_folder
        self.folder: Path | None = None
        self.place, self.topic, self.language = "", _WHOLE, session.language
        self.view: QWidget | None = None
        self.findings: list[Finding] = []
        back = IconButton("back", tr("Back"), on_click=lambda: navigation.go("settings", section="content"))
        self.header.addWidget(back)
        self.set_heading(tr("A folder of content, as pages"))
        self.choose_button = secondary(tr("Choose a folder"), size="medium", on_click=self.choose)
        self.header.addWidget(self.choose_button)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.space(12))
        self.column.addLayout(self._body)
        self.column.addStretch(1)
        self._watch = FolderWatch(self)
        self._watch.changed.connect(self.reload)
        self.reload()

    def open(self, **target: object) -> None:
        """Show a folder."""
        folder = target.get("folder")
        if isinstance(folder, Path):
            self.folder = folder
            self._watch.watch(folder)
            self.reload()

    def state(self) -> dict[str, object]:
        """The folder, and where one stood in it."""
        return {"folder": self.folder, "place": self.place, "topic": self.topic, "language": self.language}

    def restore(self, state: dict[str, object]) -> None:
        """Take it back."""
        self.place, self.topic = str(state["place"]), str(state["topic"])
        self.language = str(state["language"])
        self.open(folder=state["folder"])

    def choose(self) -> None:
        """Have a folder chosen."""
        folder = self.ask(self, tr("Choose the folder with pack.toml"))
        if folder is not None:
            self.open(folder=folder)

    def reload(self) -> None:
        """Read the folder again and show the same page of it."""
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.view = None
        if self.folder is None:
            words = tr("Choose the folder you write in. Its pages are shown here, anew whenever you save a file.")
            self._body.addWidget(EmptyState("book", words))
            return
        try:
            library = Library.folder(self.folder)
            if self.place not in library.places():
                self.place, self.topic = library.places()[0], _WHOLE
            self._body.addWidget(self._choices(library))
            self.view = self._page(library)
        except Problem as problem:
            self._body.addWidget(MessageLine.of(problem))
        self.findings = validator.check_place(self.folder, self.place) if self.place else []
        if self.findings:
            self._body.addWidget(_findings(self.findings))
        if self.view is not None:
            self._body.addWidget(self.view)

    def _choices(self, library: Library) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=theme.space(10), line_gap=theme.space(8))
        offered = places.options(library, self.session.language)
        self.place_choice = Select(tr("Place"), offered, self.place, icon="pin", compact=True)
        self.place_choice.changed.connect(lambda place: self._go(place=place, topic=_WHOLE))
        topics = library.jurisdiction(self.place).topics
        pages = [Option(_WHOLE, tr("The place")), *(Option(topic.id, topic.title) for topic in topics)]
        known = self.topic if any(topic.id == self.topic for topic in topics) else _WHOLE
        self.topic = known
        self.topic_choice = Select(tr("Page"), pages, known, icon="book", compact=True)
        self.topic_choice.changed.connect(lambda topic: self._go(topic=topic))
        tags = [Option(tag, places.own_name(tag)) for tag in library.languages(self.place)]
        self.language = self.language if self.language in library.languages(self.place) else "en"
        self.language_choice = Select(tr("Language"), tags, self.language, icon="globe", compact=True)
        self.language_choice.changed.connect(lambda language: self._go(language=language))
        for select in (self.place_choice, self.topic_choice, self.language_choice):
            row.addWidget(select)
        return holder

    def _go(self, *, place: str | None = None, topic: str | None = None, language: str | None = None) -> None:
        self.place = self.place if place is None else place
        self.topic = self.topic if topic is None else topic
        self.language = self.language if language is None else language
        self.reload()

    def _page(self, library: Library) -> QWidget:
        if self.topic == _WHOLE:
            whole = PlaceView(library, self.place)
            whole.topic.connect(lambda topic: self._go(topic=topic))
            return whole
        view = TopicView(library, self.place, self.topic, [self.language])
        view.topic.connect(lambda topic: self._go(topic=topic))
        return view


def _findings(findings: list[Finding]) -> Card:
    """What the check finds in the place, errors first."""
    errors = sum(finding.severity == "error" for finding in findings)
    card = Card(trn("%(n)s error", "%(n)s errors", errors))
    ordered = sorted(findings, key=lambda finding: finding.severity != "error")
    for finding in ordered[:_FINDINGS_SHOWN]:
        line = FlowLayout(holder := QWidget(), gap=theme.space(8), line_gap=theme.space(2))
        line.addWidget(Glyph("warn" if finding.severity == "error" else "info", "text2", 18))
        words = tr(FINDINGS[finding.code], **finding.facts) if finding.code in FINDINGS else finding.code
        line.addWidget(Text(f"{finding.file}: {finding.field}: {words}", "label", weight=400))
        card.body.addWidget(holder)
    if len(ordered) > _FINDINGS_SHOWN:
        more = len(ordered) - _FINDINGS_SHOWN
        card.body.addWidget(Text(trn("and %(n)s more", "and %(n)s more", more), "label", "text2"))
    return card
