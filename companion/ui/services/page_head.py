"""The page's first line: its name, from where distances are counted, what is invented, how to take a list in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.i18n.catalogs import tr
from companion.ui import theme
from companion.ui.rights.panes import HeadLayout
from companion.ui.services.plain_text import one_line
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.select import Option, Select
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

_HERE, _NOWHERE = "here", "nowhere"


class PageHead(QWidget):
    """`import_wanted`, `add_wanted` and `place_forgotten` tell what was pressed."""

    import_wanted = Signal()
    add_wanted = Signal()
    place_forgotten = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = HeadLayout(self)
        start, self._end = QWidget(), QWidget()
        first = FlowLayout(start, gap=theme.space(12), line_gap=theme.space(6))
        first.addWidget(Text(tr("Services"), "h1", wrap=False))
        self._near = Text(tr("near"), "body", "text2", wrap=False)
        self.place = Select(tr("Distances are counted from"), [], icon="pin", compact=True)
        self.place.changed.connect(self._chosen)
        for widget in (self._near, self.place):
            first.addWidget(widget)
        last = FlowLayout(self._end, gap=theme.space(12), line_gap=theme.space(6))
        self.sample_tag = Tag(tr("Sample directory: every place here is invented"), icon="info")
        self.import_button = Button(tr("Import a list"), icon="download", on_click=self.import_wanted.emit)
        self.add_button = Button(tr("Add a service"), icon="plus", on_click=self.add_wanted.emit)
        last.addWidget(self.sample_tag)
        last.addWidget(self.add_button)
        last.addWidget(self.import_button)
        layout.addWidget(start)
        layout.addWidget(self._end)

    def show_state(self, *, sample: bool, spot: str, empty: bool) -> None:
        """`spot` is the label of the place distances are counted from, empty for none."""
        self.sample_tag.setVisible(sample)
        self.import_button.setVisible(not empty)
        shown = bool(spot) and not empty
        self._near.setVisible(shown)
        self.place.setVisible(shown)
        options = [Option(_HERE, one_line(spot)), Option(_NOWHERE, tr("No place: sort by name"))]
        self.place.set_options(options)
        self.place.set_value(_HERE)
        self.updateGeometry()

    def _chosen(self, key: str) -> None:
        if key == _NOWHERE:
            self.place_forgotten.emit()
