"""How a service stands, in words: open until when, how far, when somebody last confirmed it.

Hours that were not understood are never called open, and what nobody has confirmed for half a year says so.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.services.labels import FEATURES, KINDS, STATUSES
from companion.services.opening_hours import Day, Kind
from companion.services.records import Language, Listing, ServiceKind, Status
from companion.ui import places
from companion.ui.home.distance import how_far
from companion.ui.services.plain_text import one_line
from companion.ui.session import Session

CONFIRMED_FOR = timedelta(days=183)
_KINDS_SHOWN = 2
_DAY_MINUTES = 24 * 60
_NOT_RUNNING = (Status.INACTIVE, Status.DEFUNCT, Status.TEMPORARILY_CLOSED)
_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARABIC"})  # of the bundled fonts
_JOINER = "\u2060"  # no line break at the dash of a range


@dataclass(frozen=True)
class Standing:
    """`words` in `ink` after `icon`; `more` is what follows from it: when it opens, or to call first."""

    words: str
    more: str
    icon: str
    ink: str


def standing(listing: Listing, now: datetime) -> Standing:
    """How the door stands at `now`, the moment `listing.now` was worked out for."""
    status, state = listing.service.status, listing.now
    if status in _NOT_RUNNING:
        return Standing(tr(STATUSES[status]), "", "x", "text2")
    if status == Status.UNCLEAR:
        return Standing(tr("Not clear if it is running"), _ask_first(listing), "phone", "text2")
    if state.kind == Kind.UNKNOWN:
        known = listing.schedule.hours is not None
        words = tr("Not sure if it is open") if known else tr("Hours not checked")
        return Standing(words, _ask_first(listing), "phone", "text2")
    if state.kind == Kind.OPEN:
        return Standing(_open_words(state.until, now), "", "clock", "ok")
    return _closed(listing, now)


def _open_words(until: datetime | None, now: datetime) -> str:
    if until is None:
        return tr("Open day and night")
    clock = locales.clock_time(until.time())
    if until - now < timedelta(days=1):
        return tr("Open until %(time)s", time=clock)
    return tr("Open until %(day)s, %(time)s", day=_day(until.date(), now.date()), time=clock)


def _closed(listing: Listing, now: datetime) -> Standing:
    opens = listing.now.next_open
    if opens is None:
        return Standing(tr("Closed"), "", "x", "text2")
    clock = locales.clock_time(opens.time())
    if opens.date() == now.date():
        return Standing(tr("Opens %(time)s", time=clock), "", "clock", "warnink")
    hours = listing.schedule.hours
    was_open = hours is not None and any(part.kind != Kind.CLOSED for part in hours.week(now.date())[0].segments)
    words = tr("Closed now") if was_open else tr("Closed today")
    more = tr("Opens %(day)s %(time)s", day=_day(opens.date(), now.date()), time=clock)
    return Standing(words, more, "x", "text2")


def _ask_first(listing: Listing) -> str:
    return tr("Call first") if listing.phones else tr("Ask before you go")


def _day(day: date, today: date) -> str:
    """`tomorrow`, `Mon`, or `3 Mar` when it is not within a week."""
    if day - today == timedelta(days=1):
        return tr("tomorrow")
    return weekday(day) if day - today < timedelta(days=7) else short_date(day, today)


def in_full(listing: Listing, now: datetime) -> str:
    """The heading of the detail: one sentence, no more certain than the hours are."""
    said = standing(listing, now)
    state = listing.now
    running = listing.service.status == Status.ACTIVE
    if running and state.kind == Kind.OPEN and state.until is not None and state.until - now < timedelta(days=1):
        return tr("Open now, until %(time)s", time=locales.clock_time(state.until.time()))
    return " · ".join(part for part in (said.words, said.more) if part)


def moment(now: datetime) -> str:
    """Friday, 17:24."""
    return tr("%(day)s, %(time)s", day=weekday(now.date(), "EEEE"), time=locales.clock_time(now.time()))


def confirmed_in_short(assured: date | None, today: date, within: timedelta = CONFIRMED_FOR) -> tuple[str, str]:
    """For a row: the words and their ink. `within`: how long a confirmation holds."""
    if assured is None or assured > today:
        return tr("never confirmed") if assured is None else tr("confirmed on a day to come"), "warnink"
    if today - assured > within:
        return tr("last confirmed %(date)s", date=short_date(assured, today)), "warnink"
    return tr("confirmed %(date)s", date=short_date(assured, today)), "text2"


def confirmed_in_full(assured: date | None, today: date, within: timedelta = CONFIRMED_FOR) -> str:
    """For the detail: the day and how long ago that is."""
    if assured is None:
        return tr("Nobody has confirmed this yet. Ask before you rely on it.")
    day, days = locales.long_date(assured), (today - assured).days
    if days < 0:
        return tr("The directory says confirmed on %(date)s, a day still to come. Ask first.", date=day)
    if days == 0:
        return tr("Confirmed today, %(date)s", date=day)
    if days > within.days:
        return _long_ago(day, days)
    if days < 60:
        return trn("Confirmed %(date)s, %(n)s day ago", "Confirmed %(date)s, %(n)s days ago", days, date=day)
    months = round(days / 30.44)
    return trn("Confirmed %(date)s, %(n)s month ago", "Confirmed %(date)s, %(n)s months ago", months, date=day)


def _long_ago(day: str, days: int) -> str:
    months, years = round(days / 30.44), int(days / 365.25)
    if days < 60:
        return trn(
            "Last confirmed %(date)s, %(n)s day ago. Ask before you rely on it.",
            "Last confirmed %(date)s, %(n)s days ago. Ask before you rely on it.",
            days,
            date=day,
        )
    if years < 2:
        return trn(
            "Last confirmed %(date)s, %(n)s month ago. Ask before you rely on it.",
            "Last confirmed %(date)s, %(n)s months ago. Ask before you rely on it.",
            months,
            date=day,
        )
    return trn(
        "Last confirmed %(date)s, %(n)s year ago. Ask before you rely on it.",
        "Last confirmed %(date)s, %(n)s years ago. Ask before you rely on it.",
        years,
        date=day,
    )


def is_fresh(assured: date | None, today: date, within: timedelta = CONFIRMED_FOR) -> bool:
    """Whether somebody confirmed it within the team's limit."""
    return assured is not None and timedelta(0) <= today - assured <= within


def limit_of(session: Session) -> timedelta:
    """How long a confirmation holds in this team."""
    return timedelta(days=int(session.get("confirm_days")))


def what(listing: Listing) -> str:
    """The first kinds of help, in one line; who offers it, where the directory names no kind."""
    kinds = [kind for kind in listing.kinds if kind != ServiceKind.OTHER][:_KINDS_SHOWN]
    if kinds:
        return " · ".join(tr(KINDS[kind].name) for kind in kinds)
    if listing.organization and listing.organization.name:
        return one_line(listing.organization.name)
    return tr(KINDS[ServiceKind.OTHER].name)


def row_lines(listing: Listing, now: datetime, within: timedelta = CONFIRMED_FOR) -> list[tuple[str, str]]:
    """What stands under the state in a row, each line with its ink."""
    far = how_far(listing.distance) if listing.distance is not None else ""
    confirmed, ink = confirmed_in_short(listing.assured_date, now.date(), within)
    more = standing(listing, now).more
    if not more:
        return [(" · ".join(part for part in (far, confirmed) if part), ink)]
    return [(" · ".join(part for part in (more, far) if part), "text2"), (confirmed, ink)]


def to_confirm_lines(listing: Listing, now: datetime, within: timedelta) -> list[tuple[str, str]]:
    """What stands under the state in the worklist: how long ago, and the number to call."""
    number = one_line(listing.phones[0].number) if listing.phones else tr("no phone number")
    confirmed, ink = confirmed_in_short(listing.assured_date, now.date(), within)
    return [(confirmed, ink), (number, "text")]


def spoken(listing: Listing, now: datetime, within: timedelta = CONFIRMED_FOR) -> str:
    """A row read aloud: name, kind, state, then the rest."""
    lines = [line for line, _ in row_lines(listing, now, within)]
    features = ", ".join(tr(FEATURES[feature][1]) for feature in listing.features)
    parts = [one_line(listing.name), what(listing), standing(listing, now).words, *lines, features]
    return ". ".join(part for part in parts if part)


def hours_words(day: Day) -> str:
    """`10:00–13:00, 14:00–20:00`, `closed`, or that nobody knows."""
    unknown = any(part.kind == Kind.UNKNOWN for part in day.segments)
    if not day.spans:
        return tr("not known") if unknown else tr("closed")
    if list(day.spans) == [(0, _DAY_MINUTES)]:
        return tr("day and night")
    words = ", ".join(f"{_clock(start)}{_JOINER}–{_JOINER}{_clock(end)}" for start, end in day.spans)
    return tr("%(hours)s, then not known", hours=words) if unknown else words


def _clock(minute: int) -> str:
    return locales.clock_time(time(minute // 60 % 24, minute % 60))


def language_name(language: Language) -> str:
    """What a language calls itself where the bundled letters can write that, its name in the interface's language
    elsewhere, or as written in the directory where the code is none."""
    from babel import UnknownLocaleError

    if language.code:
        try:
            own = places.own_name(language.code)
        except (UnknownLocaleError, ValueError):
            own = ""
        if own and all(_can_write(letter) for letter in own if letter.isalpha()):
            return own
        if own:
            return str(locales.locale().languages.get(language.code.split("-")[0], own))
    return one_line(language.name or language.code)


def _can_write(letter: str) -> bool:
    return unicodedata.name(letter, "").split(" ")[0] in _SCRIPTS


def weekday(day: date, skeleton: str = "EEE") -> str:
    """Fri, or Friday with `EEEE`."""
    from babel.dates import format_date

    pattern = "ccc" if skeleton == "EEE" else "cccc"
    return format_date(day, format=pattern, locale=locales.locale())


def short_date(day: date, today: date) -> str:
    """3 Nov, with the year where it is not this one."""
    if day.year != today.year:
        return locales.medium_date(day)
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", day, locale=locales.locale())


def first_weekday() -> int:
    """The day a week begins with here, Monday 0."""
    return int(locales.locale().first_week_day)
