"""The technical log, for the person to read and pass on if they want to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion import diagnostics
from companion.i18n.catalogs import tr
from companion.ui.widgets.buttons import LinkButton
from companion.ui.widgets.text import Text


class TechnicalLog(QWidget):
    """What happened inside, as codes and durations; shown only when asked for, never written to the disk."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.link = LinkButton(tr("Show the technical log"), on_click=self.show_entries)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)
        self.entries = Text("", "caption", "text2")
        self.entries.hide()
        column.addWidget(self.entries)

    def show_entries(self) -> None:
        """Read the log anew and show it."""
        self.entries.setText(diagnostics.text() or tr("Nothing has been noted yet."))
        self.entries.show()
