"""Content and trust: which packs are in use, how old they are, and whose signatures count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.packs import installed, reading_out
from companion.packs.installed import Installed
from companion.packs.trust import LAW_SIGNATURES, TrustedKey, TrustStore
from companion.rights import freshness
from companion.rights.library import Library
from companion.ui import theme
from companion.ui.packs.key_form import KeyForm, scope_words
from companion.ui.packs.update_cards import word_chips
from companion.ui.page import Navigation
from companion.ui.session import Session
from companion.ui.settings.setting_row import SettingRow
from companion.ui.widgets.buttons import Button, LinkButton, primary, secondary
from companion.ui.widgets.card import Card, Divider, Glyph
from companion.ui.widgets.chips import ChipGroup, Choice
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.message_line import MessageLine
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text

if TYPE_CHECKING:
    from companion.ui.printing.codes_view import CodeView


class ContentPane(QWidget):
    """Two cards: the packs, and the keys."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(14))
        self.packs = PacksCard(session, navigation)
        self.trust = TrustCard(session)
        column.addWidget(self.packs)
        column.addWidget(self.trust)


class PacksCard(Card):
    """What is in use, and the way to something newer."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(tr("What you have"), gap=12)
        self._session = session
        today = freshness.today(session.rights)
        if clock.today() < today:
            self.behind = MessageLine(
                "warning",
                tr("This computer says an earlier date than it did before. What is out of date stays out of date."),
                title=tr("The clock is behind: it was %(date)s already.", date=locales.long_date(today)),
                action=tr("The date is right now"),
                on_action=self._forget_days,
            )
            self.body.addWidget(self.behind)
        ships = trn("The law of %(n)s place", "The law of %(n)s places", len(session.rights.places()))
        self.body.addWidget(Text(f"{ships} · {tr('ships with the program')}", "body"))
        for one in installed.packs(session.library):
            if one.current:
                self.body.addWidget(Divider())
                self.body.addWidget(_pack_row(one, today))
        buttons = QWidget()
        row = FlowLayout(buttons, gap=theme.space(12), line_gap=theme.space(8))
        self.update_button = primary(
            tr("Update from a stick"), size="medium", icon="usb", on_click=lambda: navigation.go("update")
        )
        row.addWidget(self.update_button)
        preview = tr("Look at a folder of content")
        row.addWidget(secondary(preview, size="medium", on_click=lambda: navigation.go("preview")))
        self.body.addWidget(buttons)

    def _forget_days(self) -> None:
        installed.forget_days(self._session.library)
        self._session.read_law_anew()


def _pack_row(one: Installed, today: date) -> QWidget:
    head = one.manifest
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(3))
    column.addWidget(Text(head.title or head.id, "lead", weight=600))
    facts = [
        tr("%(pack)s, version %(version)s", pack=head.id, version=head.version),
        tr("Issued on %(date)s.", date=locales.long_date(one.issued)),
        reading_out.kinds(head, catalogs.language()),
    ]
    column.addWidget(Text(" · ".join(facts), "label", "text2", weight=400))
    column.addWidget(Text(tr("signed by %(names)s", names=locales.joined(one.signers)), "label", "text2", weight=400))
    if today > head.review_by:
        passed = tr("Review date passed on %(date)s", date=locales.long_date(head.review_by))
        column.addWidget(Tag(passed, "overdue"))
    return holder


class TrustCard(Card):
    """Every key with its words; adding one, and letting one count no longer."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Whom you trust"), gap=12)
        self._session = session
        words = tr("Only what these people sign can change the law or the services shown here.")
        self.body.addWidget(Text(words, "label", "text2", weight=400))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.space(10))
        self.body.addLayout(self.rows)
        self.add = Button(tr("Add a key"), icon="plus", on_click=lambda: self.unfold(True))
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        self.body.addLayout(line)
        self.form = KeyForm(session)
        self.form.done.connect(self._added)
        self.form.left.connect(lambda: self.unfold(False))
        self.body.addWidget(self.form)
        self.body.addWidget(Divider())
        self._add_two(session)
        self.unfold(False)
        self.refresh()

    def unfold(self, open_: bool) -> None:
        """Show or fold the form."""
        self.form.setVisible(open_)
        self.add.setVisible(not open_)
        if open_:
            self.form.begin()

    def refresh(self) -> None:
        """Read the keys anew."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        keys = TrustStore(self._session.library).keys()
        for key in keys:
            self.rows.addWidget(KeyRow(key, self._session.rights, partial(self._revoke, key)))
        if not keys:
            self.rows.addWidget(Text(tr("No key is trusted yet. Without one, no update can be taken in."), "body"))

    def _added(self) -> None:
        self.unfold(False)
        self.refresh()

    def _revoke(self, key: TrustedKey) -> None:
        TrustStore(self._session.library).revoke(key)
        self.refresh()

    def _add_two(self, session: Session) -> None:
        choices = [Choice("1", tr("One signature")), Choice("2", tr("Two signatures"))]
        self.two = ChipGroup(choices, name=tr("For the law"), value=str(session.get(LAW_SIGNATURES)))
        sentence = tr("Two people who vouch for a change of the law are harder to deceive than one.")
        row = SettingRow(session, LAW_SIGNATURES, tr("For the law"), sentence, self.two)
        self.two.changed.connect(lambda: row.keep(int(self.two.value() or 1)))
        self.body.addWidget(row)


class KeyRow(QWidget):
    """A key: whose, since when, for what, and the words to read out."""

    def __init__(self, key: TrustedKey, law: Library, revoke: Callable[[], object]) -> None:
        super().__init__()
        self.key, self._law, self._revoke = key, law, revoke
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(12))
        row.addWidget(Glyph("keyoff" if key.revoked_on else "seal", "accent", 22), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.space(4))
        column.addWidget(Text(key.name, "lead", weight=600))
        column.addWidget(Text(self._standing(), "label", "text2", weight=400))
        column.addWidget(word_chips(key))
        self._column = column
        self.code: CodeView | None = None
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.space(12))
        self.ask = LinkButton(tr("Trust it no longer"), on_click=self._ask)
        self.line.addWidget(self.ask)
        self.show_code = LinkButton(tr("Show it as a QR code"), icon="qr", on_click=self._show_code)
        self.line.addWidget(self.show_code)
        self.line.addStretch(1)
        if not key.revoked_on:
            column.addLayout(self.line)
        row.addLayout(column, 1)

    def _standing(self) -> str:
        key = self.key
        if key.revoked_on:
            return tr("counts no longer since %(date)s", date=locales.long_date(key.revoked_on))
        said = reading_out.signer(key, catalogs.language())["since"] or tr("ships with the program")
        parts = [said, scope_words(key.scope, self._law)]
        parts += [tr("until %(date)s", date=locales.long_date(key.until))] if key.until else []
        return " · ".join(parts)

    def _show_code(self) -> None:
        """The key's line for the camera of another laptop or a telephone: who reads it compares the words."""
        from companion.ui.printing.codes_view import CodeView  # paper and codes: only who shows one

        self.show_code.hide()
        self.code = CodeView(self.key.key.text())
        self._column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeading)
        self.code.show()
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        """Once more: what is let go cannot be trusted again by chance."""
        self.ask.hide()
        sure = Button(tr("Trust “%(name)s” no longer", name=self.key.name), on_click=self._revoke)
        self.line.insertWidget(0, sure)
        sure.setFocus(Qt.FocusReason.TabFocusReason)
