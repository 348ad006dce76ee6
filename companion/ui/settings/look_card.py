"""Language and look: what the person in front of the screen needs to read well. Kept on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from companion.i18n import locales
from companion.i18n.catalogs import N_, tr
from companion.ui import languages, places
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.setting_row import SettingRow
from companion.ui.widgets.card import Card
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.select import Option, Select

_THEMES = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
_MOTION = (("system", N_("As the system")), ("on", N_("Less")), ("off", N_("Usual")))
_SIZES = (100, 125, 150, 175, 200)


class LookCard(Card):
    """Interface language, clients' language, theme, text size, motion."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(tr("Language and look"), gap=18)
        self.language = Select(tr("Language of the screen"), languages.options(), session.language, icon="globe")
        self.language.changed.connect(navigation.speak)
        self._add(
            session,
            "language",
            tr("Language of the screen"),
            tr("Everything changes at once; nothing is lost."),
            self.language,
        )
        self._add_client_language(session)
        self.colours = self._choice(
            session, "theme", tr("Colours"), tr("High contrast shows outlines instead of tints."), _THEMES
        )
        sizes = tuple((str(size), f"{locales.number(size)} %") for size in _SIZES)
        self.text_size = self._choice(
            session,
            "text_size",
            tr("Size of text"),
            tr("Larger text needs more room: pages then run downwards."),
            sizes,
        )
        self.motion = self._choice(
            session, "reduced_motion", tr("Motion"), tr("Little moves here; less means nothing does."), _MOTION
        )

    def _add_client_language(self, session: Session) -> None:
        same = Option("", tr("The same as the screen"))
        offered = [same, *places.client_languages(session.rights, session.place)]
        self.client = Select(tr("Your clients’ language"), offered, str(session.get("client_language")), icon="speech")
        row = self._add(
            session,
            "client_language",
            tr("Your clients’ language"),
            tr("Rights are shown in this language beside yours. It is kept in the vault."),
            self.client,
        )
        self.client.changed.connect(row.keep)

    def _choice(
        self, session: Session, key: str, name: str, sentence: str, choices: Sequence[tuple[str, str]]
    ) -> ChipGroup:
        chips = [Choice(code, tr(words)) for code, words in choices]
        group = ChipGroup(chips, name=name, value=str(session.get(key)))
        row = self._add(session, key, name, sentence, group)
        number = isinstance(session.get(key), int)

        def keep() -> None:
            value = group.value() or ""
            if not row.keep(int(value) if number else value):
                group.set_value(str(session.get(key)))

        group.changed.connect(keep)
        return group

    def _add(self, session: Session, key: str, name: str, sentence: str, control: Select | ChipGroup) -> SettingRow:
        row = SettingRow(session, key, name, sentence, control)
        self.body.addWidget(row)
        return row
