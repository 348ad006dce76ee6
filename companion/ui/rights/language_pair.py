"""The button "English + português": the worker's language and the language of the person asked about."""

from __future__ import annotations

from PySide6.QtCore import Qt

from companion.i18n.catalogs import tr
from companion.ui import languages, places, theme
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.fields import Field
from companion.ui.widgets.select import DropButton, Popup

_ALONE = ""


class LanguagePair(DropButton):
    """Shows both languages, and changes them in a small surface below.

    The worker's changes the whole program; the client's is kept as the setting `client_language` (the session tells).
    """

    def __init__(self, session: Session, navigation: Navigation, place: str = "") -> None:
        super().__init__("", icon="globe", compact=True)
        self._session, self._navigation = session, navigation
        self._place = place or session.place
        self.popup: LanguagesPopup | None = None
        self.clicked.connect(self.open_choice)
        self.refresh()

    def set_place(self, place: str) -> None:
        """Offer the languages of another place."""
        self._place = place

    def refresh(self) -> None:
        """Show the languages as they are set now."""
        own = places.own_name(self._session.language)
        client = self._session.client_language
        pair = tr("%(own)s + %(client)s", own=own, client=places.own_name(client))
        self.setText(own if client == self._session.language else pair)
        self.setAccessibleName(tr("Languages: %(languages)s", languages=self.text()))
        self.updateGeometry()

    def open_choice(self) -> None:
        """Show both choices under the button."""
        self.popup = LanguagesPopup(self._session, self._place, self)
        self.popup.own.changed.connect(self._speak)
        self.popup.client.changed.connect(self._answer_in)
        self.popup.open_beside(self)
        chosen = self.popup.own.chip(self.popup.own.value() or self._session.language)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def _speak(self) -> None:
        popup = self.popup
        if popup is not None and popup.own.value():
            language = str(popup.own.value())
            popup.close()
            self._navigation.speak(language)

    def _answer_in(self) -> None:
        if self.popup is not None:
            self._session.set("client_language", self.popup.client.value() or _ALONE)
            self.refresh()


class LanguagesPopup(Popup):
    """Two rows of chips: mine, and theirs."""

    def __init__(self, session: Session, place: str, parent: LanguagePair) -> None:
        super().__init__(parent)
        inner = theme.space(12)
        self.column.setContentsMargins(inner, inner, inner, inner)
        mine = [Choice(option.key, option.label) for option in languages.options()]
        if session.language not in {choice.key for choice in mine}:
            mine.append(Choice(session.language, places.own_name(session.language)))
        self.own = ChipGroup(mine, name=tr("My language"), value=session.language)
        theirs = [Choice(_ALONE, tr("The same"))]
        for option in places.client_languages(session.rights, place):
            if option.key != session.language:
                theirs.append(Choice(option.key, option.label))
        client = session.client_language
        known = {choice.key for choice in theirs}
        self.client = ChipGroup(theirs, name=tr("Their language"), value=client if client in known else _ALONE)
        self.column.addWidget(Field(tr("My language"), self.own))
        hint = tr("Pages stand in both languages side by side.")
        self.column.addWidget(Field(tr("Their language"), self.client, hint=hint))
