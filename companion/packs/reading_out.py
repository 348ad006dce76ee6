"""A pack and its changes in one language: plain documents for screens, the command line and JSON.

Words of the law come from the law itself: its changes tell their own titles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from companion.i18n import locales
from companion.i18n.catalogs import N_, Catalog, catalog
from companion.packs.changes import Kind, LimitChange, PlaceChange
from companion.packs.importer import Incoming
from companion.packs.manifest import Manifest
from companion.packs.trust import TrustedKey
from companion.rights.amounts import parse_amount
from companion.rights.labels import OUTCOMES, amount_label
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut

Document = dict[str, Any]

KIND_NAMES: Mapping[str, str] = {
    "rights": N_("the law"),
    "services": N_("services"),
    "workshops": N_("workshops"),
    "translations": N_("translations"),
}
PLACE_KINDS: Mapping[Kind, str] = {
    Kind.ADDED: N_("This place is new."),
    Kind.LAW: N_("The law has changed."),
    Kind.CORRECTED: N_("The law is the same. What was said of it here is put right."),
    Kind.WORDS: N_("No answer changes. It is said in other words."),
    Kind.SAME: N_("Nothing changes here."),
    Kind.WITHDRAWN: N_("This place is taken out: what was said of it no longer counts."),
    Kind.KEPT: N_("Nothing changes here: what you have is newer."),
}


_WHAT = ("added", "amended", "withdrawn")


class PackReadOut:
    """Puts the changes from one body of law to another into one language."""

    def __init__(self, old: Library, new: Library, language: str) -> None:
        self._old, self._new, self.language = old, new, language
        self._words: Catalog = catalog(language)

    def place(self, change: PlaceChange) -> Document:
        """One place: its name, what kind of change, each new law change with its day and outcomes, each line that
        moved, and how many pages and translations differ."""
        library = self._new if change.place in self._new.places() else self._old
        words = self._words
        rows = [] if change.kind is Kind.WITHDRAWN else [self._law(change.place, one) for one in change.changes]
        lines = [self._line(one) for one in change.limits]
        known = change.place in library.places()
        return {
            "place": change.place,
            "name": library.name(change.place, self.language) if known else change.place,
            "kind": str(change.kind),
            "words": words.tr(PLACE_KINDS[change.kind]),
            "changes": rows,
            "lines": lines,
            "before": self._outcome(change, "before"),
            "after": self._outcome(change, "after"),
            "pages": self.pages(change),
            "itemised": any(getattr(change, f"{of}_{what}") for of in ("topics", "rules") for what in _WHAT),
            "known_up_to": change.as_of_after.isoformat() if change.as_of_after else None,
            "checked": change.checked,
        }

    def _law(self, place: str, change: Any) -> Document:
        row = ReadOut(self._new, place, self.language).change(change)
        day = locales.long_date(change.on, self.language)
        return {**row, "since": self._words.tr("since %(date)s", date=day)}

    def _line(self, line: LimitChange) -> str:
        """ "A small amount, heroin: 1 g, not 2 g." """
        substance = self._substance(line.substance)
        before, after = self._amounts(line.before), self._amounts(line.after)
        facts = {"limit": line.title or line.limit, "substance": substance, "before": before, "after": after}
        if line.since and before and after:
            day = locales.long_date(line.since, self.language)
            return self._words.tr(
                "%(limit)s, %(substance)s: %(after)s since %(date)s, %(before)s until then.", **facts, date=day
            )
        if not before:
            return self._words.tr("%(limit)s, %(substance)s: %(after)s. There was no line before.", **facts)
        if not after:
            return self._words.tr("%(limit)s, %(substance)s: no line any more. It was %(before)s.", **facts)
        return self._words.tr("%(limit)s, %(substance)s: %(after)s, not %(before)s.", **facts)

    def _substance(self, name: str) -> str:
        found = next((row for row in self._new.substances.all if row.id == name), None)
        return found.name.get(self.language) or found.name.get("en", name) if found else name

    def _amounts(self, text: str) -> str:
        parts = [part.removeprefix("< ") for part in text.split(" / ") if part]
        return " / ".join(amount_label(parse_amount(part), self.language) for part in parts)

    def _outcome(self, change: PlaceChange, side: str) -> Document | None:
        before, after = change.outcome_before, change.outcome_after
        if before is None or after is None or before is after:
            return None
        outcome = before if side == "before" else after
        return {"outcome": str(outcome), "word": self._words.tr(OUTCOMES[outcome])}

    def items(self, change: PlaceChange) -> list[Document]:
        """Every page and every rule of the law that is new, otherwise or taken out, by its title: a rule by what it
        answers, and the day from which it does."""
        found: list[Document] = []
        for what in _WHAT:
            law = self._old if what == "withdrawn" else self._new
            record = law.find(change.place)
            if record is None:
                continue
            words = law.wording(change.place, self.language)
            for topic in record.topics:
                if topic.id in getattr(change, f"topics_{what}"):
                    found.append({"kind": "page", "what": what, "id": topic.id, "title": words.topic(topic, "title")})
            for rule in record.rules:
                if rule.id in getattr(change, f"rules_{what}"):
                    said = words.phrase(f"because.{rule.because}").headline or rule.id
                    day = self._words.tr("since %(date)s", date=locales.long_date(rule.from_, self.language))
                    found.append({"kind": "rule", "what": what, "id": rule.id, "title": f"{said} ({day})"})
        return found

    def pages(self, change: PlaceChange) -> list[str]:
        """How many pages are new, otherwise, or taken out, and how many texts in other languages."""
        trn, found = self._words.trn, []
        if change.topics_added:
            found.append(trn("%(n)s page new", "%(n)s pages new", len(change.topics_added)))
        if change.topics_amended:
            found.append(trn("%(n)s page in other words", "%(n)s pages in other words", len(change.topics_amended)))
        if change.topics_withdrawn:
            found.append(trn("%(n)s page taken out", "%(n)s pages taken out", len(change.topics_withdrawn)))
        if change.translations:
            found.append(trn("%(n)s text translated", "%(n)s texts translated", change.translations))
        if change.stale:
            found.append(
                trn(
                    "%(n)s translation is older than its English, which is shown",
                    "%(n)s translations are older than their English, which is shown",
                    change.stale,
                )
            )
        return found


def signer(key: TrustedKey, language: str) -> Document:
    """Who signed, since when they are trusted, and the words to read to each other."""
    day = locales.long_date(key.added_on, language) if key.added_on else ""
    since = catalog(language).tr("trusted by you since %(date)s", date=day) if day else ""
    return {"name": key.name, "key": key.key.text(), "since": since, "words": key.check_words()}


def head(manifest: Manifest) -> Document:
    """What a pack says of itself, without the list of its files."""
    table = manifest.document()
    files = table.pop("files")
    table |= {"issued": manifest.issued.isoformat(), "review_by": manifest.review_by.isoformat()}
    return {**table, "files": len(files), "bytes": sum(row["size"] for row in files.values())}


def incoming(looked: Incoming, places: Sequence[Document], language: str) -> Document:
    """A pack that was looked at, as JSON."""
    have = looked.have
    return {
        "pack": head(looked.manifest),
        "signers": [signer(key, language) for key in looked.signers],
        "have": {"version": have.manifest.version, "issued": have.issued.isoformat()} if have else None,
        "places": list(places),
        "services": looked.services,
        "workshops": list(looked.workshops),
        "holidays": list(looked.holidays),
    }


def kinds(manifest: Manifest, language: str) -> str:
    """What a pack holds, in words."""
    words = catalog(language)
    return locales.joined([words.tr(KIND_NAMES[kind]) for kind in manifest.kinds], language)
