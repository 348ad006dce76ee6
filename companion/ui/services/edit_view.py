"""Changing a service, or adding one: what people are told, when it is open, and where it may be shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.services.labels import FEATURES, KINDS, STATUSES
from companion.services.records import Audience, Feature, Listing, ServiceKind, Status
from companion.services.store import ServiceStore
from companion.ui import theme
from companion.ui.services.hours_editor import HoursEditor
from companion.ui.widgets import painting
from companion.ui.widgets.buttons import IconButton, primary, secondary
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.columns import ColumnsLayout
from companion.ui.widgets.date_field import DateField
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.text import Text


class LongField(QWidget):
    """Several lines of plain text in the frame of a field; Tab goes on to the next."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        side = theme.space(12)
        column.setContentsMargins(side, theme.space(8), theme.space(4), theme.space(8))
        self.edit = QPlainTextEdit(text)
        self.edit.setAccessibleName(name)
        self.edit.setTabChangesFocus(True)
        self.edit.setFont(theme.font("body"))
        self.edit.setFixedHeight(theme.scaled(92))
        self.edit.document().setDocumentMargin(0)
        column.addWidget(self.edit)

    def text(self) -> str:
        """What stands in it."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put something into it."""
        self.edit.setPlainText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        tone, edge = theme.colour("surface"), theme.colour("control")
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, fill=tone, edge=edge)
        painter.end()


class EditView(QWidget):
    """`saved` carries the id of the listing; `left` asks to go back without keeping anything."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, store: ServiceStore, listing: Listing | None) -> None:
        super().__init__()
        self._store, self.listing = store, listing
        self._before = _values(listing)
        self.texts: dict[str, TextField | LongField] = {}
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        column.addLayout(self._head())
        panes = QWidget()
        columns = ColumnsLayout(panes, shares=(1, 1), stack_below=900)
        columns.addWidget(self._told_card())
        columns.addWidget(self._when_card())
        column.addWidget(panes)
        self._messages = QVBoxLayout()
        column.addLayout(self._messages)
        column.addWidget(self._ends())
        column.addStretch(1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.space(14))
        self.back = IconButton("back", tr("Back to the services"), on_click=self.left.emit)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        words = tr("Change a service") if self.listing else tr("Add a service")
        head.addWidget(Text(words, "h1"), 1)
        return head

    def _told_card(self) -> Card:
        card = Card(tr("What people are told"))
        for field, label in (("name", tr("Name")), ("phone", tr("Phone"))):
            self._line(card, field, label)
        long = LongField(tr("What you can get"), self._before["description"])
        self.texts["description"] = long
        card.body.addWidget(Text(tr("What you can get"), "label", weight=600))
        card.body.addWidget(long)
        if self.listing is None or self.listing.location is not None:
            self._line(card, "street", tr("Street and number"))
            self._line(card, "city", tr("Town"))
            hint = tr("In words, for the pocket sheet: which stop, which door.")
            self._line(card, "transportation", tr("How to get there"), hint)
        self._line(card, "fees", tr("What it costs"))
        self._line(card, "eligibility", tr("For whom"))
        self._line(card, "alert", tr("What to know before going"))
        names = [Choice(kind, tr(KINDS[kind].name), icon=KINDS[kind].icon) for kind in ServiceKind]
        kinds = self._before["kinds"].split()
        card.body.addWidget(Text(tr("Kind of help"), "label", weight=600))
        self.kinds = ChipGroup(names, name=tr("Kind of help"), values=kinds, multiple=True)
        card.body.addWidget(self.kinds)
        return card

    def _when_card(self) -> Card:
        card = Card(tr("When and for whom"))
        self.hours = HoursEditor(self._before["hours"])
        card.body.addWidget(self.hours)
        options = [Option(status, tr(STATUSES[status])) for status in Status if status != Status.UNCLEAR]
        self.status = Select(tr("Whether it is running"), options, self._before["status"])
        card.body.addWidget(Field(tr("Whether it is running"), self.status))
        card.body.addWidget(Text(tr("Who is welcome, and who runs it"), "label", weight=600))
        features = [Choice(feature, tr(FEATURES[feature][1])) for feature in Feature]
        said = self._before["features"].split()
        self.features = ChipGroup(features, name=tr("Who is welcome, and who runs it"), values=said, multiple=True)
        card.body.addWidget(self.features)
        card.body.addWidget(Text(tr("Where it may be shown"), "label", weight=600))
        shown = [
            Choice(Audience.KIOSK, tr("On the shared screen"), icon="screen"),
            Choice(Audience.PRINT, tr("On paper and in codes"), icon="printer"),
        ]
        hidden = set(self._before["hidden_from"].split())
        visible = [audience for audience in Audience if audience not in hidden]
        self.visible = ChipGroup(shown, name=tr("Where it may be shown"), values=visible, multiple=True)
        card.body.addWidget(self.visible)
        words = tr("Workers always see it. Take both off where a list of such places could bring danger.")
        card.body.addWidget(Text(words, "caption", "text2"))
        today = clock.today()
        self.assured = DateField(tr("Day you made sure that this is true"), today, latest=today)
        hint = tr("By calling or going there. It stands beside the service, and after a while asks to be confirmed.")
        card.body.addWidget(Field(tr("Day you made sure that this is true"), self.assured, hint=hint))
        card.body.addStretch(1)
        return card

    def _line(self, card: Card, name: str, label: str, hint: str = "") -> None:
        editor = TextField(label, self._before[name])
        self.texts[name] = editor
        self.fields[name] = Field(label, editor, hint=hint)
        card.body.addWidget(self.fields[name])

    def _ends(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.space(12), line_gap=theme.space(8))
        self.save_button = primary(tr("Save, confirmed on this day"), size="medium", on_click=self.save)
        flow.addWidget(self.save_button)
        flow.addWidget(secondary(tr("Not now"), size="medium", on_click=self.left.emit))
        return holder

    def values(self) -> dict[str, str]:
        """Every field as it stands."""
        found = {name: editor.text() for name, editor in self.texts.items()}
        hidden = [audience for audience in Audience if audience not in self.visible.values()]
        return found | {
            "hours": self.hours.text(),
            "status": self.status.value() or Status.ACTIVE,
            "kinds": " ".join(kind for kind in ServiceKind if kind in self.kinds.values()),
            "features": " ".join(feature for feature in Feature if feature in self.features.values()),
            "hidden_from": " ".join(hidden),
        }

    def changes(self) -> dict[str, str]:
        """What differs from what was there."""
        return {name: value for name, value in self.values().items() if value != self._before[name]}

    def restore(self, values: Mapping[str, str]) -> None:
        """Take back what `values` gave, after the page was built anew."""
        for name, editor in self.texts.items():
            editor.set_text(values.get(name, ""))
        self.hours.field.set_text(values.get("hours", ""))
        self.status.set_value(values.get("status", Status.ACTIVE))
        self.kinds.set_values(values.get("kinds", "").split())
        self.features.set_values(values.get("features", "").split())
        hidden = values.get("hidden_from", "").split()
        self.visible.set_values([audience for audience in Audience if audience not in hidden])

    def save(self) -> None:
        """Keep what was changed, and that it was made sure of on the day given."""
        self.fields["name"].set_error("")
        if not self.texts["name"].text().strip():
            self.fields["name"].set_error(tr("Give it the name people look for."))
            self.texts["name"].setFocus()
            return
        try:
            if self.listing is None:
                uid = self._store.add({name: value for name, value in self.values().items() if value}).id
                self._store.confirm(uid, self.assured.value())
            else:
                uid = self.listing.id
                self._store.update(uid, _columns(self.changes()), assured=self.assured.value())
        except Problem as problem:
            self._messages.addWidget(MessageLine.of(problem))
            return
        self.saved.emit(uid)


def _values(listing: Listing | None) -> dict[str, str]:
    """What stands in the fields at first."""
    if listing is None:
        empty = ("name", "phone", "description", "street", "city", "transportation", "fees", "eligibility", "alert")
        return dict.fromkeys((*empty, "hours", "kinds", "features", "hidden_from"), "") | {"status": Status.ACTIVE}
    service, place, hours = listing.service, listing.location, listing.schedule.hours
    plain = hours is not None and hours.valid_from is None and hours.valid_to is None
    return {
        "name": service.name,
        "phone": listing.phones[0].number if listing.phones else "",
        "description": service.description,
        "street": place.street if place else "",
        "city": place.city if place else "",
        "transportation": place.transportation if place else "",
        "fees": service.fees,
        "eligibility": service.eligibility,
        "alert": service.alert,
        "hours": hours.text if hours is not None and plain else "; ".join(listing.schedule.as_written),
        "status": service.status if service.status != Status.UNCLEAR else Status.ACTIVE,
        "kinds": " ".join(kind for kind in ServiceKind if kind in listing.kinds),
        "features": " ".join(listing.features),
        "hidden_from": " ".join(listing.hidden_from),
    }


def _columns(changes: Mapping[str, str]) -> dict[str, str]:
    """Fields by the names under which they are kept."""
    from companion.services.editing import RECORD_FIELDS

    return {RECORD_FIELDS.get(name, name): value for name, value in changes.items()}
