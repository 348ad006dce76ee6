"""The questions: what happened as tiles, the rest as chips. None of them is about a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n import locales, messages
from companion.i18n.catalogs import tr
from companion.log.incident_labels import (
    BY_LABELS,
    DONE_LABELS,
    KIND_ICONS,
    KIND_LABELS,
    SETTING_LABELS,
    SOLVED_LABELS,
)
from companion.log.incidents import ByWhom, Done, IncidentKind, IncidentSetting, Solved
from companion.log.months import Month
from companion.log.places import PlaceNames, Places
from companion.ui import theme
from companion.ui.incidents.draft import IncidentDraft
from companion.ui.incidents.kind_tile import KindTile
from companion.ui.incidents.step_number import StepNumber
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.even_columns import EvenColumns
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text

_MONTHS_BACK = 11


class Question(QWidget):
    """A number, the question, what can be chosen, and below it what is wrong, if anything is."""

    def __init__(self, number: int, words: str, controls: QWidget, aside: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        head = QHBoxLayout()
        head.setSpacing(theme.space(12))
        self.number = StepNumber(number)
        head.addWidget(self.number)
        head.addWidget(Text(words, "h3"), 1)
        if aside:
            head.addWidget(Text(aside, "label", "text2", weight=400, side="end"))
        column.addLayout(head)
        column.addWidget(controls)
        self._error = Text("", "caption", "errink")
        self._error.hide()
        column.addWidget(self._error)

    def set_error(self, problem: Problem | None) -> None:
        """Say what is wrong and what to do; None takes it away."""
        message = messages.explain(problem) if problem else None
        self._error.setText(f"{message.title} {message.explanation}" if message else "")
        self._error.setVisible(message is not None)

    def error(self) -> str:
        """What it says is wrong, or nothing."""
        return self._error.text() if not self._error.isHidden() else ""


class KindsCard(Card):
    """What happened: a tile for each kind; more than one is fine."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        holder = QWidget()
        grid = EvenColumns(holder, gap=theme.space(9), line_gap=theme.space(9))
        self.tiles: dict[IncidentKind, KindTile] = {}
        for kind in IncidentKind:
            tile = KindTile(tr(KIND_LABELS[kind]), KIND_ICONS[kind])
            tile.toggled.connect(self.changed)
            self.tiles[kind] = tile
            grid.addWidget(tile)
        self.question = Question(1, tr("What happened?"), holder, tr("More than one is fine."))
        self.body.addWidget(self.question)

    def kinds(self) -> frozenset[IncidentKind]:
        """What is chosen."""
        return frozenset(kind for kind, tile in self.tiles.items() if tile.isChecked())

    def show_kinds(self, kinds: frozenset[IncidentKind]) -> None:
        """Choose, without telling."""
        for kind, tile in self.tiles.items():
            tile.blockSignals(True)
            tile.setChecked(kind in kinds)
            tile.blockSignals(False)
            tile.update()
        self.question.number.set_answered(bool(kinds))


class RestCard(Card):
    """By whom, where, what was done, whether it is solved, and in which area and month."""

    changed = Signal()

    def __init__(self, places: Places, names: PlaceNames) -> None:
        super().__init__(gap=18)
        self.questions: dict[str, Question] = {}
        self.by_whom = self._group("by_whom", tr("Who did it?"), BY_LABELS)
        self.setting = self._group("setting", tr("Where did it happen?"), SETTING_LABELS)
        self.done = self._group("done", tr("What was done about it?"), DONE_LABELS, multiple=True)
        self.solved = self._group("solved", tr("Is it solved?"), SOLVED_LABELS)
        self._add_area_and_month(places, names)

    def read(self, draft: IncidentDraft) -> IncidentDraft:
        """The draft with what is chosen here."""
        by_whom, setting, solved = self.by_whom.value(), self.setting.value(), self.solved.value()
        this_month = Month.of(clock.today())
        month = Month.from_code(int(self.month.value() or this_month.code))
        return replace(
            draft,
            by_whom=ByWhom(by_whom) if by_whom else None,
            setting=IncidentSetting(setting) if setting else None,
            done=frozenset(Done(key) for key in self.done.values()),
            solved=Solved(solved) if solved else Solved.NOT_KNOWN,
            area=int(self.area.value() or 0),
            month=None if month == this_month else month,
        )

    def show_draft(self, draft: IncidentDraft) -> None:
        """Show a draft, without telling."""
        self.by_whom.set_value(draft.by_whom.value if draft.by_whom else None)
        self.setting.set_value(draft.setting.value if draft.setting else None)
        self.done.set_values([done.value for done in draft.done])
        self.solved.set_value(draft.solved.value)
        self.area.set_value(str(draft.area) if draft.area else None)
        self.month.set_value(str(draft.counted_for.code))
        self.mark_answered(draft)

    def mark_answered(self, draft: IncidentDraft) -> None:
        """Fill the numbers of the questions that have an answer."""
        answered = {
            "by_whom": draft.by_whom is not None,
            "setting": draft.setting is not None,
            "done": bool(draft.done),
            "solved": draft.solved is not Solved.NOT_KNOWN,
            "area": bool(draft.area) or self.area.isHidden(),
        }
        for name, question in self.questions.items():
            question.number.set_answered(answered[name])

    def _group(self, name: str, words: str, labels: Mapping[StrEnum, str], *, multiple: bool = False) -> ChipGroup:
        choices = [Choice(code.value, tr(label), unasked=code is Solved.NOT_KNOWN) for code, label in labels.items()]
        group = ChipGroup(choices, name=words, multiple=multiple)
        group.changed.connect(partial(self._changed, name))
        self._add(name, words, group)
        return group

    def _add(self, name: str, words: str, controls: QWidget) -> None:
        self.questions[name] = Question(len(self.questions) + 2, words, controls)
        self.body.addWidget(self.questions[name])

    def _add_area_and_month(self, places: Places, names: PlaceNames) -> None:
        areas = [
            Choice(str(area), names.areas.get(area) or tr("Area %(number)s", number=locales.number(area)))
            for area in places.areas
        ]
        words = tr("In which area, in which month?") if areas else tr("In which month?")
        self.area = ChipGroup(areas, name=tr("Area"))
        if not areas:
            self.area.hide()
        self.area.changed.connect(partial(self._changed, "area"))
        months = [Month.of(clock.today()).plus(-back) for back in range(_MONTHS_BACK + 1)]
        options = [Option(str(month.code), locales.month_year(month.first_day)) for month in months]
        self.month = Select(tr("Month"), options, options[0].key, icon="calendar")
        self.month.changed.connect(partial(self._changed, "area"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        column.addWidget(self.area)
        column.addWidget(self.month, 0, Qt.AlignmentFlag.AlignLeading)
        self._add("area", words, holder)

    def _changed(self, name: str, *_: object) -> None:
        if name == "done":
            self._settle_done()
        self.questions[name].set_error(None)
        self.changed.emit()

    def _settle_done(self) -> None:
        """ "Nothing wanted" and something done exclude each other: what was chosen last stays."""
        chosen = set(self.done.values())
        nothing = Done.NOTHING_WANTED.value
        if nothing in chosen and len(chosen) > 1:
            newly = nothing not in getattr(self, "_done_before", set())
            self.done.set_values([nothing] if newly else sorted(chosen - {nothing}))
        self._done_before = set(self.done.values())
