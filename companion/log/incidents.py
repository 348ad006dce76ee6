"""An incident: a rights violation as kinds and a month. Not who it was, not which officer, not the day, not the street.

The kinds follow what INPUD's respondents report from places that call themselves decriminalised. The order of the
members of each enumeration is how the store numbers them: add at the end, never in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from companion import clock
from companion.errors import Problem
from companion.log.contacts import Finding
from companion.log.months import Month
from companion.log.places import Places
from companion.log.rows import ROWS_OF_MONTH, bounds
from companion.log.store import LogStore
from companion.log.tally import INCIDENT_KINDS, Kind, Place, TallyRow, Totals

IncidentTally = TallyRow  # the same form as a contact's totals: `contacts` holds incidents, `site` is 0


class IncidentKind(StrEnum):
    """What happened. An incident may be of several kinds."""

    SEARCH = "search"
    TAKEN = "taken"
    WRONG_LIMIT = "wrong_limit"
    CONFESSION = "confession"
    BODY_TEST = "body_test"
    VISIT = "visit"
    FINE = "fine"
    TREATMENT = "treatment"
    REFUSED_CARE = "refused_care"
    VIOLENCE = "violence"
    LOSS = "loss"
    CHILDREN = "children"
    MONEY = "money"
    REGISTER = "register"
    OTHER = "other"


class ByWhom(StrEnum):
    """Who did it, as a kind of body. Never which officer, never which clinic."""

    POLICE = "police"
    COURT = "court"
    COMMISSION = "commission"
    HEALTH = "health"
    EMPLOYER_SCHOOL = "employer_school"
    OTHER = "other"


class IncidentSetting(StrEnum):
    """Where, as a kind of place."""

    STREET = "street"
    HOME = "home"
    WORK = "work"
    POLICE_STATION = "police_station"
    CLINIC = "clinic"
    PRISON = "prison"
    OTHER = "other"


class Done(StrEnum):
    """What was done about it; several may be. Nothing chosen: not known yet."""

    NOTHING_WANTED = "nothing_wanted"
    TOLD_WHERE = "told_where"
    LEGAL_AID = "legal_aid"
    COMPLAINT = "complaint"


class Solved(StrEnum):
    """How it stands."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Incident:
    """One rights violation. `area` is 0 where the team has none."""

    month: Month
    kinds: frozenset[IncidentKind]
    by_whom: ByWhom
    setting: IncidentSetting
    area: int = 0
    done: frozenset[Done] = frozenset()
    solved: Solved = Solved.NOT_KNOWN


@dataclass(frozen=True)
class SavedIncident:
    """An incident that is on the disk, and the month whose totals count it."""

    id: int
    incident: Incident
    counted: Month


def check(incident: Incident, places: Places, today: date) -> list[Finding]:
    """Everything wrong with `incident`, in the order of the form; empty when it can be saved."""
    return [*_codes(incident), *_where(incident, places), *_when(incident, today)]


def _codes(incident: Incident) -> Iterator[Finding]:
    if not isinstance(incident.kinds, frozenset) or not all(isinstance(one, IncidentKind) for one in incident.kinds):
        yield Finding("kinds", "log.unknown_code")
    elif not incident.kinds:
        yield Finding("kinds", "log.no_kind")
    for field, kind in (("by_whom", ByWhom), ("setting", IncidentSetting), ("solved", Solved)):
        if not isinstance(getattr(incident, field), kind):
            yield Finding(field, "log.unknown_code")
    if not isinstance(incident.done, frozenset) or not all(isinstance(one, Done) for one in incident.done):
        yield Finding("done", "log.unknown_code")
    elif Done.NOTHING_WANTED in incident.done and len(incident.done) > 1:
        yield Finding("done", "log.done_contradiction")


def _where(incident: Incident, places: Places) -> Iterator[Finding]:
    if incident.area not in (places.areas or (0,)):
        yield Finding("area", "log.unknown_area")


def _when(incident: Incident, today: date) -> Iterator[Finding]:
    if incident.month > Month.of(today):
        yield Finding("month", "log.in_the_future")


def totals_of(incident: Incident) -> Totals:
    """What one incident adds to the totals of its area: each question by itself, so that nothing is joined."""
    once = (1, 0, 0)
    found: Totals = {
        (Kind.INCIDENTS, 0): once,
        (Kind.INCIDENT_BY, _number(incident.by_whom)): once,
        (Kind.INCIDENT_SETTING, _number(incident.setting)): once,
        (Kind.INCIDENT_SOLVED, _number(incident.solved)): once,
    }
    found |= {(Kind.INCIDENT_KIND, _number(one)): once for one in incident.kinds}
    return found | {(Kind.INCIDENT_DONE, _number(one)): once for one in incident.done}


class IncidentLog:
    """The incidents in an open log. One per vault: it remembers which incident can still be undone."""

    def __init__(self, log: LogStore) -> None:
        self._log = log
        self._last: SavedIncident | None = None

    def save(self, incident: Incident) -> SavedIncident:
        """Save an incident with its totals in one transaction; it is on the disk when this returns.

        Raises the first finding of `check` as a `Problem` whose fact `field` names the field; nothing is saved then.
        """
        findings = check(incident, self._log.places(), clock.today())
        if findings:
            raise findings[0].problem()
        with self._log.store.transaction():
            counted = self._log.counting_month()
            number = self._log.store.execute(_INSERT, _row(incident, counted))
            self._log.totals.add(_place(incident, counted), totals_of(incident))
        self._last = SavedIncident(number, incident, counted)
        return self._last

    def add_many(self, incidents: Iterable[tuple[Incident, Month]]) -> int:
        """Save many incidents, each with the month it is counted in, in one transaction: for sample data."""
        number = 0
        with self._log.store.transaction():
            for incident, counted in incidents:
                self._log.store.execute(_INSERT, _row(incident, counted))
                self._log.totals.add(_place(incident, counted), totals_of(incident))
                number += 1
        self._last = None
        return number

    @property
    def can_undo(self) -> SavedIncident | None:
        """The incident that `undo` would take back, if any."""
        if self._last is not None and self._last.counted <= self._log.counted_through():
            self._last = None
        return self._last

    def undo(self) -> SavedIncident:
        """Take back the incident saved last, as if it had never been; only once, and only until the vault is locked.

        Raises `log.nothing_to_undo`, also when its month has been reported or it was erased meanwhile.
        """
        last = self.can_undo
        if last is None:
            raise Problem("log.nothing_to_undo")
        store = self._log.store
        with store.transaction():
            if store.one(f"SELECT {_COLUMNS} FROM incident WHERE id = ?", (last.id,)) != _row(  # noqa: S608  our own names
                last.incident, last.counted
            ):
                raise Problem("log.nothing_to_undo")
            store.execute("DELETE FROM incident WHERE id = ?", (last.id,))
            self._log.totals.take(_place(last.incident, last.counted), totals_of(last.incident))
        self._last = None
        return last

    def tallies(self, first: Month, last: Month) -> list[IncidentTally]:
        """The totals of incidents counted from one month to another, before any disclosure control."""
        return self._log.tallies(first, last, INCIDENT_KINDS)

    def all(self) -> list[tuple[Incident, Month]]:
        """Every incident that is kept one by one, with the month it counts in: for recounts, never for a report."""
        found = self._log.store.query(f"SELECT {_COLUMNS} FROM incident ORDER BY id")  # noqa: S608  our own names
        return [(_incident(row), Month.from_code(row[1])) for row in found]


_COLUMNS = "month, counted, area, kinds, by_whom, setting, done, solved"
_INSERT = f"""
INSERT INTO incident (id, {_COLUMNS}) VALUES ((
    SELECT coalesce(max(id), ?2 * {ROWS_OF_MONTH}) + 1 FROM incident
    WHERE id > ?2 * {ROWS_OF_MONTH} AND id < (?2 + 1) * {ROWS_OF_MONTH}
), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
"""  # noqa: S608  our own names


def shuffle(log: LogStore, month: Month) -> None:
    """Number a closed month's incidents anew, sorted by what they say, so that their order tells nothing."""
    found = log.store.query(
        f"SELECT {_COLUMNS} FROM incident WHERE id > ? AND id < ? ORDER BY {_COLUMNS}",  # noqa: S608  our own names
        bounds(month),
    )
    log.store.execute("DELETE FROM incident WHERE id > ? AND id < ?", bounds(month))
    log.store.execute_many(_INSERT, found)


def _place(incident: Incident, counted: Month) -> Place:
    return counted.code, incident.area, 0


def _number(code: StrEnum) -> int:
    return list(type(code)).index(code)


def _bits(chosen: frozenset[IncidentKind] | frozenset[Done]) -> int:
    return sum(1 << _number(code) for code in chosen)


def _row(incident: Incident, counted: Month) -> tuple[int, ...]:
    return (
        incident.month.code,
        counted.code,
        incident.area,
        _bits(incident.kinds),
        _number(incident.by_whom),
        _number(incident.setting),
        _bits(incident.done),
        _number(incident.solved),
    )


def _incident(row: Sequence[int]) -> Incident:
    return Incident(
        month=Month.from_code(row[0]),
        area=row[2],
        kinds=frozenset(kind for number, kind in enumerate(IncidentKind) if row[3] >> number & 1),
        by_whom=list(ByWhom)[row[4]],
        setting=list(IncidentSetting)[row[5]],
        done=frozenset(done for number, done in enumerate(Done) if row[6] >> number & 1),
        solved=list(Solved)[row[7]],
    )
