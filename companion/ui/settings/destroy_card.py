"""The end of the vault: what happens in which order, what the law may say, and a button that must be held."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.ui import places, restart, theme
from companion.ui.session import Session
from companion.ui.settings.hold_button import HoldButton
from companion.ui.settings.lines import Told
from companion.ui.settings.promises import DESTROYING
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.fields import Field
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.stepper import Stepper
from companion.ui.widgets.text import Text
from companion.vault import attempts, destroying

_USUAL_TRIES = 10


class DestroyCard(Card):
    """Nothing here happens by one press."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Destroy the keys"))
        self._session = session
        for number, (title, words) in enumerate(DESTROYING, 1):
            self.body.addWidget(_step(number, tr(title), tr(words)))
        self.law = MessageLine(
            "warning",
            tr("We do not know what destroying means in law here. Ask a lawyer now, not then."),
            title=tr("%(place)s: not covered here", place=_place_name(session)),
        )
        self.body.addWidget(self.law)
        self.told = Told()
        self.body.addLayout(self.told)
        self.hold = HoldButton(tr("Hold to destroy"))
        self.hold.held.connect(self.end_vault)
        self.body.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(Text(tr("5 seconds. Let go before, and nothing happens."), "caption", "text2"))
        self.body.addWidget(Divider())
        self.tries = WrongTries(session)
        self.body.addWidget(self.tries)
        if session.demo:
            self.hold.setEnabled(False)
            self.tries.setEnabled(False)

    def end_vault(self) -> None:
        """Overwrite the keys, remove the files, and begin anew at an empty door."""
        self._session.tasks.close()
        try:
            destroying.destroy(self._session.vault)
        except Problem as problem:
            self.told.say(MessageLine.of(problem))
            return
        self.window().hide()
        restart.afresh()


class WrongTries(QWidget):
    """Destroying after wrong passphrases: off unless the team turns it on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._folder = session.vault.folder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(8))
        column.addWidget(Text(tr("After wrong passphrases"), "label", weight=600))
        self.state = Text("", "label", "text2", weight=400)
        column.addWidget(self.state)
        self.tries = Stepper(tr("Wrong tries"), Decimal(_USUAL_TRIES), minimum=attempts.LEAST, maximum=attempts.MOST)
        self.field = Field(tr("Wrong tries"), self.tries)
        column.addWidget(self.field)
        self.switch = Button("", on_click=self.turn)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeading)
        self.told = Told()
        column.addLayout(self.told)
        self._show()

    def turn(self) -> None:
        """On or off."""
        try:
            if attempts.limit(self._folder) is None:
                attempts.turn_on(self._folder, self.tries.count())
            else:
                attempts.turn_off(self._folder)
        except Problem as problem:
            self.told.say(MessageLine.of(problem))
        else:
            self.told.say(None)
        self._show()

    def _show(self) -> None:
        limit = attempts.limit(self._folder)
        self.field.setVisible(limit is None)
        self.switch.setText(tr("Destroy the keys after that many") if limit is None else tr("Turn it off"))
        self.state.setText(
            tr("Nothing is destroyed, however many there are. Anybody could use it to destroy your work.")
            if limit is None
            else tr(
                "After %(tries)s wrong tries in a row the keys are destroyed. "
                "Who copies the folder first can try for ever.",
                tries=limit,
            )
        )


def _step(number: int, title: str, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(12))
    row.addWidget(Text(str(number), "body", "accent", weight=700, wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(Text(title, "body", weight=600))
    said.addWidget(Text(words, "label", "text2", weight=400))
    row.addLayout(said, 1)
    return holder


def _place_name(session: Session) -> str:
    for option in places.options(session.rights, session.language):
        if option.key == session.place:
            return option.label
    return session.place
