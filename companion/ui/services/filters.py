"""What the list is narrowed to: four quick filters, the rest behind "More filters", each visible while it works."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.services.labels import FEATURES, KINDS
from companion.services.records import Feature, Language, ServiceKind
from companion.services.search import Place, SearchQuery
from companion.services.store import Counts
from companion.ui import theme
from companion.ui.services.standing import language_name
from companion.ui.services.tab_order import follow
from companion.ui.widgets.buttons import Button, LinkButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import Chip, ChipGroup, Choice
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.segmented import Segmented
from companion.ui.widgets.text import Text

OPEN_NOW = "open_now"
_LIMITS = (91, 183, 365)
_QUICK = (Feature.FREE, Feature.NO_ID, Feature.WHEELCHAIR)
_WELCOME = tuple(feature for feature in Feature if feature not in _QUICK)
_MOST_LANGUAGES = 24


@dataclass(frozen=True)
class Filters:
    """Any one of `kinds` and of `languages` is enough; all of `features` are needed."""

    open_now: bool = False
    kinds: frozenset[ServiceKind] = frozenset()
    languages: frozenset[str] = frozenset()
    features: frozenset[Feature] = frozenset()
    to_confirm: bool = False

    def __bool__(self) -> bool:
        return self != Filters()

    def query(self, text: str, near: Place | None) -> SearchQuery:
        """The search for `text` within these filters."""
        return SearchQuery(
            text, self.kinds, self.languages, self.features, self.open_now, near=near, to_confirm=self.to_confirm
        )


class FilterBar(QWidget):
    """The chips beside the search field. `changed` tells that the filters did; `more` shows or hides the panel."""

    changed = Signal()
    more = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.filters = Filters()
        self.setAccessibleName(tr("Filters"))
        self._column = QVBoxLayout(self)
        chips = QWidget()
        self._flow = FlowLayout(chips, gap=theme.space(8), line_gap=theme.space(8))
        self._column.addWidget(chips)
        self._column.addStretch(1)
        self.set_top(0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.quick: dict[str, Chip] = {}
        quick = [Choice(OPEN_NOW, tr("Open now"), icon="clock")]
        names = (tr("Free"), tr("No ID"), tr("Step-free"))
        icons = (None, None, "wheel")
        quick += [Choice(code, name, icon=icon) for code, name, icon in zip(_QUICK, names, icons, strict=True)]
        for choice in quick:
            chip = Chip(choice)
            chip.clicked.connect(self._read)
            self._flow.addWidget(chip)
            self.quick[choice.key] = chip
        self.more_chip = Chip(Choice("more", tr("More filters"), icon="filter"))
        self.more_chip.clicked.connect(self.more)
        self._flow.addWidget(self.more_chip)
        self.extra: list[Chip] = []

    def set_top(self, pixels: int) -> None:
        """Leave so much room above and below the chips."""
        self._column.setContentsMargins(0, pixels, 0, pixels)

    def show_filters(self, filters: Filters) -> None:
        """Show these, without telling."""
        self.filters = filters
        self.quick[OPEN_NOW].setChecked(filters.open_now)
        for feature in _QUICK:
            self.quick[feature].setChecked(feature in filters.features)
        for chip in self.extra:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.extra = [self._extra(label, without) for label, without in _extras(filters)]
        follow(self.more_chip, self.extra)
        self._flow.invalidate()
        self.updateGeometry()

    def _extra(self, label: str, without: Filters) -> Chip:
        """A chip for what was chosen in the panel: pressed, it is taken off."""
        chip = Chip(Choice(label, label))
        chip.setChecked(True)
        chip.clicked.connect(partial(self._take, without))
        self._flow.addWidget(chip)
        return chip

    def _read(self) -> None:
        chosen = {feature for feature in _QUICK if self.quick[feature].isChecked()}
        features = (self.filters.features - set(_QUICK)) | chosen
        self._take(replace(self.filters, open_now=self.quick[OPEN_NOW].isChecked(), features=features))

    def _take(self, filters: Filters, _checked: bool = False) -> None:
        self.show_filters(filters)
        self.changed.emit()


def _extras(filters: Filters) -> list[tuple[str, Filters]]:
    """Each filter that has no chip of its own: its words, and the filters without it."""
    found = [(tr("To confirm"), replace(filters, to_confirm=False))] if filters.to_confirm else []
    found += [
        (tr(KINDS[kind].name), replace(filters, kinds=filters.kinds - {kind}))
        for kind in ServiceKind
        if kind in filters.kinds
    ]
    found += [
        (language_name(_language(code)), replace(filters, languages=filters.languages - {code}))
        for code in sorted(filters.languages)
    ]
    return found + [
        (tr(FEATURES[feature][1]), replace(filters, features=filters.features - {feature}))
        for feature in _WELCOME
        if feature in filters.features
    ]


class FilterPanel(Card):
    """Kinds, languages and who is welcome: only what occurs in this directory. `changed` tells a choice."""

    changed = Signal()
    closed = Signal()
    limit_chosen = Signal(int)

    def __init__(self, counts: Counts, filters: Filters, limit: timedelta) -> None:
        super().__init__(margin=16, gap=8)
        self._filters = filters
        kinds = [
            Choice(kind, tr(KINDS[kind].name), icon=KINDS[kind].icon) for kind in ServiceKind if kind in counts.by_kind
        ]
        codes = sorted(counts.languages, key=lambda code: (-counts.languages[code], code))[:_MOST_LANGUAGES]
        languages = sorted((Choice(code, language_name(_language(code))) for code in codes), key=lambda one: one.label)
        welcome = [Choice(feature, tr(FEATURES[feature][1])) for feature in _WELCOME]
        self.kinds = self._group(tr("Kind of help"), kinds)
        for choice in kinds:
            self.kinds.chip(choice.key).setToolTip(tr(KINDS[ServiceKind(choice.key)].explanation))
        self.languages = self._group(tr("Languages spoken there"), languages)
        if len(counts.languages) > _MOST_LANGUAGES:
            words = tr("The most common ones. For another, type its name into the search.")
            self.body.addWidget(Text(words, "caption", "text2"))
        self.welcome = self._group(tr("Who is welcome, and who runs it"), welcome)
        self._add_limit(limit)
        ends = QHBoxLayout()
        self.done = Button(tr("Close the filters"), on_click=self.closed.emit)
        self.clear = LinkButton(tr("Take all filters off"), on_click=self._clear)
        ends.addWidget(self.done)
        ends.addSpacing(theme.space(12))
        ends.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignVCenter)
        ends.addStretch(1)
        self.body.addSpacing(theme.space(4))
        self.body.addLayout(ends)
        self.show_filters(filters)

    def _add_limit(self, limit: timedelta) -> None:
        """After how long a service is to be confirmed again: the team's own limit, not a filter."""
        words = (tr("3 months"), tr("6 months"), tr("1 year"))
        choices = [Choice(str(days), name) for days, name in zip(_LIMITS, words, strict=True)]
        nearest = min(_LIMITS, key=lambda days: abs(days - limit.days))
        name = tr("A confirmation holds for")
        self.body.addWidget(Text(name, "label", weight=600))
        self.limit = Segmented(choices, str(nearest), name=name)
        self.limit.changed.connect(lambda days: self.limit_chosen.emit(int(days)))
        self.body.addWidget(self.limit)

    @property
    def filters(self) -> Filters:
        """The filters as chosen here and in the quick chips."""
        quick = self._filters.features & set(_QUICK)
        return replace(
            self._filters,
            kinds=frozenset(ServiceKind(key) for key in self.kinds.values()),
            languages=frozenset(self.languages.values()),
            features=quick | {Feature(key) for key in self.welcome.values()},
        )

    def show_filters(self, filters: Filters) -> None:
        """Show these, without telling."""
        self._filters = filters
        self.kinds.set_values(filters.kinds)
        self.languages.set_values(filters.languages)
        self.welcome.set_values(filters.features)
        self.clear.setVisible(bool(filters))

    def _group(self, name: str, choices: list[Choice]) -> ChipGroup:
        heading, group = Text(name, "label", weight=600), ChipGroup(choices, name=name, multiple=True)
        group.changed.connect(self.changed)
        for widget in (heading, group):
            widget.setVisible(bool(choices))
            self.body.addWidget(widget)
        return group

    def _clear(self) -> None:
        self.show_filters(Filters())
        self.changed.emit()


def _language(code: str) -> Language:
    """The language of a filter: a code, or a folded name where the directory gives no code."""
    return Language(code, code) if len(code) <= 3 or "-" in code else Language(name=code)
