"""One door in full: whether it is open, its week, what one can get there, how to reach it, who confirmed it when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.services.labels import FEATURES, HIDDEN, KINDS
from companion.services.opening_hours import Holidays
from companion.services.records import Audience, Feature, Listing, Phone, Status
from companion.ui import theme
from companion.ui.home.distance import how_far
from companion.ui.services import standing
from companion.ui.services.opening_week import opening_week
from companion.ui.services.plain_text import isolated, one_line, paragraphs
from companion.ui.services.reach_line import ReachLine
from companion.ui.services.tab_order import follow
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.pane_scroll import PaneScroll
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

Edit = Callable[[], None]
Held = tuple[timedelta, Holidays | None]
"""How long a confirmation holds, and the holidays of the place."""


class DetailCard(Card):
    """`confirm`, `edit`, `pocket`, `refer` and `count_from` ask to act on the listing shown; `back` leads to the list
    where that is hidden."""

    confirm = Signal()
    edit = Signal()
    pocket = Signal()
    refer = Signal()
    count_from = Signal()
    back = Signal()

    def __init__(self, holidays: Holidays | None = None) -> None:
        super().__init__(margin=0, gap=0)
        self._holidays = holidays
        self.body.setContentsMargins(1, 1, 1, 1)
        self.listing: Listing | None = None
        self.back_button = Button(tr("Back to the list"), icon="back", on_click=self.back.emit)
        self._above = QWidget()
        above = QHBoxLayout(self._above)
        above.setContentsMargins(theme.space(24), theme.space(16), theme.space(24), 0)
        above.addWidget(self.back_button)
        above.addStretch(1)
        self.body.addWidget(self._above)
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._sheet: QWidget | None = None
        self.pane = _Pane(self._holder)
        self.body.addWidget(self.pane, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        side = theme.space(24)
        foot.setContentsMargins(side, theme.space(12), side, theme.space(18))
        foot.setSpacing(theme.space(10))
        self._said: MessageLine | None = None
        self._messages = QVBoxLayout()
        foot.addLayout(self._messages)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=theme.space(10), line_gap=theme.space(8))
        self.pocket_button = Button("", icon="printer", on_click=self.pocket.emit)
        self.refer_button = Button(tr("Count a referral"), icon="tally", on_click=self.refer.emit)
        self.confirm_button = Button(tr("Confirm: this is still true"), icon="check", on_click=self.confirm.emit)
        here = tr("Count distances from here")
        self.here_button = Button(here, "quiet", on_click=self.count_from.emit)
        self._buttons = (
            self.pocket_button,
            self.refer_button,
            self.confirm_button,
            self.here_button,
        )
        for button in self._buttons:
            flow.addWidget(button)
        foot.addWidget(buttons)
        self.body.addWidget(Divider())
        self.body.addWidget(self._foot)
        self.set_folded(False)

    def set_folded(self, folded: bool) -> None:
        """Alone on the page, at full height with a way back; or beside the list, scrolling by itself."""
        self._above.setVisible(folded)
        self.pane.set_whole(folded)

    def show_pocket(self, *, chosen: bool, full: bool) -> None:
        """Whether the listing shown is on the pocket sheet, and whether the sheet is full."""
        shown = self.listing is not None and Audience.PRINT not in self.listing.hidden_from
        self.pocket_button.setVisible(shown)
        self.pocket_button.setEnabled(chosen or not full)
        words = tr("Take off the pocket sheet") if chosen else tr("Put on the pocket sheet")
        self.pocket_button.setText(words)

    def show_listing(
        self, listing: Listing, now: datetime, place: str, within: timedelta = standing.CONFIRMED_FOR
    ) -> None:
        """Show a listing as it stands `now`; `place` is the label of where distances are counted from."""
        another = self.listing is None or self.listing.id != listing.id
        self.listing = listing
        sheet = _Sheet(listing, now, place, (within, self._holidays), self.edit.emit)
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._column.addWidget(sheet)
        sheet.show()
        last = follow(self.pane, [sheet.edit_button, *(line.edit for line in sheet.findChildren(ReachLine))])
        follow(last, self._buttons)
        self.pane.setAccessibleName(standing.spoken(listing, now, within))
        where = listing.location
        self.here_button.setVisible(where is not None and where.latitude is not None and listing.distance != 0)
        if another:
            self.say(None)
            self.pane.verticalScrollBar().setValue(0)

    def say(self, message: MessageLine | None) -> None:
        """Show a message above the buttons, or take it away."""
        if self._said is not None:
            self._messages.removeWidget(self._said)
            self._said.hide()
            self._said.deleteLater()
        self._said = message
        if message is not None:
            self._messages.addWidget(message)

    @property
    def message(self) -> MessageLine | None:
        """What was last said here."""
        return self._said

    def words(self) -> str:
        """Everything on the sheet, for tests and for reading aloud."""
        return "\n".join(text.text() for text in self._sheet.findChildren(Text)) if self._sheet else ""


class _Pane(PaneScroll):
    """Takes the keyboard, to be read aloud and scrolled by arrows."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content, sideways=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", theme.RADIUS_CARD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not bar.maximum():
            super().keyPressEvent(event)
            return
        bar.setValue(bar.value() + step)


class _Sheet(QWidget):
    """The words of one listing, from the most to the least urgent."""

    def __init__(self, listing: Listing, now: datetime, place: str, held: Held, edit: Edit) -> None:
        super().__init__()
        self._within, holidays = held
        self.edit_button = Button(tr("Change"), icon="edit", on_click=edit)
        self._column = QVBoxLayout(self)
        side = theme.space(24)
        self._column.setContentsMargins(side, theme.space(20), side, theme.space(16))
        self._column.setSpacing(theme.space(10))
        self._add_head(listing, place)
        self._add_state(listing, now)
        self._add_tags(listing)
        self._heading(tr("This week"))
        self._column.addWidget(opening_week(listing, now, holidays))
        self._add_offer(listing)
        self._add_reach(listing)
        self._add_conditions(listing)
        self._add_confirmed(listing, now)
        self._column.addStretch(1)

    def _add_head(self, listing: Listing, place: str) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.space(12))
        first.addWidget(Text(one_line(listing.name), "h2"), 1)
        first.addWidget(self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(first)
        where = listing.location
        parts = [one_line(where.address) if where else ""]
        if listing.distance is not None:
            far = how_far(listing.distance)
            parts.append(tr("%(distance)s from %(place)s", distance=far, place=isolated(place)) if place else far)
        address = " · ".join(part for part in parts if part)
        if address:
            self._column.addWidget(Text(address, "body", "text2"))
        if listing.organization and listing.organization.name and listing.organization.name != listing.name:
            run = tr("Run by %(name)s", name=isolated(listing.organization.name))
            self._column.addWidget(Text(run, "label", "text2", weight=400))

    def _add_state(self, listing: Listing, now: datetime) -> None:
        said = standing.standing(listing, now)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, theme.space(2), 0, 0)
        row.setSpacing(theme.space(8))
        row.addWidget(Glyph(said.icon, said.ink, 22), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(standing.in_full(listing, now), "h3", said.ink), 1)
        row.addWidget(Text(standing.moment(now), "label", "text2", side="end", weight=400))
        self._column.addWidget(line)
        if listing.now.comment:
            self._column.addWidget(Text(f"“{isolated(listing.now.comment)}”", "label", "text2", weight=400))
        if listing.service.alert:
            self._column.addWidget(MessageLine("warning", paragraphs(listing.service.alert)))
        if listing.service.status == Status.UNCLEAR and listing.service.status_as_written:
            words = tr("The directory says: %(words)s", words=isolated(listing.service.status_as_written))
            self._column.addWidget(Text(words, "label", "text2", weight=400))

    def _add_tags(self, listing: Listing) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(7), line_gap=theme.space(7))
        for feature in listing.features:
            icon, name = FEATURES[feature]
            flow.addWidget(Tag(tr(name), icon=icon))
        names = [standing.language_name(language) for language in listing.languages]
        if names:
            tag = Tag(", ".join(names), icon="chat")
            tag.setAccessibleName(tr("Languages spoken: %(names)s", names=", ".join(names)))
            flow.addWidget(tag)
        if flow.count():
            self._column.addWidget(holder)
        else:
            holder.deleteLater()

    def _add_offer(self, listing: Listing) -> None:
        self._heading(tr("What you can get"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(7), line_gap=theme.space(7))
        for kind in listing.kinds:
            tag = Tag(tr(KINDS[kind].name), "soft", icon=KINDS[kind].icon)
            tag.setToolTip(tr(KINDS[kind].explanation))
            flow.addWidget(tag)
        self._column.addWidget(holder)
        said = paragraphs(listing.service.description)
        if not said:
            said = " ".join(tr(KINDS[kind].explanation) for kind in listing.kinds)
        self._column.addWidget(Text(said, "body"))

    def _add_reach(self, listing: Listing) -> None:
        service, place = listing.service, listing.location
        lines = [ReachLine("phone", tr("Phone"), phone.number, _about(phone)) for phone in listing.phones]
        lines += [ReachLine("chat", tr("Email"), service.email)] if service.email else []
        lines += [ReachLine("globe", tr("Website"), service.url)] if service.url else []
        if lines or (place and (place.transportation or place.accessibility)):
            self._heading(tr("How to reach it"))
        for line in lines:
            self._column.addWidget(line)
        if place:
            for words in (place.transportation, *place.accessibility):
                self._fact("", words)

    def _add_conditions(self, listing: Listing) -> None:
        service = listing.service
        self._fact(tr("For whom"), service.eligibility)
        self._fact(tr("How to get in"), service.application)
        if Feature.FREE not in listing.features:
            self._fact(tr("What it costs"), service.fees)
        if Feature.NO_ID not in listing.features:
            self._fact(tr("Papers asked for"), ", ".join(service.documents))

    def _add_confirmed(self, listing: Listing, now: datetime) -> None:
        fresh = standing.is_fresh(listing.assured_date, now.date(), self._within)
        row = QHBoxLayout()
        row.setSpacing(theme.space(10))
        row.addWidget(Glyph("check" if fresh else "warn", "ok" if fresh else "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = standing.confirmed_in_full(listing.assured_date, now.date(), self._within)
        if listing.edited_locally:
            words = tr("%(confirmed)s. Changed by your team.", confirmed=words.rstrip("."))
        row.addWidget(Text(words, "label", "text2" if fresh else "warnink", weight=500), 1)
        self._column.addSpacing(theme.space(4))
        self._column.addLayout(row)
        for audience in listing.hidden_from:
            hidden = QHBoxLayout()
            hidden.setSpacing(theme.space(10))
            hidden.addWidget(Glyph("eyeoff", "text2", 20), 0, Qt.AlignmentFlag.AlignTop)
            hidden.addWidget(Text(tr(HIDDEN[audience]), "label", "text2", weight=500), 1)
            self._column.addLayout(hidden)

    def _heading(self, words: str) -> None:
        self._column.addSpacing(theme.space(6))
        self._column.addWidget(Text(words, "h3"))

    def _fact(self, name: str, words: str) -> None:
        """A line of the directory as it is written there; nothing where it says nothing."""
        said = paragraphs(words)
        if not said:
            return
        both = QVBoxLayout()
        both.setSpacing(theme.space(2))
        if name:
            both.addWidget(Text(name, "label", weight=600))
        both.addWidget(Text(said, "label", "text2", weight=400))
        self._column.addLayout(both)


def _about(phone: Phone) -> str:
    """What is said about a number: its extension, when it is answered, what it is."""
    extension = tr("extension %(number)s", number=one_line(phone.extension)) if phone.extension else ""
    return " · ".join(part for part in (extension, one_line(phone.description), one_line(phone.type)) if part)
