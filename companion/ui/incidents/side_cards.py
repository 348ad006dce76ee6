"""Beside the questions: why this is kept and for whom, where to complain, and the team's own totals."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n import locales
from companion.i18n.catalogs import N_, tr, trn
from companion.log.incident_labels import KIND_LABELS
from companion.log.incidents import IncidentKind, IncidentTally
from companion.log.months import Month
from companion.log.tally import Kind
from companion.rights.reading_out import ReadOut
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.rights.place_view import place_document, shown_in
from companion.ui.rights.provenance import review_tags
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.text import Text

_WHY = (
    ("noname", N_("Not who it was, not which officer, not the day, not the street.")),
    ("bars", N_("For monitors who count violations: kinds and months, told outside only in numbers large enough.")),
    ("hourglass", N_("Each record is erased at the age your team chose; the totals stay.")),
)
_COMPLAIN = "complain"


class WhyCard(Card):
    """Why an incident is written down, and for whom."""

    def __init__(self) -> None:
        super().__init__(tr("Why, and for whom"), gap=9)
        for icon, sentence in _WHY:
            line = QHBoxLayout()
            line.setSpacing(theme.space(12))
            shown = "clock" if icon == "hourglass" else icon
            line.addWidget(Glyph(shown, "text2", 20), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(tr(sentence), "label", weight=400), 1)
            self.body.addLayout(line)


class ComplainCard(Card):
    """Who takes complaints where the team works, with the doubts there are about it, and legal aid nearby."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(tr("If they want to complain"), gap=8)
        library, place, language = session.rights, session.place, session.language
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=theme.space(8), line_gap=theme.space(8))
        if place in library.places():
            out = ReadOut(library, place, language)
            bodies = [body for body in out.place.bodies if body.kind == "complaint"]
            for body in bodies:
                name = out.wording.text(f"body.{body.id}.name", body.name)
                what = out.wording.text(f"body.{body.id}.what", body.what)
                self.body.addWidget(Text(name, "label", weight=600))
                self.body.addWidget(Text(what, "label", "text2", weight=400))
            if not bodies:
                words = tr("Nobody who takes complaints is recorded for %(place)s. Ask legal aid.")
                self.body.addWidget(
                    Text(words % {"place": library.name(place, language)}, "label", "text2", weight=400)
                )
            for tag in review_tags(place_document(out), language, shown_in=shown_in(library, place, language)):
                self.body.addWidget(tag)
            if any(topic.id == _COMPLAIN for topic in out.place.topics):
                reading = Button(
                    tr("How to complain"), icon="book", on_click=lambda: navigation.go("rights", topic=_COMPLAIN)
                )
                flow.addWidget(reading)
        aid = Button(tr("Legal aid"), icon="scale", on_click=lambda: navigation.go("services", kind="legal_aid"))
        flow.addWidget(aid)
        self.body.addWidget(buttons)


class TotalsCard(Card):
    """The incidents counted in the running month, by kind: for the team's own eyes."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self._heading = Text("", "h3")
        self.count = Text("", "label", "text2", weight=400)
        self.body.addWidget(self._heading)
        self.body.addWidget(self.count)
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(4))
        self.body.addWidget(self._rows)
        self.body.addWidget(Divider())
        words = tr("For the team only. Small numbers are not held back here; a report for others does that.")
        self.body.addWidget(Text(words, "caption", "text2", weight=400))

    def show_totals(self, month: Month, rows: Iterable[IncidentTally]) -> None:
        """Show a month's totals by kind, the most frequent first."""
        self._heading.setText(locales.month_year(month.first_day))
        kinds = list(IncidentKind)
        number, by_kind = 0, dict.fromkeys(kinds, 0)
        for row in rows:
            if row.kind == Kind.INCIDENTS:
                number += row.contacts
            elif row.kind == Kind.INCIDENT_KIND:
                by_kind[kinds[row.code]] += row.contacts
        self.count.setText(trn("%(n)s rights violation", "%(n)s rights violations", number))
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kind, many in sorted(by_kind.items(), key=lambda one: -one[1]):
            if many:
                self._column.addWidget(_line(tr(KIND_LABELS[kind]), locales.number(many)))


def _line(name: str, value: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(8))
    row.addWidget(Text(name, "label", weight=400), 1)
    number = Text(value, "label", weight=600, side="end")
    number.setAccessibleDescription(name)
    row.addWidget(number)
    return holder
