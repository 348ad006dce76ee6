"""What a report says of itself in sentences: what it covers, and what was held back and why. For files, paper, screens.

Never how many cells were small: that stays on the team's own screen.
"""

from __future__ import annotations

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.log.labels import FIELD_LABELS
from companion.reports.labels import FAMILY_LABELS, LEVEL_LABELS, NOTE_LABELS
from companion.reports.ladder import RungState
from companion.reports.layouts import Layout
from companion.reports.period_words import inline, months_joined
from companion.reports.release import Ladder, Note, NoteCode, Report


def coverage_text(report: Report) -> str:
    """Which months and how many laptops the contacts of a report cover, in a sentence or two."""
    contacts = report.table(Layout.CONTACTS)
    if contacts is None:
        return tr("No contacts of %(period)s are told.", period=inline(report.period))
    months = tr("Covers %(months)s.", months=months_joined(contacts.months, report.period))
    if report.laptops == 1:
        return " ".join([months, tr("What this team counted; others work here too.")])
    laptops = trn("Counts of %(n)s laptop are in it.", "Counts of %(n)s laptops are in it.", report.laptops)
    return " ".join([months, laptops])


def withheld(report: Report) -> list[str]:
    """What is held back and why, a sentence for each family of figures; empty if all is told as fine as can be."""
    sentences = [
        tr("%(what)s: %(why)s", what=tr(FAMILY_LABELS[ladder.family.code]), why=sentence)
        for ladder in report.ladders
        if (sentence := ladder_text(ladder, report))
    ]
    return [*sentences, *filter(None, [things_text(report)])]


def things_text(report: Report) -> str:
    """Which things are told in no table, and why; "" if all are."""
    if not report.things_held:
        return ""
    return tr(
        "Not told: %(things)s. Fewer than %(k)s contacts gave them, or one gave over half.",
        things=locales.joined([tr(FIELD_LABELS[amount.value]) for amount in report.things_held]),
        k=locales.number(report.k),
    )


def note_text(note: Note, report: Report) -> str:
    """A note in the language in use."""
    return tr(NOTE_LABELS[note.code], months=months_joined(note.months, report.period))


def notes(report: Report) -> list[str]:
    """Everything that has to be said beside the figures of a file or a sheet of paper."""
    screen_only = (NoteCode.WILL_BE_FIXED, NoteCode.NOT_OVER)
    return [note_text(note, report) for note in report.notes if note.code not in screen_only]


def ladder_text(ladder: Ladder, report: Report) -> str:
    """What became of a family of figures, where it is not told as fine as can be; else ""."""
    if ladder.nothing:
        return ""
    k = locales.number(report.k)
    shown = next((rung for rung in ladder.rungs if rung.state is RungState.SHOWN), None)
    if shown is None:
        return _untold(ladder, k)
    if not any(rung.state is RungState.HELD_BACK for rung in ladder.rungs):
        return ""
    return tr(
        "Told as “%(level)s”, because a finer table would hold a number under %(k)s.",
        level=tr(LEVEL_LABELS[shown.level]),
        k=k,
    )


def _untold(ladder: Ladder, k: str) -> str:
    if ladder.waits_for is None:
        return tr("Not told, because a number in it would be under %(k)s.", k=k)
    return tr(
        "Not told yet, because a number in it would be under %(k)s. Tried again with %(period)s.",
        k=k,
        period=inline(ladder.waits_for),
    )
