"""When a workshop is over: how many were counted, and whether its numbers are kept. Nothing is kept unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n.catalogs import tr, trn
from companion.log import letterbox
from companion.log.letterbox import Letter, QuizShare, Standing
from companion.log.months import Month
from companion.log.tally import WORKSHOP_THEMES, WorkshopFor
from companion.ui.widgets.buttons import primary
from companion.ui.widgets.message_line import MessageLine
from companion.workshops.session import Given


def letter_of(given: Given) -> Letter:
    """The numbers of a workshop as they are sealed for the log: its month, for whom, how many, both quizzes."""
    shares = [
        QuizShare(after, WORKSHOP_THEMES.index(theme.value), share.right, share.hands)
        for after, told in ((False, given.before), (True, given.after))
        for theme, share in told.items()
    ]
    return Letter(Month.of(given.month), WorkshopFor(given.audience.value), given.people, shares)


class EndOfWorkshop(QWidget):
    """Says what can be kept on this device, and keeps it when the button is pressed, once."""

    def __init__(self, given: Given, folder: Path | None, kept: bool, *, on_kept: Callable[[], None]) -> None:
        """`folder` is that of the device's vault; `kept` whether these numbers were kept before."""
        super().__init__()
        self._given, self._folder, self._on_kept = given, folder, on_kept
        self._said: MessageLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.keep = primary(tr("Keep the numbers"), icon="tally", on_click=self._keep)
        can = folder is not None and letterbox.standing(folder) is Standing.READY
        if kept:
            self._say(self._is_kept())
        else:
            self._say(self._can_be_kept() if can else self._cannot_be_kept())
        self._column.addWidget(self.keep)
        self.keep.setVisible(can and not kept)

    def _say(self, line: MessageLine) -> None:
        if self._said is not None:
            self._column.removeWidget(self._said)
            self._said.hide()
            self._said.deleteLater()
        self._said = line
        self._column.insertWidget(0, line)

    def _counted(self) -> str:
        return trn("%(n)s person was counted.", "%(n)s people were counted.", self._given.people)

    def _can_be_kept(self) -> MessageLine:
        words = tr("Keep the numbers for the month’s report? How many came and both quiz results, and nothing else.")
        return MessageLine("info", f"{self._counted()} {words}", title=tr("The workshop is over"))

    def _is_kept(self) -> MessageLine:
        words = tr("The numbers are sealed. They are counted when the vault is opened next.")
        return MessageLine("ok", f"{self._counted()} {words}", title=tr("The workshop is over"))

    def _cannot_be_kept(self) -> MessageLine:
        none = self._folder is None or letterbox.standing(self._folder) is Standing.NO_VAULT
        why = (
            tr("There is no vault on this device, so nothing can be kept.")
            if none
            else tr("Nothing can be kept until the vault on this device has been opened once.")
        )
        advice = tr("Write the numbers down if you need them: they are gone when the program closes.")
        return MessageLine("warning", f"{self._counted()} {why} {advice}", title=tr("The workshop is over"))

    def _keep(self) -> None:
        assert self._folder is not None
        self.keep.setEnabled(False)  # a second press must not lay a second letter
        try:
            letterbox.put(self._folder, letter_of(self._given))
        except Problem as problem:
            self.keep.setEnabled(True)
            self._say(MessageLine.of(problem))
            return
        self._on_kept()
        self.keep.hide()
        self._say(self._is_kept())
