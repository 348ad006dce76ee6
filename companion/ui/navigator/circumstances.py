"""The circumstances that matter here and now: only what splits the answer is asked, and "not asked" is an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs
from companion.i18n.catalogs import N_, tr
from companion.rights.labels import value_label
from companion.rights.navigator import Asking
from companion.rights.question import Question
from companion.rights.wording import Wording
from companion.ui import theme
from companion.ui.widgets import painting
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.fields import Field
from companion.ui.widgets.select import Option, Select
from companion.vocabulary import Setting

UNASKED = ""
_CHIPS = len(Setting)
_LONGEST_CHIP = 220  # px at 100 %
_LABELS: Mapping[str, str] = {
    "age": N_("Age"),
    "setting": N_("Where"),
    "earlier": N_("An earlier case"),
    "dependent": N_("Dependent on the substance"),
}
_DEPENDENT_LAST = N_("Only if the person brings it up. There is an answer without it too.")
_OLDEST = 130  # years
_SETTINGS = tuple(str(setting) for setting in Setting)


class Circumstances(QWidget):
    """One row of chips (or a list) per dimension in `asked`. `changed` tells that one was answered."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.groups: dict[str, ChipGroup | Select] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._place = ""
        self._fields: list[Field] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(12))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def ask(self, asked: list[Asking], wording: Wording) -> None:
        """Ask these, in their order but whether somebody is dependent last; answers that still fit are kept."""
        wanted = {asking.dimension: _values(asking) for asking in asked}
        if "dependent" in wanted:
            wanted["dependent"] = wanted.pop("dependent")
        if wanted == self._offered and wording.place.id == self._place:
            return
        kept = self.answers()
        for field in self._fields:
            field.hide()
            field.deleteLater()
        self._offered, self._fields, self.groups = wanted, [], {}
        self._place = wording.place.id
        for dimension, values in wanted.items():
            self._add(dimension, values, wording, kept.get(dimension))
        self.setVisible(bool(wanted))

    def answers(self) -> dict[str, str]:
        """What was answered, by dimension."""
        return {name: value for name, group in self.groups.items() if (value := group.value())}

    def set_answer(self, dimension: str, value: str) -> None:
        """Answer without telling `changed`; what is not asked here is passed by."""
        if dimension in self.groups and value in self._offered[dimension]:
            self.groups[dimension].set_value(value)

    def applied(self, question: Question) -> Question:
        """The question with these answers in it."""
        given = dict(question.given)
        for dimension, value in self.answers().items():
            if dimension == "age":
                question = replace(question, age=_an_age(value))
            elif dimension == "setting":
                question = replace(question, setting=Setting(value))
            elif dimension == "dependent":
                question = replace(question, dependent=value == "yes")
            elif dimension == "earlier":
                question = replace(question, earlier=value == "yes")
            else:
                given[dimension.removeprefix("given.")] = value
        return replace(question, given=given)

    def _add(self, dimension: str, values: tuple[str, ...], wording: Wording, answer: str | None) -> None:
        known = wording.place.circumstances.get(dimension.removeprefix("given."))
        if known is not None and dimension.startswith("given."):
            label = wording.text(f"circumstance.{known.id}.ask", known.ask)
            words = {v: wording.text(f"circumstance.{known.id}.values.{v}", known.values.get(v, v)) for v in values}
        else:
            label = tr(_LABELS.get(dimension, dimension))
            words = {value: value_label(dimension, value, catalogs.language()) for value in values}
        picker = _picker(label, [(value, words[value]) for value in values], answer if answer in values else UNASKED)
        picker.changed.connect(lambda *_: self.changed.emit())
        field = Field(label, picker, hint=tr(_DEPENDENT_LAST) if dimension == "dependent" else "")
        self._column.addWidget(field)
        self._fields.append(field)
        self.groups[dimension] = picker


def _picker(label: str, offered: list[tuple[str, str]], value: str) -> ChipGroup | Select:
    """Chips for few short answers, a list for many or long ones; "not asked" is one of them."""
    unasked = tr("Not asked")
    longest = max(painting.text_width(words, theme.font("label", weight=600)) for _, words in offered)
    if len(offered) <= _CHIPS and longest <= theme.scaled(_LONGEST_CHIP):
        choices = [Choice(key, words) for key, words in offered]
        return ChipGroup([*choices, Choice(UNASKED, unasked, unasked=True)], name=label, value=value)
    return Select(label, [Option(UNASKED, unasked), *(Option(key, words) for key, words in offered)], value)


def _values(asking: Asking) -> tuple[str, ...]:
    """Each value alone: classes that no rule tells apart are still different things to say."""
    parts = {part: None for value in asking.values for part in value.split(", ")}
    if asking.dimension == "age":
        return tuple(sorted(parts, key=_youngest))
    if asking.dimension == "setting":
        return tuple(value for value in _SETTINGS if value in parts)
    if asking.dimension in ("dependent", "earlier"):
        return tuple(value for value in ("yes", "no") if value in parts)
    return tuple(parts)


def _youngest(part: str) -> int:
    return int(part.rstrip("+").partition("-")[0])


def _an_age(part: str) -> int:
    """Any age of the class: the rules do not tell them apart."""
    return min(_youngest(part), _OLDEST)
