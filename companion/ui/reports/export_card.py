"""Before something goes out: in which form, what that fixes, and which laptops are missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.i18n.catalogs import tr, trn
from companion.reports.period_words import inline
from companion.reports.release import Report
from companion.reports.went_out import Format
from companion.ui import theme
from companion.ui.reports.exporting import OFFERED
from companion.ui.widgets.buttons import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine


class ExportCard(Card):
    """`on_go(form)` is called when the person goes ahead; `on_leave` when they do not."""

    def __init__(
        self, report: Report, form: Format, on_go: Callable[[Format], object], on_leave: Callable[[], object]
    ) -> None:
        super().__init__(tr("Give away %(period)s", period=inline(report.period)))
        choices = [Choice(one.value, tr(words), icon) for one, (words, icon) in OFFERED.items()]
        self.forms = ChipGroup(choices, name=tr("In which form"), value=form.value)
        self.forms.changed.connect(self._form_changed)
        self.body.addWidget(self.forms)
        if report.missing:
            self.body.addWidget(_missing(report))
        self.warning = None if report.is_fixed else _warning(report)
        if self.warning is not None:
            self.body.addWidget(self.warning)
        self.go = Button("", "primary", on_click=lambda: on_go(Format(self.forms.value() or form)))
        row = QWidget()
        flow = FlowLayout(row, gap=theme.space(12), line_gap=theme.space(8))
        flow.addWidget(self.go)
        flow.addWidget(Button(tr("Not now"), "secondary", on_click=on_leave))
        self.body.addWidget(row)
        self._form_changed()

    def words(self) -> str:
        """What it warns of."""
        return self.warning.words() if self.warning is not None else ""

    def take_focus(self) -> None:
        """Put the keyboard on the way ahead."""
        self.go.setFocus(Qt.FocusReason.TabFocusReason)

    def _form_changed(self) -> None:
        paper = self.forms.value() == Format.PAPER.value
        self.go.setText(tr("Look at the pages") if paper else tr("Choose where to save"))


def _warning(report: Report) -> MessageLine:
    return MessageLine(
        "warning",
        tr(
            "Its numbers never change afterwards: late entries count in the month they are typed in. "
            "All tables shown here go into the file."
        ),
        title=tr("Exporting fixes %(period)s for good.", period=inline(report.period)),
        icon="lock",
    )


def _missing(report: Report) -> MessageLine:
    title = trn("%(n)s laptop is missing.", "%(n)s laptops are missing.", report.missing)
    return MessageLine("warning", tr("What they send later counts in the month in which it arrives."), title=title)
