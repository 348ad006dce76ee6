"""Places side by side: which places, which day, which models; the table; and the same on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.printing import comparison_sheet
from companion.printing.sheets import Ready
from companion.rights import comparison, comparison_words
from companion.rights.comparison import COLUMNS, SHORT, SILHOUETTES
from companion.rights.library import Library
from companion.ui import icons, places, theme
from companion.ui.rights.comparison_table import ComparisonTable
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import Button, LinkButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.fields import SearchField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.tags import ReviewTag
from companion.ui.widgets.text import Text
from companion.vocabulary import Model

Document = dict[str, Any]


class ComparisonView(QWidget):
    """`place` carries the place whose row was pressed; `to_print` the rows that are shown, as a sheet for paper."""

    place = Signal(str)
    to_print = Signal(object)

    def __init__(self, library: Library, own_place: str) -> None:
        super().__init__()
        self._library = library
        self._rows: list[Document] = []
        self.table = ComparisonTable(own_place)
        self.table.opened.connect(self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        column.addWidget(self._controls())
        self.models = ChipGroup(_model_choices(), name=tr("Only these models"), multiple=True)
        self.models.changed.connect(self._show)
        column.addWidget(self.models)
        column.addWidget(self._chooser())
        card = Card(margin=10, gap=8)
        card.body.addWidget(self.table, 1)
        self.nothing = Text(tr("No place fits. Take a filter off, or choose other places."), "body", "text2")
        card.body.addWidget(self.nothing)
        card.body.addWidget(_legend())
        column.addWidget(card, 1)
        self.read()

    def read(self) -> None:
        """Read all places for the day chosen."""
        day, language = self.day.value(), catalogs.language()
        self._rows = comparison.documents(self._library, self._library.places(), day, language)
        self._show()

    def shown(self) -> list[Document]:
        """The rows that pass the filters and the search, as the table shows them."""
        chosen, models = set(self.chosen.values()), set(self.models.values())
        text = self.search.text().strip().casefold()
        return [
            row
            for row in self._rows
            if row["id"] in chosen
            and (not models or models & {row["general"], row["some"]})
            and text in str(row["name"]).casefold()
        ]

    def state(self) -> Document:
        """What was chosen, to be kept when the page is built anew."""
        return {
            "day": self.day.value(),
            "chosen": self.chosen.values(),
            "models": self.models.values(),
            "search": self.search.text(),
        }

    def restore(self, state: Document) -> None:
        """Choose again what was chosen."""
        self.day.set_value(state["day"])
        self.chosen.set_values(state["chosen"])
        self.models.set_values(state["models"])
        self.search.set_text(state["search"])
        self.read()

    def _controls(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(10), line_gap=theme.space(8))
        self.choose_button = Button("", icon="pin", on_click=self._toggle_chooser)
        self.day = DateField(tr("On this day"), clock.today())
        self.day.changed.connect(self.read)
        self.search = SearchField(tr("Search places"), placeholder=tr("Search places"))
        self.search.setMinimumWidth(theme.scaled(220))
        self.search.changed.connect(lambda _: self._show())
        self.print_button = Button(tr("Print"), icon="printer", on_click=self._print)
        for widget in (self.choose_button, self.day, self.search, self.print_button):
            flow.addWidget(widget)
        self._tag_place = QWidget()
        self._tags = QHBoxLayout(self._tag_place)
        self._tags.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(self._tag_place)
        return holder

    def _chooser(self) -> QWidget:
        """All places to tick, folded away until asked for."""
        self.chooser = Card(tr("Which places"), gap=10)
        options = places.options(self._library, catalogs.language())
        self.chosen = ChipGroup(
            [Choice(option.key, option.label) for option in options],
            name=tr("Which places"),
            values=self._library.places(),
            multiple=True,
        )
        self.chosen.changed.connect(self._show)
        self.all_button = LinkButton(tr("All places"), on_click=lambda: self._choose(self._library.places()))
        self.none_button = LinkButton(tr("No place"), on_click=lambda: self._choose([]))
        self.chooser.add_to_head(self.all_button)
        self.chooser.add_to_head(self.none_button)
        self.chooser.body.addWidget(self.chosen)
        self.chooser.hide()
        return self.chooser

    def _toggle_chooser(self) -> None:
        self.chooser.setVisible(self.chooser.isHidden())
        if not self.chooser.isHidden():
            self.all_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, chosen: Sequence[str]) -> None:
        self.chosen.set_values(chosen)
        self._show()

    def _show(self) -> None:
        rows, language = self.shown(), catalogs.language()
        everything = len(self._rows)
        if len(rows) == everything:
            words = trn("All %(n)s places", "All %(n)s places", everything)
        else:
            words = tr("%(some)s of %(all)s places", some=locales.number(len(rows)), all=locales.number(everything))
        self.choose_button.setText(words)
        self.choose_button.setAccessibleName(tr("Which places: %(places)s", places=words))
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.print_button.setEnabled(bool(rows))
        self._show_tag(comparison.review_words(rows, language) if rows else "")

    def _show_tag(self, words: str) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if words:
            done = all(row["review"]["state"] == "checked_by_lawyer" for row in self.shown())
            self._tags.addWidget(ReviewTag("checked" if done else "draft", words))

    def _print(self) -> None:
        day = self.day.value()
        document = comparison_sheet.document(self.shown(), day, catalogs.language())
        self.to_print.emit(Ready(document, file_name=f"places-{day.isoformat()}"))


def _model_choices() -> list[Choice]:
    found = []
    for model in COLUMNS:
        words = tr(SHORT[model])
        found.append(Choice(str(model), words[:1].upper() + words[1:]))
    return found


def _legend() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.space(10), 0, theme.space(10), theme.space(6))
    signs = QWidget()
    flow = FlowLayout(signs, gap=theme.space(18), line_gap=theme.space(4))
    for kind, words in (
        ("now", tr("what the law says on that day")),
        ("some", tr("only for some people, drugs or amounts")),
        ("before", tr("before")),
        ("arrow", tr("the law itself changed")),
    ):
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(6))
        line.addWidget(_Sign(kind))
        line.addWidget(Text(words, "caption", "text2"), 1)
        flow.addWidget(pair)
    column.addWidget(signs)
    note = comparison_words.source_note(catalogs.catalog(catalogs.language()))
    parting = tr("The thick line parts what is a crime in law from what is not.")
    column.addWidget(Text(f"{parting} {note}", "caption", "text2"))
    return holder


class _Sign(QWidget):
    """A sign of the table, for the legend."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = theme.icon_size(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        box = QRectF(self.rect())
        pen = QPen(theme.colour("text"), 2)
        if self._kind == "before":
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2])
            painter.setPen(pen)
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
        else:
            side = theme.icon_size(22 if self._kind == "now" else 14 if self._kind == "some" else 20)
            outcome = SILHOUETTES[Model.ADMINISTRATIVE]
            ratio, mirror = self.devicePixelRatioF(), painting.right_to_left(self)
            if self._kind == "arrow":
                picture = icons.pixmap("arrow", "text", side, ratio=ratio, mirror=mirror)
            else:
                picture = icons.outcome_pixmap(outcome, side, ratio=ratio)
            wide = picture.width() / picture.devicePixelRatio()
            painter.drawPixmap(QRectF((box.width() - wide) / 2, (box.height() - side) / 2, 0, 0).topLeft(), picture)
        painter.end()
