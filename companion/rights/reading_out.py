"""An answer, a page, a law change in one language: plain documents for screens, the command line and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from companion.i18n import locales
from companion.i18n.catalogs import catalog
from companion.rights.answered import Answer, Fork, Threshold
from companion.rights.freshness import freshness
from companion.rights.labels import (
    CERTAINTIES,
    CHANGE_DIRECTIONS,
    CHANGE_STATES,
    DEPENDS_ON,
    DIMENSIONS,
    MODELS,
    OUTCOMES,
    REASONS,
    REVIEW_STATES,
    WARNINGS,
    amount_label,
    value_label,
)
from companion.rights.library import Library
from companion.rights.reading_together import Together
from companion.rights.records import (
    Citation,
    Jurisdiction,
    LawChange,
    ModelPeriod,
    Phrase,
    Review,
    Rule,
    Section,
    Topic,
)
from companion.rights.thresholds import plain
from companion.vocabulary import Certainty, Outcome

Document = dict[str, Any]
REVIEW_OVERDUE = "review-overdue"


class ReadOut:
    """Puts the records of one place into one language."""

    def __init__(self, library: Library, place: str, language: str) -> None:
        self._library = library
        self._words = catalog(language)
        self.language = language
        self.place: Jurisdiction = library.jurisdiction(place)
        self.wording = library.wording(place, language)
        self._above = ReadOut(library, self.place.parent, language) if library.find(self.place.parent) else None

    @property
    def overdue(self) -> bool:
        """Whether the day by which the place was to be looked at again has passed."""
        return freshness(self._library, self.place.id).overdue

    def _home(self, place: str) -> ReadOut:
        """The read-out of the place that a rule belongs to: this one, or the one above it."""
        return self._above if self._above is not None and place == self._above.place.id else self

    def answer(self, answer: Answer) -> Document:
        """The answer as the contract's JSON, with its texts in the language."""
        rule, question = answer.rule, answer.question
        home = self._home(rule.place) if rule else self
        return {
            "jurisdiction": question.place,
            "on": question.on.isoformat(),
            "asked": _asked(answer),
            "outcome": str(answer.outcome),
            "outcome_word": self.outcome_word(answer.outcome),
            "certainty": str(answer.certainty),
            "certainty_word": self._certainty_word(answer),
            "threshold": self.threshold(answer.threshold),
            "together": self._together(answer),
            "rule": rule.id if rule else None,
            "rules": [touched.id for touched in answer.touched],
            "headline": self._headline(answer),
            "because": self._because(answer),
            "next_steps": [home.phrase("step", name) for name in rule.steps] if rule else [],
            "may_refuse": [home.phrase("refuse", name) for name in rule.refuse] if rule else [],
            "sanctions": [home.phrase("sanction", name) for name in rule.sanctions] if rule else [],
            "depends_on": [home.fork(fork) for fork in answer.depends_on],
            "sources": self._sources_of(answer),
            "in_force_since": rule.from_.isoformat() if rule else None,
            "in_force_precision": _precision(rule) if rule else None,
            "in_force_until": rule.until.isoformat() if rule and rule.until else None,
            "as_of": (rule.as_of if rule else self.place.as_of).isoformat(),
            "review_by": self.place.review_by.isoformat(),
            "overdue": self.overdue,
            "review": self.review(rule.review if rule else self.place.review),
            "topics": list(rule.topics) if rule else [],
            "warnings": self._warnings(answer),
            "unconfirmed": self._unconfirmed(answer),
            "above": self._above.answer(answer.above) if self._above and answer.above else None,
            "reason": str(answer.reason) if answer.reason else None,
        }

    def _certainty_word(self, answer: Answer) -> str | None:
        """Who or what makes it not firm; None where it is firm, or where something is only not known to us."""
        read = [rule for rule in answer.touched if not rule.unread]
        known = {rule.certainty for rule in read}
        if any(fork.owner for fork in answer.depends_on) and any(rule.decided_by for rule in read):
            known.add(Certainty.DISCRETIONARY)
        worst = [certainty for certainty in (Certainty.DISPUTED, Certainty.DISCRETIONARY) if certainty in known]
        return self._words.tr(CERTAINTIES[worst[0]]) if worst else None

    def _together(self, answer: Answer) -> Document | None:
        """Where several drugs were named: the answer for each with the others beside it, and what the law adds up."""
        if not answer.question.also:
            return None
        together = Together(self._library, self.language, self.wording.text)
        parts = [
            {
                "substance": part.question.substance,
                "name": together.name(part.question.substance),
                "amount": plain(part.question.amount) if part.question.amount else None,
                "label": amount_label(part.question.amount, self.language) if part.question.amount else None,
                "outcome": str(part.outcome),
                "outcome_word": self.outcome_word(part.outcome),
                "headline": self._headline(part),
                "rule": part.rule.id if part.rule else None,
                "threshold": self.threshold(part.threshold),
            }
            for part in answer.parts or (answer,)
        ]
        return {"parts": parts, "sum": together.sum(answer.sum)}

    def _unconfirmed(self, answer: Answer) -> list[Document]:
        """What of the answer is not known: a text that was not read, a day or an amount that is not sure, a doubt."""
        codes = [code for code in answer.warnings if code.endswith(".unconfirmed") or code == "day-not-known"]
        rows = [self._warning(code, answer) for code in codes]
        if answer.rule is not None:
            home = self._home(answer.rule.place)
            because = home.wording.phrase(f"because.{answer.rule.because}")
            rows += [{"id": f"because.{because.id}", "text": because.unconfirmed}]
        unread = [{**row, "kind": "not_confirmed"} for row in rows if row["text"]]
        return unread + [{**row, "kind": "doubt"} for row in self._doubts(answer)]

    def _doubts(self, answer: Answer) -> list[Document]:
        return [
            {"id": f"doubt.{doubt.id}", "text": self.wording.text(f"doubt.{doubt.id}.text", doubt.text)}
            for doubt in answer.doubts
        ]

    def outcome_word(self, outcome: Outcome) -> str:
        """The outcome in a word or two, by the name that the place gives it ("Sent to a commission") where it does."""
        return self.wording.phrase(f"label.outcome-{outcome}").text or self._words.tr(OUTCOMES[outcome])

    def _sources_of(self, answer: Answer) -> list[Document]:
        """What the answer rests on. Sources that only a branch needs, and that are younger than the day up to which the
        statement shown is known, are left to that branch: nothing may seem surer than it is."""
        rows = self.sources(answer.citations)
        if answer.rule is None:
            return rows
        own = {row["id"] for row in self.sources(answer.rule.citations)}
        known = answer.rule.as_of.isoformat()
        return [row for row in rows if row["id"] in own or row["date"] <= known]

    def _headline(self, answer: Answer) -> str:
        if answer.rule is None:
            return self._words.tr(OUTCOMES[Outcome.NOT_COVERED])
        # A rule that says one thing says nothing of what else it hangs on.
        if answer.outcome is Outcome.DEPENDS and (len(answer.touched) > 1 or len(answer.rule.outcomes) == 1):
            parts = list(dict.fromkeys(self._home(answer.rule.place)._on_what(fork) for fork in answer.depends_on))
            return self._words.tr("It depends on %(what)s.", what=locales.joined(parts, self.language))
        return self._home(answer.rule.place).wording.phrase(f"because.{answer.rule.because}").headline

    def _on_what(self, fork: Fork) -> str:
        owner = self.wording.phrase(f"label.{fork.owner}").text if fork.owner else ""
        return self._words.tr(DEPENDS_ON[fork.dimension.partition(".")[0]], **({"owner": owner} if owner else {}))

    def _because(self, answer: Answer) -> str:
        if answer.rule is None:
            return self._words.tr(REASONS[answer.reason]) if answer.reason else ""
        if any(fork.dimension == "substance" for fork in answer.depends_on):
            reason = next(part.reason for part in answer.parts if part.reason)
            return self._words.tr(REASONS[reason])
        return self._home(answer.rule.place).wording.phrase(f"because.{answer.rule.because}").text

    def threshold(self, threshold: Threshold | None) -> Document | None:
        """The line that decides, with its words and what is not sure about it."""
        if threshold is None:
            return None
        value, limit = threshold.amount.value, threshold.limit
        return {
            "amount": int(value) if value == int(value) else float(value),
            "unit": threshold.amount.unit,
            "substance": threshold.substance,
            "basis": str(threshold.basis),
            "relation": str(threshold.relation) if threshold.relation else None,
            "includes": threshold.includes,
            "at_strength": threshold.at or None,
            "limit": limit.id,
            "title": self.wording.text(f"limit.{limit.id}.title", limit.title),
            "label": amount_label(threshold.amount, self.language),
            "not_a_permission": limit.not_a_permission,
        }

    def fork(self, fork: Fork) -> Document:
        """What decides, each value with its outcome, in words."""
        name = fork.dimension
        owner = self.wording.phrase(f"label.{fork.owner}").text if fork.owner else ""
        known = self.place.circumstances.get(name.removeprefix("given."))
        if known is None and name.startswith("given.") and self._above is not None:
            return self._above.fork(fork)
        if known is not None:
            label = self.wording.text(f"circumstance.{known.id}.ask", known.ask)
        else:
            facts = {"owner": owner} if owner else {}
            label = self._words.tr(DIMENSIONS[name.partition(".")[0]], **facts)
        if fork.substance:
            named = self._library.substances.get(fork.substance)
            facts = {"substance": named.label(self.language) if named else fork.substance, "what": label}
            label = self._words.tr("%(substance)s: %(what)s", **facts)
        branches = []
        for value, outcome in fork.leads_to.items():
            if owner:
                shown = self.wording.phrase(f"label.{value}").text
            elif known is not None:
                shown = ", ".join(
                    self.wording.text(f"circumstance.{known.id}.values.{v}", known.values.get(v, v))
                    for v in value.split(", ")
                )
            elif name == "substance":
                named = self._library.substances.get(value)
                shown = named.label(self.language) if named else value
            else:
                shown = value_label(name, value, self.language)
            word = self.outcome_word(outcome)
            branches.append({"value": value, "label": shown, "outcome": str(outcome), "outcome_word": word})
        return {"dimension": name, "label": label, "decided_by": fork.owner or None, "owner": owner, "values": branches}

    def phrase(self, kind: str, name: str) -> Document:
        """A step, refusal or sanction."""
        phrase: Phrase = self.wording.phrase(f"{kind}.{name}")
        row: Document = {"id": name, "text": phrase.text}
        if phrase.when:
            row["when"] = phrase.when
        if phrase.deadline_hours is not None:
            row["deadline_hours"] = phrase.deadline_hours
        return {
            **row,
            "confirmed": not phrase.unconfirmed,
            "unconfirmed": phrase.unconfirmed or None,
            "sources": self.sources(phrase.citations),
        }

    def sources(self, citations: Iterable[Citation]) -> list[Document]:
        """Each source once, with every place in it that is cited, in the order of citing."""
        rows: dict[str, Document] = {}
        for citation in citations:
            source = self.place.sources.get(citation.source)
            if source is None and self._above is not None:
                source = self._above.place.sources.get(citation.source)
            if source is None:
                continue
            row = rows.setdefault(
                source.id,
                {
                    "id": source.id,
                    "title": source.title,
                    "title_en": source.title_en or None,
                    "address": source.address,
                    "date": source.date.isoformat(),
                    "kind": source.kind,
                    "pinpoints": [],
                },
            )
            if citation.pinpoint and citation.pinpoint not in row["pinpoints"]:
                row["pinpoints"].append(citation.pinpoint)
        return list(rows.values())

    def review(self, review: Review) -> Document:
        """`state`, `by`, `on`, and the state in words."""
        return {
            "state": str(review.state),
            "by": review.by or None,
            "on": review.on.isoformat() if review.on else None,
            "label": self._words.tr(REVIEW_STATES[review.state]),
        }

    def _warnings(self, answer: Answer) -> list[Document]:
        codes = list(answer.warnings)
        if self.overdue and REVIEW_OVERDUE not in codes:  # of whatever day the question is, it is answered today
            codes.append(REVIEW_OVERDUE)
        rows = [self._warning(code, answer) for code in codes]
        rows += self._doubts(answer)
        return [row for row in rows if row["text"]]

    def _warning(self, code: str, answer: Answer) -> Document:
        if code in WARNINGS:
            known = min((rule.as_of for rule in answer.touched), default=self.place.as_of)
            shown = self.place.review_by if code == REVIEW_OVERDUE else known
            text = self._words.tr(WARNINGS[code], date=locales.long_date(shown, self.language))
        elif code.startswith("warning."):
            homes = [self, self._above] if self._above else [self]
            text = next((t for home in homes if (t := home.wording.phrase(code).text)), "")
        else:
            text = self.wording.unconfirmed(code, answer.touched)
        return {"id": code.removeprefix("warning."), "text": text}

    def topic(self, topic: Topic) -> Document:
        """A page: its sections, each with its sources and its doubts."""
        return {
            "id": topic.id,
            "jurisdiction": self.place.id,
            "language": self.language if self.wording.is_translated(topic) else "en",
            "translated": self.wording.is_translated(topic),
            "icon": topic.icon,
            "title": self.wording.topic(topic, "title"),
            "summary": self.wording.topic(topic, "summary"),
            "sources": self.sources(topic.citations),
            "sections": [self.section(topic, section) for section in topic.sections],
            "review": self.review(self.place.review),
            "review_by": self.place.review_by.isoformat(),
            "overdue": self.overdue,
            "as_of": min((s.as_of for s in topic.sections), default=self.place.as_of).isoformat(),
            "doubts": [
                {
                    "id": d.id,
                    "text": self.wording.text(f"doubt.{d.id}.text", d.text),
                    "as_of": d.as_of.isoformat(),
                    "sources": self.sources(d.citations),
                }
                for d in self.place.doubts
                if topic.id in d.topics
            ],
        }

    def section(self, topic: Topic, section: Section) -> Document:
        """One part of a page."""
        return {
            "id": section.id,
            "heading": self.wording.section(topic, section, "heading"),
            "text": self.wording.section(topic, section, "text"),
            "unconfirmed": self.wording.section(topic, section, "unconfirmed") or None,
            "practice": section.practice,
            "as_of": section.as_of.isoformat(),
            "sources": self.sources(section.citations),
            "review": self.review(section.review),
        }

    def change(self, change: LawChange) -> Document:
        """A law change; `reversal` says that it takes another back."""
        return {
            "id": change.id,
            "jurisdiction": change.place,
            "name": self.wording.name(),
            "on": change.on.isoformat(),
            "precision": change.precision,
            "title": self.wording.change(change, "title"),
            "summary": self.wording.change(change, "summary"),
            "direction": change.direction,
            "direction_word": self._words.tr(CHANGE_DIRECTIONS[change.direction]),
            "status": change.status,
            "status_word": self._words.tr(CHANGE_STATES[change.status]),
            "reversal": bool(change.reverses),
            "reverses": change.reverses or None,
            "before": str(change.before) if change.before else None,
            "after": str(change.after) if change.after else None,
            "before_word": self.outcome_word(change.before) if change.before else None,
            "after_word": self.outcome_word(change.after) if change.after else None,
            "unconfirmed": self.wording.change(change, "unconfirmed") or None,
            "sources": self.sources(change.citations),
        }

    def model(self, model: ModelPeriod | None) -> Document | None:
        """One of INPUD's models, and since when."""
        if model is None:
            return None
        return {
            "model": str(model.model),
            "label": self._words.tr(MODELS[model.model]),
            "from": model.from_.isoformat(),
            "until": model.until.isoformat() if model.until else None,
            "note": self.wording.model_note(model) or None,
            "as_of": model.as_of.isoformat(),
            "unconfirmed": self.wording.text(f"model.{self.place.models.index(model)}.unconfirmed", model.unconfirmed)
            or None,
            "sources": self.sources(model.citations),
        }


def _precision(rule: Rule) -> str:
    """Whether its first day is known to the day, or to the month or the year it stands in alone."""
    if rule.from_late is None:
        return "day"
    return "year" if rule.from_late.year > rule.from_.year and rule.from_late.month == rule.from_.month else "month"


def _asked(answer: Answer) -> Document:
    question = answer.question
    return {
        "substance": question.substance,
        "amount": plain(question.amount) if question.amount else None,
        "act": str(question.act),
        "setting": str(question.setting) if question.setting else None,
        "age": question.age,
        "dependent": question.dependent,
        "earlier": question.earlier,
        "given": dict(question.given),
        "also": [
            {"substance": item.substance, "amount": plain(item.amount) if item.amount else None}
            for item in question.also
        ],
        "weight": plain(question.weight) if question.weight else None,
    }


def outside_packs(answer: Answer, language: str) -> Document:
    """The answer where no pack holds the place: every key of the contract, and nothing guessed."""
    words = catalog(language)
    empty: Document = {
        key: [] for key in ("rules", "next_steps", "may_refuse", "sanctions", "depends_on", "sources", "unconfirmed")
    }
    nothing: Document = dict.fromkeys(
        (
            "threshold",
            "together",
            "rule",
            "in_force_since",
            "in_force_precision",
            "in_force_until",
            "as_of",
            "review_by",
            "review",
            "above",
        )
    )
    return {
        "jurisdiction": answer.question.place,
        "on": answer.question.on.isoformat(),
        "asked": _asked(answer),
        "outcome": str(answer.outcome),
        "outcome_word": words.tr(OUTCOMES[answer.outcome]),
        "certainty": str(answer.certainty),
        "certainty_word": None,
        "headline": words.tr(OUTCOMES[answer.outcome]),
        "because": words.tr(REASONS[answer.reason]) if answer.reason else "",
        **empty,
        **nothing,
        "overdue": False,
        "topics": [],
        "warnings": [{"id": code, "text": words.tr(WARNINGS[code])} for code in answer.warnings],
        "reason": str(answer.reason) if answer.reason else None,
    }


def answer_document(answer: Answer, library: Library, language: str) -> Document:
    """The answer as the contract's JSON, its texts in the language."""
    if library.find(answer.question.place) is None:
        return outside_packs(answer, language)
    return ReadOut(library, answer.question.place, language).answer(answer)
