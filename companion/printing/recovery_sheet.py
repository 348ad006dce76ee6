"""A recovery sheet on paper: the words, where to fold so that they are inside, how to use it, how to keep it.

No field for a name, and nothing that says what it opens. It may be printed and looked at, never saved to a file.
"""

from __future__ import annotations

from companion import clock
from companion.i18n import catalogs, locales
from companion.i18n.catalogs import tr, trn
from companion.printing.document import (
    Block,
    Codes,
    Column,
    Columns,
    Document,
    Fold,
    Heading,
    IconLine,
    Paragraph,
    Point,
    Points,
    Rule,
    Size,
    WordGrid,
)
from companion.vault.recovery import Sheet

_WORDS_SHARE, _CODE_SHARE = 1.9, 1.0


def document(sheet: Sheet) -> Document:
    """One sheet, in the interface's language; its words are English in every language."""
    language = catalogs.language()
    return Document(tr("Recovery sheet"), language, blocks=(*_inside(sheet), *_outside(sheet, language)), secret=True)


def _inside(sheet: Sheet) -> tuple[Block, ...]:
    """What the fold hides."""
    facts = {"number": locales.number(sheet.number), "count": locales.number(sheet.of)}
    made = tr("Made on %(date)s.", date=locales.long_date(clock.today(), catalogs.language()))
    which = tr("Sheet %(number)s of %(count)s", **facts)
    return (
        Heading(tr("Recovery sheet"), 1),
        Paragraph(_power(sheet)),
        WordGrid(sheet.words),
        Paragraph(" ".join((made, tr("The last word checks the others."))), which, Size.SMALL),
        Fold(tr("Fold here, printing inside, and tape it shut.")),
    )


def _power(sheet: Sheet) -> str:
    if sheet.of > 1:
        return tr("Two of these three sheets together open the vault; one alone opens nothing.")
    return trn(
        "Whoever holds this %(n)s word can open the vault. If it and the passphrase are lost, nobody can.",
        "Whoever holds these %(n)s words can open the vault. If they and the passphrase are lost, nobody can.",
        len(sheet.words),
    )


def _outside(sheet: Sheet, language: str) -> tuple[Block, ...]:
    second = (
        tr("Type the words of two sheets, or let a code scanner type the square.")
        if sheet.of > 1
        else tr("Type the words, or let a code scanner type the square.")
    )
    steps = (
        Point(tr("On the lock screen choose “Use the recovery sheet”.")),
        Point(second),
        Point(tr("Choose a new passphrase. The sheet stops working: print a new one.")),
    )
    left = Column((Heading(tr("If the passphrase is lost")), Points(steps, numbered=True)), language, _WORDS_SHARE)
    right = Column((Codes((sheet.code_text,), (tr("The same words"),)),), language, _CODE_SHARE)
    return (
        Columns((left, right)),
        Heading(tr("Until then")),
        IconLine("home", tr("Keep it far from the computer, with somebody you trust: a lawyer, another team.")),
        IconLine("eyeoff", tr("No photo, no scan, no copy machine. Do not write on it what it opens.")),
        IconLine(
            "printer",
            tr("Printers can remember. Use a small one by cable, print something else after it, switch it off."),
        ),
        Rule(),
        Paragraph(
            tr("Lost the sheet, or somebody saw it? Settings, Passphrases, “Cancel the sheet”."), size=Size.SMALL
        ),
    )
