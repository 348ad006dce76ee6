"""A topic of the law on paper: from its dated, sourced sections."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from companion.i18n import catalogs
from companion.i18n.catalogs import Catalog, catalog
from companion.printing import told as tell
from companion.printing.document import AnswerMark, Block, Kind, Notice, Paragraph, Size
from companion.printing.sheets import Part
from companion.printing.told import Told, ToldPart
from companion.printing.told_sheet import ToldSheet
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut

# The topic that answers "is it a crime?": it opens with the outcome's sign.
ANSWER = "answer"
_DOUBTS = "doubts"


class TopicSheet(ToldSheet):
    """`language` is the reader's, `beside` the second one proposed (the place's own, or the worker's)."""

    def __init__(self, library: Library, place: str, topic: str, language: str, beside: str = "") -> None:
        self._library, self._place, self._topic = library, place, topic
        record = library.jurisdiction(place).topic(topic)
        assert record is not None, topic
        self._record = record
        whole = [tag for tag in library.languages(place) if library.wording(place, tag).is_translated(record)]
        self.languages = sorted(whole, key=lambda tag: (tag != language, tag != beside))
        self.beside = beside if beside in whole and beside != self.languages[0] else ""
        self._told = lru_cache(maxsize=None)(self._read)

    @property
    def title(self) -> str:
        return self._told(catalogs.language()).title

    @property
    def file_name(self) -> str:
        """Place and topic by their ids: "pt-stopped"."""
        return f"{self._place}-{self._topic}"

    @property
    def parts(self) -> tuple[Part, ...]:  # type: ignore[override]
        """The topic's sections, headed in the interface's language."""
        return tuple(Part(part.id, part.heading, part.rank) for part in self._told(catalogs.language()).parts)

    def told(self, language: str) -> Told:
        """The topic in that language."""
        return self._told(language)

    def _read(self, language: str) -> Told:
        out = ReadOut(self._library, self._place, language)
        page = out.topic(self._record)
        spoken = str(page["language"])
        words = catalog(spoken)
        parts = [_section(section, words) for section in page["sections"]]
        if page["doubts"]:
            blocks = tuple(Paragraph(str(doubt["text"])) for doubt in page["doubts"])
            parts.append(ToldPart(_DOUBTS, words.tr("What is not known"), blocks))
        outcome = str(out.place.summary_outcome) if self._topic == ANSWER else ""
        opening: Block = Paragraph(str(page["summary"]), size=Size.LARGE)
        if outcome:
            opening = AnswerMark(outcome, out.outcome_word(out.place.summary_outcome), str(page["summary"]))
        return Told(
            language=spoken,
            title=str(page["title"]),
            gist=str(page["summary"]),
            opening=(opening,),
            parts=tuple(parts),
            standing=tell.standing(out.wording.name(), page, spoken, out.place.emergency_number),
            sources=tuple(page["sources"]),
            icon=f"outcome_{outcome}" if outcome else str(page["icon"]),
        )


def _section(section: dict[str, Any], words: Catalog) -> ToldPart:
    blocks: list[Block] = []
    if section["practice"]:
        blocks.append(Notice(Kind.NOTE, words.tr("Reported by people who use drugs"), icon="people"))
    blocks += tell.text_blocks(str(section["text"]))
    if section["unconfirmed"]:
        doubt = words.tr("Not confirmed: %(doubt)s", doubt=section["unconfirmed"])
        blocks.append(Notice(Kind.NOTE, doubt, icon="draft"))
    return ToldPart(str(section["id"]), str(section["heading"]), tuple(blocks), tuple(section["sources"]))
