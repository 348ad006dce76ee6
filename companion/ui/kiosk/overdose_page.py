"""Somebody does not wake up: six pictures, the local number, what police may do. Nothing scrolls, nothing resets.

The words are those of the overdose page of the law's content (WHO's guideline and community programmes) in four words
and a line each. No clinician has checked them yet, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr
from companion.rights.records import Section, Topic
from companion.ui import icons, theme
from companion.ui.kiosk import sizes
from companion.ui.kiosk.filled_grid import FilledGrid
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.topic_pages import SectionPage
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.kiosk.visit import OVERDOSE, Visit, Way
from companion.ui.widgets import painting
from companion.ui.widgets.tags import ReviewTag
from companion.ui.widgets.text import Text
from companion.vocabulary import ReviewState

_FACTORS = (1.0, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.48)
_SECOND_DOSE = 120  # seconds
_NALOXONE = ("od_spray", "od_stay")
_ON_THE_PHONE = 4  # signs of a number that still fit on the picture of a phone


@dataclass(frozen=True)
class FirstAid:
    """One picture with its words; `place` says where something lies here."""

    icon: str
    words: str
    line: str
    place: str = ""


def steps(number: str, naloxone: str, *, with_naloxone: bool = True) -> list[FirstAid]:
    """The six steps in the order that the page teaches; without those of naloxone where the place's page has none."""
    call = tr("Call %(number)s", number=number) if number else tr("Call an ambulance")
    here = tr("Here: %(place)s", place=naloxone) if naloxone else ""
    every = [
        FirstAid("od_wake", tr("Shout. Shake."), tr("Rub the breastbone hard with your knuckles.")),
        FirstAid("od_call", call, tr("Loudspeaker on. Do what the voice says.")),
        FirstAid("od_spray", tr("Naloxone"), tr("Head back. The whole spray into one nostril."), here),
        FirstAid("od_breathe", tr("Breathe for them"), tr("Chin up, nose closed. One breath every 5 seconds.")),
        FirstAid("od_stay", tr("After 2 to 3 minutes"), tr("No change? A second spray, other nostril.")),
        FirstAid("od_side", tr("Breathing? On the side"), tr("Knee bent, hand under the head. Stay.")),
    ]
    return every if with_naloxone else [step for step in every if step.icon not in _NALOXONE]


class OverdosePage(KioskPage):
    """Stays open until somebody says "I’m finished": hands may be full for half an hour."""

    stays_open = True

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__(visit, way, tr("Somebody won’t wake up"))
        head = QHBoxLayout()
        head.setSpacing(theme.space(16))
        head.addWidget(Text(self.heading, "h2"), 2)
        head.addWidget(ReviewTag("draft", tr("No doctor has checked this page yet")), 1)
        head.addWidget(Text(tr("This page stays open"), "caption", "text2", side="end"), 1)
        self.column.setSpacing(theme.space(8))
        self.column.setContentsMargins(theme.space(sizes.SIDE), 0, theme.space(sizes.SIDE), theme.space(4))
        self.column.addLayout(head)
        holder = QWidget()
        grid = FilledGrid(holder, wide=3, tall=2, gap=theme.space(10))
        topic = visit.record.topic(OVERDOSE) if visit.record else None
        taught = topic is None or any(section.id == "naloxone" for section in topic.sections)
        every = steps(visit.emergency, visit.naloxone_here, with_naloxone=taught)
        self.tiles = [StepTile(at, step, visit.emergency) for at, step in enumerate(every, 1)]
        for tile in self.tiles:
            grid.addWidget(tile)
        self.column.addWidget(holder, 1)

    def to_read(self) -> list[str]:
        return [self.heading, *(tile.words for tile in self.tiles)]

    def make_bar(self) -> QWidget:
        """The red bar, grown: the number, what to say, what police may do."""
        return CallBar(self.visit, self.way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """All six in the same size of text: the largest in which every one fits."""
        for factor in _FACTORS:
            if all(tile.fits(factor) for tile in self.tiles):
                break
        for tile in self.tiles:
            tile.set_factor(factor)


class StepTile(QWidget):
    """A number in a disc, a picture, at most four words, a line."""

    def __init__(self, number: int, step: FirstAid, emergency: str = "") -> None:
        super().__init__()
        self._number, self._step, self._factor = number, step, 1.0
        self._emergency = emergency if step.icon == "od_call" and len(emergency) <= _ON_THE_PHONE else ""
        self._clock: TouchButton | None = None
        self._since = QElapsedTimer()
        self._alarm = step.icon == "od_call"
        parts = (locales.number(number), step.words, step.line, step.place)
        self.words = ". ".join(part for part in parts if part)
        self.setAccessibleName(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if step.icon == "od_stay":
            self._add_clock()

    def _add_clock(self) -> None:
        """A clock to start: two minutes are hard to judge when somebody does not breathe."""
        self._clock = TouchButton(tr("Start the clock"), icon="play", on_click=self._start)
        self._clock.setFont(theme.font("label", weight=600))
        self._clock.setParent(self)
        self._ticking = QTimer(self, interval=500)
        self._ticking.timeout.connect(self._tick)

    def sizeHint(self) -> QSize:
        return QSize(300, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 110)

    def fits(self, factor: float) -> bool:
        """Whether all words have room at this size."""
        box = self._words_box()
        needed = 0
        for text, font, _ in self._lines(factor):
            if painting.longest_word(text, font) > box.width():
                return False
            needed += painting.text_height(text, font, box.width()) + 2
        return needed <= box.height()

    def set_factor(self, factor: float) -> None:
        """Draw the words at this size."""
        self._factor = factor
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._clock is not None:
            hint = self._clock.sizeHint()
            box = self._words_box()
            width = min(max(hint.width(), 120), self.width() - 2 * theme.space(12))
            left = box.left() if self._across() else (self.width() - width) / 2
            left = max(theme.space(12), min(left, self.width() - width - theme.space(12)))
            spot = QRectF(left, self.height() - hint.height() - theme.space(10), width, hint.height())
            self._clock.setGeometry(painting.mirrored(self, spot).toRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        shape = QRectF(self.rect())
        fill, edge = ("errtint", "err") if self._alarm else ("surface", "control")
        width = 3 if self._alarm or theme.high_contrast() else 2
        painting.rounded(painter, shape, 18, fill=theme.colour(fill), edge=theme.colour(edge), width=width)
        self._paint_picture(painter)
        self._paint_number(painter)
        box = self._words_box()
        lines = [(t, f, i, painting.text_height(t, f, box.width()) + 2) for t, f, i in self._lines(self._factor)]
        top = box.top() + max(0.0, (box.height() - sum(height for *_, height in lines)) / 2)
        for text, font, ink, height in lines:
            spot = painting.mirrored(self, QRectF(box.left(), top, box.width(), height))
            side = "start" if self._across() else "center"
            painting.draw_text(painter, spot, text, font, theme.colour(ink), side=side)
            top += height
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        box = self._picture_box()
        height = round(min(box.height(), box.width() * 0.75))
        ratio = self.devicePixelRatioF()
        mirror = painting.right_to_left(self)
        picture = icons.pixmap(self._step.icon, "err" if self._alarm else "text", height, ratio=ratio, mirror=mirror)
        spot = painting.mirrored(self, box)
        wide = picture.width() / ratio
        painter.drawPixmap(round(spot.center().x() - wide / 2), round(spot.center().y() - height / 2), picture)
        if self._emergency:
            font = theme.font("label", weight=600)
            font.setPixelSize(max(10, round(height * 0.17)))
            painting.draw_text(painter, spot, self._emergency, font, theme.colour("err"), side="center", middle=True)

    def _paint_number(self, painter: QPainter) -> None:
        side = theme.icon_size(26)
        disc = painting.mirrored(self, QRectF(theme.space(10), theme.space(10), side, side))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("err" if self._alarm else "text"))
        painter.drawEllipse(disc)
        font = theme.font("label", weight=600)
        font.setPixelSize(round(side * 0.6))
        painting.draw_text(
            painter, disc, locales.number(self._number), font, theme.colour("surface"), side="center", middle=True
        )

    def _lines(self, factor: float) -> Iterator[tuple[str, QFont, str]]:
        for text, role, weight, ink in (
            (self._step.words, "h3", 600, "text"),
            (self._step.line, "label", 400, "text"),
            (self._step.place, "label", 600, "accent"),
        ):
            if text:
                font = theme.font(role, weight=weight)
                font.setPixelSize(max(13, round(font.pixelSize() * factor)))
                yield text, font, ink

    def _across(self) -> bool:
        return self.width() > 1.2 * self.height()

    def _picture_box(self) -> QRectF:
        pad, side = theme.space(12), theme.icon_size(26)
        if self._across():
            clock = self._clock.sizeHint().height() + pad if self._clock is not None else 0
            return QRectF(pad, pad + side * 0.7, self.width() * 0.38, self.height() - 2 * pad - side * 0.7 - clock)
        return QRectF(pad, pad, self.width() - 2 * pad, self.height() * 0.4)

    def _words_box(self) -> QRectF:
        pad, picture = theme.space(10), self._picture_box()
        clock = self._clock.sizeHint().height() + pad if self._clock is not None else 0
        if self._across():
            left = picture.right() + pad
            return QRectF(left, pad, self.width() - left - pad, self.height() - 2 * pad - clock)
        top = picture.bottom() + pad / 2
        return QRectF(pad, top, self.width() - 2 * pad, self.height() - top - pad - clock)

    def _start(self) -> None:
        self._since.start()
        self._ticking.start()
        self._tick()

    def _tick(self) -> None:
        assert self._clock is not None
        minutes, seconds = divmod(self._since.elapsed() // 1000, 60)
        shown = f"{locales.number(minutes)}:{locales.number(seconds).zfill(2)}"
        due = minutes * 60 + seconds >= _SECOND_DOSE
        self._clock.set_icon("timer")
        self._clock.setText(shown)
        self._clock.set_here(due)
        self._clock.setAccessibleName(tr("Start the clock again: %(time)s", time=shown))


class CallBar(QWidget):
    """The number, what to say, and the law's line with who has checked it. A touch on the law opens its page."""

    def __init__(self, visit: Visit, way: Way) -> None:
        super().__init__()
        self._number = visit.emergency
        row = QHBoxLayout(self)
        side = theme.space(sizes.SIDE)
        row.setContentsMargins(side, theme.space(10), side, theme.space(10))
        row.setSpacing(theme.space(20))
        if self._number:
            number = Text(self._number, "timer", "onsignal", wrap=False)
            font = number.font()
            font.setPixelSize(round(font.pixelSize() * (1.5 if len(self._number) < 5 else 1.0)))
            number.setFont(font)
            number.setAccessibleName(tr("Call %(number)s", number=self._number))
            row.addWidget(number)
        say = tr("Call now. Loudspeaker on. Say: “Not waking, not breathing well”, and where you are.")
        row.addWidget(Text(say, "label", "onsignal", weight=600), 3)
        law = visit.overdose_law()
        if law is not None:
            topic, section = law
            row.addWidget(self._law(visit, topic, section), 5)
            page = partial(SectionPage, topic=topic, index=topic.sections.index(section))
            row.addWidget(SignalButton(tr("The law"), on_click=partial(way.open, page)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), theme.colour("signal"))
        if theme.high_contrast():
            painter.fillRect(0, 0, self.width(), 3, theme.colour("onsignal"))
        painter.end()

    def _law(self, visit: Visit, topic: Topic, section: Section) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(4))
        words = visit.out.wording.section(topic, section, "text")
        language = visit.language if visit.out.wording.is_translated(topic) else "en"
        column.addWidget(Text(" ".join(words.split()), "caption", "onsignal", language=language))
        standing = _standing(visit, section.unconfirmed)
        if standing:
            column.addWidget(Text(standing, "caption", "onsignal", weight=600))
        return holder


def _standing(visit: Visit, unconfirmed: str) -> str:
    """Who has checked the law's line, in one sentence."""
    assert visit.record is not None
    parts = []
    if visit.record.review.state != ReviewState.CHECKED_BY_LAWYER:
        parts.append(tr("Draft: no local lawyer has checked this"))
    if visit.overdue:
        day = locales.long_date(visit.record.review_by, catalogs.language())
        parts.append(tr("Review date passed on %(date)s", date=day))
    if unconfirmed:
        parts.append(tr("Not all of it is confirmed"))
    return " · ".join(parts)


class SignalButton(TouchButton):
    """A button on the red bar."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        ink = theme.colour("onsignal")
        painting.rounded(painter, QRectF(self.rect()), theme.RADIUS_CONTROL, edge=ink, width=2)
        painting.draw_text(painter, QRectF(self.rect()), self.text(), self.font(), ink, side="center", middle=True)
        painter.end()
