"""What is kept one by one, until when, and what goes next: told before it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import clock
from companion.errors import Problem
from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.log import retention
from companion.log.retention import Going
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.widgets.card import Card, Divider
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.message_slot import MessageSlot
from companion.ui.widgets.progress_panel import ProgressPanel
from companion.ui.widgets.text import Text


class KeptPane(QWidget):
    """The team's age for contacts and incidents, and the calendar of what goes."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self._session = session
        self._going: Sequence[Going] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.told = MessageSlot()
        column.addWidget(self.told)
        column.addWidget(self._age_card())
        self.calendar = Card(tr("What goes, and when"), gap=8)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(8))
        self.calendar.body.addLayout(self._rows)
        column.addWidget(self.calendar)
        column.addWidget(_copies_card())
        self.progress = ProgressPanel(tr("Erasing"))
        self.progress.hide()
        column.addWidget(self.progress)
        session.log_changed.connect(self.read_again)
        self.read_again()

    @property
    def months(self) -> int:
        """The team's age."""
        return int(self._session.get("contacts_kept"))

    def read_again(self) -> None:
        """Look at what is kept, off the window's thread: a large log takes a moment."""
        log, months = self._session.contacts, self.months
        self._session.tasks.run(
            self, lambda _: retention.schedule(log, months), success=self.show_calendar, failure=self._failed
        )

    def show_calendar(self, going: Sequence[Going]) -> None:
        """Show each month with the days on which its days and the rest go."""
        self._going = going
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not going:
            self._rows.addWidget(Text(tr("Nothing is kept one by one: only totals."), "label", "text2", weight=400))
        for number, one in enumerate(going):
            if number:
                self._rows.addWidget(Divider())
            self._rows.addWidget(Text(_numbers(one), "label", weight=600))
            self._rows.addWidget(Text(_days(one), "label", "text2", weight=400))

    def choose(self, months: int) -> None:
        """Keep another age; what is past it already is named first and erased only when that is confirmed."""
        today = clock.today()
        past = [one for one in self._going if retention.all_goes(one.month, months) <= today]
        if past:
            self.age.set_value(str(self.months))
            words = tr(
                "Past that age already: %(what)s. They will be erased; their totals stay.",
                what="; ".join(_numbers(one) for one in past),
            )
            message = MessageLine(
                "warning", words, action=tr("Erase them"), on_action=lambda: self.choose_and_erase(months)
            )
            self.told.say(message)
            return
        if self._keep(months):
            self.told.say(MessageLine("ok", self._what_is_next(months)))
            self.read_again()

    def choose_and_erase(self, months: int) -> None:
        """Keep the age and erase at once what is past it."""
        if not self._keep(months):
            return
        log = self._session.contacts
        self.told.say(None)
        self.progress.show()
        self.progress.set_progress(0, 0, tr("Totals stay as they are."))
        self._session.tasks.run(
            self,
            lambda ticket: retention.keep_promise(log, months, clock.today(), ticket.report),
            success=self._erased,
            failure=self._failed,
            progress=lambda done, total: self.progress.set_progress(done, total, tr("Totals stay as they are.")),
        )

    def _erased(self, kept: retention.Kept) -> None:
        self.progress.hide()
        contacts = trn("%(n)s contact", "%(n)s contacts", kept.contacts)
        incidents = trn("%(n)s rights violation", "%(n)s rights violations", kept.incidents)
        words = tr("Erased: %(what)s. Their totals stay.", what=locales.joined([contacts, incidents]))
        self.told.say(MessageLine("ok", words))
        self._session.log_changed.emit()

    def _keep(self, months: int) -> bool:
        try:
            self._session.set("contacts_kept", months)
        except Problem as problem:
            self._failed(problem)
            self.age.set_value(str(self.months))
            return False
        self.age.set_value(str(months))
        return True

    def _what_is_next(self, months: int) -> str:
        said = trn(
            "From now on contacts are kept one by one until %(n)s month after the end of theirs.",
            "From now on contacts are kept one by one until %(n)s months after the end of theirs.",
            months,
        )
        if not self._going:
            return said
        first = self._going[0]
        when = locales.long_date(retention.all_goes(first.month, months))
        return f"{said} {tr('The first to go, on %(date)s: %(what)s.', date=when, what=_numbers(first))}"

    def _failed(self, problem: Problem) -> None:
        self.progress.hide()
        self.told.say(MessageLine.of(problem))

    def _age_card(self) -> Card:
        card = Card(tr("How long contacts are kept one by one"), gap=10)
        words = tr(
            "A contact and a rights violation are kept one by one for a while, so that slips can be put right. Then"
            " only the totals of their month, area and site remain. Reports need no more than those."
        )
        card.body.addWidget(Text(words, "label", "text2", weight=400))
        choices = [Choice(str(months), trn("%(n)s month", "%(n)s months", months)) for months in retention.MONTHS_KEPT]
        self.age = ChipGroup(choices, name=tr("Months after the end of theirs"), value=str(self.months))
        self.age.changed.connect(lambda: self.choose(int(self.age.value() or self.months)))
        card.body.addWidget(self.age)
        return card


def _copies_card() -> Card:
    card = Card(tr("And the copies"), gap=8)
    for words in (
        trn(
            "A copy the program makes before an update goes after %(n)s day.",
            "A copy the program makes before an update goes after %(n)s days.",
            retention.DAYS_COPIES_STAY,
        ),
        tr("A backup of yours holds what there was on its day. When one is brought back, what is past the age goes."),
    ):
        card.body.addWidget(Text(words, "label", "text2", weight=400))
    return card


def _numbers(one: Going) -> str:
    month = locales.month_year(one.month.first_day)
    contacts = trn("%(n)s contact", "%(n)s contacts", one.contacts)
    if not one.incidents:
        return tr("%(month)s: %(what)s", month=month, what=contacts)
    incidents = trn("%(n)s rights violation", "%(n)s rights violations", one.incidents)
    return tr("%(month)s: %(what)s", month=month, what=locales.joined([contacts, incidents]))


def _days(one: Going) -> str:
    erased = locales.long_date(one.all_goes)
    if one.has_days:
        days = locales.long_date(one.days_go)
        return tr("Days and notes go on %(days)s, the rest on %(erased)s.", days=days, erased=erased)
    return tr("Days are gone. The rest goes on %(erased)s.", erased=erased)
