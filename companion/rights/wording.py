"""The words of one place in one language: translated where they are, in English where not, and saying which."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from companion import clock
from companion.i18n import locales
from companion.rights.amounts import Amount
from companion.rights.labels import amount_label
from companion.rights.records import Jurisdiction, LawChange, ModelPeriod, Phrase, Rule, Section, Topic

_PLACEHOLDER = re.compile(r"\{(limit|date|emergency)(?::([^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A text as shown. `translated` is False where the language has none yet and English stands in."""

    text: str
    translated: bool = True


def current(kept: str | Sequence[int | str] | None, source: str) -> str | None:
    """The translation, unless the English has changed since. A pack keeps a checksum of the English with it."""
    if kept is None or isinstance(kept, str):
        return kept
    made_from, text = kept
    return str(text) if made_from == zlib.crc32(source.strip().encode()) else None


class Wording:
    """Looks texts up by key (`topic.stopped.title`) and fills in amounts, dates and the emergency number."""

    def __init__(
        self, place: Jurisdiction, language: str, translations: Mapping[str, str | Sequence[int | str]]
    ) -> None:
        self.place = place
        self.language = language
        self._translations = translations

    def get(self, key: str, source: str) -> Words:
        """The text of `key`, whose English is `source`."""
        if not source:
            return Words("")
        translated = current(self._translations.get(key), source)
        if translated is None:
            return Words(self._filled(source, "en"), self.language == "en")
        return Words(self._filled(translated, self.language))

    def written(self, key: str, source: str) -> str | None:
        """The translation as it is written, nothing filled in; None where the English has changed since."""
        return current(self._translations.get(key), source)

    def has(self, key: str) -> bool:
        """Whether there is a translation at all, of whatever English."""
        return key in self._translations

    def text(self, key: str, source: str) -> str:
        """The text alone."""
        return self.get(key, source).text

    def phrase(self, name: str) -> Phrase:
        """`step.at-once` in this language: a phrase with its words replaced; empty where no text has the name."""
        phrase = self.place.phrases.get(name)
        if phrase is None:
            return Phrase(name, "")
        return Phrase(
            id=phrase.id,
            text=self.text(f"{name}.text", phrase.text),
            when=self.text(f"{name}.when", phrase.when),
            headline=self.text(f"{name}.headline", phrase.headline),
            deadline_hours=phrase.deadline_hours,
            citations=phrase.citations,
            unconfirmed=self.text(f"{name}.unconfirmed", phrase.unconfirmed),
        )

    def name(self) -> str:
        """The name of the place."""
        return self.text("jurisdiction.name", self.place.name)

    def summary(self) -> str:
        """The one sentence that answers "is carrying a small amount for my own use a crime here?"."""
        return self.text("jurisdiction.summary", self.place.summary)

    def model_note(self, model: ModelPeriod) -> str:
        """For whom that model holds."""
        return self.text(f"model.{self.place.models.index(model)}.note", model.note)

    def change(self, change: LawChange, part: str) -> str:
        """`title`, `summary` or `unconfirmed` of a law change."""
        return self.text(f"change.{change.id}.{part}", str(getattr(change, part)))

    def topic(self, topic: Topic, part: str) -> str:
        """`title` or `summary` of a topic."""
        return self.text(f"topic.{topic.id}.{part}", str(getattr(topic, part)))

    def section(self, topic: Topic, section: Section, part: str) -> str:
        """`heading`, `text` or `unconfirmed` of a section."""
        return self.text(f"topic.{topic.id}.{section.id}.{part}", str(getattr(section, part)))

    def is_translated(self, topic: Topic) -> bool:
        """Whether the whole page is there in this language."""
        keys = [("title", topic.title)] + [(f"{s.id}.text", s.text) for s in topic.sections]
        return all(self.get(f"topic.{topic.id}.{key}", source).translated for key, source in keys)

    def unconfirmed(self, key: str, rules: tuple[Rule, ...]) -> str:
        """The doubt that a warning code like `rule.x.unconfirmed` or `limit.y.of.heroin.unconfirmed` stands for."""
        parts = key.split(".")
        if parts[0] == "rule":
            source = next((rule.unconfirmed for rule in rules if rule.id == parts[1]), "")
        else:
            limit = next((row for row in self.place.limits if row.id == parts[1]), None)
            source = "" if limit is None else limit.doubts.get(parts[3], "") if len(parts) > 3 else limit.unconfirmed
        return self.text(key, source)

    def _filled(self, text: str, language: str) -> str:
        def fill(match: re.Match[str]) -> str:
            kind, what = match.group(1), match.group(2) or ""
            if kind == "emergency":
                return self.place.emergency_number
            if kind == "date":
                day = _day(what)
                return locales.long_date(day, language) if day else match.group(0)
            amount = self._limit_amount(what)
            return amount_label(amount, language) if amount else match.group(0)

        return _PLACEHOLDER.sub(fill, text)

    def _limit_amount(self, what: str) -> Amount | None:
        name, _, substance = what.partition(".")
        versions = [limit for limit in self.place.limits if limit.id == name]
        limit = self.place.limit(name, clock.today()) or (versions[-1] if versions else None)
        edges = limit.edges.get(substance, ()) if limit else ()
        return edges[0].amount if edges else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
