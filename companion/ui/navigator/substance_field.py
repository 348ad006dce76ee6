"""The substance: any name people use for it, found while one types; a name that means several is asked back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from companion.i18n import catalogs
from companion.i18n.catalogs import tr
from companion.i18n.folding import fold
from companion.rights.substances import Match, Substance, Substances
from companion.ui import theme
from companion.ui.rights.rows import Row
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.fields import SearchField
from companion.ui.widgets.text import Text

_SHOWN = 6


class SubstanceField(QWidget):
    """`value` is the substance that is meant, or None while nobody can tell; `changed` tells that it is another.

    Down and Up go through what was found, Enter takes it.
    """

    changed = Signal()

    def __init__(self, substances: Substances) -> None:
        super().__init__()
        self._substances, self._language = substances, catalogs.language()
        self._value: Substance | None = None
        self._rows: list[Row] = []
        self._found: list[Substance] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(6))
        label = Text(tr("Substance"), "label")
        column.addWidget(label)
        self.field = SearchField(tr("Substance"), placeholder=tr("Name or street name"))
        label.setBuddy(self.field.edit)
        self.field.changed.connect(self._typed)
        self.field.edit.installEventFilter(self)
        column.addWidget(self.field)
        self._hint = Text("", "caption", "text3")
        column.addWidget(self._hint)
        self.meanings = ChipGroup([], name=tr("Which one is meant"))
        self.meanings.changed.connect(self._meaning_chosen)
        column.addWidget(self.meanings)
        self._list = QWidget()
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(0)
        column.addWidget(self._list)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._typed("")

    def value(self) -> Substance | None:
        """The substance that is meant."""
        return self._value

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_value(self, substance: Substance | None) -> None:
        """Set without telling `changed`."""
        self.field.edit.blockSignals(True)
        self.field.set_text(substance.label(self._language) if substance else "")
        self.field.edit.blockSignals(False)
        self._value = substance
        self._show_list([])
        self._ask_meaning([])
        self._say(tr("Street names work too."))

    def set_text(self, text: str) -> None:
        """Set what is typed, as if it was typed, without telling `changed`."""
        self.blockSignals(True)
        self.field.set_text(text)
        self.blockSignals(False)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._rows:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = next((index for index, row in enumerate(self._rows) if row.current), 0)
        if step:
            self._mark(max(0, min(len(self._rows) - 1, at + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._found[at])
            return True
        return False

    def _typed(self, text: str) -> None:
        named = self._substances.named(text) if text.strip() else []
        found = self._substances.search(text, self._language) if text.strip() else []
        self._show_list([] if named else found[:_SHOWN])
        self._ask_meaning(named if len(named) > 1 else [])
        if len(named) == 1:
            self._become(named[0])
            name = named[0].label(self._language)
            same = fold(name) == fold(text.strip())
            self._say(tr("Street names work too.") if same else tr("Means: %(substance)s", substance=name))
        elif named:
            self._become(None)
            self._say(tr("“%(word)s” can mean more than one thing. Choose one.", word=text.strip()))
        elif not text.strip():
            self._become(None)
            self._say(tr("Street names work too."))
        else:
            self._become(None)
            nothing = tr("No substance of that name is known here. Try another name for it.")
            self._say(tr("Choose with ↑ ↓ and Enter.") if found else nothing)

    def _become(self, substance: Substance | None) -> None:
        if substance is not self._value:
            self._value = substance
            self.changed.emit()

    def _say(self, words: str) -> None:
        self._hint.setText(words)
        self.field.edit.setAccessibleDescription(words)

    def _ask_meaning(self, named: list[Substance]) -> None:
        self.meanings.set_choices([Choice(one.id, one.label(self._language)) for one in named])
        self.meanings.set_value(None)
        self.meanings.setVisible(bool(named))

    def _meaning_chosen(self) -> None:
        substance = self._substances.get(self.meanings.value() or "")
        if substance is not None:
            self._say(tr("Means: %(substance)s", substance=substance.label(self._language)))
            self._become(substance)

    def _show_list(self, found: list[Match]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._found = [match.substance for match in found]
        self._rows = [self._row(match) for match in found]
        for row in self._rows:
            self._list_column.addWidget(row)
        self._list.setVisible(bool(self._rows))
        if self._rows:
            self._mark(0)

    def _row(self, match: Match) -> Row:
        name = match.substance.label(self._language)
        row = Row(name, on_click=lambda: self._take(match.substance))
        row.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the field go through them
        row.line.addWidget(Text(name, "label"), 1)
        if is_another_name(match, name):
            row.line.addWidget(Text(match.found_by, "caption", "text2"))
        return row

    def _mark(self, at: int) -> None:
        for index, row in enumerate(self._rows):
            row.set_current(index == at)
        self.field.edit.setAccessibleDescription(self._rows[at].accessibleName())

    def _take(self, substance: Substance) -> None:
        self.set_value(None)
        self.field.edit.blockSignals(True)
        self.field.set_text(substance.label(self._language))
        self.field.edit.blockSignals(False)
        self._become(substance)


def is_another_name(match: Match, name: str) -> bool:
    """Whether it was found by a name people use, and not by its own or by the code it has in the content."""
    return fold(match.found_by) != fold(name) and match.found_by != match.substance.id
