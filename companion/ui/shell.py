"""The window's inside after unlocking: the rail, the pages, the keys, locking and leaving."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from companion import diagnostics
from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.ui import restart, shortcuts, theme
from companion.ui.clipboard import ClipboardWatch
from companion.ui.help.screens import SCREENS
from companion.ui.modes.worker import ASIDE, HELP, SETTINGS, VIEWS, View
from companion.ui.page import Page
from companion.ui.rail import Rail
from companion.ui.session import Session
from companion.ui.widgets.scroll import Scroll
from companion.vault.idle_lock import IdleLock

_IDLE_CHECK_MS = 1000
_WATCH_AFTER_MS = 200
_LEAVE_SECONDS = 0.25
_LOOKS = frozenset({"theme", "text_size", "reduced_motion"})


class Shell(QWidget):
    """Shows one page at a time; a page is made when first asked for.

    `dress` is emitted when language, theme or text size must be applied to the whole program before pages are built
    anew; `shown_page` carries the key of the page in front.
    """

    dress = Signal()
    shown_page = Signal(str)

    def __init__(
        self,
        session: Session,
        views: Sequence[View] = VIEWS,
        settings: View = SETTINGS,
        aside: Sequence[View] = ASIDE,
        *,
        idle: bool = True,
    ) -> None:
        """`idle`: whether the window locks itself when nobody uses it."""
        super().__init__()
        self.session = session
        self._views, self._settings, self._aside = tuple(views), settings, tuple(aside)
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, Scroll] = {}
        self._states: dict[str, dict[str, object]] = {}
        self._current = self._before = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.stack = QStackedWidget()
        self._row.addWidget(self.stack, 1)
        self.rail = self._make_rail()
        self._bind_keys()
        self._idle = IdleLock(60 * session.get("idle_minutes"))
        self._timer = QTimer(self, interval=_IDLE_CHECK_MS)
        self._timer.timeout.connect(self._check_idle)
        if idle:
            self._timer.start()
        self._clipboard = ClipboardWatch(self)
        QTimer.singleShot(_WATCH_AFTER_MS, self, self._watch_system)
        session.setting_changed.connect(self._setting_changed)
        session.rights_changed.connect(self.rebuild)

    def begin(self) -> None:
        """Show the first place; on the first visit Home shows itself in a few steps."""
        first = self._views[0].key
        new = first == VIEWS[0].key and self.session.last_visit is None
        if new and not (self.session.demo or self.session.vault.read_only):
            self.go(first, first_look=True)
        else:
            self.go(first)

    def go(self, key: str, **target: object) -> None:
        """Show the page `key` and let it open `target`."""
        page = self.page(key)
        if key != self._current:
            self._before, self._current = self._current, key
        self.stack.setCurrentWidget(self._frames[key])
        self.rail.mark(self._view(key).under or key)
        page.appear()
        if target:
            page.open(**target)
        self.shown_page.emit(key)

    def back(self) -> None:
        """Show the page that was in front before, as it was left; the first one where there was none."""
        self.go(self._before or self._views[0].key)

    def page(self, key: str) -> Page:
        """The page `key`, made now if it was not there yet."""
        if key not in self._pages:
            page = self._view(key).build(self.session, self)
            if key in SCREENS:
                page.explain(tr(SCREENS[key]))
            if key in self._states:
                page.restore(self._states.pop(key))
            self._pages[key] = page
            self._frames[key] = Scroll(page, sideways=True)
            self.stack.addWidget(self._frames[key])
        return self._pages[key]

    def _view(self, key: str) -> View:
        return next(view for view in (*self._views, self._settings, *self._aside) if view.key == key)

    @property
    def current(self) -> str:
        """The key of the page in front; empty before the first `go`."""
        return self._current

    def speak(self, language: str) -> None:
        """Change the interface's language now and keep it."""
        if language == self.session.language:
            return
        if self.session.get("language") == language:  # the program was started in another one
            self.session.setting_changed.emit("language")
        else:
            self.session.set("language", language)

    def rebuild(self) -> None:
        """Build rail and pages anew, as after a change of language or theme; what was typed is kept."""
        self._states |= {key: page.state() for key, page in self._pages.items()}
        for frame in self._frames.values():
            self.stack.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self._pages, self._frames = {}, {}
        old = self.rail
        self.rail = self._make_rail()
        self._row.removeWidget(old)
        old.hide()
        old.deleteLater()
        if self._current:
            self.go(self._current)

    def search(self) -> None:
        """Put the cursor into the search over everything, which stands on the first page."""
        self.go(self._views[0].key)
        self.page(self._views[0].key).focus_search()

    def help(self) -> None:
        """Say what the page in front is for, and what the words on it mean."""
        if self._current != HELP.key:
            self.go(HELP.key, screen=self._current)

    def lock(self) -> None:
        """Hide, close the vault, and start afresh at the lock screen: only that empties memory."""
        self._stop()
        self.session.close()
        restart.afresh()

    def leave(self) -> None:
        """Quick exit: the window is gone at once, the stores are closed, the process ends whatever happens.

        Work that will not be interrupted is not waited for: what was saved is saved.
        """
        end = threading.Timer(_LEAVE_SECONDS, restart.at_once)
        end.daemon = True
        end.start()
        self._stop()
        try:
            self.session.close()
        except Problem as problem:
            diagnostics.note("ui.left", problem=problem.code)
        finally:
            end.cancel()
            restart.at_once()

    def touched(self) -> None:
        """Somebody uses the keyboard or the pointer: the time until locking starts anew."""
        self._idle.activity()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bg"))
        painter.end()

    def _make_rail(self) -> Rail:
        rail = Rail(self._views, self._settings)
        rail.chosen.connect(self.go)
        rail.lock.connect(self.lock)
        rail.leave.connect(self.leave)
        self._row.insertWidget(0, rail)
        return rail

    def _bind_keys(self) -> None:
        shortcuts.bind(self, shortcuts.QUICK_EXIT, self.leave)
        shortcuts.bind(self, shortcuts.SEARCH, self.search)
        shortcuts.bind(self, shortcuts.LOCK, self.lock)
        if HELP in self._aside:
            shortcuts.bind(self, shortcuts.HELP, self.help)
        shortcuts.bind(self, shortcuts.SETTINGS, lambda: self.go(self._settings.key))
        for index, view in enumerate(self._views):
            shortcuts.bind(self, shortcuts.place(index + 1), partial(self.go, view.key))

    def _setting_changed(self, key: str) -> None:
        if key == "idle_minutes":
            self._idle.set_seconds(60 * self.session.get(key))
        elif key == "language" or key in _LOOKS:
            # Later: the widget that asked for it is still in its own event and would be deleted under it.
            QTimer.singleShot(0, self, self._dress_anew)

    def _dress_anew(self) -> None:
        self.dress.emit()
        self.rebuild()

    def _check_idle(self) -> None:
        if self._idle.due():
            self.lock()

    def _watch_system(self) -> None:
        """Lock when the system says that nobody sits here any more. Asked for once the page is seen."""
        from companion.ui.system_watch import SystemWatch

        watch = SystemWatch(self)
        watch.hear_sessions(int(self.window().winId()))
        watch.away.connect(self.lock)

    def _stop(self) -> None:
        self._timer.stop()
        self.window().hide()
        self._clipboard.clear()
