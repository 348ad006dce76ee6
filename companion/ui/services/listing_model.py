"""What a search found, some dozens at a time: a directory of a hundred thousand doors never becomes as many rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from companion import clock
from companion.services.labels import KINDS
from companion.services.records import Listing
from companion.services.search import SearchQuery
from companion.services.store import ServiceStore
from companion.ui.services import standing
from companion.ui.services.plain_text import isolated

_FIRST = 50
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ListingRow:
    """A row's words, ready to be drawn: `lines` stand under the state, each with its ink."""

    name: str
    what: str
    icon: str
    state: standing.Standing
    lines: tuple[tuple[str, str], ...]
    spoken: str
    grey: bool = False

    @staticmethod
    def of(listing: Listing, now: datetime, within: timedelta, *, to_confirm: bool = False) -> ListingRow:
        """The row of a listing as it stands `now`; grey when nobody has confirmed it `within` the team's limit."""
        grey = not standing.is_fresh(listing.assured_date, now.date(), within)
        said = standing.standing(listing, now)
        lines = (standing.to_confirm_lines if to_confirm else standing.row_lines)(listing, now, within)
        return ListingRow(
            isolated(listing.name),
            standing.what(listing),
            KINDS[listing.kind].icon,
            replace(said, ink="text2") if grey else said,
            tuple(lines),
            standing.spoken(listing, now, within),
            grey,
        )


class ListingModel(QAbstractListModel):
    """The listings of one search. The view asks for more while one scrolls; all are of the same moment."""

    def __init__(self, store: ServiceStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._query = SearchQuery()
        self._listings: list[Listing] = []
        self._rows: dict[int, ListingRow] = {}
        self.moment = clock.now()
        self.within = standing.CONFIRMED_FOR
        self.total = 0
        self.meant: tuple[str, ...] = ()

    def search(self, query: SearchQuery, *, at_least: int = _FIRST) -> None:
        """Show what fits now, `at_least` so many at first. Raises what the store raises; then nothing changed."""
        moment = clock.now()
        query = replace(query, at=moment, limit=max(_FIRST, at_least))
        found = self._store.find(query)
        self.beginResetModel()
        self._query, self.moment = query, moment
        self._listings, self._rows = list(found.listings), {}
        self.total, self.meant = found.total, found.meant
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._listings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._listings):
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else ""
        return None

    def canFetchMore(self, parent: Index | None = None) -> bool:
        return not (parent is not None and parent.isValid()) and len(self._listings) < self.total

    def fetchMore(self, parent: Index | None = None) -> None:
        """Twice as many as there are: reading on to the end stays cheap."""
        have = len(self._listings)
        found = self._store.find(replace(self._query, limit=have * 2)).listings[have:]
        if not found:
            self.total = have
            return
        self.beginInsertRows(QModelIndex(), have, have + len(found) - 1)
        self._listings.extend(found)
        self.endInsertRows()

    def row(self, at: int) -> ListingRow:
        """The words of a row."""
        found = self._rows.get(at)
        if found is None:
            found = self._rows[at] = ListingRow.of(
                self._listings[at], self.moment, self.within, to_confirm=self._query.to_confirm
            )
        return found

    def listing(self, at: int) -> Listing | None:
        """The listing of a row; None outside the list."""
        return self._listings[at] if 0 <= at < len(self._listings) else None

    def place_of(self, uid: str) -> int:
        """The row of a listing, or -1 where it is not among those shown so far."""
        return next((at for at, listing in enumerate(self._listings) if listing.id == uid), -1)
