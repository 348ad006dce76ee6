"""The two buttons that put what is shown on paper, or as codes on a telephone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.printing.sheets import Sheet
from companion.ui import theme
from companion.ui.page import Navigation
from companion.ui.widgets.buttons import Button


class PaperButtons(QWidget):
    """`sheet` makes what is printed at the moment one of them is pressed; None where there is nothing."""

    def __init__(self, navigation: Navigation, sheet: Callable[[], Sheet | None]) -> None:
        super().__init__()
        self._navigation, self._sheet = navigation, sheet
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(10))
        self.print_button = Button(tr("Print"), icon="printer", on_click=lambda: self._go(codes=False))
        self.phone_button = Button(tr("On a phone"), icon="qr", on_click=lambda: self._go(codes=True))
        row.addWidget(self.print_button)
        row.addWidget(self.phone_button)

    def _go(self, *, codes: bool) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._navigation.go("print", sheet=sheet, codes=codes)
