"""What the team never does: declared beforehand, so that empty cells do not hold a table back for ever."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from companion.i18n.catalogs import N_, tr
from companion.log.incident_labels import BY_LABELS, KIND_LABELS
from companion.log.labels import REFERRAL_LABELS, SETTING_LABELS, TEST_LABELS, TOPIC_LABELS
from companion.log.tally import Kind
from companion.reports.declared import DECLARABLE, code_number, declare_never, never_used
from companion.ui.reports.view import SideView
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.text import Text

_QUESTIONS: Mapping[Kind, tuple[str, Mapping[StrEnum, str]]] = {
    Kind.SETTING: (N_("Where you never work"), SETTING_LABELS),
    Kind.REFERRAL: (N_("Where you never send anybody on to"), REFERRAL_LABELS),
    Kind.TEST: (N_("Tests you never offer"), TEST_LABELS),
    Kind.TOPIC: (N_("What you never talk about"), TOPIC_LABELS),
    Kind.INCIDENT_KIND: (N_("Violations you never record"), KIND_LABELS),
    Kind.INCIDENT_BY: (N_("Bodies you never record"), BY_LABELS),
}


class NeverView(SideView):
    """One group of chips per question; what is chosen is kept at once."""

    def refresh(self) -> None:
        self.begin()
        never = never_used(self.session.contacts)
        self.groups: dict[Kind, ChipGroup] = {}
        card = Card(tr("What your team never does"), gap=10)
        words = tr(
            "A table goes out whole, and a cell that stays empty holds it back. Say here, beforehand, what cannot "
            "occur: it then has no cell. What has gone out stays as it is."
        )
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        for kind, (question, labels) in _QUESTIONS.items():
            card.body.addWidget(Text(tr(question), "label", weight=600))
            chosen = [code.value for code in DECLARABLE[kind] if (int(kind), code_number(code)) in never]
            choices = [Choice(code.value, tr(labels[code])) for code in DECLARABLE[kind]]
            group = ChipGroup(choices, name=tr(question), values=chosen, multiple=True, optional=True)
            group.changed.connect(self._keep)
            self.groups[kind] = group
            card.body.addWidget(group)
        self.cards.addWidget(card)

    def _keep(self) -> None:
        codes = [
            (kind, code) for kind, group in self.groups.items() for code in DECLARABLE[kind] if code in group.values()
        ]
        declare_never(self.session.contacts, codes)
