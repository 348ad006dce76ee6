"""The figures of a report from top to bottom: headline, tables with their charts, indicators, what cannot be known."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import tr
from companion.log.months import Month
from companion.log.places import PlaceNames
from companion.reports.indicators import CANNOT_BE_KNOWN, HEADLINE, Figure
from companion.reports.labels import NOTE_LABELS, UNIT_LABELS
from companion.reports.layouts import Layout
from companion.reports.period_words import inline, months_joined
from companion.reports.release import NoteCode, Report
from companion.reports.telling import coverage_text
from companion.ui import theme
from companion.ui.reports.headline_card import HeadlineCard
from companion.ui.reports.months_card import MonthsCard, NeedlesCard
from companion.ui.reports.table_card import TableCard
from companion.ui.widgets.card import Card
from companion.ui.widgets.text import Text

# One contact can count in several rows of these.
_OVERLAPPING = (Layout.CONTACTS, Layout.REFERRALS, Layout.TOPICS, Layout.TESTS, Layout.INCIDENTS)


class ReportCards(QWidget):
    """Every table an export of this moment would hold, and nothing an export would not."""

    def __init__(self, report: Report, names: PlaceNames, through: Month) -> None:
        super().__init__()
        self.tables: dict[Layout, TableCard] = {}
        self.months: MonthsCard | None = None
        self.needles: NeedlesCard | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.headline = HeadlineCard(report.headline)
        column.addWidget(self.headline)
        if report.table(Layout.CONTACTS) is None:
            column.addWidget(_nothing_told(report))
        for layout in Layout:
            released = report.table(layout)
            if released is None:
                continue
            if layout is Layout.BY_MONTH:
                self.months = MonthsCard(released, through)
                column.addWidget(self.months)
            elif layout is Layout.NEEDLES_BY_MONTH:
                self.needles = NeedlesCard(released, through)
                column.addWidget(self.needles)
            else:
                overlap = layout in _OVERLAPPING and len(released.table.rows) > 1
                aside = tr(NOTE_LABELS[NoteCode.ROWS_OVERLAP]) if overlap else ""
                self.tables[layout] = TableCard(released, names, aside=aside)
                column.addWidget(self.tables[layout])
        column.addWidget(_indicators(report))
        column.addWidget(_cannot_be_known())
        column.addStretch(1)


def _nothing_told(report: Report) -> Card:
    """Why there is no table, in a place where one would be."""
    card = Card(tr("Nothing of %(period)s can be told", period=inline(report.period)))
    if report.told_by_team:
        words = tr(NOTE_LABELS[NoteCode.TOLD_BY_TEAM])
    else:
        words = tr(
            "Every table would hold a number under %(k)s, which could point at somebody. What is held back now is "
            "tried again together with the months around it.",
            k=report.k,
        )
    card.body.addWidget(Text(words, "body", "text2"))
    return card


def _indicators(report: Report) -> Card:
    """The figures beyond the headline, each with what it means, its unit and who asks for it."""
    card = Card(tr("Indicators"), gap=8)
    card.body.addWidget(Text(coverage_text(report), "label", "text2", weight=400))
    for figure in report.indicators:
        if figure.indicator.code not in HEADLINE or figure.value is None:
            card.body.addWidget(Text(_figure_line(figure), "label", weight=600))
            card.body.addWidget(Text(_figure_words(figure, report), "label", "text2", weight=400))
    return card


def _figure_line(figure: Figure) -> str:
    label = tr(figure.indicator.label)
    if figure.value is None:
        return tr("%(figure)s: held back", figure=label)
    return tr("%(figure)s: %(number)s", figure=label, number=locales.number(figure.value))


def _figure_words(figure: Figure, report: Report) -> str:
    words = [tr(figure.indicator.definition)]
    if figure.value is not None and set(figure.months) != set(report.period.months):
        words.append(tr("Covers %(months)s.", months=months_joined(figure.months, report.period)))
    schemes = locales.joined(figure.indicator.asked_by)
    words.append(
        tr("Unit: %(unit)s. Asked for by %(schemes)s.", unit=tr(UNIT_LABELS[figure.indicator.unit]), schemes=schemes)
    )
    return " ".join(words)


def _cannot_be_known() -> Card:
    """What funders ask for and an anonymous log cannot say."""
    card = Card(tr("What this log cannot say"), gap=8)
    for unknowable in CANNOT_BE_KNOWN:
        card.body.addWidget(Text(tr(unknowable.label), "label", weight=600))
        card.body.addWidget(Text(tr(unknowable.reason), "label", "text2", weight=400))
    return card
