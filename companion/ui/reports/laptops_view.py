"""Several laptops of one team: making or joining it, sending counts, taking them in, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from companion import clock, files
from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.log import exchange_bundle
from companion.log.exchange import Role, Team
from companion.ui import theme
from companion.ui.reports.arrivals_card import ArrivalsCard
from companion.ui.reports.file_choice import ask_where, ask_which
from companion.ui.reports.standing_card import StandingCard
from companion.ui.reports.view import SideView
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text

ENDING = "bundle"


class LaptopsView(SideView):
    """`choose_files` asks which bundles to take in, `choose_target` where to save one."""

    def __init__(self, session: Session, heading: str, on_back: Callable[[], object]) -> None:
        super().__init__(session, heading, on_back)
        self.choose_files: Callable[[], list[Path]] = partial(ask_which, self, ENDING, several=True)
        self.choose_target: Callable[[str], Path | None] = partial(ask_where, self)
        self.words: Field | None = None
        self.arrivals: ArrivalsCard | None = None
        self.standing: StandingCard | None = None

    @property
    def team(self) -> Team:
        return Team(self.session.contacts)

    def refresh(self) -> None:
        self.begin()
        self.words, self.standing = None, None
        role = self.team.role
        if role is None:
            self._show_alone()
        elif role is Role.MEMBER:
            self._show_member()
        else:
            self._show_coordinator()
        self._told()

    # alone

    def _show_alone(self) -> None:
        make = Card(tr("Coordinate a team"), gap=10)
        make.body.addWidget(
            _quiet(
                tr(
                    "This laptop makes the team’s report. The others send it their counts on a stick, sealed so that "
                    "this laptop alone can read them."
                )
            )
        )
        self.make_button = Button(tr("Make a team"), icon="people", on_click=self.make_team)
        make.body.addWidget(_line(self.make_button))
        self.cards.addWidget(make)
        join = Card(tr("Join a team"), gap=10)
        join.body.addWidget(
            _quiet(
                tr(
                    "The coordinator’s laptop shows 24 words. From the first month on that has not gone out from here, "
                    "the coordinator tells what this laptop counts, and this laptop no longer does."
                )
            )
        )
        field = TextField(tr("The team’s 24 words"))
        field.submitted.connect(self.join_team)
        self.words = Field(tr("The team’s 24 words"), field)
        self.word_field = field
        join.body.addWidget(self.words)
        self.join_button = Button(tr("Join"), on_click=self.join_team)
        join.body.addWidget(_line(self.join_button))
        self.cards.addWidget(join)

    def make_team(self) -> None:
        """Become the coordinator."""
        self._try(self.team.coordinate)

    def join_team(self) -> None:
        """Join with the words that were typed; what is wrong with them stands below the field."""
        from companion.i18n import messages

        try:
            self.team.join(self.word_field.text())
        except Problem as problem:
            message = messages.explain(problem)
            self.word_field.set_wrong(True)
            assert self.words is not None
            self.words.set_error(f"{message.title} {message.next_step}")
            return
        self._changed()

    # a member

    def _show_member(self) -> None:
        now = self.team.now()
        assert now is not None
        send = Card(tr("Send your counts"), gap=10)
        send.body.addWidget(
            _quiet(
                tr(
                    "A bundle holds totals by month and place, no contact and no day. It is signed by this laptop and "
                    "sealed to the coordinator. Send the newest as often as you like: it replaces the one before."
                )
            )
        )
        if now.sent is not None:
            send.body.addWidget(Text(tr("Last sent: up to %(month)s.", month=_month(now.sent)), "label", weight=600))
        self.send_button = Button(tr("Make a bundle"), "primary", icon="usb", on_click=self.send)
        send.body.addWidget(_line(self.send_button))
        self.cards.addWidget(send)
        known = Card(tr("This laptop’s words"), gap=10)
        known.body.addWidget(_quiet(tr("Read them to the coordinator, who compares them the first time you send.")))
        self.own_words = Text(" ".join(self.team.own_words()), "lead")
        known.body.addWidget(self.own_words)
        self.cards.addWidget(known)
        self._add_leaving(tr("What was sent stays told by the team. From then on this laptop tells its own counts."))

    def send(self) -> None:
        """Make a bundle and save it where the person says."""
        path = self.choose_target(f"counts-{clock.today().isoformat()}.{ENDING}")
        if path is None:
            return
        try:
            data = exchange_bundle.make_bundle(self.session.contacts, self.names())
            files.write_whole(path, data)
        except Problem as problem:
            self.say(MessageLine.of(problem))
            return
        self.refresh()
        words = tr("Saved as “%(file)s”. Take it to the coordinator on a stick.", file=path.name)
        self.say(MessageLine("ok", words))
        self.session.log_changed.emit()

    # the coordinator

    def _show_coordinator(self) -> None:
        self.arrivals = ArrivalsCard(self.session, self.names(), lambda: self.choose_files())
        self.cards.addWidget(self.arrivals)
        standing = StandingCard(self.session)
        self.standing = standing
        self.arrivals.counted.connect(standing.refresh)
        self.arrivals.counted.connect(self.session.log_changed)
        self.cards.addWidget(standing)
        self.cards.addWidget(self._key_card())
        self._add_leaving(tr("The team’s report ends here. What has gone out stays; bundles can no longer be opened."))

    def _key_card(self) -> Card:
        from companion.ui.printing.codes_view import CodeView

        card = Card(tr("The team’s key"), gap=10)
        card.body.addWidget(
            _quiet(
                tr(
                    "Type these words on each laptop of the team. They are no secret: whoever has them can write to "
                    "you, and nobody can read with them."
                )
            )
        )
        words = self.team.team_words()
        self.team_words = Text(" ".join(words), "lead")
        card.body.addWidget(self.team_words)
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(12), line_gap=theme.space(8))
        self.code = CodeView(" ".join(words))
        flow.addWidget(self.code)
        card.body.addWidget(row)
        return card

    # leaving

    def _add_leaving(self, sentence: str) -> None:
        card = Card(tr("Leave the team"), gap=10)
        card.body.addWidget(_quiet(sentence))
        self.leave_button = Button(tr("Leave the team"), on_click=self._ask_leaving)
        card.body.addWidget(_line(self.leave_button))
        self.cards.addWidget(card)

    def _ask_leaving(self) -> None:
        words = tr("The keys of this team are erased here. Coming back needs the words again.")
        self.say(
            MessageLine("warning", words, action=tr("Leave for good"), on_action=lambda: self._try(self.team.leave))
        )

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Problem as problem:
            self.say(MessageLine.of(problem))
            return
        self.say(None)
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.session.log_changed.emit()

    def _told(self) -> None:
        self.cards.addWidget(
            _quiet(
                tr(
                    "Each contact is told by one report alone: were it told by a laptop and by the team, their "
                    "difference would give the other laptops’ counts away."
                )
            )
        )


def _quiet(words: str) -> Text:
    return Text(words, "label", "text2", weight=400)


def _line(button: Button) -> QWidget:
    row = QWidget()
    FlowLayout(row, gap=theme.space(12), line_gap=theme.space(8)).addWidget(button)
    return row


def _month(month: object) -> str:
    from companion.i18n import locales
    from companion.log.months import Month

    assert isinstance(month, Month)
    return locales.month_year(month.first_day)
