"""Law changes as a dated list: what was before, what came after, and whether it is milder or stricter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights.library import Library
from companion.rights.reading_out import ReadOut
from companion.rights.records import LawChange
from companion.ui import theme
from companion.ui.rights.provenance import Provenance
from companion.ui.rights.rows import Row
from companion.ui.rights.topic_columns import unconfirmed
from companion.ui.widgets import painting
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.outcome_mark import OutcomeMark
from companion.ui.widgets.road import StopNumber
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

Document = Mapping[str, Any]
_MONTHS = 12


def documents(library: Library, language: str, place: str = "", after: date | None = None) -> list[Document]:
    """The law changes of a place (or of every place), the newest first, read out in the language.

    With `after` only the places are read in which anything changed after that day.
    """
    everywhere = library.changed_after(after) if after else library.places()
    outs = {each: ReadOut(library, each, language) for each in ([place] if place else everywhere)}
    changes: list[LawChange] = [change for out in outs.values() for change in out.place.changes]
    changes.sort(key=lambda change: (change.on, change.id), reverse=True)
    return [outs[change.place].change(change) for change in changes]


def since(rows: list[Document], day: date | None) -> list[Document]:
    """Those that came into force after `day`, up to today; none before the second visit."""
    if day is None:
        return []
    today = clock.today()
    return [row for row in rows if day < date.fromisoformat(row["on"]) <= today]


def day_and_year(change: Document, language: str) -> tuple[str, str]:
    """`1 Sep` and `2024`; where only the month or the year is known, no day is made up."""
    day = date.fromisoformat(change["on"])
    year = str(day.year)
    if change["precision"] == "year":
        return year, ""
    if change["precision"] == "month":
        return _skeleton("MMM", day, language), year
    return _skeleton("MMMd", day, language), year


def _skeleton(pattern: str, day: date, language: str) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton(pattern, day, locale=locales.locale(language)))


class Turn(QWidget):
    """The outcome before and after, with an arrow between; and whether that is milder or stricter."""

    def __init__(self, change: Document) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=theme.space(10), line_gap=theme.space(4))
        before, after = change["before"], change["after"]
        if before:
            flow.addWidget(OutcomeMark(before, change["before_word"]))
        if before and after:
            flow.addWidget(Glyph("arrow", "text2", 18, name=tr("became")))
        if after:
            flow.addWidget(OutcomeMark(after, change["after_word"]))
        if change["direction"] != "neutral":
            flow.addWidget(Tag(change["direction_word"], "plain"))
        if change["reversal"]:
            flow.addWidget(Tag(tr("Takes an earlier change back"), "plain", icon="turn"))
        if change["status"] != "in_force":
            flow.addWidget(Tag(change["status_word"], "plain"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @staticmethod
    def says_something(change: Document) -> bool:
        """Whether there is anything to show."""
        told = change["before"] or change["after"] or change["reversal"]
        return bool(told) or change["direction"] != "neutral" or change["status"] != "in_force"


class DayWords(QWidget):
    """Day and month above the year, as wide for every row."""

    def __init__(self, change: Document, language: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        day, year = day_and_year(change, language)
        column.addWidget(Text(day, "lead", weight=600))
        if year:
            column.addWidget(Text(year, "caption", "text2"))
        column.addStretch(1)
        widest = max(
            painting.text_width(_skeleton("MMMd", date(2026, month + 1, 28), language), theme.font("lead", weight=600))
            for month in range(_MONTHS)
        )
        self.setFixedWidth(widest + theme.space(8))


class ChangeRow(Row):
    """One law change, short: for Home. Pressing it opens the place's list."""

    def __init__(self, change: Document, *, on_click: Callable[[], object]) -> None:
        language = catalogs.language()
        name = f"{locales.long_date(date.fromisoformat(change['on']))}. {change['name']}. {change['title']}"
        super().__init__(name, on_click=on_click, across=0)
        self.line.addWidget(DayWords(change, language), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.space(3))
        column.addWidget(Text(change["name"], "lead", weight=600))
        column.addWidget(Text(change["title"], "label", "text2", weight=400))
        if Turn.says_something(change):
            column.addWidget(Turn(change))
        self.line.addLayout(column, 1)


class ChangeEntry(QWidget):
    """One law change whole: title, what it did, its doubts and its sources; `number` is its number on the road."""

    def __init__(self, change: Document, *, number: int | None = None) -> None:
        super().__init__()
        language = catalogs.language()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.space(6), 0, theme.space(6))
        row.setSpacing(theme.space(16))
        row.addWidget(DayWords(change, language), 0, Qt.AlignmentFlag.AlignTop)
        if number is not None:
            row.addWidget(StopNumber(locales.number(number)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.space(5))
        column.addWidget(Text(change["title"], "lead", weight=600))
        column.addWidget(Text(change["summary"], "label", "text2", weight=400))
        if Turn.says_something(change):
            column.addWidget(Turn(change))
        if change["unconfirmed"]:
            column.addWidget(unconfirmed(change["unconfirmed"], language))
        column.addWidget(Provenance(change["sources"], missing=tr("No source was found for this change.")))
        row.addLayout(column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
