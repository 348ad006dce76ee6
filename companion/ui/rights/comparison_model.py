"""What the comparison's table holds: its cells in words, as they are read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.rights.comparison import COLUMNS, SHORT
from companion.rights.comparison_words import mark_words
from companion.rights.labels import MODELS

Index = QModelIndex | QPersistentModelIndex
Document = Mapping[str, Any]
PLACE, FIRST_MARK = 0, 1
SINCE, NOTE, KNOWN = (FIRST_MARK + len(COLUMNS) + step for step in range(3))


class ComparisonModel(QAbstractTableModel):
    """The rows of `comparison.documents`; every cell says in words what is painted in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Document] = []

    def set_rows(self, rows: Sequence[Document]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else KNOWN + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_words(self.rows[index.row()], index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.rows[index.row()]
            said = row_words(row) if index.column() == PLACE else cell_words(row, index.column())
            return said or tr("None")  # a cell that says nothing is read as its role alone
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section]["name"] if section < len(self.rows) else None
        if FIRST_MARK <= section < SINCE:
            return tr(MODELS[COLUMNS[section - FIRST_MARK]])
        return heading(section)


def heading(section: int) -> str:
    """What stands over a column."""
    if FIRST_MARK <= section < SINCE:
        return tr(SHORT[COLUMNS[section - FIRST_MARK]])
    return {
        PLACE: tr("Place"),
        SINCE: tr("Since when, and before"),
        NOTE: tr("For whom"),
        KNOWN: tr("Known true up to"),
    }[section]


def cell_words(row: Document, column: int) -> str:
    """The words of a cell."""
    if column == PLACE:
        return str(row["name"])
    if column < SINCE:
        return mark_words(dict(row), COLUMNS[column - FIRST_MARK], catalogs.catalog(catalogs.language()))
    if column == SINCE:
        reversal = tr("takes back an earlier change") if row["taken_back"] else ""
        return "\n".join(part for part in (row["since_words"], reversal, row["before_short"]) if part)
    if column == NOTE:
        return str(row["note"] or row["now"])
    overdue = tr("Review date passed on %(date)s", date=row["review_by_words"]) if row["overdue"] else ""
    return "\n".join(part for part in (row["known_words"], checked_words(row), overdue) if part)


def checked_words(row: Document) -> str:
    """Who has checked the row, in a word or two."""
    return tr("Checked") if row["review"]["state"] == "checked_by_lawyer" else tr("Draft")


def row_words(row: Document) -> str:
    """The whole row for a screen reader."""
    said = [row["name"], row["now"], row["since_words"], row["before_words"], row["note"]]
    known = tr("Known to be true up to %(date)s.", date=row["known_words"])
    return ". ".join(str(part).rstrip(".") for part in (*said, known, row["review"]["label"]) if part) + "."
