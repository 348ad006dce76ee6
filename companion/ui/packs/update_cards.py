"""The small cards beside an update: who signed it, how new it is, what was checked, what one can rely on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.packs import reading_out
from companion.packs.importer import Incoming
from companion.packs.trust import TrustedKey
from companion.ui import theme
from companion.ui.packs.age_line import AgeLine
from companion.ui.widgets.card import Card, Glyph, IconWell
from companion.ui.widgets.flow_layout import FlowLayout
from companion.ui.widgets.tags import Tag
from companion.ui.widgets.text import Text


def signers(looked: Incoming) -> Card:
    """Each signer with the words that both sides can read to each other."""
    card = Card(tr("Who signed it"))
    for key in looked.signers:
        told = reading_out.signer(key, catalogs.language())
        row = QHBoxLayout()
        row.setSpacing(theme.space(12))
        row.addWidget(IconWell("seal"), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(theme.space(2))
        names.addWidget(Text(key.name, "lead", weight=600))
        names.addWidget(Text(told["since"] or tr("ships with the program"), "caption", "text2"))
        row.addLayout(names, 1)
        card.body.addLayout(row)
        card.body.addWidget(word_chips(key))
    card.body.addWidget(Text(tr("The same words stand on their own screen."), "caption", "text2"))
    return card


def word_chips(key: TrustedKey) -> QWidget:
    """The words of a key, to be read out; one thing for a screen reader."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=theme.space(6), line_gap=theme.space(6))
    for word in key.check_words():
        flow.addWidget(Tag(word))
    holder.setAccessibleName(" ".join(key.check_words()))
    return holder


def age(looked: Incoming, today: date) -> Card:
    """What one has, what came, and by when that is to be looked at again."""
    card, head = Card(tr("How new")), looked.manifest
    days = max(0, (today - head.issued).days)
    have = locales.medium_date(looked.have.issued) if looked.have else ""
    new = locales.medium_date(head.issued)
    sides = QHBoxLayout()
    sides.addWidget(_two(tr("yours") if have else "", have), 1)
    sides.addWidget(_two(trn("this, %(n)s day old", "this, %(n)s days old", days), new, strong=True), 1)
    card.body.addLayout(sides)
    card.body.addWidget(
        AgeLine(tr("Yours is of %(have)s, this of %(new)s.", have=have or "–", new=new), have=bool(have))
    )
    again = tr("To be looked at again by %(date)s.", date=locales.long_date(head.review_by))
    card.body.addWidget(Text(again, "label", "text2", weight=400))
    if today > head.review_by:
        passed = tr("Review date passed on %(date)s", date=locales.long_date(head.review_by))
        card.body.addWidget(Tag(passed, "overdue"))
    return card


def _two(name: str, day: str, *, strong: bool = False) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(2))
    side = "end" if strong else "start"
    column.addWidget(Text(name, "label", side=side, weight=600 if strong else 400))
    column.addWidget(Text(day, "caption", "text2", side=side))
    return holder


def checked(looked: Incoming) -> Card:
    """What was found out before anything of it was opened."""
    lines = [
        tr("Nobody changed it on the way."),
        tr("It is not older than yours."),
        tr("Every file is on the signed list."),
        trn("This signer may change this.", "These signers may change this.", len(looked.signers)),
    ]
    if looked.services:
        lines.append(tr("What your team has changed in services stays."))
    return _ticks(tr("Checked"), lines)


def promises() -> Card:
    """What one can rely on, before a pack is chosen."""
    return _ticks(
        tr("What you can rely on"),
        [
            tr("Only signers whom you trust are heard."),
            tr("You see what changes for people before anything does."),
            tr("All of it or nothing: stopped half-way, everything is as it was."),
            tr("Nothing is written to the stick."),
        ],
    )


def _ticks(heading: str, lines: Sequence[str]) -> Card:
    card = Card(heading)
    for line in lines:
        row = QHBoxLayout()
        row.setSpacing(theme.space(10))
        row.addWidget(Glyph("check", "ok", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(line, "label", weight=400), 1)
        card.body.addLayout(row)
    return card
