"""The Services page: the directory, the way to get one, and the way to change what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from companion import files
from companion.errors import Problem
from companion.i18n.catalogs import tr
from companion.services.records import Listing, ServiceKind
from companion.ui import theme
from companion.ui.page import Navigation, Page
from companion.ui.services import file_choice
from companion.ui.services.browse_view import BrowseView
from companion.ui.services.directory import directory_of, holidays_of
from companion.ui.services.edit_view import EditView
from companion.ui.services.filters import Filters
from companion.ui.services.import_job import ImportJob
from companion.ui.services.import_view import ImportView
from companion.ui.services.page_head import PageHead
from companion.ui.session import Session
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.message_line import MessageLine

Ask = Callable[[QWidget, str], Path | None]
_COPIES = {"hsds": "services.zip", "csv": "services.csv", "geojson": "services.geojson"}


class ServicesPage(Page):
    """`open(listing=…)` shows one; `open(kind=…, open_now=…, text=…)` searches; `open(importing=True)` takes one in."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.store = directory_of(session)
        self.job = ImportJob.of(session)
        self.column.setSpacing(theme.space(12))
        self.head = PageHead()
        self.head.import_wanted.connect(self.show_import)
        self.head.place_forgotten.connect(lambda: session.set("service_place", None))
        self.browse = BrowseView(session, self.store)
        words = tr("No services yet. Import your team’s list: a directory in the open format HSDS.")
        self.empty = EmptyState("pin", words, action=tr("Import a list"), on_action=self.show_import)
        self.head.add_wanted.connect(lambda: self.edit(None))
        self.browse.edit.connect(self.edit)
        self.browse.refer.connect(self._refer)
        self.browse.give.connect(self._give)
        self.importing: ImportView | None = None
        self.editing: EditView | None = None
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
        self.leave_edit()
        if target.get("adding"):
            self.edit(None)
            return
        kind, uid = target.get("kind"), target.get("listing")
        kinds = frozenset({ServiceKind(kind)} if isinstance(kind, str) and kind in set(ServiceKind) else ())
        filters = Filters(open_now=bool(target.get("open_now")), kinds=kinds, to_confirm=bool(target.get("to_confirm")))
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
        state: dict[str, object] = {"browse": self.browse.state(), "importing": self.importing is not None}
        if self.editing is not None:
            state["editing"] = self.editing.listing.id if self.editing.listing else ""
            state["typed"] = self.editing.values()
        return state

    def restore(self, state: dict[str, object]) -> None:
        """Take back what `state` gave."""
        browse = state.get("browse")
        if isinstance(browse, dict):
            try:
                self.browse.restore(browse)
            except Problem as problem:
                self._say(MessageLine.of(problem))
        if state.get("importing"):
            self._open_import()
        uid, typed = state.get("editing"), state.get("typed")
        if isinstance(uid, str) and isinstance(typed, dict):
            self.edit(self.store.listing(uid) if uid else None)
            if self.editing is not None:
                self.editing.restore(typed)

    def focus_search(self) -> bool:
        """Put the cursor into the search field."""
        if not self.browse.search.isVisibleTo(self):
            return False
        self.browse.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def refresh(self) -> None:
        """Read the directory again."""
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
        """Back to the directory; what is being read or taken in goes on."""
        if self.importing is None:
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
            self.leave_edit()
            self.importing = ImportView(self.job, sample=self.store.has_sample(), empty=self.store.is_empty())
            self.importing.left.connect(self.leave_import)
            self.importing.copy_wanted.connect(self.save_copy)
            self.column.addWidget(self.importing, 1)
        for other in (self.head, self.browse, self.empty):
            other.hide()

    # changing what it says, and giving it away

    def edit(self, listing: Listing | None) -> None:
        """Change a service, or add one."""
        if self.editing is not None or self.importing is not None:
            return
        self.editing = EditView(self.store, listing)
        self.editing.saved.connect(self._saved)
        self.editing.left.connect(self.leave_edit)
        self.column.addWidget(self.editing, 1)
        for other in (self.head, self.browse, self.empty):
            other.hide()
        self.editing.texts["name"].setFocus()

    def leave_edit(self) -> None:
        """Back to the directory; what was typed and not saved goes."""
        if self.editing is None:
            return
        self.column.removeWidget(self.editing)
        self.editing.hide()
        self.editing.deleteLater()
        self.editing = None
        self.refresh()
        self._take_focus()

    def _saved(self, uid: str) -> None:
        self.leave_edit()
        self.session.services_changed.emit()
        self.browse.ask("", Filters(), uid)
        self.browse.detail.say(MessageLine("ok", tr("Saved.")))

    def _refer(self, listing: Listing) -> None:
        self.navigation.go("log", preset="referral", kind=listing.kind.value)

    def _give(self, uids: list[str]) -> None:
        """The chosen ones on a sheet for a pocket, in the language of the person asked about."""
        listings = self.store.for_print(uids)
        if not listings:
            return
        session = self.session
        place = session.rights.find(session.place)
        from companion.printing.service_sheet import ServiceSheet  # paper and codes: only who prints

        sheet = ServiceSheet(
            listings,
            place=session.rights.name(session.place, session.client_language) if place else "",
            language=session.client_language,
            emergency=place.emergency_number if place else "",
            holidays=holidays_of(session),
        )
        self.navigation.go("print", sheet=sheet)

    def save_copy(self, kind: str, ask: Ask = file_choice.ask_where) -> None:
        """Save the directory where the person says: whole, or not at all."""
        path = ask(self, _COPIES[kind])
        if path is None:
            return
        from companion.services.flat_export import listings_csv, listings_geojson  # zip and CSV: only who saves
        from companion.services.hsds_export import hsds_zip

        write = {"hsds": hsds_zip, "csv": listings_csv, "geojson": listings_geojson}[kind]
        try:
            files.write_whole(path, write(self.session.library))
        except Problem as problem:
            self._say(MessageLine.of(problem))
            return
        words = tr("The directory is in %(file)s. Who finds that file can read it.", file=path.name)
        self._say(MessageLine("ok", words))

    def _show_what_is_there(self, empty: bool) -> None:
        if self.importing is not None or self.editing is not None:
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
        if key in ("service_place", "confirm_days"):
            self.refresh()

    def _say(self, message: MessageLine | None) -> None:
        if self.message is not None:
            self.column.removeWidget(self.message)
            self.message.hide()
            self.message.deleteLater()
        self.message = message
        if message is not None:
            self.column.insertWidget(1, message)
