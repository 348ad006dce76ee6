"""The kiosk: what visitors see, where the naloxone lies, how it is started, and how the rest is locked down."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import N_, tr
from companion.rights.reading_out import ReadOut
from companion.services.labels import KINDS
from companion.services.records import Audience
from companion.services.store import ServiceStore
from companion.settings import LABEL_LENGTH
from companion.ui import places, theme
from companion.ui.kiosk import visit
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.lines import line_column
from companion.ui.settings.promises import Line
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.fields import Field, TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.message_slot import MessageSlot
from companion.ui.widgets.text import Text
from companion.vault import slots
from companion.vault.keyslots import SlotKind

COMMAND = "companion --mode kiosk --vault"
_STARTING = (
    Line("key", N_("Give the kiosk a passphrase of its own, under “Passphrases”. It opens the directory and the law.")),
    Line("keyboard", N_("Start it with the command below. It asks for that passphrase once, then it stays open.")),
    Line("lock", N_("To end it: “Staff” on its first page, then the kiosk’s passphrase or your own.")),
    Line(
        "undo", N_("After every visitor, and after a minute without a touch, the program replaces itself: all is gone.")
    ),
)
_LOCKING = (
    Line("person", N_("Make a user of the computer for the kiosk alone, without rights and without other programs.")),
    Line("screen", N_("Let that user log in by itself, into a session that starts only this program and no desktop.")),
    Line("keyoff", N_("The program holds Alt+F4, Escape, the function keys and, under X11, Alt+Tab.")),
    Line("warn", N_("It cannot hold the power button, Ctrl+Alt+Delete, the keys that switch consoles, or the system’s "
                    "gestures: switch them off.")),
    Line("usb", N_("Close the ports, or put the computer where nobody reaches them. Encrypt its disk.")),
    Line("printer", N_("A printer on a cable prints without asking. Its queue keeps a copy until it has printed.")),
)  # fmt: skip


class KioskPane(QWidget):
    """Every change is kept at once and holds from the kiosk's next visitor on."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._session, self._navigation = session, navigation
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        column.addWidget(self._shown())
        column.addWidget(self._naloxone())
        column.addWidget(self._starting())
        column.addWidget(self._locking())

    def _shown(self) -> Card:
        card = Card(tr("What visitors see"), gap=14)
        self.told = MessageSlot()
        self.languages = self._choice(
            tr("Languages"),
            [Choice(tag, places.own_name(tag)) for tag in visit.languages(self._session, every=True)],
            self._session.get("kiosk_languages") or visit.languages(self._session),
        )
        self.languages.changed.connect(self._keep_languages)
        self.topics = self._choice(
            tr("Pages"), self._topic_choices(), self._on(self._topic_choices(), "kiosk_topics_off")
        )
        self.topics.changed.connect(lambda: self._keep_off("kiosk_topics_off", self.topics, self._topic_choices()))
        kinds = self._kind_choices()
        self.kinds = self._choice(tr("Kinds of help"), kinds, self._on(kinds, "kiosk_kinds_off"))
        self.kinds.changed.connect(lambda: self._keep_off("kiosk_kinds_off", self.kinds, self._kind_choices()))
        for name, group in (
            (tr("Languages"), self.languages),
            (tr("Pages"), self.topics),
            (tr("Kinds of help"), self.kinds),
        ):
            card.body.addWidget(Field(name, group))
        hidden = tr(
            "A single service is kept from the kiosk where it is edited. What to do in an overdose always shows."
        )
        card.body.addWidget(Text(hidden, "label", "text2", weight=400))
        card.body.addWidget(self.told)
        return card

    def _choice(self, name: str, choices: list[Choice], chosen: list[str]) -> ChipGroup:
        return ChipGroup(choices, name=name, values=chosen, multiple=True)

    def _topic_choices(self) -> list[Choice]:
        session = self._session
        if session.rights.find(session.place) is None:
            return []
        out = ReadOut(session.rights, session.place, session.language)
        topics = sorted(out.place.topics, key=lambda topic: topic.order)
        return [Choice(t.id, out.wording.topic(t, "title")) for t in topics if t.id != visit.OVERDOSE]

    def _kind_choices(self) -> list[Choice]:
        counts = ServiceStore(self._session.library, audience=Audience.KIOSK).counts()
        return [Choice(kind, tr(KINDS[kind].name), icon=KINDS[kind].icon) for kind in counts.by_kind]

    def _on(self, choices: list[Choice], key: str) -> list[str]:
        off = set(self._session.get(key))
        return [choice.key for choice in choices if choice.key not in off]

    def _naloxone(self) -> Card:
        card = Card(tr("Naloxone"), gap=10)
        name = tr("Where it lies here")
        self.naloxone = TextField(name, str(self._session.get("kiosk_naloxone")), icon="spray")
        self.naloxone.edit.setMaxLength(LABEL_LENGTH)
        self.naloxone.edit.editingFinished.connect(self._keep_naloxone)
        hint = tr("A few words that a visitor understands at once, such as “Box at the desk”. Empty: it is not shown.")
        self.naloxone_field = Field(name, self.naloxone, hint=hint)
        card.body.addWidget(self.naloxone_field)
        return card

    def _starting(self) -> Card:
        card = Card(tr("How it is started and ended"), gap=10)
        if all(slot.kind is not SlotKind.KIOSK for slot in slots.listed(self._session.vault)):
            card.body.addWidget(MessageLine("info", tr("No kiosk has a passphrase yet.")))
        rows, _ = line_column(_STARTING)
        card.body.addLayout(rows)
        card.body.addWidget(Text(f"{COMMAND} …", "label", weight=600, language="en"))
        buttons = FlowLayout(gap=theme.space(10))
        opened = lambda: self._navigation.go("settings", section="passphrases")  # noqa: E731
        buttons.addWidget(Button(tr("Passphrases"), icon="key", on_click=opened))
        card.body.addLayout(buttons)
        return card

    def _locking(self) -> Card:
        card = Card(tr("Lock down the rest of the computer"), gap=10)
        rows, _ = line_column(_LOCKING)
        card.body.addLayout(rows)
        card.body.addWidget(Divider())
        card.body.addWidget(Text(tr("KIOSK.md in the project shows how, line by line."), "label", "text2"))
        return card

    def _keep_languages(self) -> None:
        chosen = self.languages.values()
        every = visit.languages(self._session, every=True)
        self._keep("kiosk_languages", [] if set(chosen) == set(every) else [tag for tag in every if tag in chosen])

    def _keep_off(self, key: str, group: ChipGroup, choices: list[Choice]) -> None:
        """What is not ticked is off; what is off and not offered here (another place's page) stays off."""
        offered, on = {choice.key for choice in choices}, set(group.values())
        others = [kept for kept in self._session.get(key) if kept not in offered]
        self._keep(key, sorted({*others, *(offered - on)}))

    def _keep_naloxone(self) -> None:
        self._keep("kiosk_naloxone", self.naloxone.text().strip())

    def _keep(self, key: str, value: object) -> None:
        try:
            self._session.set(key, value)
        except Problem as problem:
            self.told.say(MessageLine.of(problem))
        else:
            self.told.say(None)
