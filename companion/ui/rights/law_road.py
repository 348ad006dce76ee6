"""The road of a place: which way the law went for a small amount, made from its dated changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from companion.i18n import locales
from companion.i18n.catalogs import tr, trn
from companion.rights.history import STRICTEST_FIRST, History, Stretch, TakenBack
from companion.rights.reading_out import ReadOut
from companion.rights.records import LawChange
from companion.ui.widgets.road import RoadWords
from companion.ui.widgets.road_plan import Bracket, Leg, RoadPlan, Stop

_LEAST_BEFORE = 3  # years of road before its first bend


def numbered(out: ReadOut, past: History, today: date) -> Mapping[str, int]:
    """The numbers of the changes that stand on the road, by their id, the oldest first."""
    if not past.stretches:
        return {}
    start = axis_start(past, today)
    shown = [change for change in out.place.changes if change.status == "in_force" and start <= change.on <= today]
    shown.sort(key=lambda change: (change.on, change.id))
    return {change.id: number for number, change in enumerate(shown, 1)}


def axis_start(past: History, today: date) -> date:
    """Where the road begins to be shown: as long before its first bend as it goes on after it, if that is known."""
    first = past.stretches[0].from_
    if len(past.stretches) < 2:
        return first
    bend = past.stretches[1].from_
    before = max(_LEAST_BEFORE, today.year - bend.year)
    return max(first, date(bend.year - before, 1, 1))


def road_plan(out: ReadOut, past: History, today: date) -> RoadPlan:
    """Everything the road shows, in the language of `out`; `past` has stretches."""
    start, known = axis_start(past, today), min(out.place.as_of, today)
    used = {stretch.outcome for stretch in past.stretches}
    numbers = numbered(out, past, today)
    backs = {taken.until for taken in past.taken_back}
    changes = {change.id: change for change in out.place.changes}
    checked_words = ""
    if known < today:
        checked_words = tr(
            "Hatched: nobody has checked what holds after %(date)s.", date=locales.long_date(known, out.language)
        )
    return RoadPlan(
        lanes=[(str(outcome), out.outcome_word(outcome)) for outcome in STRICTEST_FIRST if outcome in used],
        legs=[_leg(out, past, stretch, today) for stretch in past.stretches],
        stops=[Stop(changes[id_].on, number, _stop_words(out, changes[id_])) for id_, number in numbers.items()],
        brackets=[Bracket(max(taken.change.on, start), taken.until, lasted(taken)) for taken in past.taken_back],
        start=start,
        known=known,
        today=today,
        today_words=tr("today"),
        unchecked=tr("not checked"),
        full_unchecked=checked_words,
        left=tr("taken back") if backs else "",
    )


def road_words(plan: RoadPlan) -> RoadWords:
    """The whole road for those who do not see it."""
    told = [f"{plan.word(leg.outcome)}. {leg.words}" for leg in plan.legs]
    return RoadWords("\n".join(part for part in (*told, plan.full_unchecked) if part))


def day_words(change: LawChange, language: str) -> str:
    """The day a change came into force, no nearer than it is known."""
    if change.precision == "year":
        return locales.plain_number(change.on.year, language)
    if change.precision == "month":
        return locales.month_year(change.on, language)
    return locales.long_date(change.on, language)


def lasted(taken: TakenBack) -> str:
    """ "lasted 3 years and 7 months"; "about" where a day is not known."""
    start, end = taken.change.on, taken.until
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, rest = divmod(months, 12)
    parts = [trn("%(n)s year", "%(n)s years", years)] if years else []
    if rest:
        parts.append(trn("%(n)s month", "%(n)s months", rest))
    if not parts:
        days = (end - start).days
        parts.append(trn("%(n)s day", "%(n)s days", days))
    time = locales.joined(parts)
    return tr("lasted %(time)s", time=time) if taken.exact else tr("lasted about %(time)s", time=time)


def _leg(out: ReadOut, past: History, stretch: Stretch, today: date) -> Leg:
    back = bool(stretch.change and stretch.change.reverses) and _turned(past, stretch)
    return Leg(str(stretch.outcome), stretch.from_, stretch.until or today, back, _leg_words(out, past, stretch, back))


def _turned(past: History, stretch: Stretch) -> bool:
    """Whether the stretch takes back what an earlier bend on this road had brought."""
    return any(
        stretch.change and taken.change.id == stretch.change.reverses and stretch.from_ <= taken.until
        for taken in past.taken_back
    )


def _leg_words(out: ReadOut, past: History, stretch: Stretch, back: bool) -> str:
    after = next((each for each in past.stretches if each.from_ == stretch.until), None)
    end = day_words(after.change, out.language) if after and after.change else ""
    begin = day_words(stretch.change, out.language) if stretch.change else ""
    if not begin:
        words = tr("Before %(date)s.", date=end)
    elif end:
        words = tr("From %(from)s, until %(until)s.", **{"from": begin, "until": end})
    else:
        words = tr("Since %(date)s.", date=begin)
    said = [words]
    if back:
        said.append(tr("This took an earlier change back."))
    said += [
        tr("Taken back: %(lasted)s.", lasted=lasted(taken))
        for taken in past.taken_back
        if stretch.change and taken.change.id == stretch.change.id
    ]
    return " ".join(said)


def _stop_words(out: ReadOut, change: LawChange) -> str:
    title = out.wording.change(change, "title")
    words = f"{day_words(change, out.language)}: {title}."
    if change.before and change.after and change.before is not change.after:
        turn = f"{out.outcome_word(change.before)} → {out.outcome_word(change.after)}."
        words = f"{words} {turn}"
    return words
