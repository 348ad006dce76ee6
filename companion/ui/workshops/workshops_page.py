"""The library of workshops: what there is, what one holds, and the way to the projector."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import N_, tr, trn
from companion.printing import workshop_sheet
from companion.rights.freshness import freshness
from companion.ui import languages, places, theme
from companion.ui.page import Navigation, Page
from companion.ui.session import Session
from companion.ui.widgets.buttons import primary, secondary
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.fields import Field
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Select
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text
from companion.ui.workshops.clocks import duration
from companion.ui.workshops.end_of_workshop import EndOfWorkshop
from companion.ui.workshops.frame_view import training_mark
from companion.ui.workshops.right_answers import RightAnswers
from companion.ui.workshops.training import Training
from companion.ui.workshops.workshop_tile import WorkshopTile
from companion.workshops.deck import lay_out
from companion.workshops.library import workshops
from companion.workshops.records import Kind, Part, Workshop
from companion.workshops.session import Given

_SHARES = (4, 9)
_ICONS = {
    Kind.SLIDES: "screen",
    Kind.QUIZ: "hand",
    Kind.SCENARIOS: "fork",
    Kind.EXPLORE: "search",
    Kind.QUIZ_AGAIN: "hand",
}
_KEPT = N_("At the end you can keep how many came and both quiz results. No names.")


class WorkshopsPage(Page):
    """`open(given=…)` tells what is kept of a workshop that has just ended."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.set_heading(tr("Workshops"))
        self.header.addWidget(training_mark(), 0, Qt.AlignmentFlag.AlignVCenter)
        self._all = workshops(session.law_packs, catalogs.language())
        self._chosen = self._all[0].id if self._all else ""
        self._place, self._shown_in = session.place, _first_of(session)
        self._people: int | None = None
        self._given: Given | None = None
        self._kept = False
        self._body: QWidget | None = None
        self._build()

    def open(self, **target: object) -> None:
        given = target.get("given")
        if isinstance(given, Given):
            self._given, self._kept = given, False
            self._chosen = given.workshop
            self._build()

    def _keep(self) -> None:
        self._kept = True

    def state(self) -> dict[str, object]:
        kept = {"chosen": self._chosen, "place": self._place, "shown_in": self._shown_in, "people": self._people}
        return {**kept, "given": self._given, "kept": self._kept}

    def restore(self, state: dict[str, object]) -> None:
        self._chosen, self._place = str(state["chosen"]), str(state["place"])
        self._shown_in = str(state["shown_in"])
        people, given = state["people"], state["given"]
        self._people = people if isinstance(people, int) else None
        self._given = given if isinstance(given, Given) else None
        self._kept = state.get("kept") is True
        self._build()

    def _build(self) -> None:
        if self._body is not None:
            self.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        workshop = next((one for one in self._all if one.id == self._chosen), None)
        if workshop is None:
            whole = QVBoxLayout(self._body)
            whole.addWidget(EmptyState("people", tr("No workshop is in these packs.")))
        else:
            columns = ColumnsLayout(self._body, shares=_SHARES, gap=18)
            columns.addWidget(self._library(self._all))
            columns.addWidget(self._details(workshop))
        self.column.addWidget(self._body, 1)

    def _library(self, every: Sequence[Workshop]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        for workshop in every:
            tile = WorkshopTile(workshop, duration(60 * workshop.minutes), chosen=workshop.id == self._chosen)
            tile.clicked.connect(partial(self._choose, workshop.id))
            column.addWidget(tile)
        if self._given is not None and (self._given.before or self._given.after):
            column.addWidget(RightAnswers(self._given))
        column.addStretch(1)
        return holder

    def _choose(self, id_: str) -> None:
        self._chosen, self._people = id_, None
        self._build()

    def _details(self, workshop: Workshop) -> QWidget:
        card = Card(gap=16)
        card.body.addWidget(Text(workshop.title, "h2"))
        card.body.addLayout(self._choices(workshop))
        for line in self._lines(workshop):
            card.body.addWidget(line)
        people = trn("about %(n)s person", "about %(n)s people", workshop.people)
        card.body.addWidget(Divider())
        whole = tr("%(time)s, %(people)s", time=duration(60 * workshop.minutes), people=people)
        card.body.addLayout(_line("timer", tr("Agenda"), whole))
        start = 0
        for part in workshop.parts:
            card.body.addLayout(self._agenda(part, start, workshop))
            start += part.minutes
        card.body.addStretch(1)
        card.body.addLayout(self._foot(workshop))
        return card

    def _choices(self, workshop: Workshop) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(14))
        language = catalogs.language()
        self.place = Select(tr("Answers from the law of"), places.options(self.session.rights, language), self._place)
        self.place.changed.connect(self._placed)
        self.shown_in = Select(tr("On the projector"), languages.options(), self._shown_in, icon="screen")
        self.shown_in.changed.connect(self._shown)
        self.people = Stepper(tr("People in the room"), self._people or workshop.people, minimum=1, maximum=500)
        self.people.changed.connect(self._counted)
        row.addWidget(Field(tr("Answers from the law of"), self.place), 2)
        row.addWidget(Field(tr("On the projector"), self.shown_in), 2)
        row.addWidget(Field(tr("People in the room"), self.people), 1)
        return row

    def _placed(self, place: str) -> None:
        self._place = place
        self._build()

    def _shown(self, language: str) -> None:
        self._shown_in = language

    def _counted(self) -> None:
        self._people = self.people.count()

    def _lines(self, workshop: Workshop) -> list[QWidget]:
        """What the trainer must know before: doubts of the law, and questions that are left out here."""
        found: list[QWidget] = []
        if self._given is not None:
            found.append(EndOfWorkshop(self._given, self.session.letters_to, self._kept, on_kept=self._keep))
        if freshness(self.session.rights, self._place).overdue:
            words = tr("The law of this place should have been looked at again by now. The slides say so.")
            found.append(MessageLine("warning", words, icon="hourglass"))
        deck = lay_out(self.session.rights, workshop, self._place, clock.today())
        if deck.left_out:
            words = trn(
                "%(n)s question is left out: the law of this place is not covered there.",
                "%(n)s questions are left out: the law of this place is not covered there.",
                len(deck.left_out),
            )
            found.append(MessageLine("info", words))
        return found

    def _agenda(self, part: Part, start: int, workshop: Workshop) -> QHBoxLayout:
        about = part.about
        asks = len(workshop.asks_of(part))
        if asks:
            count = trn("%(n)s question", "%(n)s questions", asks)
            about = tr("%(count)s, %(about)s", count=count, about=about) if about else count
        line = _line(_ICONS[part.kind], part.title, about)
        time = Text(duration(60 * part.minutes), "body", side="end", wrap=False)
        time.setMinimumWidth(theme.scaled(64))
        line.insertWidget(0, time)
        line.addWidget(Text(tr("from %(time)s", time=f"{start // 60}:{start % 60:02}"), "body", "text2", wrap=False))
        return line

    def _foot(self, workshop: Workshop) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        begin = primary(
            tr("Start on the projector"), size="large", icon="screen", on_click=lambda: self.begin(workshop)
        )
        row.addWidget(begin)
        row.addWidget(
            secondary(tr("Print the handout"), size="large", icon="handout", on_click=partial(self._print, workshop))
        )
        row.addWidget(Text(tr(_KEPT), "label", "text2", weight=400), 1)
        return row

    def begin(self, workshop: Workshop) -> None:
        """Start it on the projector."""
        shown = next(one for one in workshops(self.session.law_packs, self._shown_in) if one.id == workshop.id)
        training = Training(
            self.session.rights,
            workshop,
            shown,
            self._place,
            clock.today(),
            language=self._shown_in,
            parent=self.session,
        )
        training.session.people = self._people or workshop.people
        self._given, self._kept = None, False
        self.navigation.go("presenter", training=training)

    def _print(self, workshop: Workshop) -> None:
        shown = next(one for one in workshops(self.session.law_packs, self._shown_in) if one.id == workshop.id)
        sheet = workshop_sheet.sheet(self.session.rights, shown, self._place, clock.today(), self._shown_in)
        self.navigation.go("print", sheet=sheet)


def _first_of(session: Session) -> str:
    """The projector's language: the clients', where it is one the program speaks."""
    return session.client_language if session.client_language in locales.LANGUAGES else session.language


def _line(icon: str, words: str, rest: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.space(12))
    row.addWidget(Glyph(icon, "accent", 22))
    row.addWidget(Text(words, "lead", weight=600, wrap=False))
    row.addWidget(Text(rest, "body", "text2"), 1)
    return row
