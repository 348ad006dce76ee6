"""An incident in words: all that is kept of it."""

from __future__ import annotations

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.incident_labels import BY_LABELS, DONE_LABELS, KIND_LABELS, SETTING_LABELS, SOLVED_LABELS
from companion.log.incidents import Solved
from companion.ui.incidents.draft import IncidentDraft


def answers(draft: IncidentDraft) -> str:
    """What was answered, in the order of the form; what was not asked is not said."""
    said = [tr("%(answer)s.", answer=tr(label)) for kind, label in KIND_LABELS.items() if kind in draft.kinds]
    if draft.by_whom is not None:
        said.append(tr("Who: %(answer)s.", answer=tr(BY_LABELS[draft.by_whom])))
    if draft.setting is not None:
        said.append(tr("Where: %(answer)s.", answer=tr(SETTING_LABELS[draft.setting])))
    said += [tr("%(answer)s.", answer=tr(label)) for done, label in DONE_LABELS.items() if done in draft.done]
    if draft.solved is not Solved.NOT_KNOWN:
        said.append(tr("Solved: %(answer)s.", answer=tr(SOLVED_LABELS[draft.solved])))
    return " ".join(said)


def place_and_month(draft: IncidentDraft, area: str) -> str:
    """Area and month, as they are kept."""
    month = locales.month_year(draft.counted_for.first_day)
    return tr("%(place)s, %(month)s.", place=area, month=month) if area else tr("%(month)s.", month=month)
