"""The law to read: the pages behind a tile, and each page part by part, one idea at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.printing.sheets import Sheet
from companion.printing.topic_sheet import TopicSheet
from companion.rights.records import Topic
from companion.ui import icons, theme
from companion.ui.kiosk.filled_grid import FilledGrid
from companion.ui.kiosk.page import KioskPage, Trail, next_button, row_of
from companion.ui.kiosk.touch_buttons import TouchButton, TouchTile
from companion.ui.kiosk.visit import Visit, Way
from companion.ui.rights.bodies import BodiesCard
from companion.ui.rights.provenance import known_up_to, review_tags, source_name
from companion.ui.rights.topic_columns import unconfirmed
from companion.ui.widgets import painting
from companion.ui.widgets.card import Glyph
from companion.ui.widgets.night import arch_path
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Reading, Text

_POINT = "- "


class TopicsPage(KioskPage):
    """The pages behind one tile of Home, each a tile of its own; whom to call stands with "My rights here"."""

    def __init__(self, visit: Visit, way: Way, *, name: str, icon: str, wanted: Sequence[str]) -> None:
        super().__init__(visit, way, name)
        self.add_heading()
        holder = QWidget()
        topics = visit.topics(wanted)
        grid = FilledGrid(holder, wide=3, tall=1, gap=theme.space(14), most=theme.scaled(150))
        self.tiles: dict[str, TouchTile] = {}
        language = visit.shown_in
        for topic in topics:
            words = visit.out.wording.topic(topic, "title")
            opened = partial(way.open, partial(SectionPage, topic=topic, index=0, above=name))
            self.tiles[topic.id] = TouchTile(words, icon=topic.icon, language=language, on_click=opened)
        if not wanted and visit.record is not None and visit.record.bodies:
            self.tiles["bodies"] = TouchTile(tr("Whom to call"), icon="phone", on_click=partial(way.open, BodiesPage))
        for tile in self.tiles.values():
            grid.addWidget(tile)
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.text() for tile in self.tiles.values())]


class SectionPage(KioskPage):
    """One part of a page: a door with its picture, a heading, the words, who says so and who has checked it."""

    def __init__(self, visit: Visit, way: Way, *, topic: Topic, index: int, above: str = "") -> None:
        self._document = visit.out.topic(topic)
        section = self._document["sections"][index]
        super().__init__(visit, way, section["heading"])
        self.topic, self.index, self._above = topic, index, above
        self.section = section
        self.reading_language = str(self._document["language"])
        count = len(topic.sections)
        self.column.addWidget(Trail(topic.icon, above, self._document["title"], index + 1, count))
        row = QHBoxLayout()
        row.setSpacing(theme.space(28))
        if visit.session.get("text_size") < 150:  # large text needs the room more than a picture does
            row.addWidget(Door(topic.icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words(section), 1)
        self.column.addLayout(row, 1)

    def to_read(self) -> list[str]:
        paragraphs = [line.removeprefix(_POINT) for line in self.section["text"].split("\n")]
        doubt = self.section["unconfirmed"]
        return [self.heading, *paragraphs, *([tr("Not confirmed: %(doubt)s", doubt=doubt)] if doubt else [])]

    def sheet(self) -> Sheet:
        return TopicSheet(self.visit.library, self.visit.place, self.topic.id, self.visit.language)

    def foot_end(self) -> list[QWidget]:
        made: list[QWidget] = []
        if self.index:
            turn = partial(self._turn, self.index - 1)
            made.append(TouchButton(tr("Previous"), icon="back", big=True, on_click=turn))
        if self.index + 1 < len(self.topic.sections):
            made.append(next_button(tr("Next"), partial(self._turn, self.index + 1)))
        return made

    def _turn(self, index: int) -> None:
        """Another part takes this one's place: Back leads out of the page, not through its parts."""
        self.way.turn_to(partial(SectionPage, topic=self.topic, index=index, above=self._above))

    def _words(self, section: dict[str, Any]) -> QWidget:
        language = str(self._document["language"])
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(12))
        column.addStretch(1)
        if section["practice"]:
            column.addWidget(Tag(tr("Reported by people who use drugs"), "soft", icon="people"), 0, _LEADING)
        column.addWidget(Text(section["heading"], "h1", language=language))
        for paragraph in paragraphs(section["text"], language):
            column.addWidget(paragraph)
        if section["unconfirmed"]:
            column.addWidget(unconfirmed(section["unconfirmed"], language))
        tags = review_tags(self._document, self.visit.language, shown_in=language)
        column.addWidget(row_of(*tags, *sources(section, self.visit.language)))
        column.addStretch(1)
        return holder


class BodiesPage(KioskPage):
    """Whom to call, write or complain to, as the sources have them."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("Whom to call"))
        self.column.addWidget(BodiesCard(self.heading, visit.out.wording))
        self.column.addStretch(1)

    def to_read(self) -> list[str]:
        assert self.visit.record is not None
        wording = self.visit.out.wording
        read = [self.heading]
        for body in self.visit.record.bodies:
            read += [wording.text(f"body.{body.id}.name", body.name), wording.text(f"body.{body.id}.what", body.what)]
            read.append(body.phone)
        return [line for line in read if line]


class Door(QWidget):
    """A doorway with the picture of the page, and the light that falls out of it. Decoration."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(210), theme.scaled(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(150), theme.scaled(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        width = min(self.width() * 0.86, self.height() * 0.66)
        height = min(width * 1.2, self.height() * 0.82)
        top = (self.height() - height) / 2 - self.height() * 0.05
        door = QRectF((self.width() - width) / 2, top, width, height)
        if not theme.high_contrast():
            glow = QRectF(door.left() - width * 0.08, door.bottom(), width * 1.16, self.height() * 0.08)
            fade = QLinearGradient(glow.topLeft(), glow.bottomLeft())
            fade.setColorAt(0, theme.faded("lamp", 0.55))
            fade.setColorAt(1, theme.faded("lamp", 0.0))
            painter.fillRect(glow, fade)
        painter.fillPath(arch_path(door), theme.colour("arch"))
        if theme.high_contrast():
            painter.setPen(theme.colour("archink"))
            painter.drawPath(arch_path(door))
        side = round(width * 0.46)
        mirror = painting.right_to_left(self)
        picture = icons.pixmap(self._icon, "archink", side, ratio=self.devicePixelRatioF(), mirror=mirror)
        wide = picture.width() / picture.devicePixelRatio()
        painter.drawPixmap(round(door.center().x() - wide / 2), round(door.center().y() - side / 2 + 6), picture)
        painter.end()


_LEADING = Qt.AlignmentFlag.AlignLeading


def paragraphs(text: str, language: str) -> list[QWidget]:
    """A section's text: paragraphs, and list items behind a small mark."""
    made: list[QWidget] = []
    for block in text.strip().split("\n"):
        words = block.strip()
        if not words:
            continue
        if words.startswith(_POINT):
            made.append(_item(words.removeprefix(_POINT), language))
        else:
            made.append(Reading(words, role="reading", language=language))
    return made


def _item(words: str, language: str) -> QWidget:
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(12))
    row.addWidget(Glyph("arrow", "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Reading(words, role="reading", language=language), 1)
    return holder


def sources(document: dict[str, Any], language: str) -> list[QWidget]:
    """Where it comes from, in words: nothing to press, because nothing of it can be opened here."""
    names = [source_name(source, language) for source in document["sources"]]
    known = known_up_to(document, language)
    said = " · ".join(part for part in ("; ".join(names), known) if part)
    if not names:
        said = " · ".join(part for part in (tr("No source was found for this part."), known) if part)
    return [Text(said, "caption", "text2")] if said else []
