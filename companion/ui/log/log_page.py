"""The Log page: choose or type, press Enter, done; the tally and one undo beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.log import free_text
from companion.log.contacts import Contact, check
from companion.log.places import PlaceNames
from companion.log.store import SavedContact
from companion.ui import shortcuts, theme
from companion.ui.log import sentences
from companion.ui.log.about_card import AboutCard
from companion.ui.log.draft import PRESETS, Draft, fields_off
from companion.ui.log.elsewhere import from_elsewhere
from companion.ui.log.notes_card import NotesCard
from companion.ui.log.preset_row import PresetRow
from companion.ui.log.supplies_card import SuppliesCard
from companion.ui.log.this_one_card import ThisOneCard
from companion.ui.log.today_card import TodayCard
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button, LinkButton, Tile
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.message_slot import MessageSlot
from companion.ui.widgets.pane_scroll import PaneScroll
from companion.ui.widgets.revealing import focus_into, reveal
from companion.ui.widgets.stacked import stacked_cards
from companion.ui.widgets.text import Text

_SHARES = (23, 10)
_LOW = 740  # px at 100 %: in a lower window the week's bars make room for Save
_PROMISE_BESIDE = 1080  # px at 100 %: the promise stands in the heading's line
_STACK_BELOW = 800  # px at 100 %: Save stays in sight on a small laptop too


class LogPage(Page):
    """`open(preset="needles" | "naloxone" | "talk" | "last")` fills the form in; `open(new=True)` empties it.

    `open(preset="referral", kind="legal_aid")` begins a contact that sends somebody on, from the kind of a service, and
    so does `open(preset="topic", kind="rights")` for something talked about: one key counts it.

    What is typed lives in a `Draft` and outlives the form, which is built anew when places or fields change.
    """

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.draft = Draft()
        self._last: Contact | None = None
        self._saved: SavedContact | None = None
        self._built_for: object = None
        self._stacked: bool | None = None
        self._marked: list[str] = []
        self._purposes = False
        self.set_heading(tr("Log a contact"))
        self.walk = Button(tr("Tap on a walk"), icon="walk", on_click=self._walk)
        self.incident = Button(tr("A rights violation"), icon="scalebad", on_click=self._incident)
        for way in (self.walk, self.incident):
            self.header.addWidget(way)
        self._make_promise()
        self.panes = QWidget()
        self._columns = ColumnsLayout(self.panes, shares=_SHARES, stack_below=_STACK_BELOW)
        self.column.addWidget(self.panes, 1)
        self.messages = MessageSlot()
        self._build()
        self._bind()
        session.log_changed.connect(self.reload)

    @property
    def message(self) -> MessageLine | None:
        """What is said now, if anything."""
        return self.messages.message

    # what the window asks of a page

    def open(self, **target: object) -> None:
        """Fill in the preset that another page asks for, or begin with an empty form."""
        if target.get("new"):
            self.clear()
        preset = target.get("preset")
        if isinstance(preset, str) and preset in self.presets.tiles:
            self.choose(preset)
        elif wanted := from_elsewhere(preset, target.get("kind")):
            self.draft.count(wanted, self._off())
            self._show_draft()
            self.this_one.save.setFocus()

    def appear(self) -> None:
        """Read places, fields and tallies again; the keyboard stands on the presets."""
        if self._built_for != self._needs():
            self._build()
        self.reload()
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.presets.focus()

    def state(self) -> dict[str, object]:
        """What is typed, what can be repeated, and whether the rare things are in sight."""
        return {
            "draft": self.draft,
            "last": self._last,
            "rare": self.supplies.rare_shown,
            "purposes": self._purposes,
        }

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        draft, last = state.get("draft"), state.get("last")
        if isinstance(draft, Draft):
            self.draft = draft
        if isinstance(last, Contact):
            self._last = last
        self.draft.settle(self.session.contacts.places(), self._off())
        self._show_draft()
        if state.get("rare"):
            self.supplies.show_rare(True)
        if state.get("purposes"):
            self.show_purposes(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        frame = self.parentWidget()
        self.today.show_chart(frame is None or frame.height() >= theme.scaled(_LOW))
        self._place_promise(self.width() >= theme.scaled(_PROMISE_BESIDE))
        margins = self.column.contentsMargins()
        self._arrange(self._columns.stacks(self.width() - margins.left() - margins.right()))

    # what a person does

    def choose(self, key: str) -> None:
        """Fill in a preset."""
        preset = next(one for one in PRESETS if one.key == key)
        self.draft.choose(preset, self._last, self._off())
        self._show_draft()

    def save(self) -> None:
        """Save what stands in the form. What is wrong is said beside its field; nothing typed is lost."""
        self._unmark_errors()
        if self.draft.is_empty:
            words = tr("Nothing is filled in yet. For a talk alone choose “Talk”, or press 3.")
            self._say(MessageLine("info", words))
            return
        contact = self.draft.contact()
        findings = check(contact, self.session.contacts.places(), clock.today())
        if findings:
            self._mark_errors([(finding.field, finding.problem()) for finding in findings])
            return
        try:
            note = free_text.checked(self.draft.note, free_text.everyday()) if self.notes else None
            self._saved = self.session.contacts.save(contact, note)
        except Problem as problem:
            if problem.code.startswith("log.note_"):
                self._mark_errors([(free_text.FIELD, problem)])
            else:
                self._say(MessageLine.of(problem))
            return
        self._last = contact
        self.clear()
        self._say_saved(self._saved)
        self.session.log_changed.emit()

    def undo(self) -> None:
        """Take the last one back; it can be put into the form again to be corrected."""
        try:
            taken = self.session.contacts.undo()
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        self._saved = None
        words = tr("Taken back: %(contact)s", contact=sentences.in_short(taken.contact, self._names()))
        action = tr("Correct it") if self.draft.is_empty else ""
        self._say(MessageLine("info", words, icon="undo", action=action, on_action=lambda: self._correct(taken)))
        self.session.log_changed.emit()

    def clear(self) -> None:
        """Empty the form but for where the team stands."""
        self.draft.clear()
        self._unmark_errors()
        self._say(None)
        self._show_draft()
        self.presets.focus()

    def reload(self) -> None:
        """Read the tallies again, and whether the last contact can still be undone."""
        try:
            self.today.show_week(self.session.contacts.this_week())
            self.today.show_month(self.session.contacts.month())
            if self.notes is not None:
                self.notes.show_notes(self.session.contacts.notes.all())
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        undoable = self.session.contacts.can_undo
        if undoable is not None and undoable is not self._saved:
            self._saved = undoable
            self._last = undoable.contact
            self._stand_where(undoable.contact)
            self._say_saved(undoable)
            self.presets.set_last(True)
        elif undoable is None and self._saved is not None:
            self._saved = None
            self._say(None)

    # building

    def _make_promise(self) -> None:
        """What is never asked: in the heading's line where there is room, else below it."""
        self._promise = QWidget()
        line = QHBoxLayout(self._promise)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(12))
        words = tr("No names, no times, no addresses. The day is dropped when the month closes.")
        line.addWidget(Glyph("noname", "text2", 20))
        line.addWidget(Text(words, "label", "text2", weight=400), 1, Qt.AlignmentFlag.AlignVCenter)
        self._wide: bool | None = None

    def _place_promise(self, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        if wide:
            self.column.removeWidget(self._promise)
            self.header.insertWidget(1, self._promise, 3)
        else:
            self.header.removeWidget(self._promise)
            self.column.insertWidget(1, self._promise)

    def _build(self) -> None:
        """The form for the team's places and fields, around the same draft."""
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                self.messages.setParent(self)
                widget.hide()
                widget.deleteLater()
        self._built_for = self._needs()
        off, places = self._off(), self.session.contacts.places()
        self.draft.settle(places, off)
        self.presets = PresetRow(off)
        self.presets.chosen.connect(self.choose)
        self.supplies = SuppliesCard(off)
        self.about = AboutCard(places, self._names(), off)
        self.purpose_link = LinkButton("", on_click=lambda: self.show_purposes(not self._purposes))
        self.about.add_to_head(self.purpose_link)
        for card in (self.supplies, self.about):
            card.changed.connect(self._changed)
        if self.supplies.is_empty:
            self.supplies.hide()
        self.notes = NotesCard(self._remove_note) if self.session.contacts.notes.are_on else None
        if self.notes is not None:
            self.notes.changed.connect(self._changed)
        self.today = TodayCard(off)
        self.this_one = ThisOneCard(self.save, self.clear)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(theme.space(14))
            pane = QWidget()
            pane.setLayout(side)
            self._columns.addWidget(pane)
        cards = (self.supplies, self.about, self.notes)
        self.form = PaneScroll(stacked_cards(*(card for card in cards if card is not None)))
        self._left.addWidget(self.presets)
        self._left.addWidget(self.form, 1)
        self._stacked = None
        self._arrange(self._columns.stacks(self.width()))
        self.show_purposes(self._purposes)
        self._show_draft()

    def _arrange(self, stacked: bool) -> None:
        """Side by side the form scrolls and Save stays in sight; stacked, Save follows the form, then the tally."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        # By widget, not by taking items: Qt keeps what it measured of a widget in the item it met first.
        for part in (self.today, self.messages, self.this_one):
            self._right.removeWidget(part)
        while (stretch := self._right.itemAt(0)) is not None:
            self._right.removeItem(stretch)
        self._left.removeWidget(self.messages)
        self.form.set_whole(stacked)
        if stacked:
            self._left.insertWidget(1, self.messages)
            self._right.addWidget(self.this_one)
            self._right.addWidget(self.today)
            self._right.addStretch(1)
            return
        self._right.addWidget(self.today)
        self._right.addWidget(self.messages)
        self._right.addStretch(1)
        self._right.addWidget(self.this_one)

    def _bind(self) -> None:
        for number in range(1, len(PRESETS) + 1):
            shortcuts.bind(self, str(number), partial(self._press, number))
        for keys, act in (("Return", self._enter), ("Enter", self._enter), ("Ctrl+Z", self.undo), ("Esc", self.clear)):
            shortcut = QShortcut(QKeySequence(keys), self)
            # In this page alone: on the rail Enter goes to another place.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

    def _press(self, number: int) -> None:
        self.presets.press(number)

    def _enter(self) -> None:
        """Save from anywhere in the form; on a button that does something of its own, do that."""
        focus = QApplication.focusWidget()
        opens = [several.more for several in self.about.several.values()]
        own = focus in opens or (isinstance(focus, QPushButton) and not isinstance(focus, Tile))
        if isinstance(focus, QAbstractButton) and own:
            focus.click()
        else:
            self.save()

    # the draft and the form

    def _changed(self) -> None:
        self.draft.take(self.supplies.read() | self.about.read())
        self.draft.day = self.about.read_day()
        self.draft.note = self.notes.text() if self.notes is not None else ""
        self._unmark_errors()
        self._show_summary()

    def _show_draft(self) -> None:
        self.supplies.show_values(self.draft.values)
        self.about.show_values(self.draft.values, self.draft.day)
        if self.notes is not None:
            self.notes.set_text(self.draft.note)
        self.presets.mark(self.draft.preset)
        self.presets.set_last(self._last is not None)
        self._show_summary()

    def _show_summary(self) -> None:
        names, contact = self._names(), self.draft.contact()
        if self.draft.is_empty:
            words = tr("Nothing yet. %(where)s", where=sentences.where(contact, names))
        elif self.draft.preset is not None and not any(self.draft.contact().services) and not _says_more(contact):
            words = tr("A talk. %(where)s", where=sentences.where(contact, names))
        else:
            words = sentences.in_full(contact, names)
        self.this_one.show_words(words, empty=self.draft.is_empty)
        self.this_one.show_late(sentences.late(self.draft.day, self.session.contacts.counting_month()))

    def _stand_where(self, contact: Contact) -> None:
        """A contact saved on another page says where the team is, as long as nothing is chosen here."""
        if not self.draft.values["area"]:
            self.draft.take({"area": contact.area, "site": contact.site})
            self.draft.settle(self.session.contacts.places(), self._off())
            self._show_draft()

    def _correct(self, taken: SavedContact) -> None:
        self.draft.fill(taken.contact, self._off())
        self.draft.settle(self.session.contacts.places(), self._off())
        self._say(None)
        self._show_draft()
        self.presets.focus()

    def _mark_errors(self, wrong: list[tuple[str, Problem]]) -> None:
        """Each beside its field; what has no field on the form stands in the message line."""
        first: QWidget | None = None
        for field, problem in wrong:
            control = self._set_error(field, problem)
            if control is None:
                self._say(MessageLine.of(problem))
            first = first or control
        self._marked = [field for field, _ in wrong]
        if first is not None:
            reveal(first)
            focus_into(first)

    def _unmark_errors(self) -> None:
        for field in self._marked:
            self._set_error(field, None)
        self._marked = []

    def _set_error(self, field: str, problem: Problem | None) -> QWidget | None:
        if field == free_text.FIELD and self.notes is not None:
            self.notes.set_error(problem)
            return self.notes.edit
        return self.supplies.set_error(field, problem) or self.about.set_error(field, problem)

    def show_purposes(self, shown: bool) -> None:
        """Say below every field for whom it is kept, or not."""
        self._purposes = shown
        self.supplies.show_purposes(shown)
        self.about.show_purposes(shown)
        words = tr("Hide for whom") if shown else tr("Kept for whom?")
        self.purpose_link.setText(words)
        self.purpose_link.setAccessibleName(words)

    # the other ways to log

    def _walk(self) -> None:
        values = self.draft.values
        self.navigation.go("walk", setting=values["setting"], area=values["area"], site=values["site"])

    def _incident(self) -> None:
        self.navigation.go("incidents", area=self.draft.values["area"])

    def _remove_note(self, contact: int) -> None:
        try:
            self.session.contacts.notes.remove(contact)
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        self.session.log_changed.emit()

    # messages

    def _say_saved(self, saved: SavedContact) -> None:
        words = tr("Last one saved: %(contact)s", contact=sentences.in_short(saved.contact, self._names()))
        self._say(MessageLine("ok", words, action=tr("Undo"), on_action=self.undo))

    def _say(self, message: MessageLine | None) -> None:
        self.messages.say(message)

    # the team's own

    def _off(self) -> frozenset[str]:
        return fields_off(self.session.get("fields_off"))

    def _names(self) -> PlaceNames:
        return PlaceNames.from_setting(self.session.get("place_names"))

    def _needs(self) -> object:
        log = self.session.contacts
        return log.places(), self._names(), self._off(), log.notes.are_on, clock.today()


def _says_more(contact: Contact) -> bool:
    return contact != Contact(
        month=contact.month, day=contact.day, area=contact.area, site=contact.site, setting=contact.setting
    )
