"""The Services page: the directory, or the way to get one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.services.records import ServiceKind
from companion.services.store import ServiceStore
from companion.ui import theme
from companion.ui.page import Navigation, Page
from companion.ui.services.browse_view import BrowseView
from companion.ui.services.filters import Filters
from companion.ui.services.import_job import ImportJob
from companion.ui.services.import_view import ImportView
from companion.ui.services.page_head import PageHead
from companion.ui.session import Session
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.message_line import MessageLine


class ServicesPage(Page):
    """`open(listing=…)` shows one; `open(kind=…, open_now=…, text=…)` searches; `open(importing=True)` takes one in."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.store = ServiceStore(session.library)
        self.job = ImportJob.of(session)
        self.column.setSpacing(theme.space(12))
        self.head = PageHead()
        self.head.import_wanted.connect(self.show_import)
        self.head.place_forgotten.connect(lambda: session.set("service_place", None))
        self.browse = BrowseView(session, self.store)
        words = tr("No services yet. Import your team’s list: a directory in the open format HSDS.")
        self.empty = EmptyState("pin", words, action=tr("Import a list"), on_action=self.show_import)
        self.importing: ImportView | None = None
        self.message: MessageLine | None = None
        self.column.addWidget(self.head)
        self.column.addWidget(self.browse, 1)
        self.column.addWidget(self.empty, 1)
        session.services_changed.connect(self.refresh)
        session.setting_changed.connect(self._setting_changed)
        self.refresh()

    # what the window asks of a page

    def open(self, **target: object) -> None:
        """Show a service, a search, or the way to take a list in."""
        if target.get("importing"):
            self.show_import()
            return
        self.leave_import()
        if self.job.writing:
            self.show_import()
            return
        kind, uid = target.get("kind"), target.get("listing")
        kinds = frozenset({ServiceKind(kind)} if isinstance(kind, str) and kind in set(ServiceKind) else ())
        filters = Filters(open_now=bool(target.get("open_now")), kinds=kinds)
        try:
            self.browse.ask(str(target.get("text") or ""), filters, uid if isinstance(uid, str) else "")
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        if isinstance(uid, str):
            if self.browse.detail.listing is None:
                self._say(MessageLine.of(Problem("services.no_listing")))
            self.browse.read()

    def appear(self) -> None:
        """Show what is there at this minute; the keyboard stands in the search, or on the next step."""
        self.refresh()
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._take_focus()

    def state(self) -> dict[str, object]:
        """What was typed and chosen, and whether a list is being taken in."""
        return {"browse": self.browse.state(), "importing": self.importing is not None}

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        browse = state.get("browse")
        if isinstance(browse, dict) and not self.job.writing:
            try:
                self.browse.restore(browse)
            except Problem as problem:
                self._say(MessageLine.of(problem))
        if state.get("importing"):
            self._open_import()

    def focus_search(self) -> bool:
        """Put the cursor into the search field."""
        if not self.browse.search.isVisibleTo(self):
            return False
        self.browse.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def refresh(self) -> None:
        """Read the directory again, unless an import holds it: that ends in `services_changed`."""
        if self.job.writing:
            return
        self._say(None)
        try:
            empty = self.store.is_empty()
            spot = self.session.get("service_place")
            self.head.show_state(sample=self.store.has_sample(), spot=spot["label"] if spot else "", empty=empty)
            if not empty:
                self.browse.refresh()
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        self._show_what_is_there(empty)

    # taking a list in

    def show_import(self) -> None:
        """Begin to take a list in; one that runs or waits to be taken in is shown as it stands."""
        self._open_import()
        assert self.importing is not None
        self.importing.focus_action()

    def leave_import(self) -> None:
        """Back to the directory, unless an import holds it; what is being read goes on."""
        if self.importing is None or self.job.writing:
            return
        self.column.removeWidget(self.importing)
        self.importing.hide()
        self.importing.deleteLater()
        self.importing = None
        self.job.forget()
        self.refresh()
        self._show_what_is_there(self.browse.listings.total == 0 and self.store.is_empty())
        self._take_focus()

    def _open_import(self) -> None:
        if self.importing is None:
            sample = not self.job.writing and self.store.has_sample()
            self.importing = ImportView(self.job, sample=sample)
            self.importing.left.connect(self.leave_import)
            self.column.addWidget(self.importing, 1)
        for other in (self.head, self.browse, self.empty):
            other.hide()

    def _show_what_is_there(self, empty: bool) -> None:
        if self.importing is not None:
            return
        self.head.show()
        self.browse.setVisible(not empty)
        self.empty.setVisible(empty)

    def _take_focus(self) -> None:
        if self.importing is not None:
            self.importing.focus_action()
        elif not self.focus_search() and self.empty.action is not None and self.empty.isVisibleTo(self):
            self.empty.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _setting_changed(self, key: str) -> None:
        if key == "service_place":
            self.refresh()

    def _say(self, message: MessageLine | None) -> None:
        if self.message is not None:
            self.column.removeWidget(self.message)
            self.message.hide()
            self.message.deleteLater()
        self.message = message
        if message is not None:
            self.column.insertWidget(1, message)
