"""The week of a door: painted where its hours were understood whole, as written and "call first" everywhere else."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from companion.i18n.catalogs import tr
from companion.services.opening_hours import Day, Holidays, Hours, Kind
from companion.services.records import Listing, Status
from companion.ui import theme
from companion.ui.services import standing
from companion.ui.services.plain_text import one_line
from companion.ui.widgets.hours_week import DayHours, HoursWeek, UncheckedHours
from companion.ui.widgets.text import Text

_MOST_SPANS = 2  # opening times a day that still leave room for the bar


def opening_week(listing: Listing, now: datetime, holidays: Holidays | None = None) -> QWidget:
    """The widget for a listing's hours in the week of `now`."""
    hours = listing.schedule.hours
    written = "\n".join(one_line(text) for text in listing.schedule.as_written)
    if hours is None or listing.service.status != Status.ACTIVE:
        return UncheckedHours(written, _advice(listing, written))
    days = _days(hours, now, holidays)
    shown = [_shown(day, now) for day in days]
    unknown = any(part.kind == Kind.UNKNOWN for day in days for part in day.segments)
    if unknown or any(len(day.spans) > _MOST_SPANS for day in days):
        return _Table(shown)
    return _Week(HoursWeek(shown, now=now.hour * 60 + now.minute), _Table(shown))


def _days(hours: Hours, now: datetime, holidays: Holidays | None) -> list[Day]:
    back = (now.weekday() - standing.first_weekday()) % 7
    return hours.week(now.date() - timedelta(days=back), holidays)


def _shown(day: Day, now: datetime) -> DayHours:
    name = standing.weekday(day.date)
    return DayHours(name, day.spans, standing.hours_words(day), today=day.date == now.date())


def _advice(listing: Listing, written: str) -> str:
    first = tr("Call first.") if listing.phones else tr("Ask before you go.")
    if listing.service.status != Status.ACTIVE and written:
        return tr("These hours may not hold now. %(first)s", first=first)
    if not written:
        return tr("The directory gives no opening hours. %(first)s", first=first)
    return tr("Hours not checked: this is how they were written. %(first)s", first=first)


class _Week(QWidget):
    """The painted week where there is room for it, the same in words where there is not; always all seven days."""

    def __init__(self, painted: HoursWeek, words: _Table) -> None:
        super().__init__()
        self._painted, self._words = painted, words
        for one in (painted, words):
            one.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._painted.sizeHint().height() if self._fits(width) else self._words.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._painted.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._words.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self._fits(self.width())
        for one, shown in ((self._painted, fits), (self._words, not fits)):
            one.setGeometry(self.rect())
            one.setVisible(shown)

    def _fits(self, width: int) -> bool:
        return width >= self._painted.minimumSizeHint().width()


class _Table(QWidget):
    """A week in words alone: days with many opening times, or with times that nobody knows."""

    def __init__(self, days: list[DayHours]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(20))
        grid.setVerticalSpacing(theme.space(5))
        grid.setColumnStretch(1, 1)
        self.setAccessibleName("\n".join(f"{day.name}: {day.words}" for day in days))
        for at, day in enumerate(days):
            weight = 600 if day.today else 400
            grid.addWidget(Text(day.name, "label", weight=weight, wrap=False), at, 0)
            grid.addWidget(Text(day.words, "label", "text" if day.spans else "text2", weight=weight), at, 1)
