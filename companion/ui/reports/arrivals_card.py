"""Taking bundles in: any number, in any order; what became of each, and laptops nobody has admitted yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import files
from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import N_, tr
from companion.log import exchange_counts
from companion.log.exchange import Team, fingerprint
from companion.log.exchange_bundle import Bundle, read_bundle
from companion.log.exchange_counts import Received, Taken
from companion.log.places import PlaceNames
from companion.reports.period_words import months_joined
from companion.settings import LABEL_LENGTH
from companion.ui import theme
from companion.ui.session import Session
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.fields import TextField
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.text import Text
from companion.vault.sealed_boxes import MOST_BYTES


class ArrivalsCard(Card):
    """`counted` tells that the months below have changed; `lines` are what is said of each file."""

    counted = Signal()

    def __init__(
        self,
        session: Session,
        names: PlaceNames,
        choose: Callable[[], list[Path]],
    ) -> None:
        super().__init__(tr("Take bundles in"), gap=10)
        self._session, self._names, self._choose = session, names, choose
        words = tr("Any number, in any order, twice or not: the newest of each laptop counts.")
        self.body.addWidget(Text(words, "label", "text2", weight=400))
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(12), line_gap=theme.space(8))
        self.button = Button(tr("Choose bundles"), "primary", icon="usb", on_click=self.take_files)
        flow.addWidget(self.button)
        self.body.addWidget(row)
        self._results = QVBoxLayout()
        self._results.setSpacing(theme.space(8))
        self.body.addLayout(self._results)
        self.lines: list[MessageLine] = []
        self.strangers: dict[bytes, Stranger] = {}

    def take_files(self) -> None:
        """Ask for files and take in what can be; each that cannot says why."""
        chosen = self._choose()
        if not chosen:
            return
        self._clear()
        taken = sum(self._take(path) for path in chosen)  # all of them, also after one that was taken
        if taken:
            self.counted.emit()

    def _take(self, path: Path) -> bool:
        try:
            bundle = read_bundle(self._session.contacts, files.read_bytes(path, limit=MOST_BYTES))
            taken = exchange_counts.take(self._session.contacts, bundle, self._names)
        except Problem as problem:
            if problem.code == "bundle.unknown_laptop":
                self._show_stranger(bundle, path)
            else:
                self._say(_refusal(problem, path))
            return False
        self._say(MessageLine("ok", _what_came(taken), title=self._laptop_name(taken)))
        return True

    def _show_stranger(self, bundle: Bundle, path: Path) -> None:
        known = self.strangers.get(bundle.signer)
        if known is not None:
            known.bundles.append(bundle)
            return
        stranger = Stranger(bundle, path, self._admit)
        self.strangers[bundle.signer] = stranger
        self._results.addWidget(stranger)

    def _admit(self, stranger: Stranger) -> None:
        """The words were compared: the laptop gets its number and name, and its newest bundle is counted."""
        log = self._session.contacts
        first = min(bundle.first for bundle in stranger.bundles)
        try:
            laptop = Team(log).admit(stranger.bundles[0].signer, first)
            kept = self._session.get("laptop_names")
            self._session.set("laptop_names", {**kept, str(laptop.code): stranger.name()})
            newest = max(stranger.bundles, key=lambda one: one.revision)
            taken = exchange_counts.take(log, newest, self._names)
        except Problem as problem:
            stranger.say(problem)
            return
        del self.strangers[newest.signer]
        self._results.removeWidget(stranger)
        stranger.hide()
        stranger.deleteLater()
        self._say(MessageLine("ok", _what_came(taken), title=self._laptop_name(taken)))
        self.counted.emit()

    def _laptop_name(self, taken: Taken) -> str:
        names = self._session.get("laptop_names")
        return str(names.get(str(taken.laptop.code)) or tr("Laptop %(number)s", number=taken.laptop.code))

    def _say(self, line: MessageLine) -> None:
        self.lines.append(line)
        self._results.addWidget(line)

    def _clear(self) -> None:
        for widget in [*self.lines, *self.strangers.values()]:
            self._results.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.lines, self.strangers = [], {}


class Stranger(Card):
    """A laptop that is not admitted yet: its words, a name for it, and the way in."""

    def __init__(self, bundle: Bundle, path: Path, on_admit: Callable[[Stranger], object]) -> None:
        super().__init__(tr("A laptop you have not admitted"), tone="soft", gap=8)
        self.bundles = [bundle]
        words = tr(
            "“%(file)s” is signed by a laptop with these words. Compare them with those it shows, on the telephone or "
            "side by side. If they differ, do not admit it.",
            file=path.name,
        )
        self.body.addWidget(Text(words, "label", weight=400))
        self.words = Text(" ".join(fingerprint(bundle.signer)), "lead")
        self.body.addWidget(self.words)
        self.field = TextField(tr("What you call it"), placeholder=tr("What you call it"))
        self.field.edit.setMaxLength(LABEL_LENGTH)
        self.body.addWidget(self.field)
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(12), line_gap=theme.space(8))
        self.admit = Button(tr("The words are the same: admit it"), on_click=lambda: on_admit(self))
        flow.addWidget(self.admit)
        self.body.addWidget(row)

    def name(self) -> str:
        """What was typed, or a number's worth of nothing."""
        return self.field.text().strip() or tr("Laptop")

    def say(self, problem: Problem) -> None:
        """What went wrong."""
        self.body.addWidget(MessageLine.of(problem))


def _refusal(problem: Problem, path: Path) -> MessageLine:
    message = messages.explain(problem)
    harmless = problem.code in ("bundle.already_here", "bundle.older")
    words = f"{message.explanation} {message.next_step}"
    return MessageLine(
        "info" if harmless else "error", words, title=tr("%(file)s: %(what)s", file=path.name, what=message.title)
    )


def _what_came(taken: Taken) -> str:
    sentences = []
    for fate in Received:
        months = [month for month, received in taken.months.items() if received is fate]
        if months:
            sentences.append(tr(_FATES[fate], months=months_joined(months)))
    return " ".join(sentences)


_FATES = {
    Received.NEW: N_("New: %(months)s."),
    Received.REPLACED: N_("Replaced by newer counts: %(months)s."),
    Received.SAME: N_("Out already, and unchanged: %(months)s."),
    Received.LATE: N_("Came after their report was out, and count now: %(months)s."),
    Received.TOO_LATE: N_("Changed after their report was out, and stay as they were told: %(months)s."),
}
