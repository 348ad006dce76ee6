"""Places side by side on one day: which of INPUD's models, or crime, since when, and what stood before.

A model often holds for cannabis or for some people alone while everything else is a crime. A row therefore says what
holds in general and what holds for some, and never puts a place under a mild model for the sake of one drug.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from companion.i18n import locales
from companion.i18n.catalogs import N_, Catalog, catalog
from companion.rights.answer import answer
from companion.rights.labels import MODELS
from companion.rights.library import Library
from companion.rights.question import Question
from companion.rights.reading_out import ReadOut
from companion.rights.records import Jurisdiction, LawChange, ModelPeriod, Review
from companion.vocabulary import Model, Outcome

Document = dict[str, Any]

# From "no penalty" to "crime"; the columns before `FIRST_CRIME_IN_LAW` are no crime in law.
COLUMNS = (
    Model.NO_SANCTIONS,
    Model.HEALTH_DIVERSION,
    Model.ADMINISTRATIVE,
    Model.POLICE_DIVERSION,
    Model.DEPENALISED,
    Model.CRIMINALISED,
)
FIRST_CRIME_IN_LAW = COLUMNS.index(Model.POLICE_DIVERSION)
SHORT: Mapping[Model, str] = {
    Model.NO_SANCTIONS: N_("No penalty"),
    Model.HEALTH_DIVERSION: N_("Health or social body"),
    Model.ADMINISTRATIVE: N_("Fine or measure"),
    Model.POLICE_DIVERSION: N_("police may send to help"),
    Model.DEPENALISED: N_("mostly not punished"),
    Model.CRIMINALISED: N_("Crime"),
}
GROUPS = (N_("Not a crime in law"), N_("A crime in law, but"))
# The silhouette of each column; police diversion hangs on what the police decide.
SILHOUETTES: Mapping[Model, Outcome] = {
    Model.NO_SANCTIONS: Outcome.NO_OFFENCE,
    Model.HEALTH_DIVERSION: Outcome.DIVERSION,
    Model.ADMINISTRATIVE: Outcome.ADMINISTRATIVE,
    Model.POLICE_DIVERSION: Outcome.DEPENDS,
    Model.DEPENALISED: Outcome.TOLERATED,
    Model.CRIMINALISED: Outcome.CRIMINAL,
}
# What a small amount leads to under the model, where the model is the whole story.
_USUAL: Mapping[Model, Outcome] = {**SILHOUETTES, Model.POLICE_DIVERSION: Outcome.DIVERSION}
# No place treats it apart, as many do cannabis: what holds for it holds for drugs in general.
_GENERAL_SUBSTANCE = "heroin"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands: the model that holds in general, and the one that holds only for some people, drugs or
    amounts. With `general` None it is not known to hold for everybody."""

    general: Model | None
    some: Model | None

    @property
    def column(self) -> Model | None:
        """The column where the place stands first of all."""
        return self.general or self.some


@dataclass(frozen=True, slots=True)
class Row:
    """One place on one day. `change` is the recorded law change that brought the model, None where only the model's
    first day is recorded; `known` says whether the day is not after the day up to which the place is known."""

    place: Jurisdiction
    on: date
    period: ModelPeriod | None
    standing: Standing
    before: ModelPeriod | None
    stood: Standing
    change: LawChange | None
    known: bool

    @property
    def unconfirmed(self) -> bool:
        """Whether the model, or the day since when, is not confirmed."""
        if self.period is None:
            return False
        return self.change is None or bool(self.change.unconfirmed or self.period.unconfirmed)

    @property
    def moved(self) -> bool:
        """Whether a law change that is recorded led from one column to another."""
        return self.change is not None and self.before is not None and self.stood.column is not self.standing.column

    @property
    def review(self) -> Review:
        return self.place.review


def compare(library: Library, places: Iterable[str], on: date) -> list[Row]:
    """A row for each place, in the order given; an unknown place is refused."""
    return [_row(library, library.jurisdiction(place), on) for place in places]


def _row(library: Library, place: Jurisdiction, on: date) -> Row:
    period = place.model_on(on)
    before, change = None, None
    if period is not None:
        earlier = [row for row in place.models if row.until is not None and row.until <= period.from_]
        before = max(earlier, key=lambda row: row.from_, default=None)
        change = _brought_by(place, period)
    return Row(
        place=place,
        on=on,
        period=period,
        standing=_standing(library, place, period, on),
        before=before,
        stood=_standing(library, place, before, _last_day(before)),
        change=change,
        known=on <= (period.as_of if period else place.as_of),
    )


def _last_day(period: ModelPeriod | None) -> date:
    return period.until - timedelta(days=1) if period is not None and period.until else date.min


def _brought_by(place: Jurisdiction, period: ModelPeriod) -> LawChange | None:
    found = [row for row in place.changes if row.on == period.from_ and row.status == "in_force"]
    # Several changes can start on one day: the one that takes another back, or moves the outcome, tells the story.
    return max(found, key=lambda row: (bool(row.reverses), row.before is not row.after), default=None)


def _standing(library: Library, place: Jurisdiction, period: ModelPeriod | None, on: date) -> Standing:
    if period is None:
        return Standing(None, None)
    model = period.model
    if model is Model.CRIMINALISED:
        return Standing(model, None)
    # The one-sentence answer speaks of today's period alone.
    summary = place.summary_outcome if period.until is None else None
    reply = answer(library, Question(place=place.id, substance=_GENERAL_SUBSTANCE, on=on))
    if Outcome.CRIMINAL in (reply.outcome, summary):
        return Standing(Model.CRIMINALISED, model)
    reached = {outcome for fork in reply.depends_on for outcome in fork.leads_to.values()} | {reply.outcome}
    whole = summary is _USUAL[model] if summary is not None else _USUAL[model] in reached
    return Standing(model, None) if whole else Standing(None, model)


def documents(library: Library, places: Iterable[str], on: date, language: str) -> list[Document]:
    """The rows in one language, from the mildest column to crime, then by name: for the screen, print and JSON."""
    rows = [_document(row, ReadOut(library, row.place.id, language)) for row in compare(library, places, on)]
    return sorted(rows, key=lambda row: (_column(row), row["name"]))


def _doubt(row: Row, out: ReadOut) -> str | None:
    """What is not confirmed, in the content's words."""
    model = out.model(row.period)
    of_change = out.wording.change(row.change, "unconfirmed") if row.change else ""
    return (model["unconfirmed"] if model else None) or of_change or None


def _column(row: Document) -> int:
    model = row["general"] or row["some"]
    return COLUMNS.index(Model(model)) if model else len(COLUMNS)


def _document(row: Row, out: ReadOut) -> Document:
    words, language = catalog(out.language), out.language
    current = row.period is not None and row.period.until is None
    outcome = row.place.summary_outcome if current else None
    return {
        "id": row.place.id,
        "name": out.wording.name(),
        "on": row.on.isoformat(),
        "model": str(row.period.model) if row.period else None,
        "general": _code(row.standing.general),
        "some": _code(row.standing.some),
        "now": _said(row.standing, words) if row.period else words.tr("No model is recorded for this day."),
        "since": row.period.from_.isoformat() if row.period else None,
        "since_words": _since(row, words, language),
        "unconfirmed": row.unconfirmed,
        "unconfirmed_words": _doubt(row, out),
        "moved": row.moved,
        "taken_back": bool(row.change and row.change.reverses),
        "before": str(row.before.model) if row.before else None,
        "before_general": _code(row.stood.general),
        "before_some": _code(row.stood.some),
        "before_words": words.tr("Before: %(model)s", model=_said(row.stood, words)) if row.before else "",
        "before_short": _before_short(row.stood, words) if row.before else "",
        "note": out.wording.model_note(row.period) if row.period else "",
        "summary_outcome": str(outcome) if outcome else None,
        "outcome_word": out.outcome_word(outcome) if outcome else None,
        "as_of": row.place.as_of.isoformat(),
        "known_words": locales.medium_date(row.place.as_of, language),
        "known": row.known,
        "review": out.review(row.review),
        "review_by": row.place.review_by.isoformat(),
        "review_by_words": locales.long_date(row.place.review_by, language),
        "overdue": out.overdue,
        "sources": out.sources(row.period.citations) if row.period else [],
    }


def _code(model: Model | None) -> str | None:
    return str(model) if model else None


def _said(standing: Standing, words: Catalog) -> str:
    general, some = (words.tr(MODELS[model]) if model else "" for model in (standing.general, standing.some))
    if general and some:
        return words.tr("%(model)s. Only for some: %(some)s", model=general, some=some)
    return general or words.tr("Only for some: %(some)s", some=some)


def _before_short(stood: Standing, words: Catalog) -> str:
    general, some = (words.tr(SHORT[model]) if model else "" for model in (stood.general, stood.some))
    if general and some:
        return words.tr("Before: %(model)s; for some: %(some)s", model=general, some=some)
    return words.tr("Before: %(model)s", model=general or words.tr("for some: %(some)s", some=some))


def _since(row: Row, words: Catalog, language: str) -> str:
    """ "Since …", as exact as it is recorded: no day is made up where only the month or the year is known."""
    if row.period is None:
        return ""
    begin = row.period.from_
    if row.change is not None:
        precision = row.change.precision
    else:
        precision = "year" if (begin.month, begin.day) == (1, 1) else "day"
    if precision == "year":
        shown = str(begin.year)
    elif precision == "month":
        shown = locales.month_year(begin, language)
    else:
        shown = locales.medium_date(begin, language)
    if row.unconfirmed:
        return words.tr("Since %(date)s (not confirmed)", date=shown)
    return words.tr("Since %(date)s", date=shown)


def check_again(rows: Iterable[Document]) -> date | None:
    """The first day on which one of the rows is due to be looked at again, None without rows."""
    return min((date.fromisoformat(row["review_by"]) for row in rows), default=None)


def review_words(rows: Iterable[Document], language: str) -> str:
    """Who has checked the rows, in one line."""
    words = catalog(language)
    states = [row["review"]["state"] for row in rows]
    done = sum(state == "checked_by_lawyer" for state in states)
    if not done:
        return words.tr("No local lawyer has checked these")
    if done == len(states):
        return words.tr("Checked by local lawyers")
    shown = {"done": locales.number(done, language), "all": locales.number(len(states), language)}
    return words.tr("Local lawyers have checked %(done)s of %(all)s", **shown)
