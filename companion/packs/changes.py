"""What a pack changes for people, told before anybody says yes: from the law's own dated changes where there are any,
and from the answers that come out differently where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from companion.packs.strings import strings
from companion.rights.library import Library
from companion.rights.records import Jurisdiction, LawChange, Limit, ModelPeriod, Rule
from companion.rights.thresholds import plain
from companion.vocabulary import Outcome, ReviewState


class Kind(StrEnum):
    """What happens to a place."""

    ADDED = "added"
    LAW = "law"  # the law has changed
    CORRECTED = "corrected"  # the law has not; what was said of it was wrong
    WORDS = "words"
    SAME = "same"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"  # what the vault has is newer


@dataclass(frozen=True, slots=True)
class LimitChange:
    """A line that stands elsewhere than before; an empty text where there was, or is, none. `since`: the day from which
    the new one holds, where the old one held until then."""

    limit: str
    title: str
    substance: str
    before: str
    after: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What changes in one place. `changes` are law changes that are new or told otherwise; topics and rules are ids."""

    place: str
    kind: Kind
    changes: tuple[LawChange, ...] = ()
    limits: tuple[LimitChange, ...] = ()
    outcome_before: Outcome | None = None
    outcome_after: Outcome | None = None
    topics_added: tuple[str, ...] = ()
    topics_amended: tuple[str, ...] = ()
    topics_withdrawn: tuple[str, ...] = ()
    rules_added: tuple[str, ...] = ()
    rules_amended: tuple[str, ...] = ()
    rules_withdrawn: tuple[str, ...] = ()
    translations: int = 0  # texts in other languages that are new or differ
    stale: int = 0  # texts whose translation is older than their English now: English is shown
    as_of_before: date | None = None
    as_of_after: date | None = None
    checked: bool = False  # a local lawyer has read all of it


def between(old: Library, new: Library, places: Iterable[str], *, kept: Iterable[str] = ()) -> list[PlaceChange]:
    """What is different in `places`, those with changes of the law first. In `kept` ones nothing changes, because what
    is there is newer."""
    found = [_place(old, new, place) for place in sorted(set(places) - set(kept))]
    found += [PlaceChange(place, Kind.KEPT) for place in sorted(set(kept))]
    order = list(Kind)
    return sorted(found, key=lambda one: (order.index(_rank(one)), one.place))


def _rank(one: PlaceChange) -> Kind:
    """A place that goes is as urgent as a change of its law."""
    return Kind.ADDED if one.kind is Kind.WITHDRAWN else one.kind


def _place(old: Library, new: Library, place: str) -> PlaceChange:
    before, after = old.find(place), new.find(place)
    if after is None and before is None:
        return PlaceChange(place, Kind.SAME)
    topics, rules = _three(before, after, "topics"), _three(before, after, "rules")
    told_of: dict[str, Any] = {
        "topics_added": topics[0], "topics_amended": topics[1], "topics_withdrawn": topics[2],
        "rules_added": rules[0], "rules_amended": rules[1], "rules_withdrawn": rules[2],
    }  # fmt: skip
    if after is None:
        return PlaceChange(place, Kind.WITHDRAWN, **told_of)
    translated, stale = _translations(old, new, place, before, after)
    checked = after.review.state is ReviewState.CHECKED_BY_LAWYER
    if before is None:
        return PlaceChange(
            place, Kind.ADDED, outcome_after=after.summary_outcome, translations=translated, stale=stale,
            as_of_after=after.as_of, checked=checked, **told_of,
        )  # fmt: skip
    changes = tuple(_new_changes(before, after))
    limits = tuple(_limits(before, after))
    told = _kind(before, after, changes, limits)
    return PlaceChange(
        place, told if told is not Kind.SAME or not (any(topics) or translated) else Kind.WORDS,
        changes, limits, before.summary_outcome, after.summary_outcome, translations=translated, stale=stale,
        as_of_before=before.as_of, as_of_after=after.as_of, checked=checked, **told_of,
    )  # fmt: skip


def _kind(
    before: Jurisdiction, after: Jurisdiction, changes: tuple[LawChange, ...], limits: tuple[LimitChange, ...]
) -> Kind:
    if changes or _days(after) - _days(before):
        return Kind.LAW
    if limits or before.rules != after.rules or before.limits != after.limits or before.models != after.models:
        return Kind.CORRECTED
    return Kind.SAME if before == after else Kind.WORDS


def _days(place: Jurisdiction) -> set[date]:
    """The days on which a rule, a line or a model begins or ends."""
    dated: list[Rule | Limit | ModelPeriod] = [*place.rules, *place.limits, *place.models]
    return {day for one in dated for day in (one.from_, one.until) if day}


def _new_changes(before: Jurisdiction, after: Jurisdiction) -> Iterator[LawChange]:
    """Law changes that were not told before, or with another day, state or outcome; newest first."""
    known = {change.id: change for change in before.changes}
    for change in sorted(after.changes, key=lambda one: (one.on, one.id), reverse=True):
        old = known.get(change.id)
        facts = (change.on, change.status, change.before, change.after, change.reverses)
        if old is None or facts != (old.on, old.status, old.before, old.after, old.reverses):
            yield change


def _limits(before: Jurisdiction, after: Jurisdiction) -> Iterator[LimitChange]:
    """The lines that hold now and stand elsewhere, or were not there."""
    old, new = _latest(before), _latest(after)
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        substances = {*(was.edges if was else {}), *(now.edges if now else {})}
        for substance in sorted(substances):
            then, there = _edges(was, substance), _edges(now, substance)
            if then != there:
                titled = now or was
                since = now.from_ if was and now and now.from_ > was.from_ else None
                yield LimitChange(name, titled.title if titled else "", substance, then, there, since)


def _latest(place: Jurisdiction) -> dict[str, Limit]:
    found: dict[str, Limit] = {}
    for limit in sorted(place.limits, key=lambda one: one.from_):
        found[limit.id] = limit
    return found


def _edges(limit: Limit | None, substance: str) -> str:
    """The line as content writes it: "1 g", "4 tablet / 0.4 g"; "<" before one that is not itself within."""
    edges = limit.edges.get(substance, ()) if limit else ()
    return " / ".join(("" if edge.includes else "< ") + plain(edge.amount) for edge in edges)


def _three(before: Jurisdiction | None, after: Jurisdiction | None, of: str) -> tuple[tuple[str, ...], ...]:
    """The ids of the topics or rules that are new, that are otherwise, and that are gone."""
    old: dict[str, object] = {one.id: one for one in getattr(before, of, ())}
    new: dict[str, object] = {one.id: one for one in getattr(after, of, ())}
    return (
        tuple(name for name in new if name not in old),
        tuple(name for name in new if name in old and old[name] != new[name]),
        tuple(name for name in old if name not in new),
    )


def _translations(
    old: Library, new: Library, place: str, before: Jurisdiction | None, after: Jurisdiction
) -> tuple[int, int]:
    """How many texts in other languages are new or differ, and how many give way to their English."""
    changed = stale = 0
    rows = strings(after)
    there = set(old.languages(place)) if before else set()
    for language in new.languages(place)[1:]:
        words = new.wording(place, language)
        was = old.wording(place, language) if language in there else None
        for row in rows:
            told = words.written(row.key, row.source)
            if told is None:
                stale += words.has(row.key)
            elif was is None or was.written(row.key, row.source) != told:
                changed += 1
    return changed, stale
