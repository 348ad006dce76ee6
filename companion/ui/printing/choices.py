"""What can be chosen about a print: shape, languages, parts, cover, both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.i18n.catalogs import tr
from companion.printing.sheets import SHAPES, Shape, Sheet, Wanted
from companion.ui import places, theme
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.fields import Field
from companion.ui.widgets.select import Option, Select

_ALONE = "-"
_PLAIN, _TWO_SIDED = "plain", "two_sided"


def proposed(sheet: Sheet, language: str) -> Wanted:
    """What is shown before anything was chosen."""
    first = sheet.languages[0] if sheet.languages else language
    return Wanted(sheet.shapes[0], first, sheet.beside if sheet.beside != first else "")


class Choices(QWidget):
    """The choices that the sheet leaves open. `changed` tells of each; `wanted` is what is chosen now."""

    changed = Signal()

    def __init__(self, sheet: Sheet, wanted: Wanted) -> None:
        super().__init__()
        self._sheet, self.wanted = sheet, wanted
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(12))
        self.shape = ChipGroup(
            [Choice(str(shape), tr(SHAPES[shape])) for shape in sheet.shapes], name=tr("Shape"), value=str(wanted.shape)
        )
        self.shape.changed.connect(self._shape_chosen)
        self._add(Field(tr("Shape"), self.shape), shown=len(sheet.shapes) > 1)
        self._add_languages()
        self.options = ChipGroup(
            [
                Choice(_PLAIN, tr("Plain cover")),
                Choice(_TWO_SIDED, tr("Printer prints both sides")),
            ],
            name=tr("Card"),
            values=[_PLAIN] * wanted.plain_cover + [_TWO_SIDED] * wanted.two_sided,
            multiple=True,
        )
        self.options.changed.connect(self._options_chosen)
        self._card = Field(tr("Card"), self.options)
        self._column.addWidget(self._card)
        self.parts = ChipGroup(
            [Choice(part.id, part.heading) for part in sheet.parts],
            name=tr("Parts"),
            values=[part.id for part in sheet.parts] if wanted.parts is None else list(wanted.parts),
            multiple=True,
        )
        self.parts.changed.connect(self._parts_chosen)
        self._add(Field(tr("Parts"), self.parts), shown=len(sheet.parts) > 1)
        self._show_card_choices()

    def show_parts(self, parts: Sequence[str]) -> None:
        """Tick the parts that are printed, as when the shape has room for some only."""
        self.parts.set_values(parts)

    def _add(self, widget: QWidget, *, shown: bool) -> None:
        self._column.addWidget(widget)
        widget.setVisible(shown)

    def _add_languages(self) -> None:
        tags = list(self._sheet.languages) or [self.wanted.language]
        options = [Option(tag, places.own_name(tag)) for tag in tags]
        self.language = Select(tr("Language"), options, self.wanted.language)
        self.language.changed.connect(lambda key: self._change(replace(self.wanted, language=key)))
        self._add(Field(tr("Language"), self.language), shown=len(tags) > 1)
        beside = [Option(_ALONE, tr("None")), *options]
        self.beside = Select(tr("Language beside it"), beside, self.wanted.beside or _ALONE)
        self.beside.changed.connect(lambda key: self._change(replace(self.wanted, beside="" if key == _ALONE else key)))
        self._add(Field(tr("Language beside it"), self.beside), shown=len(tags) > 1)

    def _shape_chosen(self) -> None:
        shape = Shape(self.shape.value() or str(self.wanted.shape))
        self._change(replace(self.wanted, shape=shape, parts=None))
        self._show_card_choices()

    def _show_card_choices(self) -> None:
        self._card.setVisible(self.wanted.shape is Shape.CARD)

    def _options_chosen(self) -> None:
        chosen = self.options.values()
        self._change(replace(self.wanted, plain_cover=_PLAIN in chosen, two_sided=_TWO_SIDED in chosen))

    def _parts_chosen(self) -> None:
        chosen = set(self.parts.values())
        self._change(replace(self.wanted, parts=tuple(part.id for part in self._sheet.parts if part.id in chosen)))

    def _change(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.changed.emit()
