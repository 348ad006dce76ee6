"""Services for somebody's pocket: a few doors of the directory, with what one must know before walking there.

    navigation.go("print", sheet=ServiceSheet(listings, place="Lisboa", language="en", emergency="112"))

Names, addresses and notes are imported, untrusted text: set as plain text, without the codes that turn a line round.
Hours are printed as a week only where they were understood whole and are the same for weeks to come; all others stand
as they were written, with "Call first". Where the holidays of the place are known, an ordinary week stands there with
the holidays of the weeks to come that differ from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import groupby

from companion import clock
from companion.errors import Problem
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import Catalog, catalog
from companion.printing import text
from companion.printing.document import Block, IconLine, Kind, Notice, Paragraph, Size
from companion.printing.sheets import Part, Shape
from companion.printing.told import Standing, Told, ToldPart
from companion.printing.told_sheet import ToldSheet
from companion.services.labels import FEATURES, KINDS, STATUSES
from companion.services.opening_hours import Day, Holidays, Hours
from companion.services.opening_hours import Kind as OpenKind
from companion.services.records import Audience, Listing, Status

_WEEKS_LOOKED_AT = (1, *range(3, 53, 3))  # a year: hours of a summer are not those of a winter
_TOLD_AHEAD = timedelta(weeks=6)  # public holidays on paper: who has it longer must look again
_DAY_MINUTES = 24 * 60
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MOST_KINDS = 3
_APART = "\u00a0· "  # no line begins with the dot
_JOINER = "\u2060"  # no line break at the dash of a range


class ServiceSheet(ToldSheet):
    """`place` is where they are, as the team calls it; `language` the reader's.

    Raises `printing.kept_from_paper` for a listing that may not stand on paper.
    """

    shapes = (Shape.CARD, Shape.LEAFLET, Shape.LARGE, Shape.POSTER)

    def __init__(
        self, listings: Sequence[Listing], *, place: str, language: str, emergency: str = "",
        holidays: Holidays | None = None,
    ) -> None:  # fmt: skip
        for listing in listings:
            if Audience.PRINT in listing.hidden_from:
                raise Problem("printing.kept_from_paper", name=one_line(listing.name))
        self._listings, self._place, self._emergency = tuple(listings), place, emergency
        self._holidays = holidays
        self.languages = sorted(locales.LANGUAGES, key=lambda tag: tag != language)
        self._told = lru_cache(maxsize=None)(self._read)

    @property
    def title(self) -> str:
        return self._told(catalogs.language()).title

    @property
    def file_name(self) -> str:
        """The same for every choice: which services somebody was given is nobody's business."""
        return "services"

    @property
    def parts(self) -> tuple[Part, ...]:  # type: ignore[override]
        """One for each service."""
        return tuple(Part(listing.id, one_line(listing.name)) for listing in self._listings)

    def told(self, language: str) -> Told:
        """The services in that language; names and addresses stay as they are written there."""
        return self._told(language)

    def _read(self, language: str) -> Told:
        words = catalog(language)
        advice = words.tr("Hours and addresses change. Call first where you can.")
        return Told(
            language=language,
            title=words.tr("Where to find help"),
            gist=advice,
            opening=(Paragraph(advice),),
            parts=tuple(_part(listing, words, self._holidays) for listing in self._listings),
            standing=Standing(one_line(self._place), emergency=self._emergency),
            icon="pin",
            brief="\n".join(_brief(listing, words, self._holidays) for listing in self._listings),
        )


def _part(listing: Listing, words: Catalog, holidays: Holidays | None) -> ToldPart:
    return ToldPart(listing.id, one_line(listing.name), tuple(_lines(listing, words, holidays)), whole=True)


def _brief(listing: Listing, words: Catalog, holidays: Holidays | None) -> str:
    """Name, address, number and hours in one line, for a code on a card."""
    address = one_line(listing.location.address) if listing.location is not None else ""
    phone = one_line(listing.phones[0].number) if listing.phones else ""
    hours = [text.blocks((block,), words.language) for block in _hours(listing, words, holidays)]
    return ". ".join(part for part in (one_line(listing.name), address, phone, *hours) if part)


def _lines(listing: Listing, words: Catalog, holidays: Holidays | None) -> Iterator[Block]:
    kinds = _APART.join(words.tr(KINDS[kind].name) for kind in listing.kinds[:_MOST_KINDS])
    features = [words.tr(FEATURES[feature][1]) for feature in listing.features]
    yield Paragraph(_APART.join([kinds, *features]), size=Size.SMALL)
    if listing.location is not None and listing.location.address:
        yield IconLine("pin", one_line(listing.location.address))
    if listing.location is not None and listing.location.transportation:
        yield IconLine("walk", one_line(listing.location.transportation))
    for phone in listing.phones[:2]:
        about = f" ({one_line(phone.description)})" if phone.description else ""
        yield IconLine("phone", unbroken(phone.number) + about)
    yield from _hours(listing, words, holidays)
    if listing.service.status is not Status.ACTIVE:
        yield Notice(Kind.OVERDUE, words.tr(STATUSES[listing.service.status]), icon="warn")
    if listing.service.alert:
        yield Notice(Kind.NOTE, one_line(listing.service.alert), icon="warn")
    yield Paragraph(_confirmed(listing.assured_date, words), size=Size.SMALL)


def _confirmed(assured: date | None, words: Catalog) -> str:
    if assured is None or assured > clock.today():
        return words.tr("Nobody has confirmed this yet. Ask before you rely on it.")
    return words.tr("Confirmed on %(date)s", date=locales.long_date(assured, words.language))


def _hours(listing: Listing, words: Catalog, holidays: Holidays | None) -> Iterator[Block]:
    hours = listing.schedule.hours if listing.service.status is Status.ACTIVE else None
    week = _steady_week(hours, _ordinary(holidays)) if hours is not None else None
    if week is not None and hours is not None:
        yield IconLine("clock", "; ".join([*_grouped(week, words), *_other_days(hours, week, holidays, words)]))
        return
    written = "; ".join(one_line(text) for text in listing.schedule.as_written)
    first = words.tr("Call first.") if listing.phones else words.tr("Ask before you go.")
    if written:
        yield IconLine("clock", words.tr("Hours not checked: %(hours)s. %(first)s", hours=written, first=first))
    else:
        yield IconLine("clock", words.tr("The directory gives no opening hours. %(first)s", first=first))


def _ordinary(holidays: Holidays | None) -> Holidays | None:
    """As if no day of the year to come were a public holiday, where it is known which are."""
    today = clock.today()
    if (
        holidays is None
        or {day.year for day in (today - timedelta(days=1), today + _TOLD_AHEAD)} - holidays.public_years
    ):
        return None
    return Holidays(public_years=frozenset(range(today.year - 1, today.year + 3)))


def _other_days(hours: Hours, week: Sequence[Day], holidays: Holidays | None, words: Catalog) -> Iterator[str]:
    """The public holidays of the weeks to come on which the hours are others; and what to do on all that follow."""
    if holidays is None or not hours.uses_holidays:
        return
    today = clock.today()
    for date_ in sorted(day for day in holidays.public if today <= day <= today + _TOLD_AHEAD):
        day = hours.week(date_, holidays)[0]
        understood = all(part.kind is not OpenKind.UNKNOWN for part in day.segments)
        if understood and day.spans != week[date_.weekday()].spans:
            yield f"{locales.long_date(date_, words.language)} {_spans(day.spans, words)}"
    yield words.tr("on other public holidays ask first")


def _steady_week(hours: Hours, ordinary: Holidays | None) -> list[Day] | None:
    """The week, Monday first, if weeks to come have the same hours and nothing in it is unknown."""
    monday = clock.today() - timedelta(days=clock.today().weekday())
    week = hours.week(monday, ordinary)
    if any(part.kind is OpenKind.UNKNOWN for day in week for part in day.segments):
        return None
    spans = [day.spans for day in week]
    later = (hours.week(monday + timedelta(weeks=weeks), ordinary) for weeks in _WEEKS_LOOKED_AT)
    return week if all([day.spans for day in each] == spans for each in later) else None


def _grouped(week: Sequence[Day], words: Catalog) -> Iterator[str]:
    """Days in a row with the same hours as one: "Mon–Fri 10:00–20:00"."""
    names = locales.locale(words.language).days["stand-alone"]["abbreviated"]
    for spans, days in groupby(week, key=lambda day: day.spans):
        run = list(days)
        first, last = (str(names[day.date.weekday()]) for day in (run[0], run[-1]))
        named = first if len(run) == 1 else f"{first}{_JOINER}–{_JOINER}{last}"
        yield f"{named} {_spans(spans, words)}"


def _spans(spans: Sequence[tuple[int, int]], words: Catalog) -> str:
    if not spans:
        return words.tr("closed")
    if list(spans) == [(0, _DAY_MINUTES)]:
        return words.tr("day and night")
    return ", ".join(f"{_clock(start, words)}{_JOINER}–{_JOINER}{_clock(end, words)}" for start, end in spans)


def _clock(minute: int, words: Catalog) -> str:
    return locales.clock_time(time(minute // 60 % 24, minute % 60), words.language)


def one_line(text: str) -> str:
    """Imported text on one line, without codes that turn the direction of what follows."""
    seen = "".join("" if letter in _TURNING else letter if letter.isprintable() else " " for letter in text)
    return " ".join(seen.split())


def unbroken(number: str) -> str:
    """A telephone number that is never broken between two lines."""
    return one_line(number).replace(" ", "\u00a0").replace("-", "\u2011")
