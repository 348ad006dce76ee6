"""The place "Rights": a jurisdiction's page, its topics, its law changes, and "What happens if…"."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.printing.answer_sheet import AnswerSheet
from companion.printing.told_sheet import ToldSheet
from companion.printing.topic_sheet import TopicSheet
from companion.ui import places, theme
from companion.ui.navigator.navigator_view import NavigatorView
from companion.ui.page import Navigation, Page
from companion.ui.printing.paper_buttons import PaperButtons
from companion.ui.rights.changes_view import ChangesView
from companion.ui.rights.comparison_view import ComparisonView
from companion.ui.rights.language_pair import LanguagePair
from companion.ui.rights.panes import HeadLayout
from companion.ui.rights.place_view import PlaceView
from companion.ui.rights.topic_view import TopicView
from companion.ui.session import Session
from companion.ui.voice.read_aloud import ReadAloud
from companion.ui.widgets.buttons import Button, LinkButton
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.select import Select
from companion.ui.widgets.text import Text

PLACE, TOPIC, NAVIGATOR, CHANGES, COMPARE = "place", "topic", "navigator", "changes", "compare"


class RightsPage(Page):
    """`open(place=, topic=, section=)` shows a topic, `open(navigator=True, substance=, amount=, unit=, act=, …)` a
    question, `open(changes=True)` the law changes, `open(compare=True)` places side by side; `open(place=)` alone the
    place's page."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self._place = session.place
        self._shown: tuple[str, str] = (PLACE, "")
        self._asked: dict[str, Any] = {}
        self.view: QWidget | None = None
        self.head: QWidget | None = None
        self.aloud = ReadAloud(lambda: self.view)
        self._head = QVBoxLayout()
        self.column.addLayout(self._head)
        self.column.addWidget(self.aloud)
        session.setting_changed.connect(self._setting_changed)
        self._build()

    def open(self, **target: Any) -> None:
        """Show what is asked for; names nobody knows are passed by."""
        place = str(target.pop("place", "") or self._place)
        known = place in self.session.rights.places()
        if known:
            self._place = place
        if target.pop("navigator", False) or "substance" in target:
            # A place no pack holds is still asked about: the answer says that it is not covered.
            self._asked = {**target, "place": place}
            self._show(NAVIGATOR)
        elif target.get("changes"):
            self._show(CHANGES)
        elif target.get("compare"):
            self._show(COMPARE)
        elif target.get("topic"):
            self._show(TOPIC, str(target["topic"]))
            self._go_to_section(str(target.get("section") or ""))
        elif known or place == self._place:
            self._show(PLACE)

    def state(self) -> dict[str, object]:
        if isinstance(self.view, NavigatorView):
            self._asked = self.view.asked()
        compared = self.view.state() if isinstance(self.view, ComparisonView) else {}
        day = self.view.day() if isinstance(self.view, ChangesView) else None
        return {"place": self._place, "shown": self._shown, "asked": self._asked, "compared": compared, "day": day}

    def restore(self, state: dict[str, Any]) -> None:
        self._place = state["place"]
        self._asked = dict(state["asked"])
        self._show(*state["shown"])
        if isinstance(self.view, ComparisonView) and state.get("compared"):
            self.view.restore(state["compared"])
        if isinstance(self.view, ChangesView) and state.get("day"):
            self.view.set_day(state["day"])

    def focus_search(self) -> bool:
        if isinstance(self.view, NavigatorView):
            self.view.form.substance.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if isinstance(self.view, ComparisonView):
            self.view.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def _show(self, kind: str, topic: str = "") -> None:
        if isinstance(self.view, NavigatorView) and kind != NAVIGATOR:
            self._asked = self.view.asked()
        self._shown = (kind, topic)
        self._build()

    def _build(self) -> None:
        self._clear()
        kind, topic = self._shown
        if self._place not in self.session.rights.places() and kind != NAVIGATOR:
            self._set_head([Text(tr("Rights"), "h1")], ask=False)
            self.view = EmptyState("book", tr("This program holds no law for your place yet. Choose another place."))
        elif kind == NAVIGATOR:
            self._build_navigator()
        elif kind == TOPIC:
            self._build_topic(topic)
        elif kind == CHANGES:
            self._set_head(self._below_place(tr("Law history")), ask=True)
            self.view = ChangesView(self.session.rights, self._place)
        elif kind == COMPARE:
            self._build_comparison()
        else:
            self._build_place()
        assert self.view is not None  # one of the branches made it
        self.column.addWidget(self.view, 1)

    def _clear(self) -> None:
        self.aloud.hide()  # what was being read is not what will stand here
        for widget in (self.head, self.view):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.head = self.view = None

    def _build_place(self) -> None:
        options = places.options(self.session.rights, self.session.language)
        self.place_choice = Select(tr("Place"), options, self._place, icon="pin", plain=True, role="h1")
        self.place_choice.changed.connect(lambda key: self.open(place=key))
        self._set_head([self.place_choice], ask=True)
        view = PlaceView(self.session.rights, self._place)
        view.topic.connect(lambda topic: self.open(topic=topic))
        view.question.connect(self._ask)
        view.all_changes.connect(lambda: self._show(CHANGES))
        self.view = view

    def _build_topic(self, topic: str) -> None:
        record = self.session.rights.jurisdiction(self._place)
        found = record.topic(topic) or record.topics[0]
        wording = self.session.rights.wording(self._place, self.session.language)
        self._set_head(self._below_place(wording.topic(found, "title")), ask=True)
        own, client = self.session.language, self.session.client_language
        languages = [own] if client == own else [own, client]
        view = TopicView(self.session.rights, self._place, found.id, languages)
        view.topic.connect(lambda each: self.open(topic=each))
        self.view = view

    def _build_navigator(self) -> None:
        self._set_head([Text(tr("What happens if…"), "h1")], ask=False)
        view = NavigatorView(self.session, {"place": self._place, **self._asked})
        view.topic.connect(lambda place, topic: self.open(place=place, topic=topic))
        view.form.changed.connect(self._offer_paper)
        self.view = view
        self._offer_paper()

    def _offer_paper(self) -> None:
        """Only an answer can be printed or read aloud; what was read aloud answered another question."""
        self.aloud.hide()
        answered = isinstance(self.view, NavigatorView) and self.view.panel.answer is not None
        self.paper.setEnabled(answered)
        self.aloud_button.setEnabled(answered)

    def _build_comparison(self) -> None:
        self._set_head(self._below_place(tr("Places side by side")), ask=False)
        view = ComparisonView(self.session.rights, self._place)
        view.place.connect(lambda place: QTimer.singleShot(0, self, lambda: self.open(place=place)))
        view.to_print.connect(lambda sheet: self.navigation.go("print", sheet=sheet))
        self.view = view

    def _below_place(self, words: str) -> list[QWidget]:
        name = self.session.rights.wording(self._place, self.session.language).name()
        back = LinkButton(name, role="h1", ink="text2", on_click=lambda: self._show(PLACE))
        return [back, Glyph("end", "text2", 20), Text(words, "h1")]

    def _set_head(self, heading: list[QWidget], *, ask: bool) -> None:
        """The first line: what is shown, and at its end the question and the languages."""
        self.head = QWidget()
        line = HeadLayout(self.head)
        start, end = QWidget(), QWidget()
        flow = FlowLayout(start, gap=theme.space(10), line_gap=theme.space(2))
        for widget in heading:
            flow.addWidget(widget)
        buttons = FlowLayout(end, gap=theme.space(10), line_gap=theme.space(6))
        if self._shown[0] in (TOPIC, NAVIGATOR):
            self.paper = PaperButtons(self.navigation, self._sheet)
            buttons.addWidget(self.paper)
            self.aloud_button = Button(tr("Read aloud"), icon="speaker", on_click=self._read_aloud)
            buttons.addWidget(self.aloud_button)
        if ask:
            self.ask_button = Button(tr("What happens if…"), icon="fork", on_click=self._ask)
            buttons.addWidget(self.ask_button)
        if self._shown[0] == PLACE and ask:
            self.compare_button = Button(tr("Compare places"), icon="columns", on_click=lambda: self._show(COMPARE))
            buttons.addWidget(self.compare_button)
        self.languages = LanguagePair(self.session, self.navigation, self._place)
        buttons.addWidget(self.languages)
        line.addWidget(start)
        line.addWidget(end)
        self._head.addWidget(self.head)

    def _read_aloud(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.aloud.begin(sheet)

    def _sheet(self) -> ToldSheet | None:
        """What is shown, in the client's language and the place's; None while a question has no answer."""
        library, client = self.session.rights, self.session.client_language
        if isinstance(self.view, TopicView):
            local = library.jurisdiction(self._place).languages[0]
            return TopicSheet(library, self._place, self.view.topic_id, client, local)
        found = self.view.panel.answer if isinstance(self.view, NavigatorView) else None
        if found is None:
            return None
        place = library.find(found.question.place)
        return AnswerSheet(library, found, client, place.languages[0] if place is not None else "")

    def _ask(self) -> None:
        self._asked = {"place": self._place}
        self._show(NAVIGATOR)

    def _setting_changed(self, key: str) -> None:
        if key == "client_language" and self._shown[0] == TOPIC:
            # Later: the surface that asked for it hangs under a button of this page.
            QTimer.singleShot(0, self, self._build)
        elif key == "place":
            self._place = self.session.place
            if self._shown[0] != NAVIGATOR:
                QTimer.singleShot(0, self, lambda: self._show(PLACE))

    def _go_to_section(self, section: str) -> None:
        if not isinstance(self.view, TopicView) or not section:
            return
        row = self.view.sheet.section(section)
        if row is not None:
            QTimer.singleShot(0, row, lambda: self._bring(row))

    def _bring(self, row: QWidget) -> None:
        """Scroll the page so that the row stands near its top."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.verticalScrollBar().setValue(row.mapTo(self, row.rect().topLeft()).y() - theme.space(24))
