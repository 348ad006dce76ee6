"""The Incidents page: kinds and a month, saved with Enter; why and for whom, where to complain, the team's totals."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.log.incidents import Incident, check
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.ui import theme
from companion.ui.incidents import sentences
from companion.ui.incidents.draft import IncidentDraft
from companion.ui.incidents.questions import KindsCard, RestCard
from companion.ui.incidents.side_cards import ComplainCard, TotalsCard, WhyCard
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets.buttons import IconButton, LinkButton, Tile, primary
from companion.ui.widgets.card import Card, Glyph
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.message_slot import MessageSlot
from companion.ui.widgets.pane_scroll import PaneScroll
from companion.ui.widgets.revealing import focus_into, reveal
from companion.ui.widgets.stacked import stacked_cards
from companion.ui.widgets.text import Text

_SHARES = (23, 10)
_STACK_BELOW = 800


class IncidentPage(Page):
    """`open(kind="search", by_whom="police")` chooses beforehand; `open(area=2)` says where the team stands."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.draft = IncidentDraft()
        self._built_for: object = None
        self.header.addWidget(IconButton("back", tr("Back to the log"), on_click=lambda: navigation.go("log")))
        self.set_heading(tr("A rights violation"))
        self.header.addWidget(Glyph("noname", "text2", 20))
        promise = tr("Only kinds and a month. Nobody can be found in it.")
        self.header.addWidget(Text(promise, "label", "text2", weight=400), 0, Qt.AlignmentFlag.AlignVCenter)
        self._panes = QWidget()
        self._columns = ColumnsLayout(self._panes, shares=_SHARES, stack_below=_STACK_BELOW)
        self.column.addWidget(self._panes, 1)
        self._build()
        for keys, act in (("Return", self._enter), ("Enter", self._enter), ("Ctrl+Z", self.undo), ("Esc", self.clear)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)
        session.log_changed.connect(self.reload)

    @property
    def message(self) -> MessageLine | None:
        """What is said now, if anything."""
        return self.messages.message

    def open(self, **target: object) -> None:
        """Take over where the team stands, as long as nothing is chosen here."""
        area = target.get("area")
        if isinstance(area, int) and not self.draft.area:
            self.draft = replace(self.draft, area=area).settled(self.session.contacts.places())
            self._show_draft()

    def appear(self) -> None:
        """Read places and totals again; the keyboard stands on the first kind."""
        if self._built_for != self._needs():
            self._build()
        self.reload()
        if self.draft.is_empty:
            next(iter(self.kinds.tiles.values())).setFocus()

    def state(self) -> dict[str, object]:
        """What is answered so far."""
        return {"draft": self.draft}

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        draft = state.get("draft")
        if isinstance(draft, IncidentDraft):
            self.draft = draft.settled(self.session.contacts.places())
        self._show_draft()

    def save(self) -> None:
        """Save what is answered. What is missing is said beside its question; nothing chosen is lost."""
        self._say(None)
        if self.draft.is_empty:
            self._say(MessageLine("info", tr("Nothing is chosen yet. Begin with what happened.")))
            return
        wrong = [(name, _MISSING[name]) for name in self.draft.missing()]
        if not wrong:
            findings = check(self.draft.incident(), self.session.contacts.places(), clock.today())
            wrong = [(finding.field, finding.code) for finding in findings]
        if wrong:
            self._mark(wrong)
            return
        try:
            self.session.incidents.save(self.draft.incident())
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        self.clear()
        self.session.log_changed.emit()

    def undo(self) -> None:
        """Take the last one back; it stands in the form again, to be corrected."""
        try:
            taken = self.session.incidents.undo()
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        if self.draft.is_empty:
            self.draft = _draft_of(taken.incident)
            self._show_draft()
        self._say(MessageLine("info", tr("Taken back. Nothing of it is kept."), icon="undo"))
        self.session.log_changed.emit()

    def clear(self) -> None:
        """Empty the form but for the area."""
        self.draft = IncidentDraft(area=self.draft.area)
        self._unmark()
        self._say(None)
        self._show_draft()
        next(iter(self.kinds.tiles.values())).setFocus()

    def reload(self) -> None:
        """Read the totals again, and whether the last incident can still be undone."""
        log, incidents = self.session.contacts, self.session.incidents
        try:
            month = log.counting_month()
            self.totals.show_totals(month, incidents.tallies(month, month))
            undoable = incidents.can_undo
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        self.undo_link.setVisible(undoable is not None)

    # building

    def _build(self) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._built_for = self._needs()
        places = self.session.contacts.places()
        self.draft = self.draft.settled(places)
        self.kinds, self.rest = KindsCard(), RestCard(places, self._names())
        self.kinds.changed.connect(self._changed)
        self.rest.changed.connect(self._changed)
        self.form = PaneScroll(stacked_cards(self.kinds, self.rest))
        self._columns.addWidget(self.form)
        self.totals = TotalsCard()
        self._side = PaneScroll(stacked_cards(WhyCard(), ComplainCard(self.session, self.navigation), self.totals))
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(self._side, 1)
        self.messages = MessageSlot()
        column.addWidget(self.messages)
        column.addWidget(self._kept_card())
        self._columns.addWidget(pane)
        self._show_draft()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side each pane scrolls and Save stays in sight; stacked, the page scrolls."""
        margins = self.column.contentsMargins()
        stacked = self._columns.stacks(self.width() - margins.left() - margins.right())
        for pane in (self.form, self._side):
            pane.set_whole(stacked)

    def _kept_card(self) -> Card:
        card = Card(tr("All that is kept"), tone="soft", gap=8)
        self.words = Text("", "body")
        self.where = Text("", "body", weight=600)
        card.body.addWidget(self.words)
        card.body.addWidget(self.where)
        line = QHBoxLayout()
        line.addWidget(Text(tr("Undo works until you lock."), "label", "text2", weight=400), 1)
        self.undo_link = LinkButton(tr("Undo the last one"), on_click=self.undo)
        line.addWidget(self.undo_link)
        card.body.addLayout(line)
        self.save_button = primary(tr("Save"), size="large", key=tr("Enter"), on_click=self.save)
        card.body.addWidget(self.save_button)
        return card

    # the draft and the form

    def _enter(self) -> None:
        """Save from anywhere in the form; on a button that does something of its own, do that."""
        focus = QApplication.focusWidget()
        own = isinstance(focus, QPushButton) and not isinstance(focus, Tile)
        if isinstance(focus, QAbstractButton) and own:
            focus.click()
        else:
            self.save()

    def _changed(self) -> None:
        self.draft = self.rest.read(replace(self.draft, kinds=self.kinds.kinds()))
        self._unmark()
        self._show_summary()

    def _show_draft(self) -> None:
        self.kinds.show_kinds(self.draft.kinds)
        self.rest.show_draft(self.draft)
        self._show_summary()

    def _show_summary(self) -> None:
        self.kinds.question.number.set_answered(bool(self.draft.kinds))
        self.rest.mark_answered(self.draft)
        names, area = self._names(), self.draft.area
        where = names.areas.get(area) or tr("Area %(number)s", number=locales.number(area)) if area else ""
        self.words.setText(sentences.answers(self.draft) or tr("Nothing yet."))
        self.words.set_ink("text2" if self.draft.is_empty else "text")
        self.where.setText(sentences.place_and_month(self.draft, where))

    def _mark(self, wrong: list[tuple[str, str]]) -> None:
        for name, code in wrong:
            question = self.kinds.question if name == "kinds" else self.rest.questions.get(name)
            if question is None:
                self._say(MessageLine.of(Problem(code)))
            else:
                question.set_error(Problem(code))
        first = wrong[0][0]
        question = self.kinds.question if first == "kinds" else self.rest.questions.get(first)
        if question is not None:
            reveal(question)
            focus_into(question)
        words = trn("%(n)s question needs an answer.", "%(n)s questions need an answer.", len(wrong))
        self._say(MessageLine("warning", words))

    def _unmark(self) -> None:
        for question in (self.kinds.question, *self.rest.questions.values()):
            question.set_error(None)

    def _say(self, message: MessageLine | None) -> None:
        self.messages.say(message)

    def _names(self) -> PlaceNames:
        return PlaceNames.from_setting(self.session.get("place_names"))

    def _needs(self) -> object:
        return self.session.contacts.places(), self._names(), self.session.place, clock.today()


_MISSING = {"kinds": "log.no_kind", "by_whom": "log.no_answer", "setting": "log.no_answer"}


def _draft_of(incident: Incident) -> IncidentDraft:
    this_month = Month.of(clock.today())
    return IncidentDraft(
        kinds=incident.kinds,
        by_whom=incident.by_whom,
        setting=incident.setting,
        done=incident.done,
        solved=incident.solved,
        area=incident.area,
        month=None if incident.month == this_month else incident.month,
    )
