"""The frame of the kiosk: the bar above, the page, the red bar below, and the time until it forgets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.errors import Problem
from companion.i18n import messages
from companion.i18n.catalogs import N_, catalog, tr
from companion.printing.sheets import Sheet
from companion.ui import languages as interface
from companion.ui import places, theme
from companion.ui.kiosk import countdown
from companion.ui.kiosk.foot import Foot
from companion.ui.kiosk.home_page import HomePage
from companion.ui.kiosk.language_page import LanguagePage
from companion.ui.kiosk.overdose_bar import OverdoseBar
from companion.ui.kiosk.overdose_page import OverdosePage
from companion.ui.kiosk.page import KioskPage
from companion.ui.kiosk.take_page import TakePage
from companion.ui.kiosk.top_bar import TopBar
from companion.ui.kiosk.touch_buttons import TouchButton
from companion.ui.kiosk.visit import Maker, Visit, Way, languages
from companion.ui.session import Session
from companion.ui.voice import sentences
from companion.ui.voice.speaker import Speaker, State
from companion.ui.widgets.scroll import Scroll
from companion.ui.widgets.text import Text
from companion.vault.idle_lock import IdleLock

_TICK_MS = 250
_IN_OTHER_LANGUAGES = 4
_OVERDOSE = N_("Overdose")


class KioskShell(QWidget):
    """Shows one page at a time.

    `finished`: this visitor is to be forgotten, which only a fresh process does. `left`: staff typed the passphrase.
    `redress` asks for the whole program to be dressed anew after a change of language.
    """

    finished = Signal()
    left = Signal()
    redress = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("window")
        self.session = session
        self.visit = Visit(session, languages(session)[0])
        self._trail: list[Maker] = []
        self._used = False
        self._idle = IdleLock(countdown.SECONDS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._parts: list[QWidget] = []
        self.page: KioskPage
        self.bar: TopBar | None = None
        self.warning: Text | None = None
        self._warned = False
        self.make_speaker: Callable[[QObject], Speaker] = Speaker
        self._speaker: Speaker | None = None
        self._said: list[str] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._speak(self.visit.language)
        self._show(LanguagePage)

    # What pages ask for (see `visit.Way`).

    def open(self, make: Maker) -> None:
        """Show a page; Back leads to the one in front now."""
        self._trail.append(make)
        self._show(make)

    def turn_to(self, make: Maker) -> None:
        """Show a page in place of the one in front."""
        self._trail[-1:] = [make]
        self._show(make)

    def back(self) -> None:
        """The page before; from Home the languages."""
        if self._trail:
            self._trail.pop()
        self._show(self._trail[-1] if self._trail else LanguagePage)

    def home(self) -> None:
        """The six tiles."""
        self._trail = [HomePage]
        self._show(HomePage)

    def overdose(self) -> None:
        """What to do now. Once it is in front, another touch changes nothing."""
        if not isinstance(self.page, OverdosePage):
            self.open(OverdosePage)

    def speak(self, language: str) -> None:
        """Go on in another language, from Home. Nothing of the choice is kept beyond this process."""
        self._speak(language)
        self.redress.emit()
        self.home()

    def finish(self) -> None:
        """Forget this visitor now."""
        self._timer.stop()
        self._stop_reading()
        self.finished.emit()

    def leave(self) -> None:
        """End the kiosk."""
        self._timer.stop()
        self.left.emit()

    # Time.

    def touched(self) -> None:
        """Somebody touches the screen or a key: the time until everything is forgotten starts anew."""
        self._used = True
        self._idle.activity()
        self._warn(None)

    def tick(self) -> None:
        """Show how long is left; forget when nothing is."""
        if not self._used:  # nobody has been here: there is nothing to forget
            self._idle.restart()
            return
        if self.page.stays_open or self._is_reading():
            self._idle.restart()
            self._show_left(None)
            return
        left = self._idle.remaining() or 0.0
        self._show_left(left)
        if left <= 0:
            self.finish()

    def seconds_left(self) -> float | None:
        """Until everything is forgotten; None where nothing runs down."""
        return None if not self._used or self.page.stays_open else self._idle.remaining()

    def _show_left(self, seconds: float | None) -> None:
        if self.bar is not None:
            self.bar.finish.show_left(seconds)
        self._warn(seconds if seconds is not None and seconds <= countdown.WARNING else None)

    def _warn(self, seconds: float | None) -> None:
        if self.warning is None:
            return
        if seconds is None:
            if self._warned:
                self._warned = False
                self.warning.hide()
            return
        words = countdown.warning_words(seconds)
        self.warning.setText(words)
        self.warning.show()
        if not self._warned:
            self._warned = True
            self._announce(words)

    # The frame.

    def _speak(self, language: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        interface.use(language, app)
        self.visit = Visit(self.session, language)

    def _show(self, make: Maker) -> None:
        self._stop_reading()
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.bar, self.warning = [], None, None
        self.setLayoutDirection(_direction())
        self.page = make(self.visit, self)
        if not self.page.bare:
            self._add_bar()
        if self.page.bare:
            self._put(self.page, 1)
        else:
            frame = Scroll(self.page)
            self._put(frame, 1)
            self._put(Foot(frame, self._taking(), self.page.foot_end()))
        self._put(self._overdose_part())
        for part in self._parts:
            part.setVisible(not isinstance(part, Foot) or part.wanted())
        if self.warning is not None:
            self.warning.hide()
        self._focus_first()
        self._announce(self.page.heading)

    def _put(self, part: QWidget, stretch: int = 0) -> None:
        self._parts.append(part)
        self._column.addWidget(part, stretch)

    def _add_bar(self) -> None:
        self.bar = TopBar(self, self.visit.language, self._ask_language, self._read)
        self.bar.home.set_here(isinstance(self.page, HomePage))
        self.bar.voice.setVisible(bool(self.page.to_read()))
        self._put(self.bar)
        self.warning = Text("", "body", "warnink", side="center", weight=600)
        self.warning.setObjectName("countdownWarning")
        self._put(self.warning)

    def _taking(self) -> list[QWidget]:
        sheet = self.page.sheet()
        if sheet is None:
            return []
        opened = partial(self.open, _taking_page(sheet))
        return [TouchButton(tr("Take it with me"), icon="qr", big=True, on_click=opened)]

    def _overdose_part(self) -> QWidget:
        if isinstance(self.page, OverdosePage):
            return self.page.make_bar()
        if isinstance(self.page, LanguagePage):
            others = [catalog(tag).tr(_OVERDOSE) for tag in languages(self.session)[1:]]
            second = "  ".join(list(dict.fromkeys(others))[:_IN_OTHER_LANGUAGES])
            return OverdoseBar(tr("Overdose"), second, self.visit.emergency, self.overdose)
        first, second = tr("Somebody won’t wake up?"), tr("Touch here. Overdose: what to do now.")
        return OverdoseBar(first, second, self.visit.emergency, self.overdose)

    def _ask_language(self) -> None:
        self._trail = [HomePage]
        self._show(LanguagePage)

    def _focus_first(self) -> None:
        """Tab leads from the bar through the page and its foot to the red bar; the page's first control begins.

        Somebody must have the keyboard: what had it is gone with the page before.
        """
        takers = [widget for part in self._parts for widget in _takers(part)]
        for one, other in pairwise(takers):
            QWidget.setTabOrder(one, other)
        inside = [widget for widget in takers if self.page.isAncestorOf(widget)]
        for widget in (*inside, *takers):
            if widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _announce(self, words: str) -> None:
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # Reading aloud.

    def _is_reading(self) -> bool:
        return self._speaker is not None and self._speaker.state is not State.SILENT

    def _read(self) -> None:
        """Read the page aloud, or stop."""
        if self._is_reading():
            self._stop_reading()
            return
        if self._speaker is None:
            self._speaker = self.make_speaker(self)
            self._speaker.sentence.connect(self._mark)
            self._speaker.state_changed.connect(self._show_reading)
            self._speaker.failed.connect(self._not_read)
        self._said = [sentence for line in self.page.to_read() for sentence in sentences.split(line)]
        self._speaker.read(self._said, self.page.reading_language)

    def _stop_reading(self) -> None:
        if self._speaker is not None:
            self._speaker.stop()
        self._said = []

    def _mark(self, number: int) -> None:
        words = self._said[number] if 0 <= number < len(self._said) else ""
        for text in self.page.findChildren(Text):
            text.mark(words)

    def _show_reading(self, state: str) -> None:
        if self.bar is not None:
            reading = state != State.SILENT
            self.bar.voice.setText(tr("Reading: stop") if reading else tr("Read to me"))
            self.bar.voice.set_icon("pause" if reading else "speaker")
            self.bar.voice.set_here(reading)
            self.bar.fit()

    def _not_read(self, problem: Problem) -> None:
        if problem.code == "voice.no_language":
            problem = Problem(problem.code, language=places.own_name(str(problem.facts["language"])))
        message = messages.explain(problem)
        if self.warning is not None:
            self.warning.setText(f"{message.title} {message.next_step}")
            self.warning.show()
            self._announce(message.title)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        painter.end()


def _taking_page(sheet: Sheet) -> Maker:
    def make(visit: Visit, way: Way) -> KioskPage:
        return TakePage(visit, way, sheet)

    return make


def _takers(part: QWidget) -> list[QWidget]:
    """What in it, or it itself, takes the keyboard, in the order in which it was made."""
    every = [part, *part.findChildren(QWidget)]
    return [one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()]


def _direction() -> Qt.LayoutDirection:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app.layoutDirection()
