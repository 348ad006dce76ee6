"""What is held back, and why: the ladder's rungs, what waits for a longer period, and what has to be said."""

from __future__ import annotations

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.reports.families import AGE_GENDER, CONTACTS, FIRST_TIME
from companion.reports.indicators import Figure
from companion.reports.labels import FAMILY_LABELS, LEVEL_LABELS, NOTE_LABELS, RUNG_LABELS, TITLES
from companion.reports.ladder import Rung, RungState
from companion.reports.layouts import Layout
from companion.reports.period_words import inline, months_joined
from companion.reports.release import Ladder, Note, NoteCode, Report
from companion.reports.telling import ladder_text, things_text
from companion.ui import theme
from companion.ui.reports.ladder_item import LadderItem
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text

_KINDS = {
    RungState.SHOWN: "shown",
    RungState.HELD_BACK: "held",
    RungState.LATER: "waits",
    RungState.NOT_NEEDED: "unused",
}
_OF_TEAM = (NoteCode.TOLD_BY_TEAM, NoteCode.LAPTOPS_MISSING, NoteCode.OTHERS_KNOW_THEIRS)
_LAST_LINES = (NoteCode.NOT_OVER, NoteCode.FIXED, NoteCode.WILL_BE_FIXED)


class HeldBackCard(Card):
    """Everything a report says about itself. Counts of small cells stand here and never in a file."""

    def __init__(self, report: Report) -> None:
        super().__init__(tr("What is held back, and why"), gap=0)
        self._report = report
        self.items: list[LadderItem] = []
        why = tr(
            "A cell under %(k)s could point at somebody. So a table goes out whole, or one step coarser.",
            k=locales.number(report.k),
        )
        self.body.addWidget(Text(why, "label", "text2", weight=400))
        self.body.addSpacing(theme.space(12))
        ladders = {ladder.family: ladder for ladder in report.ladders}
        self._add_rungs(ladders[CONTACTS])
        self.body.addWidget(Divider())
        self.body.addSpacing(theme.space(14))
        self._add_family(ladders[AGE_GENDER], tr("Age and gender wait"))
        self._add_first_time(ladders[FIRST_TIME])
        self._add_others()
        self._add_missing(report.notes)
        self._add_team(report.notes)
        self.body.addStretch(1)
        last = next(note.code for note in report.notes if note.code in _LAST_LINES)
        self.fixed = MessageLine("info", tr(NOTE_LABELS[last]), icon="info" if last is NoteCode.NOT_OVER else "lock")
        self.body.addWidget(self.fixed)

    def _add(self, kind: str, heading: str, words: str, *, leads_on: bool = False) -> None:
        item = LadderItem(kind, heading, words, leads_on=leads_on)
        self.items.append(item)
        self.body.addWidget(item)

    def _add_rungs(self, ladder: Ladder) -> None:
        for index, rung in enumerate(ladder.rungs):
            self._add(
                _KINDS[rung.state],
                tr(LEVEL_LABELS[rung.level]),
                self._rung_words(rung),
                leads_on=index + 1 < len(ladder.rungs),
            )
        if not any(rung.state is RungState.SHOWN for rung in ladder.rungs):
            self._add("waits", tr("Nothing is told yet"), self._waiting(ladder))

    def _add_family(self, ladder: Ladder, waiting: str) -> None:
        shown = next((rung for rung in ladder.rungs if rung.state is RungState.SHOWN), None)
        if shown is None:
            counted = next((rung for rung in ladder.rungs if rung.cells is not None), None)
            self._add("waits", waiting, " ".join([*self._small(counted), self._waiting(ladder)]))
            return
        words = [tr("Shown here and in the export.")]
        if ladder.months_waiting:
            words.append(tr("Without %(months)s.", months=months_joined(ladder.months_waiting, self._report.period)))
        self._add("shown", tr(LEVEL_LABELS[shown.level]), " ".join(words))

    def _add_first_time(self, ladder: Ladder) -> None:
        figure = self._figure("first_time")
        if figure is None or figure.value is None:
            self._add_family(ladder, tr("“First time here” waits"))
            return
        heading = tr("First time here: %(number)s", number=locales.number(figure.value))
        self._add("info", heading, tr(NOTE_LABELS[NoteCode.FIRST_TIME_COUNTS_WRONG]))

    def _add_others(self) -> None:
        """Families that need no more than a sentence: held back or told coarser, and things that are not told."""
        usual = (CONTACTS, AGE_GENDER, FIRST_TIME)
        for ladder in self._report.ladders:
            if ladder.family not in usual and not ladder.nothing and (words := ladder_text(ladder, self._report)):
                shown = any(rung.state is RungState.SHOWN for rung in ladder.rungs)
                self._add("shown" if shown else "waits", tr(FAMILY_LABELS[ladder.family.code]), words)
        if words := things_text(self._report):
            self._add("held", tr(TITLES[Layout.SUPPLIES]), words)

    def _add_team(self, notes: tuple[Note, ...]) -> None:
        for note in notes:
            if note.code in _OF_TEAM:
                self._add("info", tr("Your team’s laptops"), tr(NOTE_LABELS[note.code]))

    def _add_missing(self, notes: tuple[Note, ...]) -> None:
        for note in notes:
            if note.code is NoteCode.MONTHS_MISSING:
                words = tr(NOTE_LABELS[note.code], months=months_joined(note.months, self._report.period))
                self._add("info", tr("Months that are not in here"), words)

    def _rung_words(self, rung: Rung) -> str:
        k = locales.number(self._report.k)
        if rung.state is RungState.SHOWN:
            return " ".join([tr(RUNG_LABELS[rung.state]), tr("Every cell is %(k)s or more.", k=k)])
        if rung.state is RungState.HELD_BACK:
            return " ".join([tr(RUNG_LABELS[rung.state]), *self._small(rung)])
        return tr(RUNG_LABELS[rung.state])

    def _small(self, rung: Rung | None) -> list[str]:
        """How many cells are too small, where they were counted for this period by itself."""
        if rung is None or rung.cells is None or not rung.failing:
            return []
        return [
            trn(
                "%(small)s of %(n)s cell is under %(k)s.",
                "%(small)s of %(n)s cells are under %(k)s.",
                rung.cells,
                small=locales.number(rung.failing),
                k=locales.number(self._report.k),
            )
        ]

    def _waiting(self, ladder: Ladder) -> str:
        k = locales.number(self._report.k)
        if ladder.waits_for is None:
            return tr("Never told: even together with the year, cells stayed under %(k)s.", k=k)
        if ladder.waits_for == self._report.period:
            return tr("Told when this period is over, if every cell reaches %(k)s by then.", k=k)
        later = inline(ladder.waits_for)
        return tr("Told together with %(period)s, if every cell reaches %(k)s by then.", period=later, k=k)

    def _figure(self, code: str) -> Figure | None:
        return next((figure for figure in self._report.indicators if figure.indicator.code == code), None)
